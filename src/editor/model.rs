//! Which model, at which prices: search, date, processing, and rates of one's own.

use super::group::{folded, more_of};
use super::model_search;
use crate::element::{View, all, el, nothing, text};
use crate::field::choice::{Named, choice};
use crate::field::number;
use crate::field::number::{Number, framed};
use crate::framework::*;
use crate::kept::Kept;
use crate::state::State;
use crate::table::{Style, table_view};
use economics::price::Instant;
use scenario::field::{Datum, price, step};
use scenario::report::PriceSource;
use telling::{table, words};

/// The model of the step and its prices.
pub fn model(state: State) -> View {
    let summary = text(move || {
        let words = |step: &_| with_source(state, |source| words::model_summary(step, source));
        state.with_step(words).unwrap_or_default()
    });
    folded(state, "Model", summary, |part| part.model)
}

/// The search, what it costs, and rates of one's own.
pub fn fields(state: State) -> View {
    let rates = Kept::new(move || with_source(state, |source| source.map(table::rates)));
    let line = text(move || {
        with_source(state, |source| source.map(words::source_line)).unwrap_or_default()
    });
    let own = price::ALL
        .iter()
        .map(|rate| Number::small(rate).view(state));
    let day_and_kind = el("div", "pair").holds(price_date(state)).holds(choice(
        state,
        &step::PROCESSING,
        processings(state),
    ));
    all(vec![
        model_search::model_search(state),
        table_view(rates, Style::Bare),
        el("p", "note").follows(line).view(),
        day_and_kind.view(),
        more_of("Your own rates, or a discount", own.collect()),
    ])
}

/// Something of the prices of the step that the editor shows.
fn with_source<T>(state: State, read: impl FnOnce(Option<&PriceSource>) -> T) -> T {
    let index = state.step.get();
    state.shown.with(|shown| {
        read(
            shown
                .as_ref()
                .and_then(|shown| shown.report.price_sources.get(index)),
        )
    })
}

/// What the provider offers for the model; what the document names is among it, even where it is not offered.
pub fn processings(state: State) -> Kept<Vec<Named>> {
    Kept::new(move || {
        let catalog = state.catalog.get();
        let offered = state.with_step(|step| {
            let found = catalog.find_named(&step.provider, &step.model);
            let mut offered = found.map(|found| found.processings()).unwrap_or_default();
            if !offered.contains(&step.processing.as_str()) {
                offered.push(&step.processing);
            }
            offered
                .into_iter()
                .map(|word| (word.to_string(), word.to_string()))
                .collect()
        });
        offered.unwrap_or_default()
    })
}

/// The day whose prices hold.
pub fn price_date(state: State) -> View {
    let field = &step::PRICE_DATE;
    let date = text(move || match state.datum(field) {
        Datum::Moment(instant) => instant
            .to_string()
            .get(..10)
            .unwrap_or_default()
            .to_string(),
        _ => String::new(),
    });
    let problem = Kept::new(move || number::problem_at(state, field));
    let note = text(move || problem.get().unwrap_or_else(|| field.help.into()));
    let choose = move |day: String| {
        let datum = Instant::parse(&day).map_or(Datum::Unset, Datum::Moment);
        state.change(|scenario| {
            // The browser offers days only.
            let _ = scenario.set(&state.place(field), datum);
        });
    };
    let input = el("input", "")
        .set("id", &state.id_of(field))
        .set("type", "date")
        .value(date)
        .on("change", move |event| choose(event_target_value(&event)));
    framed(
        state,
        field,
        field.label,
        problem,
        note,
        input.view(),
        nothing(),
    )
}
