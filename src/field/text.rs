//! A few words.

use super::id_of;
use crate::state::State;
use leptos::prelude::*;
use scenario::field::{Datum, Field};

/// A text of the table.
#[component]
pub fn Text(
    state: State,
    /// Path with `[]` where the step's index belongs.
    path: &'static str,
) -> impl IntoView {
    let Some(field) = Field::find(path) else {
        return ().into_any();
    };
    let id = id_of(path);
    let note_id = format!("{id}-note");
    let text = Memo::new(move |_| state.datum(path).text().unwrap_or_default().to_string());
    let problem = RwSignal::new(None::<String>);
    let write = move |event| {
        let Some(place) = state.place(path) else {
            return;
        };
        problem.set(
            state
                .set(&place, Datum::Text(event_target_value(&event)))
                .err(),
        );
    };
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <div class="field-head"><label for=id.clone()>{field.label}</label></div>
            <div class="box">
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    value=move || text.get()
                    prop:value=text
                    aria-invalid=move || problem.with(|problem| problem.as_ref().map(|_| "true"))
                    aria-describedby=note_id.clone()
                    on:input=write
                    on:change=move |_| state.settle()
                />
            </div>
            <p class="note" id=note_id>{move || problem.get().unwrap_or_else(|| field.help.into())}</p>
        </div>
    }
    .into_any()
}
