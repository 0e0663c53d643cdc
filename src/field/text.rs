//! A few words.

use super::number::{framed, note_id, typed_input};
use crate::element::{View, nothing, text};
use crate::framework::*;
use crate::kept::{Held, Kept};
use crate::state::State;
use scenario::field::{Datum, Field};

/// A text of the table.
pub fn text_field(state: State, path: &'static str) -> View {
    let Some(field) = Field::find(path) else {
        return nothing();
    };
    let shown = text(move || state.datum(path).text().unwrap_or_default().to_string());
    let refused = Held::new(None::<String>);
    let problem = Kept::new(move || refused.get());
    let note = text(move || problem.get().unwrap_or_else(|| field.help.into()));
    let write = move |event| {
        let Some(place) = state.place(path) else {
            return;
        };
        refused.set(
            state
                .set(&place, Datum::Text(event_target_value(&event)))
                .err(),
        );
    };
    let input = typed_input(state, path, shown, problem, &note_id(state, path))
        .on("input", write)
        .on("change", move |_| state.settle());
    framed(
        state,
        path,
        field.label,
        problem,
        note,
        input.view(),
        nothing(),
    )
}
