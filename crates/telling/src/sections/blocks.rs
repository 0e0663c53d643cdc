//! What stands in each section.

use super::{Action, Block, Section, Sparkline};
use crate::picture::{self, spark_of};
use crate::table::Table;
use crate::words::{self, FormulaLine};
use scenario::analysis::rows_of;
use scenario::break_even::{Rival, Verdict, break_even as solve, places};
use scenario::document::Scenario;
use scenario::field::Place;
use scenario::format;
use scenario::format::{count, count_full, counted, share, share_full, usd_full};
use scenario::report::{BreakEvenReport, Report};
use scenario::sweep::Base;

/// Formulas of the framework's paper.
pub const PAPER: &str = "paper";
/// Formulas that go beyond it.
pub const EXTENSION: &str = "extension";

/// A section of blocks.
#[must_use]
pub fn section(
    id: &str,
    name: &str,
    source: &str,
    takeaway: String,
    blocks: Vec<Block>,
) -> Section {
    Section {
        id: id.into(),
        name: name.into(),
        source: source.into(),
        takeaway,
        blocks,
    }
}

/// A drawing by its name, with what it shows.
#[must_use]
pub fn chart(id: &str, says: &str) -> Block {
    Block::Chart(id.into(), says.into())
}

/// A table without tiny curves.
#[must_use]
pub fn table(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table {
        caption: caption.into(),
        head: head.iter().map(|name| (*name).into()).collect(),
        rows,
    }
}

/// What opens when it is asked for.
#[must_use]
pub fn fold(name: &str, blocks: Vec<Block>) -> Block {
    Block::Fold(name.into(), blocks)
}

/// A line of a formula.
#[must_use]
pub fn line(label: &str, expression: String, result: String) -> FormulaLine {
    FormulaLine {
        label: label.into(),
        expression,
        result,
    }
}

/// Name of a fold with the figures of a drawing.
pub const TABLE: &str = "Table";
/// Name of a fold with formulas.
pub const FORMULA: &str = "How this is computed, with these numbers";

/// Rows of the table that stand open.
const OPEN_ROWS: usize = 7;

pub(super) fn break_even(scenario: &Scenario, report: &Report, base: Option<&Base>) -> Section {
    let takeaway = words::break_even_takeaway(scenario, report);
    let mut blocks = Vec::new();
    let with: Vec<&BreakEvenReport> = report
        .break_even
        .iter()
        .filter(|row| row.threshold.is_some())
        .collect();
    let without: Vec<&BreakEvenReport> = report
        .break_even
        .iter()
        .filter(|row| row.threshold.is_none() && row.verdict != Verdict::NoEffect)
        .collect();
    let (open, rest) = with.split_at(with.len().min(OPEN_ROWS));
    if !open.is_empty() {
        blocks.push(rows(
            scenario,
            report,
            base,
            "Until when it pays, the tightest number first",
            open,
        ));
    }
    if rest.len() + without.len() > 0 {
        let all: Vec<&BreakEvenReport> = rest.iter().copied().chain(without).collect();
        let caption = "The other numbers";
        let name = counted(&count(all.len() as f64), "more number");
        blocks.push(fold(
            &name,
            vec![rows(scenario, report, base, caption, &all)],
        ));
    }
    blocks.extend(base.and_then(|base| person(scenario, report, base)));
    if let Some(curve) = base.and_then(|base| picture::frontier_curve(base, report)) {
        let says = format!(
            "Where \u{201c}{}\u{201d} and \u{201c}{}\u{201d} together break even.",
            curve.across, curve.up
        );
        let pairs = curve
            .points
            .iter()
            .map(|(x, y)| vec![share_full(*x), usd_full(*y)]);
        let twin = table(&says, &[&curve.across, &curve.up], pairs.collect());
        let twin = fold(TABLE, vec![Block::Table(twin, Vec::new())]);
        blocks.push(fold(
            "Two numbers at once",
            vec![chart("frontier", &says), twin],
        ));
    }
    if !report.break_even.is_empty() {
        blocks.push(Block::Line(
            "Each number moves alone; a number in tokens moves along the step\u{2019}s curve. Compared with not doing it.".into(),
        ));
    }
    section("break-even", "Break-even", EXTENSION, takeaway, blocks)
}

/// The same against a person who does every task alone: the numbers of the scenario, and those of its steps where they
/// are few. Nothing where a person costs nothing.
fn person(scenario: &Scenario, report: &Report, base: &Base) -> Option<Block> {
    /// With more steps their numbers would crowd out the others.
    const FEW: usize = 4;
    let says = words::against_person(scenario, report)?;
    let mut asked = places(base);
    asked.retain(|place| scenario.steps.len() <= FEW || !place.field.is_of_step());
    let found = rows_of(base, Rival::Person, &asked);
    let shown: Vec<&BreakEvenReport> = found
        .iter()
        // Less than nothing is nobody's number.
        .filter(|row| row.threshold.is_some_and(|at| at >= 0.0 || row.today < 0.0))
        .take(OPEN_ROWS)
        .collect();
    let mut inside = vec![Block::Line(says)];
    if !shown.is_empty() {
        let caption = "Where it is worth as much as a person alone";
        inside.push(rows(scenario, report, None, caption, &shown));
    }
    Some(fold("Against a person who does it alone", inside))
}

fn rows(
    scenario: &Scenario,
    report: &Report,
    base: Option<&Base>,
    caption: &str,
    shown: &[&BreakEvenReport],
) -> Block {
    let cells = |row: &&BreakEvenReport| {
        let value = |x: f64| {
            Place::parse(&row.path)
                .map_or(String::new(), |place| words::field_value(place.field, x))
        };
        vec![
            words::row_name(scenario, &row.path),
            value(row.today),
            words::threshold_value(row).unwrap_or("\u{2013}".into()),
            words::room_words(row),
        ]
    };
    let pays = report.value.as_ref().is_some_and(|value| value.pays);
    let at = match (base, pays) {
        (None, _) => "as much at",
        (_, true) => "stops paying at",
        (_, false) => "pays from",
    };
    let head = ["number", "today", at, "room"];
    let spark = |row: &&BreakEvenReport| {
        let base = base?;
        let found = solve(base, Place::parse(&row.path)?, Rival::Nothing)?;
        spark_of(base, &found).map(|spark| Sparkline::of(&spark))
    };
    Block::Table(
        table(caption, &head, shown.iter().map(cells).collect()),
        shown.iter().map(spark).collect(),
    )
}

pub(super) fn workflow(scenario: &Scenario, report: &Report, base: Option<&Base>) -> Section {
    let takeaway = words::workflow_takeaway(report);
    let mut blocks = Vec::new();
    if report.steps.len() > 1 {
        if base.is_some() {
            blocks.push(chart(
                "workflow",
                "The steps, each with its part of the tokens.",
            ));
        }
        if picture::orders(report).is_some() {
            blocks.push(chart("orders", &takeaway));
        }
        blocks.push(fold(
            "The steps side by side",
            vec![Block::Table(steps_table(report), Vec::new())],
        ));
        if let Some(splits) = base.and_then(|base| picture::splits(base, report)) {
            blocks.push(chart(
                "splits",
                "How the money of a try is split: today, split best, and at the best spend.",
            ));
            blocks.push(fold(
                TABLE,
                vec![Block::Table(splits_table(&splits), Vec::new())],
            ));
        }
        if let Some(offer) = words::same_money_offer(report) {
            blocks.push(Block::Offer(offer, Action::SameMoney));
        }
        if let Some(offer) = words::best_offer(scenario, report) {
            blocks.push(Block::Offer(offer, Action::Best));
        }
    }
    let missing = report
        .steps
        .iter()
        .filter(|step| step.curve.none_because.is_some());
    let missing: Vec<String> = missing.map(words::curve_missing).collect();
    if !missing.is_empty() && report.value.is_some() {
        blocks.push(Block::Line(missing.join(" ")));
    }
    if report.steps.len() == 1 {
        let (step, task) = (&report.steps[0], &report.task_name);
        blocks.push(Block::Line(format!(
            "{} {task} takes {} in one step. With more steps, this section compares them by tokens, cost, value and \
             what the next dollar returns.",
            format::capital_article(task),
            counted(&count(step.tokens), "token")
        )));
    }
    section("workflow", "Workflow", PAPER, takeaway, blocks)
}

fn steps_table(report: &Report) -> Table {
    let unknown = || "\u{2013}".to_string();
    let cell = |value: Option<f64>, text: fn(f64) -> String| value.map_or_else(unknown, text);
    let row = |step: &scenario::report::StepReport| {
        vec![
            step.name.clone(),
            count_full(step.tokens),
            usd_full(step.cost_usd),
            cell(step.success_rate, share_full),
            cell(step.quality, share_full),
            cell(step.value_of_success_usd.map(|usd| usd / 100.0), usd_full),
            cell(step.value_per_1000_tokens_usd, usd_full),
            cell(step.next_dollar_returns, usd_full),
        ]
    };
    let head = [
        "step",
        "tokens a try",
        "cost a try",
        "right, given good input",
        "right so far",
        "worth of a point more",
        "worth of 1,000 tokens more",
        "next dollar returns",
    ];
    table(
        "The steps side by side",
        &head,
        report.steps.iter().map(row).collect(),
    )
}

fn splits_table(splits: &picture::Splits) -> Table {
    let mut head = vec![""];
    head.extend(splits.steps.iter().map(String::as_str));
    head.push("a task");
    let rows = splits.rows.iter().map(|(name, dollars, net)| {
        let mut row = vec![name.clone()];
        row.extend(dollars.iter().map(|usd| usd_full(*usd)));
        row.push(net.clone());
        row
    });
    table("Dollars of a try by step", &head, rows.collect())
}

pub(super) fn risk(scenario: &Scenario, report: &Report) -> Section {
    let takeaway = words::risk_takeaway(scenario, report);
    let mut blocks = Vec::new();
    if let (Some(risk), Some(outcome)) = (&report.risk, &report.outcome) {
        blocks.push(chart("risk", &takeaway));
        blocks.push(Block::Line(words::risk_line(report)));
        let nets = risk.task.iter().rev().take(40);
        let nets = nets.map(|net| vec![usd_full(net.net_usd), share_full(net.chance)]);
        let figures = vec![
            line(
                "expected net of a task",
                "every net \u{d7} its chance".into(),
                usd_full(outcome.expected_net_usd),
            ),
            line(
                "standard deviation",
                "square root of the variance".into(),
                usd_full(outcome.standard_deviation_usd),
            ),
            line(
                "chance of a loss",
                "nets below 0".into(),
                share(outcome.loss_probability),
            ),
            line(
                "the worst twentieth",
                "their mean net".into(),
                usd_full(outcome.cvar05_usd),
            ),
        ];
        let all = table(
            "Every net that a task can have",
            &["net", "chance"],
            nets.collect(),
        );
        blocks.push(fold(
            TABLE,
            vec![Block::Table(all, Vec::new()), Block::Formula(figures)],
        ));
    }
    section("risk", "Risk", PAPER, takeaway, blocks)
}
