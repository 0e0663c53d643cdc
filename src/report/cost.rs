//! What it costs and which tokens cost it.

use super::{deeper, section};
use crate::element::{View, el, text};
use crate::kept::Kept;
use crate::state::{Shown, State};
use crate::table::{Style, table_view};
use telling::{table, words};

/// Id of the section.
pub const ID: &str = "cost";

/// Takeaway, amounts; drawing, table and formula come later.
pub fn cost(state: State) -> View {
    let takeaway = text(move || state.with_report(words::cost_takeaway).unwrap_or_default());
    let line = text(move || {
        let words = |shown: &Shown| words::cost_line(&shown.scenario, &shown.report);
        state
            .shown
            .with(|shown| shown.as_ref().map(words))
            .unwrap_or_default()
    });
    let totals = Kept::new(move || state.with_report(table::totals));
    section(ID, "Cost")
        .and(el("p", "take").follows(takeaway))
        .and(
            el("p", "under")
                .and(el("span", "").follows(line))
                .and(deeper::tag("paper")),
        )
        .holds(table_view(totals, Style::Bare))
        .holds(deeper::body(state, ID, false))
        .view()
}
