//! Between what a person types and what a field or setting holds, in the unit that the box shows.

use crate::estimate::Measure;
use crate::field::{Datum, Kind, Rule, Unit};
use crate::number;

/// Per cent of a whole.
const PER_CENT: f64 = 100.0;

/// What was typed into a number field.
#[derive(Clone, Debug, PartialEq)]
pub struct Entered {
    /// What the field holds then.
    pub datum: Datum,
    /// What it would hold if the text were meant in its other sense: `40.000` as 40 or 40 thousand, `0.88` where the box
    /// says per cent. Nothing where there is none, or the field does not allow it.
    pub other: Option<f64>,
}

/// Reads text that was typed into a number field, in the style in use ([`number::style`]). `whole` is what the field's
/// tokens are a part of, where they are one: `80 %` of it is understood.
///
/// # Errors
/// What was found and what to write.
///
/// ```
/// use scenario::{entry, estimate::Measure, field::{Datum, step}};
/// let rate = step::SUCCESS_RATE.rule;
/// let entered = entry::read(rate, "0.88", Measure::Tokens, None).expect("it is a number");
/// assert_eq!(entered.datum, Datum::Number(0.0088)); // the box says %
/// assert_eq!(entered.other, Some(0.88));
/// ```
pub fn read(
    rule: Rule,
    text: &str,
    measure: Measure,
    whole: Option<f64>,
) -> Result<Entered, String> {
    if text.trim().is_empty() && rule.optional {
        let datum = Datum::Unset;
        return Ok(Entered { datum, other: None });
    }
    let typed = number::read(text, number::style())?;
    let held = |number: f64| match rule.unit {
        // The box says per cent, so 80 is 80 %; who writes the sign means it too.
        Unit::Share if !typed.is_per_cent => number / PER_CENT,
        Unit::Tokens if typed.is_per_cent => libm::round(number * whole.unwrap_or_default()),
        Unit::Tokens if measure != Measure::Tokens => measure.estimate(number).tokens,
        _ => number,
    };
    let is_part = rule.unit == Unit::Tokens && whole.is_some();
    if typed.is_per_cent && rule.unit != Unit::Share && !is_part {
        return Err("per cent does not belong here; write the number itself".into());
    }
    let (number, mut other) = (held(typed.number), typed.other.map(held));
    let is_fraction = 0.0 < typed.number && typed.number < 1.0;
    if rule.unit == Unit::Share && !typed.is_per_cent && is_fraction {
        other = Some(typed.number);
    }
    other.take_if(|other| rule.check(&Datum::Number(*other)).is_err());
    if rule.check(&Datum::Number(number)).is_err()
        && let Some(other) = other.take()
    {
        // What can be read in two ways is meant as the one that is allowed.
        return Ok(Entered {
            datum: Datum::Number(other),
            other: None,
        });
    }
    if let (Unit::Share, Kind::Number { min, max, .. }) = (rule.unit, rule.kind)
        && !(min <= number && number <= max)
    {
        let shown = |share: f64| number::grouped(per_cent(share));
        let (number, min, max) = (shown(number), shown(min), shown(max));
        return Err(format!(
            "{number} % is not between {min} % and {max} %; write a per cent in that range"
        ));
    }
    Ok(Entered {
        datum: Datum::Number(number),
        other,
    })
}

/// What the box shows of a value.
#[must_use]
pub fn shown(rule: Rule, datum: &Datum, measure: Measure) -> String {
    match datum {
        Datum::Number(number) => match rule.unit {
            Unit::Share => number::grouped(per_cent(*number)),
            Unit::Tokens if measure != Measure::Tokens => number::grouped(measure.amount(*number)),
            _ => number::grouped(*number),
        },
        Datum::Range(range) => range.written(|number| {
            let sign = if rule.unit == Unit::Share { " %" } else { "" };
            shown(rule, &Datum::Number(number), measure) + sign
        }),
        Datum::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What stands in the box behind the number.
#[must_use]
pub const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::None | Unit::Count => "",
        Unit::Tokens => "tokens",
        Unit::Ratio => "× the answer",
        Unit::Share => "%",
        Unit::Usd => "$",
        Unit::UsdPerMtok => "$ / M tokens",
        Unit::UsdPerHour => "$ / hour",
        Unit::Minutes => "minutes",
        Unit::PerUsd => "1 / $",
    }
}

/// A value with its unit, in full: `1,500,000 tokens`, `80 %`, `$3`.
#[must_use]
pub fn with_unit(rule: Rule, number: f64) -> String {
    match rule.unit {
        Unit::Usd => crate::format::usd_full(number),
        Unit::UsdPerMtok | Unit::UsdPerHour => {
            format!("${}", entry_number(rule, number)) + rate_words(rule.unit)
        }
        unit => {
            let words = unit_words(unit);
            let number = entry_number(rule, number);
            if words.is_empty() {
                number
            } else {
                let one = if number == "1" {
                    words.trim_end_matches('s')
                } else {
                    words
                };
                format!("{number} {one}")
            }
        }
    }
}

/// What was understood, beside what is being typed: `= 1,500,000 tokens`.
#[must_use]
pub fn understood(rule: Rule, number: f64) -> String {
    format!("= {}", with_unit(rule, number))
}

fn entry_number(rule: Rule, number: f64) -> String {
    shown(rule, &Datum::Number(number), Measure::Tokens)
}

fn rate_words(unit: Unit) -> &'static str {
    if unit == Unit::UsdPerHour {
        " an hour"
    } else {
        " a million tokens"
    }
}

/// A share as per cent, without the noise of multiplying: 0.07 is 7, not 7.000000000000001.
fn per_cent(share: f64) -> f64 {
    const DIGITS: f64 = 1e10;
    libm::round(share * PER_CENT * DIGITS) / DIGITS
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

    use super::*;
    use crate::field::{step, work};

    fn read(rule: Rule, text: &str, measure: Measure) -> Result<Datum, String> {
        super::read(rule, text, measure, None).map(|entered| entered.datum)
    }

    #[test]
    fn a_share_is_typed_and_shown_as_per_cent() {
        let rate = step::SUCCESS_RATE.rule;
        for text in ["7", "7 %", "7%"] {
            assert_eq!(
                read(rate, text, Measure::Tokens),
                Ok(Datum::Number(0.07)),
                "{text}"
            );
        }
        assert_eq!(shown(rate, &Datum::Number(0.07), Measure::Tokens), "7");
    }

    #[test]
    fn a_share_out_of_range_and_per_cent_of_a_count_are_refused_in_the_units_of_the_box() {
        let rate = step::SUCCESS_RATE.rule;
        let message = read(rate, "120", Measure::Tokens).unwrap_err();
        assert!(
            message.starts_with("120 % is not between 0 % and 100 %"),
            "{message}"
        );
        assert!(read(work::TASKS.rule, "50%", Measure::Tokens).is_err());
    }

    #[test]
    fn an_empty_box_leaves_an_optional_field_open_and_refuses_another() {
        assert_eq!(
            read(step::SUCCESS_RATE.rule, " ", Measure::Tokens),
            Ok(Datum::Unset)
        );
        assert!(read(work::TASKS.rule, "", Measure::Tokens).is_err());
    }

    #[test]
    fn pages_go_in_and_come_out_again() {
        let input = step::INPUT_TOKENS.rule;
        let datum = read(input, "50", Measure::Pages).unwrap();
        assert_eq!(shown(input, &datum, Measure::Pages), "50");
        assert_eq!(
            read(input, "1.5M", Measure::Tokens),
            Ok(Datum::Number(1.5e6))
        );
    }

    #[test]
    fn a_part_of_the_input_can_be_typed_as_per_cent_of_it() {
        let part = |text| {
            super::read(
                step::CACHE_READ_TOKENS.rule,
                text,
                Measure::Tokens,
                Some(6_000.0),
            )
        };
        assert_eq!(part("80 %").unwrap().datum, Datum::Number(4_800.0));
        assert_eq!(part("4,800").unwrap().datum, Datum::Number(4_800.0));
        assert!(read(step::INPUT_TOKENS.rule, "80 %", Measure::Tokens).is_err());
    }

    #[test]
    fn what_could_mean_two_things_comes_with_the_other_where_that_is_allowed() {
        let other = |rule, text| {
            super::read(rule, text, Measure::Tokens, None)
                .unwrap()
                .other
        };
        assert_eq!(other(work::TASKS.rule, "40.000"), Some(40_000.0));
        assert_eq!(other(work::TASKS.rule, "40,000"), Some(40.0));
        assert_eq!(other(work::TASKS.rule, "40000"), None);
        assert_eq!(other(step::SUCCESS_RATE.rule, "0.88"), Some(0.88));
        assert_eq!(other(step::SUCCESS_RATE.rule, "0.88 %"), None);
        assert_eq!(other(step::SUCCESS_RATE.rule, "88"), None);
        // 1,500 % is no share, and 1.5 turns are none: the other is meant.
        let rate = read(step::SUCCESS_RATE.rule, "1,500", Measure::Tokens);
        assert_eq!(rate, Ok(Datum::Number(0.015)));
        let turns = read(step::TURNS.rule, "1.500", Measure::Tokens);
        assert_eq!(turns, Ok(Datum::Number(1_500.0)));
    }
}
