//! What it costs and which tokens cost it.

use super::{deeper, section};
use crate::chart::canvas::chart;
use crate::element::{View, all, el, part, text};
use crate::kept::Kept;
use crate::state::{Shown, State};
use crate::table::{Style, table_view};
use charts::two_bars::{self, Class, TwoBars};
use telling::{table, words};

/// Id of the section.
pub const ID: &str = "cost";

/// Takeaway, chart, table, formula, amounts.
pub fn cost(state: State) -> View {
    let takeaway = text(move || state.with_report(words::cost_takeaway).unwrap_or_default());
    let line = text(move || {
        let words = |shown: &Shown| words::cost_line(&shown.scenario, &shown.report);
        state
            .shown
            .with(|shown| shown.as_ref().map(words))
            .unwrap_or_default()
    });
    let bars = Kept::new(move || state.with_report(TwoBars::of).unwrap_or_default());
    let totals = Kept::new(move || state.with_report(table::totals));
    let key = part(move || bars.with(key));
    let drawing = chart(state, takeaway.clone(), move |place| {
        place.draw(two_bars::height(place.width), |area, look| {
            // A canvas that cannot be drawn on leaves the table, which says the same.
            let _ = bars.with(|bars| two_bars::draw(area, bars, look));
        });
    });
    section(ID, "Cost")
        .and(el("p", "take").follows(takeaway))
        .and(el("figure", "chart").holds(drawing).holds(key))
        .and(
            el("p", "under")
                .and(el("span", "").follows(line))
                .and(deeper::tag("paper")),
        )
        .holds(table_view(totals, Style::Bare))
        .holds(deeper::body(state, ID, false))
        .view()
}

fn key(bars: &TwoBars) -> View {
    let item = |class: &Class| {
        let swatch = el("span", &format!("swatch {}", class.name));
        el("li", "")
            .and(swatch)
            .says(words::class_words(class.name))
            .view()
    };
    el("ul", "key")
        .holds(all(bars.classes.iter().map(item).collect()))
        .view()
}
