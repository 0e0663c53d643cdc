//! Charges and usage that stand on different lines, matched by day and model.

use std::collections::BTreeMap;

use super::{Day, Found, compare};
use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::price::{Cost, Pricer};
use crate::store::{Record, Store};

/// Sums of days and models.
#[derive(Default)]
pub(super) struct Days {
    sums: BTreeMap<(i64, String), Sum>,
    has_charges: bool,
}

#[derive(Default)]
struct Sum {
    day: String,
    charged: Option<Decimal>,
    lines: u64,
    step: Decimal,
    listed: Option<Cost>,
}

impl Days {
    /// A charge of a line of a bill.
    pub fn charge(
        &mut self,
        store: &Store,
        pricer: &mut Pricer<'_>,
        record: &Record,
        amount: Decimal,
        step: Decimal,
        ask: &Ask,
    ) {
        self.has_charges = true;
        let Some(sum) = self.sum(store, pricer, record, ask) else {
            return;
        };
        sum.charged = Some(sum.charged.unwrap_or_default() + amount);
        sum.lines += 1;
        sum.step = step;
    }

    /// Usage that has no charge of its own.
    pub fn usage(&mut self, store: &Store, pricer: &mut Pricer<'_>, record: &Record, ask: &Ask) {
        let Ok(cost) = pricer.cost(store, record) else {
            return;
        };
        if let Some(sum) = self.sum(store, pricer, record, ask) {
            let listed = sum.listed.unwrap_or_default();
            sum.listed = Some(Cost {
                low: listed.low + cost.low,
                high: listed.high + cost.high,
            });
        }
    }

    /// Keyed by the model of the list, since bills have names of their own for it.
    fn sum(
        &mut self,
        store: &Store,
        pricer: &mut Pricer<'_>,
        record: &Record,
        ask: &Ask,
    ) -> Option<&mut Sum> {
        let context = *store.context_of(record);
        let logged = store.name(context.model);
        let meant = pricer.model(store.name(context.provider), logged);
        let model = match meant {
            Ok(meant) => meant.found.model.id.clone(),
            Err(_) if logged.is_empty() => store.name(context.agent).to_owned(),
            Err(_) => logged.to_owned(),
        };
        let at = record.at?;
        let offset_seconds = ask.offset_of(record);
        let key = (at.day_number(offset_seconds), model);
        let sum = self.sums.entry(key).or_default();
        sum.day = at.day_in(offset_seconds);
        Some(sum)
    }

    /// Every day and model that has both, or only one where the other was there to be had.
    pub fn compared(self) -> Vec<Day> {
        if !self.has_charges {
            return Vec::new();
        }
        let has_usage = self.sums.values().any(|sum| sum.listed.is_some());
        let mut days: Vec<Day> = self
            .sums
            .into_iter()
            .filter(|_| has_usage)
            .map(|((_, model), sum)| sum.day(model))
            .collect();
        let off = |day: &Day| (day.charged_usd - day.listed_low_usd).abs();
        days.sort_by_key(|day| std::cmp::Reverse(off(day)));
        days
    }
}

impl Sum {
    fn day(self, model: String) -> Day {
        let listed = self.listed.unwrap_or_default();
        let charged = self.charged.unwrap_or_default();
        // Each line was rounded.
        let room = self.step.charge(self.lines, 1).unwrap_or(self.step);
        let status = match (self.charged, self.listed) {
            (Some(_), None) => "charge_without_usage",
            (None, _) => "usage_without_charge",
            _ => match compare(charged, listed, room) {
                Found::Agrees => "agrees",
                Found::Rounding => "rounding",
                Found::Differs => "differs",
            },
        };
        Day {
            day: self.day,
            model,
            charged_usd: charged,
            listed_low_usd: listed.low,
            listed_high_usd: listed.high,
            tolerance_usd: room.divided_by(2).unwrap_or_default(),
            status: status.to_owned(),
        }
    }
}
