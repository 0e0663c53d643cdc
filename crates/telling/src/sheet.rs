//! Tables whose numbers are numbers, for files that a spreadsheet opens.

/// A table of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its short name, of at most 31 letters, as no other of the file.
    pub tab: &'static str,
    /// What it shows; empty where its rows say it.
    pub caption: String,
    /// Names of its columns; none where each row has a name and a value.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, and never a formula.
    Text(String),
    /// A number, and how a spreadsheet shows it.
    Number(f64, Shown),
    /// A number that is not known.
    Unknown,
}

/// How a spreadsheet shows a number; a file of plain text has it whole and without a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Plain,
    /// A count, in groups of three digits.
    Count,
    /// US dollars.
    Usd,
    /// A part of a whole, as per cent.
    Share,
}

impl Sheet {
    /// An empty table.
    #[must_use]
    pub fn new(tab: &'static str, caption: &str, head: &[&str]) -> Self {
        Self {
            tab,
            caption: caption.into(),
            head: head.iter().map(|name| (*name).into()).collect(),
            rows: Vec::new(),
        }
    }
}

impl Cell {
    /// A number as it is.
    #[must_use]
    pub fn plain(number: f64) -> Self {
        Self::Number(number, Shown::Plain)
    }

    /// A count.
    #[must_use]
    pub fn count(number: f64) -> Self {
        Self::Number(number, Shown::Count)
    }

    /// US dollars, where they are known.
    #[must_use]
    pub fn usd(usd: impl Into<Option<f64>>) -> Self {
        Self::known(usd.into(), Shown::Usd)
    }

    /// A part of a whole, where it is known.
    #[must_use]
    pub fn share(part: impl Into<Option<f64>>) -> Self {
        Self::known(part.into(), Shown::Share)
    }

    /// A number, where it is known.
    #[must_use]
    pub fn known(number: Option<f64>, shown: Shown) -> Self {
        number.map_or(Self::Unknown, |number| Self::Number(number, shown))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// To fifteen digits, which is what a spreadsheet holds: more would only show how a sum was made.
///
/// ```
/// assert_eq!(telling::sheet::rounded(100.0 * 0.55), 55.0);
/// ```
#[must_use]
pub fn rounded(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A difference to as many places as fifteen digits of a number of this size reach: what is beyond is how the two were made
/// that it lies between.
///
/// ```
/// assert_eq!(telling::sheet::rounded_beside(40_785.1 - 40_785.0, 40_785.0), 0.1);
/// ```
#[must_use]
pub fn rounded_beside(difference: f64, size: f64) -> f64 {
    if size == 0.0 || !size.is_finite() {
        return difference;
    }
    let exponent = libm::floor(libm::log10(size.abs())) as i32;
    let places = usize::try_from(14 - exponent).unwrap_or(0);
    format!("{difference:.places$}")
        .parse()
        .unwrap_or(difference)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "the same bits are meant")]

    use super::*;

    #[test]
    fn a_difference_has_no_more_places_than_what_it_is_made_of() {
        let apart = |a: f64, b: f64| rounded_beside(b - a, a.abs().max(b.abs()));
        assert_eq!(apart(40785.00000000001, 36640.31249999999), -4144.6875);
        assert_eq!(apart(1e-7, 3e-7), 2e-7);
        assert_eq!(apart(1e300, 3e300), 2e300);
        assert_eq!(apart(5e-324, 1e-320), 1e-320 - 5e-324);
        assert_eq!(apart(0.0, 0.0), 0.0);
    }
}
