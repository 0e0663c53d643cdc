//! Loads what comes later at the first sign of a person, or when its place is in sight at once, and keeps the deeper
//! report up to date: once the answer has been painted, so that a slider stays live.

use crate::browser::{self, Timeout};
use crate::report::{deeper, part};
use crate::state::State;
use crate::{answer, editor, header};
use std::cell::Cell;

thread_local! {
    /// What waits until the answer is painted.
    static WAITING: Cell<Option<Timeout>> = const { Cell::new(None) };
}

/// Milliseconds from a change to the deeper report: the answer is painted first, and changes in a burst are one.
const AFTER: u32 = 20;

/// Milliseconds after which the page has its layout, so that it can be said what is in sight.
const SETTLED: u32 = 200;

/// Pixels of the deeper report that must be in sight: its first lines.
const FIRST_LINES: f64 = 120.0;

/// What tells that a person is there.
const SIGNS: [&str; 6] = [
    "pointermove",
    "pointerdown",
    "keydown",
    "focusin",
    "scroll",
    "wheel",
];

/// Starts it.
pub fn keep(state: State) {
    // An embed asks for it itself, where its view has it: nothing in it moves because somebody passes by.
    if !browser::embed::is_there() {
        wait_for_a_person(state);
    }
    browser::effect(move |_| {
        state.shown.with(|_| ());
        state.step.track();
        if part::PART.get_untracked().is_some() {
            WAITING.set(Some(Timeout::new(AFTER, move || part::refresh(state))));
        }
    });
}

fn wait_for_a_person(state: State) {
    for sign in SIGNS {
        browser::listen_once(sign, move || {
            part::PART.ask(state);
            // One file has all that is folded.
            editor::FOLDED.ask(state);
            header::FOLDED.ask(state);
            answer::FOLDED.ask(state);
        });
    }
    Timeout::new(SETTLED, move || {
        if browser::is_in_sight(deeper::ID, FIRST_LINES) {
            part::PART.ask(state);
        }
    })
    .forget();
}
