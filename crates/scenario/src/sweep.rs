//! What a period nets while one number of the document moves and everything else stays.
//!
//! A field of a step touches that step's cost and success alone; where the attempt's quality is a straight line in that
//! success, it is taken apart once and a point of the curve costs no more than pricing one call.

use crate::document::Scenario;
use crate::edit::known_at;
use crate::field::{self, Access, Datum, Field, Place};
use crate::lower::{self, Lowered, StepPrice, Terms};
use catalogs::prices::Catalog;
use economics::agent_loop::loop_cost;
use economics::model::rounding;
use economics::outcome::{net, outcome};
use economics::price::Rates;
use economics::production::Production;
use economics::quantity::{Probability, Usd};
use economics::workflow::Graph;
use economics::{Model, agent_loop::AgentLoop};
use std::borrow::Cow;

/// A figure that can be a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Spend of a period, what is paid anyway included.
    Spend,
    /// Net of a period.
    Net,
    /// Cost of a right result.
    CostPerSuccess,
    /// Chance that an attempt is right.
    Quality,
    /// Cost of an attempt.
    Attempt,
}

impl Metric {
    /// Whether less of it is better.
    #[must_use]
    pub fn is_cost(self) -> bool {
        matches!(self, Self::Spend | Self::CostPerSuccess | Self::Attempt)
    }

    /// Words of the command line.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("spend", Self::Spend),
        ("net", Self::Net),
        ("cost_per_success", Self::CostPerSuccess),
        ("quality", Self::Quality),
        ("attempt", Self::Attempt),
    ];
}

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
    /// So many dollars of a period's net are no more than rounding.
    pub rounding: f64,
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
        if place.field == &field::step::SUCCESS_RATE {
            return index.map(|index| self.rates[index]);
        }
        if place.field == &field::checking::FALLBACK_USD && self.scenario.checking.is_some() {
            return Some(lower::person_cost(&self.scenario).0);
        }
        if let Datum::Number(number) = self.scenario.get(place) {
            return Some(number);
        }
        let price = self.prices.get(place.step)?.as_ref()?;
        let unit = lower::rate_unit(place.field)?;
        let input = self.model.steps[index?].agent.first.input.0;
        price.rates.get(unit).map(|rate| rate.at(input))
    }

    /// A sweep of one field.
    #[must_use]
    pub fn sweep(&self, place: Place) -> Sweep<'_> {
        let index = self.order.iter().position(|step| *step == place.step);
        let step = match place.field.access {
            Access::Step(..) => index,
            _ => None,
        };
        let mut scratch = self.scenario.clone();
        if let Some(document) = scratch.steps.get_mut(place.step) {
            // A rate is known at the present effort, all else keeps where it is known.
            let is_rate = place.field == &field::step::SUCCESS_RATE;
            document.success_rate_at_tokens = known_at(document).filter(|_| !is_rate);
        }
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
            means: Means::of(place.field),
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

/// What a number means to its step.
#[derive(Clone, Copy, PartialEq)]
enum Means {
    /// Its success rate.
    Rate,
    /// What its curve is made of.
    Curve,
    /// How much its result counts.
    Weight,
    /// A price.
    Price,
    /// Tokens and visits.
    Work,
}

impl Means {
    fn of(field: &Field) -> Self {
        use field::step::{CEILING, FLOOR, SUCCESS_RATE, SUCCESS_RATE_AT_TOKENS, WEIGHT};
        match field {
            _ if field == &SUCCESS_RATE => Self::Rate,
            _ if [&SUCCESS_RATE_AT_TOKENS, &FLOOR, &CEILING].contains(&field) => Self::Curve,
            _ if field == &WEIGHT => Self::Weight,
            _ if field.is_of_price() => Self::Price,
            _ => Self::Work,
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
    means: Means,
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
        let person = lower::person_cost(&self.scratch);
        Some(Point {
            task,
            period: task * *tasks - *fixed,
            nothing: Usd(-value.undone.0 * tasks),
            person: (value.gain - person) * *tasks,
            attempt: Usd(cost),
            quality: Probability(quality),
            rounding: rounding(Usd(cost), checking, value, *tasks, *fixed),
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
        let fits = match self.means {
            _ if document.second_point.is_some() => lower::success_holds(document),
            Means::Rate => document.floor <= x && x <= document.ceiling,
            Means::Curve => lower::success_holds(document),
            _ => true,
        };
        if !fits || !lower::counts_hold(document, price) {
            return None;
        }
        let before = &self.base.model.steps[index];
        let agent = lower::agent_loop(document);
        let own;
        let rates: &Rates = if self.means == Means::Price {
            own = lower::own_over_listed(&price.listed, &document.price);
            &own
        } else {
            &before.rates
        };
        let cost = self.other_cost + loop_cost(&agent, rates).total().0 * document.calls;
        let success = self.success(index, &agent, x);
        let quality = match self.line {
            Some((none, all)) if self.means != Means::Weight => none + all * success,
            _ => {
                let mut success_rates = self.base.rates.clone();
                success_rates[index] = success;
                self.graph().attempt_success_rate(&success_rates).0
            }
        };
        Some((cost, quality))
    }

    /// The steps as a graph, where the number may be a step's weight in it.
    fn graph(&self) -> Cow<'_, Graph> {
        let graph = &self.base.model.graph;
        if self.means != Means::Weight {
            return Cow::Borrowed(graph);
        }
        let order = self.base.order.iter();
        let weights: Vec<f64> = order
            .map(|place| self.scratch.steps[*place].weight)
            .collect();
        Cow::Owned(Graph::new(
            graph.parents.clone(),
            graph.combine.clone(),
            &weights,
        ))
    }

    fn success(&self, index: usize, agent: &AgentLoop, x: f64) -> f64 {
        let step = &self.base.model.steps[index];
        match self.means {
            Means::Rate => return x,
            Means::Curve => {
                let document = &self.scratch.steps[self.place.step];
                let calibrated = lower::step(document, step.rates.clone()).success_rate;
                return calibrated.map_or(0.0, |rate| rate.0);
            }
            _ => {}
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
