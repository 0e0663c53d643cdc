//! The page: what a person sets, what it costs, and why.
//!
//! Views only: no formula and no arithmetic on money. Every figure comes from the report, every sentence from
//! `telling::words`. One scenario changes ([`state`]); all else follows from it.
//!
//! The modules have an order, and none imports one above it (tests/tidy/rooms.rs):
//!
//! ```text
//! start                                  opens the page; effects that touch the world
//! app
//! embed
//! answer · editor · header               what a person sees
//! measured                               what logs say was used
//! report                                 forms: the scenario in other forms
//! field
//! chart · table                          prices: lists that are loaded later
//! own                                    what a person keeps in this browser
//! later                                  a part of the program as the page waits for it
//! element · state                        what is shown · what is known
//! browser                                what a browser can do
//! call · framework · kept
//! ```
//!
//! **Parts.** The build cuts the program at the functions marked `wasm_split` (xtask/src/build/program.rs): what only such
//! a function leads to lies in a file of its own, what several lead to in one that they share; functions with the same name
//! of a part share its file. Such a function fetches its files and gives a table of functions; from then on the page calls
//! these as any other, at once. So what is in a part is reached through its table only: a function of a part that is called
//! by its name is in the first load. Each module has the functions and tables of its own parts.

mod answer;
mod app;
mod browser;
mod call;
mod chart;
mod editor;
mod element;
mod embed;
mod field;
mod forms;
mod framework;
mod header;
mod kept;
mod later;
mod measured;
mod own;
mod prices;
mod report;
mod start;
mod state;
mod table;

pub use start::start;

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
