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
    let several = move || sources.with(|sources| sources.len() > 1);
    let warning = move |warning: Problem| view! { <li><b>{label(state, &warning.path)}</b> " " {warning.message}</li> };
    view! {
        <section class="section" id=ID aria-labelledby="prices-name">
            <h2 id="prices-name">"Prices"</h2>
            {move || sources.get().into_iter().map(|one| source(&one, several())).collect_view()}
            {move || {
                let warnings = warnings.get();
                (!warnings.is_empty()).then(|| view! {
                    <details class="fold">
                        <summary>{words::warnings_title(warnings.len())}</summary>
                        <ul class="warnings">{warnings.into_iter().map(warning).collect_view()}</ul>
                    </details>
                })
            }}
        </section>
    }
    .into_any()
}

fn source(source: &PriceSource, several: bool) -> impl IntoView + use<> {
    let name = if several {
        format!("{}: {}", source.step, source.model_name)
    } else {
        source.model_name.clone()
    };
    let rate = |rate: &scenario::report::RateReport| {
        let own = if rate.own { ", yours" } else { "" };
        format!(
            "{} {}{own}",
            words::rate_words(rate.unit),
            words::rate_amount(rate.usd, rate.per)
        )
    };
    let rates: Vec<String> = source.rates.iter().map(rate).collect();
    let url = source.url.clone().map(|url| {
        view! { " " <a href=url target="_blank" rel="noreferrer noopener">"Source"</a> }
    });
    view! {
        <div class="source">
            <h3>{name}</h3>
            <p>{rates.join(" \u{b7} ")}</p>
            <p>{words::source_words(source)} {url}</p>
        </div>
    }
}
