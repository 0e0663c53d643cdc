//! A number: a box with its unit in it, what was understood, a log slider, and the way back.

use super::question::question;
use super::{slider, unit};
use crate::browser;
use crate::chart::spark::spark_at;
use crate::element::{
    Changing, Element, View, all, button, el, el_marked, flag, maybe, nothing, part_if, text,
};
use crate::framework::*;
use crate::kept::{Held, Kept};
use crate::state::State;
use scenario::edit::edit;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Field, Kind, Unit};
use scenario::number;

/// What stands in the box behind the number.
pub enum Trailing {
    /// The unit of the field.
    Unit,
    /// A choice of tokens, words, characters or pages.
    Measures,
    /// Something else.
    View(View),
}

/// A number field of the table.
pub struct Number {
    /// Its row of the table.
    pub field: &'static Field,
    /// Whether it has a slider.
    pub slides: bool,
    /// Label instead of the table's.
    pub label: Option<Changing<String>>,
    /// What stands in the box behind the number.
    pub trailing: Trailing,
}

impl Number {
    /// Box, slider and help.
    pub fn full(field: &'static Field) -> Self {
        Self {
            field,
            slides: true,
            label: None,
            trailing: Trailing::Unit,
        }
    }

    /// Box and help.
    pub fn small(field: &'static Field) -> Self {
        Self {
            slides: false,
            ..Self::full(field)
        }
    }

    /// The box can be filled in words, characters or pages, too.
    pub fn measured(self) -> Self {
        Self {
            trailing: Trailing::Measures,
            ..self
        }
    }

    /// The field.
    pub fn view(self, state: State) -> View {
        let field = self.field;
        let label = self
            .label
            .unwrap_or_else(|| text(move || field.label.into()));
        let measure = Held::new(Measure::Tokens);
        let datum = Kept::new(move || state.datum(field));
        let draft = Kept::new(move || state.draft(&state.place(field).to_string()));
        let problem = Kept::new(move || {
            let of_draft =
                draft.with(|draft| draft.as_ref().and_then(|draft| draft.problem.clone()));
            of_draft.or_else(|| problem_at(state, field))
        });
        let shown = text(move || match draft.get() {
            Some(draft) => draft.text,
            None => {
                state.style.track();
                entry::shown(field.rule, &datum.get(), measure.get())
            }
        });
        let note = text(move || {
            let typing = draft.with(Option::is_some);
            let said = problem.get().or_else(|| warning_at(state, field));
            note(field, said, typing, &datum.get(), measure.get())
        });
        let has_unit = matches!(self.trailing, Trailing::Unit) && unit::is_there(field);
        let input = number_input(state, field, measure, shown, problem, has_unit);
        let inside = all(vec![
            input.view(),
            match self.trailing {
                Trailing::Unit => unit::plain(state, field),
                Trailing::Measures => unit::measures(measure, label.clone()),
                Trailing::View(view) => view,
            },
        ]);
        let inside = all(vec![
            el("div", "box").holds(inside).view(),
            spark_at(
                state,
                move || Some(state.place(field).to_string()),
                |curve| curve,
            ),
        ]);
        let below = question(state, field, datum);
        let slider = if self.slides {
            slide(state, field, label.clone(), datum)
        } else {
            nothing()
        };
        let head = el("div", "field-head")
            .and(
                el("label", "")
                    .set("for", &state.id_of(field))
                    .follows(label),
            )
            .holds(back(state, field));
        let below = all(vec![below, slider]);
        frame(state, field, head, problem, note, inside, below)
    }
}

/// The box that takes a number as people type it.
fn number_input(
    state: State,
    field: &'static Field,
    measure: Held<Measure>,
    shown: Changing<String>,
    problem: Kept<Option<String>>,
    has_unit: bool,
) -> Element {
    let finish = move |_| {
        state.finish(&state.place(field).to_string());
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        state.type_text(&state.place(field), text, measure.get_untracked());
    };
    let mut described_by = note_id(state, field);
    if has_unit {
        described_by = unit::id(state, field) + " " + &described_by;
    }
    typed_input(state, field, shown, problem, &described_by)
        .set("inputmode", "decimal")
        .set("spellcheck", "false")
        .set(
            "placeholder",
            if field.rule.optional { "not set" } else { "" },
        )
        .on("input", typed)
        .on("change", finish)
}

/// An input of text that says what is wrong with it.
pub fn typed_input(
    state: State,
    field: &'static Field,
    shown: Changing<String>,
    problem: Kept<Option<String>>,
    described_by: &str,
) -> Element {
    el("input", "")
        .set("id", &state.id_of(field))
        .set("type", "text")
        .set("autocomplete", "off")
        .set("aria-describedby", described_by)
        .follow(
            "aria-invalid",
            maybe(move || problem.with(|problem| problem.as_ref().map(|_| "true".into()))),
        )
        .value(shown)
}

/// A box with its label and the line under it.
pub fn framed(
    state: State,
    field: &'static Field,
    label: &str,
    problem: Kept<Option<String>>,
    note: Changing<String>,
    inside: View,
    back: View,
) -> View {
    let head = el("div", "field-head")
        .and(el("label", "").set("for", &state.id_of(field)).says(label))
        .holds(back);
    let inside = el("div", "box").holds(inside).view();
    frame(state, field, head, problem, note, inside, nothing())
}

fn frame(
    state: State,
    field: &'static Field,
    head: Element,
    problem: Kept<Option<String>>,
    note: Changing<String>,
    inside: View,
    below: View,
) -> View {
    el_marked(
        "div",
        "field",
        "wrong",
        flag(move || problem.with(Option::is_some)),
    )
    .and(head)
    .and(el("div", "entry").holds(inside))
    .holds(below)
    .and(said(state, field, note))
    .view()
}

/// The line under a box. The help keeps its place while something else is said there, so that nothing below moves away
/// from under a finger when the box is left.
fn said(state: State, field: &'static Field, note: Changing<String>) -> Element {
    let help = field.help;
    let (now, other) = (note.clone(), note);
    let away = flag(move || now.read() != help);
    let other = text(move || {
        Some(other.read())
            .filter(|words| words != help)
            .unwrap_or_default()
    });
    el("p", "note")
        .set("id", &note_id(state, field))
        .and(el_marked("span", "help", "away", away).says(help))
        .and(el("span", "").follows(other))
}

/// The id of the line under a box.
pub fn note_id(state: State, field: &Field) -> String {
    state.id_of(field) + "-note"
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
        measure != Measure::Tokens && field.rule.unit == Unit::Tokens,
    ) {
        return telling::words::measured(measure, number);
    }
    match number {
        Some(number) if typing => entry::understood(field.rule, number),
        _ => field.help.into(),
    }
}

/// The message of the evaluation for a field, where it stops the computation.
pub fn problem_at(state: State, field: &'static Field) -> Option<String> {
    message_at(state, field, true)
}

/// What somebody should know of a field, although the figures stand.
pub fn warning_at(state: State, field: &'static Field) -> Option<String> {
    message_at(state, field, false)
}

fn message_at(state: State, field: &'static Field, is_error: bool) -> Option<String> {
    let path = state.place(field).to_string();
    state.evaluated.with(|evaluated| {
        let mut problems = evaluated.problems.iter();
        let found = problems.find(|problem| problem.is_error() == is_error && problem.path == path);
        found.map(|problem| problem.message.clone())
    })
}

fn slide(state: State, field: &'static Field, label: Changing<String>, datum: Kept<Datum>) -> View {
    let Kind::Number { min, whole, .. } = field.rule.kind else {
        return nothing();
    };
    let scale = slider::scale(field.rule.unit, min, whole);
    let position = text(move || {
        datum.with(|datum| (scale.position(datum.number().unwrap_or(0.0)) as u32).to_string())
    });
    let spoken = text(move || {
        let number = datum.with(Datum::number);
        number.map_or("not set".into(), |number| {
            entry::with_unit(field.rule, number)
        })
    });
    let slide = move |event| {
        let place = state.place(field);
        let position: Result<u16, _> = event_target_value(&event).parse();
        if let Ok(position) = position {
            state.forget_draft(&place.to_string());
            // A position of the slider is always allowed by its scale; what is refused changes nothing.
            let _ = state.set(&place, Datum::Number(scale.value(f64::from(position))));
        }
    };
    el("input", "slider")
        .set("type", "range")
        .set("min", "0")
        .set("max", &number::plain(slider::STEPS))
        .set("step", "1")
        .follow_text(
            "aria-label",
            text(move || format!("{}, slider", label.read())),
        )
        .follow_text("aria-valuetext", spoken)
        .value(position)
        .on("input", slide)
        .on("change", move |_| state.settle())
        .view()
}

/// Leads back to what was opened, where a field was changed since.
pub fn back(state: State, field: &'static Field) -> View {
    let before = Kept::new(move || {
        let place = state.place(field);
        // A step that was added since has nothing to go back to.
        if place.step >= state.opened.with(|opened| opened.steps.len()) {
            return None;
        }
        let opened = state.opened.with(|opened| opened.get(&place));
        let changed = state.scenario.with(|scenario| scenario.get(&place)) != opened;
        changed.then(|| entry::shown(place.field.rule, &opened, Measure::Tokens))
    });
    let back = move || {
        let place = state.place(field);
        let opened = state.opened.with_untracked(|opened| opened.get(&place));
        state.forget_draft(&place.to_string());
        state.change(|scenario| {
            // It was allowed when it was opened.
            let _ = edit(scenario, &place, opened);
        });
        // The button goes; who used it is at the field.
        browser::focus(&state.id_of(field));
    };
    part_if(
        move || before.get(),
        move |text| {
            let words = if text.is_empty() {
                "clear".into()
            } else {
                format!("back to {text}")
            };
            button("back", back).says(&words).view()
        },
    )
}
