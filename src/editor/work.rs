//! How much work there is.

use super::group::{group, more};
use crate::element::{View, all, text};
use crate::field::choice::{list, offered};
use crate::field::number::{Number, Trailing};
use crate::field::text::text_field;
use crate::state::State;
use scenario::field::{about, work};
use telling::words;

/// Tasks, the period, and what they are called.
pub fn work(state: State) -> View {
    let summary = text(move || state.scenario.with(words::work_summary));
    let names = more(state, "Names", |part| part.names);
    group("Work", summary, vec![tasks(state), names])
}

/// What the scenario and its tasks are called.
pub fn names(state: State) -> View {
    all(vec![
        text_field(state, &about::TITLE),
        text_field(state, &work::TASK_NAME),
    ])
}

/// Tasks, called what they are, with the period in the box.
pub fn tasks(state: State) -> View {
    let period = list(state, &work::PERIOD, offered(&work::PERIOD), "unit", None);
    let tasks = Number {
        label: Some(text(move || state.scenario.with(words::tasks_label))),
        trailing: Trailing::View(period),
        ..Number::full(&work::TASKS)
    };
    tasks.view(state)
}
