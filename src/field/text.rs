//! A few words.

use super::number::{framed, note_id, typed_input};
use crate::element::{View, nothing, text};
use crate::framework::*;
use crate::kept::{Held, Kept};
use crate::state::State;
use scenario::field::{Datum, Field};

/// A text of the table.
pub fn text_field(state: State, field: &'static Field) -> View {
    let shown = text(move || state.datum(field).text().unwrap_or_default().to_string());
    let refused = Held::new(None::<String>);
    let problem = Kept::new(move || refused.get());
    let note = text(move || problem.get().unwrap_or_else(|| field.help.into()));
    let write = move |event| {
        refused.set(
            state
                .set(&state.place(field), Datum::Text(event_target_value(&event)))
                .err(),
        );
    };
    let input = typed_input(state, field, shown, problem, &note_id(state, field))
        .on("input", write)
        .on("change", move |_| state.settle());
    framed(
        state,
        field,
        field.label,
        problem,
        note,
        input.view(),
        nothing(),
    )
}
