//! The bill of the next years, by a calendar that is walked day by day.

use super::alternatives::set;
use crate::dice::Dice;
use crate::documents::{checking, difference};
use crate::{Kind, Verdict};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::choice::Period;
use scenario::document::{Scenario, Step};
use scenario::report::Report;
use views::Viewed;
use views::over_time::{OverTimeReport, over_time};

pub(super) const KINDS: &[Kind] = &[Kind {
    name: "over-time",
    what: "each month's bill and what comes back, by a calendar walked day by day and documents of those days",
    in_tests: 25,
    law: months,
}];

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq)]
struct Day {
    year: i64,
    month: u32,
    day: u32,
}

impl Day {
    fn length_of_month(self) -> u32 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        [
            31,
            28 + u32::from(leap),
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ][self.month as usize - 1]
    }

    fn next(self) -> Self {
        if self.day < self.length_of_month() {
            Self {
                day: self.day + 1,
                ..self
            }
        } else if self.month < 12 {
            Self {
                day: 1,
                month: self.month + 1,
                ..self
            }
        } else {
            Self {
                day: 1,
                month: 1,
                year: self.year + 1,
            }
        }
    }
}

/// The day of each month, walked to day by day: the same number, or the last of a shorter month.
fn days(first: Day, months: usize) -> Vec<Day> {
    let mut days = vec![first];
    let mut at = first;
    while days.len() < months {
        at = at.next();
        let number = first.day.min(at.length_of_month());
        if at.day == number {
            days.push(at);
        }
    }
    days
}

/// A scenario of models whose prices change on days that are known, or do not change.
fn drawn(dice: &mut Dice) -> (Scenario, Day) {
    let first = Day {
        year: 2026,
        month: dice.whole(10, 12),
        day: dice.whole(1, 30),
    };
    let mut made = Scenario {
        title: "audit".into(),
        steps: Vec::new(),
        ..Scenario::default()
    };
    made.work.tasks = dice.pick(&[1.0, 250.0, 1e6]);
    made.work.period = dice.pick(&[Period::Day, Period::Month, Period::Year]);
    made.value.gain_usd = dice.usd();
    made.value.undone_usd = dice.usd();
    made.checking = dice.once_in(2).then(|| checking(dice));
    made.fixed.usd = dice.usd();
    made.fixed.one_off_usd = dice.usd();
    let has_rates = dice.once_in(5);
    for index in 0..dice.whole(1, 2) {
        let (provider, model) = dice.pick(&[
            ("google", "gemini-3.8-flash"),
            ("google", "gemini-3.6-flash"),
            ("google", "gemini-4-argon"),
            ("anthropic", "claude-haiku-4-5"),
        ]);
        let mut step = Step {
            name: format!("s{index}"),
            provider: provider.into(),
            model: model.into(),
            price_date: Instant::from_date(first.year, first.month, first.day),
            input_tokens: dice.tokens(),
            cache_read_tokens: 0.0,
            success_rate: (!has_rates).then(|| dice.middling()),
            ..Step::default()
        };
        step.cache_read_tokens = (step.input_tokens * dice.pick(&[0.0, 0.5, 1.0])).floor();
        step.price.request_usd = dice.once_in(2).then(|| dice.by_factors(1e-4, 1.0));
        made.steps.push(step);
    }
    (made, first)
}

fn at(made: &Scenario, day: Day) -> Option<Report> {
    let mut moved = made.clone();
    for step in &mut moved.steps {
        step.price_date = Instant::from_date(day.year, day.month, day.day);
    }
    scenario::evaluate(&moved, Catalog::embedded()).report
}

fn months(dice: &mut Dice) -> Verdict {
    let (mut made, first) = drawn(dice);
    let [years, decline, growth, discount] = [
        ("years", dice.pick(&[1.0, 2.0, 3.0])),
        ("decline", dice.pick(&[1.0, 0.5, 3.0, 40.0])),
        ("growth", dice.pick(&[1.0, 2.0, 0.5, 5.0])),
        ("discount", dice.pick(&[0.0, 0.1, 1.0])),
    ]
    .map(|(path, number)| {
        set(&mut made, &format!("over_time.{path}"), number);
        number
    });
    let Some(viewed) = Viewed::new(made.clone(), Catalog::embedded()) else {
        return Ok(());
    };
    let said = over_time(&viewed.subject());
    let days = days(first, 12 * years as usize);
    let per_month = made.work.period.per_year() / 12.0;
    let (mut so_far, mut back, mut even, mut bill) = (-made.fixed.one_off_usd, None, None, 0.0);
    let mut size = made.fixed.one_off_usd;
    for (index, day) in days.iter().enumerate() {
        let Some(report) = at(&made, *day) else {
            return Ok(());
        };
        let year = index as f64 / 12.0;
        let tasks = made.work.tasks * per_month * libm::pow(growth, year);
        let (attempts, people) = report.outcome.as_ref().map_or((1.0, 0.0), |of| {
            (of.attempts, of.checking_usd + of.person_usd)
        });
        let (all, fees) = (report.cost.per_attempt_usd, report.cost.fees_usd);
        let falling = (all - fees) * libm::pow(1.0 / decline, year);
        let tokens = tasks * attempts * (falling + fees);
        let whole = tokens + tasks * people + made.fixed.usd * per_month;
        bill += whole;
        let month = &said.months[index];
        let worth = report
            .value
            .as_ref()
            .map(|value| tasks * (value.worth_usd + value.undone_usd));
        let net = worth.map_or(f64::NAN, |worth| worth - whole);
        size += whole.abs() + worth.unwrap_or(0.0).abs();
        so_far += net;
        let pairs = [
            ("tokens", month.tokens_usd, tokens),
            ("bill", month.bill_usd, whole),
            ("net", month.net_usd.unwrap_or(f64::NAN), net),
            (
                "worth now",
                month.bill_worth_now_usd,
                whole * libm::pow(1.0 + discount, -year - 1.0 / 12.0),
            ),
        ];
        for (figure, said, found) in pairs {
            let is_same = (said - found).abs() <= 1e-9 * (whole + found.abs());
            if !(is_same || said.is_nan() && found.is_nan()) {
                let what = format!(
                    "month {}, {figure}: reported {said}, found {found}",
                    index + 1
                );
                return Err(difference(&made, what));
            }
        }
        if net.abs() < 1e-9 * whole || so_far.abs() < 1e-9 * size {
            return Ok(()); // whether that is below nothing is a matter of rounding
        }
        even = even.or((net >= 0.0).then_some(index + 1));
        back = (so_far >= 0.0).then(|| back.unwrap_or(index + 1));
    }
    sums(&made, &said, (bill, even, back))
}

/// All bills, and when they come back.
fn sums(
    made: &Scenario,
    said: &OverTimeReport,
    (bill, even, back): (f64, Option<usize>, Option<usize>),
) -> Verdict {
    let found = said.payback.map(|_| (even, back));
    let reported = said
        .payback
        .map(|of| (of.breaks_even_month, of.paid_back_month));
    if (said.bill_usd - bill).abs() > 1e-9 * bill || reported != found {
        let what = format!(
            "in all {} and back {reported:?}, found {bill} and {found:?}",
            said.bill_usd
        );
        return Err(difference(made, what));
    }
    Ok(())
}
