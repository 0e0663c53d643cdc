//! What each step of the workflow costs.

use super::table::TableView;
use crate::state::State;
use leptos::prelude::*;
use scenario::{table, words};

/// Id of the section.
pub const ID: &str = "by-step";

/// Takeaway and table.
pub fn steps(state: State) -> AnyView {
    let takeaway = Memo::new(move |_| state.with_report(words::steps_takeaway).unwrap_or_default());
    let steps = Memo::new(move |_| state.with_report(table::steps));
    view! {
        <section class="section" id=ID aria-labelledby="by-step-name">
            <h2 id="by-step-name">"Steps"</h2>
            <p class="take">{takeaway}</p>
            <TableView table=steps/>
        </section>
    }
    .into_any()
}
