//! Why a charge may differ from the list: the same row priced in each of the ways that bills and tools are known to go
//! wrong, until one gives the charge.

use super::{Found, compare};
use crate::decimal::Decimal;
use crate::event::Grain;
use crate::moment::{Moment, Precision, Zone};
use crate::price::{Cost, Pricer};
use crate::store::{Record, Store};
use crate::tokens::{Class, Tokens};

/// The first way that gives the charge; `None` where none does.
pub(super) fn explain(
    store: &Store,
    pricer: &mut Pricer<'_>,
    record: &Record,
    charged: Decimal,
    step: Decimal,
) -> Option<String> {
    let mut gives = |record: &Record, processing: Option<&str>| {
        let cost = pricer.cost_as(store, record, processing).ok();
        cost.is_some_and(|cost| compare(charged, cost, step) != Found::Differs)
    };
    if charged == Decimal::ZERO {
        return Some("nothing was charged".to_owned());
    }
    for (name, tokens) in other_classes(&record.tokens) {
        let other = Record {
            tokens,
            ..record.clone()
        };
        if gives(&other, None) {
            return Some(name.to_owned());
        }
    }
    for processing in ["standard", "batch", "flex", "priority", "fast"] {
        if gives(record, Some(processing)) {
            return Some(format!("the price of {processing} processing"));
        }
    }
    if let Some(tier) = other_tier(store, pricer, record, charged, step) {
        return Some(tier.to_owned());
    }
    if let Some(day) = other_day(store, pricer, record, charged, step) {
        return Some(day);
    }
    scaled(store, pricer, record, charged, step)
}

/// The price of the shortest requests, or of one as long as the row.
fn other_tier(
    store: &Store,
    pricer: &mut Pricer<'_>,
    record: &Record,
    charged: Decimal,
    step: Decimal,
) -> Option<&'static str> {
    let mut of = |grain: Grain| {
        let other = Record {
            grain,
            ..record.clone()
        };
        pricer.cost(store, &other).ok()
    };
    let sum = of(Grain::Bucket { requests: None })?;
    let is_so = |amount: Decimal| {
        let cost = Cost {
            low: amount,
            high: amount,
        };
        compare(charged, cost, step) != Found::Differs
    };
    if sum.low == sum.high {
        None
    } else if is_so(sum.low) {
        Some("the price of short requests")
    } else {
        is_so(sum.high).then_some("the price of long requests")
    }
}

/// What bills and tools leave out or take for something else: from which classes, to which.
const MISTAKES: [(&str, &[Class], Option<Class>); 12] = [
    ("cache reads were left out", &[Class::Read], None),
    (
        "cache reads as fresh input",
        &[Class::Read],
        Some(Class::Fresh),
    ),
    ("cache writes were left out", &Class::WRITES, None),
    (
        "cache writes as fresh input",
        &Class::WRITES,
        Some(Class::Fresh),
    ),
    ("the cache was left out", &CACHE, None),
    (
        "everything from the cache as fresh input",
        &CACHE,
        Some(Class::Fresh),
    ),
    (
        "one-hour writes as five-minute ones",
        &[Class::Write1h],
        Some(Class::Write5m),
    ),
    (
        "five-minute writes as one-hour ones",
        &[Class::Write5m],
        Some(Class::Write1h),
    ),
    ("reasoning was left out", &[Class::Reasoning], None),
    ("hidden output was left out", &[Class::Hidden], None),
    (
        "all hidden output was left out",
        &[Class::Hidden, Class::Reasoning],
        None,
    ),
    (
        "output was left out",
        &[Class::Visible, Class::Reasoning, Class::Hidden],
        None,
    ),
];
const CACHE: [Class; 6] = [
    Class::Read,
    Class::Write5m,
    Class::Write30m,
    Class::Write1h,
    Class::Write12h,
    Class::WriteUnsplit,
];

/// Rows as they would be with one class counted wrongly.
fn other_classes(tokens: &Tokens) -> Vec<(&'static str, Tokens)> {
    let mut all = Vec::new();
    for (name, from, to) in MISTAKES {
        let count: u64 = from.iter().map(|class| tokens.count(*class)).sum();
        let mut other = *tokens;
        from.iter().for_each(|class| other.unset(*class));
        if let Some(to) = to {
            other.set(to, tokens.count(to) + count);
        }
        if count > 0 {
            all.push((name, other));
        }
    }
    let mut twice = |name: &'static str, again: u64, class: Class| {
        let mut other = *tokens;
        other.set(class, tokens.count(class) + again);
        if again > 0 {
            all.push((name, other));
        }
    };
    let cached = tokens.count(Class::Read) + tokens.writes();
    twice(
        "reasoning was charged twice",
        tokens.count(Class::Reasoning),
        Class::Visible,
    );
    twice(
        "the cache was charged again as fresh input",
        cached,
        Class::Fresh,
    );
    all
}

/// The price of another time of the same model.
fn other_day(
    store: &Store,
    pricer: &mut Pricer<'_>,
    record: &Record,
    charged: Decimal,
    step: Decimal,
) -> Option<String> {
    let context = *store.context_of(record);
    let meant = pricer
        .model(store.name(context.provider), store.name(context.model))
        .ok()?;
    let book = &meant.found.model.book;
    let entries = book.entries.iter().flat_map(|entry| &entry.constraints);
    let variants = book
        .variants
        .iter()
        .flat_map(|variant| &variant.constraints);
    let days = entries
        .chain(variants)
        .filter_map(|constraint| constraint.day());
    for day in days {
        for (seconds, words) in [(day.seconds, "since"), (day.seconds - 1, "before")] {
            let at = Some(Moment {
                millis: seconds * 1_000,
                precision: Precision::Exact,
                zone: Zone::Named,
            });
            let other = Record {
                at,
                ..record.clone()
            };
            let cost = pricer.cost(store, &other).ok();
            if cost.is_some_and(|cost| compare(charged, cost, step) != Found::Differs) {
                return Some(format!("the price {words} {day}"));
            }
        }
    }
    None
}

/// A unit mistaken for another: cents for dollars, thousands for millions.
fn scaled(
    store: &Store,
    pricer: &mut Pricer<'_>,
    record: &Record,
    charged: Decimal,
    step: Decimal,
) -> Option<String> {
    let cost = pricer.cost(store, record).ok()?;
    let by = |factor: u32| {
        let times = |amount: Decimal| amount.charge(u64::from(factor), 1);
        Some(Cost {
            low: times(cost.low)?,
            high: times(cost.high)?,
        })
    };
    for factor in [2, 100, 1_000, 1_000_000] {
        if by(factor).is_some_and(|cost| compare(charged, cost, step) != Found::Differs) {
            return Some(format!("{factor} times the price"));
        }
        let times = charged.charge(u64::from(factor), 1);
        let step = step.charge(u64::from(factor), 1).unwrap_or(step);
        if times.is_some_and(|times| compare(times, cost, step) != Found::Differs) {
            return Some(format!("a {factor}th of the price"));
        }
    }
    None
}
