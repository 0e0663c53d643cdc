//! What a person reads: one section for each question, in the order of the questions.

mod cost;
mod prices;
mod steps;
pub mod table;

use crate::browser;
use crate::state::State;
use leptos::prelude::*;

/// All sections that there is something to say in.
pub fn report(state: State) -> AnyView {
    let several = Memo::new(move |_| {
        state.shown.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.report.steps.len() > 1)
        })
    });
    let tab = |name: &'static str, id: &'static str| {
        view! { <button type="button" on:click=move |_| browser::scroll_to(id)>{name}</button> }
    };
    view! {
        <div class="report">
            <nav class="sections" aria-label="Report">
                {tab("Cost", cost::ID)}
                {move || several.get().then(|| tab("Steps", steps::ID))}
                {tab("Prices", prices::ID)}
            </nav>
            {cost::cost(state)}
            {move || several.get().then(|| steps::steps(state))}
            {prices::prices(state)}
        </div>
    }
    .into_any()
}

/// The last line of the page.
pub fn footer(state: State) -> AnyView {
    let snapshot = move || {
        state.catalog.with(|catalog| {
            format!(
                "Prices: {} of {}",
                catalog.snapshot().name,
                catalog.snapshot().date
            )
        })
    };
    view! {
        <footer class="foot">
            <p class="cannot-start">
                "The calculator could not start in this browser: WebAssembly is off, or a file did not arrive. What stands here \
                 is an example that was calculated when the page was made. To enter numbers of your own, allow WebAssembly \
                 for this page or open it in another browser."
            </p>
            <p>{snapshot} ". What you enter stays in this browser."</p>
        </footer>
    }
    .into_any()
}
