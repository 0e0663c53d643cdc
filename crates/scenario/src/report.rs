//! The report: every figure with a stable name, as `evaluate --format json` prints it and the page shows it.
//!
//! Names are part of the interface: add to them, never change one. Money is in US dollars, shares are between
//! 0 and 1; `null` stands for what is not known, never 0.

mod sources;

pub use sources::{PriceSource, RateReport, TierReport};

use crate::choice::Period;
use crate::document::Scenario;
use crate::lower::Lowered;
use crate::problem::Problem;
use economics::call::{ByClass, TokenClass};
use economics::outcome::Outcome;
use economics::quantity::{Tokens, Usd};
use economics::short_sort::sort_short;
use economics::{Evaluation, Model, Step};
use serde::Serialize;

/// Version of the names below.
pub const VERSION: u32 = 1;

/// Everything that is known about a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Version of the report's names.
    pub version: u32,
    /// Title of the scenario.
    pub title: String,
    /// What a task is called.
    pub task_name: String,
    /// Tasks a period.
    pub tasks: f64,
    /// The period: day, week, month or year.
    pub period: String,
    /// What it costs.
    pub cost: Cost,
    /// What becomes of a task; null while a success rate is unknown.
    pub outcome: Option<OutcomeReport>,
    /// Each step of the workflow, in the document's order.
    pub steps: Vec<StepReport>,
    /// Where the rates of each step come from, in the document's order.
    pub price_sources: Vec<PriceSource>,
    /// What somebody should know; the figures stand.
    pub warnings: Vec<Problem>,
}

/// What it costs, from a call to a year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cost {
    /// A call, on average over the calls of an attempt, all turns of its loop; null without calls.
    pub per_call_usd: Option<f64>,
    /// An attempt: one pass through the workflow, tokens and fees.
    pub per_attempt_usd: f64,
    /// A task: all its attempts, looks and what a person does after the last; null while that depends on an
    /// unknown success rate.
    pub per_task_usd: Option<f64>,
    /// A right result; null where none is right or the success rate is unknown.
    pub per_success_usd: Option<f64>,
    /// A period, what is paid anyway included.
    pub per_period_usd: Option<f64>,
    /// A month at the same pace, a twelfth of a year.
    pub per_month_usd: Option<f64>,
    /// A year at the same pace, what is paid anyway included, what is paid once not.
    pub per_year_usd: Option<f64>,
    /// The part of an attempt that no token causes: fees of calls.
    pub fees_usd: f64,
    /// An attempt by class of token.
    pub classes: Vec<ClassReport>,
    /// Hidden reasoning among the tokens; null without tokens.
    pub hidden_token_share: Option<f64>,
    /// Hidden reasoning in the cost of an attempt; null where an attempt costs nothing.
    pub hidden_cost_share: Option<f64>,
}

/// A class of tokens, of an attempt or of a call.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClassReport {
    /// `input`, `cache`, `retrieval`, `visible_output` or `hidden_reasoning`.
    pub class: &'static str,
    /// Tokens.
    pub tokens: f64,
    /// Dollars.
    pub usd: f64,
    /// Part of the tokens; null without tokens.
    pub token_share: Option<f64>,
    /// Part of the cost, fees included in the whole; null where it costs nothing.
    pub cost_share: Option<f64>,
}

/// What becomes of a task, in expectation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutcomeReport {
    /// Chance that an attempt is right, the quality at the end of the workflow.
    pub quality: f64,
    /// Attempts a task.
    pub attempts: f64,
    /// Chance that a task ends with a right result.
    pub right: f64,
    /// Chance that a wrong result is let through.
    pub wrong: f64,
    /// Chance that a task goes to a person or is given up after the last attempt.
    pub exhausted: f64,
    /// What a task costs.
    pub spend_usd: f64,
    /// The part of it that goes to tokens and fees.
    pub tokens_usd: f64,
    /// The part of it that goes to looks.
    pub checking_usd: f64,
    /// The part of it that goes to a person after the last attempt.
    pub person_usd: f64,
}

/// A step of the workflow.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepReport {
    /// Its name, or its place where it has none.
    pub name: String,
    /// Tokens of an attempt, all classes, calls and turns.
    pub tokens: f64,
    /// Dollars of an attempt.
    pub cost_usd: f64,
    /// Its part of the attempt's tokens.
    pub token_share: Option<f64>,
    /// Its part of the attempt's cost.
    pub cost_share: Option<f64>,
    /// Calls an attempt.
    pub calls: f64,
    /// Turns of a call.
    pub turns: f64,
    /// One call, all its turns.
    pub per_call_usd: f64,
    /// Fees of a call, all its turns.
    pub fees_usd: f64,
    /// One call by class of token.
    pub classes: Vec<ClassReport>,
    /// Hidden tokens for each visible one; null without visible output.
    pub hidden_ratio: Option<f64>,
    /// What a million tokens of visible output cost with their hidden ones, at the first turn's rates.
    pub effective_output_usd_per_mtok: Option<f64>,
    /// Output rate over input rate, at the first turn's rates; null where input is free.
    pub price_asymmetry: Option<f64>,
    /// Chance that the step is right, given good input; null where it is unknown.
    pub success_rate: Option<f64>,
}

/// The word of a class in the report.
#[must_use]
pub fn class_name(class: TokenClass) -> &'static str {
    match class {
        TokenClass::Input => "input",
        TokenClass::Cache => "cache",
        TokenClass::Retrieval => "retrieval",
        TokenClass::VisibleOutput => "visible_output",
        TokenClass::HiddenReasoning => "hidden_reasoning",
    }
}

/// The report of a model that was lowered from a scenario.
#[must_use]
pub fn report(
    scenario: &Scenario,
    lowered: &Lowered,
    model: &Model,
    evaluation: &Evaluation,
) -> Report {
    let in_order = lowered.order.iter().copied().zip(&model.steps).enumerate();
    let mut steps: Vec<(usize, StepReport, Option<PriceSource>)> = in_order
        .map(|(index, (place, step))| {
            let name = scenario.steps[place].shown_name(place);
            let price = lowered.prices[place].as_ref();
            let source = price.map(|price| sources::source(name.clone(), price, step));
            (place, step_report(name, step, evaluation, index), source)
        })
        .collect();
    sort_short(&mut steps, |left, right| left.0 < right.0);
    let price_sources = steps
        .iter()
        .filter_map(|(_, _, source)| source.clone())
        .collect();
    Report {
        version: VERSION,
        title: scenario.title.clone(),
        task_name: scenario.work.task_name.clone(),
        tasks: scenario.work.tasks,
        period: scenario.work.period.word().into(),
        cost: cost(scenario, evaluation),
        outcome: evaluation.outcome.as_ref().map(outcome_report),
        steps: steps.into_iter().map(|(_, step, _)| step).collect(),
        price_sources,
        warnings: lowered.problems.clone(),
    }
}

fn cost(scenario: &Scenario, evaluation: &Evaluation) -> Cost {
    let classes = classes(
        &evaluation.tokens,
        &evaluation.usd,
        evaluation.per_attempt(),
    );
    let hidden = &classes[TokenClass::HiddenReasoning as usize];
    let per_success = evaluation
        .outcome
        .as_ref()
        .and_then(Outcome::cost_per_success);
    let per_year = |period: Usd| period.0 * scenario.work.period.per_year();
    Cost {
        per_call_usd: evaluation.per_call().map(|usd| usd.0),
        per_attempt_usd: evaluation.per_attempt().0,
        per_task_usd: evaluation.per_task.map(|usd| usd.0),
        per_success_usd: per_success.map(|usd| usd.0),
        per_period_usd: evaluation.per_period.map(|usd| usd.0),
        per_month_usd: evaluation
            .per_period
            .map(|period| per_year(period) / Period::Month.per_year()),
        per_year_usd: evaluation.per_period.map(per_year),
        fees_usd: evaluation.fees.0,
        hidden_token_share: hidden.token_share,
        hidden_cost_share: hidden.cost_share,
        classes,
    }
}

fn outcome_report(outcome: &Outcome) -> OutcomeReport {
    OutcomeReport {
        quality: outcome.attempt_success_rate.0,
        attempts: outcome.attempts,
        right: outcome.right.0,
        wrong: outcome.wrong.0,
        exhausted: outcome.exhausted.0,
        spend_usd: outcome.spend().0,
        tokens_usd: outcome.tokens_usd.0,
        checking_usd: outcome.checking_usd.0,
        person_usd: outcome.person_usd.0,
    }
}

fn step_report(name: String, step: &Step, evaluation: &Evaluation, index: usize) -> StepReport {
    let cost = &evaluation.steps[index];
    let tokens = cost.call.tokens.total() * cost.calls;
    StepReport {
        name,
        tokens: tokens.0,
        cost_usd: cost.per_attempt().0,
        token_share: part(tokens.0, evaluation.tokens.total().0),
        cost_share: part(cost.per_attempt().0, evaluation.per_attempt().0),
        calls: cost.calls.0,
        turns: step.agent.turns,
        per_call_usd: cost.call.total().0,
        fees_usd: cost.call.fees.0,
        classes: classes(&cost.call.tokens, &cost.call.usd, cost.call.total()),
        hidden_ratio: cost.hidden_ratio,
        effective_output_usd_per_mtok: cost.effective_output().map(|rate| rate.0),
        price_asymmetry: cost.rates.asymmetry(),
        success_rate: step.success_rate.map(|rate| rate.0),
    }
}

fn classes(tokens: &ByClass<Tokens>, usd: &ByClass<Usd>, whole: Usd) -> Vec<ClassReport> {
    let all = tokens.total().0;
    TokenClass::ALL
        .into_iter()
        .map(|class| ClassReport {
            class: class_name(class),
            tokens: tokens[class].0,
            usd: usd[class].0,
            token_share: part(tokens[class].0, all),
            cost_share: part(usd[class].0, whole.0),
        })
        .collect()
}

fn part(of: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| of / whole)
}
