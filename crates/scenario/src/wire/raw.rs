//! Values as bytes, in four wires that can be skipped without knowing the field.

use super::bytes::{folded, put, take, take_bytes, unfolded};
use crate::amount::{Range, Shape};
use crate::decimal;
use crate::field::{Datum, Kind};
use crate::number;
use economics::price::Instant;
use economics::price::instant::SECONDS_A_DAY;

/// Whole numbers up to here are doubles.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Seconds of the years 1 to 9999, those that can be written as a date.
const SECONDS: core::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// A value as it stands in a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Raw<'a> {
    /// Wire 0: a whole number, a word of a choice, yes or no, a day.
    Count(u64),
    /// Wire 1: a mantissa times a power of ten.
    Decimal(i64, i64),
    /// Wire 2: text, names, a pair, a range.
    Bytes(&'a [u8]),
    /// Wire 3: left open.
    Open,
}

impl<'a> Raw<'a> {
    /// Which wire it takes.
    pub(super) fn wire(self) -> u64 {
        match self {
            Self::Count(_) => 0,
            Self::Decimal(..) => 1,
            Self::Bytes(_) => 2,
            Self::Open => 3,
        }
    }

    /// Appends it.
    pub(super) fn write(self, bytes: &mut Vec<u8>) {
        match self {
            Self::Count(number) => put(bytes, number),
            Self::Decimal(mantissa, exponent) => {
                put(bytes, folded(exponent));
                put(bytes, folded(mantissa));
            }
            Self::Bytes(content) => {
                put(bytes, content.len() as u64);
                bytes.extend_from_slice(content);
            }
            Self::Open => {}
        }
    }

    /// Takes one of a wire off the front.
    pub(super) fn read(wire: u64, bytes: &mut &'a [u8]) -> Option<Self> {
        Some(match wire {
            0 => Self::Count(take(bytes)?),
            1 => {
                let exponent = unfolded(take(bytes)?);
                Self::Decimal(unfolded(take(bytes)?), exponent)
            }
            2 => {
                let count = take(bytes)?;
                Self::Bytes(take_bytes(bytes, count)?)
            }
            3 => Self::Open,
            _ => return None,
        })
    }

    /// What it means in a field of a kind; nothing where it means nothing there.
    pub(super) fn datum(self, kind: Kind) -> Option<Datum> {
        Some(match (kind, self) {
            (_, Self::Open) => Datum::Unset,
            (Kind::Number { .. }, Self::Bytes(parts)) => Datum::Range(range(parts)?),
            (Kind::Number { .. }, raw) => Datum::Number(raw.number()?),
            (Kind::Flag, Self::Count(number)) => Datum::Flag(number != 0),
            (Kind::Choice(words), Self::Count(place)) => {
                Datum::Text((*words.get(usize::try_from(place).ok()?)?).into())
            }
            (Kind::Text(_), Self::Bytes(text)) => Datum::Text(utf8(text)?),
            (Kind::Names, Self::Bytes(mut names)) => {
                let mut all = Vec::new();
                while !names.is_empty() {
                    let count = take(&mut names)?;
                    all.push(utf8(take_bytes(&mut names, count)?)?);
                }
                Datum::Names(all)
            }
            (Kind::Moment, Self::Count(days)) => {
                moment(i64::try_from(days).ok()?.checked_mul(SECONDS_A_DAY)?)?
            }
            (Kind::Moment, Self::Decimal(seconds, 0)) => moment(seconds)?,
            (Kind::Point, Self::Bytes(mut pair)) => {
                let tokens = Self::part(&mut pair)?;
                Datum::Point(tokens, Self::part(&mut pair)?)
            }
            _ => return None,
        })
    }

    fn part(pair: &mut &'a [u8]) -> Option<f64> {
        let wire = take(pair)?;
        Self::read(wire, pair)?.number()
    }

    fn number(self) -> Option<f64> {
        match self {
            Self::Count(number) => Some(number as f64),
            Self::Decimal(mantissa, exponent) => decimal::parse(&format!("{mantissa}e{exponent}"))
                .filter(|number| number.is_finite()),
            _ => None,
        }
    }
}

/// What a value means whose kind is not known: a number, text, or left open.
pub(super) fn loose_datum(raw: Raw<'_>) -> Option<Datum> {
    Some(match raw {
        Raw::Bytes(text) => Datum::Text(utf8(text)?),
        Raw::Open => Datum::Unset,
        raw => Datum::Number(raw.number()?),
    })
}

/// Gives a number or text to `write`, so that it is read where its kind is not known.
pub(super) fn with_loose(datum: &Datum, write: impl FnOnce(Raw<'_>)) {
    with_raw(datum, Kind::Text(0), write); // as text, whatever its kind
}

fn utf8(bytes: &[u8]) -> Option<String> {
    core::str::from_utf8(bytes).ok().map(Into::into)
}

fn moment(seconds: i64) -> Option<Datum> {
    SECONDS
        .contains(&seconds)
        .then_some(Datum::Moment(Instant { seconds }))
}

/// Gives a value of a field of a kind to `write`, as it stands in a link.
pub(super) fn with_raw(datum: &Datum, kind: Kind, write: impl FnOnce(Raw<'_>)) {
    match datum {
        Datum::Unset => write(Raw::Open),
        Datum::Number(number) => write(raw_number(*number)),
        Datum::Range(range) => write(Raw::Bytes(&range_bytes(range))),
        Datum::Flag(flag) => write(Raw::Count((*flag).into())),
        Datum::Text(word) => match kind {
            Kind::Choice(words) => {
                let place = words.iter().position(|known| known == word);
                write(place.map_or(Raw::Bytes(word.as_bytes()), |place| {
                    Raw::Count(place as u64)
                }));
            }
            _ => write(Raw::Bytes(word.as_bytes())),
        },
        Datum::Names(names) => {
            let mut bytes = Vec::new();
            for name in names {
                Raw::Bytes(name.as_bytes()).write(&mut bytes);
            }
            write(Raw::Bytes(&bytes));
        }
        Datum::Moment(moment) => {
            let is_day = moment.seconds >= 0 && moment.seconds % SECONDS_A_DAY == 0;
            write(if is_day {
                Raw::Count((moment.seconds / SECONDS_A_DAY) as u64)
            } else {
                Raw::Decimal(moment.seconds, 0)
            });
        }
        Datum::Point(tokens, rate) => {
            let mut bytes = Vec::new();
            for number in [*tokens, *rate] {
                let raw = raw_number(number);
                put(&mut bytes, raw.wire());
                raw.write(&mut bytes);
            }
            write(Raw::Bytes(&bytes));
        }
    }
}

/// A range: both ends, then the most likely number and the place of the shape, from 1, each left out at the end where it is
/// open. What has more parts is of a newer version, and none here.
fn range_bytes(range: &Range) -> Vec<u8> {
    let shape = range.shape.map(|shape| Raw::Count(shape as u64 + 1));
    let likely = range.likely.map(raw_number);
    let likely = likely.or(shape.and(Some(Raw::Open)));
    let ends = [range.low, range.high].map(raw_number);
    let mut bytes = Vec::new();
    for raw in ends.into_iter().chain(likely).chain(shape) {
        put(&mut bytes, raw.wire());
        raw.write(&mut bytes);
    }
    bytes
}

/// The way back.
fn range(mut parts: &[u8]) -> Option<Range> {
    let (low, high) = (Raw::part(&mut parts)?, Raw::part(&mut parts)?);
    let mut range = Range::between(low, high);
    if !parts.is_empty() {
        let wire = take(&mut parts)?;
        range.likely = match Raw::read(wire, &mut parts)? {
            Raw::Open => None,
            raw => Some(raw.number()?),
        };
    }
    if !parts.is_empty() {
        let place = Raw::part(&mut parts)? as usize;
        range.shape = Some(*Shape::ALL.get(place.checked_sub(1)?)?);
    }
    parts.is_empty().then_some(range)
}

/// A number by its shortest digits: they read back as the same double.
fn raw_number(number: f64) -> Raw<'static> {
    if (0.0..EXACT).contains(&number) && number.fract() == 0.0 {
        return Raw::Count(number as u64);
    }
    let text = number::plain(number);
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    // No mantissa ends in 0, so that a number has one spelling; the shortest digits of a double are 17 at most.
    let (mut mantissa, mut zeros) = (0i64, 0);
    for digit in digits.bytes().filter(u8::is_ascii_digit) {
        if digit == b'0' {
            zeros += 1;
            continue;
        }
        for _ in 0..=zeros {
            mantissa *= 10;
        }
        mantissa += i64::from(digit - b'0');
        zeros = 0;
    }
    let exponent = exponent.parse::<i64>().unwrap_or(0) - decimals as i64 + zeros;
    Raw::Decimal(if number < 0.0 { -mantissa } else { mantissa }, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_reads_back(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
            prop_assert_eq!(raw_number(number).number(), Some(number));
        }

        #[test]
        fn a_value_that_is_written_reads_back(count in any::<u64>(), mantissa in any::<i64>(), exponent in -400i64..400) {
            for raw in [Raw::Count(count), Raw::Decimal(mantissa, exponent), Raw::Bytes(b"text"), Raw::Open] {
                let mut bytes = Vec::new();
                raw.write(&mut bytes);
                let mut rest = &bytes[..];
                prop_assert_eq!(Raw::read(raw.wire(), &mut rest), Some(raw));
                prop_assert!(rest.is_empty());
            }
        }
    }

    #[test]
    fn numbers_take_the_bytes_they_need() {
        assert_eq!(raw_number(150_000.0), Raw::Count(150_000));
        assert_eq!(raw_number(0.85), Raw::Decimal(85, -2));
        assert_eq!(raw_number(-2_000.0), Raw::Decimal(-2, 3));
        assert_eq!(raw_number(1e300), Raw::Decimal(1, 300));
        assert_eq!(raw_number(1.5e-12), Raw::Decimal(15, -13));
    }
}
