//! A number: a box with its unit in it, what was understood, a log slider, and the way back.

use super::{entry, id_of, slider};
use crate::state::State;
use leptos::prelude::*;
use scenario::estimate::Measure;
use scenario::field::{Datum, Field, Kind, Unit};

/// How much of a number field is shown.
#[derive(Clone, Copy, PartialEq)]
pub enum Size {
    /// Box, slider and help.
    Full,
    /// Box and help.
    Small,
}

/// A number field of the table.
#[component]
pub fn Number(
    state: State,
    /// Path with `[]` where the step's index belongs.
    path: &'static str,
    /// How much of it is shown.
    #[prop(default = Size::Full)]
    size: Size,
    /// Label instead of the table's.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Whether the box can be filled in words, characters or pages.
    #[prop(default = false)]
    measured: bool,
) -> impl IntoView {
    let Some(field) = Field::find(path) else {
        return ().into_any();
    };
    let id = id_of(path);
    let note_id = format!("{id}-note");
    let measure = RwSignal::new(Measure::Tokens);
    let label = label.unwrap_or_else(|| Signal::derive(move || field.label.to_string()));
    let datum = Memo::new(move |_| state.datum(path));
    let draft = Memo::new(move |_| {
        let path = state.place(path)?.to_string();
        state.drafts.with(|drafts| drafts.get(&path).cloned())
    });
    let problem = Memo::new(move |_| {
        draft
            .with(|draft| draft.as_ref().and_then(|draft| draft.problem.clone()))
            .or_else(|| problem_at(state, path))
    });
    let text = move || match draft.get() {
        Some(draft) => draft.text,
        None => entry::shown(field, &datum.get(), measure.get()),
    };
    let finish = move || {
        if let Some(place) = state.place(path) {
            state.finish(&place.to_string());
        }
    };
    let typed = move |text: String| {
        if let Some(place) = state.place(path) {
            state.type_text(&place, text, measure.get_untracked());
        }
    };
    let note = move || {
        note(
            field,
            problem.get(),
            draft.get().is_some(),
            &datum.get(),
            measure.get(),
        )
    };
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <div class="field-head">
                <label for=id.clone()>{label}</label>
                <Back state path/>
            </div>
            <div class="box">
                <input
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=field.optional.then_some("not set")
                    value=text()
                    prop:value=text
                    aria-invalid=move || problem.with(|problem| problem.as_ref().map(|_| "true"))
                    aria-describedby=note_id.clone()
                    on:input=move |event| typed(event_target_value(&event))
                    on:change=move |_| finish()
                />
                {if measured { units(measure, label).into_any() } else { plain_unit(field).into_any() }}
            </div>
            {(size == Size::Full).then(|| view! { <Slider state path field label datum/> })}
            <p class="note" id=note_id>{note}</p>
        </div>
    }
    .into_any()
}

fn plain_unit(field: &'static Field) -> impl IntoView {
    let words = entry::unit_words(field.unit);
    (!words.is_empty()).then(|| view! { <span class="unit" aria-hidden="true">{words}</span> })
}

fn units(measure: RwSignal<Measure>, label: Signal<String>) -> impl IntoView {
    let choose = move |event| {
        let word = event_target_value(&event);
        let chosen = Measure::ALL
            .into_iter()
            .find(|measure| measure.word() == word);
        measure.set(chosen.unwrap_or(Measure::Tokens));
    };
    let option = move |each: Measure| {
        view! { <option value=each.word() selected=move || measure.get() == each>{each.word()}</option> }
    };
    let name = move || format!("{}, unit", label.get());
    view! { <select class="unit" aria-label=name on:change=choose>{Measure::ALL.map(option)}</select> }
}

/// What stands under the box: what is wrong, what was understood, or what the field means.
fn note(
    field: &Field,
    problem: Option<String>,
    typing: bool,
    datum: &Datum,
    measure: Measure,
) -> String {
    if let Some(problem) = problem {
        return problem;
    }
    let number = datum.number();
    if let (Some(number), true) = (
        number,
        measure != Measure::Tokens && field.unit == Unit::Tokens,
    ) {
        return scenario::words::measured(measure, number);
    }
    match number {
        Some(number) if typing => entry::understood(field, number),
        _ => field.help.into(),
    }
}

/// The message of the evaluation for a field, where it stops the computation.
pub fn problem_at(state: State, path: &'static str) -> Option<String> {
    let path = state.place(path)?.to_string();
    state.evaluated.with(|evaluated| {
        let found = evaluated
            .problems
            .iter()
            .find(|problem| problem.is_error() && problem.path == path);
        found.map(|problem| problem.message.clone())
    })
}

#[component]
fn Slider(
    state: State,
    path: &'static str,
    field: &'static Field,
    label: Signal<String>,
    datum: Memo<Datum>,
) -> impl IntoView {
    let Kind::Number { min, whole, .. } = field.kind else {
        return ().into_any();
    };
    let scale = slider::scale(field.unit, min, whole);
    let position = move || datum.with(|datum| scale.position(datum.number().unwrap_or(0.0)));
    let spoken = move || {
        let number = datum.with(Datum::number);
        number.map_or("not set".into(), |number| entry::with_unit(field, number))
    };
    let slide = move |event| {
        let place = state.place(path);
        let position: Result<f64, _> = event_target_value(&event).parse();
        if let (Some(place), Ok(position)) = (place, position) {
            state.forget_draft(&place.to_string());
            // A position of the slider is always allowed by its scale; what is refused changes nothing.
            let _ = state.set(&place, Datum::Number(scale.value(position)));
        }
    };
    view! {
        <input
            class="slider"
            type="range"
            min="0"
            max=slider::STEPS
            step="1"
            aria-label=move || format!("{}, slider", label.get())
            aria-valuetext=spoken
            value=position
            prop:value=position
            on:input=slide
            on:change=move |_| state.settle()
        />
    }
    .into_any()
}

/// Leads back to what was opened, where a field was changed since.
#[component]
pub fn Back(state: State, path: &'static str) -> impl IntoView {
    let before = Memo::new(move |_| {
        let place = state.place(path)?;
        let opened = state.opened.with(|opened| opened.get(&place));
        let changed = state.scenario.with(|scenario| scenario.get(&place)) != opened;
        changed.then(|| entry::shown(place.field, &opened, Measure::Tokens))
    });
    let back = move |_| {
        let Some(place) = state.place(path) else {
            return;
        };
        let opened = state.opened.with_untracked(|opened| opened.get(&place));
        state.forget_draft(&place.to_string());
        state.change(|scenario| {
            // It was allowed when it was opened.
            let _ = scenario.set(&place, opened);
        });
    };
    move || {
        before.get().map(|text| {
            let words = if text.is_empty() {
                "clear".into()
            } else {
                format!("back to {text}")
            };
            view! { <button type="button" class="back" on:click=back>{words}</button> }
        })
    }
}
