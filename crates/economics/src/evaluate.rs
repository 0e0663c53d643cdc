//! From a valid model to every figure: the one pass that page, terminal and tests share.

use crate::agent_loop::{AgentLoop, LoopCost, loop_cost};
use crate::call::{ByClass, CallRates};
use crate::outcome::{Checking, Outcome, outcome};
use crate::price::Rates;
use crate::quantity::{Calls, Probability, Tokens, Usd, UsdPerMtok};
use crate::workflow::{Combine, Node, attempt_success_rate};

/// A step of the workflow, valid by construction.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// One call to the model, an agent loop included.
    pub agent: AgentLoop,
    /// Its dated rates, all fallbacks still open.
    pub rates: Rates,
    /// Expected visits an attempt m.
    pub calls: Calls,
    /// Chance that its result is usable when what it was given is good; nothing: unknown.
    pub success_rate: Option<Probability>,
    /// Steps before it, by index, each smaller than its own.
    pub parents: Vec<usize>,
    /// How their qualities combine.
    pub combine: Combine,
    /// Weight among several sinks.
    pub weight: f64,
}

/// Everything that evaluation needs: steps in topological order, one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Steps, each after its parents.
    pub steps: Vec<Step>,
    /// How results are looked at.
    pub checking: Checking,
    /// Tasks a period N.
    pub tasks: f64,
    /// What is paid in a period anyway K.
    pub fixed: Usd,
}

/// Cost of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct StepCost {
    /// One call, all turns of its loop.
    pub call: LoopCost,
    /// Calls an attempt.
    pub calls: Calls,
    /// Rates of the first turn.
    pub rates: CallRates,
    /// Hidden tokens for each visible one; nothing without visible output.
    pub hidden_ratio: Option<f64>,
}

impl StepCost {
    /// The step's part of an attempt.
    #[must_use]
    pub fn per_attempt(&self) -> Usd {
        self.call.total() * self.calls
    }

    /// Price of a million visible tokens with their hidden ones.
    #[must_use]
    pub fn effective_output(&self) -> Option<UsdPerMtok> {
        self.hidden_ratio
            .map(|ratio| self.rates.effective_output(ratio))
    }
}

/// Every figure of a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Steps in the model's order.
    pub steps: Vec<StepCost>,
    /// Tokens of an attempt by class.
    pub tokens: ByClass<Tokens>,
    /// Dollars of an attempt by class.
    pub usd: ByClass<Usd>,
    /// Fees of an attempt that no token causes.
    pub fees: Usd,
    /// Calls of an attempt.
    pub calls: Calls,
    /// What becomes of a task; nothing while a success rate is unknown.
    pub outcome: Option<Outcome>,
    /// What a task costs; known without a success rate where nothing is tried again and nobody takes over.
    pub per_task: Option<Usd>,
    /// What a period costs, what is paid anyway included.
    pub per_period: Option<Usd>,
}

impl Evaluation {
    /// Cost of one pass through the workflow C.
    #[must_use]
    pub fn per_attempt(&self) -> Usd {
        self.usd.total() + self.fees
    }

    /// Cost of a call, on average over the calls of an attempt; nothing where an attempt makes none.
    #[must_use]
    pub fn per_call(&self) -> Option<Usd> {
        (self.calls.0 > 0.0).then(|| Usd(self.per_attempt().0 / self.calls.0))
    }
}

/// Every figure of a model. Total: a model is valid by construction.
#[must_use]
pub fn evaluate(model: &Model) -> Evaluation {
    let steps: Vec<StepCost> = model.steps.iter().map(step_cost).collect();
    let tokens = steps.iter().fold(ByClass::default(), |sum, step| {
        sum + step.call.tokens * step.calls.0
    });
    let usd = steps.iter().fold(ByClass::default(), |sum, step| {
        sum + step.call.usd * step.calls.0
    });
    let fees = steps.iter().map(|step| step.call.fees * step.calls).sum();
    let calls = steps.iter().map(|step| step.calls).sum();
    let mut evaluation = Evaluation {
        steps,
        tokens,
        usd,
        fees,
        calls,
        outcome: None,
        per_task: None,
        per_period: None,
    };
    let attempt = evaluation.per_attempt();
    evaluation.outcome = success_rate(model).map(|rate| outcome(attempt, rate, &model.checking));
    evaluation.per_task = match &evaluation.outcome {
        Some(outcome) => Some(outcome.spend()),
        None => spend_without_success_rate(attempt, &model.checking),
    };
    evaluation.per_period = evaluation
        .per_task
        .map(|task| task * model.tasks + model.fixed);
    evaluation
}

fn step_cost(step: &Step) -> StepCost {
    let first = &step.agent.first;
    StepCost {
        call: loop_cost(&step.agent, &step.rates),
        calls: step.calls,
        rates: CallRates::at(&step.rates, first.input),
        hidden_ratio: (first.visible_output.0 > 0.0)
            .then(|| first.reasoning / first.visible_output),
    }
}

/// Chance that an attempt is right, where every step that leads to a sink says its own.
fn success_rate(model: &Model) -> Option<Probability> {
    let nodes: Option<Vec<Node>> = model
        .steps
        .iter()
        .map(|step| {
            let success_rate = step.success_rate?;
            let (parents, combine) = (step.parents.clone(), step.combine);
            Some(Node {
                parents,
                combine,
                success_rate,
                weight: step.weight,
            })
        })
        .collect();
    nodes.map(|nodes| attempt_success_rate(&nodes))
}

/// One attempt and one look, where no result can lead to anything else.
fn spend_without_success_rate(attempt: Usd, checking: &Checking) -> Option<Usd> {
    let one_attempt = checking.attempts == 1 && checking.person.is_none();
    one_attempt.then(|| attempt + checking.cost)
}
