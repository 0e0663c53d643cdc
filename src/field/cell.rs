//! A small box of its own: what it shows and what its text means are the caller's; it says itself what it refuses.

use crate::element::{Changing, View, el, maybe, part};
use crate::framework::event_target_value;
use crate::kept::Held;

/// A box with a label beside it and its unit behind.
pub fn cell(
    label: &str,
    unit: &str,
    shown: Changing<String>,
    write: impl Fn(&str) -> Result<(), String> + 'static,
) -> View {
    let refused = Held::new(None::<String>);
    let take = move |event| refused.set(write(&event_target_value(&event)).err());
    let wrong = maybe(move || refused.with(|refused| refused.as_ref().map(|_| "true".into())));
    let input = el("input", "")
        .set("type", "text")
        .set("autocomplete", "off")
        .set("placeholder", "not set")
        .follow("aria-invalid", wrong)
        .value(shown)
        .on("change", take);
    let inside = el("span", "box")
        .and(input)
        .and(el("span", "unit").says(unit));
    let note = part(move || {
        let refused = refused.get().unwrap_or_default();
        el("span", "refused")
            .set("role", "alert")
            .says(&refused)
            .view()
    });
    el("label", "cell")
        .and(el("span", "").says(label))
        .and(inside)
        .holds(note)
        .view()
}
