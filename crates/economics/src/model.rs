//! The model that is evaluated: steps with what they cost and how their success grows, and what results are worth.

use crate::agent_loop::{AgentLoop, loop_cost};
use crate::effort::EffortKind;
use crate::outcome::{Checking, Value};
use crate::price::Rates;
use crate::production::{Known, NoCurve, Production};
use crate::quantity::{Calls, Probability, ROUNDING, Tokens, Usd};
use crate::workflow::Graph;

/// A step of the workflow, valid by construction.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// One call to the model, an agent loop included.
    pub agent: AgentLoop,
    /// Its dated rates, all fallbacks still open.
    pub rates: Rates,
    /// Expected visits an attempt m.
    pub calls: Calls,
    /// Chance at today's effort that its result is usable when what it was given is good; nothing: unknown.
    pub success_rate: Option<Probability>,
    /// Which tokens are effort.
    pub effort: EffortKind,
    /// Least effort that a person allows.
    pub minimum: Tokens,
    /// What is known of its success; nothing where its success rate is not.
    pub known: Option<Known>,
    /// How its success rate grows with effort, or why that is not known.
    pub curve: Result<Production, NoCurve>,
}

impl Step {
    /// Effort of a call.
    #[must_use]
    pub fn present_effort(&self) -> Tokens {
        self.agent.effort(self.effort)
    }

    /// Least effort of a call: what the task asks for, or what a person allows.
    #[must_use]
    pub fn least_effort(&self) -> Tokens {
        Tokens(self.agent.least_effort(self.effort).0.max(self.minimum.0))
    }

    /// What a call costs at an effort.
    #[must_use]
    pub fn call_cost_at(&self, effort: Tokens) -> Usd {
        loop_cost(&self.agent.with_effort(self.effort, effort), &self.rates).total()
    }
}

/// Everything that evaluation needs: steps in topological order, one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Steps, each after its parents.
    pub steps: Vec<Step>,
    /// How they come after each other, in the same order.
    pub graph: Graph,
    /// How results are looked at.
    pub checking: Checking,
    /// What they are worth.
    pub value: Value,
    /// Tasks a period N.
    pub tasks: f64,
    /// What is paid in a period anyway K.
    pub fixed: Usd,
}

impl Model {
    /// Success rates of all steps; nothing while one is unknown.
    #[must_use]
    pub fn success_rates(&self) -> Option<Vec<f64>> {
        let rates = self.steps.iter().map(|step| step.success_rate);
        rates.map(|rate| rate.map(|rate| rate.0)).collect()
    }

    /// Net of a period whose tasks net `task` each.
    #[must_use]
    pub fn period_net(&self, task: Usd) -> Usd {
        task * self.tasks - self.fixed
    }

    /// Net of a period in which nothing is done.
    #[must_use]
    pub fn net_of_nothing(&self) -> Usd {
        Usd(0.0) - self.value.undone * self.tasks
    }
}

/// So many dollars of a period's net are no more than rounding, where an attempt costs so much: 1e-12 of the largest sum
/// that moves.
#[must_use]
pub fn rounding(attempt: Usd, checking: &Checking, value: &Value, tasks: f64, fixed: Usd) -> f64 {
    let person = checking.person.unwrap_or(Usd::ZERO);
    let moved = [
        value.gain,
        value.loss,
        value.undone,
        attempt,
        checking.cost,
        person,
    ];
    let most = moved
        .iter()
        .fold(0.0, |most: f64, usd| most.max(usd.0.abs()));
    ROUNDING * (most * tasks + fixed.0)
}
