//! What stands in tables and beside charts: titles, names of rates, where a price comes from.

use super::class_words;
use crate::document::Scenario;
use crate::format;
use crate::report::{PriceSource, Report};

/// One line of the table of amounts, from a call to a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// What it is the cost of.
    pub label: String,
    /// What that means here.
    pub explanation: String,
    /// Dollars; nothing where it is not known.
    pub usd: Option<f64>,
}

/// The cost of a call, an attempt, a task, a right result, a period and a year, each with what it means.
#[must_use]
pub fn amounts(report: &Report) -> Vec<Amount> {
    let task = &report.task_name;
    let cost = &report.cost;
    let amount = |label: String, explanation: &str, usd: Option<f64>| Amount {
        label,
        explanation: explanation.into(),
        usd,
    };
    let unknown = "depends on how often it is right";
    let mut amounts = vec![
        amount(
            "a call".into(),
            "one request, with all turns of its loop",
            cost.per_call_usd,
        ),
        amount(
            "an attempt".into(),
            "one pass through the workflow",
            Some(cost.per_attempt_usd),
        ),
        amount(
            format!("a {task}"),
            if cost.per_task_usd.is_some() {
                "all its tries, looks and what a person does after them"
            } else {
                unknown
            },
            cost.per_task_usd,
        ),
        amount(
            "a right result".into(),
            if cost.per_success_usd.is_some() {
                "all that is spent, over what comes out right"
            } else {
                unknown
            },
            cost.per_success_usd,
        ),
        amount(
            format!("a {}", report.period),
            "all tasks, and what is paid anyway",
            cost.per_period_usd,
        ),
    ];
    if report.period != "year" {
        amounts.push(amount(
            "a year".into(),
            "at the same pace",
            cost.per_year_usd,
        ));
    }
    amounts
}

/// Above the bar of tokens: `tokens of an attempt · 201 k`.
#[must_use]
pub fn tokens_title(report: &Report) -> String {
    let tokens: f64 = report.cost.classes.iter().map(|class| class.tokens).sum();
    format!("tokens of an attempt \u{b7} {}", format::count(tokens))
}

/// Below the bar of cost: `cost of an attempt · $3.03`.
#[must_use]
pub fn cost_title(report: &Report) -> String {
    format!(
        "cost of an attempt \u{b7} {}",
        format::usd(report.cost.per_attempt_usd)
    )
}

/// The step that takes most of the tokens, and the one that costs most.
#[must_use]
pub fn steps_takeaway(report: &Report) -> String {
    let most = |of: fn(&crate::report::StepReport) -> f64| {
        report
            .steps
            .iter()
            .reduce(|most, step| if of(step) > of(most) { step } else { most })
    };
    let (Some(largest), Some(dearest)) = (most(|step| step.tokens), most(|step| step.cost_usd))
    else {
        return String::new();
    };
    let share = |share: Option<f64>| format::share(share.unwrap_or(0.0));
    let (tokens, cost) = (share(largest.token_share), share(dearest.cost_share));
    if largest.name == dearest.name {
        format!(
            "{} takes {tokens} of the tokens and {cost} of the cost.",
            super::capital(&largest.name)
        )
    } else {
        let largest = super::capital(&largest.name);
        format!(
            "{largest} takes {tokens} of the tokens; {} takes {cost} of the cost.",
            dearest.name
        )
    }
}

/// What a rate is for: `cache read`.
#[must_use]
pub fn rate_words(unit: &str) -> &str {
    match unit {
        "input_tokens" => "input",
        "output_tokens" => "output",
        "cache_read_tokens" => "cache read",
        "cache_write_tokens" => "cache write",
        "cache_write_1h_tokens" => "cache write, an hour",
        "output_reasoning_tokens" => "reasoning",
        "requests" => "requests",
        other => other,
    }
}

/// A rate as listed: `$5`, with what it is for where that is not a million tokens: `$10 for 1 k`.
#[must_use]
pub fn rate_amount(usd: f64, per: f64) -> String {
    const MILLION: f64 = 1e6;
    let rate = format::usd_per_mtok(usd);
    match per {
        MILLION => rate,
        1.0 => format!("{rate} each"),
        per => format!("{rate} for {}", format::count(per)),
    }
}

/// Rates of a model in a list: `$5 in, $25 out`.
#[must_use]
pub fn rates_words(input: Option<f64>, output: Option<f64>) -> String {
    match (input, output) {
        (Some(input), Some(output)) => format!(
            "{} in, {} out",
            format::usd_per_mtok(input),
            format::usd_per_mtok(output)
        ),
        (Some(input), None) => format!("{} in", format::usd_per_mtok(input)),
        (None, Some(output)) => format!("{} out", format::usd_per_mtok(output)),
        (None, None) => "no price for tokens".into(),
    }
}

/// Where a price comes from, in a sentence.
#[must_use]
pub fn source_words(source: &PriceSource) -> String {
    if source.model.is_empty() {
        return "Dollars for a million tokens; your own rates.".into();
    }
    let mut text = format!(
        "Dollars for a million tokens. {} list, {}",
        source.provider_name, source.processing
    );
    if let Some(date) = &source.date {
        text += &format!(", prices of {date}");
    }
    if let Some(since) = &source.since {
        text += &format!(", in force since {since}");
    }
    if let Some(until) = &source.until {
        text += &format!(", until {until}");
    }
    text += &format!("; {}, checked {}.", source.source, source.checked);
    if source.discount > 0.0 {
        text += &format!(
            " A discount of {} is taken off.",
            format::share(source.discount)
        );
    } else if source.discount < 0.0 {
        text += &format!(
            " A surcharge of {} is added.",
            format::share(-source.discount)
        );
    }
    text
}

/// Above the warnings: `1 thing to know`.
#[must_use]
pub fn warnings_title(count: usize) -> String {
    if count == 1 {
        "1 thing to know".into()
    } else {
        format!("{count} things to know")
    }
}

/// The report as Markdown: answer, amounts, classes, prices, and the link to it.
#[must_use]
pub fn markdown(scenario: &Scenario, report: &Report, link: &str) -> String {
    let answer = super::answer(scenario, report);
    let title = if scenario.title.trim().is_empty() {
        "Tokenomics"
    } else {
        scenario.title.trim()
    };
    let mut text = format!("## [{}]({link})\n\n", escaped(title));
    let sentence = |spans: &[super::Span]| {
        let part = |span: &super::Span| {
            if span.strong {
                format!("**{}**", escaped(&span.text))
            } else {
                escaped(&span.text)
            }
        };
        spans.iter().map(part).collect::<String>()
    };
    text += &format!(
        "{} {}\n\n| cost of | |\n|---|---:|\n",
        sentence(&answer.sentence),
        sentence(&answer.then)
    );
    for amount in amounts(report) {
        let usd = amount.usd.map_or("not known".into(), format::usd_full);
        text += &format!("| {} | {usd} |\n", escaped(&amount.label));
    }
    text += "\n| tokens of an attempt | tokens | of the tokens | cost | of the cost |\n|---|---:|---:|---:|---:|\n";
    for class in report
        .cost
        .classes
        .iter()
        .filter(|class| class.tokens > 0.0)
    {
        let share = |share: Option<f64>| share.map_or(String::new(), format::share_full);
        let (tokens, usd) = (
            format::count_full(class.tokens),
            format::usd_full(class.usd),
        );
        let (of_tokens, of_cost) = (share(class.token_share), share(class.cost_share));
        text += &format!(
            "| {} | {tokens} | {of_tokens} | {usd} | {of_cost} |\n",
            class_words(class.class)
        );
    }
    text += "\n";
    for source in &report.price_sources {
        text += &format!(
            "{}: {}\n",
            escaped(&source.model_name),
            escaped(&source_words(source))
        );
    }
    text
}

/// Text from a document, so that it cannot be taken for Markdown.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '$'
        ) && character != '$'
        {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::presets;

    fn legal() -> (Scenario, Report) {
        let scenario = presets::find("legal-contracts").unwrap().scenario.clone();
        let report = crate::evaluate(&scenario, Catalog::embedded())
            .report
            .unwrap();
        (scenario, report)
    }

    #[test]
    fn amounts_go_from_a_call_to_a_year_and_say_what_is_not_known() {
        let (mut scenario, report) = legal();
        let labels: Vec<String> = amounts(&report)
            .into_iter()
            .map(|amount| amount.label)
            .collect();
        assert_eq!(
            labels,
            [
                "a call",
                "an attempt",
                "a review",
                "a right result",
                "a month",
                "a year"
            ]
        );
        scenario.steps[0].success_rate = None;
        let report = crate::evaluate(&scenario, Catalog::embedded())
            .report
            .unwrap();
        let right = amounts(&report)
            .into_iter()
            .find(|amount| amount.label == "a right result")
            .unwrap();
        assert_eq!(right.usd, None);
        assert!(right.explanation.contains("how often"));
    }

    #[test]
    fn a_title_cannot_break_the_markdown() {
        let (mut scenario, report) = legal();
        scenario.title = "a](x) | <b>".into();
        let text = markdown(&scenario, &report, "https://example.org/#v1");
        assert!(
            text.starts_with("## [a\\](x) \\| \\<b\\>](https://example.org/#v1)"),
            "{text}"
        );
    }

    #[test]
    fn a_price_says_where_it_comes_from() {
        let (_, report) = legal();
        let words = source_words(&report.price_sources[0]);
        assert!(
            words.contains("Anthropic")
                && words.contains("2026-11-24")
                && words.contains("genai-prices"),
            "{words}"
        );
    }
}
