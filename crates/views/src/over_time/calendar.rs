//! The days whose prices a step pays in later months.
//!
//! Months are calendar months, and a dated price holds from its day on. Some models are cheaper at night or on a weekend:
//! that must not come and go by the calendar, so within one list price a day stands for its week, on the scenario's own
//! weekday and at its time of day.

use crate::Subject;
use catalogs::prices::{Catalog, Found};
use economics::price::instant::SECONDS_A_DAY;
use economics::price::{Constraint, Instant};
use scenario::document::Step;
use telling::picture::plot::MONTHS;

/// The list prices of a step's model over time, seen from its own price date.
pub(super) struct Calendar<'a> {
    /// The step's own price date; of a step without one the day of the price list, as the report has it.
    pub(super) own: Instant,
    /// Days on which a list price of its processing begins or ends, in order.
    pub(super) days: Vec<Instant>,
    pub(super) found: Found<'a>,
    /// What the step's processing says to the price list.
    pub(super) context: Vec<(&'a str, &'a str)>,
}

impl<'a> Calendar<'a> {
    /// Nothing of a step without a model of the price list.
    pub(super) fn of(step: &Step, catalog: &'a Catalog) -> Option<Self> {
        if step.model.is_empty() {
            return None;
        }
        let found = catalog.find_named(&step.provider, &step.model).ok()?;
        let context = found.context_for(&step.processing)?;
        let listed = || Instant::parse(&catalog.snapshot().date);
        Some(Self {
            own: step.price_date.or_else(listed)?,
            days: days(&found, &context),
            found,
            context,
        })
    }

    /// Whether a list price begins or ends in so many months from the own day on.
    pub(super) fn changes_within(&self, months: u32) -> bool {
        self.changes(self.own, later(self.own, months))
    }

    /// The moment whose prices hold some months later.
    pub(super) fn months_later(&self, months: u32) -> Instant {
        self.like(later(self.own, months))
    }

    /// A moment of the list price that holds at `at`: on the own weekday and at the own time of day from there on, or
    /// else before; where that price is too short for both, at the own time of day, or `at` itself.
    pub(super) fn like(&self, at: Instant) -> Instant {
        let after = alike(at, self.own);
        let before = moved(after, -SECONDS_PER_WEEK);
        let same_day = at_time_of(at, self.own);
        if !self.changes(at, after) {
            after
        } else if !self.changes(before, at) {
            before
        } else if at < same_day && !self.changes(at, same_day) {
            same_day
        } else {
            at
        }
    }

    /// Whether a list price begins or ends after one moment and not after another.
    fn changes(&self, from: Instant, to: Instant) -> bool {
        self.days.iter().any(|day| from < *day && *day <= to)
    }
}

fn days(found: &Found, context: &[(&str, &str)]) -> Vec<Instant> {
    let book = &found.model.book;
    let mut days = Vec::new();
    let mut add = |constraints: &[Constraint]| {
        for day in constraints.iter().filter_map(|known| known.day()) {
            if !days.contains(&day) {
                days.push(day);
            }
        }
    };
    book.entries
        .iter()
        .for_each(|entry| add(&entry.constraints));
    for variant in &book.variants {
        if !context.is_empty() && variant.is_chosen_by(context) {
            add(&variant.constraints);
        }
    }
    economics::short_sort::sort_short(&mut days, |one, other| one < other);
    days
}

/// What months are called: the first has the name of the one in which the prices' own day lies.
pub(super) struct Names(Option<Instant>);

impl Names {
    /// Of a scenario's months; without names where no step has a price of the list.
    pub(super) fn of(subject: &Subject) -> Self {
        let steps = subject.scenario.steps.iter();
        let mut calendars = steps.filter_map(|step| Calendar::of(step, subject.catalog));
        Self(calendars.next().map(|calendar| calendar.own))
    }

    /// Its name: `May 2027`.
    pub(super) fn name(&self, month: u32) -> Option<String> {
        let date = later(self.0?, month.saturating_sub(1)).date();
        let name = MONTHS.get(date.month.checked_sub(1)? as usize)?;
        Some(format!("{name} {}", date.year))
    }

    /// Its number, counted from 1, and its name.
    pub(super) fn whole(&self, month: u32) -> String {
        match self.name(month) {
            Some(name) => format!("{month}, {name}"),
            None => month.to_string(),
        }
    }
}

/// Some months later at the same time of day; the last day of a shorter month.
pub(super) fn later(at: Instant, months: u32) -> Instant {
    let date = at.date();
    let month = i64::from(date.month - 1) + i64::from(months);
    let (year, month) = (date.year + month / 12, (month % 12) as u32 + 1);
    let day = (1..=date.day)
        .rev()
        .find_map(|day| Instant::from_date(year, month, day));
    day.map_or(at, |day| moved(day, i64::from(at.second_of_day())))
}

pub(super) const SECONDS_PER_WEEK: i64 = 7 * SECONDS_A_DAY;

pub(super) fn moved(at: Instant, seconds: i64) -> Instant {
    Instant {
        seconds: at.seconds + seconds,
    }
}

/// The same day at the time of day of another moment.
fn at_time_of(day: Instant, own: Instant) -> Instant {
    let seconds = i64::from(own.second_of_day()) - i64::from(day.second_of_day());
    moved(day, seconds)
}

/// The first moment from another on that has weekday and time of day of the own.
pub(super) fn alike(at: Instant, own: Instant) -> Instant {
    let days = (own.weekday() + 7 - at.weekday()) % 7;
    let first = moved(at_time_of(at, own), i64::from(days) * SECONDS_A_DAY);
    if first < at {
        moved(first, SECONDS_PER_WEEK)
    } else {
        first
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn months_later_is_the_same_day_or_the_last_of_a_shorter_month() {
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
        // A Tuesday at five, and the first Tuesday from a Sunday on.
        let own = at("2026-11-24T05:00:00Z");
        assert_eq!(alike(at("2026-08-23"), own), at("2026-08-25T05:00:00Z"));
        assert_eq!(alike(own, own), own);
        // From a Tuesday at six on, the next one.
        assert_eq!(
            alike(at("2026-11-24T06:00:00Z"), own),
            at("2026-12-01T05:00:00Z")
        );
    }

    #[test]
    fn a_day_stands_for_its_week_within_one_list_price() {
        let catalog = Catalog::embedded();
        let step = Step {
            provider: "google".into(),
            model: "gemini-3.8-flash".into(),
            price_date: Some(at("2026-11-27")),
            ..Step::default()
        };
        let mut calendar = Calendar::of(&step, catalog).unwrap();
        // 27 December is a Sunday: the Friday after it has the price of 1 January, the one before it has its own.
        assert_eq!(calendar.months_later(1), at("2026-12-25"));
        assert_eq!(calendar.months_later(2), at("2027-01-29"));
        assert!(calendar.changes_within(2) && !calendar.changes_within(1));
        // Of a price that holds from Monday to Wednesday there is no Friday.
        calendar.days = vec![at("2027-02-01"), at("2027-02-04")];
        assert_eq!(calendar.like(at("2027-02-02")), at("2027-02-02"));
    }
}
