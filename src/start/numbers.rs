//! How numbers are written: as a person chose on this machine, else as the browser's language has them.

use crate::browser::{self, language, preferences};
use crate::state::State;
use scenario::number::{self, Style};

/// Name of the preference.
const NAME: &str = "tokenomics.numbers";

/// Sets the style before anything is written.
pub fn begin() {
    let chosen = preferences::read(NAME).and_then(|word| Style::named(&word));
    number::set_style(chosen.unwrap_or_else(|| Style::like(&language::written(1_234_567.5))));
}

/// Keeps what is chosen.
pub fn keep(state: State) {
    browser::effect(move |is_first| {
        let style = state.style.get();
        if !is_first {
            preferences::write(NAME, Some(style.word()));
        }
    });
}
