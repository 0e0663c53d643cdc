//! Tells what outlives this module of every change: before it is made, and again when it has been made.

use crate::browser::{self, keeper};
use crate::state::State;

/// Starts it: what the page opened on is kept only once somebody has changed it.
pub fn keep(state: State) {
    state.tell_ahead(keeper::ahead);
    browser::effect(move |_| {
        let address = state.address.get();
        if state.fault.with_untracked(Option::is_none) {
            keeper::applied(&address);
        }
    });
}
