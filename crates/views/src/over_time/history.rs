//! What a model has cost, and what it will cost where that is known already.

use super::calendar::{Calendar, SECONDS_PER_WEEK, alike, later, moved};
use crate::Subject;
use economics::price::{Instant, Rates, UnitId};
use scenario::document::Scenario;
use serde::Serialize;

/// What the dearest step's model has cost.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryReport {
    /// Why there is none; null where there is one.
    pub none_because: Option<String>,
    /// Name of the model; empty where no step has one of the catalogue.
    pub model_name: String,
    /// Each list price, the first that is known first.
    pub changes: Vec<ChangeReport>,
}

/// A list price and when it begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeReport {
    /// Name of the model.
    pub model_name: String,
    /// The day; null for the first price, where nobody wrote down when it began.
    pub date: Option<String>,
    /// The same as a year with its part: the middle of 2026 is 2026.5.
    pub year: Option<f64>,
    /// Input, below any tier; null where it has no price of its own.
    pub input_usd_per_mtok: Option<f64>,
    /// Output, below any tier; null where it has no price of its own.
    pub output_usd_per_mtok: Option<f64>,
}

/// A moment as a year with its part.
fn year_of(at: Instant) -> f64 {
    let year = at.date().year;
    let start = |year: i64| Instant::from_date(year, 1, 1).map_or(0.0, |at| at.seconds as f64);
    let (from, to) = (start(year), start(year + 1));
    year as f64 + (at.seconds as f64 - from) / (to - from).max(1.0)
}

fn change(name: &str, at: Option<Instant>, rates: &Rates) -> ChangeReport {
    let rate = |unit: UnitId| rates.get(unit).map(|rate| rate.base);
    ChangeReport {
        model_name: name.into(),
        date: at.map(|at| at.to_string()),
        year: at.map(year_of),
        input_usd_per_mtok: rate(UnitId::INPUT_TOKENS),
        output_usd_per_mtok: rate(UnitId::OUTPUT_TOKENS),
    }
}

/// Every list price of a step's model on the weekday and at the time of day of its own price date (some models are cheaper
/// at night or on a weekend), those that are as the one before left out.
fn changes(calendar: &Calendar) -> Vec<ChangeReport> {
    let found = &calendar.found;
    let rates = |at: Instant| found.rates(at, &calendar.context);
    // Whether the first price that is known has a day of its own: then nothing is said of the time before it.
    let first = found.model.book.entries.first();
    let is_dated = first.is_some_and(|entry| entry.start().is_some());
    let name = &found.model.name;
    let mut all = Vec::new();
    if !is_dated {
        let before = calendar.days.first().map_or(calendar.own, |first| {
            moved(alike(*first, calendar.own), -SECONDS_PER_WEEK)
        });
        all.push(change(name, None, &rates(before)));
    }
    for day in &calendar.days {
        let next = change(name, Some(*day), &rates(calendar.like(*day)));
        let rates = |change: &ChangeReport| (change.input_usd_per_mtok, change.output_usd_per_mtok);
        if all.last().is_none_or(|last| rates(last) != rates(&next)) {
            all.push(next);
        }
    }
    all
}

/// The step that costs most among those with a model of the catalogue.
fn dearest<'a>(subject: &Subject<'a>) -> Option<Calendar<'a>> {
    let mut best: Option<(f64, Calendar)> = None;
    for (step, report) in subject.scenario.steps.iter().zip(&subject.report.steps) {
        let Some(calendar) = Calendar::of(step, subject.catalog) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| report.cost_usd > best.0) {
            best = Some((report.cost_usd, calendar));
        }
    }
    best.map(|(_, calendar)| calendar)
}

pub(super) fn history(subject: &Subject) -> HistoryReport {
    let Some(calendar) = dearest(subject) else {
        return HistoryReport {
            none_because: Some(
                "No step has a model of the price list, so there is no history to show.".into(),
            ),
            ..HistoryReport::default()
        };
    };
    let changes = changes(&calendar);
    let name = &calendar.found.model.name;
    let none_because = (changes.len() < 2).then(|| {
        format!("No history: the price list has one price of {name}, and no earlier or later one.")
    });
    HistoryReport {
        none_because,
        model_name: name.clone(),
        changes,
    }
}

/// Changes of the steps' list prices that are dated after the day of the scenario, within some years of it.
pub(super) fn dated(subject: &Subject, years: f64) -> Vec<ChangeReport> {
    let mut all: Vec<ChangeReport> = Vec::new();
    let steps = subject.scenario.steps.iter();
    for calendar in steps.filter_map(|step| Calendar::of(step, subject.catalog)) {
        let last = later(calendar.own, (years * 12.0) as u32);
        let (from, to) = (year_of(calendar.own), year_of(last));
        let ahead =
            |change: &ChangeReport| change.year.is_some_and(|year| from < year && year <= to);
        for change in changes(&calendar).into_iter().filter(ahead) {
            if !all.contains(&change) {
                all.push(change);
            }
        }
    }
    all
}

/// The scenario's own day, as a year with its part: the earliest of its steps.
pub(super) fn today(scenario: &Scenario) -> Option<f64> {
    let days = scenario.steps.iter().filter_map(|step| step.price_date);
    days.min().map(year_of)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn a_day_is_a_part_of_its_year() {
        let year = |text: &str| year_of(Instant::parse(text).unwrap());
        assert_eq!(year("2026-01-01"), 2026.0);
        assert!((year("2026-07-02T12:00:00Z") - 2026.5).abs() < 1e-9);
        assert!(year("2026-12-31") < 2027.0);
    }
}
