//! Each group of the form in one line of plain words, so that a folded form can be read.

use scenario::choice::{Fallback, TurnCacheKind};
use scenario::document::{STANDARD, Scenario, Step};
use scenario::format;
use scenario::report::{PriceSource, StepReport};

/// `500 contracts a month`
#[must_use]
pub fn work_summary(scenario: &Scenario) -> String {
    let task = scenario.work.task();
    let tasks = scenario.work.tasks;
    let count = if tasks < 1e6 {
        format::count_full(tasks)
    } else {
        format::count(tasks)
    };
    format!(
        "{} a {}",
        format::counted(&count, &task),
        scenario.work.period.word()
    )
}

/// `Claude Opus 4.8 · $5 in, $25 out`
#[must_use]
pub fn model_summary(step: &Step, source: Option<&PriceSource>) -> String {
    let Some(source) = source else {
        return if step.model.is_empty() {
            "no model yet".into()
        } else {
            step.model.clone()
        };
    };
    let rate = |unit: &str| {
        let rate = source.rates.iter().find(|rate| rate.unit == unit);
        rate.map_or("nothing".into(), |rate| format::usd_per_mtok(rate.usd))
    };
    let model = if source.model.is_empty() {
        "own rates"
    } else {
        &source.model_name
    };
    let processing = match source.processing.as_str() {
        STANDARD => String::new(),
        other => format!(", {other}"),
    };
    format!(
        "{model} · {} in, {} out{processing}",
        rate("input_tokens"),
        rate("output_tokens")
    )
}

/// `100 k in, 1 k out`, with turns and cache where there are any.
#[must_use]
pub fn tokens_summary(step: &Step) -> String {
    let (input, output) = (
        format::count(step.input_tokens),
        format::count(step.visible_output_tokens),
    );
    let mut text = format!("{input} in, {output} out");
    if step.turns > 1.0 {
        text += &format!(", {} turns", format::count(step.turns));
    }
    let by_hand = step.cache_read_tokens + step.cache_write_tokens > 0.0;
    if by_hand || step.turn_cache != TurnCacheKind::None {
        text += ", cached";
    }
    text
}

/// `100 k hidden tokens`
#[must_use]
pub fn reasoning_summary(step: &Step) -> String {
    let hidden = step.hidden_tokens();
    if hidden == 0.0 {
        return "none".into();
    }
    let ratio = step
        .reasoning_ratio
        .filter(|_| step.reasoning_tokens.is_none());
    let ratio = ratio.map_or(String::new(), |ratio| {
        format!(", {} of the answer", format::times(ratio))
    });
    format::counted(&format::count(hidden), "hidden token") + &ratio
}

/// `$3 a look, finds 80 % of errors, 2 tries`
#[must_use]
pub fn checking_summary(scenario: &Scenario) -> String {
    let Some(checking) = &scenario.checking else {
        return "nobody looks".into();
    };
    let tries = format::counted(&format::count(checking.attempts), "try");
    let then = if checking.fallback == Fallback::Person {
        ", then a person"
    } else {
        ""
    };
    let (look, recall) = (
        format::usd(checking.cost_usd),
        format::share(checking.recall),
    );
    format!("{look} a look, finds {recall} of errors, {tries}{then}")
}

/// `4 steps: planner, retriever, executor, monitor`
#[must_use]
pub fn workflow_summary(scenario: &Scenario) -> String {
    let steps = scenario.steps.iter().enumerate();
    let names: Vec<String> = steps.map(|(index, step)| step.shown_name(index)).collect();
    match names.len() {
        1 => "1 step".into(),
        count => format!("{count} steps: {}", names.join(", ")),
    }
}

/// `right 80 % of the time`, with what the curve says at today's effort where that is known
#[must_use]
pub fn success_summary(step: &Step, report: Option<&StepReport>) -> String {
    let by_curve = report.filter(|report| report.curve.by_curve);
    if let Some(rate) = by_curve.and_then(|report| report.success_rate) {
        return format!("right {} of the time, by the curve", format::share(rate));
    }
    match step.success_rate {
        Some(rate) => format!("right {} of the time", format::share(rate)),
        None => "how often right: not set".into(),
    }
}

/// `$100 right, −$50 wrong`
#[must_use]
pub fn value_summary(scenario: &Scenario) -> String {
    let value = &scenario.value;
    let mut text = format!("{} right", format::usd(value.gain_usd));
    if value.loss_usd != 0.0 {
        text += &format!(", {} wrong", format::usd(-value.loss_usd));
    }
    if scenario.fixed.usd > 0.0 {
        text += &format!(", {} paid anyway", format::usd(scenario.fixed.usd));
    }
    text
}
