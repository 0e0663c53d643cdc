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
use scenario::field::{Datum, Field};
use scenario::report::PriceSource;
use telling::{table, words};

/// The field of the model.
pub const MODEL: &str = "steps[].model";
/// The field of the service that a model is asked by.
pub const PROCESSING: &str = "steps[].processing";
/// The field of the day.
pub const DATE: &str = "steps[].price_date";
const OWN_RATES: [&str; 8] = [
    "steps[].price.discount",
    "steps[].price.input_usd_per_mtok",
    "steps[].price.output_usd_per_mtok",
    "steps[].price.cache_read_usd_per_mtok",
    "steps[].price.cache_write_usd_per_mtok",
    "steps[].price.cache_write_1h_usd_per_mtok",
    "steps[].price.reasoning_usd_per_mtok",
    "steps[].price.request_usd",
];

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
    let own = OWN_RATES.map(|path| Number::small(path).view(state));
    let day_and_kind = el("div", "pair").holds(price_date(state)).holds(choice(
        state,
        PROCESSING,
        processings(state),
    ));
    all(vec![
        model_search::model_search(state),
        table_view(rates, Style::Bare),
        el("p", "note").follows(line).view(),
        day_and_kind.view(),
        more_of("Your own rates, or a discount", own.into()),
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
    let Some(field) = Field::find(DATE) else {
        return nothing();
    };
    let date = text(move || match state.datum(DATE) {
        Datum::Moment(instant) => instant
            .to_string()
            .get(..10)
            .unwrap_or_default()
            .to_string(),
        _ => String::new(),
    });
    let problem = Kept::new(move || number::problem_at(state, DATE));
    let note = text(move || problem.get().unwrap_or_else(|| field.help.into()));
    let choose = move |day: String| {
        let datum = Instant::parse(&day).map_or(Datum::Unset, Datum::Moment);
        state.change(|scenario| {
            if let Some(place) = state.place(DATE) {
                // The browser offers days only.
                let _ = scenario.set(&place, datum);
            }
        });
    };
    let input = el("input", "")
        .set("id", &state.id_of(DATE))
        .set("type", "date")
        .value(date)
        .on("change", move |event| choose(event_target_value(&event)));
    framed(
        state,
        DATE,
        field.label,
        problem,
        note,
        input.view(),
        nothing(),
    )
}
