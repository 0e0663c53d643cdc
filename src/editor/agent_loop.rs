//! Turns of an agent that sends its growing context again and again.

use super::group::Group;
use crate::field::choice::{Choice, named};
use crate::field::number::{Number, Size};
use crate::field::switch::Switch;
use crate::state::State;
use leptos::prelude::*;
use scenario::words;

/// Turns, what each adds, and whether the context is cached.
pub fn agent_loop(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| state.with_step(words::turns_summary).unwrap_or_default());
    let caches = named(&[
        ("none", "not cached"),
        ("5m", "for five minutes"),
        ("1h", "for an hour"),
    ]);
    view! {
        <Group name="Turns" summary>
            <Number state path="steps[].turns"/>
            <Number state path="steps[].turn_growth_tokens" size=Size::Small measured=true/>
            <Switch state path="steps[].keeps_output"/>
            <Choice state path="steps[].turn_cache" options=caches/>
        </Group>
    }
}
