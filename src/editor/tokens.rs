//! What a call sends and what it answers.

use super::group::{group, more};
use crate::element::{View, all, text};
use crate::field::number::Number;
use crate::state::State;
use telling::words;

/// Input, output, and the parts of the input that are cached or retrieved.
pub fn tokens(state: State) -> View {
    let summary = text(move || state.with_step(words::tokens_summary).unwrap_or_default());
    let fields = vec![
        Number::full("steps[].input_tokens").measured().view(state),
        Number::full("steps[].visible_output_tokens")
            .measured()
            .view(state),
        more(state, "Cache, retrieval, calls", |part| part.token_parts),
    ];
    group("Tokens", summary, fields)
}

/// The parts of the input, and calls.
pub fn parts(state: State) -> View {
    all(vec![
        Number::small("steps[].cache_read_tokens").view(state),
        Number::small("steps[].cache_write_tokens").view(state),
        Number::small("steps[].cache_write_1h_tokens").view(state),
        Number::small("steps[].retrieval_tokens")
            .measured()
            .view(state),
        Number::small("steps[].calls").view(state),
    ])
}
