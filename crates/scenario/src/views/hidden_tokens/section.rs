//! What a person reads of hidden tokens, and their drawings.

use super::HiddenReport;
use super::answer::{AuditReport, EstimateReport};
use super::tasks::{DemandReport, FitReport, NAMES};
use crate::format::{count, count_full, share, share_full, times};
use crate::picture::plot::{Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};
use crate::sections::blocks::{FORMULA, TABLE, chart, fold, line, section as made, table};
use crate::sections::{Block, Section};
use crate::setting::rows::hidden as rows;
use crate::table::Table;
use crate::views::{Subject, inputs};
use crate::words::FormulaLine;

fn way_words(way: &str) -> &'static str {
    match way {
        "reported" => "Reported by the provider",
        "billed" => "Billed less visible",
        "time" => "Speed times time",
        _ => "Usual ratio",
    }
}

/// What a person reads.
#[must_use]
pub fn section(subject: &Subject, found: &HiddenReport) -> Section {
    let scenario = subject.scenario;
    let answer = [
        &rows::VISIBLE,
        &rows::REPORTED,
        &rows::BILLED,
        &rows::SECONDS,
    ];
    let mut blocks = vec![inputs(scenario, &answer)];
    blocks.push(chart("hidden-estimates", &estimates_words(found)));
    blocks.push(Block::Table(estimates_table(found), Vec::new()));
    let more = [
        &rows::SPEED,
        &rows::SPEED_ERROR,
        &rows::FIRST,
        &rows::COUNT_ERROR,
        &rows::RATIO,
        &rows::SIGMA,
    ];
    let inside = vec![
        inputs(scenario, &more),
        Block::Formula(estimate_formula(subject, found)),
    ];
    blocks.push(fold("How each way counts", inside));
    blocks.push(audit_fold(subject, found));
    blocks.push(demand_fold(subject, &found.demand, found));
    made(
        "hidden",
        "Hidden tokens",
        "extension",
        takeaway(found),
        blocks,
    )
}

fn takeaway(found: &HiddenReport) -> String {
    let step = &found.step;
    let assumed = if found.assumed_tokens > 0.0 {
        format!(
            "The scenario counts {} hidden tokens for a call of {step}",
            count(found.assumed_tokens)
        )
    } else {
        format!("The scenario counts no hidden tokens for a call of {step}")
    };
    // Reported is better known than billed, billed than timed, and the ratio is the last resort.
    let best = found
        .estimates
        .iter()
        .find(|estimate| estimate.tokens.is_some());
    let Some((best, tokens, low, high)) =
        best.and_then(|best| Some((best, best.tokens?, best.low_tokens?, best.high_tokens?)))
    else {
        return format!("{assumed}. Nothing is known of an answer to compare it with.");
    };
    let range = if low < high {
        format!(
            ", between {} and {} nine times out of ten",
            count(low),
            count(high)
        )
    } else {
        String::new()
    };
    let fits = if (low..=high).contains(&found.assumed_tokens) || tokens == found.assumed_tokens {
        "which fits"
    } else if found.assumed_tokens < low {
        "which is more than it counts"
    } else {
        "which is less than it counts"
    };
    let by = match best.way {
        "reported" => "the provider reports",
        "billed" => "the bill says",
        "time" => "the time says",
        _ => "the usual ratio says",
    };
    format!("{assumed}; {by} {}{range}, {fits}.", count(tokens))
}

fn estimates_words(found: &HiddenReport) -> String {
    let known = found
        .estimates
        .iter()
        .filter(|estimate| estimate.tokens.is_some());
    let words = |estimate: &EstimateReport| {
        format!(
            "{} {}",
            way_words(estimate.way).to_lowercase(),
            count(estimate.tokens.unwrap_or_default())
        )
    };
    let each: Vec<String> = known.map(words).collect();
    format!(
        "Hidden tokens by each way that can tell: {}; the scenario counts {}.",
        each.join(", "),
        count(found.assumed_tokens)
    )
}

fn estimates_table(found: &HiddenReport) -> Table {
    let whole = |tokens: Option<f64>| {
        tokens.map_or("\u{2013}".into(), |tokens| count_full(libm::round(tokens)))
    };
    let row = |estimate: &EstimateReport| {
        vec![
            way_words(estimate.way).into(),
            whole(estimate.tokens),
            whole(estimate.low_tokens),
            whole(estimate.high_tokens),
            estimate.none_because.clone().unwrap_or_default(),
        ]
    };
    let mut rows: Vec<Vec<String>> = found.estimates.iter().map(row).collect();
    let assumed = count_full(libm::round(found.assumed_tokens));
    rows.push(vec![
        "This scenario".into(),
        assumed,
        "\u{2013}".into(),
        "\u{2013}".into(),
        String::new(),
    ]);
    table(
        "Hidden tokens of one answer; nine in ten lie between the last two numbers",
        &["way", "hidden tokens", "from", "to", ""],
        rows,
    )
}

fn plain(number: f64) -> String {
    crate::number::plain(libm::round(number * 1e4) / 1e4)
}

fn estimate_formula(subject: &Subject, found: &HiddenReport) -> Vec<FormulaLine> {
    let settings = &subject.scenario.settings;
    let visible = count_full(libm::round(found.visible_tokens));
    let by = |way: &str| {
        found
            .estimates
            .iter()
            .find(|estimate| estimate.way == way)
            .and_then(|found| found.tokens)
    };
    let mut lines = Vec::new();
    if let (Some(billed), Some(tokens)) = (settings.optional(&rows::BILLED), by("billed")) {
        let expression = format!("{} billed \u{2212} {visible} visible", count_full(billed));
        lines.push(line(
            "billed less visible (extension)",
            expression,
            count_full(libm::round(tokens)),
        ));
    }
    if let (Some(took), Some(tokens)) = (settings.optional(&rows::SECONDS), by("time")) {
        let expression = format!(
            "{} tokens a second \u{d7} ({} s \u{2212} {} s) \u{2212} {visible} visible",
            plain(settings.number(&rows::SPEED)),
            plain(took),
            plain(settings.number(&rows::FIRST))
        );
        lines.push(line(
            "speed times time (extension)",
            expression,
            count_full(libm::round(tokens)),
        ));
    }
    if let Some(tokens) = by("ratio") {
        let expression = format!(
            "{visible} visible \u{d7} {}",
            plain(settings.number(&rows::RATIO))
        );
        lines.push(line(
            "usual ratio (extension)",
            expression,
            count_full(libm::round(tokens)),
        ));
        let sigma = settings.number(&rows::SIGMA);
        let spread = libm::exp(economics::hidden_tokens::NINE_TENTHS * sigma);
        lines.push(line(
            "nine in ten lie",
            format!(
                "divided and multiplied by e^(1.645 \u{d7} {})",
                plain(sigma)
            ),
            times(spread),
        ));
    }
    lines
}

fn audit_fold(subject: &Subject, found: &HiddenReport) -> Block {
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

fn demand_fold(subject: &Subject, demand: &DemandReport, found: &HiddenReport) -> Block {
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
    let [difficulty, context, uncertainty] = demand.traits.map(times);
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
        "{by} a task of {difficulty} the difficulty, {context} the context and {uncertainty} the uncertainty takes {} \
         tokens{scenario}.",
        count(tokens)
    )
}

fn fit_words(fit: &FitReport) -> String {
    format!(
        "Your {} tasks as they are, and as the fit has them: it explains {} of how their logarithms differ.",
        crate::number::plain(fit.tasks.len() as f64),
        share(fit.explained)
    )
}

fn tasks_table(fit: &FitReport) -> Table {
    let row = |(place, task): (usize, &super::TaskReport)| {
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

/// One of the drawings.
#[must_use]
pub fn plot(found: &HiddenReport, name: &str) -> Option<Plot> {
    match name {
        "hidden-estimates" => Some(Plot::Bars(estimates_plot(found))),
        "hidden-fit" => found.demand.fit.as_ref().map(fit_plot).map(Plot::Lines),
        _ => None,
    }
}

fn estimates_plot(found: &HiddenReport) -> Bars {
    let bar = |estimate: &EstimateReport| {
        let range = estimate.low_tokens.zip(estimate.high_tokens);
        Bar {
            name: way_words(estimate.way).into(),
            values: vec![estimate.tokens.unwrap_or_default()],
            range: range.filter(|(low, high)| low < high),
            says: estimate.tokens.map_or("not known".into(), count),
        }
    };
    Bars {
        name: "hidden tokens of one answer".into(),
        written: Written::Count,
        parts: vec![("hidden tokens".into(), LineTone::Accent)],
        bars: found.estimates.iter().map(bar).collect(),
        level: Some((
            format!("this scenario: {}", count(found.assumed_tokens)),
            found.assumed_tokens,
        )),
        across: None,
    }
}

fn fit_plot(fit: &FitReport) -> Lines {
    let all = || {
        fit.tasks
            .iter()
            .flat_map(|task| [task.tokens, task.fitted_tokens])
    };
    let (low, high) = (
        all().fold(f64::INFINITY, f64::min),
        all().fold(f64::NEG_INFINITY, f64::max),
    );
    Lines {
        across: Axis::log("tokens by the fit", Written::Count),
        up: Axis::log("tokens of the task", Written::Count),
        lines: vec![Line {
            name: "as fitted".into(),
            tone: LineTone::Soft,
            points: vec![(low, low), (high, high)],
            is_dashed: true,
            ..Line::default()
        }],
        dots: fit
            .tasks
            .iter()
            .map(|task| (String::new(), (task.fitted_tokens, task.tokens)))
            .collect(),
    }
}
