//! What stands in the form beside its fields.

use scenario::choice::TurnCacheKind;
use scenario::document::{Scenario, Step};
use scenario::edit;
use scenario::estimate::{Measure, REASONING_LEVELS};
use scenario::format;
use scenario::report::StepReport;

/// Label of the number of tasks: `Reviews`.
#[must_use]
pub fn tasks_label(scenario: &Scenario) -> String {
    super::capital(&format::plural(&scenario.work.task()))
}

/// `one turn`, `20 turns, 2 k added each, cached for five minutes`
#[must_use]
pub fn turns_summary(step: &Step) -> String {
    if step.turns <= 1.0 {
        return "one turn".into();
    }
    let mut text = format!("{} turns", format::count(step.turns));
    if step.turn_growth_tokens > 0.0 {
        text += &format!(", {} added each", format::count(step.turn_growth_tokens));
    }
    text += match step.turn_cache {
        TurnCacheKind::None => "",
        TurnCacheKind::FiveMinutes => ", cached for five minutes",
        TurnCacheKind::OneHour => ", cached for an hour",
    };
    text
}

/// What a box that is filled in words, characters or pages comes to, and how sure that is.
#[must_use]
pub fn measured(measure: Measure, tokens: f64) -> String {
    let estimate = measure.estimate(measure.amount(tokens));
    let all = format::counted(&format::count_full(tokens), "token");
    let range = format!(
        "about {all}, {} to {}",
        format::count(estimate.low),
        format::count(estimate.high)
    );
    let why = match measure {
        Measure::Tokens => return all,
        Measure::Words => "three quarters of an English word a token",
        Measure::Characters => "four characters of English a token",
        Measure::Pages => {
            "500 English words a page; a contract with wide margins may have 200 tokens"
        }
    };
    format!("{range}: {why}.")
}

/// Beside the quick choices of reasoning: what the largest comes to, and how sure such a multiple is.
#[must_use]
pub fn reasoning_level_note(step: &Step) -> String {
    let (_, largest) = REASONING_LEVELS[REASONING_LEVELS.len() - 1];
    let (answer, most) = (
        tokens(step.visible_output_tokens),
        format::count(step.visible_output_tokens * largest),
    );
    let now = step.reasoning_tokens.unwrap_or(0.0);
    let less = if now > step.visible_output_tokens * largest {
        ", less than it thinks now"
    } else {
        ""
    };
    format!(
        "Multiples of the answer\u{2019}s {answer}, at most {most}{less}. Assumed: a model at that effort may think half \
         as much or twice as much."
    )
}

/// Beside the button that adds the first further step.
pub const ONE_STEP_NOTE: &str =
    "One step. Add another to see which of them decides, and where the next dollar goes.";

/// Where there is no level yet.
pub const LEVELS_NOTE: &str =
    "What you have measured at several efforts, as a list to choose from.";

/// Under the success rate: what it is at today's effort, where that is not where it is known.
#[must_use]
pub fn by_curve(step: &StepReport) -> String {
    let (Some(rate), Some(known)) = (step.success_rate, step.curve.known_at_tokens) else {
        return String::new();
    };
    if step.curve.by_curve {
        let (known, now, rate) = (
            tokens(known),
            format::count(step.effort_tokens),
            format::share(rate),
        );
        return format!(
            "Known at {known} of effort. By the curve, {rate} at today\u{2019}s {now}."
        );
    }
    if step.curve.assumed {
        let known = tokens(known);
        format!(
            "Known at {known} of effort. One point fixes the curve only by assumption: add a second."
        )
    } else {
        String::new()
    }
}

fn tokens(number: f64) -> String {
    format::counted(&format::count(number), "token")
}

/// What a person costs who does the whole task.
#[must_use]
pub fn worth_by_time(scenario: &Scenario) -> String {
    let person = &scenario.person;
    let (minutes, wage, cost) = (
        minutes(person.task_minutes),
        format::usd(person.wage_usd_per_hour),
        format::usd(person.task_usd()),
    );
    format!("{minutes} at {wage} an hour: a person costs {cost}.")
}

fn minutes(time: f64) -> String {
    format::counted(&format::count(time), "minute")
}

/// What a person costs who looks at one result.
#[must_use]
pub fn look_by_time(scenario: &Scenario) -> String {
    let person = &scenario.person;
    let (minutes, wage, cost) = (
        minutes(person.review_minutes),
        format::usd(person.wage_usd_per_hour),
        format::usd(person.review_usd()),
    );
    format!("{minutes} at {wage} an hour: {cost} a look.")
}

/// What the curve would say of a success rate that was entered at another effort, and stays; nothing where it says the same.
#[must_use]
pub fn kept_rate(step: &Step, known_at: f64) -> Option<String> {
    let (rate, [least, most]) = edit::by_curve(step, known_at)?;
    let (entered, rate) = (format::share(step.success_rate?), format::share(rate));
    if entered == rate {
        return None;
    }
    let known_at = format::counted(&format::count(known_at), "token");
    let (least, most) = (format::share(least), format::share(most));
    let range = if least == most {
        String::new()
    } else {
        format!(" ({least} to {most} over its forms)")
    };
    Some(format!(
        "This holds if it is still right {entered} of the time, as it was at an effort of {known_at}. By the assumed curve it would be {rate}{range}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_what_they_come_to_and_how_sure_that_is() {
        let words = measured(Measure::Pages, Measure::Pages.estimate(50.0).tokens);
        assert!(
            words.starts_with("about 33,333 tokens, 10 k to 56.7 k"),
            "{words}"
        );
    }

    #[test]
    fn a_loop_is_told_in_a_line() {
        let step = Step {
            turns: 20.0,
            turn_growth_tokens: 2_000.0,
            ..Step::default()
        };
        assert_eq!(turns_summary(&step), "20 turns, 2 k added each");
        assert_eq!(turns_summary(&Step::default()), "one turn");
    }
}
