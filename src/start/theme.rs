//! Keeps the page in the theme that was chosen, and tells the drawings when the look has changed: with the system, with
//! the button, and for paper.

use crate::browser::{self, preferences, theme};
use crate::chart::look;
use crate::state::{State, Theme};

/// Name of the preference, which the script before the first paint reads.
const NAME: &str = "tokenomics.theme";

/// The theme that was chosen on this machine, or for this embed: it holds since the first paint.
fn chosen() -> Theme {
    match theme::shown().as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Starts it.
pub fn keep(state: State) {
    state.theme.set(chosen());
    theme::listen(move || look::changed(state));
    browser::effect(move |is_first| {
        let theme = state.theme.get();
        if !is_first {
            preferences::write(NAME, theme.named());
        }
        look::show(state, theme);
    });
}
