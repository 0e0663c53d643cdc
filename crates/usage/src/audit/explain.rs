//! Why a charge may differ from the list: the same row priced in each of the ways that bills and tools are known to go
//! wrong, until one gives the charge.

use economics::price::Constraint;

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

/// Rows as they would be with one class counted wrongly.
fn other_classes(tokens: &Tokens) -> Vec<(&'static str, Tokens)> {
    let mut all = Vec::new();
    let mut moved = |name: &'static str, from: &[Class], to: Option<Class>| {
        let mut other = *tokens;
        let count: u64 = from.iter().map(|class| tokens.count(*class)).sum();
        from.iter().for_each(|class| other.unset(*class));
        if let Some(to) = to {
            other.set(to, tokens.count(to) + count);
        }
        if count > 0 {
            all.push((name, other));
        }
    };
    let cache = [
        Class::Read,
        Class::Write5m,
        Class::Write30m,
        Class::Write1h,
        Class::Write12h,
        Class::WriteUnsplit,
    ];
    moved("cache reads were left out", &[Class::Read], None);
    moved(
        "cache reads as fresh input",
        &[Class::Read],
        Some(Class::Fresh),
    );
    moved("cache writes were left out", &Class::WRITES, None);
    moved(
        "cache writes as fresh input",
        &Class::WRITES,
        Some(Class::Fresh),
    );
    moved("the cache was left out", &cache, None);
    moved(
        "everything from the cache as fresh input",
        &cache,
        Some(Class::Fresh),
    );
    moved(
        "one-hour writes as five-minute ones",
        &[Class::Write1h],
        Some(Class::Write5m),
    );
    moved(
        "five-minute writes as one-hour ones",
        &[Class::Write5m],
        Some(Class::Write1h),
    );
    moved("reasoning was left out", &[Class::Reasoning], None);
    moved("hidden output was left out", &[Class::Hidden], None);
    moved(
        "all hidden output was left out",
        &[Class::Hidden, Class::Reasoning],
        None,
    );
    moved(
        "output was left out",
        &[Class::Visible, Class::Reasoning, Class::Hidden],
        None,
    );
    let reasoning = tokens.count(Class::Reasoning);
    let cached = tokens.count(Class::Read) + tokens.writes();
    let mut twice = *tokens;
    twice.set(Class::Visible, tokens.count(Class::Visible) + reasoning);
    if reasoning > 0 {
        all.push(("reasoning was charged twice", twice));
    }
    let mut twice = *tokens;
    twice.set(Class::Fresh, tokens.count(Class::Fresh) + cached);
    if cached > 0 {
        all.push(("the cache was charged again as fresh input", twice));
    }
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
        .filter_map(|constraint| match constraint {
            Constraint::From(day) | Constraint::Before(day) => Some(*day),
            _ => None,
        });
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
