//! Loads the price list that the scenario needs, as soon as it does: a link, or what was kept.

use crate::browser;
use crate::prices::{show, wanted};
use crate::report::part;
use crate::state::State;
use std::cell::Cell;

/// Starts it.
pub fn keep(state: State) {
    let asked = Cell::new(None);
    browser::effect(move |_| {
        let catalog = state.catalog.get();
        let wanted = state.scenario.with(|scenario| wanted(catalog, scenario));
        if asked.replace(wanted) != wanted
            && let Some(name) = wanted
        {
            browser::spawn(async move {
                // The report says what a scenario of past prices comes to today.
                if show(state, name).await {
                    part::PART.ask(state);
                }
            });
        }
    });
}
