//! Keeps the theme that was chosen, and reads its colours for the canvas.

use super::{embed, preferences};
use crate::framework::*;
use crate::state::{State, Theme};
use charts::look::{Palette, colour};
use gloo::events::EventListener;
use plotters::style::RGBColor;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// Name of the preference, which the script before the first paint reads.
const NAME: &str = "tokenomics.theme";

/// The theme that was chosen on this machine, or for this embed: it holds since the first paint.
fn chosen() -> Theme {
    match embed::of_root("data-theme").as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Keeps the page in the theme that was chosen, and tells the drawings when the look has changed: with the system, with
/// the button, and for paper.
pub fn keep(state: State) {
    state.theme.set(chosen());
    let system = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    if let Some(system) = system {
        EventListener::new(&system, "change", move |_| changed(state)).forget();
    }
    // In a frame, the page around says the theme.
    for other in ["beforeprint", "afterprint", "tokenomics:theme"] {
        EventListener::new(&window(), other, move |_| changed(state)).forget();
    }
    super::effect(move |is_first| {
        let theme = state.theme.get();
        let Some(root) = document().document_element() else {
            return;
        };
        let word = (theme != Theme::System).then(|| theme.word());
        let _ = match word {
            Some(word) => root.set_attribute("data-theme", word),
            None => root.remove_attribute("data-theme"),
        };
        if !is_first {
            preferences::write(NAME, word);
        }
        changed(state);
    });
}

thread_local! {
    /// Colours of the present look, once they were read.
    static READ: Cell<Option<Colours>> = const { Cell::new(None) };
}

fn changed(state: State) {
    READ.set(None);
    state.looks.update(|looks| *looks += 1);
}

/// Colours of a theme, in the order of the palette's properties.
pub type Colours = [RGBColor; Palette::PROPERTIES.len()];

/// Colours of the present look.
#[must_use]
pub fn colours() -> Option<Colours> {
    let colours = READ.get().or_else(read_colours);
    READ.set(colours);
    colours
}

/// Colours, read from the style sheet where they stand.
fn read_colours() -> Option<Colours> {
    let probe = document().create_element("span").ok()?;
    let body = document().body()?;
    body.append_child(&probe).ok()?;
    let element: &web_sys::HtmlElement = probe.dyn_ref()?;
    let _ = element.style().set_property("forced-color-adjust", "none");
    let mut colours: Colours = [RGBColor(0, 0, 0); Palette::PROPERTIES.len()];
    for (place, name) in colours.iter_mut().zip(Palette::PROPERTIES) {
        let _ = element
            .style()
            .set_property("color", &format!("var({name})"));
        let computed = window().get_computed_style(&probe).ok().flatten();
        let text = computed.and_then(|style| style.get_property_value("color").ok());
        if let Some(colour) = text.and_then(|text| colour(&text)) {
            *place = colour;
        }
    }
    probe.remove();
    Some(colours)
}
