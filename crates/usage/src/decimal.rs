//! Money as exact decimals: eighteen places, no binary fractions.

use std::fmt;
use std::iter::Sum;

/// A decimal number with eighteen places, exact in addition; up to 10^20 either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    /// In units of 10^-18.
    units: i128,
}

/// Places behind the point.
const PLACES: i32 = 18;
/// Units of one.
const ONE: i128 = 1_000_000_000_000_000_000;
/// No single amount of a log is larger than this, in ones: sums of a hundred million of them still have room.
const LARGEST: i128 = 1_000_000_000_000;

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal { units: 0 };

    /// Reads a plain or scientific number, with a currency sign or thousands separators around its digits:
    /// `0.25`, `-1.5e-7`, `$1,234.50`. Digits beyond the eighteenth place are rounded, halves away from zero.
    ///
    /// ```
    /// use usage::decimal::Decimal;
    /// assert_eq!(Decimal::parse("0.00022500000000000002").map(|d| d.to_string()).as_deref(), Some("0.000225"));
    /// assert_eq!(Decimal::parse("8.50E-8").map(|d| d.to_string()).as_deref(), Some("0.000000085"));
    /// assert_eq!(Decimal::parse("$1,234.50").map(|d| d.to_string()).as_deref(), Some("1234.5"));
    /// assert_eq!(Decimal::parse("Included"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let rest = rest.trim_start_matches(['$', '€', '£', '¥', ' ', '\u{a0}']);
        let (negative, rest) = match rest.strip_prefix('-') {
            Some(_) if negative => return None,
            Some(rest) => (true, rest),
            None => (negative, rest),
        };
        let (digits, exponent) = match rest.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let magnitude = magnitude(digits, exponent)?;
        let units = if negative { -magnitude } else { magnitude };
        Some(Decimal { units })
    }

    /// The shortest decimal that reads back as this number; `None` for what is no number or is too large.
    ///
    /// ```
    /// use usage::decimal::Decimal;
    /// assert_eq!(Decimal::from_f64(0.1).map(|d| d.to_string()).as_deref(), Some("0.1"));
    /// assert_eq!(Decimal::from_f64(f64::NAN), None);
    /// ```
    pub fn from_f64(number: f64) -> Option<Decimal> {
        Decimal::parse(&number.to_string())
    }

    /// A whole number.
    pub fn from_units(whole: u32) -> Decimal {
        Decimal {
            units: i128::from(whole) * ONE,
        }
    }

    /// So many at a rate for `per` of them, rounded at the eighteenth place; `None` where that is too large.
    ///
    /// ```
    /// use usage::decimal::Decimal;
    /// let rate = Decimal::parse("2.5").unwrap_or_default();
    /// assert_eq!(rate.charge(3_608, 1_000_000).map(|d| d.to_string()).as_deref(), Some("0.00902"));
    /// ```
    pub fn charge(self, count: u64, per: u32) -> Option<Decimal> {
        let product = self.units.checked_mul(i128::from(count))?;
        Some(Decimal {
            units: divided(product, i128::from(per.max(1))),
        })
    }

    /// A part of it, rounded at the eighteenth place.
    pub fn divided_by(self, count: u64) -> Option<Decimal> {
        (count > 0).then(|| Decimal {
            units: divided(self.units, i128::from(count)),
        })
    }

    /// The nearest double, for statistics.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / ONE as f64
    }

    /// In units of 10^-18.
    pub fn units(self) -> i128 {
        self.units
    }

    /// Of units of 10^-18.
    pub fn of_units(units: i128) -> Decimal {
        Decimal { units }
    }

    /// Without its sign.
    pub fn abs(self) -> Decimal {
        Decimal {
            units: self.units.abs(),
        }
    }

    /// Rounded to fifteen significant digits: what a double holds for certain, and all that a log's number means.
    ///
    /// ```
    /// use usage::decimal::Decimal;
    /// let amount = Decimal::parse("0.021870000000000002").unwrap_or_default();
    /// assert_eq!(amount.as_logged().to_string(), "0.02187");
    /// ```
    pub fn as_logged(self) -> Decimal {
        if self.units.unsigned_abs() < 1_000_000_000_000_000 {
            return self;
        }
        let digits = self
            .units
            .unsigned_abs()
            .checked_ilog10()
            .map_or(0, |log| log + 1);
        let step = 10_i128.pow(digits.saturating_sub(15));
        Decimal {
            units: divided(self.units, step) * step,
        }
    }

    /// Rounded to so many places, halves away from zero.
    ///
    /// ```
    /// use usage::decimal::Decimal;
    /// let amount = Decimal::parse("482.105").unwrap_or_default();
    /// assert_eq!(amount.rounded(2).to_string(), "482.11");
    /// ```
    pub fn rounded(self, places: u32) -> Decimal {
        let step = 10_i128.pow((PLACES as u32).saturating_sub(places));
        Decimal {
            units: divided(self.units, step) * step,
        }
    }
}

/// Rounds halves away from zero.
fn divided(number: i128, by: i128) -> i128 {
    // Half as long numbers are divided ten times as fast, and nearly all are.
    if let (Ok(number), Ok(by)) = (i64::try_from(number), i64::try_from(by)) {
        let (quotient, rest) = (number / by, number % by);
        let is_up = rest.unsigned_abs() >= by.unsigned_abs() - rest.unsigned_abs();
        return i128::from(quotient) + i128::from(if is_up { number.signum() } else { 0 });
    }
    let (quotient, rest) = (number / by, number % by);
    if 2 * rest.abs() >= by {
        quotient + number.signum()
    } else {
        quotient
    }
}

/// Digits with a point and separators, times a power of ten, in units.
fn magnitude(text: &str, exponent: i32) -> Option<i128> {
    if let Some(units) = short(text).filter(|_| exponent == 0) {
        return Some(units);
    }
    let point = text.rfind('.');
    let (mut digits, mut seen, mut places) = (0_i128, false, 0_i32);
    let mut round_up = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                seen = true;
                let behind = point.is_some_and(|point| at > point);
                let kept = places - i32::from(behind);
                if digits > i128::MAX / 100 {
                    // Enough digits: what follows cannot matter but for its place.
                    if !behind {
                        return None;
                    }
                    continue;
                }
                digits = digits * 10 + i128::from(byte - b'0');
                if behind {
                    places = kept;
                }
            }
            b'.' if Some(at) == point => {}
            b',' | b'_' | b'\'' if point.is_none_or(|point| at < point) && seen => {}
            _ => return None,
        }
    }
    if !seen {
        return None;
    }
    let shift = PLACES + places + exponent;
    let mut units = digits;
    for _ in 0..shift.clamp(0, 60) {
        units = units.checked_mul(10)?;
    }
    for _ in 0..(-shift).clamp(0, 60) {
        round_up = units % 10 >= 5;
        units /= 10;
    }
    units += i128::from(round_up);
    (units <= LARGEST * ONE).then_some(units)
}

/// In units, of a few digits with or without a point among them; `None` for anything else.
fn short(text: &str) -> Option<i128> {
    /// So many digits are a number of 64 bits, and less than the largest amount.
    const MOST: usize = 12;
    let text = text.as_bytes();
    let mut number = 0_u64;
    let mut places = None;
    for byte in text {
        match byte {
            b'0'..=b'9' => number = number.wrapping_mul(10) + u64::from(byte - b'0'),
            b'.' if places.is_none() => {}
            _ => return None,
        }
        places = match byte {
            b'.' => Some(0),
            _ => places.map(|places: u32| places + 1),
        };
    }
    let digits = text.len() - usize::from(places.is_some());
    let unit = 10_i128.pow((PLACES as u32).checked_sub(places.unwrap_or(0))?);
    (1..=MOST)
        .contains(&digits)
        .then(|| i128::from(number) * unit)
}

impl std::ops::Add for Decimal {
    type Output = Decimal;
    fn add(self, other: Decimal) -> Decimal {
        Decimal {
            units: self.units.saturating_add(other.units),
        }
    }
}

impl std::ops::Sub for Decimal {
    type Output = Decimal;
    fn sub(self, other: Decimal) -> Decimal {
        Decimal {
            units: self.units.saturating_sub(other.units),
        }
    }
}

impl std::ops::AddAssign for Decimal {
    fn add_assign(&mut self, other: Decimal) {
        *self = *self + other;
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Decimal>>(all: I) -> Decimal {
        all.fold(Decimal::ZERO, |sum, one| sum + one)
    }
}

impl fmt::Display for Decimal {
    /// Plain: no exponent, no zeros at the end.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.units < 0 {
            out.write_str("-")?;
        }
        let units = self.units.unsigned_abs();
        let one = ONE.unsigned_abs();
        write!(out, "{}", units / one)?;
        let behind = units % one;
        if behind == 0 {
            return Ok(());
        }
        let digits = format!("{behind:018}");
        write!(out, ".{}", digits.trim_end_matches('0'))
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An exact decimal number as text, without an exponent."
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Option<String> {
        Decimal::parse(text).map(|decimal| decimal.to_string())
    }

    #[test]
    fn amounts_are_read_as_they_are_written() {
        for (text, expected) in [
            ("0", "0"),
            ("-0.002168", "-0.002168"),
            ("1e3", "1000"),
            ("2.550E-7", "0.000000255"),
            ("100,000", "100000"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            (".5", "0.5"),
            ("0.0000000000000000005", "0.000000000000000001"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "-", "NaN", "1.2.3", "abc", "1e999", "1e13", "e5", "--1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn few_digits_are_read_as_many_are() {
        for text in [
            "0.5",
            "12",
            "007.250",
            ".5",
            "5.",
            "999999999999",
            "0.00000000001",
            "12.34.5",
            ".",
            "",
        ] {
            // With an exponent they are read as all others.
            assert_eq!(read(text), read(&format!("{text}e0")), "{text}");
        }
        for (number, by, expected) in [
            (5, 10, 1),
            (-5, 10, -1),
            (4, 10, 0),
            (15, 10, 2),
            (-14, 10, -1),
            (i64::MAX, 1, i64::MAX),
        ] {
            assert_eq!(divided(number.into(), by.into()), i128::from(expected));
        }
    }

    #[test]
    fn a_charge_is_exact() {
        let rate = Decimal::from_f64(0.075).unwrap();
        assert_eq!(
            rate.charge(1, 1_000_000).unwrap().to_string(),
            "0.000000075"
        );
        let hours = Decimal::from_f64(0.36).unwrap();
        assert_eq!(hours.charge(10, 3_600).unwrap().to_string(), "0.001");
    }
}
