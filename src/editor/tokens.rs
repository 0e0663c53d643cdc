//! What a call sends and what it answers.

use super::group::{group, more};
use crate::element::{View, all, text};
use crate::field::number::Number;
use crate::state::State;
use scenario::field::step;
use telling::words;

/// Input, output, and the parts of the input that are cached or retrieved.
pub fn tokens(state: State) -> View {
    let summary = text(move || state.with_step(words::tokens_summary).unwrap_or_default());
    let fields = vec![
        Number::full(&step::INPUT_TOKENS).measured().view(state),
        Number::full(&step::VISIBLE_OUTPUT_TOKENS)
            .measured()
            .view(state),
        more(state, "Cache, retrieval, calls", |part| part.token_parts),
    ];
    group("Tokens", summary, fields)
}

/// The parts of the input, and calls.
pub fn parts(state: State) -> View {
    all(vec![
        Number::small(&step::CACHE_READ_TOKENS).view(state),
        Number::small(&step::CACHE_WRITE_TOKENS).view(state),
        Number::small(&step::CACHE_WRITE_1H_TOKENS).view(state),
        Number::small(&step::RETRIEVAL_TOKENS)
            .measured()
            .view(state),
        Number::small(&step::CALLS).view(state),
    ])
}
