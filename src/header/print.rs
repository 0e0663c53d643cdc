//! The page on paper: with every section, in the light palette, whatever it is on the screen.

use crate::browser::{self, Timeout};
use crate::chart::look::show;
use crate::report;
use crate::state::{Notice, State, Theme};

/// Milliseconds from one look to the next whether the sections are here, and how often it is looked.
const EVERY: u32 = 100;
const LOOKS: u32 = 100;

/// Milliseconds in which drawings are painted anew.
const PAINTED: u32 = 300;

/// Prints the page once all of it is here.
pub fn print(state: State) {
    report::part::PART.ask(state);
    once_here(state, LOOKS);
}

fn once_here(state: State, looks: u32) {
    let is_here = state
        .reading
        .with_untracked(|reading| !reading.sections.is_empty());
    let has_answer = state.shown.with_untracked(Option::is_some);
    if is_here || !has_answer {
        on_paper(state);
    } else if looks == 0 {
        let message =
            "A part of the page did not come, so nothing was printed; are you offline? Try again.";
        state.notice.set(Some(Notice::Warning(message.into())));
    } else {
        Timeout::new(EVERY, move || once_here(state, looks - 1)).forget();
    }
}

fn on_paper(state: State) {
    show(state, Theme::Light);
    Timeout::new(PAINTED, move || {
        // It waits until the person has chosen.
        browser::print();
        show(state, state.theme.get_untracked());
    })
    .forget();
}
