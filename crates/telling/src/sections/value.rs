//! The section of value.

use super::blocks::{FORMULA, PAPER, chart, fold, line, section, table};
use super::{Action, Block, Section};
use crate::picture;
use crate::table::Table;
use crate::words::{self, FormulaLine};
use economics::outcome::net;
use economics::quantity::{Probability, Usd};
use scenario::document::Scenario;
use scenario::format::{count_full, share_full, usd, usd_full};
use scenario::report::{OutcomeReport, Report, StepReport};
use scenario::sweep::Base;

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
        blocks.extend(words::least_line(scenario, report).map(Block::Line));
        if report.steps.len() == 1
            && let Some(offer) = words::best_offer(scenario, report)
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
        let lines = value_formula(report, base);
        blocks.push(fold(FORMULA, vec![Block::Formula(lines)]));
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

fn value_formula(report: &Report, base: Option<&Base>) -> Vec<FormulaLine> {
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
    let risk = base.and_then(|base| risk_of_a_dollar(report, outcome, base));
    let next = |step| next_dollar(step, outcome.attempts, risk);
    lines.extend(report.steps.iter().filter_map(next));
    if let Some(per_token) = value.net_per_token_usd {
        lines.push(line(
            "net for each 1,000 tokens, on average",
            "an average: it does not say what the next token brings".into(),
            usd_full(per_token * 1_000.0),
        ));
    }
    lines
}

/// zeta dVar/dC: how much more than its attempts a dollar of an attempt costs a person who is averse to risk; nothing
/// without aversion.
fn risk_of_a_dollar(report: &Report, outcome: &OutcomeReport, base: &Base) -> Option<f64> {
    let model = base.model();
    let (cost, quality) = (report.cost.per_attempt_usd, outcome.quality);
    let net = net(
        Usd(cost),
        Probability(quality),
        &model.checking,
        &model.value,
    );
    let aversion = model.value.risk_aversion;
    (aversion > 0.0).then_some(aversion * net.variance_per_cost)
}

/// What the next dollar returns at a step, so that it divides as it is written; `risk` is [`risk_of_a_dollar`].
fn next_dollar(step: &StepReport, attempts: f64, risk: Option<f64>) -> Option<FormulaLine> {
    let (token, returns) = (step.value_per_1000_tokens_usd?, step.next_dollar_returns?);
    let per_attempt = step.effort_usd_per_mtok / 1e3 * step.calls;
    let cost = per_attempt * attempts;
    let expression = match risk {
        None => format!(
            "1,000 tokens are worth {} and cost {}",
            usd_full(token),
            usd_full(cost)
        ),
        Some(risk) => {
            let risk = per_attempt * risk;
            let of_quality = returns * (cost + risk) - token;
            // What is left of a difference of equals is no risk.
            let is_rounding = of_quality.abs() <= 1e-12 * token.abs();
            let of_quality = if is_rounding { 0.0 } else { of_quality };
            format!(
                "1,000 tokens are worth {} and cost {}; with their risk ({} {}) / ({} {})",
                usd_full(token),
                usd_full(cost),
                usd_full(token),
                and(of_quality),
                usd_full(cost),
                and(risk)
            )
        }
    };
    let label = format!("next dollar at {}", step.name);
    Some(line(&label, expression, usd_full(returns)))
}

/// A further term with its sign.
fn and(usd: f64) -> String {
    let sign = if usd < 0.0 { "\u{2212}" } else { "+" };
    format!("{sign} {}", usd_full(usd.abs()))
}
