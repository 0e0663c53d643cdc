//! The views below the report: folded, and worked out only while they are open.

use super::deeper::body;
use crate::browser::deeper;
use crate::element::{View, all, el};
use crate::state::State;

/// Their places in the reading begin here: after the deeper report's sections.
const FIRST: usize = 6;

/// Ids and names, in their order.
pub const VIEWS: [(&str, &str); 5] = [
    ("alternatives", "Alternatives"),
    ("technical", "Technical"),
    ("market", "Market"),
    ("over-time", "Over time"),
    ("hidden", "Hidden tokens"),
];

/// The question that each answers, in the same order.
const QUESTIONS: [&str; 5] = [
    "What else could I do?",
    "What does it cost whoever runs the model?",
    "What do I charge inside my company?",
    "What happens over the next years?",
    "How many tokens think unseen?",
];

/// All of them.
pub fn views(state: State) -> View {
    all((0..VIEWS.len())
        .map(|place| view(state, place, false))
        .collect())
}

/// One of them.
pub fn view(state: State, place: usize, is_open: bool) -> View {
    let (id, name) = VIEWS[place];
    let heading = el("h2", "").set("id", &format!("{id}-name")).says(name);
    let question = el("span", "").says(QUESTIONS[place]);
    el("details", "section view")
        .set("id", id)
        .set_if("open", is_open)
        .set("aria-labelledby", &format!("{id}-name"))
        .on("toggle", move |_| deeper::toggled(state))
        .and(el("summary", "").and(heading).and(question))
        .holds(body(state, FIRST + place, true))
        .view()
}
