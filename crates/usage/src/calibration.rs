//! A scenario of what was measured: a step for each model and role, so that a period of it costs what the log's did.

mod document;
mod groups;

use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::field;
use serde::Serialize;

use crate::ask::Ask;
use crate::decimal::Decimal;
use crate::store::Store;

/// What a scenario of the use holds, and how each figure spreads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Calibration {
    /// The period of the scenario: day, week, month or year.
    pub period: String,
    /// Days from the first to the last that had any use.
    pub span_days: u64,
    /// What one task is: turn, session or request.
    pub task: String,
    /// Tasks of the whole log.
    pub tasks: u64,
    /// Tasks a period.
    pub tasks_per_period: f64,
    /// What the steps cost over the whole log, USD.
    pub cost_usd: Decimal,
    /// What they cost a period, USD.
    pub cost_per_period_usd: f64,
    /// Its steps, the dearest first.
    pub steps: Vec<StepFigures>,
    /// What the document has no place for.
    pub beside: Vec<Spread>,
    /// What a log cannot know, to be filled in.
    pub to_be_asked: Vec<String>,
    /// Events that are in no step, with the reason.
    pub left_out: Vec<LeftOut>,
    /// The document as a link holds it, behind its `#`.
    pub link: String,
}

/// A step with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepFigures {
    /// Name of the step.
    pub name: String,
    /// Provider of the price list; empty where own rates hold alone.
    pub provider: String,
    /// Model of the price list; empty where own rates hold alone.
    pub model: String,
    /// Kind of processing.
    pub processing: String,
    /// Calls of the whole log.
    pub calls: u64,
    /// What they cost, USD.
    pub cost_usd: Decimal,
    /// Whether rates of its own stand in the step, because tiers, dates or sums of several prices were met.
    pub has_own_rates: bool,
    /// Its figures, by their fields.
    pub figures: Vec<Spread>,
}

/// A figure and how it spreads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// What it is: a field of the document such as `input_tokens`, or a word for what has none.
    pub name: String,
    /// The mean, which the document takes.
    pub mean: f64,
    /// One of twenty is below.
    pub p05: f64,
    /// Half are below.
    pub p50: f64,
    /// Nineteen of twenty are below.
    pub p95: f64,
    /// Of so many.
    pub n: u64,
}

/// Events that are in no step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many.
    pub events: u64,
}

impl Spread {
    /// Of values in any order; nothing without any.
    fn of(name: &str, mut values: Vec<f64>) -> Option<Spread> {
        values.sort_unstable_by(f64::total_cmp);
        let last = values.len().checked_sub(1)?;
        // The nearest rank: a value that was measured.
        let at = |share: usize| values[((last + 1) * share).div_ceil(100).max(1) - 1];
        Some(Spread {
            name: name.to_owned(),
            mean: values.iter().sum::<f64>() / values.len() as f64,
            p05: at(5),
            p50: at(50),
            p95: at(95),
            n: values.len() as u64,
        })
    }
}

/// A scenario of what was measured, and its figures; `None` where nothing that has a price was used.
pub fn calibrate(store: &Store, catalog: &Catalog, ask: &Ask) -> Option<(Scenario, Calibration)> {
    let measured = groups::Measured::new(store, catalog, ask);
    let tasks = measured.tasks();
    if tasks == 0 || measured.groups.is_empty() {
        return None;
    }
    let (period, periods) = document::period(measured.span_days);
    let tasks_per_period = tasks as f64 / periods;
    let mut scenario = document::scenario(&measured, period, tasks_per_period);
    let mut figures = Vec::new();
    for group in measured.dearest_first() {
        let (step, of_step) = document::step(group, catalog, tasks as f64);
        scenario.steps.push(step);
        figures.push(of_step);
    }
    document::name_apart(&mut scenario, &mut figures);
    let cost: Decimal = figures.iter().map(|step| step.cost_usd).sum();
    let calibration = Calibration {
        period: period.word().to_owned(),
        span_days: measured.span_days,
        task: measured.task_word().to_owned(),
        tasks,
        tasks_per_period,
        cost_usd: cost,
        cost_per_period_usd: cost.to_f64() / periods,
        steps: figures,
        beside: measured.beside(),
        to_be_asked: [
            &field::step::SUCCESS_RATE,
            &field::value::GAIN_USD,
            &field::value::LOSS_USD,
        ]
        .map(|field| field.path.to_owned())
        .to_vec(),
        left_out: measured.left_out(),
        link: scenario::link::encode(&scenario),
    };
    Some((scenario, calibration))
}
