//! How much work there is.

use super::group::{group, more};
use crate::element::{View, all, text};
use crate::field::choice::{list, offered};
use crate::field::number::{Number, Trailing};
use crate::field::text::text_field;
use crate::state::State;
use telling::words;

/// The field of the tasks.
pub const TASKS: &str = "work.tasks";
const PERIOD: &str = "work.period";

/// Tasks, the period, and what they are called.
pub fn work(state: State) -> View {
    let summary = text(move || state.scenario.with(words::work_summary));
    let names = more(state, "Names", |part| part.names);
    group("Work", summary, vec![tasks(state), names])
}

/// What the scenario and its tasks are called.
pub fn names(state: State) -> View {
    all(vec![
        text_field(state, "title"),
        text_field(state, "work.task_name"),
    ])
}

/// Tasks, called what they are, with the period in the box.
pub fn tasks(state: State) -> View {
    let period = list(state, PERIOD, offered(PERIOD), "unit", None);
    let tasks = Number {
        label: Some(text(move || state.scenario.with(words::tasks_label))),
        trailing: Trailing::View(period),
        ..Number::full(TASKS)
    };
    tasks.view(state)
}
