//! From a valid model to every figure: the one pass that page, terminal and tests share.

use crate::agent_loop::{LoopCost, loop_cost};
use crate::call::{ByClass, CallRates};
use crate::margin::{Margin, margins};
use crate::model::{Model, Step};
use crate::outcome::{Checking, Outcome, outcome};
use crate::quantity::{Calls, Tokens, Usd, UsdPerMtok};
use crate::workflow::Adjoints;

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
    /// Quality of each step and what it does for the attempt; nothing while a success rate is unknown.
    pub adjoints: Option<Adjoints>,
    /// What more effort is worth in each step; empty while a success rate is unknown.
    pub margins: Vec<Margin>,
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
        adjoints: None,
        margins: Vec::new(),
        per_task: None,
        per_period: None,
    };
    let attempt = evaluation.per_attempt();
    if let Some(rates) = model.success_rates() {
        let adjoints = model.graph.adjoints(&rates);
        let success = model.graph.attempt_success_rate(&rates);
        let outcome = outcome(attempt, success, &model.checking, &model.value);
        evaluation.margins = margins(model, &adjoints, &outcome.net);
        evaluation.adjoints = Some(adjoints);
        evaluation.outcome = Some(outcome);
    }
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

/// One attempt and one look, where no result can lead to anything else.
fn spend_without_success_rate(attempt: Usd, checking: &Checking) -> Option<Usd> {
    let one_attempt = checking.attempts == 1 && checking.person.is_none();
    one_attempt.then(|| attempt + checking.cost)
}
