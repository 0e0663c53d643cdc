//! The fields of an embed that its readers may change, each with its label, slider and messages as in the form.

use crate::editor::model::{price_date, processings};
use crate::editor::model_search::model_search;
use crate::editor::work::tasks;
use crate::element::{View, all, el, nothing, part, text};
use crate::field::choice::{choice, offered};
use crate::field::number::Number;
use crate::field::point::point;
use crate::field::switch::switch;
use crate::field::text::text_field;
use crate::kept::Kept;
use crate::state::State;
use scenario::field::{Access, FIELDS, Field, Kind, Place, Unit, about, step, work};

/// What is wrong in a list of paths: which one, and what is allowed.
pub fn wrong(list: &str) -> Option<String> {
    let path = paths(list).find(|path| place(path).is_none())?;
    let allowed: Vec<&str> = FIELDS
        .iter()
        .filter(|field| is_control(field))
        .map(|field| field.path)
        .collect();
    Some(format!(
        "controls={path} is no field that can be shown. Write the number of the step, from 0, where [] stands: {}.",
        allowed.join(", ")
    ))
}

/// The fields, those of one step under its name.
pub fn controls(state: State, list: &str) -> View {
    let mut groups: Vec<Vec<Place>> = Vec::new();
    for place in paths(list).filter_map(place) {
        match groups.last_mut() {
            Some(group) if group.iter().all(|other| step(other) == step(&place)) => {
                group.push(place);
            }
            _ => groups.push(vec![place]),
        }
    }
    if groups.is_empty() {
        return nothing();
    }
    let count = Kept::new(move || state.scenario.with(|scenario| scenario.steps.len()));
    let fields = part(move || {
        let group = |places: &Vec<Place>| group(state, places, count.get());
        all(groups.iter().map(group).collect())
    });
    el("form", "controls")
        .set("aria-label", "Scenario")
        .on("submit", |event| event.prevent_default())
        .holds(fields)
        .view()
}

fn group(state: State, places: &[Place], count: usize) -> View {
    let step = places.first().and_then(step);
    let state = step.map_or(state, |step| state.for_step(step));
    if let Some(missing) = step.filter(|step| *step >= count) {
        let message = format!(
            "steps[{missing}] is not there: the steps of this scenario are numbered from 0 to {}.",
            count.saturating_sub(1)
        );
        return el("p", "refused").says(&message).view();
    }
    let fields = places
        .iter()
        .map(|place| control(state, place.field))
        .collect();
    let fields = el("div", "grid").holds(all(fields));
    match step {
        Some(step) if count > 1 => {
            let name = text(move || {
                state
                    .with_step(|of| of.shown_name(step))
                    .unwrap_or_default()
            });
            el("fieldset", "")
                .and(el("legend", "").follows(name))
                .and(fields)
                .view()
        }
        _ => fields.view(),
    }
}

/// The form's own component for a field.
fn control(state: State, field: &'static Field) -> View {
    match field.rule.kind {
        _ if field == &step::MODEL => model_search(state),
        _ if field == &work::TASKS => tasks(state),
        _ if field == &step::PRICE_DATE => price_date(state),
        _ if field == &step::PROCESSING => choice(state, field, processings(state)),
        Kind::Number { .. } if field.rule.unit == Unit::Tokens => {
            Number::full(field).measured().view(state)
        }
        Kind::Number { .. } => Number::full(field).view(state),
        Kind::Choice(_) => choice(state, field, offered(field)),
        Kind::Flag => switch(state, field),
        Kind::Point => point(state, field),
        _ => text_field(state, field),
    }
}

/// Whether a field stands for itself: not what connects steps, nor a part of a ladder, nor what a picked model brings.
fn is_control(field: &Field) -> bool {
    const OTHERS: [&Field; 3] = [&about::PRICES, &step::NAME, &step::PROVIDER];
    !matches!(
        (field.access, field.rule.kind),
        (Access::Level(..), _) | (_, Kind::Names)
    ) && !OTHERS.contains(&field)
}

/// The step of a field that is one of a step's.
fn step(place: &Place) -> Option<usize> {
    matches!(place.field.access, Access::Step(..)).then_some(place.step)
}

fn paths(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty())
}

/// The field of a path as the document has it, `steps[0].calls`, or as a link has it, `steps.0.calls`.
fn place(path: &str) -> Option<Place> {
    Place::parse_dotted(path).filter(|place| is_control(place.field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_the_document_has_it_and_as_a_link_has_it() {
        for path in ["steps[1].reasoning_tokens", "steps.1.reasoning_tokens"] {
            assert_eq!(place(path), Some(step::REASONING_TOKENS.of_step(1)));
        }
        assert_eq!(place("work.tasks"), Some(work::TASKS.place()));
    }

    #[test]
    fn a_path_that_is_none_is_told_with_those_there_are() {
        for path in [
            "steps[0].reasonings",
            "steps[].calls",
            "steps.calls",
            "steps[0].after",
            "tasks",
            "steps[0].levels[0].tokens",
        ] {
            let message = wrong(&format!("work.tasks, {path}")).unwrap_or_default();
            assert!(
                message.contains(path) && message.contains("steps[].reasoning_tokens"),
                "{path}: {message}"
            );
        }
        assert_eq!(wrong("work.tasks, steps[0].model,"), None);
        assert_eq!(wrong(""), None);
    }
}
