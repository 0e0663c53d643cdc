//! The bill of the next years, month by month (C-23): prices fall, use grows, money later counts for less; and what was
//! paid once comes back or does not.
//!
//! Prices that the catalogue already dates in the future stand as they are; the decline is put on top of them. It moves
//! tokens alone: fees of a call, checks and people cost what they cost.

mod budget;
mod calendar;
mod history;
mod plots;
mod section;
mod sheet;

pub use budget::BudgetReport;
pub use history::{ChangeReport, HistoryReport};
pub use plots::plot;
pub use section::section;
pub use sheet::sheet;

use super::Subject;
use calendar::Calendar;
use economics::over_time::{
    MONTHS, Month, NoPace, Pace, halving_months, months, payback, present_value,
};
use economics::quantity::Usd;
use scenario::report::Report;
use scenario::setting::rows::over_time as rows;
use serde::Serialize;

/// The bill of the next years.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OverTimeReport {
    /// Why there is no bill; null where there is one.
    pub none_because: Option<String>,
    /// Years that it covers.
    pub years: f64,
    /// By what prices are divided in a year.
    pub decline: f64,
    /// By what use is multiplied in a year.
    pub growth: f64,
    /// What money costs a year.
    pub discount: f64,
    /// The three as one rate a year; below 0 the tokens weigh more each year.
    pub rate: f64,
    /// Months in which a price halves; null where prices do not fall.
    pub halving_months: Option<f64>,
    /// The months.
    pub months: Vec<MonthReport>,
    /// All bills.
    pub bill_usd: f64,
    /// All bills, worth now.
    pub bill_worth_now_usd: f64,
    /// The tokens of all bills, worth now.
    pub tokens_worth_now_usd: f64,
    /// The same if today's spend on tokens were paid all the time, as the formula has it: without prices that are dated in
    /// the future; null where it is no number.
    pub tokens_worth_now_by_formula_usd: Option<f64>,
    /// How long a budget lasts; null where none was set, or there is no bill.
    pub budget: Option<BudgetReport>,
    /// When what was paid once comes back; null while a success rate is unknown.
    pub payback: Option<PaybackReport>,
    /// Prices of this scenario's models that are already dated in these years.
    pub dated: Vec<ChangeReport>,
    /// What the dearest step's model has cost.
    pub history: HistoryReport,
}

/// A month; the first is now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthReport {
    /// Counted from 1.
    pub month: u32,
    /// Tasks.
    pub tasks: f64,
    /// Tokens and fees.
    pub tokens_usd: f64,
    /// Checks, and what a person does after the last attempt.
    pub people_usd: f64,
    /// What is paid anyway.
    pub fixed_usd: f64,
    /// All three.
    pub bill_usd: f64,
    /// The bill, worth now: paid when the month is over.
    pub bill_worth_now_usd: f64,
    /// What the month is worth beyond its bill, against doing nothing; null while a success rate is unknown.
    pub net_usd: Option<f64>,
    /// All nets so far less what was paid once; null while a success rate is unknown.
    pub net_so_far_usd: Option<f64>,
}

/// When money that was paid once comes back; months are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaybackReport {
    /// What was paid once.
    pub one_off_usd: f64,
    /// The first month that earns its own bill; null where none does.
    pub breaks_even_month: Option<usize>,
    /// The month that pays it back; null where that is not in these years.
    pub paid_back_month: Option<usize>,
    /// The same with later money counted for less.
    pub paid_back_discounted_month: Option<usize>,
    /// All nets worth now, less what was paid once.
    pub worth_now_usd: f64,
}

/// What a task costs and brings at the prices of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
struct PerTask {
    /// Tokens and fees.
    tokens: f64,
    /// The part of it that are fees.
    fees: f64,
    people: f64,
    /// Worth of a task, against not doing it; nothing while a success rate is unknown.
    worth: Option<f64>,
}

impl PerTask {
    fn of(report: &Report) -> Self {
        match (&report.outcome, &report.value) {
            (Some(outcome), Some(value)) => Self {
                tokens: outcome.tokens_usd,
                fees: report.cost.fees_usd * outcome.attempts,
                people: outcome.checking_usd + outcome.person_usd,
                worth: Some(value.worth_usd + value.undone_usd),
            },
            _ => Self {
                tokens: report.cost.per_attempt_usd,
                fees: report.cost.fees_usd,
                people: 0.0,
                worth: None,
            },
        }
    }

    /// Tokens and fees where a price of 1 is `price`.
    fn tokens_at(&self, price: f64) -> f64 {
        (self.tokens - self.fees) * price + self.fees
    }
}

/// Works the bill out.
#[must_use]
pub fn over_time(subject: &Subject) -> OverTimeReport {
    let settings = &subject.scenario.settings;
    let years = settings.number(&rows::YEARS);
    let [decline, growth, discount] =
        [&rows::DECLINE, &rows::GROWTH, &rows::DISCOUNT].map(|row| settings.number(row));
    let mut found = OverTimeReport {
        years,
        decline,
        growth,
        discount,
        history: history::history(subject),
        dated: history::dated(subject, years),
        ..OverTimeReport::default()
    };
    match Pace::new(decline, growth, discount) {
        Ok(pace) => fill(&mut found, subject, &pace),
        Err(reason) => found.none_because = Some(no_pace(reason)),
    }
    found
}

fn fill(found: &mut OverTimeReport, subject: &Subject, pace: &Pace) {
    let scenario = subject.scenario;
    let count = (found.years * MONTHS) as u32;
    let plan = months(count, pace);
    let today = PerTask::of(subject.report);
    let per_month = scenario.work.period.per_year() / MONTHS;
    let tasks = scenario.work.tasks * per_month;
    let fixed = scenario.fixed.usd * per_month;
    let tasks_of = by_month(subject, today, count);
    let mut so_far = -scenario.fixed.one_off_usd;
    let rows = plan.iter().zip(&tasks_of).enumerate();
    found.months = rows
        .map(|(place, (month, task))| {
            let row = month_report(place as u32 + 1, month, task, (tasks, fixed));
            so_far += row.net_usd.unwrap_or_default();
            MonthReport {
                net_so_far_usd: row.net_usd.map(|_| so_far),
                ..row
            }
        })
        .collect();
    found.rate = pace.rate();
    found.halving_months = halving_months(pace.decline);
    found.bill_usd = found.months.iter().map(|month| month.bill_usd).sum();
    found.bill_worth_now_usd = found
        .months
        .iter()
        .map(|month| month.bill_worth_now_usd)
        .sum();
    let tokens = found.months.iter().zip(&plan);
    found.tokens_worth_now_usd = tokens
        .map(|(month, plan)| month.tokens_usd * plan.worth_now)
        .sum();
    let parts = [
        (today.tokens - today.fees, *pace),
        (today.fees, pace_of_fees(pace)),
    ];
    let worth_now = |(usd, pace): (f64, Pace)| {
        present_value(Usd(usd * tasks * MONTHS), found.years, &pace).ok()
    };
    let formula: Option<Vec<Usd>> = parts.into_iter().map(worth_now).collect();
    found.tokens_worth_now_by_formula_usd = formula.map(|parts| parts.into_iter().sum::<Usd>().0);
    let is_finite =
        found.bill_usd.is_finite() && found.months.iter().all(|month| month.bill_usd.is_finite());
    if !is_finite {
        found.none_because = Some(no_pace(NoPace::TooLarge));
        found.months.clear();
        return;
    }
    found.budget = budget::budget(subject, &found.months);
    let nets: Option<Vec<Usd>> = found
        .months
        .iter()
        .map(|month| month.net_usd.map(Usd))
        .collect();
    found.payback = nets.map(|nets| {
        let back = payback(Usd(scenario.fixed.one_off_usd), &nets, &plan);
        PaybackReport {
            one_off_usd: scenario.fixed.one_off_usd,
            breaks_even_month: back.breaks_even,
            paid_back_month: back.paid_back,
            paid_back_discounted_month: back.paid_back_discounted,
            worth_now_usd: back.worth_now.0,
        }
    });
}

fn month_report(
    number: u32,
    month: &Month,
    task: &PerTask,
    (tasks, fixed): (f64, f64),
) -> MonthReport {
    let tasks = tasks * month.used;
    let tokens = tasks * task.tokens_at(month.price);
    let people = tasks * task.people;
    let bill = tokens + people + fixed;
    MonthReport {
        month: number,
        tasks,
        tokens_usd: tokens,
        people_usd: people,
        fixed_usd: fixed,
        bill_usd: bill,
        bill_worth_now_usd: bill * month.worth_now,
        net_usd: task.worth.map(|worth| tasks * worth - bill),
        net_so_far_usd: None,
    }
}

/// What moves fees of calls: all but the fall of token prices.
fn pace_of_fees(pace: &Pace) -> Pace {
    Pace {
        decline: 1.0,
        ..*pace
    }
}

/// A task at the prices of each month's day: the scenario's own day, moved on by calendar months. Where no list price
/// changes in them all are as today.
fn by_month(subject: &Subject, today: PerTask, count: u32) -> Vec<PerTask> {
    let calendars: Vec<Option<Calendar>> = subject
        .scenario
        .steps
        .iter()
        .map(|step| Calendar::of(step, subject.catalog))
        .collect();
    let mut known = calendars.iter().flatten();
    let has_changes = known.any(|calendar| calendar.changes_within(count));
    let mut last = today;
    let mut task = |month: u32| {
        if month > 0 && has_changes {
            let mut moved = subject.scenario.clone();
            for (step, calendar) in moved.steps.iter_mut().zip(&calendars) {
                let day = calendar
                    .as_ref()
                    .map(|calendar| calendar.months_later(month));
                step.price_date = day.or(step.price_date);
            }
            // A day without a price keeps the last one that is known.
            if let Some(report) = scenario::evaluate(&moved, subject.catalog).report {
                last = PerTask::of(&report);
            }
        }
        last
    };
    (0..count).map(&mut task).collect()
}

/// Why there is no bill, and what to do.
fn no_pace(reason: NoPace) -> String {
    let text = match reason {
        NoPace::DeclineNotPositive => {
            "Prices would be divided by nothing: write by what they fall in a year, 1 where they stay."
        }
        NoPace::GrowthNotPositive => {
            "Use would be multiplied by nothing: write by what it grows in a year, 1 where it stays."
        }
        NoPace::DiscountOutside => {
            "Money would lose all its worth in a year: write what it costs a year, like 10 %."
        }
        NoPace::YearsOutside => "The years are not from 0 up: write 1, 2 or 3.",
        NoPace::TooLarge => {
            "Use grows so fast that the bill is no number any more: write less growth, or fewer years."
        }
    };
    text.into()
}
