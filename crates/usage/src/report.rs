//! What was used, added up: the figures that `tokenomics usage --format json` prints. Names are for ever.

mod figures;
mod requests;

use std::collections::{BTreeMap, BTreeSet};

use catalogs::prices::Catalog;
use serde::Serialize;

use crate::collect::Collected;
use crate::decimal::Decimal;
use crate::formats::TABLE;
use crate::price::Pricer;
use crate::sink::Source;
use crate::store::{Record, Store};
use crate::tokens::Class;

pub use crate::ask::{Ask, Dimension, Only, zone};
use figures::Sum;
pub use figures::{Charged, Figures, Share, Spread, Unpriced};

/// Version of the names below.
pub const VERSION: u32 = 1;

/// All that is known of what was read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Version of the report's names.
    pub version: u32,
    /// The first day something was used, UTC or in the zone asked for; null where no row has a time.
    pub first_day: Option<String>,
    /// The last day.
    pub last_day: Option<String>,
    /// How many days had any use.
    pub days: u64,
    /// All together.
    pub total: Figures,
    /// How much more it would cost with every token of the input fresh, USD; null where that is not one figure.
    pub cache_saved_usd: Option<Decimal>,
    /// The same by what was asked for, the dearest first; days and hours in their order.
    pub groups: Vec<Group>,
    /// The requests with the highest cost, the dearest first.
    pub largest: Vec<Largest>,
    /// What became of each file.
    pub sources: Vec<SourceReport>,
    /// What was charged beside what the list says; null unless it was asked for.
    pub audit: Option<crate::audit::Audit>,
    /// The same use priced another way; null unless it was asked for.
    pub what_if: Option<Vec<crate::what_if::WhatIf>>,
    /// What a scenario of this use would hold, each with its spread; null unless it was asked for.
    pub scenario: Option<crate::calibration::Calibration>,
    /// What somebody should know.
    pub notes: Vec<String>,
}

/// One group.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// What the group is of: `{"day": "2026-08-20", "model": "claude-opus-5"}`.
    pub by: BTreeMap<String, String>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// A request among the dearest.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Largest {
    /// When, as seconds allow; null where the row has no time.
    pub at: Option<String>,
    /// The model as logged.
    pub model: String,
    /// The session; empty where the log names none.
    pub session: String,
    /// All input.
    pub input_tokens: u64,
    /// All output.
    pub output_tokens: u64,
    /// What it cost, USD.
    pub cost_usd: Decimal,
}

/// What became of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceReport {
    /// Its name.
    pub file: String,
    /// Id of its format; null where it is none that is known.
    pub format: Option<String>,
    /// What its rows stand for: request, turn, bucket or money; null where none counted.
    pub grain: Option<String>,
    /// Bytes read, decompressed.
    pub bytes: u64,
    /// Rows seen.
    pub rows: u64,
    /// Rows that nobody had told yet.
    pub events: u64,
    /// Rows that said what another had said.
    pub duplicates: u64,
    /// Rows that were left out.
    pub skipped: Vec<SkippedReport>,
}

/// Rows that were left out for one reason.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SkippedReport {
    /// Why.
    pub reason: String,
    /// How many.
    pub rows: u64,
    /// The first of them, counted from 1.
    pub first_row: u64,
}

/// Adds up what was collected, by what is asked.
///
/// # Errors
/// Where a model to price it again with is in no list: a message with the nearest.
pub fn report(collected: &Collected, catalog: &Catalog, ask: &Ask) -> Result<Report, String> {
    let store = collected.store();
    let mut pricer = Pricer::new(catalog, ask.now);
    let mut fresh = Pricer::new(catalog, ask.now);
    fresh.changes.no_cache = true;
    let (mut sums, mut without_cache) = (Sums::default(), Some(Decimal::ZERO));
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        let cost = pricer.cost(store, &record);
        sums.add(store, &record, &cost, ask);
        let uncached = match record.tokens.count(Class::Read) + record.tokens.writes() {
            0 => cost,
            _ => fresh.cost(store, &record),
        };
        let one = uncached.ok().filter(|cost| cost.low == cost.high);
        without_cache = without_cache.zip(one).map(|(sum, cost)| sum + cost.low);
    }
    let total = sums.total.figures();
    let cache_saved_usd = without_cache
        .zip(total.cost_usd)
        .map(|(all, cost)| all - cost);
    let groups = sums.groups(ask);
    let ways = ask.instead.as_ref();
    let what_if = ways.map(|models| crate::what_if::what_if(store, catalog, ask, models));
    Ok(Report {
        version: VERSION,
        first_day: sums.days.first_key_value().map(|(_, day)| day.clone()),
        last_day: sums.days.last_key_value().map(|(_, day)| day.clone()),
        days: sums.days.len() as u64,
        total,
        cache_saved_usd,
        groups,
        largest: sums.largest.list(store),
        sources: collected.sources.iter().map(source).collect(),
        audit: ask.audit.then(|| crate::audit::audit(store, catalog, ask)),
        what_if: what_if.transpose()?,
        scenario: (ask.scenario)
            .then(|| crate::calibration::calibrate(store, catalog, ask))
            .flatten()
            .map(|(_, calibration)| calibration),
        notes: notes(store, &mut pricer, &sums.contexts),
    })
}

/// What somebody should know of the prices: each model whose price is its maker's, where another sold it.
fn notes(store: &Store, pricer: &mut Pricer<'_>, contexts: &BTreeSet<u32>) -> Vec<String> {
    let mut notes: BTreeSet<String> = pricer.notes().cloned().collect();
    for context in contexts.iter().filter_map(|id| store.context(*id)) {
        let (seller, model) = (store.name(context.provider), store.name(context.model));
        if let Ok(meant) = pricer.model(seller, model)
            && meant.is_makers
        {
            notes.insert(format!(
                "{model} has no price of {seller} in the list; it is priced as {} sells {}",
                meant.found.provider.id, meant.found.model.id
            ));
        }
    }
    notes.into_iter().collect()
}

/// What is added up.
#[derive(Default)]
struct Sums {
    total: Sum,
    groups: BTreeMap<Vec<String>, Sum>,
    days: BTreeMap<i64, String>,
    largest: requests::Dearest,
    contexts: BTreeSet<u32>,
}

impl Sums {
    fn add(
        &mut self,
        store: &Store,
        record: &Record,
        cost: &Result<crate::price::Cost, String>,
        ask: &Ask,
    ) {
        self.total.add(store, record, cost);
        self.contexts.insert(record.context);
        let offset_seconds = ask.offset_of(record);
        if !ask.by.is_empty() {
            let key = ask.by.iter().map(|by| by.of(store, record, offset_seconds));
            let group = self.groups.entry(key.collect()).or_default();
            group.add(store, record, cost);
        }
        if let Some(at) = record.at {
            let day = at.day_number(offset_seconds);
            let days = &mut self.days;
            days.entry(day).or_insert_with(|| at.day_in(offset_seconds));
        }
        if let Ok(cost) = cost {
            self.largest.offer(record, cost.high);
        }
    }

    fn groups(&self, ask: &Ask) -> Vec<Group> {
        let is_in_time = ask.by.iter().any(|by| by.is_time());
        let mut groups: Vec<Group> = self
            .groups
            .iter()
            .map(|(key, sum)| {
                let names = ask.by.iter().map(|by| by.name().to_owned());
                Group {
                    by: names.zip(key.iter().cloned()).collect(),
                    figures: sum.figures(),
                }
            })
            .collect();
        if !is_in_time {
            groups.sort_by_key(|group| std::cmp::Reverse(group.figures.at_least()));
        }
        groups
    }
}

fn source(source: &Source) -> SourceReport {
    let skipped = source
        .skipped
        .iter()
        .map(|(reason, skipped)| SkippedReport {
            reason: reason.clone(),
            rows: skipped.rows,
            first_row: skipped.first,
        });
    SourceReport {
        file: source.file.clone(),
        format: source.format.map(|format| TABLE[format].id.to_owned()),
        grain: source.grain.map(|grain| grain.name().to_owned()),
        bytes: source.bytes,
        rows: source.rows,
        events: source.events,
        duplicates: source.duplicates,
        skipped: skipped.collect(),
    }
}
