//! From the document to a model that is valid by construction, with every problem at once.
//!
//! The only place where a document's words become numbers of the engine: prices are resolved here, units are
//! made canonical, and whatever cannot be computed is refused at the path of its field.

mod graph;
mod pricing;
mod success;
mod tokens;

pub use pricing::{OwnRate, StepPrice};
pub(crate) use pricing::{own_over_listed, rate_unit};
pub(crate) use success::effort_kind;
pub(crate) use tokens::{COUNTED_BY_HAND, agent_loop, counts_hold};

use crate::choice::Fallback;
use crate::document::{self, Checking, Person, Scenario};
use crate::field::{self, Datum};
use crate::number::grouped;
use crate::problem::Problem;
use catalogs::prices::Catalog;
use economics::outcome;
use economics::price::Rates;
use economics::quantity::{Calls, Probability, Tokens, Usd};
use economics::{Model, Step};

/// What lowering a document gives: a model unless there was an error, and all that was noticed.
#[derive(Debug)]
pub struct Lowered {
    /// The model; nothing where a problem is an error.
    pub model: Option<Model>,
    /// For each step of the model, its place in the document.
    pub order: Vec<usize>,
    /// Where each step's rates come from, in the document's order.
    pub prices: Vec<Option<StepPrice>>,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
}

/// Collects problems.
#[derive(Debug, Default)]
struct Checker {
    problems: Vec<Problem>,
}

impl Checker {
    fn error(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem::error(path, message));
    }

    fn warning(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem::warning(path, message));
    }

    fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// Lowers a document with the prices of a catalogue.
#[must_use]
pub fn lower(scenario: &Scenario, catalog: &Catalog) -> Lowered {
    let mut check = Checker::default();
    check_fields(&mut check, scenario, catalog);
    let fields_hold = !check.has_errors();
    let order = graph::order(&mut check, &scenario.steps);
    let mut prices = Vec::with_capacity(scenario.steps.len());
    for (index, step) in scenario.steps.iter().enumerate() {
        let price = pricing::step_price(&mut check, index, step, catalog);
        if fields_hold {
            tokens::check(&mut check, index, step, price.as_ref());
        }
        prices.push(price);
    }
    check_success_rates(&mut check, scenario);
    let order = order.filter(|_| !check.has_errors());
    let model = order
        .as_ref()
        .and_then(|order| model(scenario, order, &prices));
    let order = order.map(|order| order.places).unwrap_or_default();
    Lowered {
        model,
        order,
        prices,
        problems: check.problems,
    }
}

/// A document may come from code that did not go through the table: its ranges are checked here once more.
fn check_fields(check: &mut Checker, scenario: &Scenario, catalog: &Catalog) {
    for place in scenario.places() {
        let datum = scenario.get(&place);
        if let Err(message) = place.field.check(&datum) {
            check.error(place, message);
        } else if let Datum::Range(range) = datum {
            let middle = grouped(range.middle());
            let message = format!(
                "{} is a range, which stays in files and links and cannot be counted yet: ranges come later; write one \
                 number, such as {middle}",
                range.written(grouped)
            );
            check.error(place, message);
        }
    }
    for part in &scenario.unknown {
        let name = part.split_once('=').map_or(part.as_str(), |(name, _)| name);
        check.warning(name, "comes from a newer version and is not known here, so it is not counted; it stays in links and files");
    }
    if let Some(name) = &scenario.prices
        && *name != catalog.snapshot().name
    {
        let here = &catalog.snapshot().name;
        check.error(field::about::PRICES.place(), format!("\"{name}\" is not the price snapshot at hand, which is \"{here}\"; leave it out to use that"));
    }
}

fn check_success_rates(check: &mut Checker, scenario: &Scenario) {
    for (index, step) in scenario.steps.iter().enumerate() {
        success::check(check, index, step);
    }
    let any_known = scenario
        .steps
        .iter()
        .any(|step| step.success_rate.is_some());
    let unset = scenario
        .steps
        .iter()
        .position(|step| step.success_rate.is_none());
    if let (true, Some(index)) = (any_known, unset) {
        let message = "is not set, so the success of the whole is unknown and only costs are shown; enter how often \
                       this step is right";
        check.warning(field::step::SUCCESS_RATE.of_step(index), message);
    }
    if any_known
        && scenario
            .checking
            .as_ref()
            .is_some_and(|table| table.attempts > 1.0 && table.correlation == 0.0)
    {
        let message = "is 0: each new try counts as independent, while tries of one hard task are often alike";
        check.warning(field::checking::CORRELATION.place(), message);
    }
    if let Some(table) = &scenario.checking
        && table.recall < table.false_reject
    {
        let message = "is below the right ones rejected: the look rejects a right result sooner than a wrong one, so that \
                       not looking would be better";
        check.warning(field::checking::RECALL.place(), message);
    }
}

fn model(scenario: &Scenario, order: &graph::Order, prices: &[Option<StepPrice>]) -> Option<Model> {
    let steps: Option<Vec<Step>> = order
        .places
        .iter()
        .map(|place| {
            let rates = prices[*place].as_ref()?.rates.clone();
            Some(step(&scenario.steps[*place], rates))
        })
        .collect();
    let Terms {
        checking,
        value,
        tasks,
        fixed,
    } = terms(scenario);
    Some(Model {
        steps: steps?,
        graph: order.graph(&scenario.steps),
        checking,
        value,
        tasks,
        fixed,
    })
}

/// A step of the model, from one whose counts were checked.
pub(crate) fn step(step: &document::Step, rates: Rates) -> Step {
    let agent = agent_loop(step);
    let effort = effort_kind(step);
    let success = success::success(step, agent.effort(effort));
    Step {
        agent,
        rates,
        calls: Calls(step.calls),
        success_rate: success.rate,
        effort,
        minimum: Tokens(step.minimum_tokens),
        known: success.known,
        curve: success.curve,
    }
}

/// Effort of a call.
#[must_use]
pub fn present_effort(step: &document::Step) -> f64 {
    agent_loop(step).effort(effort_kind(step)).0
}

/// Whether the step's success follows its effort.
#[must_use]
pub fn has_curve(step: &document::Step) -> bool {
    success::success(step, Tokens(present_effort(step)))
        .curve
        .is_ok()
}

/// How often a step is right at its present effort; nothing without a curve.
#[must_use]
pub fn success_rate(step: &document::Step) -> Option<f64> {
    let success = success::success(step, Tokens(present_effort(step)));
    success.curve.ok().and(success.rate).map(|rate| rate.0)
}

/// Whether what is said of a step's success fits together.
pub(crate) fn success_holds(step: &document::Step) -> bool {
    let mut check = Checker::default();
    success::check(&mut check, 0, step);
    !check.has_errors()
}

/// What a document says beside its steps.
pub struct Terms {
    /// How results are looked at.
    pub checking: outcome::Checking,
    /// What results are worth.
    pub value: outcome::Value,
    /// Tasks a period.
    pub tasks: f64,
    /// What a period costs anyway.
    pub fixed: Usd,
}

/// See [`Terms`].
#[must_use]
pub fn terms(scenario: &Scenario) -> Terms {
    let nobody_looks = outcome::Checking::NONE;
    let value = &scenario.value;
    Terms {
        checking: scenario
            .checking
            .as_ref()
            .map_or(nobody_looks, |table| checking(table, &scenario.person)),
        value: outcome::Value {
            gain: Usd(value.gain_usd),
            loss: Usd(value.loss_usd),
            undone: Usd(value.undone_usd),
            risk_aversion: value.risk_aversion,
        },
        tasks: scenario.work.tasks,
        fixed: Usd(scenario.fixed.usd),
    }
}

/// What it costs to have a person do the whole task: what was said, else wage times time.
#[must_use]
pub fn person_cost(scenario: &Scenario) -> Usd {
    let said = scenario
        .checking
        .as_ref()
        .and_then(|table| table.fallback_usd);
    Usd(said.unwrap_or_else(|| scenario.person.task_usd()))
}

fn checking(table: &Checking, person: &Person) -> outcome::Checking {
    outcome::Checking {
        cost: Usd(table.cost_usd),
        recall: Probability(table.recall),
        false_reject: Probability(table.false_reject),
        attempts: table.attempts as u32,
        correlation: table.correlation,
        person: (table.fallback == Fallback::Person)
            .then(|| Usd(table.fallback_usd.unwrap_or_else(|| person.task_usd()))),
    }
}
