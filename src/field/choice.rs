//! One of a few words.

use super::id_of;
use super::number::Back;
use crate::state::State;
use leptos::prelude::*;
use scenario::field::{Datum, Field};

/// A choice of the table, as a list to pick from; `options` are its words and what a person reads.
#[component]
pub fn Choice(
    state: State,
    /// Path with `[]` where the step's index belongs.
    path: &'static str,
    /// Words of the document with their names.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Label instead of the table's.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let Some(field) = Field::find(path) else {
        return ().into_any();
    };
    let id = id_of(path);
    let note_id = format!("{id}-note");
    let chosen = Memo::new(move |_| state.datum(path).text().unwrap_or_default().to_string());
    let problem = Memo::new(move |_| super::number::problem_at(state, path));
    let choose = move |event| {
        let word = event_target_value(&event);
        state.change(|scenario| {
            if let Some(place) = state.place(path) {
                // The list offers only what is allowed.
                let _ = scenario.set(&place, Datum::Text(word));
            }
        });
    };
    let list = move || {
        let option = |(word, name): (String, String)| {
            let is_chosen = chosen.get() == word;
            view! { <option value=word selected=is_chosen>{name}</option> }
        };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <div class="field-head">
                <label for=id.clone()>{label.unwrap_or(field.label)}</label>
                <Back state path/>
            </div>
            <div class="box"><select id=id aria-describedby=note_id.clone() on:change=choose>{list}</select></div>
            <p class="note" id=note_id>{move || problem.get().unwrap_or_else(|| field.help.into())}</p>
        </div>
    }
    .into_any()
}

/// Words of the document with what a person reads, for [`Choice`].
#[must_use]
pub fn named(pairs: &[(&str, &str)]) -> Signal<Vec<(String, String)>> {
    let pairs: Vec<(String, String)> = pairs
        .iter()
        .map(|(word, name)| ((*word).into(), (*name).into()))
        .collect();
    Signal::stored(pairs)
}
