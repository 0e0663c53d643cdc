//! What one request used, and what can be wrong with it.

use std::fmt;

use super::remainder::is_plain;
use super::unit::{UNIT_COUNT, UnitId, UnitSet};

/// Counts of one request by unit. Counts overlap: `input_tokens` includes cache reads and writes,
/// `output_tokens` includes reasoning. A unit that was not reported is not the same as 0.
#[derive(Clone, Debug)]
pub struct Usage {
    counts: [f64; UNIT_COUNT],
    reported: UnitSet,
    positive: UnitSet,
    /// Reported counts whose differences need care (fractions, 2^53 and more).
    uneven: UnitSet,
}

/// Why a usage cannot be billed.
#[derive(Clone, Debug, PartialEq)]
pub enum UsageError {
    /// Parts of a count add up to more than the count.
    Inconsistent {
        /// The count that is too small.
        whole: UnitId,
        /// What was reported for it.
        count: f64,
        /// The priced part that exceeds it, or all the parts that do together.
        parts: Vec<UnitId>,
        /// What was reported for the parts.
        parts_count: f64,
    },
    /// Parts of a count were reported, the count itself was not.
    Missing {
        /// The count that is needed.
        whole: UnitId,
        /// Reported units that lie in it or unite to it.
        reported: Vec<UnitId>,
    },
    /// A count that is negative, infinite or not a number.
    BadCount {
        /// The unit.
        unit: UnitId,
        /// What was given.
        count: f64,
    },
    /// The amount is beyond what a number can hold (about 1e308 USD).
    TooLarge,
}

/// The kinds of [`UsageError`], as other tools tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageErrorKind {
    /// Counts contradict each other.
    InconsistentUsage,
    /// A count is needed that was not reported.
    MissingUsage,
    /// A count is no count.
    BadCount,
}

impl Usage {
    /// Nothing used.
    pub fn new() -> Usage {
        Usage {
            counts: [0.0; UNIT_COUNT],
            reported: UnitSet::EMPTY,
            positive: UnitSet::EMPTY,
            uneven: UnitSet::EMPTY,
        }
    }

    /// Reports a count, finite and >= 0, whole or not; replaces an earlier one. Requests are not
    /// reported: a usage is one request, and `requests` is left out here.
    ///
    /// ```
    /// use economics::price::{UnitId, Usage};
    /// let mut usage = Usage::new();
    /// assert!(usage.set(UnitId::INPUT_TOKENS, 1_200.0).is_ok());
    /// assert!(usage.set(UnitId::OUTPUT_TOKENS, -1.0).is_err());
    /// assert_eq!(usage.get(UnitId::INPUT_TOKENS), Some(1_200.0));
    /// assert_eq!(usage.get(UnitId::OUTPUT_TOKENS), None);
    /// ```
    ///
    /// # Errors
    /// [`UsageError::BadCount`] for a negative count, an infinity or NaN; the usage stays as it was.
    pub fn set(&mut self, unit: UnitId, count: f64) -> Result<(), UsageError> {
        if !(0.0..=f64::MAX).contains(&count) {
            return Err(UsageError::BadCount { unit, count });
        }
        if unit == UnitId::REQUESTS {
            return Ok(());
        }
        self.unset(unit);
        self.counts[unit.index()] = count + 0.0; // -0 is 0
        self.reported.insert(unit);
        if count > 0.0 {
            self.positive.insert(unit);
        }
        if !is_plain(count) {
            self.uneven.insert(unit);
        }
        Ok(())
    }

    /// Takes a report back.
    pub fn unset(&mut self, unit: UnitId) {
        self.counts[unit.index()] = 0.0;
        self.reported.remove(unit);
        self.positive.remove(unit);
        self.uneven.remove(unit);
    }

    /// The reported count, if there is one.
    pub fn get(&self, unit: UnitId) -> Option<f64> {
        self.reported
            .contains(unit)
            .then(|| self.counts[unit.index()])
    }

    /// Forgets all reports, keeping the memory.
    pub fn clear(&mut self) {
        self.reported = UnitSet::EMPTY;
        self.positive = UnitSet::EMPTY;
        self.uneven = UnitSet::EMPTY;
    }

    /// Units with a count above 0.
    pub fn positive(&self) -> UnitSet {
        self.positive
    }

    /// Whether plain subtraction is exact for every count.
    pub(crate) fn is_even(&self) -> bool {
        self.uneven.is_empty()
    }

    /// Bills audio by a minimum, in seconds: what was reported (`audio_seconds` if above 0, else
    /// `input_audio_seconds`) is raised to it, 0 stays 0, and both units get the result.
    ///
    /// ```
    /// use economics::price::{UnitId, Usage};
    /// let mut usage = Usage::new();
    /// assert!(usage.set(UnitId::AUDIO_SECONDS, 4.0).is_ok());
    /// usage.raise_audio_to(10.0);
    /// assert_eq!(usage.get(UnitId::INPUT_AUDIO_SECONDS), Some(10.0));
    /// ```
    pub fn raise_audio_to(&mut self, minimum_seconds: f64) {
        let audio = self
            .get(UnitId::AUDIO_SECONDS)
            .filter(|seconds| *seconds > 0.0);
        let Some(seconds) = audio.or(self.get(UnitId::INPUT_AUDIO_SECONDS)) else {
            return;
        };
        let billed = if seconds > 0.0 {
            seconds.max(minimum_seconds)
        } else {
            0.0
        };
        for unit in [UnitId::AUDIO_SECONDS, UnitId::INPUT_AUDIO_SECONDS] {
            let stored = self.set(unit, billed);
            debug_assert!(stored.is_ok(), "the larger of two counts is a count");
        }
    }

    /// The count that a priced unit starts from: the reported one, else 0, unless something that lies
    /// in it, or two units that unite to it, were reported without it.
    #[inline]
    pub(crate) fn needed(&self, unit: UnitId) -> Result<f64, UsageError> {
        if self.reported.contains(unit) {
            return Ok(self.counts[unit.index()]);
        }
        let related = unit.descendants().union(unit.ancestors());
        if self.positive.intersection(related).is_empty() {
            return Ok(0.0);
        }
        self.implied(unit)
    }

    /// 0, or what makes the count of an unreported unit necessary.
    #[cold]
    fn implied(&self, unit: UnitId) -> Result<f64, UsageError> {
        let below = self.positive.intersection(unit.descendants());
        if !below.is_empty() {
            return Err(UsageError::Missing {
                whole: unit,
                reported: below.iter().collect(),
            });
        }
        let above = self.positive.intersection(unit.ancestors());
        for left in above.iter() {
            if let Some(right) = above.iter().find(|right| unit.joins(left, *right)) {
                return Err(UsageError::Missing {
                    whole: unit,
                    reported: vec![left, right],
                });
            }
        }
        Ok(0.0)
    }
}

impl Default for Usage {
    fn default() -> Usage {
        Usage::new()
    }
}

impl PartialEq for Usage {
    fn eq(&self, other: &Usage) -> bool {
        self.reported == other.reported
            && self
                .reported
                .iter()
                .all(|unit| self.get(unit) == other.get(unit))
    }
}

impl UsageError {
    /// What kind of error it is.
    pub fn kind(&self) -> UsageErrorKind {
        match self {
            UsageError::Inconsistent { .. } => UsageErrorKind::InconsistentUsage,
            UsageError::Missing { .. } => UsageErrorKind::MissingUsage,
            UsageError::BadCount { .. } | UsageError::TooLarge => UsageErrorKind::BadCount,
        }
    }
}

impl UsageErrorKind {
    /// The name in answers: `inconsistent_usage`, `missing_usage`, `bad_count`.
    pub fn name(self) -> &'static str {
        match self {
            UsageErrorKind::InconsistentUsage => "inconsistent_usage",
            UsageErrorKind::MissingUsage => "missing_usage",
            UsageErrorKind::BadCount => "bad_count",
        }
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UsageError::Inconsistent {
                whole,
                count,
                parts,
                parts_count,
            } => {
                let is_one = parts.len() == 1;
                write_names(out, parts, if is_one { "" } else { " + " })?;
                let verb = if is_one { "is" } else { "are" };
                write!(out, " ({}) {verb} more than ", Count(*parts_count))?;
                write!(
                    out,
                    "{} ({}), which includes ",
                    whole.unit().usage_key,
                    Count(*count)
                )?;
                out.write_str(if is_one { "it" } else { "them" })
            }
            UsageError::Missing { whole, reported } => {
                let whole = whole.unit().usage_key;
                write!(out, "{whole} is missing: ")?;
                write_names(out, reported, ", ")?;
                write!(
                    out,
                    " cannot be priced without it; report {whole} too, which includes such counts"
                )
            }
            UsageError::BadCount { unit, count } => {
                let unit = unit.unit().usage_key;
                write!(
                    out,
                    "{unit}: {} is not a count; write a number from 0 up",
                    Count(*count)
                )
            }
            UsageError::TooLarge => {
                out.write_str("the counts are too large: the amount has no number")
            }
        }
    }
}

impl std::error::Error for UsageError {}

fn write_names(out: &mut fmt::Formatter<'_>, units: &[UnitId], between: &str) -> fmt::Result {
    for (position, unit) in units.iter().enumerate() {
        if position > 0 {
            out.write_str(between)?;
        }
        out.write_str(unit.unit().usage_key)?;
    }
    Ok(())
}

/// A count in a message: whole, or with up to six decimals. Written by hand because the formatter of
/// f64 weighs more in the page than the rest of this engine.
struct Count(f64);

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(count) = *self;
        if count.is_nan() {
            return out.write_str("not a number");
        }
        if count < 0.0 {
            return write!(out, "-{}", Count(-count));
        }
        if count >= 1e18 {
            let exponent = libm::floor(libm::log10(count));
            return match count.is_finite() {
                true => write!(out, "about 1e{}", exponent as i64),
                false => out.write_str("infinity"),
            };
        }
        let millionths = libm::round((count - libm::trunc(count)) * 1e6) as u64;
        let whole = libm::trunc(count) as u64 + millionths / 1_000_000;
        match millionths % 1_000_000 {
            0 => write!(out, "{whole}"),
            millionths => {
                let (mut digits, mut places) = (millionths, 6);
                while digits % 10 == 0 {
                    (digits, places) = (digits / 10, places - 1);
                }
                write!(out, "{whole}.{digits:0places$}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_no_count_is_refused() {
        for count in [-1.0, -0.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let error = Usage::new()
                .set(UnitId::CACHE_WRITE_5M_TOKENS, count)
                .unwrap_err();
            assert_eq!(error.kind(), UsageErrorKind::BadCount);
        }
        assert!(Usage::new().set(UnitId::INPUT_TOKENS, f64::MAX).is_ok());
    }

    #[test]
    fn a_bad_count_leaves_the_usage_as_it_was() {
        let mut usage = Usage::new();
        usage.set(UnitId::INPUT_TOKENS, 7.0).unwrap();
        assert!(usage.set(UnitId::INPUT_TOKENS, f64::NAN).is_err());
        assert_eq!(usage.get(UnitId::INPUT_TOKENS), Some(7.0));
    }

    #[test]
    fn audio_is_raised_only_where_there_is_some() {
        let raised = |audio: Option<f64>, input: Option<f64>| {
            let mut usage = Usage::new();
            audio.inspect(|seconds| usage.set(UnitId::AUDIO_SECONDS, *seconds).unwrap());
            input.inspect(|seconds| usage.set(UnitId::INPUT_AUDIO_SECONDS, *seconds).unwrap());
            usage.raise_audio_to(10.0);
            assert_eq!(
                usage.get(UnitId::AUDIO_SECONDS).is_some(),
                usage.get(UnitId::INPUT_AUDIO_SECONDS).is_some()
                    || input.is_none() && audio == Some(0.0)
            );
            usage.get(UnitId::INPUT_AUDIO_SECONDS)
        };
        assert_eq!(raised(None, None), None);
        assert_eq!(raised(Some(0.0), None), None);
        assert_eq!(raised(Some(0.0), Some(0.0)), Some(0.0));
        assert_eq!(raised(Some(0.0), Some(3.0)), Some(10.0));
        assert_eq!(raised(Some(12.5), Some(3.0)), Some(12.5));
        assert_eq!(raised(None, Some(0.1)), Some(10.0));
    }

    #[test]
    fn counts_in_messages_are_plain() {
        let written = |count| Count(count).to_string();
        assert_eq!(written(37_947.0), "37947");
        assert_eq!(written(0.25), "0.25");
        assert_eq!(written(-3.000_001), "-3.000001");
        assert_eq!(written(9.999_999_9), "10");
        assert_eq!(written(1e20), "about 1e20");
        assert_eq!(written(f64::INFINITY), "infinity");
    }
}
