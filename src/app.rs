//! The whole page, from top to bottom.

use crate::state::State;
use crate::{answer, editor, header, report};
use leptos::prelude::*;

/// Whether the page answers to a person, or is the text that stands there before it can.
pub const ALIVE: bool = cfg!(target_arch = "wasm32");

/// The page.
pub fn app(state: State) -> AnyView {
    let whole = move || {
        if state.fault.with(Option::is_some) {
            return answer::fault(state).into_any();
        }
        view! {
            {answer::answer(state)}
            <main class="columns">
                {editor::editor(state)}
                {report::report(state)}
            </main>
        }
        .into_any()
    };
    view! {
        <div class="page" class:live=ALIVE>
            {header::header(state)}
            {header::notice(state)}
            {whole}
            {report::footer(state)}
            <p id=crate::browser::STATUS_ID class="unseen" role="status"></p>
        </div>
    }
    .into_any()
}
