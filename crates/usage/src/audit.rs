//! What was charged beside what the price list says, by the same grain: row by row where a row has both, else by day and
//! model.

mod explain;
mod matched;

use std::collections::BTreeMap;

use catalogs::prices::Catalog;
use serde::Serialize;

use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Currency, Grain, Outcome};
use crate::formats::TABLE;
use crate::price::{Cost, Pricer};
use crate::proof::Proof;
use crate::store::{Record, Store};
use crate::tokens::Class;

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audit {
    /// Rows with usage and a charge in dollars, compared one by one.
    pub compared: u64,
    /// Of them, those that agree to the last digit.
    pub agrees: u64,
    /// Of them, those that differ by no more than the log rounds.
    pub rounding: u64,
    /// Of them, those that differ by more.
    pub differs: u64,
    /// Charges of the compared rows, USD.
    pub charged_usd: Decimal,
    /// What the list says of them, USD; the end of a range that is nearer to the charge.
    pub listed_usd: Decimal,
    /// What the rows that differ have in common, the largest difference first.
    pub differences: Vec<Difference>,
    /// Days and models whose charges stand on other lines than their usage, the largest difference first.
    pub days: Vec<Day>,
    /// Rows with usage and no charge, where others of the same log have one.
    pub usage_without_charge: u64,
    /// Rows with a charge and no usage that a day's usage of the same model could explain.
    pub charge_without_usage: u64,
    /// Rows that a plan covers.
    pub included: u64,
    /// What a plan covers, as the logs value it, USD.
    pub included_usd: Decimal,
    /// Charges in other currencies, which are not compared.
    pub other_currencies: u64,
    /// Rows without a listed price.
    pub without_price: u64,
    /// Output that nobody saw.
    pub hidden: Hidden,
}

/// Rows that differ in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// Format of the log.
    pub format: String,
    /// The model as logged.
    pub model: String,
    /// Who worked the charge out.
    pub kind: ChargeKind,
    /// What explains it: a class, a tier, a date; null where nothing does.
    pub explanation: Option<String>,
    /// How many rows.
    pub rows: u64,
    /// What was charged, USD.
    pub charged_usd: Decimal,
    /// What the list says, USD.
    pub listed_usd: Decimal,
    /// Charged less listed, USD.
    pub difference_usd: Decimal,
    /// When the first of them was; null where no row has a time.
    pub first: Option<String>,
}

/// A day's charges of a model beside its usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day {
    /// The day.
    pub day: String,
    /// The model in the list.
    pub model: String,
    /// What was charged, USD.
    pub charged_usd: Decimal,
    /// What the list says at least, USD.
    pub listed_low_usd: Decimal,
    /// What the list says at most, USD.
    pub listed_high_usd: Decimal,
    /// How far rounding alone can lead, USD.
    pub tolerance_usd: Decimal,
    /// `agrees`, `rounding`, `differs`, `usage_without_charge`, `charge_without_usage`.
    pub status: String,
}

/// Output that nobody saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hidden {
    /// Reasoning that was reported.
    pub reasoning_tokens: u64,
    /// What only a total betrays.
    pub unnamed_tokens: u64,
    /// All output of the rows that report reasoning or betray more.
    pub of_output_tokens: u64,
    /// Rows whose total is not the sum of their parts.
    pub unbalanced: u64,
}

/// Compares what was charged with what the list says.
pub fn audit(store: &Store, catalog: &Catalog, ask: &Ask) -> Audit {
    let mut pricer = Pricer::new(catalog, ask.now);
    let mut audit = Audit::default();
    let steps = steps(store);
    let mut groups: BTreeMap<Group, Difference> = BTreeMap::new();
    let mut days = matched::Days::default();
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        audit.hidden.add(&record);
        let format = store.context_of(&record).format;
        let step = steps.get(&format).copied().unwrap_or_default();
        match audit.charge(&record) {
            _ if record.outcome == Outcome::GatewayCache => {}
            Some(charge) if record.grain == Grain::Money => {
                days.charge(store, &mut pricer, &record, charge.amount, step, ask);
            }
            None if record.grain == Grain::Money => {}
            Some(charge) if record.tokens.is_nothing() => {
                audit.charge_without_usage += u64::from(charge.amount != Decimal::ZERO);
            }
            Some(charge) => match pricer.cost(store, &record) {
                Err(_) => audit.without_price += 1,
                Ok(cost) => {
                    let found = compare(charge.amount, cost, step);
                    audit.count(charge.amount, &cost, found);
                    if found == Found::Differs {
                        let difference =
                            difference(store, &mut pricer, &record, &charge, cost, step);
                        add(&mut groups, difference);
                    }
                }
            },
            None => {
                let is_free = record.tokens.is_nothing() || has_any(&record);
                audit.usage_without_charge += u64::from(!is_free && steps.contains_key(&format));
                days.usage(store, &mut pricer, &record, ask);
            }
        }
    }
    audit.differences = groups.into_values().collect();
    audit
        .differences
        .sort_by_key(|difference| std::cmp::Reverse(difference.difference_usd.abs()));
    audit.days = days.compared();
    let lonely = audit
        .days
        .iter()
        .filter(|day| day.status == "charge_without_usage");
    audit.charge_without_usage += lonely.count() as u64;
    audit
}

fn has_any(record: &Record) -> bool {
    !record.charges.is_empty()
}

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Agrees,
    Rounding,
    Differs,
}

/// A charge against a price or a range of prices, when the log's amounts are multiples of a step.
pub(crate) fn compare(charged: Decimal, cost: Cost, step: Decimal) -> Found {
    if cost.low <= charged && charged <= cost.high {
        return Found::Agrees;
    }
    let off = (cost.low - charged).abs().min((cost.high - charged).abs());
    // Half a step, and what a double leaves of an amount; far behind the point some cut digits off instead.
    let is_cut = step < Decimal::of_units(1_000_000_000_000);
    let half = step
        .divided_by(if is_cut { 1 } else { 2 })
        .unwrap_or_default();
    let noise = charged
        .abs()
        .divided_by(1_000_000_000_000)
        .unwrap_or_default();
    if off <= half + noise {
        Found::Rounding
    } else {
        Found::Differs
    }
}

impl Audit {
    /// The charge of a row in dollars, if there is one to compare.
    fn charge(&mut self, record: &Record) -> Option<Charge> {
        let mut sum: Option<Charge> = None;
        for charge in &record.charges {
            match charge.kind {
                _ if charge.currency != Currency::USD => self.other_currencies += 1,
                ChargeKind::Included => {
                    self.included += 1;
                    self.included_usd += charge.amount;
                }
                ChargeKind::Credit => {}
                kind => {
                    let sum = sum.get_or_insert(Charge::usd(Decimal::ZERO, kind));
                    sum.amount += charge.amount;
                }
            }
        }
        sum
    }

    fn count(&mut self, charged: Decimal, cost: &Cost, found: Found) {
        self.compared += 1;
        self.charged_usd += charged;
        self.listed_usd += nearest(charged, cost);
        match found {
            Found::Agrees => self.agrees += 1,
            Found::Rounding => self.rounding += 1,
            Found::Differs => self.differs += 1,
        }
    }
}

fn nearest(charged: Decimal, cost: &Cost) -> Decimal {
    charged.max(cost.low).min(cost.high)
}

impl Hidden {
    fn add(&mut self, record: &Record) {
        let tokens = &record.tokens;
        self.unbalanced += u64::from(record.proof == Proof::Unbalanced);
        if tokens.get(Class::Reasoning).is_some() || tokens.count(Class::Hidden) > 0 {
            self.reasoning_tokens += tokens.count(Class::Reasoning);
            self.unnamed_tokens += tokens.count(Class::Hidden);
            self.of_output_tokens += tokens.output();
        }
    }
}

/// What rows that differ in the same way have in common.
type Group = (String, String, ChargeKind, Option<String>);

fn difference(
    store: &Store,
    pricer: &mut Pricer<'_>,
    record: &Record,
    charge: &Charge,
    cost: Cost,
    step: Decimal,
) -> Difference {
    let context = store.context_of(record);
    let listed = nearest(charge.amount, &cost);
    Difference {
        format: TABLE[usize::from(context.format)].id.to_owned(),
        model: store.name(context.model).to_owned(),
        kind: charge.kind,
        explanation: explain::explain(store, pricer, record, charge.amount, step),
        rows: 1,
        charged_usd: charge.amount,
        listed_usd: listed,
        difference_usd: charge.amount - listed,
        first: record.at.map(|at| at.instant().to_string()),
    }
}

fn add(groups: &mut BTreeMap<Group, Difference>, one: Difference) {
    let key = (
        one.format.clone(),
        one.model.clone(),
        one.kind,
        one.explanation.clone(),
    );
    match groups.get_mut(&key) {
        None => drop(groups.insert(key, one)),
        Some(group) => {
            group.rows += 1;
            group.charged_usd += one.charged_usd;
            group.listed_usd += one.listed_usd;
            group.difference_usd += one.difference_usd;
            group.first = match (group.first.take(), one.first) {
                (Some(first), Some(other)) => Some(first.min(other)),
                (first, other) => first.or(other),
            };
        }
    }
}

/// The smallest step between the amounts of each format that has any: what it rounds to.
fn steps(store: &Store) -> BTreeMap<u8, Decimal> {
    let mut steps: BTreeMap<u8, Decimal> = BTreeMap::new();
    for (_, record) in store.iter() {
        for charge in &record.charges {
            let units = charge.amount.units();
            let mut step = 1_i128;
            while units != 0 && units % (step * 10) == 0 && step < 10_i128.pow(16) {
                step *= 10;
            }
            let step = if units == 0 { 10_i128.pow(16) } else { step };
            let format = store.context_of(&record).format;
            let known = steps.entry(format).or_insert(Decimal::of_units(step));
            *known = (*known).min(Decimal::of_units(step));
        }
    }
    steps
}
