//! The sections that follow the costs, as the part that is loaded later describes them: value, break-even, workflow, risk.
//!
//! The page builds a section anew only when its shape has changed; texts, tables and drawings follow by themselves, so
//! that what a person has opened stays open while numbers move.

use super::{part as report, section, viewed};
use crate::element::{Element, View, all, el, el_marked, flag, nothing, part};
use crate::framework::untrack;
use crate::kept::Kept;
use crate::state::State;
use telling::sections::Section;
use views::VIEWS;

/// Id of the place where they stand.
pub const ID: &str = "deeper";
/// Ids and names of the sections, as the bar above names them before they are here.
pub const SECTIONS: [(&str, &str); 5] = [
    ("value", "Value"),
    ("break-even", "Break-even"),
    ("workflow", "Workflow"),
    ("risk", "Risk"),
    ("prices", "Prices"),
];

/// All of them.
pub fn sections(state: State) -> View {
    let all = all(SECTIONS.map(|each| one_section(state, each)).into());
    el("div", "").set("id", ID).holds(all).view()
}

/// One of them.
pub fn one_section(state: State, (id, name): (&'static str, &str)) -> View {
    section(id, name).holds(body(state, id, true)).view()
}

/// What stands in the section of an id, with its takeaway or without.
pub fn body(state: State, id: &'static str, with_takeaway: bool) -> View {
    let shape = Kept::new(move || {
        let shape = |section: &Section| Some((report::PART.get_untracked()?.shape)(section));
        one(state, id, shape).flatten().unwrap_or_default()
    });
    let inside = part(move || {
        shape.with(|shape| {
            if shape.is_empty() {
                return if with_takeaway {
                    missing(id)
                } else {
                    nothing()
                };
            }
            untrack(|| {
                let built = |section: &Section| {
                    Some((report::PART.get()?.built)(
                        state,
                        id,
                        section,
                        with_takeaway,
                    ))
                };
                one(state, id, built).flatten()
            })
            .unwrap_or_else(nothing)
        })
    });
    let stale = flag(move || state.errors.with(|errors| !errors.is_empty()));
    el_marked("div", "section-body", "stale", stale)
        .holds(inside)
        .view()
}

/// What stands there until the part of the page that makes it has arrived.
fn missing(id: &'static str) -> View {
    if VIEWS.iter().any(|(view, ..)| *view == id) && report::PART.get().is_some() {
        return viewed::PART.waiting();
    }
    report::PART.waiting()
}

/// Something of the section of an id, where it is here.
pub fn one<T>(state: State, id: &str, read: impl FnOnce(&Section) -> T) -> Option<T> {
    state.reading.with(|reading| {
        let section = reading.sections.iter().find(|section| section.id == id);
        section.map(read)
    })
}

/// Where formulas come from.
pub fn tag(source: &str) -> Element {
    let title = if source == "paper" {
        "After Zhu 2026, AI Tokenomics"
    } else {
        "Beyond the paper: ours"
    };
    el("span", "tag").set("title", title).says(source)
}
