//! Tells what outlives this module of every change: before it is made, and again when it has been made.

use crate::browser::{self, keeper};
use crate::state::State;
use scenario::document::Scenario;
use scenario::link;

/// Starts it: what the page opened on is kept only once somebody has changed it.
pub fn keep(state: State) {
    state.tell_ahead(|scenario: &Scenario| keeper::ahead(&link::encode(scenario)));
    browser::effect(move |_| {
        let fragment = state.fragment.get();
        if state.fault.with_untracked(Option::is_none) {
            keeper::applied(&fragment);
        }
    });
}
