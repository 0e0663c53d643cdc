//! Every model of the price list in the place of today's: what an attempt would cost, and how often it must be right.

use super::candidate::{Context, plan};
use crate::document::STANDARD;
use crate::lower;
use crate::setting::rows::alternatives as ask;
use economics::agent_loop::loop_cost;
use economics::outcome::Attempt;
use economics::price::{Instant, UnitId};
use economics::quantity::{Probability, Usd};
use serde::Serialize;

/// A model in the place of today's.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankedModel {
    /// Provider id.
    pub provider: String,
    /// Model id.
    pub model: String,
    /// Name for people.
    pub name: String,
    /// Cost of an attempt.
    pub attempt_usd: f64,
    /// How often the steps that would use it must be right for the net of today; null where no rate is enough.
    pub needs_success_rate: Option<f64>,
    /// Whether the steps' input fits into its context window; null where that is not known.
    pub fits: Option<bool>,
}

/// Models of makers that have a price on the day of the scenario's, the least demanding first.
pub(super) fn ranked(context: &Context) -> Vec<RankedModel> {
    if context.scenario.settings.word(&ask::RANKED) != "all" || context.today.success.is_none() {
        return Vec::new();
    }
    let lowered = lower::lower(context.scenario, context.catalog);
    let (Some(model), Some(today)) = (lowered.model, context.today_plan()) else {
        return Vec::new();
    };
    let Some(rates) = model.success_rates() else {
        return Vec::new();
    };
    let is_main = |step: &usize| context.main.contains(&lowered.order[*step]);
    let replaced: Vec<usize> = (0..model.steps.len()).filter(is_main).collect();
    let others: f64 = (0..model.steps.len())
        .filter(|step| !replaced.contains(step))
        .map(|step| {
            let step = &model.steps[step];
            (loop_cost(&step.agent, &step.rates).total() * step.calls).0
        })
        .sum();
    let wanted = today.standing().period_net.0;
    let net = |cost: f64, rate: f64| {
        let mut success = rates.clone();
        replaced.iter().for_each(|step| success[*step] = rate);
        let attempt = Attempt {
            cost: Usd(cost),
            success: Probability(model.graph.attempt_success_rate(&success).0),
        };
        plan(context.scenario, attempt).period_net().0
    };
    let date = context
        .main
        .first()
        .and_then(|place| context.scenario.steps[*place].price_date);
    let date = date.or_else(|| Instant::parse(&context.catalog.snapshot().date));
    let most_input = replaced
        .iter()
        .map(|step| model.steps[*step].agent.first.input.0)
        .fold(0.0, f64::max);
    let mut all = Vec::new();
    for provider in context
        .catalog
        .providers()
        .iter()
        .filter(|provider| provider.is_maker)
    {
        for language_model in provider.models.iter().filter(|model| !model.deprecated) {
            let found = context.catalog.find(Some(&provider.id), &language_model.id);
            let resolved = date.and_then(|date| found.ok()?.resolve(date, STANDARD));
            let Some(resolved) = resolved.filter(|resolved| {
                let has = |unit| resolved.rates.get(unit).is_some();
                has(UnitId::INPUT_TOKENS) && has(UnitId::OUTPUT_TOKENS)
            }) else {
                continue;
            };
            let cost: f64 = replaced
                .iter()
                .map(|step| {
                    let step = &model.steps[*step];
                    (loop_cost(&step.agent, &resolved.rates).total() * step.calls).0
                })
                .sum();
            let cost = cost + others;
            all.push(RankedModel {
                provider: provider.id.clone(),
                model: language_model.id.clone(),
                name: language_model.name.clone(),
                attempt_usd: cost,
                needs_success_rate: needed(&|rate| net(cost, rate) - wanted),
                fits: language_model
                    .context_window
                    .map(|window| most_input <= window as f64),
            });
        }
    }
    all.sort_by(|one, other| {
        let key =
            |model: &RankedModel| (model.needs_success_rate.unwrap_or(2.0), model.attempt_usd);
        key(one)
            .0
            .total_cmp(&key(other).0)
            .then(key(one).1.total_cmp(&key(other).1))
    });
    all
}

/// The least rate from 0 to 1 at which a rising difference is not below 0.
fn needed(difference: &dyn Fn(f64) -> f64) -> Option<f64> {
    if difference(0.0) >= 0.0 {
        return Some(0.0);
    }
    if difference(1.0) < 0.0 {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if difference(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
