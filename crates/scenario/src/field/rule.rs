//! What a value must be to be allowed, and what is said of one that is not.

use super::{Datum, Kind, Unit, rows};
use crate::amount::Range;
use crate::document::MAX_STEPS;
use crate::number::grouped;

/// What a field or setting can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Unit of the number.
    pub unit: Unit,
    /// What it can hold.
    pub kind: Kind,
    /// Whether it may be left open.
    pub optional: bool,
}

impl Rule {
    /// Whether a value is allowed here; if not, what was found, what is allowed and what to do.
    ///
    /// # Errors
    /// The message, without the path.
    pub fn check(self, datum: &Datum) -> Result<(), String> {
        match (self.kind, datum) {
            (_, Datum::Unset) if self.optional => Ok(()),
            (_, Datum::Unset) => Err(format!("is empty; {}", self.allowed())),
            (Kind::Number { min, max, whole }, Datum::Number(number)) => {
                self.check_number(*number, min, max, whole)
            }
            (Kind::Number { min, max, whole }, Datum::Range(range)) => {
                check_ends(range)?;
                let mut numbers = range.numbers();
                numbers.try_for_each(|number| self.check_number(number, min, max, whole))
            }
            (Kind::Choice(words), Datum::Text(word)) => check_word(word, words),
            (Kind::Text(most), Datum::Text(text)) => check_text(text, most),
            // A link says in two bytes that a step is as the one before it: a list must not be long.
            (Kind::Names, Datum::Names(names)) if names.len() > MAX_STEPS => Err(format!(
                "names {} steps; at most {MAX_STEPS} are allowed, as many as there can be",
                names.len()
            )),
            (Kind::Names, Datum::Names(names)) => {
                names.iter().try_for_each(|name| check_name(name))
            }
            (Kind::Flag, Datum::Flag(_)) | (Kind::Moment, Datum::Moment(_)) => Ok(()),
            (Kind::Point, Datum::Point(tokens, rate)) => check_point(*tokens, *rate),
            (_, found) => Err(format!(
                "{found} is not what belongs here; {}",
                self.allowed()
            )),
        }
    }

    /// What is allowed, as an instruction: "write a number between 0 and 1".
    #[must_use]
    pub fn allowed(self) -> String {
        match self.kind {
            Kind::Number { min, max, whole } => {
                let what = if whole { "a whole number" } else { "a number" };
                format!("write {what} between {} and {}", grouped(min), grouped(max))
            }
            Kind::Choice(words) => format!("write one of {}", words.join(", ")),
            Kind::Text(most) => format!("write text of at most {most} characters"),
            Kind::Names => "write a list of names of steps, like [\"draft\", \"review\"]".into(),
            Kind::Flag => "write true or false".into(),
            Kind::Moment => {
                "write a date, like 2026-11-24, or a date and time, like 2026-11-24T14:00:00Z"
                    .into()
            }
            Kind::Point => "write effort in tokens and a success rate, like [23_000, 0.875]".into(),
        }
    }

    fn check_number(self, number: f64, min: f64, max: f64, whole: bool) -> Result<(), String> {
        if !number.is_finite() {
            return Err(format!(
                "{} is not a number that can be used; {}",
                grouped(number),
                self.allowed()
            ));
        }
        if !(min <= number && number <= max) {
            let range = format!(
                "{} is not between {} and {}",
                grouped(number),
                grouped(min),
                grouped(max)
            );
            let is_percent = self.unit == Unit::Share && 1.0 < number && number <= 100.0;
            let fix = match (is_percent, whole) {
                (true, _) => format!("write {} % as {}", grouped(number), grouped(number / 100.0)),
                (false, true) => "write a whole number in that range".into(),
                (false, false) => "write a number in that range".into(),
            };
            return Err(format!("{range}; {fix}"));
        }
        if whole && number.fract() != 0.0 {
            return Err(format!(
                "{} is not a whole number; {}",
                grouped(number),
                self.allowed()
            ));
        }
        Ok(())
    }
}

/// Whether a range goes up, with the most likely number in it.
fn check_ends(range: &Range) -> Result<(), String> {
    let (low, high) = (grouped(range.low), grouped(range.high));
    if range.low > range.high {
        return Err(format!(
            "{low} to {high} goes down; write the smaller number first: {high} to {low}"
        ));
    }
    if range.low == range.high {
        return Err(format!(
            "{low} to {high} is one number; write it once: {low}"
        ));
    }
    match range.likely {
        Some(likely) if !(range.low <= likely && likely <= range.high) => Err(format!(
            "the most likely number {} is not between {low} and {high}; write one in the range",
            grouped(likely)
        )),
        _ => Ok(()),
    }
}

/// Longest name of a step or level.
pub(super) const NAME_CHARACTERS: usize = 60;

fn check_word(word: &str, words: &[&str]) -> Result<(), String> {
    if words.contains(&word) {
        return Ok(());
    }
    let near = catalogs::nearest::nearest(word, words.iter().copied(), 1);
    let hint = near
        .first()
        .map_or(String::new(), |near| format!(" (did you mean \"{near}\"?)"));
    Err(format!(
        "\"{word}\" is not one of {}{hint}",
        words.join(", ")
    ))
}

fn check_text(text: &str, most: usize) -> Result<(), String> {
    let count = text.chars().count();
    if count > most {
        return Err(format!(
            "has {count} characters; at most {most} are allowed, so shorten it"
        ));
    }
    if let Some(found) = text.chars().find(|c| is_invisible(*c)) {
        return Err(format!(
            "holds the invisible character U+{:04X}; remove it",
            u32::from(found)
        ));
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("holds an empty name; remove it, or name the step that is meant".into());
    }
    check_text(name, NAME_CHARACTERS)
}

/// Control characters, those that turn the direction of text and those of no width that no script needs: they can make a
/// label lie.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

fn check_point(tokens: f64, rate: f64) -> Result<(), String> {
    if !(0.0 < tokens && tokens <= rows::MAX_TOKENS) {
        return Err(format!(
            "effort {} is not above 0; write it in tokens, like [23_000, 0.875]",
            grouped(tokens)
        ));
    }
    if !(0.0 < rate && rate < 1.0) {
        return Err(format!(
            "success rate {} is not between 0 and 1, both excluded; write 87.5 % as 0.875",
            grouped(rate)
        ));
    }
    Ok(())
}
