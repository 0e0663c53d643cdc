//! What it is worth, until when it pays, and what the next dollar returns, as sentences.

use super::capital;
use super::verdict::{until, what_cannot_be};
use economics::quantity::ROUNDING;
use scenario::document::Scenario;
use scenario::format;
use scenario::report::{Report, StepReport, ValueReport};

/// Between these the next dollar returns about what it costs.
pub(super) const ABOUT_ONE: (f64, f64) = (0.95, 1.05);

/// Returns that differ by no more than this part are alike.
pub(super) const ALIKE: f64 = 0.02;

/// `It pays from *16 %* right; you are at *80 %*. With one known point the worth of more reasoning is a guess: ...`
pub(super) fn then(scenario: &Scenario, report: &Report, value: &ValueReport) -> String {
    let mut text = until(report, value);
    if let Some(cannot_be) = what_cannot_be(report) {
        text = format!("{}. {text}", capital(cannot_be));
    }
    if value.value_of_quality_usd < 0.0 {
        text +=
            " More quality would lower the net: look at what a right and a wrong result are worth.";
        return text;
    }
    if value.pays && value.net_usd < 0.0 && value.nothing_usd < 0.0 {
        let nothing = format::usd(-value.nothing_usd);
        text += &format!(" Not doing it would cost *{nothing}* a {}.", report.period);
    }
    if value.pays || !value.break_even_quality.is_empty() {
        text += &next_dollar(report);
    }
    if value.certainty_equivalent_usd != value.net_usd {
        let certain = format::usd(value.certainty_equivalent_usd);
        text += &format!(" With your aversion to risk, its net is worth *{certain}* for sure.");
    }
    if let Some(tasks) = value.break_even_tasks.filter(|_| scenario.work.tasks > 0.0) {
        let tasks = format::count_full(whole(tasks));
        let tasks = format::counted(&tasks, &scenario.work.task());
        text += &format!(
            " What is paid anyway is earned from *{tasks}* a {} on.",
            report.period
        );
    }
    if let Some(periods) = value.payback_periods {
        let less = if periods < AT_ONCE { "less than " } else { "" };
        let periods = format::counted(&format::count(periods.max(AT_ONCE)), &report.period);
        text += &format!(" What is paid once is back after {less}*{periods}*.");
    }
    text
}

/// Shorter parts of a period are not told apart.
const AT_ONCE: f64 = 0.01;

/// The least whole number of tasks; what is above one by rounding is that one.
fn whole(tasks: f64) -> f64 {
    libm::ceil(tasks * (1.0 - ROUNDING))
}

/// What the next dollar does, and what follows.
fn next_dollar(report: &Report) -> String {
    let known: Vec<(&StepReport, f64)> = report
        .steps
        .iter()
        .filter_map(|step| Some((step, step.next_dollar_returns?)))
        .collect();
    match known.as_slice() {
        [] => no_curve(report),
        [(step, returns)] => of_one(step, *returns, report.steps.len() > 1),
        several => of_several(several),
    }
}

fn of_one(step: &StepReport, returns: f64, several: bool) -> String {
    let on = if step.curve.effort == "all" {
        "tokens"
    } else {
        "reasoning"
    };
    let at = if several {
        format!(" of {}", step.name)
    } else {
        String::new()
    };
    if let Some((least, most)) = guess(step) {
        let (least, most) = (format::usd(least), format::usd(most));
        return format!(
            " With one known point the worth of more {on}{at} is a guess: *{least}* to *{most}* back on the next dollar. \
             A second point would tell."
        );
    }
    let assumed = if step.curve.assumed {
        " (assumed curve)"
    } else {
        ""
    };
    let text = format!(
        " The next dollar spent on {on}{at} returns *{}*{assumed}",
        format::usd(returns)
    );
    let (low, high) = ABOUT_ONE;
    let then = match (returns, on) {
        (returns, _) if returns < low => ": it gets more than pays.",
        (returns, _) if returns <= high => ": that is as much as pays.",
        (_, "reasoning") => ": let it think longer.",
        _ => ": give it more.",
    };
    text + then
}

/// What the next dollar returns by the least and by the most that forms of an assumed curve say; nothing where they agree.
fn guess(step: &StepReport) -> Option<(f64, f64)> {
    let own = step.next_dollar_returns.filter(|_| step.curve.assumed)?;
    let forms = step.next_dollar_by_form?;
    // Its own among them, so that the range holds the figure.
    let least = forms.into_iter().fold(own, f64::min);
    let most = forms.into_iter().fold(own, f64::max);
    (least < most).then_some((least, most))
}

fn of_several(known: &[(&StepReport, f64)]) -> String {
    let by = |better: fn(f64, f64) -> bool| {
        known
            .iter()
            .copied()
            .reduce(|best, next| if better(next.1, best.1) { next } else { best })
    };
    let (Some(best), Some(worst)) = (by(|a, b| a > b), by(|a, b| a < b)) else {
        return String::new();
    };
    let assumed = if known.iter().any(|(step, _)| step.curve.assumed) {
        " (assumed curves)"
    } else {
        ""
    };
    let text = format!(
        " The next dollar returns *{}* at {} and *{}* at {}{assumed}: ",
        format::usd(best.1),
        best.0.name,
        format::usd(worst.1),
        worst.0.name
    );
    let (low, high) = ABOUT_ONE;
    if best.1 - worst.1 <= ALIKE * best.1.abs() {
        let returns = format::usd(best.1);
        let then = match best.1 {
            all if all < low => "each step gets more than pays",
            all if all <= high => "as much as pays, and well split",
            _ => "well split; spend more on all of them",
        };
        return format!(" The next dollar returns *{returns}* at every step{assumed}: {then}.");
    }
    text + &if best.1 < low {
        "each step gets more than pays.".into()
    } else if worst.1 > high {
        format!("spend more, first on {}.", best.0.name)
    } else if best.1 <= high {
        "the money is well split.".into()
    } else {
        format!("move effort from {} to {}.", worst.0.name, best.0.name)
    }
}

/// Why nothing is said about the next dollar, where a person can do something about it.
pub(super) fn no_curve(report: &Report) -> String {
    let step = report
        .steps
        .iter()
        .find(|step| step.curve.none_because.is_some());
    let Some(step) = step else {
        return if report.steps.iter().any(|step| step.curve.form.is_some()) {
            " Effort is free here: the model may think as long as it helps.".into()
        } else {
            String::new()
        };
    };
    format!(" {}", curve_missing(step))
}

/// Why a step has no curve, and what to do.
#[must_use]
pub fn curve_missing(step: &StepReport) -> String {
    let name = capital(&step.name);
    match step.curve.none_because.unwrap_or_default() {
        "no_reasoning" => {
            format!("{name} does not reason, so nothing is advised about its effort.")
        }
        "needs_floor" => format!(
            "What more reasoning brings is not known: enter how often {} is right without any, under \u{201c}Right without effort\u{201d}.",
            step.name
        ),
        "no_effort" => format!("{name} has no effort yet, so what more of it brings is not known."),
        "at_floor" => format!(
            "{name} is right no more often than without effort, so more effort is not known to help."
        ),
        "at_ceiling" => {
            format!("{name} is right as often as it can be: more effort brings nothing.")
        }
        "points_do_not_rise" => format!(
            "The two known points of {} do not rise with effort.",
            step.name
        ),
        _ => format!("How often {} is right is not set.", step.name),
    }
}
