//! What is pasted into the boxes of a form: several cells of a table fill the boxes below each other.

use crate::framework::*;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, EventInit, HtmlElement, HtmlInputElement};

/// From now on several cells that are pasted into a box fill it and the next ones of its form that are in sight, each as
/// if a person had typed it. `cells` takes a text apart; nothing where it is one cell. `told` hears how many there were,
/// and how many found a box.
pub fn listen(cells: fn(&str) -> Option<Vec<String>>, told: impl Fn(usize, usize) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "paste", options, move |event| {
        let pasted = event
            .dyn_ref::<ClipboardEvent>()
            .and_then(ClipboardEvent::clipboard_data)
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(cells) = pasted.as_deref().and_then(cells)
            && let Some(boxes) = boxes(event)
        {
            event.prevent_default();
            // An empty cell leaves its box as it is.
            let pairs = cells.iter().zip(&boxes);
            for (cell, input) in pairs.filter(|(cell, _)| !cell.is_empty()) {
                fill(input, cell);
            }
            told(cells.len(), cells.len().min(boxes.len()));
        }
    })
    .forget();
}

/// The box of the event and those that follow it; nothing where it is no box for a number.
fn boxes(event: &Event) -> Option<Vec<HtmlInputElement>> {
    let first: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let form = first.form()?;
    let all = form.query_selector_all("input[inputmode=decimal]").ok()?;
    let all = (0..all.length()).filter_map(|place| all.get(place)?.dyn_into().ok());
    let is_in_sight = |input: &HtmlInputElement| {
        let element: &HtmlElement = input;
        element.offset_parent().is_some()
    };
    let boxes: Vec<HtmlInputElement> = all
        .skip_while(|input| *input != first)
        .filter(is_in_sight)
        .collect();
    (!boxes.is_empty()).then_some(boxes)
}

fn fill(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    for (name, bubbles) in [("input", true), ("blur", false)] {
        let init = EventInit::new();
        init.set_bubbles(bubbles);
        if let Ok(event) = Event::new_with_event_init_dict(name, &init) {
            let _ = input.dispatch_event(&event);
        }
    }
}
