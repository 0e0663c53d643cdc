//! The look of the page, which its drawings follow.

use crate::browser::theme;
use crate::state::{State, Theme};

/// Shows the page in a theme, which need not be the chosen one.
pub fn show(state: State, shown: Theme) {
    theme::show(shown.named());
    changed(state);
}

/// The look has changed: drawings are painted anew.
pub fn changed(state: State) {
    theme::forget_colours();
    state.looks.update(|looks| *looks += 1);
}
