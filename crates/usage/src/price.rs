//! What events cost by the price list: exact, or a range where a row does not say enough.

use std::collections::{BTreeSet, HashMap};

use catalogs::prices::{Catalog, STANDARD};
use economics::price::{Constraint, Instant, Rates, UnitId, Usage, Variant};

use crate::decimal::Decimal;
use crate::event::{Grain, Outcome};
use crate::model_name::{Meant, meant};
use crate::store::{Context, Record, Store};
use crate::tokens::{Class, Tokens};

/// What an event costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// At least, USD.
    pub low: Decimal,
    /// At most, USD.
    pub high: Decimal,
}

/// Prices events by one list.
pub struct Pricer<'catalog> {
    catalog: &'catalog Catalog,
    /// When an event happened that does not say.
    now: Instant,
    /// Another model than was logged.
    instead: Option<Meant<'catalog>>,
    /// What is changed about every event.
    pub changes: Changes,
    models: HashMap<(Box<str>, Box<str>), Result<Meant<'catalog>, String>>,
    /// What somebody should know of the prices that were used.
    notes: BTreeSet<String>,
}

/// What is changed about every event before it is priced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Everything in a batch.
    pub batch: bool,
    /// Nothing from a cache, nothing written to one.
    pub no_cache: bool,
    /// At the prices of the pricer's day.
    pub today: bool,
    /// Five-minute writes as one-hour ones, or the reverse.
    pub lifetime: Option<Lifetime>,
}

/// How long a cache holds what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// Five minutes.
    Minutes5,
    /// An hour.
    Hour1,
}

impl<'catalog> Pricer<'catalog> {
    /// By a list; `now` is when an event without a time happened.
    pub fn new(catalog: &'catalog Catalog, now: Instant) -> Pricer<'catalog> {
        Pricer {
            catalog,
            now,
            instead: None,
            changes: Changes::default(),
            models: HashMap::new(),
            notes: BTreeSet::new(),
        }
    }

    /// As if every request had gone to another model.
    ///
    /// # Errors
    /// Where no such model is listed.
    pub fn with_model(mut self, provider: &str, name: &str) -> Result<Pricer<'catalog>, String> {
        let meant = meant(self.catalog, provider, name);
        self.instead = Some(meant.map_err(|why| format!("model \"{name}\" {why}"))?);
        Ok(self)
    }

    /// The model of the list that an event was made with, or would be.
    pub fn model(&mut self, provider: &str, name: &str) -> Result<Meant<'catalog>, String> {
        if let Some(instead) = self.instead {
            return Ok(instead);
        }
        let key = (Box::from(provider), Box::from(name));
        let catalog = self.catalog;
        let known = self.models.entry(key);
        known
            .or_insert_with(|| meant(catalog, provider, name))
            .clone()
    }

    /// What an event costs.
    ///
    /// # Errors
    /// Why it has no price.
    pub fn cost(&mut self, store: &Store, record: &Record) -> Result<Cost, String> {
        self.cost_as(store, record, None)
    }

    /// The same for another kind of processing than was logged.
    ///
    /// # Errors
    /// As [`Pricer::cost`].
    pub fn cost_as(
        &mut self,
        store: &Store,
        record: &Record,
        processing: Option<&str>,
    ) -> Result<Cost, String> {
        let context = *store.context_of(record);
        let is_free = record.outcome == Outcome::GatewayCache
            || record.tokens.is_nothing() && record.calls.web_searches == 0;
        if is_free {
            return Ok(Cost::default());
        }
        let meant = self.model(store.name(context.provider), store.name(context.model))?;
        let processing = match processing {
            Some(processing) => processing,
            None if self.changes.batch => "batch",
            None => store.name(context.processing),
        };
        let rates = self.rates(&meant, record, processing)?;
        let mut total: Option<Cost> = None;
        for tokens in readings(&record.tokens, self.changes) {
            for rates in tiers(&rates, &context, record, &tokens) {
                let cost = charge(&rates, &tokens, record)?;
                total = Some(match total {
                    None => Cost {
                        low: cost,
                        high: cost,
                    },
                    Some(total) => Cost {
                        low: total.low.min(cost),
                        high: total.high.max(cost),
                    },
                });
            }
        }
        total.ok_or_else(|| "has no price".to_owned())
    }

    /// What an event costs by unit, where a range is left at its lower end.
    ///
    /// # Errors
    /// As [`Pricer::cost`].
    pub fn lines(
        &mut self,
        store: &Store,
        record: &Record,
    ) -> Result<Vec<(UnitId, Decimal)>, String> {
        let context = *store.context_of(record);
        let meant = self.model(store.name(context.provider), store.name(context.model))?;
        let rates = self.rates(&meant, record, store.name(context.processing))?;
        let mut best: Option<(Decimal, Vec<(UnitId, Decimal)>)> = None;
        for tokens in readings(&record.tokens, self.changes) {
            for rates in tiers(&rates, &context, record, &tokens) {
                let lines = lines(&rates, &tokens, record)?;
                let sum = lines.iter().map(|(_, amount)| *amount).sum();
                if best.as_ref().is_none_or(|(least, _)| sum < *least) {
                    best = Some((sum, lines));
                }
            }
        }
        Ok(best.map(|(_, lines)| lines).unwrap_or_default())
    }

    /// What somebody should know of the prices that were used so far.
    pub fn notes(&self) -> impl Iterator<Item = &String> {
        self.notes.iter()
    }

    /// The moment whose prices hold: a kind of processing that is listed only since later has its first price.
    fn listed(&mut self, meant: &Meant<'_>, at: Instant, context: &[(&str, &str)]) -> Instant {
        let (model, book) = (meant.found.model, &meant.found.model.book);
        if let Some(first) = self.catalog.first_price().filter(|first| at < *first) {
            self.notes.insert(format!(
                "prices are known since {first}; what was used before is priced as of then"
            ));
        }
        if context.is_empty() || book.variants_at(at, context).next().is_some() {
            return at;
        }
        let is_asked = |variant: &&Variant| {
            let mut pairs = variant.when.iter();
            pairs.all(|(key, value)| context.contains(&(key.as_str(), value.as_str())))
        };
        let starts = book.variants.iter().filter(is_asked);
        let starts = starts.flat_map(|variant| &variant.constraints);
        let starts = starts.filter_map(|constraint| match constraint {
            Constraint::From(start) if at < *start => Some(*start),
            _ => None,
        });
        let Some(start) = starts.min() else {
            return at;
        };
        let words: Vec<&str> = context.iter().map(|(_, value)| *value).collect();
        self.notes.insert(format!(
            "{} of {} is listed since {start}; what was used before is priced as of then",
            words.join(", "),
            model.id
        ));
        start
    }

    fn rates(
        &mut self,
        meant: &Meant<'catalog>,
        record: &Record,
        processing: &str,
    ) -> Result<Rates, String> {
        let at = if self.changes.today {
            self.now
        } else {
            record.at.map_or(self.now, |at| at.instant())
        };
        let processing = match processing {
            "" | "standard" | "default" => STANDARD,
            other => other,
        };
        let context = meant.found.context_for(processing);
        let context = context.ok_or_else(|| {
            let known = meant.found.processings().join(", ");
            format!("has no listed price for \"{processing}\"; listed: {known}")
        })?;
        let at = self.listed(meant, at, &context);
        let rates = meant.found.rates(at, &context).into_owned();
        if rates.is_empty() && !meant.found.model.is_free() {
            return Err("has no listed price".to_owned());
        }
        Ok(rates)
    }
}

/// Ways to read tokens whose class is not certain: unsplit writes for the shortest and for the longest time.
fn readings(tokens: &Tokens, changes: Changes) -> Vec<Tokens> {
    let mut plain = *tokens;
    if changes.no_cache {
        let cached = tokens.count(Class::Read) + tokens.writes();
        plain.unset(Class::Read);
        Class::WRITES.iter().for_each(|class| plain.unset(*class));
        plain.set(Class::Fresh, tokens.count(Class::Fresh) + cached);
        return vec![plain];
    }
    let as_class = |class: Class| {
        let mut read = *tokens;
        let unsplit = tokens.count(Class::WriteUnsplit);
        read.unset(Class::WriteUnsplit);
        read.set(class, tokens.count(class) + unsplit);
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
fn tiers(rates: &Rates, context: &Context, record: &Record, tokens: &Tokens) -> Vec<Rates> {
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
        Some(true) => return vec![rates.at_tier(last + 1.0)],
        Some(false) => return vec![rates.at_tier(0.0)],
        None => {}
    }
    let input = tokens.input() as f64;
    let reached = starts.into_iter().filter(|start| *start < input);
    let sizes = std::iter::once(0.0).chain(reached.map(|start| start + 1.0));
    sizes.map(|size| rates.at_tier(size)).collect()
}

/// The exact bill.
fn charge(rates: &Rates, tokens: &Tokens, record: &Record) -> Result<Decimal, String> {
    let lines = lines(rates, tokens, record)?;
    Ok(lines.into_iter().map(|(_, amount)| amount).sum())
}

/// The exact bill, unit by unit.
fn lines(
    rates: &Rates,
    tokens: &Tokens,
    record: &Record,
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
        let rate = Decimal::from_f64(line.rate)?;
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
