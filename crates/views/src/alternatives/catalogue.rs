//! Every model of the price list in the place of today's: what an attempt would cost, and how often it must be right.

use super::candidate::{Context, plan};
use catalogs::prices::{Catalog, LanguageModel, Provider};
use economics::Step;
use economics::agent_loop::loop_cost;
use economics::cost_of_pass::beyond;
use economics::outcome::Attempt;
use economics::price::{Instant, Rates, UnitId};
use economics::quantity::Probability;
use scenario::document::STANDARD;
use scenario::setting::rows::alternatives as ask;
use serde::Serialize;
use std::borrow::Cow;

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
    let Some(today) = context.today_plan() else {
        return Vec::new();
    };
    if context.scenario.settings.word(&ask::RANKED) != "all" {
        return Vec::new();
    }
    let (sketch, main) = (&context.today, &context.main);
    let wanted = today.period_net().0;
    let beside = sketch.cost_beside(main);
    let replaced = || sketch.placed().filter(|(_, place)| main.contains(place));
    let most_input = replaced()
        .map(|(step, _)| step.agent.first.input.0)
        .fold(0.0, f64::max);
    let row = |(provider, language_model, rates): Priced| {
        let of = |(step, _): (&Step, usize)| loop_cost(&step.agent, &rates).total() * step.calls;
        let cost = beside + replaced().map(of).sum();
        let above_today = |rate: f64| {
            let success = sketch.success_with(main, rate).unwrap_or(Probability(0.0));
            let attempt = Attempt { cost, success };
            let net = plan(context.scenario, attempt).period_net().0;
            beyond(net, wanted, net.abs().max(wanted.abs()))
        };
        RankedModel {
            provider: provider.id.clone(),
            model: language_model.id.clone(),
            name: language_model.name.clone(),
            attempt_usd: cost.0,
            needs_success_rate: needed(&above_today),
            fits: language_model
                .context_window
                .map(|window| most_input <= window as f64),
        }
    };
    let steps = &context.scenario.steps;
    let date = main.first().and_then(|place| steps[*place].price_date);
    let date = date.or_else(|| Instant::parse(&context.catalog.snapshot().date));
    let mut all: Vec<RankedModel> = priced(context.catalog, date).into_iter().map(row).collect();
    least_demanding_first(&mut all);
    all
}

/// By the rate that each needs, then by cost.
fn least_demanding_first(all: &mut [RankedModel]) {
    all.sort_by(|one, other| {
        let key =
            |model: &RankedModel| (model.needs_success_rate.unwrap_or(2.0), model.attempt_usd);
        key(one)
            .0
            .total_cmp(&key(other).0)
            .then(key(one).1.total_cmp(&key(other).1))
    });
}

/// A model, who makes it, and its rates.
type Priced<'a> = (&'a Provider, &'a LanguageModel, Cow<'a, Rates>);

/// Models of makers that have a price for input and output at an instant.
fn priced(catalog: &Catalog, date: Option<Instant>) -> Vec<Priced<'_>> {
    let mut all = Vec::new();
    for provider in catalog.providers().iter().filter(|each| each.is_maker) {
        for model in provider.models.iter().filter(|model| !model.deprecated) {
            let found = catalog.find(Some(&provider.id), &model.id).ok();
            let resolved = found.and_then(|found| found.resolve(date?, STANDARD));
            let rates = resolved.map(|resolved| resolved.rates).filter(|rates| {
                let has = |unit| rates.get(unit).is_some();
                has(UnitId::INPUT_TOKENS) && has(UnitId::OUTPUT_TOKENS)
            });
            all.extend(rates.map(|rates| (provider, model, rates)));
        }
    }
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
