//! What a call sends and what it answers.

use super::group::{group, more};
use crate::element::{View, text};
use crate::field::number::Number;
use crate::state::State;
use scenario::words;

/// Input, output, and the parts of the input that are cached or retrieved.
pub fn tokens(state: State) -> View {
    let summary = text(move || state.with_step(words::tokens_summary).unwrap_or_default());
    let parts = vec![
        Number::small("steps[].cache_read_tokens").view(state),
        Number::small("steps[].cache_write_tokens").view(state),
        Number::small("steps[].cache_write_1h_tokens").view(state),
        Number::small("steps[].retrieval_tokens")
            .measured()
            .view(state),
        Number::small("steps[].calls").view(state),
    ];
    let fields = vec![
        Number::full("steps[].input_tokens").measured().view(state),
        Number::full("steps[].visible_output_tokens")
            .measured()
            .view(state),
        more("Cache, retrieval, calls", parts),
    ];
    group("Tokens", summary, true, fields)
}
