//! Where the rates of a step come from: list, date, tier, and what a person set.

use crate::lower::StepPrice;
use economics::Step;
use economics::price::{Rate, UnitId};
use serde::Serialize;

/// The rates of one step and their source.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceSource {
    /// Name of the step.
    pub step: String,
    /// Provider id; empty where all rates are a person's own.
    pub provider: String,
    /// Name of the provider.
    pub provider_name: String,
    /// Model id; empty where all rates are a person's own.
    pub model: String,
    /// Name of the model.
    pub model_name: String,
    /// Price snapshot, or the source that amends it.
    pub source: String,
    /// Page where the rates are published.
    pub url: Option<String>,
    /// Day on which that was checked.
    pub checked: String,
    /// The date, or date and time, whose prices these are.
    pub date: Option<String>,
    /// When these rates began, where that is known.
    pub since: Option<String>,
    /// When the next known rates begin.
    pub until: Option<String>,
    /// Service variant.
    pub processing: String,
    /// Discount on the list, 0.15 for 15 %.
    pub discount: f64,
    /// Rates, discount and own ones included.
    pub rates: Vec<RateReport>,
    /// Tiers in which the turns of a call fall, by the input above which each begins; 0 is the base.
    pub tiers_used: Vec<f64>,
}

/// One rate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateReport {
    /// What is counted: `input_tokens`, `cache_read_tokens`.
    pub unit: &'static str,
    /// Dollars.
    pub usd: f64,
    /// For how many of the unit.
    pub per: f64,
    /// Whether a person set it.
    pub own: bool,
    /// Rates of long requests, as listed.
    pub tiers: Vec<TierReport>,
}

/// A rate that holds for the whole of a request that is long enough.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierReport {
    /// Holds above this many input tokens.
    pub above_input_tokens: f64,
    /// Dollars.
    pub usd: f64,
}

pub(super) fn source(step_name: String, price: &StepPrice, step: &Step) -> PriceSource {
    let is_own = |unit: UnitId| price.own.iter().any(|own| own.unit == unit);
    let rates = price
        .rates
        .iter()
        .map(|(unit, rate)| rate_report(unit, rate, is_own(unit)));
    PriceSource {
        step: step_name,
        provider: price.provider.clone(),
        provider_name: price.provider_name.clone(),
        model: price.model.clone(),
        model_name: price.model_name.clone(),
        source: price.source.clone(),
        url: price.url.clone(),
        checked: price.checked.clone(),
        date: price.date.map(|date| date.to_string()),
        since: price.since.map(|date| date.to_string()),
        until: price.until.map(|date| date.to_string()),
        processing: price.processing.clone(),
        discount: price.discount,
        rates: rates.collect(),
        tiers_used: tiers_used(step),
    }
}

fn rate_report(unit: UnitId, rate: &Rate, own: bool) -> RateReport {
    let tiers = rate.tiers.iter();
    RateReport {
        unit: unit.unit().usage_key,
        usd: rate.base,
        per: unit.unit().per,
        own,
        tiers: tiers
            .map(|tier| TierReport {
                above_input_tokens: tier.start,
                usd: tier.rate,
            })
            .collect(),
    }
}

fn tiers_used(step: &Step) -> Vec<f64> {
    let starts = step.rates.tier_starts();
    let start_of = |from: f64| {
        let input = step.agent.input_of_turn(from).0;
        starts
            .iter()
            .copied()
            .filter(|start| input > *start)
            .fold(0.0, f64::max)
    };
    step.agent
        .runs(&starts)
        .into_iter()
        .map(|(from, _)| start_of(from))
        .collect()
}
