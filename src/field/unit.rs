//! What stands in a box behind the number: its unit, or a choice of how the number is counted.

use crate::element::{Changing, View, all, el, nothing, text};
use crate::framework::*;
use crate::kept::Held;
use crate::state::State;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::Field;

/// Whether a field has one that is written.
pub fn is_there(field: &Field) -> bool {
    !entry::unit_words(field.rule.unit).is_empty()
}

/// The unit of the field.
pub fn plain(state: State, field: &'static Field) -> View {
    if !is_there(field) {
        return nothing();
    }
    let words = entry::unit_words(field.rule.unit);
    el("span", "unit")
        .set("id", &id(state, field))
        .says(words)
        .view()
}

/// The id of the unit in a box: it is read with what the field means.
pub fn id(state: State, field: &Field) -> String {
    state.id_of(field) + "-unit"
}

/// A choice of tokens, words, characters or pages.
pub fn measures(measure: Held<Measure>, label: Changing<String>) -> View {
    let choose = move |event| {
        let word = event_target_value(&event);
        let chosen = Measure::ALL
            .into_iter()
            .find(|measure| measure.word() == word);
        measure.set(chosen.unwrap_or(Measure::Tokens));
    };
    let option = |each: Measure| {
        el("option", "")
            .set("value", each.word())
            .says(each.word())
            .view()
    };
    el("select", "unit")
        .follow_text(
            "aria-label",
            text(move || format!("{}, unit", label.read())),
        )
        .on("change", choose)
        .holds(all(Measure::ALL.map(option).into()))
        .view()
}
