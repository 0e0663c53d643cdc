//! Rates of one request: USD for each unit, in tiers by the size of the prompt.

use super::unit::{UnitId, UnitSet};
use crate::short_sort::sort_short;

/// A rate that holds for prompts above a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// The tier holds for `input_tokens > start`.
    pub start: f64,
    /// USD per `per` units.
    pub rate: f64,
}

/// Price of a unit: USD per [`super::Unit::per`] units, in tiers by the size of the prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Up to the first tier.
    pub base: f64,
    /// By rising start; the last that the prompt exceeds holds for the whole request.
    pub tiers: Vec<Tier>,
}

/// All rates of a request. Keeps the order in which units are charged, so that a bill allocates nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates {
    /// Most specific unit first.
    pub(super) plan: Vec<Priced>,
    pub(super) units: UnitSet,
    pub(super) is_tiered: bool,
}

/// A row of the plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Priced {
    pub unit: UnitId,
    pub rate: Rate,
    /// How many units the rate is for, from the table.
    pub per: f64,
    /// Earlier positions of the plan whose units lie within this one, a bit each.
    pub parts: u64,
}

impl Rate {
    /// The same rate for any prompt.
    pub fn flat(rate: f64) -> Rate {
        Rate {
            base: rate,
            tiers: Vec::new(),
        }
    }

    /// The rate that holds for a prompt.
    ///
    /// ```
    /// use economics::price::{Rate, Tier};
    /// let rate = Rate { base: 3.0, tiers: vec![Tier { start: 200_000.0, rate: 6.0 }] };
    /// assert_eq!(rate.at(200_000.0), 3.0); // the start itself still belongs to the tier below
    /// assert_eq!(rate.at(200_001.0), 6.0);
    /// ```
    pub fn at(&self, input_tokens: f64) -> f64 {
        let tier = self
            .tiers
            .iter()
            .rev()
            .find(|tier| input_tokens > tier.start);
        tier.map_or(self.base, |tier| tier.rate)
    }

    /// Every tier times a factor.
    pub fn scaled(&self, factor: f64) -> Rate {
        let tiers = self.tiers.iter().map(|tier| Tier {
            start: tier.start,
            rate: tier.rate * factor,
        });
        Rate {
            base: self.base * factor,
            tiers: tiers.collect(),
        }
    }
}

impl Rates {
    /// A set of rates. Where a unit comes twice, the first one holds.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId};
    /// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0)), (UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
    /// assert_eq!(rates.get(UnitId::OUTPUT_TOKENS), Some(&Rate::flat(15.0)));
    /// ```
    pub fn new(rates: impl IntoIterator<Item = (UnitId, Rate)>) -> Rates {
        let mut units = UnitSet::EMPTY;
        let mut plan = Vec::new();
        for (unit, mut rate) in rates {
            if !units.contains(unit) {
                units.insert(unit);
                sort_short(&mut rate.tiers, |left, right| left.start < right.start);
                let per = unit.unit().per;
                plan.push(Priced {
                    unit,
                    rate,
                    per,
                    parts: 0,
                });
            }
        }
        // Most specific first, then by name.
        let rank = |row: &Priced| (u32::MAX - row.unit.specificity(), row.unit.unit().usage_key);
        sort_short(&mut plan, |left, right| rank(left) < rank(right));
        for position in 0..plan.len() {
            let within = plan[position].unit.descendants();
            let earlier = plan[..position].iter().enumerate();
            let parts = earlier.filter(|(_, row)| within.contains(row.unit));
            plan[position].parts = parts.fold(0, |bits, (other, _)| bits | 1 << other);
        }
        let is_tiered = plan.iter().any(|row| !row.rate.tiers.is_empty());
        Rates {
            plan,
            units,
            is_tiered,
        }
    }

    /// The rate of a unit, if it has one of its own.
    pub fn get(&self, unit: UnitId) -> Option<&Rate> {
        self.plan
            .iter()
            .find(|row| row.unit == unit)
            .map(|row| &row.rate)
    }

    /// The rate that a count of the unit is charged at: its own, else that of the closest priced unit
    /// that it is a part of (cache reads fall back to input, reasoning to output).
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId};
    /// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0))]);
    /// assert_eq!(rates.covering(UnitId::CACHE_READ_TOKENS), Some((UnitId::INPUT_TOKENS, &Rate::flat(3.0))));
    /// assert_eq!(rates.covering(UnitId::WEB_SEARCHES), None);
    /// ```
    pub fn covering(&self, unit: UnitId) -> Option<(UnitId, &Rate)> {
        let covers = |row: &&Priced| row.unit == unit || unit.ancestors().contains(row.unit);
        self.plan
            .iter()
            .find(covers)
            .map(|row| (row.unit, &row.rate))
    }

    /// The rates with their units, in the order of [`super::unit::UNITS`].
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Rate)> {
        self.units
            .iter()
            .filter_map(|unit| Some((unit, self.get(unit)?)))
    }

    /// Units with a rate of their own.
    pub fn units(&self) -> UnitSet {
        self.units
    }

    /// Whether nothing has a price.
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// The set with one rate replaced or added.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId};
    /// let list = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0))]);
    /// let own = list.with(UnitId::INPUT_TOKENS, Rate::flat(2.5));
    /// assert_eq!(own.get(UnitId::INPUT_TOKENS), Some(&Rate::flat(2.5)));
    /// ```
    pub fn with(&self, unit: UnitId, rate: Rate) -> Rates {
        self.overlaid([(unit, rate)])
    }

    /// The set with several rates replaced or added; where a unit comes twice, the first one holds.
    pub fn overlaid(&self, rates: impl IntoIterator<Item = (UnitId, Rate)>) -> Rates {
        let listed = self.iter().map(|(unit, rate)| (unit, rate.clone()));
        Rates::new(rates.into_iter().chain(listed))
    }

    /// Every rate times a factor, such as 0.85 for 15 % off.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId};
    /// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(4.0))]).scaled(0.75);
    /// assert_eq!(rates.get(UnitId::INPUT_TOKENS), Some(&Rate::flat(4.0 * 0.75)));
    /// ```
    pub fn scaled(&self, factor: f64) -> Rates {
        Rates::new(self.iter().map(|(unit, rate)| (unit, rate.scaled(factor))))
    }

    /// Prompt sizes at which some rate changes, rising, each once.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, Tier, UnitId};
    /// let tiered = Rate { base: 2.0, tiers: vec![Tier { start: 272_000.0, rate: 4.0 }] };
    /// assert_eq!(Rates::new([(UnitId::INPUT_TOKENS, tiered)]).tier_starts(), vec![272_000.0]);
    /// ```
    pub fn tier_starts(&self) -> Vec<f64> {
        let mut starts: Vec<f64> = self
            .plan
            .iter()
            .flat_map(|row| &row.rate.tiers)
            .map(|tier| tier.start)
            .collect();
        sort_short(&mut starts, |left, right| left < right);
        starts.dedup();
        starts
    }

    /// The rates of one prompt size, all of them flat: for usage that has been added up and cannot
    /// choose a tier by itself.
    pub fn at_tier(&self, input_tokens: f64) -> Rates {
        Rates::new(
            self.iter()
                .map(|(unit, rate)| (unit, Rate::flat(rate.at(input_tokens)))),
        )
    }
}
