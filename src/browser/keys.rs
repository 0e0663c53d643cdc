//! Keys that mean something everywhere: undo and redo.

use crate::framework::*;
use crate::state::State;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Starts listening.
pub fn listen(state: State) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
            return;
        };
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || is_typing(state) {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("z" | "Z", false) => state.undo(),
            ("z" | "Z", true) | ("y" | "Y", false) => state.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    listener.forget();
}

/// While text is half typed, the text box has an undo of its own.
fn is_typing(state: State) -> bool {
    let element = document().active_element();
    let in_text = element
        .as_ref()
        .and_then(|element| element.dyn_ref::<web_sys::HtmlInputElement>());
    in_text.is_some_and(|input| input.type_() == "text")
        && state.drafts.with_untracked(|drafts| !drafts.is_empty())
}
