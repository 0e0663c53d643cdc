//! What a period nets while one number of the document moves and everything else stays.
//!
//! A field of a step touches that step's cost and success alone; where the attempt's quality is a straight line in that
//! success, it is taken apart once and a point of the curve costs no more than pricing one call.

use crate::break_even::Metric;
use crate::catalog::Catalog;
use crate::document::Scenario;
use crate::field::{Access, Datum, Place};
use crate::lower::{self, Lowered, StepPrice, Terms};
use economics::agent_loop::loop_cost;
use economics::outcome::{net, outcome};
use economics::price::Rates;
use economics::production::Production;
use economics::quantity::{Probability, Usd};
use economics::{Model, agent_loop::AgentLoop};

/// A scenario that was taken apart for sweeping.
pub struct Base {
    scenario: Scenario,
    model: Model,
    /// For each step of the model, its place in the document.
    order: Vec<usize>,
    prices: Vec<Option<StepPrice>>,
    /// Dollars an attempt, by step of the model.
    costs: Vec<f64>,
    rates: Vec<f64>,
}

/// What a point of a sweep comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Expected net of a task.
    pub task: Usd,
    /// Net of a period, what is paid anyway taken off.
    pub period: Usd,
    /// Net of a period in which nothing is done.
    pub nothing: Usd,
    /// Net of a period in which a person does every task.
    pub person: Usd,
    /// Cost of an attempt.
    pub attempt: Usd,
    /// Chance that an attempt is right.
    pub quality: Probability,
}

impl Base {
    /// Nothing where the document has errors or a success rate is unknown.
    #[must_use]
    pub fn new(scenario: &Scenario, catalog: &Catalog) -> Option<Self> {
        Self::of(scenario, lower::lower(scenario, catalog))
    }

    /// The same from a document that was lowered already.
    #[must_use]
    pub fn of(scenario: &Scenario, lowered: Lowered) -> Option<Self> {
        let model = lowered.model?;
        let rates = model.success_rates()?;
        let cost =
            |step: &economics::Step| (loop_cost(&step.agent, &step.rates).total() * step.calls).0;
        Some(Self {
            costs: model.steps.iter().map(cost).collect(),
            scenario: scenario.clone(),
            model,
            order: lowered.order,
            prices: lowered.prices,
            rates,
        })
    }

    /// The document.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// For each step of the model, its place in the document.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// What the field holds today: the listed rate where a person set none, the success that the curve gives.
    #[must_use]
    pub fn today(&self, place: &Place) -> Option<f64> {
        let index = self.order.iter().position(|step| *step == place.step);
        if place.field.path == "steps[].success_rate" {
            return index.map(|index| self.rates[index]);
        }
        if place.field.path == "checking.fallback_usd" {
            return Some(lower::person_cost(&self.scenario).0);
        }
        if let Datum::Number(number) = self.scenario.get(place) {
            return Some(number);
        }
        let price = self.prices.get(place.step)?.as_ref()?;
        let unit = lower::rate_unit(place.field.path)?;
        let input = self.model.steps[index?].agent.first.input.0;
        price.rates.get(unit).map(|rate| rate.at(input))
    }

    /// Whether the step's rates are the same for any request.
    #[must_use]
    pub fn is_untiered(&self, step: usize) -> bool {
        let price = self.prices.get(step).and_then(Option::as_ref);
        price.is_some_and(|price| price.rates.tier_starts().is_empty())
    }

    /// A sweep of one field.
    #[must_use]
    pub fn sweep(&self, place: Place) -> Sweep<'_> {
        let index = self.order.iter().position(|step| *step == place.step);
        let step = match place.field.access {
            Access::Step(..) => index,
            _ => None,
        };
        let scratch = self.scenario.clone();
        let others = |index: usize| -> f64 {
            let each = self.costs.iter().enumerate();
            each.filter(|(other, _)| *other != index)
                .map(|(_, cost)| cost)
                .sum()
        };
        let line = step
            .filter(|step| self.model.graph.is_affine_in(*step))
            .map(|step| {
                let mut rates = self.rates.clone();
                let mut at = |rate: f64| {
                    rates[step] = rate;
                    self.model.graph.attempt_success_rate(&rates).0
                };
                let none = at(0.0);
                (none, at(1.0) - none)
            });
        Sweep {
            base: self,
            terms: lower::terms(&scratch),
            is_price: place.field.path.starts_with("steps[].price."),
            is_rate: place.field.path == "steps[].success_rate",
            other_cost: step.map_or(0.0, others),
            all_costs: self.costs.iter().sum(),
            quality: self.model.graph.attempt_success_rate(&self.rates).0,
            scratch,
            place,
            step,
            line,
        }
    }
}

/// One number that moves.
pub struct Sweep<'a> {
    base: &'a Base,
    scratch: Scenario,
    place: Place,
    /// Which step of the model it belongs to.
    step: Option<usize>,
    terms: Terms,
    is_price: bool,
    is_rate: bool,
    /// Cost of an attempt beside that step.
    other_cost: f64,
    all_costs: f64,
    quality: f64,
    /// The attempt's quality without the step's success, and what all of it adds.
    line: Option<(f64, f64)>,
}

impl Sweep<'_> {
    /// What it comes to where the number is `x`; nothing where the document does not allow that.
    pub fn at(&mut self, x: f64) -> Option<Point> {
        let (cost, quality) = match self.step {
            Some(step) => self.of_step(step, x)?,
            None => {
                if !self.put(x) {
                    return None;
                }
                self.terms = lower::terms(&self.scratch);
                (self.all_costs, self.quality)
            }
        };
        let Terms {
            checking,
            value,
            tasks,
            fixed,
        } = &self.terms;
        let risk_neutral = economics::outcome::Value {
            risk_aversion: 0.0,
            ..*value
        };
        let task = net(Usd(cost), Probability(quality), checking, &risk_neutral).expected;
        Some(Point {
            task,
            period: task * *tasks - *fixed,
            nothing: Usd(-value.undone.0 * tasks),
            person: (value.gain - lower::person_cost(&self.scratch)) * *tasks,
            attempt: Usd(cost),
            quality: Probability(quality),
        })
    }

    /// A figure of a point.
    #[must_use]
    pub fn metric(&self, point: &Point, metric: Metric) -> Option<f64> {
        let terms = &self.terms;
        let task = || outcome(point.attempt, point.quality, &terms.checking, &terms.value);
        match metric {
            Metric::Spend => Some(task().spend().0 * terms.tasks + terms.fixed.0),
            Metric::Net => Some(point.period.0),
            Metric::CostPerSuccess => task().cost_per_success().map(|usd| usd.0),
            Metric::Quality => Some(point.quality.0),
            Metric::Attempt => Some(point.attempt.0),
        }
    }

    fn put(&mut self, x: f64) -> bool {
        let datum = Datum::Number(x);
        match self.place.field.access {
            Access::Scenario(_, put) => put(&mut self.scratch, datum),
            Access::Step(_, put) => self
                .scratch
                .steps
                .get_mut(self.place.step)
                .is_some_and(|step| put(step, datum)),
            Access::Level(..) => false,
        }
    }

    /// Cost and quality of an attempt where a field of a step is `x`.
    fn of_step(&mut self, index: usize, x: f64) -> Option<(f64, f64)> {
        if !self.put(x) {
            return None;
        }
        let price = self.base.prices.get(self.place.step)?.as_ref()?;
        let document = &self.scratch.steps[self.place.step];
        if !lower::counts_hold(document, price) {
            return None;
        }
        let before = &self.base.model.steps[index];
        let agent = lower::agent_loop(document);
        let own;
        let rates: &Rates = if self.is_price {
            own = lower::own_over_listed(&price.listed, &document.price);
            &own
        } else {
            &before.rates
        };
        let cost = self.other_cost + loop_cost(&agent, rates).total().0 * document.calls;
        let success = self.success(index, &agent, x);
        let quality = match self.line {
            Some((none, all)) => none + all * success,
            None => {
                let mut success_rates = self.base.rates.clone();
                success_rates[index] = success;
                self.base.model.graph.attempt_success_rate(&success_rates).0
            }
        };
        Some((cost, quality))
    }

    fn success(&self, index: usize, agent: &AgentLoop, x: f64) -> f64 {
        let step = &self.base.model.steps[index];
        if self.is_rate {
            return x;
        }
        let today = self.base.rates[index];
        let follows = |curve: &Production| {
            let effort = agent.effort(step.effort);
            if effort == step.present_effort() {
                today
            } else {
                curve.success(effort.0)
            }
        };
        step.curve.as_ref().map_or(today, follows)
    }
}
