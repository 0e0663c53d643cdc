//! The part of the program with the sections that follow the costs: what the page does with it while it is not here.
//!
//! It is loaded when a person first moves, or when its place is in sight at once. Then it is asked again after each
//! change, once the answer has been painted. It answers at once, so no answer is ever of another scenario.

use super::{analysed, blocks};
use crate::element::View;
use crate::later::{Later, NotLoaded};
use crate::prices::{complete, with_makers};
use crate::state::State;
use telling::sections::Section;
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Report {
    /// Makes the deeper report anew.
    refresh: fn(State),
    /// The kinds of the blocks of a section: as long as it is the same, elements stay.
    pub shape: fn(&Section) -> String,
    /// The elements of a section, with its takeaway or without.
    pub built: fn(State, &'static str, &Section, bool) -> View,
}

static TABLE: Report = Report {
    refresh: analysed::refresh,
    shape: blocks::shape,
    built: blocks::built,
};

#[wasm_split(report, fallible)]
fn report() -> Result<&'static Report, NotLoaded> {
    Ok(&TABLE)
}

/// The part.
pub static PART: Later<Report> = Later::new(|| Box::pin(with_makers(report())), refresh);

/// Makes the deeper report anew, where its part is here.
pub fn refresh(state: State) {
    complete(state);
    if let Some(part) = PART.get_untracked() {
        (part.refresh)(state);
    }
}

/// A view was opened or closed: it is worked out with the others, or no longer.
pub fn toggled(state: State) {
    if PART.get_untracked().is_some() {
        refresh(state);
    } else {
        PART.ask(state);
    }
}
