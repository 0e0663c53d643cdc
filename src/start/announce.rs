//! Tells a screen reader the answer, once it has stopped changing, and a tab which scenario it shows.

use crate::answer::STATUS_ID;
use crate::browser::{self, Timeout};
use crate::kept::Kept;
use crate::state::State;
use std::cell::RefCell;
use telling::words;

/// How long the answer must have stood, in milliseconds.
const DELAY_MS: u32 = 700;

/// Starts it.
pub fn keep(state: State) {
    let title = Kept::new(move || {
        state
            .scenario
            .with(|scenario| scenario.title.trim().to_owned())
    });
    browser::effect(move |_| title.with(|title| browser::name_tab(title)));
    let waiting: RefCell<Option<Timeout>> = RefCell::default();
    browser::effect(move |is_first| {
        let sentence = state.answer.with(|answer| {
            answer
                .as_ref()
                .map(|answer| words::plain_text(&answer.sentence))
                .unwrap_or_default()
        });
        let problems = state.errors.with(Vec::len);
        if is_first {
            return;
        }
        *waiting.borrow_mut() = Some(Timeout::new(DELAY_MS, move || {
            let text = match problems {
                0 => sentence,
                1 => "One field needs mending.".into(),
                more => format!("{more} fields need mending."),
            };
            browser::say(STATUS_ID, &text);
        }));
    });
}
