//! What a person reads of hidden tokens, and their drawings.

use super::HiddenReport;
use super::answer::EstimateReport;
use super::folded::{audit_fold, demand_fold};
use crate::{Subject, inputs};
use scenario::format::{count, count_full, times};
use scenario::setting::rows::hidden as rows;
use telling::sections::blocks::{chart, fold, line, section as made, table};
use telling::sections::{Block, Section};
use telling::table::Table;
use telling::words::FormulaLine;

pub(super) fn way_words(way: &str) -> &'static str {
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

pub(super) fn plain(number: f64) -> String {
    scenario::number::plain(libm::round(number * 1e4) / 1e4)
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
