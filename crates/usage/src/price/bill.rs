//! The bill of one event: the ways its tokens can be read, the tiers they can have been in, and the exact amounts.

use std::rc::Rc;

use economics::price::{Rates, UnitId, Usage};

use super::{Changes, Decimals, Lifetime};
use crate::decimal::Decimal;
use crate::event::Grain;
use crate::store::{Context, Record};
use crate::tokens::{Class, Tokens};

/// Ways to read tokens whose class is not certain: unsplit writes for the shortest and for the longest time.
pub(super) fn readings(tokens: &Tokens, changes: Changes) -> Vec<Tokens> {
    let mut plain = *tokens;
    if changes.no_cache {
        let cached = tokens.count(Class::Read).saturating_add(tokens.writes());
        plain.unset(Class::Read);
        Class::WRITES.iter().for_each(|class| plain.unset(*class));
        plain.set(
            Class::Fresh,
            tokens.count(Class::Fresh).saturating_add(cached),
        );
        return vec![plain];
    }
    let as_class = |class: Class| {
        let mut read = *tokens;
        let unsplit = tokens.count(Class::WriteUnsplit);
        read.unset(Class::WriteUnsplit);
        read.set(class, tokens.count(class).saturating_add(unsplit));
        read
    };
    if let Some(lifetime) = changes.lifetime {
        let class = match lifetime {
            Lifetime::Minutes5 => Class::Write5m,
            Lifetime::Hour1 => Class::Write1h,
        };
        let writes = tokens.writes();
        Class::WRITES.iter().for_each(|class| plain.unset(*class));
        plain.set(class, writes);
        return vec![plain];
    }
    match tokens.count(Class::WriteUnsplit) {
        0 => vec![plain],
        _ => vec![as_class(Class::Write5m), as_class(Class::Write1h)],
    }
}

/// The rates that may hold: of a request those of its own tier; of what was added up those of every tier that its requests
/// can have been in.
pub(super) fn tiers(
    rates: &Rc<Rates>,
    context: &Context,
    record: &Record,
    tokens: &Tokens,
) -> Vec<Rc<Rates>> {
    let starts = rates.tier_starts();
    let is_one = matches!(
        record.grain,
        Grain::Request | Grain::Bucket { requests: Some(1) }
    );
    if starts.is_empty() || is_one {
        return vec![rates.clone()];
    }
    let last = starts.last().copied().unwrap_or(0.0);
    match context.is_long_context {
        Some(true) => return vec![Rc::new(rates.at_tier(last + 1.0))],
        Some(false) => return vec![Rc::new(rates.at_tier(0.0))],
        None => {}
    }
    let input = tokens.input() as f64;
    let reached = starts.into_iter().filter(|start| *start < input);
    let sizes = std::iter::once(0.0).chain(reached.map(|start| start + 1.0));
    sizes.map(|size| Rc::new(rates.at_tier(size))).collect()
}

/// The exact bill, unit by unit.
pub(super) fn lines(
    rates: &Rates,
    tokens: &Tokens,
    record: &Record,
    decimals: &mut Decimals,
) -> Result<Vec<(UnitId, Decimal)>, String> {
    let bill = rates
        .bill(&usage(tokens, record.calls.web_searches))
        .map_err(|error| error.to_string())?;
    if let Some(unit) = bill.unpriced.first()
        && !rates.is_empty()
    {
        return Err(format!("has no listed price for {}", unit.unit().usage_key));
    }
    let requests = match record.grain {
        Grain::Bucket { requests } => requests.unwrap_or(1),
        _ => 1,
    };
    let lines = bill.lines.iter().filter(|line| line.count > 0.0);
    let charged = lines.map(|line| {
        let count = if line.unit == UnitId::REQUESTS {
            requests
        } else {
            line.count as u64
        };
        let known = decimals.entry(line.rate.to_bits());
        let rate = *known.or_insert_with(|| Decimal::from_f64(line.rate).unwrap_or_default());
        Some((line.unit, rate.charge(count, line.unit.unit().per as u32)?))
    });
    let charged: Option<Vec<(UnitId, Decimal)>> = charged.collect();
    charged.ok_or_else(|| "costs more than can be counted".to_owned())
}

/// Disjoint tokens as the price engine counts: parts inside of their wholes.
pub fn usage(tokens: &Tokens, web_searches: u64) -> Usage {
    let mut usage = Usage::new();
    let mut set = |unit: UnitId, count: u64| {
        // A count is finite and not negative.
        let _ = usage.set(unit, count as f64);
    };
    set(UnitId::INPUT_TOKENS, tokens.input());
    set(UnitId::CACHE_READ_TOKENS, tokens.count(Class::Read));
    set(UnitId::CACHE_WRITE_TOKENS, tokens.writes());
    set(UnitId::CACHE_WRITE_5M_TOKENS, tokens.count(Class::Write5m));
    set(UnitId::CACHE_WRITE_1H_TOKENS, tokens.count(Class::Write1h));
    set(UnitId::OUTPUT_TOKENS, tokens.output());
    let hidden = tokens.count(Class::Reasoning);
    set(UnitId::OUTPUT_REASONING_TOKENS, hidden);
    for (unit, class) in [
        (UnitId::INPUT_AUDIO_TOKENS, Class::InputAudio),
        (UnitId::INPUT_IMAGE_TOKENS, Class::InputImage),
        (UnitId::OUTPUT_AUDIO_TOKENS, Class::OutputAudio),
        (UnitId::OUTPUT_IMAGE_TOKENS, Class::OutputImage),
    ] {
        set(unit, tokens.count(class));
    }
    // What two of these would share: no log tells, and these are the parts outside of the cache.
    for name in [
        "cache_audio_read_tokens",
        "cache_audio_write_tokens",
        "cache_image_read_tokens",
    ] {
        if let Some(unit) = UnitId::from_usage_key(name) {
            set(unit, 0);
        }
    }
    if web_searches > 0 {
        set(UnitId::WEB_SEARCHES, web_searches);
    }
    usage
}
