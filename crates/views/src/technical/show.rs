//! The section: what to take away, drawings, settings, tables, formulas, sources.

use super::anchors::{ANCHORS, PLUGS};
use super::formula::formula;
use super::measured::MEASURED;
use super::terms::Terms;
use super::words::{self, shape_name};
use super::{RivalReport, StepSupplyReport, TechnicalReport, curves};
use crate::{Subject, inputs};
use scenario::format::{bytes, count, count_full, seconds, share_full, usd, usd_full, watt_hours};
use scenario::setting::rows::technical as rows;
use telling::sections::{Block, Section};
use telling::table::Table;

/// What stands for a number that is not known.
const UNKNOWN: &str = "\u{2013}";

pub(super) fn section(subject: &Subject, found: &TechnicalReport) -> Section {
    let scenario = subject.scenario;
    let terms = Terms::of(scenario);
    let mut blocks = Vec::new();
    if curves::plot(subject, found, "technical").is_some() {
        blocks.push(Block::Chart("technical".into(), chart_words(found)));
    }
    let limits = words::limits(found);
    if !limits.is_empty() {
        blocks.push(Block::Line(limits));
    }
    blocks.extend(task(subject, found, &terms));
    blocks.push(inputs(scenario, &rows::ALL[..8]));
    let more = inputs(scenario, &rows::ALL[8..]);
    blocks.push(Block::Fold(
        "More about the machine, waiting and power".into(),
        vec![more],
    ));
    if !found.curves.is_empty() {
        let mut inside = vec![Block::Table(twin(found), Vec::new())];
        if curves::plot(subject, found, "technical-speed").is_some() {
            inside.push(Block::Chart(
                "technical-speed".into(),
                "More requests at once make each answer slower.".into(),
            ));
        }
        blocks.push(Block::Fold(
            "Table, and the speed of an answer".into(),
            inside,
        ));
    }
    blocks.push(Block::Fold(
        "Step by step".into(),
        vec![Block::Table(steps(found), Vec::new())],
    ));
    blocks.push(Block::Fold(
        "Other machines, other models".into(),
        vec![
            Block::Table(machines(found), Vec::new()),
            Block::Table(models(found), Vec::new()),
            Block::Line(
                "Whether a model reads so much text, and as well, is another question.".into(),
            ),
        ],
    ));
    blocks.push(Block::Fold(
        "How this is computed, with these numbers".into(),
        vec![
            Block::Formula(formula(found, &terms)),
            Block::Line("Networks between machines, waiting for a place and what starts each step are left out: real machines are slower than this, not faster, the more so with few requests. A token that a cache answers takes no machine time here, but those behind it look back at it.".into()),
        ],
    ));
    blocks.push(Block::Fold(
        "Where the figures are from".into(),
        sources(found, &terms),
    ));
    Section {
        id: "technical".into(),
        name: "Technical".into(),
        source: "extension".into(),
        takeaway: words::takeaway(found),
        blocks,
    }
}

/// How long a task takes, and its energy; nothing where a step has no figures.
fn task(subject: &Subject, found: &TechnicalReport, terms: &Terms) -> Vec<Block> {
    let Some(task) = &found.task else {
        return Vec::new();
    };
    let (report, machine) = (subject.report, &found.machine);
    let waiting = (terms.wage, subject.scenario.work.period.hours());
    let is_measured = terms.speed.is_some() || terms.measured.is_some();
    vec![
        Block::Line(words::time(report, task, machine, waiting, is_measured)),
        Block::Line(words::energy(report, task, machine)),
    ]
}

fn chart_words(found: &TechnicalReport) -> String {
    format!(
        "Cost of a million output tokens of {} on {} at best: more requests share the reading of the weights, until memory is full (dots). A line for each length of context in tokens.",
        shape_name(&found.shape.name, found.shape.is_stand_in),
        words::machines(found)
    )
}

fn table(caption: String, head: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table {
        caption,
        head: head.iter().map(|name| (*name).into()).collect(),
        rows,
    }
}

fn cell(number: Option<f64>, text: fn(f64) -> String) -> String {
    number.map_or(UNKNOWN.into(), text)
}

/// The drawing as a table: a row for each number of requests, a column for each context.
fn twin(found: &TechnicalReport) -> Table {
    /// Numbers of requests that have a row.
    const ROWS: [f64; 6] = [1.0, 8.0, 32.0, 128.0, 512.0, 1_024.0];
    let mut batches = ROWS.to_vec();
    let own = found.machine.requests;
    if !batches.contains(&own) {
        let place = batches.partition_point(|batch| *batch < own);
        batches.insert(place, own);
    }
    let mut head = vec!["requests at once".to_string()];
    head.extend(found.curves.iter().map(curves::context_name));
    let rows = batches.into_iter().map(|batch| {
        let mut row = vec![count_full(batch)];
        row.extend(found.curves.iter().map(|curve| {
            if batch > curve.most_requests {
                return "does not fit".into();
            }
            let point = curve.points.iter().find(|point| point.requests == batch);
            cell(point.and_then(|point| point.output_usd_per_mtok), usd)
        }));
        row
    });
    Table {
        caption: format!(
            "A million output tokens of {} on {} at best",
            shape_name(&found.shape.name, found.shape.is_stand_in),
            words::machines(found)
        ),
        rows: rows.collect(),
        head,
    }
}

fn steps(found: &TechnicalReport) -> Table {
    let row = |row: &StepSupplyReport| {
        let (speed, cost) = (row.speed.as_ref(), row.cost.as_ref());
        let time =
            speed.map(|speed| speed.reading_seconds_per_call + speed.writing_seconds_per_call);
        let name = catalogs::shapes::open_model(&row.shape).map_or("", |model| model.name);
        vec![
            row.step.clone(),
            shape_name(name, row.is_stand_in),
            count_full(row.accelerators),
            count_full(row.context_tokens),
            cell(speed.map(|speed| speed.request_tokens_per_second), count),
            cell(time, seconds),
            cell(cost.map(|cost| cost.supply_usd_per_call), usd),
            cell(cost.map(|cost| cost.price_usd_per_call), usd_full),
            cell(cost.and_then(|cost| cost.gross_margin), share_full),
            cell(
                speed.and_then(|speed| speed.watt_hours_per_call),
                watt_hours,
            ),
        ]
    };
    table(
        format!("A call of each step, {}", words::speeds(is_measured(found))),
        &[
            "step",
            "shape",
            "machines",
            "context",
            "tokens / s",
            "time",
            "costs to make",
            "price",
            "left",
            "energy",
        ],
        found.steps.iter().map(row).collect(),
    )
}

/// Whether the speeds of the steps were measured.
fn is_measured(found: &TechnicalReport) -> bool {
    let mut speeds = found.steps.iter().filter_map(|row| row.speed.as_ref());
    speeds.any(|speed| speed.is_measured)
}

fn machines(found: &TechnicalReport) -> Table {
    let row = |row: &RivalReport| {
        vec![
            row.name.clone(),
            count_full(row.accelerators),
            cell(row.request_tokens_per_second, count),
            cell(row.output_usd_per_mtok, usd),
        ]
    };
    table(
        format!(
            "{} requests of {} tokens of context on other machines at best, {}",
            count(found.machine.requests),
            count(found.machine.context_tokens),
            shape_name(&found.shape.name, found.shape.is_stand_in)
        ),
        &[
            "machine",
            "how many",
            "tokens / s of one request",
            "a million output tokens",
        ],
        found.machines.iter().map(row).collect(),
    )
}

fn models(found: &TechnicalReport) -> Table {
    let row = |row: &RivalReport| {
        let fits = row.request_tokens_per_second.is_some();
        vec![
            row.name.clone(),
            count(row.parameters),
            bytes(row.kept_bytes_per_token),
            count_full(row.accelerators),
            if fits {
                cell(row.request_tokens_per_second, count)
            } else {
                "does not fit".into()
            },
            cell(row.output_usd_per_mtok, usd),
        ]
    };
    table(
        format!(
            "Open models with as many requests and tokens at best, on {}",
            found.machine.name
        ),
        &[
            "model",
            "parameters",
            "kept of a token",
            "how many",
            "tokens / s of one request",
            "a million output tokens",
        ],
        found.models.iter().map(row).collect(),
    )
}

fn sources(found: &TechnicalReport, terms: &Terms) -> Vec<Block> {
    let mut blocks = vec![
        Block::Source(
            format!(
                "Shape of {}: {} parameters, {} of them active as its maker counts, {} multiplied with each token",
                shape_name(&found.shape.name, found.shape.is_stand_in),
                count(found.shape.parameters),
                count(found.shape.active_parameters),
                count(found.shape.working_parameters)
            ),
            found.shape.source.clone(),
        ),
        Block::Source(
            format!("Speeds and memory of {}", terms.accelerator.name),
            terms.accelerator.source.into(),
        ),
    ];
    if let Some(rent) = &terms.accelerator.rent {
        blocks.push(Block::Source(
            format!(
                "Rent: {} an hour, {} in {}; from {} to {}",
                usd(rent.usd_per_hour),
                rent.says,
                rent.date,
                usd(rent.range.0),
                usd(rent.range.1)
            ),
            rent.source.into(),
        ));
    }
    for measured in &MEASURED {
        blocks.push(Block::Source(measured.says.into(), measured.source.into()));
    }
    for anchor in &ANCHORS {
        let (low, high) = anchor.watt_hours;
        let energy = if low < high {
            format!("{} to {}", watt_hours(low), watt_hours(high))
        } else {
            watt_hours(low)
        };
        blocks.push(Block::Source(
            format!("{}: {energy}", anchor.says),
            anchor.source.into(),
        ));
    }
    for (says, source) in PLUGS {
        blocks.push(Block::Source(says.into(), source.into()));
    }
    blocks.push(Block::Source(
        "A day that a provider disclosed, to compare with: DeepSeek on 27 February 2025, 227 nodes of eight H800 at $2 an hour, 608 billion tokens read and 168 billion written. That makes $0.06 for a million read and $0.30 for a million written; list prices would have left 85 %".into(),
        "https://github.com/deepseek-ai/open-infra-index".into(),
    ));
    blocks
}
