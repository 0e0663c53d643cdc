//! What a person sets. Each group folds to one line of plain words, so that the whole scenario can be read at a glance.

mod agent_loop;
mod checking;
mod group;
mod model;
mod model_search;
mod reasoning;
mod tokens;
mod work;
mod workflow;

use crate::app::ALIVE;
use crate::state::State;
use leptos::prelude::*;

/// All groups. Before the page answers to a person they are inert.
pub fn editor(state: State) -> AnyView {
    let several = Memo::new(move |_| state.scenario.with(|scenario| scenario.steps.len() > 1));
    view! {
        <form class="editor" aria-label="Scenario" inert=!ALIVE on:submit=move |event| event.prevent_default()>
            {work::work(state)}
            {move || several.get().then(|| workflow::workflow(state))}
            {model::model(state)}
            {tokens::tokens(state)}
            {reasoning::reasoning(state)}
            {agent_loop::agent_loop(state)}
            {checking::checking(state)}
        </form>
    }
    .into_any()
}
