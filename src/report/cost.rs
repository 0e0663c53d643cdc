//! What it costs and which tokens cost it.

use super::table::{Style, table_view};
use super::{fold, kept, section};
use crate::chart::canvas::chart;
use crate::element::{View, all, el, nothing, part, text};
use crate::kept::Kept;
use crate::state::{Shown, State};
use charts::two_bars::{self, Class, TwoBars};
use scenario::{table, words};

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
    let classes = Kept::new(move || state.with_report(table::classes));
    let key = part(move || bars.with(key));
    let drawing = chart(state, takeaway.clone(), move |place| {
        place.draw(two_bars::height(place.width), |area, look| {
            // A canvas that cannot be drawn on leaves the table, which says the same.
            let _ = bars.with(|bars| two_bars::draw(area, bars, look));
        });
    });
    let formula = kept(state, |shown| {
        let lines = words::formula(&shown.scenario, &shown.report);
        lines
            .into_iter()
            .map(|line| vec![line.label, line.expression, line.result])
            .collect()
    });
    let formula = part(move || formula.with(|lines| steps(lines)));
    let tag = el("span", "tag")
        .set("title", "After Zhu 2026, AI Tokenomics")
        .says("paper");
    section(ID, "Cost")
        .and(el("p", "take").follows(takeaway))
        .and(el("figure", "chart").holds(drawing).holds(key))
        .and(el("p", "under").and(el("span", "").follows(line)).and(tag))
        .holds(fold("Table", table_view(classes, Style::Sum)))
        .holds(fold("How this is computed, with these numbers", formula))
        .holds(table_view(totals, Style::Bare))
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

pub(super) fn steps(lines: &[Vec<String>]) -> View {
    let item = |line: &Vec<String>| {
        let [label, expression, result] = line.as_slice() else {
            return nothing();
        };
        let result = el("span", "result").says(result);
        let expression = el("dd", "").says(expression).says(" = ").and(result);
        el("div", "")
            .and(el("dt", "").says(label))
            .and(expression)
            .view()
    };
    el("dl", "formula")
        .holds(all(lines.iter().map(item).collect()))
        .view()
}
