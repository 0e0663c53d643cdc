//! Where every rate comes from, and what somebody should know.

use super::{fold, section};
use crate::answer::label;
use crate::element::{all, el, nothing, part};
use crate::state::State;
use leptos::prelude::*;
use scenario::problem::Problem;
use scenario::report::{PriceSource, Report};
use scenario::words;

/// Id of the section.
pub const ID: &str = "prices";

/// Sources, then warnings.
pub fn prices(state: State) -> AnyView {
    let sources = |report: &Report| all(report.price_sources.iter().map(source).collect());
    let warnings = move |report: &Report| warned(state, &report.warnings);
    let sources = part(move || state.with_report(sources).unwrap_or_else(nothing));
    let warnings = part(move || state.with_report(warnings).unwrap_or_else(nothing));
    section(ID, "Prices")
        .and(el("ul", "lines").holds(sources))
        .holds(warnings)
        .view()
}

fn source(source: &PriceSource) -> AnyView {
    let mut item = el("li", "").says(&words::source_line(source)).says(" ");
    if let Some(url) = &source.url {
        let link = el("a", "")
            .set("href", url)
            .set("target", "_blank")
            .set("rel", "noreferrer noopener");
        item = item.and(link.says("Price list"));
    }
    item.view()
}

fn warned(state: State, warnings: &[Problem]) -> AnyView {
    if warnings.is_empty() {
        return nothing();
    }
    let item = |warning: &Problem| {
        let field = el("b", "").says(&label(state, &warning.path));
        el("li", "")
            .and(field)
            .says(" ")
            .says(&warning.message)
            .view()
    };
    let list = el("ul", "lines").holds(all(warnings.iter().map(item).collect()));
    fold(&words::warnings_title(warnings.len()), list.view())
}
