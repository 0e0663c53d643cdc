//! Keeps the theme that was chosen, and reads its colours for the canvas.

use super::preferences;
use crate::framework::*;
use crate::state::{State, Theme};
use charts::look::{Palette, colour};
use plotters::style::RGBColor;
use wasm_bindgen::JsCast;

/// Name of the preference; the script before the first paint reads it too.
const NAME: &str = "tokenomics.theme";

/// The theme that was chosen on this machine.
fn chosen() -> Theme {
    match preferences::read(NAME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Keeps the page in the theme that was chosen.
pub fn keep(state: State) {
    state.theme.set(chosen());
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
    });
}

/// Colours of the present theme, read from the style sheet where they stand.
#[must_use]
pub fn palette() -> Option<Palette> {
    let probe = document().create_element("span").ok()?;
    let body = document().body()?;
    body.append_child(&probe).ok()?;
    let element: &web_sys::HtmlElement = probe.dyn_ref()?;
    let _ = element.style().set_property("forced-color-adjust", "none");
    let mut colours = [RGBColor(0, 0, 0); Palette::PROPERTIES.len()];
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
    Some(Palette::from_colours(colours))
}
