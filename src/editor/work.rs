//! How much work there is.

use super::group::Group;
use crate::field::choice::{Choice, named};
use crate::field::number::Number;
use crate::field::text::Text;
use crate::state::State;
use leptos::prelude::*;
use scenario::words;

/// Tasks, the period, and what they are called.
pub fn work(state: State) -> impl IntoView {
    let summary = Memo::new(move |_| state.scenario.with(words::work_summary));
    let label = Signal::derive(move || state.scenario.with(words::tasks_label));
    let periods = named(&[
        ("day", "day"),
        ("week", "week"),
        ("month", "month"),
        ("year", "year"),
    ]);
    view! {
        <Group name="Work" summary open=true>
            <Number state path="work.tasks" label/>
            <div class="pair">
                <Choice state path="work.period" options=periods label="in a"/>
                <Text state path="work.task_name"/>
            </div>
            <Text state path="title"/>
        </Group>
    }
}
