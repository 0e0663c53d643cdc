//! Tells a screen reader the answer, once it has stopped changing.

use crate::framework::*;
use crate::state::State;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use telling::words;

/// Id of the region that is read aloud.
pub const STATUS_ID: &str = "status";
/// How long the answer must have stood, in milliseconds.
const DELAY_MS: u32 = 700;

/// Starts it.
pub fn keep(state: State) {
    let waiting: RefCell<Option<Timeout>> = RefCell::default();
    super::effect(move |is_first| {
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
            if let Some(region) = document().get_element_by_id(STATUS_ID) {
                region.set_text_content(Some(&text));
            }
        }));
    });
}
