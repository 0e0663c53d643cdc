//! A number that could mean another one.

use crate::element::{View, button, el, part_if};
use crate::kept::Kept;
use crate::state::State;
use scenario::entry;
use scenario::field::{Datum, Field};

/// What a number could mean as well, to be chosen.
pub fn question(state: State, field: &'static Field, datum: Kept<Datum>) -> View {
    let other = move || {
        let place = state.place(field);
        let question = state.question.get()?;
        let is_here = question.path == place.to_string() && question.taken == datum.get();
        is_here.then_some((place, question.other))
    };
    part_if(other, move |(place, other)| {
        let words = format!("Or {}?", entry::with_unit(field.rule, other));
        el("div", "chips")
            .and(button("", move || state.mean_other(&place, other)).says(&words))
            .view()
    })
}
