//! Figures of a group of events.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Currency, Finality, Flags, Grain, Outcome};
use crate::price::Cost;
use crate::proof::Proof;
use crate::store::{Record, Store};
use crate::tokens::{Class, Tokens};

/// What a group of events used and cost.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figures {
    /// Requests; null where a row does not say how many it stands for.
    pub requests: Option<u64>,
    /// All input.
    pub input_tokens: u64,
    /// Input that no cache served or wrote.
    pub fresh_input_tokens: u64,
    /// Read from a cache.
    pub cache_read_tokens: u64,
    /// Written to a cache, all of it.
    pub cache_write_tokens: u64,
    /// Of that, for five minutes.
    pub cache_write_5m_tokens: u64,
    /// Of that, for an hour.
    pub cache_write_1h_tokens: u64,
    /// All output.
    pub output_tokens: u64,
    /// Reasoning; null where nothing reported it.
    pub reasoning_tokens: Option<u64>,
    /// Output that only a total betrays.
    pub unnamed_hidden_tokens: u64,
    /// What it costs by the price list, USD; null where that is not one figure.
    pub cost_usd: Option<Decimal>,
    /// At least, USD: what has a price.
    pub cost_low_usd: Decimal,
    /// At most, USD; null where something has no price.
    pub cost_high_usd: Option<Decimal>,
    /// What has no price.
    pub unpriced: Vec<Unpriced>,
    /// What the logs say was charged.
    pub charged: Vec<Charged>,
    /// Of a request, USD; null where no single requests are known.
    pub cost_of_a_request_usd: Option<Spread>,
    /// Share of the output that nobody saw, 0 to 1; null where nothing reported reasoning.
    pub hidden_share: Option<f64>,
    /// Share of the input that a cache served, 0 to 1; null without input.
    pub cache_share: Option<f64>,
    /// Requests that failed, whose counts are in the others where they have any.
    pub failed_requests: u64,
    /// Requests that a gateway answered from its own cache: no part of the other figures.
    pub gateway_cache_hits: u64,
    /// Requests whose output is a floor, because the log has only their beginning.
    pub floor_requests: u64,
    /// Events whose parts add up to another total than the row says.
    pub unbalanced: u64,
    /// Events that claim more reasoning than output.
    pub clamped: u64,
    /// Classes that events did not report.
    pub not_reported: Vec<Share>,
}

/// What has no price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unpriced {
    /// The model as logged.
    pub what: String,
    /// Why.
    pub why: String,
    /// How many events.
    pub how_many: u64,
}

/// What logs say was charged, of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Charged {
    /// How much.
    pub amount: Decimal,
    /// In which currency.
    pub currency: String,
    /// What kind of statement it is.
    pub kind: ChargeKind,
}

/// How many events did not report a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// The class.
    pub class: String,
    /// How many events.
    pub events: u64,
}

/// How a figure spreads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// Half are below.
    pub median: f64,
    /// Nine of ten are below.
    pub p90: f64,
    /// The mean.
    pub mean: f64,
}

/// Figures while they are added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    requests: u64,
    has_unknown_requests: bool,
    tokens: Tokens,
    low: Decimal,
    high: Decimal,
    unpriced: BTreeMap<(String, String), u64>,
    charged: BTreeMap<(Currency, ChargeKind), Decimal>,
    costs: Vec<f32>,
    single: Decimal,
    failed: u64,
    gateway: u64,
    floors: u64,
    unbalanced: u64,
    clamped: u64,
    not_reported: [u64; 4],
    has_tokens: bool,
}

/// Classes of which it matters whether a row reports them.
const MATTERS: [Class; 4] = [
    Class::Read,
    Class::WriteUnsplit,
    Class::Visible,
    Class::Reasoning,
];

impl Sum {
    pub fn add(&mut self, store: &Store, record: &Record, cost: &Result<Cost, String>) {
        for Charge {
            amount,
            currency,
            kind,
        } in &record.charges
        {
            *self.charged.entry((*currency, *kind)).or_default() += *amount;
        }
        if record.outcome == Outcome::GatewayCache {
            self.gateway += 1;
            return;
        }
        if record.outcome == Outcome::Failed {
            self.failed += 1;
        }
        self.count_requests(record);
        self.tokens.add(&record.tokens);
        if record.tokens.is_unreported() {
            return;
        }
        self.has_tokens = true;
        for (count, class) in self.not_reported.iter_mut().zip(MATTERS) {
            let is_reported = match class {
                Class::WriteUnsplit => Class::WRITES
                    .iter()
                    .any(|class| record.tokens.get(*class).is_some()),
                class => record.tokens.get(class).is_some(),
            };
            *count += u64::from(!is_reported);
        }
        self.floors += u64::from(record.finality == Finality::Partial);
        self.unbalanced += u64::from(record.proof == Proof::Unbalanced);
        self.clamped += u64::from(record.flags.has(Flags::CLAMPED));
        match cost {
            Ok(cost) => {
                self.low += cost.low;
                self.high += cost.high;
                if record.grain == Grain::Request && !record.tokens.is_nothing() {
                    self.costs.push(cost.high.to_f64() as f32);
                    self.single += cost.high;
                }
            }
            Err(why) => {
                let model = store.name(store.context_of(record).model).to_owned();
                *self.unpriced.entry((model, why.clone())).or_default() += 1;
            }
        }
    }

    fn count_requests(&mut self, record: &Record) {
        match record.grain {
            Grain::Request => {
                let is_answered =
                    record.outcome != Outcome::Failed && !record.tokens.is_unreported();
                self.requests += u64::from(is_answered || !record.tokens.is_nothing());
            }
            Grain::Bucket {
                requests: Some(requests),
            } => self.requests = self.requests.saturating_add(requests),
            Grain::Bucket { requests: None } | Grain::Turn => {
                self.has_unknown_requests |= !record.tokens.is_unreported();
            }
            Grain::Money => {}
        }
    }

    pub fn figures(&self) -> Figures {
        let tokens = &self.tokens;
        let is_priced = self.unpriced.is_empty();
        let is_one = is_priced && self.low == self.high;
        let reasoning = tokens.get(Class::Reasoning);
        let hidden = reasoning.map(|reasoning| reasoning + tokens.count(Class::Hidden));
        let part = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        Figures {
            requests: (!self.has_unknown_requests).then_some(self.requests),
            input_tokens: tokens.input(),
            fresh_input_tokens: tokens.fresh(),
            cache_read_tokens: tokens.count(Class::Read),
            cache_write_tokens: tokens.writes(),
            cache_write_5m_tokens: tokens.count(Class::Write5m),
            cache_write_1h_tokens: tokens.count(Class::Write1h),
            output_tokens: tokens.output(),
            reasoning_tokens: reasoning,
            unnamed_hidden_tokens: tokens.count(Class::Hidden),
            cost_usd: is_one.then_some(self.low),
            cost_low_usd: self.low,
            cost_high_usd: is_priced.then_some(self.high),
            unpriced: self.unpriced(),
            charged: self.charged(),
            cost_of_a_request_usd: self.spread(),
            hidden_share: hidden.and_then(|hidden| part(hidden, tokens.output())),
            cache_share: part(tokens.count(Class::Read), tokens.input()),
            failed_requests: self.failed,
            gateway_cache_hits: self.gateway,
            floor_requests: self.floors,
            unbalanced: self.unbalanced,
            clamped: self.clamped,
            not_reported: self.not_reported(),
        }
    }

    fn unpriced(&self) -> Vec<Unpriced> {
        let each = self.unpriced.iter();
        each.map(|((what, why), how_many)| Unpriced {
            what: what.clone(),
            why: why.clone(),
            how_many: *how_many,
        })
        .collect()
    }

    fn charged(&self) -> Vec<Charged> {
        let each = self.charged.iter();
        each.map(|((currency, kind), amount)| Charged {
            amount: *amount,
            currency: currency.name().to_owned(),
            kind: *kind,
        })
        .collect()
    }

    fn not_reported(&self) -> Vec<Share> {
        let names = ["cache_read", "cache_write", "output", "reasoning"];
        let each = names.iter().zip(self.not_reported);
        each.filter(|(_, events)| *events > 0)
            .map(|(class, events)| Share {
                class: (*class).to_owned(),
                events,
            })
            .collect()
    }

    /// Of single requests; what was added up has no spread.
    fn spread(&self) -> Option<Spread> {
        let mut costs = self.costs.clone();
        costs.sort_unstable_by(f32::total_cmp);
        let at = |share: usize| {
            let position = (costs.len() * share).div_ceil(100).max(1) - 1;
            costs.get(position).map(|cost| f64::from(*cost))
        };
        let mean = self.single.divided_by(costs.len() as u64)?;
        Some(Spread {
            median: at(50)?,
            p90: at(90)?,
            mean: mean.to_f64(),
        })
    }
}

impl Figures {
    /// What it costs at the least, to sort by.
    pub fn at_least(&self) -> Decimal {
        self.cost_low_usd
    }
}
