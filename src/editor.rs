//! What a person sets. Each group folds to one line of plain words, so that the whole scenario can be read at a glance.

pub mod agent_loop;
pub mod checking;
pub mod group;
pub mod model;
pub mod model_search;
mod reasoning;
pub mod success;
pub mod tokens;
pub mod value;
pub mod work;
pub mod workflow;

use crate::app::ALIVE;
use crate::element::{View, el, maybe};
use crate::state::State;

/// All groups. Before the page answers to a person they are inert.
pub fn editor(state: State) -> View {
    el("form", "editor")
        .set("aria-label", "Scenario")
        .follow(
            "inert",
            maybe(move || (!ALIVE || state.locked.get()).then(String::new)),
        )
        .on("submit", |event| event.prevent_default())
        .holds(work::work(state))
        .holds(workflow::chooser(state))
        .holds(model::model(state))
        .holds(tokens::tokens(state))
        .holds(reasoning::reasoning(state))
        .holds(agent_loop::agent_loop(state))
        .holds(success::success(state))
        .holds(value::value(state))
        .holds(checking::checking(state))
        .holds(workflow::workflow(state))
        .view()
}
