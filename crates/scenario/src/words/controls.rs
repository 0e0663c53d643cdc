//! What stands in the form beside its fields.

use crate::choice::TurnCacheKind;
use crate::document::{Scenario, Step};
use crate::estimate::Measure;
use crate::format;

/// Label of the number of tasks: `Reviews`.
#[must_use]
pub fn tasks_label(scenario: &Scenario) -> String {
    super::capital(&format::plural(&super::task_name(scenario)))
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
    let range = format!(
        "about {} tokens, {} to {}",
        format::count_full(tokens),
        format::count(estimate.low),
        format::count(estimate.high)
    );
    let why = match measure {
        Measure::Tokens => return format!("{} tokens", format::count_full(tokens)),
        Measure::Words => "three quarters of an English word a token",
        Measure::Characters => "four characters of English a token",
        Measure::Pages => {
            "500 English words a page; a contract with wide margins may have 200 tokens"
        }
    };
    format!("{range}: {why}.")
}

/// Beside the quick choices of reasoning.
pub const REASONING_LEVELS_NOTE: &str = "Multiples of the answer. Assumed: a model at that effort may think half as much or twice as much.";

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
