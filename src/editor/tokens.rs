//! What a call sends and what it answers.

use super::group::Group;
use crate::field::number::{Number, Size};
use crate::state::State;
use leptos::prelude::*;
use scenario::words;

/// Input, output, and the parts of the input that are cached or retrieved.
pub fn tokens(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| state.with_step(words::tokens_summary).unwrap_or_default());
    view! {
        <Group name="Tokens" summary open=true>
            <Number state path="steps[].input_tokens" measured=true/>
            <Number state path="steps[].visible_output_tokens" measured=true/>
            <details class="more">
                <summary>"Cache, retrieval, calls"</summary>
                <Number state path="steps[].cache_read_tokens" size=Size::Small/>
                <Number state path="steps[].cache_write_tokens" size=Size::Small/>
                <Number state path="steps[].cache_write_1h_tokens" size=Size::Small/>
                <Number state path="steps[].retrieval_tokens" size=Size::Small measured=true/>
                <Number state path="steps[].calls" size=Size::Small/>
            </details>
        </Group>
    }
}
