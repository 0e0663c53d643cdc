//! The views below the report: folded, and worked out only while they are open.

use super::deeper::body;
use super::part;
use crate::browser::ALIVE;
use crate::element::{View, all, el, nothing};
use crate::state::State;
use views::VIEWS;

/// All of them.
pub fn views(state: State) -> View {
    // What is printed into the page ahead shows nothing that takes a module to open.
    if !ALIVE {
        return nothing();
    }
    all(VIEWS.map(|each| view(state, each, false)).into())
}

/// One of them.
pub fn view(state: State, (id, name, question): (&'static str, &str, &str), is_open: bool) -> View {
    let name_id = format!("{id}-name");
    let heading = el("h2", "").set("id", &name_id).says(name);
    let question = el("span", "").says(question);
    el("details", "section group view")
        .set("id", id)
        .set_if("open", is_open)
        .set("aria-labelledby", &name_id)
        .on("toggle", move |_| part::toggled(state))
        .and(el("summary", "").and(heading).and(question))
        .holds(body(state, id, true))
        .view()
}
