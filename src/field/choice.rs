//! One of a few words.

use super::id_of;
use super::number::{back, framed, note_id, problem_at, warning_at};
use crate::element::{View, all, el, nothing, part, text};
use crate::framework::*;
use crate::kept::Kept;
use crate::state::State;
use scenario::edit::edit;
use scenario::field::{Datum, Field};

/// A word of the document, and what a person reads.
pub type Named = (String, String);

/// A choice of the table, as a list to pick from.
pub fn choice(state: State, path: &'static str, options: Kept<Vec<Named>>) -> View {
    let Some(field) = Field::find(path) else {
        return nothing();
    };
    let problem = Kept::new(move || problem_at(state, path));
    let note = text(move || {
        let said = problem.get().or_else(|| warning_at(state, path));
        said.unwrap_or_else(|| field.help.into())
    });
    let list = list(state, path, options, "", Some(note_id(path)));
    framed(path, field.label, problem, note, list, back(state, path))
}

/// The list alone, for a box that holds something else too.
pub fn list(
    state: State,
    path: &'static str,
    options: Kept<Vec<Named>>,
    class: &str,
    described_by: Option<String>,
) -> View {
    let chosen = text(move || state.datum(path).text().unwrap_or_default().to_string());
    let choose = move |event| {
        let word = event_target_value(&event);
        state.change(|scenario| {
            if let Some(place) = state.place(path) {
                // The list offers only what is allowed; an empty word leaves it open.
                let datum = if word.is_empty() {
                    Datum::Unset
                } else {
                    Datum::Text(word)
                };
                let _ = edit(scenario, &place, datum);
            }
        });
    };
    let items = part(move || {
        let chosen = chosen.read();
        let option = |(word, name): Named| {
            el("option", "")
                .set("value", &word)
                .set_if("selected", chosen == word)
                .says(&name)
                .view()
        };
        all(options.get().into_iter().map(option).collect())
    });
    let mut select = el("select", class)
        .set("id", &id_of(path))
        .on("change", choose)
        .holds(items);
    match described_by {
        Some(id) => select = select.set("aria-describedby", &id),
        None => {
            select = select.set(
                "aria-label",
                Field::find(path).map_or("", |field| field.label),
            );
        }
    }
    select.view()
}

/// Words of the document with what a person reads.
#[must_use]
pub fn named(pairs: &'static [(&'static str, &'static str)]) -> Kept<Vec<Named>> {
    let named = |(word, name): &(&str, &str)| ((*word).into(), (*name).into());
    Kept::new(move || pairs.iter().map(named).collect())
}
