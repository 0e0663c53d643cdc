//! The document of what was measured.

use catalogs::prices::Catalog;
use economics::price::instant::SECONDS_A_DAY;
use economics::price::{DatedRates, Instant, Rates, UnitId};
use scenario::choice::Period;
use scenario::document::{Scenario, Step, Work};

use super::groups::{Group, Measured, Rated};
use super::{Spread, StepFigures};
use crate::decimal::Decimal;
use crate::tokens::Class;

/// Days of a month, as scenarios count it: 730 hours.
const DAYS_A_MONTH: f64 = 730.0 / 24.0;

/// The period that so many days are nearest to, and how many of it they are. What is a day, a week, a calendar month or a
/// year is one.
pub(super) fn period(days: u64) -> (Period, f64) {
    let days_f = days as f64;
    match days {
        0 | 1 => (Period::Day, 1.0),
        2..=6 => (Period::Day, days_f),
        7..=27 => (Period::Week, days_f / 7.0),
        28..=31 => (Period::Month, 1.0),
        365 | 366 => (Period::Year, 1.0),
        _ => (Period::Month, days_f / DAYS_A_MONTH),
    }
}

/// A document with what is known of the whole, and no step yet.
pub(super) fn scenario(measured: &Measured, period: Period, tasks: f64) -> Scenario {
    Scenario {
        title: "Measured usage".to_owned(),
        description: format!(
            "Made of what logs of {} days say was used; success and value are yours to add.",
            measured.span_days
        ),
        work: Work {
            tasks,
            period,
            task_name: measured.task_word().to_owned(),
        },
        steps: Vec::new(),
        ..Scenario::default()
    }
}

/// A step that costs what its calls did.
pub(super) fn step(group: &Group, catalog: &Catalog, tasks: f64) -> (Step, StepFigures) {
    let calls = group.calls as f64;
    let mean = |count: u64| count as f64 / calls;
    let tokens = &group.tokens;
    let hidden = tokens.count(Class::Reasoning) + tokens.count(Class::Hidden);
    let (read, writes) = (mean(tokens.count(Class::Read)), mean(tokens.writes()));
    let write_1h = mean(tokens.count(Class::Write1h));
    let mut step = Step {
        name: name(group),
        provider: group.provider.clone(),
        model: group.model.clone(),
        price_date: price_date(group, catalog),
        processing: group.processing.clone(),
        // Rounded up in the last place where the parts would be more than the whole.
        input_tokens: mean(tokens.input()).max(read + writes),
        cache_read_tokens: read,
        cache_write_tokens: writes.max(write_1h),
        cache_write_1h_tokens: write_1h,
        visible_output_tokens: mean(tokens.output() - hidden),
        reasoning_tokens: tokens
            .get(Class::Reasoning)
            .or((hidden > 0).then_some(hidden))
            .map(|_| mean(hidden)),
        calls: calls / tasks,
        ..Step::default()
    };
    let has_own_rates = own_rates(&mut step, group, catalog);
    let samples = group.samples.iter();
    let mut figures: Vec<Spread> = samples
        .filter_map(|(name, values)| Spread::of(name, values.clone()))
        .collect();
    let of_tasks = group.of_tasks.values().map(|calls| f64::from(*calls));
    figures.extend(Spread::of("calls", of_tasks.collect()));
    let of_step = StepFigures {
        name: step.name.clone(),
        provider: group.provider.clone(),
        model: group.model.clone(),
        processing: group.processing.clone(),
        calls: group.calls,
        cost_usd: group.cost,
        has_own_rates,
        figures,
    };
    (step, of_step)
}

/// The last day of the calls, no earlier than prices are known.
fn price_date(group: &Group, catalog: &Catalog) -> Option<Instant> {
    let seconds = group.last?.seconds;
    let day = Instant {
        seconds: seconds - seconds.rem_euclid(SECONDS_A_DAY),
    };
    let found = catalog.find(Some(&group.provider), &group.model).ok()?;
    let entries = found.model.book.entries.iter().map(DatedRates::start);
    let own = entries.collect::<Option<Vec<Instant>>>();
    let first = own.and_then(|starts| starts.into_iter().min());
    first.or(catalog.first_price()).max(Some(day))
}

fn name(group: &Group) -> String {
    let role = group.role.trim();
    let plain = match role {
        "" => group.model.clone(),
        role => format!("{} {role}", group.model),
    };
    let plain: String = plain
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    plain.chars().take(36).collect::<String>().trim().to_owned()
}

/// Names of steps are unique: the second of a name gets a number.
pub(super) fn name_apart(scenario: &mut Scenario, figures: &mut [StepFigures]) {
    let mut seen: Vec<String> = Vec::new();
    for (step, of_step) in scenario.steps.iter_mut().zip(figures) {
        let mut number = 1;
        while seen.contains(&step.name) {
            number += 1;
            step.name = format!("{} {number}", of_step.name);
        }
        seen.push(step.name.clone());
        of_step.name.clone_from(&step.name);
    }
}

/// Sets the rates at which the calls really were charged, where the list's at the mean call are others.
fn own_rates(step: &mut Step, group: &Group, catalog: &Catalog) -> bool {
    let calls = group.calls as f64;
    let paid = |rated: Rated| group.paid.get(&rated).copied().unwrap_or_default();
    let hidden = step.reasoning_tokens.unwrap_or(0.0);
    let listed = listed(step, catalog);
    let fresh = step.input_tokens - step.cache_read_tokens - step.cache_write_tokens;
    let reasoning_is_output = paid(Rated::Reasoning) == Decimal::ZERO;
    let output = if reasoning_is_output {
        step.visible_output_tokens + hidden
    } else {
        step.visible_output_tokens
    };
    let write_5m = step.cache_write_tokens - step.cache_write_1h_tokens;
    let parts = [
        (Rated::Input, fresh, UnitId::INPUT_TOKENS),
        (
            Rated::Read,
            step.cache_read_tokens,
            UnitId::CACHE_READ_TOKENS,
        ),
        (Rated::Write, write_5m, UnitId::CACHE_WRITE_TOKENS),
        (
            Rated::Write1h,
            step.cache_write_1h_tokens,
            UnitId::CACHE_WRITE_1H_TOKENS,
        ),
        (Rated::Output, output, UnitId::OUTPUT_TOKENS),
        (Rated::Reasoning, hidden, UnitId::OUTPUT_REASONING_TOKENS),
    ];
    let is_as_listed = |(rated, tokens, unit): &(Rated, f64, UnitId)| {
        let rate = listed.as_ref().and_then(|rates| {
            rates
                .covering(*unit)
                .map(|(_, rate)| rate.at(step.input_tokens))
        });
        let expected = rate.unwrap_or(0.0) * tokens / 1e6 * calls;
        let paid = paid(*rated).to_f64();
        let is_none = *rated == Rated::Reasoning && reasoning_is_output;
        is_none || (paid - expected).abs() <= 1e-9 * expected.max(1e-9)
    };
    let is_listed = listed.is_some() && parts.iter().all(is_as_listed);
    let of_calls = paid(Rated::Call).to_f64() / calls;
    if is_listed && of_calls == 0.0 {
        return false;
    }
    for (rated, tokens, _) in parts {
        let rate = (tokens > 0.0).then(|| paid(rated).to_f64() / (tokens * calls) * 1e6);
        let price = &mut step.price;
        match rated {
            Rated::Input => price.input_usd_per_mtok = rate,
            Rated::Read => price.cache_read_usd_per_mtok = rate,
            Rated::Write => price.cache_write_usd_per_mtok = rate,
            Rated::Write1h => price.cache_write_1h_usd_per_mtok = rate,
            Rated::Output => price.output_usd_per_mtok = rate,
            Rated::Reasoning if !reasoning_is_output => price.reasoning_usd_per_mtok = rate,
            Rated::Reasoning | Rated::Call => {}
        }
    }
    if reasoning_is_output && hidden > 0.0 {
        step.price.reasoning_usd_per_mtok = step.price.output_usd_per_mtok;
    }
    step.price.request_usd = Some(of_calls);
    true
}

fn listed(step: &Step, catalog: &Catalog) -> Option<Rates> {
    let found = catalog.find(Some(&step.provider), &step.model).ok()?;
    let resolved = found.resolve(step.price_date?, &step.processing)?;
    Some(resolved.rates.into_owned())
}
