//! What each step of the workflow costs.

use super::section;
use super::table::{Style, table_view};
use crate::element::{View, el, text};
use crate::kept::Kept;
use crate::state::State;
use scenario::{table, words};

/// Id of the section.
pub const ID: &str = "by-step";

/// Takeaway and table.
pub fn steps(state: State) -> View {
    let takeaway = text(move || state.with_report(words::steps_takeaway).unwrap_or_default());
    let steps = Kept::new(move || state.with_report(table::steps));
    section(ID, "Steps")
        .and(el("p", "take").follows(takeaway))
        .holds(table_view(steps, Style::Plain))
        .view()
}
