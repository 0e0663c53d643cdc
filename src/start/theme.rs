//! Keeps the page in the theme that was chosen, and tells the drawings when the look has changed: with the system, with
//! the button, and for paper.

use crate::browser::{self, preferences, theme};
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
    theme::listen(move || changed(state));
    browser::effect(move |is_first| {
        let theme = state.theme.get();
        let word = (theme != Theme::System).then(|| theme.word());
        theme::show(word);
        if !is_first {
            preferences::write(NAME, word);
        }
        changed(state);
    });
}

fn changed(state: State) {
    theme::forget_colours();
    state.looks.update(|looks| *looks += 1);
}
