//! Numbers that are not known exactly: a range, kept beside the number that stands for it.
//!
//! A range has its form in files and links, is checked at its field and carried along. It is not counted yet:
//! [`crate::lower`] says so at the field. A field holds the middle of its range as its number; where that is given another
//! number, the range is of the past and no longer read.

use crate::number::{parse, plain};

/// The ends of a range, and what else is said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower end, in the field's own unit.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The most likely number, where one is said.
    pub likely: Option<f64>,
    /// How likely the numbers between are; unset: as usual for the field.
    pub shape: Option<Shape>,
}

/// How likely the numbers of a range are. Its place here is its number in links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All alike.
    Uniform,
    /// Straight up to the most likely one, and down again.
    Triangular,
}

impl Shape {
    /// All of them; the places never change, a new one comes last.
    pub const ALL: [Self; 2] = [Self::Uniform, Self::Triangular];

    /// Its word in files and links.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Triangular => "triangular",
        }
    }

    /// The shape of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.word() == word)
    }
}

impl Range {
    /// From one end to the other.
    #[must_use]
    pub const fn between(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            likely: None,
            shape: None,
        }
    }

    /// The number that stands for it where one is needed: the most likely one, else half-way. It is never written.
    #[must_use]
    pub fn middle(&self) -> f64 {
        // Halves first: ends may be the largest doubles.
        self.likely.unwrap_or(self.low / 2.0 + self.high / 2.0)
    }

    /// As files and links have it: `5 to 10`, `70 % to 90 %`, `2k to 8k, likely 3k, triangular`. Nothing where it is none.
    ///
    /// ```
    /// use scenario::amount::Range;
    /// let range = Range::parse("70 % to 90 %, likely 80 %").expect("it is one");
    /// assert_eq!((range.low, range.high, range.likely), (0.7, 0.9, Some(0.8)));
    /// assert_eq!(range.to_string(), "0.7 to 0.9, likely 0.8");
    /// assert_eq!(Range::parse("5"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| {
            let exact = crate::decimal::parse(text.trim()).filter(|number| number.is_finite());
            exact.or_else(|| parse(text).ok())
        };
        let named = text.rsplit_once(", ");
        let shape = named.and_then(|(_, word)| Shape::from_word(word.trim()));
        let text = match (shape, named) {
            (Some(_), Some((before, _))) => before,
            _ => text,
        };
        let (ends, likely) = match text.split_once(", likely ") {
            Some((ends, likely)) => (ends, Some(number(likely)?)),
            None => (text, None),
        };
        let (low, high) = ends.split_once(" to ")?;
        Some(Self {
            low: number(low)?,
            high: number(high)?,
            likely,
            shape,
        })
    }

    /// With its numbers written in a way of their own.
    pub(crate) fn written(&self, number: impl Fn(f64) -> String) -> String {
        let mut text = format!("{} to {}", number(self.low), number(self.high));
        if let Some(likely) = self.likely {
            text += &format!(", likely {}", number(likely));
        }
        if let Some(shape) = self.shape {
            text += ", ";
            text += shape.word();
        }
        text
    }

    /// Its numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = f64> {
        [self.low, self.high].into_iter().chain(self.likely)
    }
}

impl core::fmt::Display for Range {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.written(plain))
    }
}

/// The ranges of a document or of one of its steps, by the number of the field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranges(Vec<(u8, Range)>);

impl Ranges {
    /// The range of a field that holds a number; nothing where there is none, or where the number is no longer its middle.
    #[must_use]
    pub(crate) fn of(&self, field: u8, held: f64) -> Option<Range> {
        let mut kept = self.0.iter();
        let (_, range) = kept.find(|(of, _)| *of == field)?;
        (range.middle() == held).then_some(*range)
    }

    /// Keeps the range of a field, or none.
    pub(crate) fn keep(&mut self, field: u8, range: Option<Range>) {
        self.0.retain(|(of, _)| *of != field);
        let at = self.0.iter().take_while(|(of, _)| *of < field).count();
        if let Some(range) = range {
            self.0.insert(at, (field, range));
        }
    }
}
