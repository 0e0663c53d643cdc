//! The whole page, from top to bottom.

use crate::browser::ALIVE;
use crate::browser::embed::Asked;
use crate::element::{View, button, el, nothing, part};
use crate::kept::Kept;
use crate::later::NotLoaded;
use crate::state::State;
use crate::{answer, browser, editor, embed, header, measured, report};

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
        .holds(measured::section(state))
        .holds(whole)
        .holds(report::footer(state))
        .and(answer::status())
        .view()
}

/// The page in a frame of another one, which is a part of its own.
fn embedded(state: State, asked: Asked) -> View {
    let load = move || embed::PART.ask(state);
    load();
    part(move || match embed::PART.get() {
        Some(part) => (part.view)(state, asked.clone()),
        None if embed::PART.has_failed() => el("div", "page live")
            .and(el("p", "note").says(NotLoaded::WORDS))
            .and(button("plain", load).says("Try again"))
            .view(),
        None => nothing(),
    })
}
