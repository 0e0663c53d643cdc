//! A moment in time, in whole seconds UTC, and its civil date.

use std::fmt;

/// Seconds since 1970-01-01 00:00 UTC. Prices change on whole seconds, so fractions are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Seconds since 1970-01-01 00:00 UTC; negative before.
    pub seconds: i64,
}

/// A day of the calendar (proleptic Gregorian).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1 to 9999 where it was read from text.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
}

/// Seconds in a day; a UTC day has no leap second here.
pub const SECONDS_A_DAY: i64 = 86_400;

/// Seconds of the years 1 to 9999: an offset must not lead to a moment that has no text to be read again.
const WRITABLE: core::ops::Range<i64> = -62_135_596_800..253_402_300_800;

impl Instant {
    /// Midnight UTC at the start of a day; `None` where the calendar has no such day.
    ///
    /// ```
    /// use economics::price::Instant;
    /// assert_eq!(Instant::from_date(1970, 1, 2).map(|at| at.seconds), Some(24 * 3600));
    /// assert_eq!(Instant::from_date(2026, 2, 29), None);
    /// ```
    pub fn from_date(year: i64, month: u32, day: u32) -> Option<Instant> {
        let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        valid.then(|| Instant {
            seconds: days_from_civil(year, month, day) * SECONDS_A_DAY,
        })
    }

    /// Reads RFC 3339 and the usual forms of ISO 8601: `2026-11-24`, `2026-11-24T05:00:00Z`,
    /// `20261124T0500+0200`. Without an offset the time is UTC; without a time it is 00:00.
    ///
    /// ```
    /// use economics::price::Instant;
    /// let berlin = Instant::parse("2026-11-24T01:00:00+01:00");
    /// assert_eq!(berlin, Instant::from_date(2026, 11, 24));
    /// assert_eq!(Instant::parse("24.11.2026"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Instant> {
        let mut reader = Reader {
            rest: text.as_bytes(),
        };
        let date = reader.date()?;
        if reader.rest.is_empty() {
            return Some(date);
        }
        reader.separator()?;
        let (hours, minutes, seconds) = reader.time()?;
        if !(hours < 24 && minutes < 60 && seconds < 60) {
            return None;
        }
        let offset = reader.offset()?;
        let of_day = hours * 3600 + minutes * 60 + seconds;
        let seconds = date.seconds + of_day - offset;
        WRITABLE.contains(&seconds).then_some(Instant { seconds })
    }

    /// The day this moment lies in, in UTC.
    ///
    /// ```
    /// use economics::price::Instant;
    /// let date = Instant { seconds: 951_782_400 }.date(); // 2000 was a leap year
    /// assert_eq!((date.year, date.month, date.day), (2000, 2, 29));
    /// ```
    pub fn date(self) -> Date {
        civil_from_days(self.seconds.div_euclid(SECONDS_A_DAY))
    }

    /// Seconds since midnight UTC, 0 to 86,399.
    pub fn second_of_day(self) -> u32 {
        self.seconds.rem_euclid(SECONDS_A_DAY) as u32
    }

    /// Day of the week in UTC, 0 for Monday to 6 for Sunday.
    ///
    /// ```
    /// use economics::price::Instant;
    /// assert_eq!(Instant::from_date(2026, 11, 24).map(Instant::weekday), Some(1)); // a Tuesday
    /// ```
    pub fn weekday(self) -> u32 {
        (self.seconds.div_euclid(SECONDS_A_DAY) + 3).rem_euclid(7) as u32 // 1970-01-01 was a Thursday
    }
}

impl fmt::Display for Instant {
    /// `2026-11-24` at midnight, else `2026-11-24T05:00:00Z`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(out)?;
        match self.second_of_day() {
            0 => Ok(()),
            second => {
                let (hour, minute) = (second / 3600, second / 60 % 60);
                write!(out, "T{hour:02}:{minute:02}:{:02}Z", second % 60)
            }
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Reads a date and time from the front of what is left.
struct Reader<'text> {
    rest: &'text [u8],
}

impl Reader<'_> {
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.rest.split_at_checked(count)?;
        let mut number = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            number = number * 10 + i64::from(digit - b'0');
        }
        self.rest = rest;
        Some(number)
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// One character between date and time: any, as ISO readers accept a space or an underscore for `T`.
    fn separator(&mut self) -> Option<()> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        (first.is_ascii() && !first.is_ascii_digit()).then_some(())
    }

    fn date(&mut self) -> Option<Instant> {
        let year = self.digits(4)?;
        let dashed = self.take(b'-');
        let month = self.digits(2)?;
        if dashed && !self.take(b'-') {
            return None;
        }
        let day = self.digits(2)?;
        if year < 1 {
            return None;
        }
        Instant::from_date(year, month as u32, day as u32)
    }

    /// Hours, minutes and seconds; what follows a decimal sign is dropped.
    fn time(&mut self) -> Option<(i64, i64, i64)> {
        let hours = self.digits(2)?;
        let colons = self.take(b':');
        if !colons && !self.rest.first().is_some_and(u8::is_ascii_digit) {
            return Some((hours, 0, 0));
        }
        let minutes = self.digits(2)?;
        let more = if colons {
            self.take(b':')
        } else {
            self.rest.first().is_some_and(u8::is_ascii_digit)
        };
        if !more {
            return Some((hours, minutes, 0));
        }
        let seconds = self.digits(2)?;
        if self.take(b'.') || self.take(b',') {
            let fraction = self
                .rest
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            self.rest = &self.rest[fraction..];
            if fraction == 0 {
                return None;
            }
        }
        Some((hours, minutes, seconds))
    }

    /// Seconds to take off for UTC; the whole text must end here.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.rest.first() {
            None => return Some(0),
            Some(b'Z' | b'z') if self.rest.len() == 1 => return Some(0),
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return None,
        };
        self.rest = &self.rest[1..];
        let (hours, minutes, seconds) = self.time()?;
        let valid = self.rest.is_empty() && hours < 24 && minutes < 60 && seconds < 60;
        valid.then_some(sign * (hours * 3600 + minutes * 60 + seconds))
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01. Years are counted from March, so that the leap day ends a year.
fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let (cycle, year_of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
    cycle * DAYS_IN_400_YEARS + day_of_cycle - DAYS_TO_1970
}

fn civil_from_days(days: i64) -> Date {
    let days = days + DAYS_TO_1970;
    let (cycle, day_of_cycle) = (
        days.div_euclid(DAYS_IN_400_YEARS),
        days.rem_euclid(DAYS_IN_400_YEARS),
    );
    let leap_days = day_of_cycle / 1_460 - day_of_cycle / 36_524 + day_of_cycle / 146_096;
    let year_of_cycle = (day_of_cycle - leap_days) / 365;
    let day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = cycle * 400 + year_of_cycle + i64::from(month <= 2);
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    Date {
        year,
        month: month as u32,
        day: day as u32,
    }
}

/// Days in the Gregorian cycle of 400 years.
const DAYS_IN_400_YEARS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_comes_back() {
        let mut days = Instant::from_date(1600, 1, 1).unwrap().seconds / SECONDS_A_DAY;
        let last = Instant::from_date(2400, 1, 1).unwrap().seconds / SECONDS_A_DAY;
        let mut before = Date {
            year: 1599,
            month: 12,
            day: 31,
        };
        while days < last {
            let instant = Instant {
                seconds: days * SECONDS_A_DAY,
            };
            let date = instant.date();
            assert!(before < date);
            assert_eq!(
                Instant::from_date(date.year, date.month, date.day),
                Some(instant)
            );
            (before, days) = (date, days + 1);
        }
    }

    #[test]
    fn the_forms_of_one_moment_agree() {
        let noon = Instant::from_date(2026, 11, 24).unwrap().seconds + 12 * 3600;
        for form in [
            "2026-11-24T12:00:00Z",
            "2026-11-24T12:00:00",
            "2026-11-24 12:00:00.999999",
            "2026-11-24T12:00:00,5Z",
            "2026-11-24t12:00z",
            "2026-11-24T12",
            "20261124T120000Z",
            "2026-11-24T14:00:00+02:00",
            "2026-11-24T07:30:00-0430",
            "2026-11-25T02+14",
        ] {
            assert_eq!(
                Instant::parse(form),
                Some(Instant { seconds: noon }),
                "{form}"
            );
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "today",
            "2026",
            "2026-11",
            "2026-13-01",
            "2026-02-29",
            "2026-11-24T",
            "2026-11-24T24:00:00Z",
            "2026-11-24T12:60",
            "2026-11-24T12:00:61Z",
            "2026-11-24T12:00:00+",
            "2026-11-24T12:00:00+25:00",
            "2026-11-24T12:00:00ZZ",
            "2026-11-24T12:00:00.Z",
            "0000-01-01",
            " 2026-11-24",
            "2026-1124",
            "1763974800",
            "2026-11-24é12:00",
            "9999-12-31T23:00:00-01",
            "0001-01-01T00:59:59+01",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        for text in [
            "2026-11-24",
            "1969-12-31T23:59:59Z",
            "0001-01-01",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(Instant::parse(text).unwrap().to_string(), text);
        }
    }
}
