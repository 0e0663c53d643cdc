//! What a field holds, as a person reads it and as a spreadsheet takes it.

use crate::sheet::Cell;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Rule, Unit};
use scenario::format;

/// What is not there, in a table.
const NOTHING: &str = "\u{2013}";

/// A value with its unit: `80 %`, `1,500 tokens`.
///
/// ```
/// use scenario::field::{Datum, Field};
/// let rate = Field::find("steps[].success_rate").map(|field| field.rule);
/// let written = rate.map(|rule| telling::entered::written(rule, &Datum::Number(0.8)));
/// assert_eq!(written.as_deref(), Some("80 %"));
/// ```
#[must_use]
pub fn written(rule: Rule, datum: &Datum) -> String {
    match datum {
        Datum::Unset => NOTHING.into(),
        Datum::Number(number) => entry::with_unit(rule, *number),
        Datum::Range(_) => entry::shown(rule, datum, Measure::Tokens),
        Datum::Flag(flag) => if *flag { "yes" } else { "no" }.into(),
        Datum::Text(text) if text.is_empty() => NOTHING.into(),
        Datum::Text(text) => text.replace('_', " "),
        Datum::Names(names) => names.join(", "),
        Datum::Moment(moment) => moment.to_string().chars().take(10).collect(),
        Datum::Point(tokens, rate) => {
            format!(
                "{} at {} tokens",
                format::share(*rate),
                format::count(*tokens)
            )
        }
    }
}

/// The same as a cell: a number as the form's box has it, 80 for 80 %, beside which its unit stands ([`unit()`]).
#[must_use]
pub fn cell(rule: Rule, datum: &Datum) -> Cell {
    match datum {
        Datum::Unset => Cell::Unknown,
        Datum::Number(number) if rule.unit == Unit::Share => Cell::plain(100.0 * number),
        Datum::Number(number) => Cell::plain(*number),
        other => Cell::Text(written(rule, other)),
    }
}

/// The unit of a number in a [`cell`]; empty for what is no number or only counted.
#[must_use]
pub fn unit(rule: Rule, datum: &Datum) -> &'static str {
    match datum {
        Datum::Number(_) => entry::unit_words(rule.unit),
        _ => "",
    }
}
