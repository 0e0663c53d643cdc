//! What each day cost, by model: for a drawing and for the table beside it.

use super::summary::shortened;
use super::told::{Days, Grid};
use catalogs::prices::Catalog;
use economics::price::Instant;
use economics::price::instant::SECONDS_A_DAY;
use scenario::format::{share, usd, usd_cents};
use std::collections::BTreeMap;
use telling::table::Table;
use usage::price::Pricer;
use usage::report::Ask;
use usage::store::Store;

/// So many models are drawn; the others are one.
const MOST_MODELS: usize = 5;
/// So many days are drawn.
const MOST_DAYS: i64 = 3_700;

/// What each day cost, by model.
pub fn days(store: &Store, catalog: &Catalog, ask: &Ask) -> Days {
    let mut pricer = Pricer::new(catalog, ask.now);
    let mut by_model: BTreeMap<&str, BTreeMap<i64, f64>> = BTreeMap::new();
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        let Some(at) = record.at else { continue };
        let Ok(cost) = pricer.cost(store, &record) else {
            continue;
        };
        let model = by_model
            .entry(store.name(store.context_of(&record).model))
            .or_default();
        *model
            .entry(at.day_number(ask.offset_of(&record)))
            .or_default() += cost.high.to_f64();
    }
    let known = || by_model.values().flat_map(BTreeMap::keys).copied();
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return Days::default();
    };
    let last = last.min(first + MOST_DAYS);
    let course = |days: &BTreeMap<i64, f64>| -> Vec<f64> {
        let day = |day: i64| days.get(&day).copied().unwrap_or(0.0);
        (first..=last).map(day).collect()
    };
    let sum = |days: &Vec<f64>| days.iter().sum::<f64>();
    let mut models: Vec<(String, Vec<f64>)> = by_model
        .iter()
        .map(|(name, days)| ((*name).to_owned(), course(days)))
        .filter(|(_, days)| sum(days) > 0.0)
        .collect();
    models.sort_by(|one, other| sum(&other.1).total_cmp(&sum(&one.1)));
    if models.len() > MOST_MODELS {
        let mut others = vec![0.0; (last - first + 1) as usize];
        for (_, days) in models.split_off(MOST_MODELS - 1) {
            others
                .iter_mut()
                .zip(days)
                .for_each(|(sum, day)| *sum += day);
        }
        models.push(("others".to_owned(), others));
    }
    Days {
        takeaway: takeaway(first, &models),
        table: day_table(first, &models),
        first: first as f64,
        models,
    }
}

fn name_of(day: i64) -> String {
    Instant {
        seconds: day * SECONDS_A_DAY,
    }
    .to_string()
}

/// Which day cost most, and which model.
fn takeaway(first: i64, models: &[(String, Vec<f64>)]) -> String {
    let Some((dearest, costs)) = models.first() else {
        return String::new();
    };
    let sums = (0..costs.len()).map(|day| models.iter().map(|(_, days)| days[day]).sum::<f64>());
    let (mut highest, mut whole) = ((0, 0.0), 0.0);
    for (day, sum) in sums.enumerate() {
        whole += sum;
        if highest.1 < sum {
            highest = (day as i64, sum);
        }
    }
    let part = costs.iter().sum::<f64>() / whole.max(f64::MIN_POSITIVE);
    let of_model = format!("{} of all went to {dearest}", share(part));
    if costs.len() == 1 {
        return format!("{} cost {}: {of_model}.", name_of(first), usd_cents(whole));
    }
    format!(
        "The dearest day was {} with {}; {of_model}.",
        name_of(first + highest.0),
        usd(highest.1)
    )
}

fn day_table(first: i64, models: &[(String, Vec<f64>)]) -> Grid {
    let mut head = vec!["day".to_owned()];
    head.extend(models.iter().map(|(name, _)| name.clone()));
    let days = models.first().map_or(0, |(_, days)| days.len());
    let row = |day: usize| {
        let costs = models.iter().map(|(_, days)| usd(days[day]));
        core::iter::once(name_of(first + day as i64))
            .chain(costs)
            .collect()
    };
    let used = (0..days).filter(|day| models.iter().any(|(_, days)| days[*day] > 0.0));
    shortened(Table {
        caption: "Cost of each day, by model".into(),
        head,
        rows: used.map(row).collect(),
    })
}
