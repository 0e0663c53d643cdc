//! Which model, at which prices: search, date, processing, and rates of one's own.

use super::group::Group;
use super::model_search;
use crate::field::choice::Choice;
use crate::field::number::{Number, Size};
use crate::field::{id_of, number};
use crate::report::table::TableView;
use crate::state::State;
use economics::price::Instant;
use leptos::prelude::*;
use scenario::field::Datum;
use scenario::{table, words};

const DATE: &str = "steps[].price_date";

/// The model of the step and its prices.
pub fn model(state: State) -> impl IntoView {
    let source = Memo::new(move |_| {
        let index = state.step.get();
        state
            .shown
            .with(|shown| shown.as_ref()?.report.price_sources.get(index).cloned())
    });
    let summary = Memo::new(move |_| {
        source
            .with(|source| state.with_step(|step| words::model_summary(step, source.as_ref())))
            .unwrap_or_default()
    });
    let rates = Memo::new(move |_| source.with(|source| source.as_ref().map(table::rates)));
    let line = move || source.with(|source| source.as_ref().map(words::source_line));
    let processings = Signal::derive(move || {
        let step = state.with_step(|step| {
            (
                step.provider.clone(),
                step.model.clone(),
                step.processing.clone(),
            )
        });
        let (provider, model, chosen) = step.unwrap_or_default();
        let found = state
            .catalog
            .get()
            .find((!provider.is_empty()).then_some(provider.as_str()), &model);
        let mut offered: Vec<String> = found
            .map(|found| found.processings().into_iter().map(String::from).collect())
            .unwrap_or_default();
        if !offered.contains(&chosen) {
            offered.push(chosen);
        }
        offered
            .into_iter()
            .map(|word| (word.clone(), word))
            .collect()
    });
    let own_rates = [
        "steps[].price.discount",
        "steps[].price.input_usd_per_mtok",
        "steps[].price.output_usd_per_mtok",
        "steps[].price.cache_read_usd_per_mtok",
        "steps[].price.cache_write_usd_per_mtok",
        "steps[].price.cache_write_1h_usd_per_mtok",
        "steps[].price.reasoning_usd_per_mtok",
        "steps[].price.request_usd",
    ];
    view! {
        <Group name="Model" summary>
            {model_search::model_search(state)}
            <TableView table=rates bare=true/>
            <p class="note">{line}</p>
            <div class="pair">
                {price_date(state)}
                <Choice state path="steps[].processing" options=processings/>
            </div>
            <details class="more">
                <summary>"Your own rates, or a discount"</summary>
                {own_rates.map(|path| view! { <Number state path size=Size::Small/> })}
            </details>
        </Group>
    }
}

/// The day whose prices hold.
fn price_date(state: State) -> impl IntoView {
    let label = scenario::field::Field::find(DATE)
        .map(|field| (field.label, field.help))
        .unwrap_or_default();
    let date = Memo::new(move |_| match state.datum(DATE) {
        Datum::Moment(instant) => instant
            .to_string()
            .get(..10)
            .unwrap_or_default()
            .to_string(),
        _ => String::new(),
    });
    let problem = Memo::new(move |_| number::problem_at(state, DATE));
    let choose = move |event| {
        let datum = Instant::parse(&event_target_value(&event)).map_or(Datum::Unset, Datum::Moment);
        state.change(|scenario| {
            if let Some(place) = state.place(DATE) {
                // The browser offers days only.
                let _ = scenario.set(&place, datum);
            }
        });
    };
    let id = id_of(DATE);
    let note_id = format!("{id}-note");
    view! {
        <div class="field" class:wrong=move || problem.with(Option::is_some)>
            <div class="field-head"><label for=id.clone()>{label.0}</label></div>
            <div class="box">
                <input
                    id=id
                    type="date"
                    value=move || date.get()
                    prop:value=date
                    aria-describedby=note_id.clone()
                    on:change=choose
                />
            </div>
            <p class="note" id=note_id>{move || problem.get().unwrap_or_else(|| label.1.into())}</p>
        </div>
    }
}
