//! What is pasted into the boxes of a form: several cells of a table fill the boxes below each other.

use crate::framework::*;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, EventInit, HtmlElement, HtmlInputElement};

/// Cells that were pasted, and the boxes for them.
pub struct Pasted {
    /// The cells.
    pub cells: Vec<String>,
    boxes: Vec<HtmlInputElement>,
}

impl Pasted {
    /// Fills each box as if a person had typed it, and says its name with what it was given. An empty cell leaves its box as
    /// it is.
    pub fn fill(&self) -> Vec<String> {
        let pairs = self.cells.iter().zip(&self.boxes);
        let filled = pairs.filter(|(cell, _)| !cell.is_empty());
        let fill = |(cell, input): (&String, &HtmlInputElement)| {
            fill(input, cell);
            format!("{} {cell}", name_of(input).unwrap_or_default())
        };
        filled.map(fill).collect()
    }

    /// How many cells found no box.
    pub fn left_over(&self) -> usize {
        self.cells.len().saturating_sub(self.boxes.len())
    }
}

/// From now on several cells that are pasted into a box are for it and the next ones of its form that are in sight. `cells`
/// takes a text apart; nothing where it is one cell.
pub fn listen(cells: fn(&str) -> Option<Vec<String>>, take: impl Fn(Pasted) + 'static) {
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
            take(Pasted { cells, boxes });
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
    // What lies in a closed fold has a place on the page, too, in some browsers.
    let is_in_sight = |input: &HtmlInputElement| {
        let element: &HtmlElement = input;
        let is_folded = input.closest("details:not([open])");
        element.offset_parent().is_some() && matches!(is_folded, Ok(None))
    };
    let boxes: Vec<HtmlInputElement> = all
        .skip_while(|input| *input != first)
        .filter(is_in_sight)
        .collect();
    (!boxes.is_empty()).then_some(boxes)
}

/// What the label of a box says.
fn name_of(input: &HtmlInputElement) -> Option<String> {
    let label = input.labels()?.get(0)?.text_content()?;
    Some(label.trim().to_owned())
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
