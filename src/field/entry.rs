//! Between what a person types and what a field holds, in the unit that the box shows.

use scenario::estimate::Measure;
use scenario::field::{Datum, Field, Kind, Unit};
use scenario::number;

/// Per cent of a whole.
const PER_CENT: f64 = 100.0;

/// Reads text that was typed into a number field.
///
/// # Errors
/// What was found and what to write.
pub fn read(field: &Field, text: &str, measure: Measure) -> Result<Datum, String> {
    if text.trim().is_empty() && field.optional {
        return Ok(Datum::Unset);
    }
    let number = number::parse(text)?;
    if text.contains('%') && field.unit != Unit::Share {
        return Err("per cent does not belong here; write the number itself".into());
    }
    let number = match field.unit {
        // The box says per cent, so 80 is 80 %; who writes the sign means it too.
        Unit::Share if !text.contains('%') => number / PER_CENT,
        Unit::Tokens if measure != Measure::Tokens => measure.estimate(number).tokens,
        _ => number,
    };
    if let (Unit::Share, Kind::Number { min, max, .. }) = (field.unit, field.kind)
        && !(min <= number && number <= max)
    {
        let shown = |share: f64| number::grouped(per_cent(share));
        let (number, min, max) = (shown(number), shown(min), shown(max));
        return Err(format!(
            "{number} % is not between {min} % and {max} %; write a per cent in that range"
        ));
    }
    Ok(Datum::Number(number))
}

/// What the box shows of a value.
#[must_use]
pub fn shown(field: &Field, datum: &Datum, measure: Measure) -> String {
    match datum {
        Datum::Number(number) => match field.unit {
            Unit::Share => number::grouped(per_cent(*number)),
            Unit::Tokens if measure != Measure::Tokens => number::grouped(measure.amount(*number)),
            _ => number::grouped(*number),
        },
        Datum::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// What stands in the box behind the number.
#[must_use]
pub fn unit_words(unit: Unit) -> &'static str {
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
pub fn with_unit(field: &Field, number: f64) -> String {
    match field.unit {
        Unit::Usd => scenario::format::usd_full(number),
        Unit::UsdPerMtok | Unit::UsdPerHour => {
            format!("${}", entry_number(field, number)) + rate_words(field.unit)
        }
        unit => {
            let words = unit_words(unit);
            let number = entry_number(field, number);
            if words.is_empty() {
                number
            } else {
                format!("{number} {words}")
            }
        }
    }
}

/// What was understood, beside what is being typed: `= 1,500,000 tokens`.
#[must_use]
pub fn understood(field: &Field, number: f64) -> String {
    format!("= {}", with_unit(field, number))
}

fn entry_number(field: &Field, number: f64) -> String {
    shown(field, &Datum::Number(number), Measure::Tokens)
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
    (share * PER_CENT * DIGITS).round() / DIGITS
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may stop")]

    use super::*;

    fn field(pattern: &str) -> &'static Field {
        Field::find(pattern).unwrap()
    }

    #[test]
    fn a_share_is_typed_and_shown_as_per_cent() {
        let rate = field("steps[].success_rate");
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
        let rate = field("steps[].success_rate");
        let message = read(rate, "120", Measure::Tokens).unwrap_err();
        assert!(
            message.starts_with("120 % is not between 0 % and 100 %"),
            "{message}"
        );
        assert!(read(field("work.tasks"), "50%", Measure::Tokens).is_err());
    }

    #[test]
    fn an_empty_box_leaves_an_optional_field_open_and_refuses_another() {
        assert_eq!(
            read(field("steps[].success_rate"), " ", Measure::Tokens),
            Ok(Datum::Unset)
        );
        assert!(read(field("work.tasks"), "", Measure::Tokens).is_err());
    }

    #[test]
    fn pages_go_in_and_come_out_again() {
        let input = field("steps[].input_tokens");
        let datum = read(input, "50", Measure::Pages).unwrap();
        assert_eq!(shown(input, &datum, Measure::Pages), "50");
        assert_eq!(
            read(input, "1.5M", Measure::Tokens),
            Ok(Datum::Number(1.5e6))
        );
    }
}
