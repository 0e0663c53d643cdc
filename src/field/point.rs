//! A known point of a curve: an effort and the success rate seen there, both or neither.

use super::cell::cell;
use super::entry;
use super::number::{back, framed, problem_at};
use crate::element::{View, el, nothing, text};
use crate::framework::untrack;
use crate::kept::{Held, Kept};
use crate::state::State;
use scenario::estimate::Measure;
use scenario::field::{Datum, Field};
use scenario::number::grouped;

/// A point of the table, in two boxes.
pub fn point(state: State, path: &'static str) -> View {
    let (Some(field), Some(rate)) = (Field::find(path), Field::find("steps[].success_rate")) else {
        return nothing();
    };
    let problem = Kept::new(move || problem_at(state, path));
    let now = move || match state.datum(path) {
        Datum::Point(tokens, rate) => Some((tokens, rate)),
        _ => None,
    };
    // One box may be filled before the other: what it says waits here.
    let half = Held::new((None::<f64>, None::<f64>));
    let note = text(move || {
        let is_half = matches!(half.get(), (Some(_), None) | (None, Some(_)));
        let half =
            is_half.then(|| "Fill both boxes: an effort, and how often it was right there.".into());
        problem.get().or(half).unwrap_or_else(|| field.help.into())
    });
    let put = move |tokens: Option<f64>, rate: Option<f64>| {
        half.set((tokens, rate));
        let place = state.place(path).ok_or("There is no such step.")?;
        let datum = match (tokens, rate) {
            (Some(tokens), Some(rate)) => Datum::Point(tokens, rate),
            _ => Datum::Unset,
        };
        let done = state.set(&place, datum);
        state.settle();
        done
    };
    let known = move || {
        let (tokens, rate) = half.get_untracked();
        untrack(now).map_or((tokens, rate), |(tokens, rate)| (Some(tokens), Some(rate)))
    };
    let tokens = text(move || {
        now()
            .map(|(tokens, _)| grouped(tokens))
            .or_else(|| half.get().0.map(grouped))
            .unwrap_or_default()
    });
    let share = move |of: f64| entry::shown(rate, &Datum::Number(of), Measure::Tokens);
    let rates = text(move || {
        now()
            .map(|(_, rate)| rate)
            .or_else(|| half.get().1)
            .map(share)
            .unwrap_or_default()
    });
    let read_tokens = move |text: &str| {
        let tokens = if text.trim().is_empty() {
            None
        } else {
            Some(scenario::number::parse(text)?)
        };
        put(tokens, known().1)
    };
    let read_rate = move |text: &str| {
        put(
            known().0,
            entry::read(rate, text, Measure::Tokens)?.number(),
        )
    };
    let boxes = el("div", "pair")
        .holds(cell(
            "Effort of the second point",
            "tokens",
            tokens,
            read_tokens,
        ))
        .holds(cell("Right there", "%", rates, read_rate));
    framed(
        path,
        field.label,
        problem,
        note,
        boxes.view(),
        back(state, path),
    )
}
