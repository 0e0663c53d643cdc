//! Drawings of views: what they show, as plain data of a few general kinds.

use economics::price::Instant;
use economics::price::instant::SECONDS_A_DAY;
use scenario::format;

/// A drawing of one of the general kinds.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Lines over two axes.
    Lines(Lines),
    /// Bars, as rows or as columns.
    Bars(Bars),
    /// Areas on each other, day after day.
    Areas(Areas),
}

/// Lines over two axes, each named at its end, and dots with names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// What runs across.
    pub across: Axis,
    /// What runs up.
    pub up: Axis,
    /// The lines; the first is drawn first.
    pub lines: Vec<Line>,
    /// Dots: name and place. A dot without a name stands for itself.
    pub dots: Vec<(String, (f64, f64))>,
    /// Dots of what others beat: grey, without names.
    pub faint: Vec<(f64, f64)>,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// What it counts, and for what: `dollars for a million tokens`.
    pub name: String,
    /// Whether equal ratios are equally long. What is not above zero is left out then.
    pub is_log: bool,
    /// Whether it begins near its least number: where dots are compared with each other and not with nothing.
    pub is_near: bool,
    /// How its numbers are written.
    pub written: Written,
}

impl Axis {
    /// An axis on which equal steps are equally long.
    #[must_use]
    pub fn even(name: &str, written: Written) -> Self {
        Self {
            name: name.into(),
            is_log: false,
            is_near: false,
            written,
        }
    }

    /// The same, beginning near its least number.
    #[must_use]
    pub fn near(self) -> Self {
        Self {
            is_near: true,
            ..self
        }
    }

    /// An axis on which equal ratios are equally long.
    #[must_use]
    pub fn log(name: &str, written: Written) -> Self {
        Self {
            is_log: true,
            ..Self::even(name, written)
        }
    }
}

/// How a number on an axis is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// `$1.20`.
    Usd,
    /// `100 k`.
    #[default]
    Count,
    /// `83 %`, of a part of 1.
    Share,
    /// `×2.5`.
    Times,
    /// `7.6 ms`, of seconds.
    Seconds,
    /// `6 mo`, of months.
    Months,
    /// `2025`, `Jul 2025`, of years: the middle of 2025 is 2025.5.
    Years,
    /// `141 GB`, of bytes.
    Bytes,
    /// `0.3 Wh`, of watt-hours.
    WattHours,
    /// `20 Aug`, of whole days since 1970; nothing between them.
    Days,
}

impl Written {
    /// The writer.
    ///
    /// ```
    /// use telling::picture::plot::Written;
    /// assert_eq!((Written::Usd.text())(1.2), "$1.20");
    /// assert_eq!((Written::Months.text())(6.0), "6 mo");
    /// assert_eq!((Written::Years.text())(2025.5), "Jul 2025");
    /// assert_eq!((Written::Days.text())(20_320.0), "20 Aug");
    /// ```
    #[must_use]
    pub fn text(self) -> fn(f64) -> String {
        match self {
            Self::Usd => format::usd,
            Self::Count => format::count,
            Self::Share => format::share,
            Self::Times => format::times,
            Self::Seconds => format::seconds,
            Self::Months => months,
            Self::Years => years,
            Self::Bytes => format::bytes,
            Self::WattHours => format::watt_hours,
            Self::Days => days,
        }
    }
}

impl Written {
    /// The writer of a number that is read off by itself: dollars to the cent from a dollar on.
    ///
    /// ```
    /// use telling::picture::plot::Written;
    /// assert_eq!((Written::Usd.exact())(3.0), "$3.00");
    /// assert_eq!((Written::Months.exact())(6.0), "6 mo");
    /// ```
    #[must_use]
    pub fn exact(self) -> fn(f64) -> String {
        match self {
            Self::Usd => format::usd_cents,
            other => other.text(),
        }
    }

    /// Whether a number needs no name: it says itself what it is.
    #[must_use]
    pub const fn is_named(self) -> bool {
        matches!(self, Self::Months | Self::Years | Self::Days)
    }
}

fn months(number: f64) -> String {
    format!("{} mo", format::count(number))
}

/// Months as they stand on an axis.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn days(number: f64) -> String {
    /// The years 0 to 9999.
    const KNOWN: core::ops::Range<f64> = -719_528.0..2_932_897.0;
    if number != libm::trunc(number) || !KNOWN.contains(&number) {
        return String::new();
    }
    let date = Instant {
        seconds: number as i64 * SECONDS_A_DAY,
    }
    .to_string();
    let mut parts = date.split(['-', 'T', ' ']).skip(1);
    let mut part = || parts.next().and_then(|part| part.parse::<usize>().ok());
    match (part(), part()) {
        (Some(month @ 1..=12), Some(day)) => format!("{day} {}", MONTHS[month - 1]),
        _ => String::new(),
    }
}

fn years(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let months = libm::round(number * 12.0);
    let year = libm::floor(months / 12.0);
    let name = MONTHS[(months - year * 12.0).clamp(0.0, 11.0) as usize];
    let year = scenario::number::plain(year);
    if name == "Jan" {
        year
    } else {
        format!("{name} {year}")
    }
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What stands at its end.
    pub name: String,
    /// Its colour, by what it means.
    pub tone: LineTone,
    /// Points from left to right; what is not a number is left out.
    pub points: Vec<(f64, f64)>,
    /// Whether it keeps its height until the next point, as a price does.
    pub is_stepped: bool,
    /// Whether it is dashed: a limit, a level, something assumed.
    pub is_dashed: bool,
}

/// A line's colour, by what it means.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum LineTone {
    /// What is read first.
    Ink,
    /// What is read second.
    Soft,
    /// What only stands around, or is dominated.
    Grey,
    /// What is good, or what it is all about.
    #[default]
    Accent,
    /// What is bad, or is paid.
    Loss,
    /// So much of the accent, between 0 and 1: one of several of a kind.
    Shade(f64),
}

/// Bars that stand on nothing: rows from top to bottom, or columns from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// What a bar counts, and for what: `dollars a month`.
    pub name: String,
    /// How its numbers are written.
    pub written: Written,
    /// Name and colour of each part of a bar, in the order in which they are put on each other.
    pub parts: Vec<(String, LineTone)>,
    /// The bars.
    pub bars: Vec<Bar>,
    /// A line across all bars, with its name: what they are compared with.
    pub level: Option<(String, f64)>,
    /// Where the bars are columns, what runs across: `month`. The first stands at 1.
    pub across: Option<String>,
}

/// A bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What it is of. Columns are drawn by their number; a name is read off beside it.
    pub name: String,
    /// How much of each part; what is below nothing is put on the other side of it.
    pub values: Vec<f64>,
    /// From where to where it may be as well.
    pub range: Option<(f64, f64)>,
    /// What stands at its end: its sum, mostly.
    pub says: String,
}

/// Areas that lie on each other, day after day: how much of each kind a day had.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// What is counted: `dollars a day`.
    pub name: String,
    /// How its numbers are written.
    pub written: Written,
    /// The first day, counted from 1970.
    pub first: f64,
    /// Name and colour of each kind, and how much of it each day had: nothing below zero. The first lies lowest.
    pub kinds: Vec<(String, LineTone, Vec<f64>)>,
}
