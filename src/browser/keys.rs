//! Keys that mean something everywhere.

use crate::framework::*;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Listens to the keys that are pressed together with Ctrl, or with the command key: `act` is given the key and whether
/// Shift is pressed, and says whether it has done what the key means; then the browser does nothing.
pub fn listen(act: impl Fn(&str, bool) -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
            return;
        };
        let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        if is_command && act(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    });
    listener.forget();
}

/// Whether the cursor is in a text box.
pub fn is_in_text() -> bool {
    let element = document().active_element();
    let input = element
        .as_ref()
        .and_then(|element| element.dyn_ref::<web_sys::HtmlInputElement>());
    input.is_some_and(|input| input.type_() == "text")
}
