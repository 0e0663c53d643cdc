//! What a person sets. Each group folds to one line of plain words, so that the whole scenario can be read at a glance.

mod agent_loop;
mod checking;
mod group;
pub mod model;
pub mod model_search;
mod paste;
mod reasoning;
mod success;
mod tokens;
mod value;
pub mod work;
mod workflow;

use crate::browser::ALIVE;
use crate::element::{View, el, maybe, nothing, part, part_if};
use crate::kept::Kept;
use crate::later::{Later, NotLoaded};
use crate::state::State;
use telling::compared::from_example;
use wasm_split_helpers::wasm_split;

/// What is inside the groups that stand folded at first.
pub struct Folded {
    names: fn(State) -> View,
    model: fn(State) -> View,
    token_parts: fn(State) -> View,
    agent_loop: fn(State) -> View,
    curve: fn(State) -> View,
    levels: fn(State) -> View,
    by_time: fn(State) -> View,
    others: fn(State) -> View,
    checking: fn(State) -> View,
    workflow: fn(State) -> View,
    listen: fn(State),
    whose: fn(State) -> View,
}

/// One of them.
type Fold = fn(&Folded) -> fn(State) -> View;

static TABLE: Folded = Folded {
    names: work::names,
    model: model::fields,
    token_parts: tokens::parts,
    agent_loop: agent_loop::fields,
    curve: success::curve,
    levels: success::levels,
    by_time: value::by_time,
    others: value::others,
    checking: checking::fields,
    workflow: workflow::fields,
    listen: paste::listen,
    whose,
};

#[wasm_split(folded, fallible)]
fn folded() -> Result<&'static Folded, NotLoaded> {
    Ok(&TABLE)
}

/// The part.
pub static FOLDED: Later<Folded> = Later::new(|| Box::pin(folded()), listen);

/// Once it is here: what only it can hear.
fn listen(state: State) {
    if let Some(part) = FOLDED.get_untracked() {
        (part.listen)(state);
    }
}

/// How many of the numbers are still those of the example that was opened.
fn whose(state: State) -> View {
    let words = Kept::new(move || {
        state
            .opened
            .with(|opened| state.scenario.with(|shown| from_example(opened, shown)))
    });
    part_if(
        move || words.get(),
        |words| el("p", "note whose").says(&words).view(),
    )
}

/// All groups. Before the page answers to a person they are inert.
pub fn editor(state: State) -> View {
    el("form", "editor")
        .set("aria-label", "Scenario")
        .follow(
            "inert",
            maybe(move || (!ALIVE || state.locked.get()).then(String::new)),
        )
        .on("submit", |event| event.prevent_default())
        .holds(part(move || {
            FOLDED
                .get()
                .map_or_else(nothing, |part| (part.whose)(state))
        }))
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
