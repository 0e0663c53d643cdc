//! Keys that mean something everywhere: undo and redo.

use crate::browser::keys;
use crate::state::State;

/// Starts listening.
pub fn keep(state: State) {
    keys::listen(move |key, with_shift| {
        // While text is half typed, the text box has an undo of its own.
        if keys::is_in_text() && state.drafts.with_untracked(|drafts| !drafts.is_empty()) {
            return false;
        }
        match (key, with_shift) {
            ("z" | "Z", false) => state.undo(),
            ("z" | "Z", true) | ("y" | "Y", false) => state.redo(),
            _ => return false,
        }
        true
    });
}
