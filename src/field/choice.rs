//! One of a few words.

use super::number::{back, framed, note_id, problem_at, warning_at};
use crate::element::{View, all, el, part, text};
use crate::framework::*;
use crate::kept::Kept;
use crate::state::State;
use scenario::edit::enter;
use scenario::field::{Datum, Field};

/// A word of the document, and what a person reads.
pub type Named = (String, String);

/// A choice of the table, as a list to pick from.
pub fn choice(state: State, field: &'static Field, options: Kept<Vec<Named>>) -> View {
    let problem = Kept::new(move || problem_at(state, field));
    let note = text(move || {
        let said = problem.get().or_else(|| warning_at(state, field));
        said.unwrap_or_else(|| field.help.into())
    });
    let list = list(state, field, options, "", Some(note_id(state, field)));
    framed(
        state,
        field,
        field.label,
        problem,
        note,
        list,
        back(state, field),
    )
}

/// The list alone, for a box that holds something else too.
pub fn list(
    state: State,
    field: &'static Field,
    options: Kept<Vec<Named>>,
    class: &str,
    described_by: Option<String>,
) -> View {
    let chosen = Kept::new(move || state.datum(field).text().unwrap_or_default().to_string());
    let choose = move |event| {
        let word = event_target_value(&event);
        state.change(|scenario| {
            // The list offers only what is allowed; an empty word leaves it open.
            let datum = if word.is_empty() {
                Datum::Unset
            } else {
                Datum::Text(word)
            };
            let _ = enter(scenario, &state.place(field), datum);
        });
    };
    let items = part(move || items(&chosen.get(), options.get()));
    let mut select = el("select", class)
        .set("id", &state.id_of(field))
        .on("change", choose)
        .holds(items);
    match described_by {
        Some(id) => select = select.set("aria-describedby", &id),
        None => {
            select = select.set("aria-label", field.label);
        }
    }
    select.view()
}

/// The items of a list, the chosen one marked.
pub fn items(chosen: &str, options: Vec<Named>) -> View {
    let item = |(word, name): Named| {
        el("option", "")
            .set("value", &word)
            .set_if("selected", chosen == word)
            .says(&name)
            .view()
    };
    all(options.into_iter().map(item).collect())
}

/// What is offered for a field.
#[must_use]
pub fn offered(field: &'static Field) -> Kept<Vec<Named>> {
    let named = |(word, said): (&str, &str)| (word.into(), said.into());
    Kept::new(move || field.offered().map(named).collect())
}
