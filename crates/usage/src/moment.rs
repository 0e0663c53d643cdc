//! When something happened, how exactly that is known, and in whose time.

use economics::price::{Instant, instant::SECONDS_A_DAY};

/// A moment of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub millis: i64,
    /// How exactly it is known.
    pub precision: Precision,
    /// Whether the text named its zone.
    pub zone: Zone,
}

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the millisecond or second.
    Exact,
    /// The hour that begins there.
    Hour,
    /// The day that begins there.
    Day,
}

/// Whose time a text was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// It said so: UTC or an offset.
    Named,
    /// It did not say; UTC is assumed.
    Assumed,
}

impl Moment {
    /// Reads ISO 8601 as logs write it: with `T` or a space, with fractions, with or without a zone; days as
    /// `2026-08-20`, `20260820` or `08/20/2026` (month first). `None` where it is no moment.
    ///
    /// ```
    /// use usage::moment::{Moment, Precision, Zone};
    /// let at = Moment::parse("2025-01-24 09:20:46.847371");
    /// assert_eq!(at.map(|at| (at.millis % 1_000, at.zone)), Some((847, Zone::Assumed)));
    /// let day = Moment::parse("08/20/2026");
    /// assert_eq!(day.map(|day| (day.day(), day.precision)), Some(("2026-08-20".to_owned(), Precision::Day)));
    /// assert_eq!(Moment::parse("soon"), None);
    /// assert_eq!(Moment::parse("08/20/2444444444444444026"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        if let Some(day) = month_first(text) {
            return Some(Moment::of(day, 0, Precision::Day, Zone::Assumed));
        }
        let at = Instant::parse(text.strip_suffix(" UTC").unwrap_or(text))?;
        let (_, time) = text.split_at_checked(10).unwrap_or((text, ""));
        let has_zone = text.ends_with(['Z', 'z', 'C']) || time.contains(['+', '-']);
        let zone = if has_zone { Zone::Named } else { Zone::Assumed };
        let precision = match time.len() {
            0 => Precision::Day,
            6 if time.ends_with(":00") => Precision::Hour,
            _ => Precision::Exact,
        };
        Some(Moment::of(at, fraction(time), precision, zone))
    }

    fn of(at: Instant, millis: i64, precision: Precision, zone: Zone) -> Moment {
        Moment {
            millis: at.seconds.saturating_mul(1_000) + millis,
            precision,
            zone,
        }
    }

    /// Of a count since 1970, in seconds, milliseconds, microseconds or nanoseconds: which of them follows from its
    /// size, as no log is older than 1973 in milliseconds.
    ///
    /// ```
    /// use usage::moment::Moment;
    /// let at = |count| Moment::of_count(count).map(|at| at.day());
    /// assert_eq!(at(1_748_700_000), at(1_748_700_000_000));
    /// assert_eq!(at(1_748_700_000), at(1_748_700_000_000_000_000));
    /// ```
    pub fn of_count(count: i64) -> Option<Moment> {
        let millis = match count {
            0..=99_999_999_999 => count * 1_000,
            100_000_000_000..=99_999_999_999_999 => count,
            100_000_000_000_000..=99_999_999_999_999_999 => count / 1_000,
            100_000_000_000_000_000.. => count / 1_000_000,
            _ => return None,
        };
        Some(Moment {
            millis,
            precision: Precision::Exact,
            zone: Zone::Named,
        })
    }

    /// A day or hour that begins here.
    pub fn with_precision(self, precision: Precision) -> Moment {
        Moment { precision, ..self }
    }

    /// In whole seconds, as prices know it.
    pub fn instant(self) -> Instant {
        Instant {
            seconds: self.millis.div_euclid(1_000),
        }
    }

    /// Its day in UTC, as `2026-08-20`.
    pub fn day(self) -> String {
        self.day_in(0)
    }

    /// Its day where clocks are so many seconds ahead of UTC.
    pub fn day_in(self, offset_seconds: i64) -> String {
        self.ahead(offset_seconds).date().to_string()
    }

    /// Its hour where clocks are so many seconds ahead of UTC, as `2026-08-20 14:00`.
    pub fn hour_in(self, offset_seconds: i64) -> String {
        let there = self.ahead(offset_seconds);
        format!("{} {:02}:00", there.date(), there.second_of_day() / 3_600)
    }

    /// The count of its day since 1970 where clocks are so many seconds ahead of UTC.
    pub fn day_number(self, offset_seconds: i64) -> i64 {
        self.ahead(offset_seconds).seconds.div_euclid(SECONDS_A_DAY)
    }

    fn ahead(self, offset_seconds: i64) -> Instant {
        // A whole day that a log names is that day everywhere.
        let offset = match self.precision {
            Precision::Day => 0,
            _ => offset_seconds,
        };
        Instant {
            seconds: self.instant().seconds + offset,
        }
    }
}

/// Years that a moment can be written in.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9_999;

/// `08/20/2026`, as American exports write a day.
fn month_first(text: &str) -> Option<Instant> {
    if !text.as_bytes().iter().take(3).any(|byte| *byte == b'/') {
        return None;
    }
    let mut parts = text.splitn(3, '/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Instant::from_date(year, month.parse().ok()?, day.parse().ok()?)
}

/// Milliseconds behind the point of a time.
fn fraction(time: &str) -> i64 {
    let Some((_, behind)) = time.split_once(['.', ',']) else {
        return 0;
    };
    let digits = behind.bytes().take_while(u8::is_ascii_digit);
    let padded = digits.map(|digit| i64::from(digit - b'0'));
    let padded = padded.chain(std::iter::repeat(0));
    padded.take(3).fold(0, |millis, digit| millis * 10 + digit)
}
