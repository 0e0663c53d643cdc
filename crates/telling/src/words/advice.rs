//! What to do: the takeaway of the value section, the curve behind it, and what is offered to be taken over.

use super::worth::no_curve;
use super::{article, capital, capital_article};
use scenario::choice::Fallback;
use scenario::document::Scenario;
use scenario::format;
use scenario::report::{OptimumReport, Report, StepReport, ValueReport};

/// The takeaway of the value section.
#[must_use]
pub fn value_takeaway(scenario: &Scenario, report: &Report) -> String {
    let task = scenario.work.task();
    let Some(value) = &report.value else {
        return format!(
            "Enter how often {} {task} is right, to see what it is worth.",
            article(&task)
        );
    };
    let Some(optimum) = &report.optimum else {
        let missing = no_curve(report);
        let net = format::usd(value.net_usd);
        return format!(
            "{} {task} nets {net} on average.{missing}",
            capital_article(&task)
        );
    };
    if let Some(instead) = instead_of_effort(scenario, report) {
        return instead;
    }
    if !is_worth_a_change(optimum.best.net_usd, value) {
        return about_right(report);
    }
    earns_more(scenario, report, value, optimum)
}

/// How much more the best efforts earn, and where they lie.
fn earns_more(
    scenario: &Scenario,
    report: &Report,
    value: &ValueReport,
    optimum: &OptimumReport,
) -> String {
    let task = scenario.work.task();
    let more = format::usd(optimum.best.net_usd - value.net_usd);
    let one = report.steps.len() == 1;
    let a = article(&task);
    let (now, best) = (report.steps[0].effort_tokens, optimum.best.tokens[0]);
    if one && now > 0.0 && best < now {
        let part = format::share(best / now);
        format!(
            "Less effort would earn {more} more {a} {task}: {part} of today\u{2019}s is enough."
        )
    } else if one && now > 0.0 && best <= MOST_TIMES * now {
        let times = times_words(best / now);
        format!(
            "{} the effort would earn {more} more {a} {task}; beyond that, spending outruns worth.",
            capital(&times)
        )
    } else if one {
        let best = format::counted(&format::count(best), "token");
        format!(
            "{best} of effort would earn {more} more {a} {task}; beyond that, spending outruns worth."
        )
    } else {
        let (spend, today) = (
            format::usd(optimum.best.attempt_usd),
            format::usd(report.cost.per_attempt_usd),
        );
        format!(
            "{spend} a try, split best, would earn {more} more {a} {task} than today\u{2019}s {today}."
        )
    }
}

/// Said where no effort is the answer: none pays, the person at the end is better, or today's is below its minimum and earns
/// more than any above.
fn instead_of_effort(scenario: &Scenario, report: &Report) -> Option<String> {
    let (optimum, value) = (report.optimum.as_ref()?, report.value.as_ref()?);
    let task = scenario.work.task();
    let is_below = below_minimum(scenario, report).is_some();
    if !optimum.pays {
        let allowed = if is_below {
            " that its minimum allows"
        } else {
            ""
        };
        return Some(format!(
            "No effort{allowed} makes {} {task} pay: not doing it is better.",
            article(&task)
        ));
    }
    if is_for_a_person(scenario, optimum) {
        let net = format::usd(optimum.best.net_usd);
        let more = is_worth_a_change(optimum.best.net_usd, value).then(|| {
            let more = format::usd(optimum.best.net_usd - value.net_usd);
            format!(", {more} more than today")
        });
        return Some(format!(
            "Leave it to the person: no effort of the model earns its cost, and {} {task} nets {net} without it{}.",
            article(&task),
            more.unwrap_or_default()
        ));
    }
    if is_below && optimum.best.net_usd < value.net_usd {
        return Some(format!(
            "Today\u{2019}s effort is below its minimum; from there on {} {task} nets {} at best, and today {}.",
            article(&task),
            format::usd(optimum.best.net_usd),
            format::usd(value.net_usd)
        ));
    }
    None
}

/// Whether the best is that the model does nothing that could succeed, and the person at the end everything.
fn is_for_a_person(scenario: &Scenario, optimum: &OptimumReport) -> bool {
    let at_end = scenario.checking.as_ref().map(|checking| checking.fallback);
    at_end == Some(Fallback::Person) && optimum.best.quality == 0.0
}

/// A step whose effort is below what a person allows, by its place.
fn below_minimum(scenario: &Scenario, report: &Report) -> Option<usize> {
    let mut pairs = scenario.steps.iter().zip(&report.steps);
    pairs.position(|(step, told)| {
        told.curve.form.is_some() && told.effort_tokens < step.minimum_tokens
    })
}

/// Whether today's money buys the least effort that is allowed of every step, so that it can be split.
#[must_use]
pub fn buys_the_least(report: &Report) -> bool {
    let least = report
        .optimum
        .as_ref()
        .map(|found| found.same_money.attempt_usd);
    least.is_none_or(|least| least <= report.cost.per_attempt_usd * (1.0 + 1e-9))
}

/// Said where today's effort is below a minimum, or today's money does not buy every step's: what is proposed keeps to it.
#[must_use]
pub fn least_line(scenario: &Scenario, report: &Report) -> Option<String> {
    let place = below_minimum(scenario, report)?;
    let minimum = format::count(scenario.steps[place].minimum_tokens);
    if !buys_the_least(report) && report.steps.len() > 1 {
        let least = report.optimum.as_ref()?.same_money.attempt_usd;
        return Some(format!(
            "Today\u{2019}s {} a try does not buy the minimum of every step, which costs {}: the same money cannot be split so that all of them keep to it.",
            format::usd(report.cost.per_attempt_usd),
            format::usd(least)
        ));
    }
    let whose = if report.steps.len() == 1 {
        "Today\u{2019}s effort is".to_string()
    } else {
        format!("The effort of {} is today", report.steps[place].name)
    };
    Some(format!(
        "{whose} below its minimum of {minimum} tokens a call; nothing below that is proposed or drawn."
    ))
}

/// Said where no other effort earns much, whatever the next dollar returns.
fn about_right(report: &Report) -> String {
    let (low, high) = super::worth::ABOUT_ONE;
    let next = match report.steps.as_slice() {
        [step] => step.next_dollar_returns.unwrap_or(1.0),
        _ => 1.0,
    };
    let then = if next > high {
        "a little more of it pays, but earns hardly more"
    } else if next < low {
        "a little less of it saves, but hardly anything"
    } else {
        "neither more nor less would earn much"
    };
    format!("The effort is about right: {then}.")
}

/// More hidden tokens for each visible one than models are known to think.
const MOST_RATIO: f64 = 50.0;

/// A warning where the best effort is more than models are known to think.
fn beyond_known(report: &Report, effort: f64) -> String {
    let [step] = report.steps.as_slice() else {
        return String::new();
    };
    let hidden = step
        .hidden_ratio
        .filter(|ratio| *ratio > 0.0 && step.curve.effort != "all");
    let times = hidden.map_or(0.0, |ratio| ratio * effort / step.effort_tokens);
    if times > MOST_RATIO {
        format!(
            " That is about {} hidden tokens for each visible one; published figures end at {}, so see whether the model can think as much.",
            format::count(times),
            format::count(MOST_RATIO)
        )
    } else {
        String::new()
    }
}

/// Whether a plan's net is more than half a per cent above today's: below that nothing is advised or offered.
fn is_worth_a_change(net: f64, value: &ValueReport) -> bool {
    net - value.net_usd > 0.005 * value.net_usd.abs()
}

/// Above this many times today's effort the number itself says more.
const MOST_TIMES: f64 = 20.0;

/// `twice`, `2.1 times`.
fn times_words(times: f64) -> String {
    match times {
        times if (0.95..=1.05).contains(&times) => "about the same as".into(),
        times if (1.9..=2.2).contains(&times) => "twice".into(),
        times => format!("{} times", format::count(times)),
    }
}

/// What stands under the value chart: which curve, and from what.
#[must_use]
pub fn curve_line(report: &Report) -> String {
    let steps = &report.steps;
    let assumed = steps.iter().filter(|step| step.curve.assumed).count();
    let known = steps
        .iter()
        .filter(|step| step.curve.form.is_some())
        .count();
    let by_curve = if steps.iter().any(|step| step.curve.by_curve) {
        " Success rates are read off the curve, because effort has changed since they were known."
    } else {
        ""
    };
    let certain = report
        .optimum
        .as_ref()
        .is_none_or(|optimum| optimum.certain);
    let searched = if certain {
        ""
    } else {
        " The best was searched from several starts."
    };
    let which = match (known, assumed) {
        (0, _) => return String::new(),
        (_, 0) => "Curve through two known points.".to_string(),
        (1, 1) => format!("Assumed curve ({}): one point is known.", form_words(steps)),
        _ => format!(
            "Assumed curves ({}): one point of each is known.",
            form_words(steps)
        ),
    };
    format!("{which}{by_curve}{searched}")
}

fn form_words(steps: &[StepReport]) -> String {
    let mut forms: Vec<&str> = Vec::new();
    for form in steps.iter().filter_map(|step| step.curve.form) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms.join(", ")
}

/// What is offered beside the best effort: `Best effort: 214 k tokens a call, right 97 % of the time, net $88.86.`
#[must_use]
pub fn best_offer(scenario: &Scenario, report: &Report) -> Option<String> {
    let optimum = report.optimum.as_ref().filter(|optimum| optimum.pays)?;
    let value = report.value.as_ref()?;
    if !is_worth_a_change(optimum.best.net_usd, value) {
        return None;
    }
    let (net, right) = (
        format::usd(optimum.best.net_usd),
        format::share(optimum.best.quality),
    );
    if is_for_a_person(scenario, optimum) {
        return Some(format!(
            "Best effort: none but what the answer takes; the person does it, net {net}."
        ));
    }
    Some(match optimum.best.tokens.as_slice() {
        [tokens] => {
            let beyond = beyond_known(report, *tokens);
            let tokens = format::counted(&format::count(*tokens), "token");
            format!("Best effort: {tokens} a call, right {right} of the time, net {net}.{beyond}")
        }
        _ => {
            let attempt = format::usd(optimum.best.attempt_usd);
            format!("Best spend: {attempt} a try, right {right} of the time, net {net}.")
        }
    })
}

/// What is offered for the same money: `The same $3.15, split better, nets $2.41 instead of $1.13.`
#[must_use]
pub fn same_money_offer(report: &Report) -> Option<String> {
    let optimum = report
        .optimum
        .as_ref()
        .filter(|found| found.chosen.len() > 1)?;
    let value = report.value.as_ref()?;
    let same = &optimum.same_money;
    if !buys_the_least(report) || !is_worth_a_change(same.net_usd, value) {
        return None;
    }
    let (money, net, now) = (
        format::usd(report.cost.per_attempt_usd),
        format::usd(same.net_usd),
        format::usd(value.net_usd),
    );
    Some(format!(
        "The same {money}, split better, nets {net} instead of {now}."
    ))
}
