//! Sentences made from the report: what a person reads first.
//!
//! Each is a tested function of the document and its report, so page, terminal and pre-rendered page say the
//! same. Words are those of a finance person: right result, costs, tries, a look.

mod advice;
mod beside;
mod controls;
mod formula;
mod prices;
mod risk;
mod summary;
mod thresholds;
mod verdict;
mod worth;

pub use controls::{
    LEVELS_NOTE, ONE_STEP_NOTE, by_curve, kept_rate, look_by_time, measured, reasoning_level_note,
    tasks_label, turns_summary, worth_by_time,
};
pub use formula::{FormulaLine, formula};
pub use summary::{
    checking_summary, model_summary, reasoning_summary, success_summary, tokens_summary,
    value_summary, work_summary, workflow_summary,
};

pub use advice::{
    best_offer, buys_the_least, curve_line, least_line, same_money_offer, value_takeaway,
};
pub use prices::prices_line;
pub use risk::{risk_line, risk_takeaway};
pub use thresholds::{
    against_person, break_even_sentence, break_even_takeaway, field_value, room_words, row_name,
    threshold_value, value_towards, workflow_takeaway,
};
pub use verdict::{Scale, Verdict, parts_takeaway, scale};
pub use worth::curve_missing;

pub use beside::{cost_title, rates_words, steps_takeaway, tokens_title, warnings_title};

use scenario::document::Scenario;
use scenario::field::Place;
use scenario::format;
use scenario::format::{article, capital, capital_article};
use scenario::report::{ClassReport, OutcomeReport, Part, PriceSource, Report};

/// A run of text; strong ones carry the figures that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it carries a figure to look at.
    pub strong: bool,
}

/// A figure beside the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number with its unit.
    pub value: String,
    /// What it is.
    pub label: String,
}

/// The answer at the top: one sentence, what follows from it, and a few figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it pays.
    pub verdict: Verdict,
    /// The largest type on the page.
    pub sentence: Vec<Span>,
    /// What explains it, or what to enter next.
    pub then: Vec<Span>,
    /// Up to four figures, the one that matters most first.
    pub figures: Vec<Figure>,
}

/// Text of spans without their weight.
#[must_use]
pub fn plain_text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Splits `text` at `*`: what stands between two of them is strong.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    text.split('*')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| Span {
            text: part.into(),
            strong: index % 2 == 1,
        })
        .collect()
}

/// The answer: what it costs and is worth, until when it pays, what to do; costs alone while nothing else is known.
#[must_use]
pub fn answer(scenario: &Scenario, report: &Report) -> Answer {
    let task = scenario.work.task();
    let (sentence, then) = match &report.value {
        Some(value) => (
            verdict::sentence(scenario, report, value),
            worth::then(scenario, report, value),
        ),
        None => without_success_rate(report, &task),
    };
    Answer {
        verdict: Verdict::of(report),
        sentence: spans(&sentence),
        then: spans(&then),
        figures: figures(report, &task),
    }
}

/// What happens less often than this is not worth a sentence.
const SELDOM: f64 = 5e-4;

/// How a task goes: its tries, who takes over, what slips through.
#[must_use]
pub fn task_words(scenario: &Scenario, report: &Report) -> String {
    let Some(outcome) = &report.outcome else {
        return String::new();
    };
    let mut text = attempts_words(scenario, report, outcome, &scenario.work.task());
    if outcome.person_usd > 0.0 && outcome.exhausted > SELDOM {
        let each = outcome.person_usd / outcome.exhausted;
        let (part, each) = (format::share(outcome.exhausted), format::usd(each));
        text += &format!(" {part} go to a person in the end, at {each} each.");
    } else if outcome.exhausted > SELDOM {
        text += &format!(" {} are given up.", format::share(outcome.exhausted));
    }
    if outcome.wrong > 0.0 {
        text += &format!(
            " {} are wrong and nobody notices.",
            format::share(outcome.wrong)
        );
    }
    text
}

fn attempts_words(
    scenario: &Scenario,
    report: &Report,
    outcome: &OutcomeReport,
    task: &str,
) -> String {
    let attempt = format::usd(report.cost.per_attempt_usd);
    let each = match scenario.checking.as_ref().map(|table| table.cost_usd) {
        Some(look) if look > 0.0 => format!("{attempt} and a look at {}", format::usd(look)),
        _ => attempt,
    };
    match tries(report) {
        Some(tries) => format!("Each {task} takes {tries} on average, at {each} a try."),
        None => {
            let right = format::share(outcome.quality);
            format!("Each is tried once, at {each}, and comes out right {right} of the time.")
        }
    }
}

/// `1.2 tries`; nothing where that is one.
fn tries(report: &Report) -> Option<String> {
    let tries = format::count(report.outcome.as_ref()?.attempts);
    (tries != "1").then(|| tries + " tries")
}

fn without_success_rate(report: &Report, task: &str) -> (String, String) {
    let a = article(task);
    let unset = report.steps.iter().find(|step| step.success_rate.is_none());
    let what = match unset {
        Some(step) if report.steps.len() > 1 => format!("how often {} is right", step.name),
        _ => "how often it is right".into(),
    };
    match report.cost.per_task_usd {
        Some(cost) => (
            format!("{} {task} costs *{}*.", capital(a), format::usd(cost)),
            format!(
                "Enter {what}, under Success, to see what a right {task} costs and whether it pays."
            ),
        ),
        None => (
            format!(
                "One try at {a} {task} costs *{}*.",
                format::usd(report.cost.per_attempt_usd)
            ),
            format!("How many tries {a} {task} takes depends on {what}: enter that under Success."),
        ),
    }
}

fn figures(report: &Report, task: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |value: String, label: String| figures.push(Figure { value, label });
    let period = &report.period;
    if let Some(value) = &report.value {
        add(
            format::usd(value.net_per_period_usd),
            format!("net a {period}"),
        );
    }
    match report.cost.per_period_usd {
        Some(usd) => add(format::usd(usd), format!("cost a {period}")),
        None => {
            let least = format::usd(report.cost.least_per_period_usd);
            let label = format!("at least, a {period}, at one try each");
            add(least, label);
        }
    }
    if let (Some(year), None) = (report.cost.per_year_usd, &report.value)
        && period != "year"
    {
        add(format::usd(year), "cost a year".into());
    }
    if let Some(right) = report.cost.per_success_usd {
        add(format::usd(right), format!("cost of a right {task}"));
    }
    match &report.outcome {
        Some(outcome) if outcome.wrong > 0.0 => {
            add(format::share(outcome.wrong), "wrong, unnoticed".into());
        }
        Some(outcome) => {
            add(
                format::share(outcome.right),
                format!("of {} right", format::plural(task)),
            );
        }
        None => add(format::usd(report.cost.per_attempt_usd), "a try".into()),
    }
    figures
}

/// What the form calls a field, with its step where there are several.
///
/// ```
/// use scenario::field::step;
/// use telling::words::field_name;
/// let agents = scenario::presets::find("multi-agent").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let name = field_name(&agents, &step::INPUT_TOKENS.of_step(1));
/// assert_eq!(name, format!("Input ({})", agents.steps[1].name));
/// ```
#[must_use]
pub fn field_name(scenario: &Scenario, place: &Place) -> String {
    let label = place.field.label;
    match scenario.steps.get(place.step) {
        Some(step) if scenario.steps.len() > 1 && place.field.is_of_step() => {
            format!("{label} ({})", step.shown_name(place.step))
        }
        _ => label.into(),
    }
}

/// What a class of tokens is called in a sentence.
#[must_use]
pub fn class_words(class: &str) -> &'static str {
    match class {
        "cache" => "cached input",
        "retrieval" => "retrieved input",
        "visible_output" => "visible output",
        "hidden_reasoning" => "hidden reasoning",
        _ => "input",
    }
}

/// What a part of the net is called.
#[must_use]
pub fn part_words(part: Part) -> &'static str {
    match part {
        Part::RightResults => "right results",
        Part::WrongResults => "wrong, unnoticed",
        Part::GivenUp => "given up",
        Part::Tokens => "tokens",
        Part::Looks => "looks",
        Part::Person => "a person in the end",
        Part::PaidAnyway => "paid anyway",
        Part::Net => "net",
    }
}

/// The takeaway of the cost section: hidden reasoning where there is any, else what costs most.
#[must_use]
pub fn cost_takeaway(report: &Report) -> String {
    let classes = &report.cost.classes;
    let hidden = classes
        .iter()
        .find(|class| class.class == "hidden_reasoning" && class.tokens > 0.0);
    let dearest = || {
        classes
            .iter()
            .reduce(|most, class| if class.usd > most.usd { class } else { most })
    };
    hidden
        .or_else(dearest)
        .map_or(String::new(), class_takeaway)
}

fn class_takeaway(class: &ClassReport) -> String {
    let words = capital(class_words(class.class));
    match (class.token_share, class.cost_share) {
        (Some(tokens), Some(cost)) => {
            let (tokens, cost) = (format::share(tokens), format::share(cost));
            if tokens == cost {
                format!("{words} is {tokens} of the tokens and of their cost.")
            } else {
                format!("{words} is {tokens} of the tokens and {cost} of their cost.")
            }
        }
        (Some(tokens), None) => {
            format!(
                "{words} is {} of the tokens; they cost nothing.",
                format::share(tokens)
            )
        }
        (None, _) => "There are no tokens to pay for.".into(),
    }
}

/// What an attempt comes to, in a line under the chart: `$3.03 a try · 1.2 tries · $3 a look`.
#[must_use]
pub fn cost_line(scenario: &Scenario, report: &Report) -> String {
    let mut parts = vec![format!(
        "{} a try",
        format::usd(report.cost.per_attempt_usd)
    )];
    parts.extend(tries(report));
    let look = scenario
        .checking
        .as_ref()
        .map(|table| table.cost_usd)
        .filter(|usd| *usd > 0.0);
    if let Some(look) = look {
        parts.push(format!("{} a look", format::usd(look)));
    }
    parts.join(" · ")
}

/// Where a step's rates come from, in a line.
#[must_use]
pub fn source_line(source: &PriceSource) -> String {
    if source.model.is_empty() {
        return format!("{}: your own rates.", source.step);
    }
    let mut text = format!(
        "{}: {} by {}",
        source.step, source.model_name, source.provider_name
    );
    if source.processing != scenario::document::STANDARD {
        text += &format!(", {}", source.processing);
    }
    if let Some(date) = &source.date {
        text += &format!(", prices of {date}");
    }
    text += &format!(" ({} as of {})", source.source, source.checked);
    if source.discount != 0.0 {
        let kind = if source.discount > 0.0 {
            "less"
        } else {
            "plus"
        };
        text += &format!(", {kind} {}", format::share_full(source.discount.abs()));
    }
    if source.rates.iter().any(|rate| rate.own) {
        text += ", with your own rates";
    }
    text + "."
}
