//! What a full machine adds to the price: the linear rule beside the toll of the queue.

use super::{Service, reasons};
use crate::Subject;
use economics::market::Population;
use economics::market::congestion::{Queue, Rule, Settled, linear, settled, toll};
use economics::quantity::{Tokens, Usd, UsdPerMtok};
use scenario::setting::rows::market as rows;
use serde::Serialize;

/// A machine, and what three rules of pricing make of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueReport {
    /// Tokens that can be served in a period.
    pub capacity_tokens: f64,
    /// Tokens of a request.
    pub tokens_per_request: f64,
    /// Requests that can be served a second.
    pub served_per_second: f64,
    /// What an hour of waiting costs.
    pub waiting_usd_per_hour: f64,
    /// What the linear rule adds at full load.
    pub linear_usd_per_mtok: f64,
    /// The load from which on the linear rule asks less than the toll; null where it asks more at every load looked at.
    pub too_low_from_load: Option<f64>,
    /// `at_cost`, `linear` and `toll`, each where demand, waiting and price agree.
    pub rules: Vec<RuleReport>,
    /// What each rule adds, by load.
    pub by_load: Vec<LoadReport>,
}

/// Where demand, waiting and price agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleReport {
    /// `at_cost`, `linear` or `toll`.
    pub id: &'static str,
    /// What a million tokens cost a user.
    pub price_usd_per_mtok: f64,
    /// What waiting costs a user for a million tokens.
    pub waiting_usd_per_mtok: f64,
    /// Seconds that a request takes.
    pub seconds: f64,
    /// Part of the capacity in use.
    pub load: f64,
    /// Tokens of a light user.
    pub light_tokens: f64,
    /// Tokens of a heavy user.
    pub heavy_tokens: f64,
    /// Paid by all, less cost.
    pub profit_usd: f64,
    /// Worth to all, less cost and waiting.
    pub welfare_usd: f64,
}

/// What each rule adds to the cost at a load.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoadReport {
    /// Part of the capacity in use.
    pub load: f64,
    /// By the linear rule.
    pub linear_usd_per_mtok: f64,
    /// By the toll.
    pub toll_usd_per_mtok: f64,
}

/// Left open, so much more than is used at cost can be served.
const ROOM: f64 = 1.25;
/// Left open, waiting for an idle machine costs this part of the tokens of a request. A wage would drown cheap tokens and be
/// drowned by dear ones; and few people wait with idle hands.
const OF_COST: f64 = 0.1;
/// The same where tokens cost nothing: this part of an hour's wage.
const OF_WAGE: f64 = 0.05;
/// Loads at which the two rules are put side by side, in a table.
pub(super) const LOADS: [f64; 8] = [0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

const DAYS_PER_YEAR: f64 = 365.0;
const SECONDS_PER_DAY: f64 = 86_400.0;
const SECONDS_PER_HOUR: f64 = 3_600.0;

pub(super) fn capacity(subject: &Subject, service: &Service) -> Tokens {
    let set = subject.scenario.settings.optional(&rows::CAPACITY);
    Tokens(set.unwrap_or(service.used.0 * ROOM))
}

/// The machine of the settings.
fn machine(subject: &Subject, service: &Service) -> Result<Queue, String> {
    let settings = &subject.scenario.settings;
    let per_request = service.per_request.ok_or(reasons::NO_REQUESTS)?;
    let period = DAYS_PER_YEAR * SECONDS_PER_DAY / subject.scenario.work.period.per_year();
    let mut queue = Queue {
        capacity: capacity(subject, service),
        per_request,
        busy_seconds: period * settings.number(&rows::BUSY_SHARE),
        waiting_per_second: Usd::ZERO,
    };
    let wage = subject.scenario.person.wage_usd_per_hour / SECONDS_PER_HOUR;
    let usual = match (per_request * service.cost).0 * OF_COST * queue.served_per_second() {
        usual if usual > 0.0 && usual.is_finite() => usual,
        _ => wage * OF_WAGE,
    };
    let set = settings.optional(&rows::WAITING);
    queue.waiting_per_second = Usd(set.map_or(usual, |hour| hour / SECONDS_PER_HOUR));
    Ok(queue)
}

pub(super) fn queue(
    subject: &Subject,
    service: &Service,
    all: &Population,
) -> Result<QueueReport, String> {
    let settings = &subject.scenario.settings;
    let queue = machine(subject, service)?;
    let right_at = settings.number(&rows::RIGHT_AT);
    let factor = queue.linear_factor(right_at).map_err(reasons::congested)?;
    let set = settings.optional(&rows::LINEAR);
    let factor = set.map_or(factor, UsdPerMtok);
    let served = queue.served_per_second();
    let added = |load: f64| -> Option<LoadReport> {
        let owed = toll(queue.waiting_per_second, load * served, served).ok()?;
        let rule = linear(UsdPerMtok::ZERO, factor, load, 1.0).ok()?;
        Some(LoadReport {
            load,
            linear_usd_per_mtok: rule.0,
            toll_usd_per_mtok: queue.for_mtok(owed).0,
        })
    };
    let rules = [
        ("at_cost", Rule::AtCost),
        ("linear", Rule::Linear(factor)),
        ("toll", Rule::Toll),
    ];
    let found = rules.map(|(id, rule)| Ok(rule_report(id, &settled(all, &queue, rule)?)));
    let rules: Result<Vec<RuleReport>, _> = found.into_iter().collect();
    Ok(QueueReport {
        capacity_tokens: queue.capacity.0,
        tokens_per_request: queue.per_request.0,
        served_per_second: served,
        waiting_usd_per_hour: queue.waiting_per_second.0 * SECONDS_PER_HOUR,
        linear_usd_per_mtok: factor.0,
        too_low_from_load: too_low_from(&queue, factor),
        rules: rules.map_err(reasons::congested)?,
        by_load: LOADS.into_iter().filter_map(added).collect(),
    })
}

/// The load at which w x / (m (1 - x)^2) = chi x: 1 - sqrt(w / (m chi)), with m requests served a second and chi in dollars a
/// request.
fn too_low_from(queue: &Queue, factor: UsdPerMtok) -> Option<f64> {
    let request = queue.per_request * factor;
    let part = queue.waiting_per_second.0 / (queue.served_per_second() * request.0);
    let load = 1.0 - libm::sqrt(part);
    if load.is_nan() || queue.waiting_per_second.0 <= 0.0 {
        None
    } else {
        Some(load.max(0.0))
    }
}

fn rule_report(id: &'static str, settled: &Settled) -> RuleReport {
    RuleReport {
        id,
        price_usd_per_mtok: settled.price.0,
        waiting_usd_per_mtok: settled.waiting.0,
        seconds: settled.seconds,
        load: settled.load,
        light_tokens: settled.light.0,
        heavy_tokens: settled.heavy.0,
        profit_usd: settled.profit.0,
        welfare_usd: settled.welfare.0,
    }
}
