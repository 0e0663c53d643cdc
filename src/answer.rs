//! The answer: the largest type on the page, a few figures, and what explains them.

use crate::browser;
use crate::field::id_of_path;
use crate::state::State;
use leptos::prelude::*;
use scenario::field::Place;
use scenario::link::LinkError;
use scenario::presets;
use scenario::problem::Problem;
use scenario::words::{Answer, Figure, Span};

/// The sentence and what belongs to it.
pub fn answer(state: State) -> AnyView {
    let stale = move || state.errors.with(|errors| !errors.is_empty());
    let part = move |part: fn(&Answer) -> &[Span]| {
        move || {
            state
                .answer
                .with(|answer| answer.as_ref().map(|answer| spans(part(answer))))
        }
    };
    let figures = move || {
        state
            .answer
            .with(|answer| answer.as_ref().map(|answer| figures(&answer.figures)))
    };
    view! {
        <div class="headline" class:stale=stale>
            <h1 class="sentence">{part(|answer| &answer.sentence)}</h1>
            <ul class="figures">{figures}</ul>
        </div>
        <p class="then" class:stale=stale>{part(|answer| &answer.then)}</p>
        {mend(state)}
    }
    .into_any()
}

fn spans(spans: &[Span]) -> impl IntoView + use<> {
    let each = |span: &Span| {
        let text = span.text.clone();
        if span.strong {
            view! { <em>{text}</em> }.into_any()
        } else {
            text.into_any()
        }
    };
    spans.iter().map(each).collect_view()
}

fn figures(figures: &[Figure]) -> impl IntoView + use<> {
    let each = |figure: &Figure| {
        view! { <li><b>{figure.value.clone()}</b>" "<span>{figure.label.clone()}</span></li> }
    };
    figures.iter().map(each).collect_view()
}

/// What stands in the way of a new answer, each with the way to its field.
fn mend(state: State) -> impl IntoView {
    let go = move |path: String| {
        if let Some(place) = Place::parse(&path) {
            state.step.set(place.step);
        }
        browser::focus(&id_of_path(&path));
    };
    let item = move |problem: Problem| {
        let path = problem.path.clone();
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| go(path.clone())>{label(state, &problem.path)}</button>
                " " {problem.message}
            </li>
        }
    };
    move || {
        let errors = state.errors.get();
        (!errors.is_empty()).then(|| {
            view! {
                <div class="mend">
                    <p>"The answer above is the last good one. To get a new one, mend this:"</p>
                    <ul>{errors.into_iter().map(item).collect_view()}</ul>
                </div>
            }
        })
    }
}

/// What a form calls the field of a path, with its step where there are several.
pub fn label(state: State, path: &str) -> String {
    let Some(place) = Place::parse(path) else {
        return path.into();
    };
    let label = place.field.label;
    state
        .scenario
        .with_untracked(|scenario| match scenario.steps.get(place.step) {
            Some(step) if scenario.steps.len() > 1 && place.field.path.starts_with("steps[]") => {
                format!("{label} ({})", step.shown_name(place.step))
            }
            _ => label.into(),
        })
}

/// A link that cannot be opened: it says so, and nothing else is shown in its place until a person decides.
pub fn fault(state: State) -> AnyView {
    let message = move || {
        state
            .fault
            .with(|fault| fault.as_ref().map(ToString::to_string))
            .unwrap_or_default()
    };
    let readable = move || match state.fault.get() {
        Some(LinkError::Damaged { readable }) => readable,
        _ => None,
    };
    let open_readable = move || {
        readable().map(|scenario| {
            let open = move |_| state.open((*scenario).clone());
            view! { <button type="button" class="plain" on:click=open>"Open what could be read"</button> }
        })
    };
    let open_first = move |_| {
        if let Some(first) = presets::all().first() {
            state.open(first.scenario.clone());
        }
    };
    view! {
        <main class="fault">
            <h1 class="sentence">"This link cannot be opened."</h1>
            <p>{message} "."</p>
            <p>"Nothing is shown in its place, so that no other figures are taken for the sender\u{2019}s."</p>
            <p class="choices">
                {open_readable}
                <button type="button" class="plain" on:click=open_first>"Start with the first example"</button>
            </p>
        </main>
    }
    .into_any()
}
