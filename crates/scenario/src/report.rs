//! The report: every figure with a stable name, as `evaluate --format json` prints it and the page shows it.
//!
//! Names are part of the interface: add to them, never change one. Money is in US dollars, shares are between
//! 0 and 1; `null` stands for what is not known, never 0.

mod parts;
mod sources;
mod value;

pub use parts::{Part, PartReport};
pub use sources::{PriceSource, RateReport, TierReport};
pub use value::{
    BreakEvenReport, CurveReport, FrontierReport, HistoryReport, OptimumReport, PlanReport,
    RiskReport, ValueReport, break_even, form_word, frontier, optimum, risk,
};

use crate::choice::Period;
use crate::document::{self, Scenario};
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
    /// What it is worth; null while a success rate is unknown.
    pub value: Option<ValueReport>,
    /// Each step of the workflow, in the document's order.
    pub steps: Vec<StepReport>,
    /// The best efforts; null where no step has a curve, and in the quick report.
    pub optimum: Option<OptimumReport>,
    /// Until when it pays, the tightest number first; empty while a success rate is unknown, and in the quick report.
    pub break_even: Vec<BreakEvenReport>,
    /// Where two numbers at once break even; null where there are no such pairs, and in the quick report.
    pub frontier: Option<FrontierReport>,
    /// How much the net varies; null while a success rate is unknown, and in the quick report.
    pub risk: Option<RiskReport>,
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
    /// A right result with its part of what is paid anyway; null where none is right or the success rate is unknown.
    pub full_cost_per_success_usd: Option<f64>,
    /// A period, what is paid anyway included.
    pub per_period_usd: Option<f64>,
    /// The least that a period can cost, with one try and one look a task, what is paid anyway included.
    pub least_per_period_usd: f64,
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
    /// Expected net value of a task: what it is worth less what it costs.
    pub expected_net_usd: f64,
    /// Standard deviation of that net.
    pub standard_deviation_usd: f64,
    /// Chance that a task nets less than nothing.
    pub loss_probability: f64,
    /// Mean net of the worst twentieth of tasks.
    pub cvar05_usd: f64,
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
    /// Chance that its result is right: its success rate and all that came before; null where that is unknown.
    pub quality: Option<f64>,
    /// What a little more of that is worth to a task, dollars for a chance of 1 (the adjoint).
    pub adjoint: Option<f64>,
    /// What a little more of its own success rate is worth to a task, dollars for a chance of 1.
    pub value_of_success_usd: Option<f64>,
    /// What the next 1,000 tokens of effort in a call are worth, at the margin; null without a curve.
    pub value_per_1000_tokens_usd: Option<f64>,
    /// What the next dollar spent on effort here returns; null without a curve, or where effort is free.
    pub next_dollar_returns: Option<f64>,
    /// The same by the exponential, the Hill and the power form; null where the form is not assumed.
    pub next_dollar_by_form: Option<[f64; 3]>,
    /// Effort of a call in tokens.
    pub effort_tokens: f64,
    /// What a million more tokens of effort cost.
    pub effort_usd_per_mtok: f64,
    /// What a million more tokens of visible output cost, with the input that they cause in later turns.
    pub marginal_output_usd_per_mtok: f64,
    /// How success follows effort.
    pub curve: CurveReport,
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
            let written = &scenario.steps[place];
            (
                place,
                step_report(name, written, step, evaluation, index),
                source,
            )
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
        task_name: scenario.work.task(),
        tasks: scenario.work.tasks,
        period: scenario.work.period.word().into(),
        cost: cost(scenario, model, evaluation),
        outcome: evaluation.outcome.as_ref().map(outcome_report),
        value: value::value(scenario, model, evaluation),
        optimum: None,
        break_even: Vec::new(),
        frontier: None,
        risk: None,
        steps: steps.into_iter().map(|(_, step, _)| step).collect(),
        price_sources,
        warnings: lowered.problems.clone(),
    }
}

fn cost(scenario: &Scenario, model: &Model, evaluation: &Evaluation) -> Cost {
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
        per_success_usd: per_success.and_then(|usd| finite(usd.0)),
        full_cost_per_success_usd: full_cost_per_success(scenario, evaluation),
        per_period_usd: evaluation.per_period.map(|usd| usd.0),
        least_per_period_usd: ((evaluation.per_attempt() + model.checking.cost) * model.tasks
            + model.fixed)
            .0,
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

fn full_cost_per_success(scenario: &Scenario, evaluation: &Evaluation) -> Option<f64> {
    let right = evaluation.outcome.as_ref()?.right.0 * scenario.work.tasks;
    let period = evaluation.per_period?;
    finite(period.0 / right)
}

/// What JSON has a number for. It has none for a cost spread over practically nothing.
fn finite(number: f64) -> Option<f64> {
    number.is_finite().then(|| unsigned_zero(number))
}

/// Nothing has no sign: a sum of no terms is a negative zero.
fn unsigned_zero(number: f64) -> f64 {
    number + 0.0
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
        expected_net_usd: unsigned_zero(outcome.net.expected.0),
        standard_deviation_usd: libm::sqrt(outcome.net.variance),
        loss_probability: unsigned_zero(outcome.loss_probability.0),
        cvar05_usd: outcome.cvar05.0,
    }
}

fn step_report(
    name: String,
    written: &document::Step,
    step: &Step,
    evaluation: &Evaluation,
    index: usize,
) -> StepReport {
    let cost = &evaluation.steps[index];
    let adjoints = evaluation.adjoints.as_ref();
    let margin = evaluation.margins.get(index);
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
        quality: adjoints.map(|adjoints| adjoints.quality[index]),
        adjoint: margin.and_then(|margin| finite(margin.adjoint.0)),
        value_of_success_usd: margin.and_then(|margin| finite(margin.value_of_success.0)),
        value_per_1000_tokens_usd: margin
            .and_then(|margin| margin.value_of_token)
            .and_then(|usd| finite(usd.0 * 1_000.0)),
        next_dollar_returns: margin
            .and_then(|margin| margin.next_dollar)
            .and_then(finite),
        next_dollar_by_form: margin.and_then(value::by_form),
        effort_tokens: step.present_effort().0,
        effort_usd_per_mtok: economics::effort::marginal_price(
            &step.agent,
            &step.rates,
            step.effort,
        )
        .0,
        marginal_output_usd_per_mtok: economics::effort::marginal_output_price(
            &step.agent,
            &step.rates,
            written.keeps_output,
        )
        .0,
        curve: value::curve(written, step),
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
