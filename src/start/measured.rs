//! Files that are dropped on the page are read.

use crate::browser;
use crate::measured;
use crate::state::State;

/// Starts it. The script beside the page tells of them (`start.js`), because no answer may be waited for while they are held.
pub fn keep(state: State) {
    browser::listen("tokenomics:dropped", move || measured::take_dropped(state));
}
