//! Opens the page, and starts the effects that touch the world: address, keeper, theme, keys, what is read aloud, what is
//! loaded when a person first moves. Each is a function `keep` that runs once; the drawing surface of a chart starts with
//! its chart.

mod address;
mod announce;
mod deeper;
mod keeper;
mod keys;
mod measured;
mod numbers;
mod prices;
mod theme;
mod told;

use crate::app;
use crate::browser;
use crate::framework::*;
use crate::measured::serve;
use crate::state::State;
use scenario::document::Scenario;
use scenario::presets;

/// Starts the page in a browser; in a worker, what reads logs.
pub fn start() {
    if browser::jobs::is_worker() {
        browser::spawn(serve());
    } else {
        browser::spawn(open());
    }
}

/// Opens the page: from the address, else from what was kept here, else on the first preset.
async fn open() {
    browser::keeper::watch_panics();
    let fragment = browser::address::fragment();
    let kept = browser::keeper::kept().await;
    numbers::begin();
    let owner = Owner::new();
    owner.set();
    let first = || {
        presets::all()
            .first()
            .map_or_else(Scenario::default, |preset| preset.scenario.clone())
    };
    let state = State::new(first());
    if !fragment.is_empty() {
        if !state.open_link(&fragment) {
            address::look_at(state, &fragment).await;
        }
        state.start_here();
    } else if let Some(kept) = kept
        && !state.start_from_kept(&address::plain(kept).await)
    {
        browser::keeper::unreadable();
    }
    crate::prices::begin(state).await;
    browser::show(move || app::app(state).into_any());
    address::keep(state);
    announce::keep(state);
    prices::keep(state);
    deeper::keep(state);
    if !browser::embed::is_there() {
        keys::keep(state);
        measured::keep(state);
    }
    numbers::keep(state);
    theme::keep(state);
    keeper::keep(state);
    // The page lives as long as the document.
    core::mem::forget(owner);
}
