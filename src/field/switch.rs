//! Yes or no.

use crate::element::{Changing, View, el, flag};
use crate::framework::*;
use crate::state::State;
use scenario::field::{Datum, Field};

/// A flag of the table.
pub fn switch(state: State, field: &'static Field) -> View {
    let on = flag(move || state.datum(field) == Datum::Flag(true));
    let flip = move |yes: bool| {
        state.change(|scenario| {
            // A flag is always allowed.
            let _ = scenario.set(&state.place(field), Datum::Flag(yes));
        });
    };
    tick(&state.id_of(field), field.label, field.help, on, flip)
}

/// A box to tick, with its label and help.
pub fn tick(
    id: &str,
    label: &str,
    help: &str,
    on: Changing<bool>,
    flip: impl Fn(bool) + 'static,
) -> View {
    let input = el("input", "")
        .set("id", id)
        .set("type", "checkbox")
        .checked(on);
    el("div", "field switch")
        .and(input.on("change", move |event| flip(event_target_checked(&event))))
        .and(el("label", "").set("for", id).says(label))
        .and(el("p", "note").says(help))
        .view()
}
