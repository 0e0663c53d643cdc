//! Laws of the price engine that hold for any rates and any usage.
#![allow(clippy::unwrap_used, missing_docs)]

use economics::price::unit::{UNIT_COUNT, UNITS};
use economics::price::{Rate, Rates, Tier, UnitId, UnitSet, Usage};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn any_unit() -> impl Strategy<Value = UnitId> {
    (0..UNIT_COUNT).prop_map(|index| UnitId::from_index(index).unwrap())
}

/// Rates as price lists have them: a unit comes with all it is a part of, and two units that overlap come
/// with the one they unite to.
fn any_rates(tiers: bool) -> impl Strategy<Value = Rates> {
    let rate = (
        0_u32..2_000_000,
        prop::option::of((0_u32..300_000, 0_u32..2_000_000)),
    );
    let rates = prop::collection::vec(rate, UNIT_COUNT);
    (prop::collection::vec(any_unit(), 1..6), rates).prop_map(move |(units, rates)| {
        let closed = closed(units.into_iter().collect());
        Rates::new(closed.iter().map(|unit| {
            let (base, tier) = rates[unit.index()];
            let tiers = tier.filter(|_| tiers).map(|(start, rate)| Tier {
                start: start.into(),
                rate: f64::from(rate) / 1e4,
            });
            (
                unit,
                Rate {
                    base: f64::from(base) / 1e4,
                    tiers: tiers.into_iter().collect(),
                },
            )
        }))
    })
}

fn closed(mut units: UnitSet) -> UnitSet {
    loop {
        let mut more = units;
        for unit in units.iter() {
            unit.ancestors().iter().for_each(|wider| more.insert(wider));
            for other in units.iter() {
                UnitId::all()
                    .filter(|join| join.joins(unit, other))
                    .for_each(|join| more.insert(join));
            }
        }
        if more == units {
            return units;
        }
        units = more;
    }
}

/// A usage without contradictions: disjoint amounts of some units, each also counted in all it is a part of.
fn any_usage() -> impl Strategy<Value = Usage> {
    let amounts = prop::collection::vec(0_u32..100_000, UNIT_COUNT);
    (
        subsequence((0..UNIT_COUNT).collect::<Vec<_>>(), 0..8),
        amounts,
    )
        .prop_map(|(units, amounts)| {
            let mut counts = vec![0.0; UNIT_COUNT];
            for index in units {
                let unit = UnitId::from_index(index).unwrap();
                counts[index] += f64::from(amounts[index]);
                unit.ancestors()
                    .iter()
                    .for_each(|wider| counts[wider.index()] += f64::from(amounts[index]));
            }
            usage_of(&counts)
        })
}

fn usage_of(counts: &[f64]) -> Usage {
    let mut usage = Usage::new();
    for (index, count) in counts.iter().enumerate() {
        usage
            .set(UnitId::from_index(index).unwrap(), *count)
            .unwrap();
    }
    usage
}

fn counts(usage: &Usage) -> Vec<f64> {
    (0..UNIT_COUNT)
        .map(|index| usage.get(UnitId::from_index(index).unwrap()).unwrap_or(0.0))
        .collect()
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-12 * left.abs().max(right.abs())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn doubling_every_rate_doubles_the_bill(rates in any_rates(true), usage in any_usage()) {
        let (once, twice) = (rates.bill(&usage).unwrap(), rates.scaled(2.0).bill(&usage).unwrap());
        prop_assert_eq!(twice.total, once.total * 2.0);
        prop_assert_eq!(twice.input, once.input * 2.0);
    }

    #[test]
    fn without_tiers_two_usages_together_cost_what_they_cost_apart(
        rates in any_rates(false),
        left in any_usage(),
        right in any_usage(),
    ) {
        let sum: Vec<f64> = counts(&left).iter().zip(counts(&right)).map(|(left, right)| left + right).collect();
        let together = rates.bill(&usage_of(&sum)).unwrap().total;
        let requests = rates.get(UnitId::REQUESTS).map_or(0.0, |rate| rate.base / 1e3); // charged once, not twice
        let apart = rates.bill(&left).unwrap().total + rates.bill(&right).unwrap().total - requests;
        prop_assert!((together - apart).abs() <= 1e-9 * together.max(1.0), "{together} {apart}");
    }

    #[test]
    fn each_token_is_charged_once(rates in any_rates(true), usage in any_usage()) {
        let bill = rates.bill(&usage).unwrap();
        for widest in rates.units().iter().filter(|unit| unit.ancestors().is_empty() && *unit != UnitId::REQUESTS) {
            let within = |unit: UnitId| unit == widest || widest.descendants().contains(unit);
            let own: f64 = bill.lines.iter().filter(|line| within(line.unit)).map(|line| line.count).sum();
            prop_assert_eq!(Some(own), usage.get(widest));
        }
        prop_assert!(bill.lines.iter().all(|line| line.count >= 0.0));
    }

    #[test]
    fn equal_rates_make_kinds_of_tokens_irrelevant(rates in any_rates(false), usage in any_usage()) {
        let level = Rates::new(rates.iter().map(|(unit, _)| (unit, Rate::flat(3.0))));
        let bill = level.bill(&usage).unwrap();
        let roots = level.units().iter().filter(|unit| unit.ancestors().is_empty() && *unit != UnitId::REQUESTS);
        let expected: f64 = roots.map(|unit| usage.get(unit).unwrap_or(0.0) * 3.0 / UNITS[unit.index()].per).sum();
        let requests = level.get(UnitId::REQUESTS).map_or(0.0, |rate| rate.base / 1e3);
        prop_assert!(close(bill.total, expected + requests), "{} {}", bill.total, expected);
    }

    #[test]
    fn more_of_what_a_rate_is_for_never_costs_less(rates in any_rates(false), usage in any_usage(), pick in any_unit(), more in 0_u32..1_000) {
        let mut counts = counts(&usage);
        counts[pick.index()] += f64::from(more);
        pick.ancestors().iter().for_each(|wider| counts[wider.index()] += f64::from(more));
        let (less, more) = (rates.bill(&usage).unwrap().total, rates.bill(&usage_of(&counts)).unwrap().total);
        prop_assert!(more >= less - 1e-12 * less, "{less} {more}");
    }

    #[test]
    fn the_quick_amounts_are_those_of_the_bill(rates in any_rates(true), usage in any_usage()) {
        let (bill, amounts) = (rates.bill(&usage).unwrap(), rates.amounts(&usage).unwrap());
        prop_assert_eq!((bill.input, bill.output, bill.total), (amounts.input, amounts.output, amounts.total));
    }

    #[test]
    fn any_counts_give_an_amount_or_an_error(
        rates in any_rates(true),
        picks in prop::collection::vec((any_unit(), 0.0..1e300_f64), 0..6),
    ) {
        let mut usage = Usage::new();
        for (unit, count) in picks {
            usage.set(unit, count).unwrap();
        }
        if let Ok(bill) = rates.bill(&usage) {
            prop_assert!(bill.total.is_finite() && bill.total >= 0.0);
            prop_assert!(bill.lines.iter().all(|line| line.usd.is_finite() && line.count >= 0.0));
        }
    }
}

#[test]
fn a_set_of_units_together_with_itself_is_itself() {
    let both = |units: [UnitId; 2]| {
        let mut set = UnitSet::default();
        units.into_iter().for_each(|unit| set.insert(unit));
        set
    };
    let set = both([UnitId::INPUT_TOKENS, UnitId::REQUESTS]);
    assert_eq!(set.union(set), set);
    let other = both([UnitId::REQUESTS, UnitId::OUTPUT_TOKENS]);
    assert!(set.is_within(set.union(other)) && other.is_within(set.union(other)));
}

#[test]
fn a_count_that_is_unset_is_no_longer_there() {
    let mut usage = Usage::new();
    assert!(usage.set(UnitId::INPUT_TOKENS, 5.0).is_ok());
    assert_eq!(usage.get(UnitId::INPUT_TOKENS), Some(5.0));
    usage.unset(UnitId::INPUT_TOKENS);
    assert_eq!(usage.get(UnitId::INPUT_TOKENS), None);
    assert!(!usage.positive().contains(UnitId::INPUT_TOKENS));
}
