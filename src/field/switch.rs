//! Yes or no.

use super::id_of;
use crate::state::State;
use leptos::prelude::*;
use scenario::field::{Datum, Field};

/// A flag of the table.
#[component]
pub fn Switch(
    state: State,
    /// Path with `[]` where the step's index belongs.
    path: &'static str,
) -> impl IntoView {
    let Some(field) = Field::find(path) else {
        return ().into_any();
    };
    let on = Memo::new(move |_| state.datum(path) == Datum::Flag(true));
    let flip = move |event| {
        let flag = Datum::Flag(event_target_checked(&event));
        state.change(|scenario| {
            if let Some(place) = state.place(path) {
                // A flag is always allowed.
                let _ = scenario.set(&place, flag);
            }
        });
    };
    view! {
        <div class="field switch">
            <input id=id_of(path) type="checkbox" prop:checked=on on:change=flip/>
            <label for=id_of(path)>{field.label}</label>
            <p class="note">{field.help}</p>
        </div>
    }
    .into_any()
}
