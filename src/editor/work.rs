//! How much work there is.

use super::group::{group, more};
use crate::element::{View, text};
use crate::field::choice::{list, named};
use crate::field::number::{Number, Trailing};
use crate::field::text::text_field;
use crate::state::State;
use scenario::words;

/// Tasks, the period, and what they are called.
pub fn work(state: State) -> View {
    let summary = text(move || state.scenario.with(words::work_summary));
    let label = text(move || state.scenario.with(words::tasks_label));
    let periods = named(&[
        ("day", "a day"),
        ("week", "a week"),
        ("month", "a month"),
        ("year", "a year"),
    ]);
    let period = list(state, "work.period", periods, "unit", None);
    let tasks = Number {
        label: Some(label),
        trailing: Trailing::View(period),
        ..Number::full("work.tasks")
    };
    let names = vec![
        text_field(state, "title"),
        text_field(state, "work.task_name"),
    ];
    group(
        "Work",
        summary,
        true,
        vec![tasks.view(state), more("Names", names)],
    )
}
