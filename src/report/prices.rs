//! Where every rate comes from, and what somebody should know.

use crate::answer::label;
use crate::state::State;
use leptos::prelude::*;
use scenario::problem::Problem;
use scenario::report::PriceSource;
use scenario::words;

/// Id of the section.
pub const ID: &str = "prices";

/// Sources, then warnings.
pub fn prices(state: State) -> AnyView {
    let sources = Memo::new(move |_| {
        state
            .with_report(|report| report.price_sources.clone())
            .unwrap_or_default()
    });
    let warnings = Memo::new(move |_| {
        state
            .with_report(|report| report.warnings.clone())
            .unwrap_or_default()
    });
    view! {
        <section class="section" id=ID aria-labelledby="prices-name">
            <h2 id="prices-name">"Prices"</h2>
            <ul class="lines">{move || sources.with(|sources| sources.iter().map(source).collect_view())}</ul>
            {move || warnings.with(|warnings| warned(state, warnings))}
        </section>
    }
    .into_any()
}

fn source(source: &PriceSource) -> AnyView {
    let url = source.url.clone().map(|url| {
        view! { " " <a href=url target="_blank" rel="noreferrer noopener">"Price list"</a> }
    });
    view! { <li>{words::source_line(source)} {url}</li> }.into_any()
}

fn warned(state: State, warnings: &[Problem]) -> AnyView {
    if warnings.is_empty() {
        return ().into_any();
    }
    let item = |warning: &Problem| {
        view! { <li><b>{label(state, &warning.path)}</b> " " {warning.message.clone()}</li> }
    };
    view! {
        <details class="fold">
            <summary>{words::warnings_title(warnings.len())}</summary>
            <ul class="lines">{warnings.iter().map(item).collect_view()}</ul>
        </details>
    }
    .into_any()
}
