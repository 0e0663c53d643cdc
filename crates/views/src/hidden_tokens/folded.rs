//! What is folded below the estimates: the bill of one answer, and tasks of a kind.

use super::HiddenReport;
use super::answer::AuditReport;
use super::section::plain;
use super::tasks::{DemandReport, FitReport, NAMES, TaskReport};
use crate::{Subject, inputs};
use scenario::format::{count, count_full, counted, share, share_full, times};
use scenario::setting::rows::hidden as rows;
use telling::sections::Block;
use telling::sections::blocks::{FORMULA, TABLE, chart, fold, line, table};
use telling::table::Table;

pub(super) fn audit_fold(subject: &Subject, found: &HiddenReport) -> Block {
    let shown = [&rows::BILLED, &rows::EXPECTED, &rows::EXPECTED_ERROR];
    // The bill itself stands above.
    let mut inside = vec![inputs(subject.scenario, &shown[1..])];
    match (&found.audit, &found.no_audit_because) {
        (Some(audit), _) => {
            inside.push(Block::Line(audit_words(audit)));
            inside.push(Block::Formula(vec![line(
                "how far off (extension)",
                format!(
                    "({} billed \u{2212} {} expected) / ({} \u{d7} {})",
                    count_full(libm::round(audit.billed_tokens)),
                    count_full(libm::round(audit.expected_tokens)),
                    share_full(audit.relative_error),
                    count_full(libm::round(audit.expected_tokens))
                ),
                format!(
                    "{}, flagged above {}",
                    plain(audit.deviations),
                    plain(audit.flagged_above)
                ),
            )]));
        }
        (None, Some(reason)) => inside.push(Block::Line(reason.clone())),
        (None, None) => {}
    }
    inside.push(Block::Line(
        "This is an estimate, not an audit: a flag is a reason to ask, and no flag does not prove a bill.".into(),
    ));
    fold("Does the bill of one answer fit?", inside)
}

fn audit_words(audit: &AuditReport) -> String {
    let by = match audit.expected_by {
        "own" => "as you expect",
        "time" => "by its time",
        _ => "by the usual ratio",
    };
    let billed = count(audit.billed_tokens);
    let expected = format!(
        "{} \u{b1} {} {by}",
        count(audit.expected_tokens),
        share(audit.relative_error)
    );
    if audit.flagged {
        format!(
            "Flagged: {billed} were billed where {expected} were expected, {} errors above. Worth a second look.",
            plain(libm::round(audit.deviations * 10.0) / 10.0)
        )
    } else {
        format!("Not flagged: {billed} were billed where {expected} were expected.")
    }
}

pub(super) fn demand_fold(subject: &Subject, demand: &DemandReport, found: &HiddenReport) -> Block {
    let scenario = subject.scenario;
    let mut inside = vec![inputs(
        scenario,
        &[
            &rows::TABLE,
            &rows::DIFFICULTY,
            &rows::CONTEXT,
            &rows::UNCERTAINTY,
        ],
    )];
    inside.extend(demand.bad_rows.iter().map(|row| Block::Line(row.clone())));
    inside.extend(demand.not_fitted_because.clone().map(Block::Line));
    if demand.fit.is_none() {
        let own = [
            &rows::SCALE,
            &rows::DIFFICULTY_EXPONENT,
            &rows::CONTEXT_EXPONENT,
            &rows::UNCERTAINTY_EXPONENT,
        ];
        inside.push(inputs(scenario, &own));
    }
    match (demand.tokens, &demand.none_because) {
        (Some(tokens), _) => inside.push(Block::Line(demand_words(demand, tokens, found))),
        (None, Some(reason)) => inside.push(Block::Line(reason.clone())),
        (None, None) => {}
    }
    if let Some(fit) = &demand.fit {
        inside.push(chart("hidden-fit", &fit_words(fit)));
        inside.push(fold(
            TABLE,
            vec![Block::Table(tasks_table(fit), Vec::new())],
        ));
    }
    inside.push(Block::Table(exponents_table(demand), Vec::new()));
    if let Some(tokens) = demand.tokens {
        let [difficulty, context, uncertainty] = [0, 1, 2].map(|place| {
            format!(
                "{}^{}",
                plain(demand.traits[place]),
                plain(demand.exponents[place])
            )
        });
        inside.push(fold(
            FORMULA,
            vec![Block::Formula(vec![line(
                "tokens of a task (paper, P5)",
                format!(
                    "{} \u{d7} {difficulty} difficulty \u{d7} {context} context \u{d7} {uncertainty} uncertainty",
                    count_full(libm::round(demand.scale_tokens))
                ),
                count_full(libm::round(tokens * 100.0) / 100.0),
            )])],
        ));
    }
    inside.push(Block::Line(
        "No fits of this law are published: the exponents are yours, or those of your table."
            .into(),
    ));
    fold("How many tokens does a task of a kind take?", inside)
}

fn demand_words(demand: &DemandReport, tokens: f64, found: &HiddenReport) -> String {
    let [difficulty, context, uncertainty] =
        demand.traits.map(|value| format!("{} times", plain(value)));
    let by = if demand.fit.is_some() {
        "By your table"
    } else {
        "By these exponents"
    };
    let scenario = if found.assumed_tokens > 0.0 {
        let ratio = tokens / found.assumed_tokens;
        format!(", {} what the scenario counts as hidden", times(ratio))
    } else {
        String::new()
    };
    format!(
        "{by} a task of {difficulty} the difficulty, {context} the context and {uncertainty} the uncertainty takes \
         {}{scenario}.",
        counted(&count(tokens), "token")
    )
}

fn fit_words(fit: &FitReport) -> String {
    format!(
        "Your {} tasks as they are, and as the fit has them: it explains {} of how their logarithms differ.",
        scenario::number::plain(fit.tasks.len() as f64),
        share(fit.explained)
    )
}

fn tasks_table(fit: &FitReport) -> Table {
    let row = |(place, task): (usize, &TaskReport)| {
        vec![
            count_full(place as f64 + 1.0),
            count_full(task.tokens),
            count_full(libm::round(task.fitted_tokens)),
        ]
    };
    table(
        "Tasks and their fit",
        &["task", "tokens", "tokens by the fit"],
        fit.tasks.iter().enumerate().map(row).collect(),
    )
}

fn exponents_table(demand: &DemandReport) -> Table {
    let errors = demand.fit.as_ref().map(|fit| fit.exponent_errors);
    let row = |place: usize| {
        vec![
            NAMES[place].into(),
            plain(demand.exponents[place]),
            errors.map_or("\u{2013}".into(), |errors| plain(errors[place])),
            times(demand.doubling[place]),
        ]
    };
    table(
        "What moves the tokens of a task",
        &["", "exponent", "standard error", "doubling it takes"],
        (0..NAMES.len()).map(row).collect(),
    )
}
