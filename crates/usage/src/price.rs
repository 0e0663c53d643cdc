//! What events cost by the price list: exact, or a range where a row does not say enough.

mod bill;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use catalogs::prices::{Catalog, STANDARD};
use economics::price::{Constraint, Instant, Rates, UnitId, Variant};

use crate::decimal::Decimal;
use crate::event::Outcome;
use crate::model_name::{Meant, meant};
use crate::store::{Context, NameId, Record, Store};

pub use bill::usage;
use bill::{lines, readings, tiers};

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
    /// Rates of a provider, a model, a kind of processing and a day, by the names of the store.
    known: HashMap<(NameId, NameId, NameId, i64), Rc<Rates>>,
    /// Rates as exact decimals, by their bits.
    decimals: Decimals,
}

/// Rates as exact decimals, by their bits.
type Decimals = HashMap<u64, Decimal>;

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
            known: HashMap::new(),
            decimals: Decimals::new(),
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
        let rates = match processing {
            Some(processing) => {
                let (seller, name) = (store.name(context.provider), store.name(context.model));
                let meant = self.model(seller, name)?;
                Rc::new(self.rates(&meant, record, processing)?)
            }
            None => self.rates_of(store, &context, record)?,
        };
        let mut total: Option<Cost> = None;
        for tokens in readings(&record.tokens, self.changes) {
            for rates in tiers(&rates, &context, record, &tokens) {
                let lines = lines(&rates, &tokens, record, &mut self.decimals)?;
                let cost = lines.into_iter().map(|(_, amount)| amount).sum();
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
        let rates = self.rates_of(store, &context, record)?;
        let mut best: Option<(Decimal, Vec<(UnitId, Decimal)>)> = None;
        for tokens in readings(&record.tokens, self.changes) {
            for rates in tiers(&rates, &context, record, &tokens) {
                let lines = lines(&rates, &tokens, record, &mut self.decimals)?;
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
        let is_asked = |variant: &&Variant| variant.is_chosen_by(context);
        let starts = book.variants.iter().filter(is_asked);
        let starts = starts.flat_map(|variant| &variant.constraints);
        let starts = starts.filter_map(|constraint| constraint.start());
        let Some(start) = starts.filter(|start| at < *start).min() else {
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

    /// The rates of an event as it was logged, or with the pricer's changes; those of a day are found once.
    fn rates_of(
        &mut self,
        store: &Store,
        context: &Context,
        record: &Record,
    ) -> Result<Rc<Rates>, String> {
        let day = record.at.map_or(i64::MIN, |at| at.day_number(0));
        let key = (context.provider, context.model, context.processing, day);
        if let Some(rates) = self.known.get(&key) {
            return Ok(rates.clone());
        }
        let meant = self.model(store.name(context.provider), store.name(context.model))?;
        let processing = match self.changes.batch {
            true => "batch",
            false => store.name(context.processing),
        };
        let rates = Rc::new(self.rates(&meant, record, processing)?);
        if !changes_within_a_day(&meant) {
            self.known.insert(key, rates.clone());
        }
        Ok(rates)
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

/// Whether a model's price depends on the hour, or changes at another moment than midnight.
fn changes_within_a_day(meant: &Meant<'_>) -> bool {
    let book = &meant.found.model.book;
    let entries = book.entries.iter().flat_map(|entry| &entry.constraints);
    let variants = book.variants.iter();
    let mut all = entries.chain(variants.flat_map(|variant| &variant.constraints));
    all.any(|constraint| match constraint {
        Constraint::From(at) | Constraint::Before(at) => at.second_of_day() != 0,
        Constraint::DailyWindow { .. } => true,
        Constraint::Weekdays(_) => false,
    })
}
