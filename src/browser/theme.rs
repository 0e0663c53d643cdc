//! The look of the page: light or dark, as the root element says, and its colours for the canvas.

use crate::framework::*;
use charts::look::{Palette, colour};
use gloo::events::EventListener;
use plotters::style::RGBColor;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// The attribute that names the theme, where it is not the system's.
const ATTRIBUTE: &str = "data-theme";

/// The theme that the page is in; nothing where it is the system's.
#[must_use]
pub fn shown() -> Option<String> {
    super::embed::of_root(ATTRIBUTE)
}

/// Puts the page into a theme.
pub fn show(theme: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match theme {
        Some(theme) => root.set_attribute(ATTRIBUTE, theme),
        None => root.remove_attribute(ATTRIBUTE),
    };
}

/// Does something when the look changes without the page's doing: with the system, for paper, and in a frame, where the
/// page around says the theme.
pub fn listen(changed: impl Fn() + 'static) {
    let changed = Rc::new(changed);
    let system = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    if let Some(system) = system {
        let changed = Rc::clone(&changed);
        EventListener::new(&system, "change", move |_| changed()).forget();
    }
    for other in ["beforeprint", "afterprint", "tokenomics:theme"] {
        let changed = Rc::clone(&changed);
        super::listen(other, move || changed());
    }
}

thread_local! {
    /// Colours of the present look, once they were read.
    static READ: Cell<Option<Colours>> = const { Cell::new(None) };
}

/// Has the colours read anew when they are next asked for.
pub fn forget_colours() {
    READ.set(None);
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
