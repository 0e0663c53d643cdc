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
