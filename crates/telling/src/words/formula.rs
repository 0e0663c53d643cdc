//! The cost formula with the numbers put in, line by line.

use super::class_words;
use scenario::document::Scenario;
use scenario::format::{count_full, counted, factor, usd_full, usd_per_mtok};
use scenario::report::{ClassReport, Report, StepReport};

/// One line: what is computed, from what, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaLine {
    /// What is computed.
    pub label: String,
    /// The expression with its numbers.
    pub expression: String,
    /// What it comes to.
    pub result: String,
}

fn line(label: impl Into<String>, expression: String, result: f64) -> FormulaLine {
    FormulaLine {
        label: label.into(),
        expression,
        result: usd_full(result),
    }
}

/// All lines from tokens to the cost of a right result.
#[must_use]
pub fn formula(scenario: &Scenario, report: &Report) -> Vec<FormulaLine> {
    let several = report.steps.len() > 1;
    let mut lines: Vec<FormulaLine> = report
        .steps
        .iter()
        .flat_map(|step| step_lines(step, several))
        .collect();
    if several {
        let sum: Vec<String> = report
            .steps
            .iter()
            .map(|step| usd_full(step.cost_usd))
            .collect();
        lines.push(line(
            "an attempt",
            sum.join(" + "),
            report.cost.per_attempt_usd,
        ));
    }
    lines.extend(outcome_lines(scenario, report));
    lines
}

fn step_lines(step: &StepReport, several: bool) -> Vec<FormulaLine> {
    let of = if several {
        format!("{}: ", step.name)
    } else {
        String::new()
    };
    let used = step.classes.iter().filter(|class| class.tokens > 0.0);
    let mut lines: Vec<FormulaLine> = used
        .map(|class| {
            line(
                format!("{of}{}", class_words(class.class)),
                class_expression(class),
                class.usd,
            )
        })
        .collect();
    if step.fees_usd > 0.0 {
        let expression = counted(&count_full(step.turns), "request");
        lines.push(line(format!("{of}fees"), expression, step.fees_usd));
    }
    if lines.len() > 1 {
        let sum: Vec<String> = lines.iter().map(|line| line.result.clone()).collect();
        lines.push(line(
            format!("{of}a call"),
            sum.join(" + "),
            step.per_call_usd,
        ));
    }
    if step.calls != 1.0 {
        let calls = counted(&count_full(step.calls), "call");
        let call = usd_full(step.per_call_usd);
        lines.push(line(
            format!("{of}an attempt"),
            format!("{calls} × {call}"),
            step.cost_usd,
        ));
    }
    lines
}

/// Tokens at their rate; where several rates hold, at the rate that they come to together.
fn class_expression(class: &ClassReport) -> String {
    let rate = class.usd / class.tokens * 1e6;
    format!(
        "{} × {} / M",
        counted(&count_full(class.tokens), "token"),
        usd_per_mtok(rate)
    )
}

fn outcome_lines(scenario: &Scenario, report: &Report) -> Vec<FormulaLine> {
    let Some(outcome) = &report.outcome else {
        return Vec::new();
    };
    let look = scenario
        .checking
        .as_ref()
        .map_or(0.0, |table| table.cost_usd);
    let attempt = usd_full(report.cost.per_attempt_usd);
    let each = if look > 0.0 {
        format!("({attempt} + {} a look)", usd_full(look))
    } else {
        attempt
    };
    let attempts = counted(&factor(outcome.attempts), "attempt");
    let mut task = format!("{attempts} × {each}");
    if outcome.person_usd > 0.0 {
        task += &format!(" + {} for a person", usd_full(outcome.person_usd));
    }
    let mut lines = vec![line("a task", task, outcome.spend_usd)];
    if let Some(success) = report.cost.per_success_usd {
        let (spend, right) = (usd_full(outcome.spend_usd), factor(outcome.right));
        lines.push(line(
            "a right result",
            format!("{spend} / {right} right"),
            success,
        ));
    }
    lines
}
