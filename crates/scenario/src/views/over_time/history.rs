//! What a model has cost, and what it will cost where that is known already.

use crate::catalog::{Catalog, Found};
use crate::document::{Scenario, Step};
use crate::views::Subject;
use economics::price::{Constraint, Instant, Rates, UnitId};
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

/// Some months later at the same time of day; the last day of a shorter month.
pub(super) fn later(at: Instant, months: u32) -> Instant {
    let date = at.date();
    let month = i64::from(date.month - 1) + i64::from(months);
    let (year, month) = (date.year + month / 12, (month % 12) as u32 + 1);
    let day = (1..=date.day)
        .rev()
        .find_map(|day| Instant::from_date(year, month, day));
    day.map_or(at, |day| Instant {
        seconds: day.seconds + i64::from(at.second_of_day()),
    })
}

/// A moment as a year with its part.
fn year_of(at: Instant) -> f64 {
    let year = at.date().year;
    let start = |year: i64| Instant::from_date(year, 1, 1).map_or(0.0, |at| at.seconds as f64);
    let (from, to) = (start(year), start(year + 1));
    year as f64 + (at.seconds as f64 - from) / (to - from).max(1.0)
}

fn found<'a>(step: &Step, catalog: &'a Catalog) -> Option<Found<'a>> {
    if step.model.is_empty() {
        return None;
    }
    catalog.find_named(&step.provider, &step.model).ok()
}

/// The days on which a list price of this processing begins or ends, in order.
fn days(found: &Found, context: &[(&str, &str)]) -> Vec<Instant> {
    let book = &found.model.book;
    let mut days = Vec::new();
    let mut add = |constraints: &[Constraint]| {
        for constraint in constraints {
            if let Constraint::From(day) | Constraint::Before(day) = constraint
                && !days.contains(day)
            {
                days.push(*day);
            }
        }
    };
    book.entries
        .iter()
        .for_each(|entry| add(&entry.constraints));
    for variant in &book.variants {
        let is_ours = variant
            .when
            .iter()
            .all(|(key, value)| context.contains(&(key.as_str(), value.as_str())));
        if is_ours && !context.is_empty() {
            add(&variant.constraints);
        }
    }
    economics::short_sort::sort_short(&mut days, |one, other| one < other);
    days
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
fn changes(step: &Step, found: &Found) -> Vec<ChangeReport> {
    let Some(context) = found.context_for(&step.processing) else {
        return Vec::new();
    };
    let days = days(found, &context);
    let own = step.price_date.or(days.first().copied());
    let own = own.unwrap_or(Instant { seconds: 0 });
    // Whether the first price that is known has a day of its own: then nothing is said of the time before it.
    let first = found.model.book.entries.first();
    let is_dated = first.is_some_and(|entry| entry.start().is_some());
    let name = &found.model.name;
    let mut all = Vec::new();
    if !is_dated {
        let before = days.first().map_or(own, |first| Instant {
            seconds: alike(*first, own).seconds - SECONDS_PER_WEEK,
        });
        all.push(change(name, None, &found.rates(before, &context)));
    }
    for day in days {
        let next = change(name, Some(day), &found.rates(alike(day, own), &context));
        let rates = |change: &ChangeReport| (change.input_usd_per_mtok, change.output_usd_per_mtok);
        if all.last().is_none_or(|last| rates(last) != rates(&next)) {
            all.push(next);
        }
    }
    all
}

const SECONDS_PER_DAY: i64 = 86_400;
const SECONDS_PER_WEEK: i64 = 7 * SECONDS_PER_DAY;

/// The first moment from a day on that has weekday and time of day of another.
pub(super) fn alike(day: Instant, own: Instant) -> Instant {
    let days = (own.weekday() + 7 - day.weekday()) % 7;
    Instant {
        seconds: day.seconds - i64::from(day.second_of_day())
            + i64::from(days) * SECONDS_PER_DAY
            + i64::from(own.second_of_day()),
    }
}

/// The step that costs most among those with a model of the catalogue.
fn dearest<'a>(subject: &Subject<'a>) -> Option<(&'a Step, Found<'a>)> {
    let mut best: Option<(f64, &Step, Found)> = None;
    for (step, report) in subject.scenario.steps.iter().zip(&subject.report.steps) {
        let Some(found) = found(step, subject.catalog) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| report.cost_usd > best.0) {
            best = Some((report.cost_usd, step, found));
        }
    }
    best.map(|(_, step, found)| (step, found))
}

pub(super) fn history(subject: &Subject) -> HistoryReport {
    let Some((step, found)) = dearest(subject) else {
        return HistoryReport {
            none_because: Some(
                "No step has a model of the price list, so there is no history to show.".into(),
            ),
            ..HistoryReport::default()
        };
    };
    let changes = changes(step, &found);
    let name = &found.model.name;
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
    let scenario: &Scenario = subject.scenario;
    let mut all: Vec<ChangeReport> = Vec::new();
    for step in &scenario.steps {
        let (Some(date), Some(found)) = (step.price_date, found(step, subject.catalog)) else {
            continue;
        };
        let (from, to) = (year_of(date), year_of(later(date, (years * 12.0) as u32)));
        let ahead =
            |change: &ChangeReport| change.year.is_some_and(|year| from < year && year <= to);
        for change in changes(step, &found).into_iter().filter(ahead) {
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
    fn months_later_is_the_same_day_or_the_last_of_a_shorter_month() {
        let at = |text: &str| Instant::parse(text).unwrap();
        assert_eq!(later(at("2026-11-24"), 1), at("2026-12-24"));
        assert_eq!(later(at("2026-11-24"), 14), at("2028-01-24"));
        assert_eq!(later(at("2026-12-31"), 2), at("2027-02-28"));
        assert_eq!(
            later(at("2026-11-24T05:00:00Z"), 12),
            at("2027-11-24T05:00:00Z")
        );
    }

    #[test]
    fn a_moment_alike_has_weekday_and_time_of_day() {
        let at = |text: &str| Instant::parse(text).unwrap();
        // A Tuesday at five, and the first Tuesday from a Sunday on.
        let own = at("2026-11-24T05:00:00Z");
        assert_eq!(alike(at("2026-08-23"), own), at("2026-08-25T05:00:00Z"));
        assert_eq!(alike(own, own), own);
    }

    #[test]
    fn a_day_is_a_part_of_its_year() {
        let year = |text: &str| year_of(Instant::parse(text).unwrap());
        assert_eq!(year("2026-01-01"), 2026.0);
        assert!((year("2026-07-02T12:00:00Z") - 2026.5).abs() < 1e-9);
        assert!(year("2026-12-31") < 2027.0);
    }
}
