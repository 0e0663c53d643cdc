//! A value of the document, whatever its type there: the ground on which fields, settings and links meet.

use crate::amount::Range;
use economics::price::Instant;

/// A value of any field.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Left open.
    Unset,
    /// A number, in the field's own unit.
    Number(f64),
    /// A number that is not known exactly.
    Range(Range),
    /// Yes or no.
    Flag(bool),
    /// Text, or the word of a choice.
    Text(String),
    /// Names of steps.
    Names(Vec<String>),
    /// A date, or a date and time.
    Moment(Instant),
    /// Effort in tokens and success rate.
    Point(f64, f64),
}

impl core::fmt::Display for Datum {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Unset => f.write_str("nothing"),
            Self::Number(number) => write!(f, "the number {}", crate::number::grouped(*number)),
            Self::Range(range) => {
                let range = range.written(crate::number::grouped);
                write!(f, "the range {range}")
            }
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Text(text) => write!(f, "the text \"{}\"", shortened(text)),
            Self::Names(_) => f.write_str("a list"),
            Self::Moment(moment) => write!(f, "the date {moment}"),
            Self::Point(tokens, rate) => {
                let [tokens, rate] = [tokens, rate].map(|number| crate::number::plain(*number));
                write!(f, "the pair [{tokens}, {rate}]")
            }
        }
    }
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.chars().count() <= SHOWN {
        text.into()
    } else {
        text.chars().take(SHOWN).chain(['…']).collect()
    }
}

impl Datum {
    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }
}

/// A place in the document that a [`Datum`] can be read from and written to.
pub trait Slot {
    /// What it holds.
    fn get(&self) -> Datum;
    /// Takes a value; false, and unchanged, where it is of another kind.
    fn put(&mut self, datum: Datum) -> bool;
}

macro_rules! slot {
    ($type:ty, $variant:ident) => {
        impl Slot for $type {
            fn get(&self) -> Datum {
                Datum::$variant(self.clone())
            }
            fn put(&mut self, datum: Datum) -> bool {
                let Datum::$variant(value) = datum else {
                    return false;
                };
                *self = value;
                true
            }
        }
        impl Slot for Option<$type> {
            fn get(&self) -> Datum {
                self.clone().map_or(Datum::Unset, Datum::$variant)
            }
            fn put(&mut self, datum: Datum) -> bool {
                match datum {
                    Datum::$variant(value) => *self = Some(value),
                    Datum::Unset => *self = None,
                    _ => return false,
                }
                true
            }
        }
    };
}

slot!(f64, Number);
slot!(bool, Flag);
slot!(String, Text);
slot!(Vec<String>, Names);
slot!(Instant, Moment);

impl Slot for Option<(f64, f64)> {
    fn get(&self) -> Datum {
        self.map_or(Datum::Unset, |(tokens, rate)| Datum::Point(tokens, rate))
    }
    fn put(&mut self, datum: Datum) -> bool {
        *self = match datum {
            Datum::Point(tokens, rate) => Some((tokens, rate)),
            Datum::Unset => None,
            _ => return false,
        };
        true
    }
}
