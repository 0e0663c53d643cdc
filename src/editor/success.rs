//! How often a step is right, and how that follows its effort: the curve, a second point, a ladder of levels.

use super::group::{group, more};
use crate::chart::spark::spark_at;
use crate::element::{View, all, button, el, part, text};
use crate::field::cell::cell;
use crate::field::choice::{choice, offered};
use crate::field::number::Number;
use crate::field::point::point;
use crate::framework::untrack;
use crate::kept::Kept;
use crate::state::State;
use scenario::document::{Level, MAX_LEVELS, Step};
use scenario::edit::set_effort;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Field, Kind, level, step};
use telling::words;

/// The success rate, then what stands behind it.
pub fn success(state: State) -> View {
    let index = move || state.step.get();
    let summary = text(move || {
        let of = state
            .with_report(|report| report.steps.get(index()).cloned())
            .flatten();
        let words = |step: &Step| words::success_summary(step, of.as_ref());
        state.with_step(words).unwrap_or_default()
    });
    let by_curve = text(move || {
        let words =
            |report: &scenario::report::Report| report.steps.get(index()).map(words::by_curve);
        state.with_report(words).flatten().unwrap_or_default()
    });
    let fields = vec![
        Number::full(&step::SUCCESS_RATE).view(state),
        el("p", "note").follows(by_curve).view(),
        more(state, "How success follows effort", |part| part.curve),
        more(state, "A ladder of efforts of your own", |part| part.levels),
    ];
    group("Success", summary, fields)
}

/// The curve and what gives it its shape.
pub fn curve(state: State) -> View {
    all(vec![
        drawn(state),
        choice(state, &step::EFFORT, offered(&step::EFFORT)),
        choice(state, &step::PRODUCTION, offered(&step::PRODUCTION)),
        Number::small(&step::FLOOR).view(state),
        Number::small(&step::CEILING).view(state),
        point(state, &step::SECOND_POINT),
        Number::small(&step::SUCCESS_RATE_AT_TOKENS).view(state),
    ])
}

/// The curve, drawn while it is edited.
fn drawn(state: State) -> View {
    let path = move || Some(state.place(&step::PRODUCTION).to_string());
    let figure = |curve| {
        el("figure", "success-curve")
            .holds(curve)
            .and(
                el("figcaption", "note")
                    .says("Success against effort, from none to twice today\u{2019}s."),
            )
            .view()
    };
    spark_at(state, path, figure)
}

/// Levels of effort with the success seen at each.
pub fn levels(state: State) -> View {
    let count = Kept::new(move || {
        state
            .with_step(|step| step.levels.len())
            .unwrap_or_default()
    });
    let rows = part(move || {
        if count.get() == 0 {
            return el("p", "note").says(words::LEVELS_NOTE).view();
        }
        all((0..count.get()).map(|level| row(state, level)).collect())
    });
    let add = button("plain", move || {
        change(state, |step| {
            let tokens = step
                .levels
                .last()
                .map_or(step.visible_output_tokens, |last| last.tokens * 2.0);
            if step.levels.len() < MAX_LEVELS {
                step.levels.push(Level {
                    name: format!("level {}", step.levels.len() + 1),
                    tokens,
                    success_rate: None,
                });
            }
        });
    });
    el("div", "levels")
        .holds(rows)
        .and(add.says("Add a level"))
        .view()
}

/// A level: its name, effort and success, and the way to use it.
fn row(state: State, level: usize) -> View {
    let use_it = button("plain", move || {
        change(state, |step| {
            let Some(level) = step.levels.get(level).cloned() else {
                return;
            };
            set_effort(step, level.tokens);
            if level.success_rate.is_some() {
                step.success_rate = level.success_rate;
                step.success_rate_at_tokens = None;
            }
        });
    });
    let remove = button("plain", move || {
        change(state, |step| {
            if level < step.levels.len() {
                step.levels.remove(level);
            }
        });
    });
    el("div", "level")
        .holds(level_cell(state, level, &level::NAME, "Level"))
        .holds(level_cell(state, level, &level::TOKENS, "Effort"))
        .holds(level_cell(state, level, &level::SUCCESS_RATE, "Right"))
        .and(use_it.says("Use"))
        .and(remove.says("Remove"))
        .view()
}

fn level_cell(state: State, level: usize, field: &'static Field, label: &str) -> View {
    let place = move || field.of_level(state.step.get(), level);
    let shown = text(move || {
        let datum = state.scenario.with(|scenario| scenario.get(&place()));
        entry::shown(field.rule, &datum, Measure::Tokens)
    });
    let write = move |text: &str| {
        let place = untrack(place);
        let datum = match field.rule.kind {
            Kind::Text(_) => Datum::Text(text.into()),
            _ => entry::read(field.rule, text, Measure::Tokens, None)?.datum,
        };
        let done = state.set(&place, datum);
        state.settle();
        done
    };
    cell(label, entry::unit_words(field.rule.unit), shown, write)
}

fn change(state: State, edit: impl FnOnce(&mut Step)) {
    let index = state.step.get_untracked();
    state.change(|scenario| {
        if let Some(step) = scenario.steps.get_mut(index) {
            edit(step);
        }
    });
}
