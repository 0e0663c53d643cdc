//! The whole page, from top to bottom.

use crate::browser::embed::Asked;
use crate::element::{Element, View, button, el, nothing, part};
use crate::kept::Kept;
use crate::later::Later;
use crate::parts::{self, NotLoaded};
use crate::state::State;
use crate::{answer, browser, editor, header, report};

/// Whether the page answers to a person, or is the text that stands there before it can.
pub const ALIVE: bool = cfg!(target_arch = "wasm32");

/// The page.
pub fn app(state: State) -> View {
    if let Some(asked) = browser::embed::asked() {
        return embedded(state, asked);
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
            .holds(answer::mend(state))
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

/// The page in a frame of another one, which is a part of its own.
fn embedded(state: State, asked: Asked) -> View {
    let part_of = Later::new();
    let load = move || part_of.ask(parts::embed(), || ());
    load();
    part(move || match part_of.get() {
        Some(part) => (part.view)(state, asked.clone()),
        None if part_of.has_failed() => el("div", "page live")
            .and(el("p", "note").says(NotLoaded::WORDS))
            .and(button("plain", load).says("Try again"))
            .view(),
        None => nothing(),
    })
}

/// The place from which the answer is read aloud.
pub fn status() -> Element {
    el("p", "unseen")
        .set("id", browser::STATUS_ID)
        .set("role", "status")
}
