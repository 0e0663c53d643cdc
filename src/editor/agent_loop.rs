//! Turns of an agent that sends its growing context again and again.

use super::group::folded;
use crate::element::{View, all, text};
use crate::field::choice::{choice, offered};
use crate::field::number::Number;
use crate::field::switch::switch;
use crate::state::State;
use scenario::field::step;
use telling::words;

/// Turns, what each adds, and whether the context is cached.
pub fn agent_loop(state: State) -> View {
    let summary = text(move || state.with_step(words::turns_summary).unwrap_or_default());
    folded(state, "Turns", summary, |part| part.agent_loop)
}

/// Its fields.
pub fn fields(state: State) -> View {
    all(vec![
        Number::full(&step::TURNS).view(state),
        Number::small(&step::TURN_GROWTH_TOKENS)
            .measured()
            .view(state),
        switch(state, &step::KEEPS_OUTPUT),
        choice(state, &step::TURN_CACHE, offered(&step::TURN_CACHE)),
    ])
}
