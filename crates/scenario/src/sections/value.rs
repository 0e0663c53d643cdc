//! The section of value.

use super::blocks::{FORMULA, PAPER, chart, fold, line, section, table};
use super::{Action, Block, Section};
use crate::document::Scenario;
use crate::format::{count_full, share_full, usd, usd_full};
use crate::picture;
use crate::report::Report;
use crate::sweep::Base;
use crate::table::Table;
use crate::words::{self, FormulaLine};

pub(super) fn value(scenario: &Scenario, report: &Report, base: Option<&Base>) -> Section {
    let takeaway = words::value_takeaway(scenario, report);
    let mut blocks = Vec::new();
    let says = words::task_words(scenario, report);
    if !says.is_empty() {
        blocks.push(Block::Line(says));
    }
    if let Some(curve) = base.and_then(|base| picture::value_curve(base, report)) {
        blocks.push(chart("value", &takeaway));
        blocks.push(Block::Line(words::curve_line(report)));
        if report.steps.len() == 1
            && let Some(offer) = words::best_offer(report)
        {
            blocks.push(Block::Offer(offer, Action::Best));
        }
        let mut inside = Vec::new();
        if base
            .and_then(|base| picture::marginal_curve(base, report))
            .is_some()
        {
            inside.push(chart(
                "marginal",
                "What the next million tokens of effort are worth, and what they cost.",
            ));
        }
        inside.push(Block::Table(value_table(&curve), Vec::new()));
        blocks.push(fold("At the margin, and as a table", inside));
    }
    if report.value.is_some() {
        blocks.push(fold(FORMULA, vec![Block::Formula(value_formula(report))]));
    }
    section("value", "Value", PAPER, takeaway, blocks)
}

fn value_table(curve: &picture::ValueCurve) -> Table {
    let shown = |across: f64| {
        if curve.is_money {
            usd(across)
        } else {
            count_full(across)
        }
    };
    let row = |name: &str, point: &picture::ValuePoint| {
        vec![
            name.into(),
            shown(point.across),
            usd_full(point.worth),
            usd_full(point.spend),
            usd_full(point.net()),
        ]
    };
    let every = (curve.points.len() / 8).max(1);
    let points = curve
        .points
        .iter()
        .step_by(every)
        .map(|point| row("", point));
    let mut rows: Vec<Vec<String>> = vec![row("today", &curve.today)];
    rows.extend(curve.best.as_ref().map(|best| row("best", best)));
    rows.extend(points);
    table(
        "Worth and spend of a task",
        &["", &curve.across, "worth", "spent", "net"],
        rows,
    )
}

fn value_formula(report: &Report) -> Vec<FormulaLine> {
    let (Some(value), Some(outcome)) = (&report.value, &report.outcome) else {
        return Vec::new();
    };
    let mut lines = vec![line(
        "net of a task",
        format!(
            "{} \u{d7} {} right \u{2212} {} \u{d7} {} wrong \u{2212} {} spent{}",
            usd_full(value.gain_usd),
            share_full(outcome.right),
            usd_full(value.loss_usd),
            share_full(outcome.wrong),
            usd_full(outcome.spend_usd),
            if value.undone_usd == 0.0 {
                String::new()
            } else {
                format!(" \u{2212} {} for each given up", usd_full(value.undone_usd))
            }
        ),
        usd_full(value.net_usd),
    )];
    lines.push(line(
        &format!("net of a {}", report.period),
        format!(
            "{} \u{d7} {} less what is paid anyway",
            count_full(report.tasks),
            usd_full(value.net_usd)
        ),
        usd_full(value.net_per_period_usd),
    ));
    lines.push(line(
        "a point of quality",
        "what one more right try in a hundred brings".into(),
        usd_full(value.value_of_quality_usd / 100.0),
    ));
    for step in &report.steps {
        let (Some(token), Some(returns)) =
            (step.value_per_1000_tokens_usd, step.next_dollar_returns)
        else {
            continue;
        };
        let cost = step.effort_usd_per_mtok / 1e3 * step.calls * outcome.attempts;
        lines.push(line(
            &format!("next dollar at {}", step.name),
            format!(
                "1,000 tokens are worth {} and cost {}",
                usd_full(token),
                usd_full(cost)
            ),
            usd_full(returns),
        ));
    }
    if let Some(per_token) = value.net_per_token_usd {
        lines.push(line(
            "net for each 1,000 tokens, on average",
            "an average: it does not say what the next token brings".into(),
            usd_full(per_token * 1_000.0),
        ));
    }
    lines
}
