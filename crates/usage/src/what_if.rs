//! The same use priced another way: another model, in a batch, without the cache, with another lifetime, at today's prices.

use std::collections::HashMap;

use catalogs::prices::Catalog;
use serde::Serialize;

use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::price::{Changes, Cost, Lifetime, Pricer};
use crate::store::{Record, Store};
use crate::tokens::Class;

/// One way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhatIf {
    /// `batch`, `without_cache`, `one_hour_writes`, `five_minute_writes`, `todays_prices`, or `model`.
    pub way: String,
    /// The other model, as `anthropic/claude-haiku-4-5`; null but for the way `model`.
    pub model: Option<String>,
    /// What it would cost, USD; null where that is not one figure.
    pub cost_usd: Option<Decimal>,
    /// At least, USD: what has a price that way.
    pub cost_low_usd: Decimal,
    /// At most, USD; null where something has no price that way.
    pub cost_high_usd: Option<Decimal>,
    /// How much more than now, USD; null where either is not one figure.
    pub difference_usd: Option<Decimal>,
    /// Events that have no price that way.
    pub unpriced: u64,
    /// What to mind.
    pub note: String,
}

/// Another model counts other tokens.
const OTHER_TOKENS: &str =
    "the same counts; another model's tokenizer and manner would make other counts";
/// What a lifetime changes is worked out from the times between requests.
const LIFETIMES: &str = "who would have found the cache still there follows from the times between the requests of a session";

/// The ways that need no choice.
const WAYS: [(&str, Changes, &str); 3] = [
    (
        "batch",
        Changes {
            batch: true,
            ..NONE
        },
        "answers come within a day, not at once",
    ),
    (
        "without_cache",
        Changes {
            no_cache: true,
            ..NONE
        },
        "every token of the input as a fresh one",
    ),
    (
        "todays_prices",
        Changes {
            today: true,
            ..NONE
        },
        "at the prices of this day",
    ),
];
const NONE: Changes = Changes {
    batch: false,
    no_cache: false,
    today: false,
    lifetime: None,
};

/// The ways that need no choice, and each model that was asked for; `all` is every model of the list, the cheapest first.
///
/// # Errors
/// Where a model is not in the list: a message with the nearest.
pub fn what_if(
    store: &Store,
    catalog: &Catalog,
    ask: &Ask,
    models: &[String],
) -> Result<Vec<WhatIf>, String> {
    let now = priced(store, ask, &mut Pricer::new(catalog, ask.now));
    let mut found = Vec::new();
    for (way, changes, note) in WAYS {
        let mut pricer = Pricer::new(catalog, ask.now);
        pricer.changes = changes;
        let sum = priced(store, ask, &mut pricer);
        found.push(sum.what_if(way, None, &now, note));
    }
    let sessions = sessions(store, ask);
    for (way, lifetime) in [
        ("one_hour_writes", Lifetime::Hour1),
        ("five_minute_writes", Lifetime::Minutes5),
    ] {
        let sum = lived(store, catalog, ask, &sessions, lifetime);
        found.push(sum.what_if(way, None, &now, LIFETIMES));
    }
    for name in models.iter().filter(|name| *name != "all") {
        found.push(as_model(store, catalog, ask, "", name, &now)?);
    }
    if models.iter().any(|name| name == "all") {
        found.extend(every_model(store, catalog, ask, &now));
    }
    Ok(found)
}

fn as_model(
    store: &Store,
    catalog: &Catalog,
    ask: &Ask,
    provider: &str,
    name: &str,
    now: &Priced,
) -> Result<WhatIf, String> {
    let (provider, name) = match name.split_once('/') {
        Some((maker, rest)) if provider.is_empty() && catalog.provider(maker).is_some() => {
            (maker, rest)
        }
        _ => (provider, name),
    };
    let mut pricer = Pricer::new(catalog, ask.now).with_model(provider, name)?;
    let meant = pricer.model(provider, name)?;
    let full = format!("{}/{}", meant.found.provider.id, meant.found.model.id);
    let sum = priced(store, ask, &mut pricer);
    Ok(sum.what_if("model", Some(full), now, OTHER_TOKENS))
}

/// Every model of a maker that has a price for all of it, the cheapest first.
fn every_model(store: &Store, catalog: &Catalog, ask: &Ask, now: &Priced) -> Vec<WhatIf> {
    let makers = catalog
        .providers()
        .iter()
        .filter(|provider| provider.is_maker);
    let models = makers.flat_map(|maker| maker.models.iter().map(move |model| (maker, model)));
    let mut found: Vec<WhatIf> = models
        .filter(|(_, model)| !model.deprecated)
        .filter_map(|(maker, model)| as_model(store, catalog, ask, &maker.id, &model.id, now).ok())
        .filter(|way| way.unpriced == 0)
        .collect();
    found.sort_by_key(|way| way.cost_low_usd);
    found
}

/// A sum of costs.
#[derive(Clone, Copy, Debug, Default)]
struct Priced {
    cost: Cost,
    unpriced: u64,
}

impl Priced {
    fn add(&mut self, cost: &Result<Cost, String>) {
        match cost {
            Ok(cost) => {
                self.cost.low += cost.low;
                self.cost.high += cost.high;
            }
            Err(_) => self.unpriced += 1,
        }
    }

    fn one(&self) -> Option<Decimal> {
        let is_one = self.unpriced == 0 && self.cost.low == self.cost.high;
        is_one.then_some(self.cost.low)
    }

    fn what_if(&self, way: &str, model: Option<String>, now: &Priced, note: &str) -> WhatIf {
        let difference = self.one().zip(now.one());
        WhatIf {
            way: way.to_owned(),
            model,
            cost_usd: self.one(),
            cost_low_usd: self.cost.low,
            cost_high_usd: (self.unpriced == 0).then_some(self.cost.high),
            difference_usd: difference.map(|(then, now)| then - now),
            unpriced: self.unpriced,
            note: note.to_owned(),
        }
    }
}

fn priced(store: &Store, ask: &Ask, pricer: &mut Pricer<'_>) -> Priced {
    let mut sum = Priced::default();
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        sum.add(&pricer.cost(store, &record));
    }
    sum
}

/// The requests of each session in their order; what has neither session nor time stands alone.
fn sessions(store: &Store, ask: &Ask) -> Vec<Vec<Record>> {
    let mut by_session: HashMap<(u32, u32, u32), Vec<Record>> = HashMap::new();
    let mut alone = Vec::new();
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        let context = store.context_of(&record);
        if context.session == 0 || record.at.is_none() {
            alone.push(vec![record]);
        } else {
            let key = (context.session, context.agent, context.model);
            by_session.entry(key).or_default().push(record);
        }
    }
    let mut all: Vec<Vec<Record>> = by_session.into_values().collect();
    all.iter_mut()
        .for_each(|session| session.sort_by_key(|record| record.at));
    all.extend(alone);
    all
}

/// Priced with what would have been written and read had every write lived so long.
fn lived(
    store: &Store,
    catalog: &Catalog,
    ask: &Ask,
    sessions: &[Vec<Record>],
    lifetime: Lifetime,
) -> Priced {
    let mut pricer = Pricer::new(catalog, ask.now);
    pricer.changes.lifetime = Some(lifetime);
    let mut sum = Priced::default();
    for session in sessions {
        let mut before: Option<&Record> = None;
        for record in session {
            let gap = before.and_then(|before| Some(record.at?.millis - before.at?.millis));
            let known = before.map_or(0, |before| {
                before.tokens.count(Class::Read) + before.tokens.writes()
            });
            let mut other = record.clone();
            // Within five minutes both are there, after an hour neither.
            if gap.is_some_and(|gap| (300_001..=3_600_000).contains(&gap)) {
                relive(&mut other, lifetime == Lifetime::Hour1, known);
            }
            sum.add(&pricer.cost(store, &other));
            before = Some(record);
        }
    }
    sum
}

/// Moves tokens between what was read and what was written, by whether the cache would have been there.
fn relive(record: &mut Record, is_there: bool, known: u64) {
    let (read, written) = (record.tokens.count(Class::Read), record.tokens.writes());
    let served = if is_there {
        read.max(known.min(read + written))
    } else {
        0
    };
    if served == read {
        return;
    }
    Class::WRITES
        .iter()
        .for_each(|class| record.tokens.unset(*class));
    record.tokens.set(Class::Read, served);
    record
        .tokens
        .set(Class::WriteUnsplit, read + written - served);
}
