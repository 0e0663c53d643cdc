//! The page: what a person sets, what it costs, and why.
//!
//! Views only: no formula and no arithmetic on money. Every figure comes from the report, every sentence from
//! `telling::words`. One scenario changes ([`state`]); all else follows from it.

mod answer;
mod app;
mod browser;
mod call;
pub mod chart;
mod editor;
mod element;
mod embed;
mod field;
mod framework;
mod header;
mod kept;
mod later;
mod parts;
mod report;
mod state;

/// Starts the page in a browser.
pub fn start() {
    browser::spawn(browser::start());
}

/// What stands in the page before WebAssembly has arrived: the page of the first preset as HTML, written by the same
/// components, which `cargo xtask build` puts inside `<div id="prerendered">`.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn prerender() -> String {
    use crate::framework::*;

    let owner = Owner::new();
    owner.with(|| {
        let first = scenario::presets::all()
            .first()
            .map(|preset| preset.scenario.clone());
        app::app(state::State::new(first.unwrap_or_default()))
            .into_any()
            .to_html()
    })
}
