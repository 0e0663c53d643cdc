//! The whole page, from top to bottom.

use crate::element::{Element, View, el, part};
use crate::kept::Kept;
use crate::state::State;
use crate::{answer, browser, editor, embed, header, report};

/// Whether the page answers to a person, or is the text that stands there before it can.
pub const ALIVE: bool = cfg!(target_arch = "wasm32");

/// The page.
pub fn app(state: State) -> View {
    if let Some(asked) = browser::embed::asked() {
        return embed::embed(state, asked);
    }
    let is_closed = Kept::new(move || state.fault.with(Option::is_some));
    let whole = part(move || {
        if is_closed.get() {
            return answer::fault(state);
        }
        let columns = el("div", "columns")
            .holds(editor::editor(state))
            .holds(report::report(state));
        el("main", "")
            .holds(answer::answer(state))
            .holds(answer::mend(state, true))
            .and(columns)
            .view()
    });
    el("div", if ALIVE { "page live" } else { "page" })
        .holds(header::header(state))
        .holds(header::notice(state))
        .holds(whole)
        .holds(report::footer(state))
        .and(status())
        .view()
}

/// The place from which the answer is read aloud.
pub fn status() -> Element {
    el("p", "unseen")
        .set("id", browser::STATUS_ID)
        .set("role", "status")
}
