//! Where every rate comes from, and what somebody should know.

use super::{fold, kept, section};
use crate::answer::label;
use crate::element::{View, all, el, nothing, part};
use crate::state::State;
use scenario::problem::Problem;
use scenario::report::PriceSource;
use scenario::words;

/// Id of the section.
pub const ID: &str = "prices";

/// Sources, then warnings.
pub fn prices(state: State) -> View {
    let sources = kept(state, |shown| {
        let source = |source: &PriceSource| {
            vec![
                words::source_line(source),
                source.url.clone().unwrap_or_default(),
            ]
        };
        shown.report.price_sources.iter().map(source).collect()
    });
    let warnings = kept(state, move |shown| {
        let warning =
            |warning: &Problem| vec![label(state, &warning.path), warning.message.clone()];
        shown.report.warnings.iter().map(warning).collect()
    });
    let sources = part(move || {
        sources.with(|sources| all(sources.iter().map(|line| source(line)).collect()))
    });
    let warnings = part(move || warnings.with(|warnings| warned(warnings)));
    section(ID, "Prices")
        .and(el("ul", "lines").holds(sources))
        .holds(warnings)
        .view()
}

fn source(line: &[String]) -> View {
    let [words, url] = line else { return nothing() };
    let item = el("li", "").says(words).says(" ");
    if url.is_empty() {
        return item.view();
    }
    let link = el("a", "")
        .set("href", url)
        .set("target", "_blank")
        .set("rel", "noreferrer noopener");
    item.and(link.says("Price list")).view()
}

fn warned(warnings: &[Vec<String>]) -> View {
    if warnings.is_empty() {
        return nothing();
    }
    let item = |warning: &Vec<String>| {
        let [field, message] = warning.as_slice() else {
            return nothing();
        };
        el("li", "")
            .and(el("b", "").says(field))
            .says(" ")
            .says(message)
            .view()
    };
    let list = el("ul", "lines").holds(all(warnings.iter().map(item).collect()));
    fold(&words::warnings_title(warnings.len()), list.view())
}
