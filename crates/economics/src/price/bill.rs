//! The bill that rates make of a usage: each token charged once, at its most specific kind.

use super::rates::{Priced, Rates};
use super::remainder::remainder;
use super::unit::{Direction, UNIT_COUNT, UnitId, UnitSet};
use super::usage::{Usage, UsageError};
use crate::short_sort::sort_short;

/// USD of a request by side. `total` also holds what has no side: searches, requests, audio seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// USD of input units.
    pub input: f64,
    /// USD of output units.
    pub output: f64,
    /// USD of all units.
    pub total: f64,
}

/// One unit on a bill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BillLine {
    /// What was charged.
    pub unit: UnitId,
    /// Own count: what was reported minus what its more specific priced units were charged for.
    pub count: f64,
    /// USD per `per` units, of the tier that holds.
    pub rate: f64,
    /// USD.
    pub usd: f64,
}

/// What a request costs, unit by unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Bill {
    /// Every priced unit, in the order of [`super::unit::UNITS`].
    pub lines: Vec<BillLine>,
    /// USD of input units.
    pub input: f64,
    /// USD of output units.
    pub output: f64,
    /// USD of all units.
    pub total: f64,
    /// Units that were used and that no rate covers; their cost is unknown, not 0.
    pub unpriced: Vec<UnitId>,
}

impl Rates {
    /// What a request costs by side, without a list of lines: allocates nothing.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId, Usage};
    /// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0)), (UnitId::OUTPUT_TOKENS, Rate::flat(15.0))]);
    /// let mut usage = Usage::new();
    /// usage.set(UnitId::INPUT_TOKENS, 2e6)?;
    /// usage.set(UnitId::OUTPUT_TOKENS, 1e6)?;
    /// assert_eq!(rates.amounts(&usage)?.total, 2.0 * 3.0 + 1.0 * 15.0);
    /// # Ok::<(), economics::price::UsageError>(())
    /// ```
    ///
    /// # Errors
    /// Where counts contradict each other, one is missing, or the amount is too large for a number.
    pub fn amounts(&self, usage: &Usage) -> Result<Amounts, UsageError> {
        let mut amounts = Amounts::default();
        self.charge(usage, |line| amounts.add(line))?;
        if amounts.total.is_finite() {
            Ok(amounts)
        } else {
            Err(UsageError::TooLarge)
        }
    }

    /// What a request costs, unit by unit: each token is charged once, at its most specific kind, at the
    /// tier that the reported `input_tokens` pick for the whole request.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId, Usage};
    /// let rates = Rates::new([
    ///     (UnitId::INPUT_TOKENS, Rate::flat(3.0)),
    ///     (UnitId::CACHE_READ_TOKENS, Rate::flat(0.3)),
    /// ]);
    /// let mut usage = Usage::new();
    /// usage.set(UnitId::INPUT_TOKENS, 1_000_000.0)?;
    /// usage.set(UnitId::CACHE_READ_TOKENS, 400_000.0)?;
    /// let bill = rates.bill(&usage)?;
    /// assert_eq!(bill.total, (1.0 - 0.4) * 3.0 + 0.4 * 0.3);
    /// # Ok::<(), economics::price::UsageError>(())
    /// ```
    ///
    /// # Errors
    /// Where counts contradict each other, one is missing, or the amount is too large for a number.
    pub fn bill(&self, usage: &Usage) -> Result<Bill, UsageError> {
        let mut lines = Vec::with_capacity(self.plan.len());
        let mut amounts = Amounts::default();
        self.charge(usage, |line| {
            amounts.add(line);
            lines.push(line);
        })?;
        if !amounts.total.is_finite() {
            return Err(UsageError::TooLarge);
        }
        sort_short(&mut lines, |left, right| left.unit < right.unit);
        let Amounts {
            input,
            output,
            total,
        } = amounts;
        Ok(Bill {
            lines,
            input,
            output,
            total,
            unpriced: self.unpriced(usage).iter().collect(),
        })
    }

    /// Units that were used but that neither a rate of their own nor that of a containing unit covers.
    ///
    /// ```
    /// use economics::price::{Rate, Rates, UnitId, Usage};
    /// let rates = Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(3.0))]);
    /// let mut usage = Usage::new();
    /// usage.set(UnitId::INPUT_TOKENS, 10.0)?;
    /// usage.set(UnitId::CACHE_READ_TOKENS, 5.0)?; // charged as input
    /// usage.set(UnitId::WEB_SEARCHES, 1.0)?;
    /// assert_eq!(rates.unpriced(&usage).iter().collect::<Vec<_>>(), vec![UnitId::WEB_SEARCHES]);
    /// # Ok::<(), economics::price::UsageError>(())
    /// ```
    pub fn unpriced(&self, usage: &Usage) -> UnitSet {
        let is_covered = |unit: UnitId| {
            self.units.contains(unit)
                || !self.units.intersection(unit.ancestors()).is_empty()
                || self.parts_cover(unit, usage)
        };
        usage
            .positive()
            .iter()
            .filter(|unit| !is_covered(*unit))
            .collect()
    }

    /// Whether priced parts of an unpriced unit account for all of it: an image model may price image
    /// tokens only, and then nothing of the output is left unpriced.
    fn parts_cover(&self, unit: UnitId, usage: &Usage) -> bool {
        let parts = self.units.intersection(unit.descendants());
        let widest = parts
            .iter()
            .filter(|part| parts.intersection(part.ancestors()).is_empty());
        let covered: f64 = widest.filter_map(|part| usage.get(part)).sum();
        usage.get(unit).is_some_and(|count| covered >= count)
    }

    /// Hands each priced unit with its own count to `each`, most specific first.
    #[inline]
    fn charge(&self, usage: &Usage, mut each: impl FnMut(BillLine)) -> Result<(), UsageError> {
        let mut own = [0.0; UNIT_COUNT];
        for (position, row) in self.plan.iter().enumerate() {
            own[position] = self.own_count(usage, row, &own)?;
        }
        let prompt = if self.is_tiered {
            usage.needed(UnitId::INPUT_TOKENS)?
        } else {
            0.0
        };
        for (row, count) in self.plan.iter().zip(own) {
            let rate = row.rate.at(prompt);
            each(BillLine {
                unit: row.unit,
                count,
                rate,
                usd: charged(count, rate, row.per),
            });
        }
        Ok(())
    }

    /// What was reported for the unit less what its priced parts were given.
    fn own_count(
        &self,
        usage: &Usage,
        row: &Priced,
        own: &[f64; UNIT_COUNT],
    ) -> Result<f64, UsageError> {
        if row.unit == UnitId::REQUESTS {
            return Ok(1.0);
        }
        let count = usage.needed(row.unit)?;
        if row.parts == 0 {
            return Ok(count);
        }
        let left = if usage.is_even() {
            bits(row.parts).fold(count, |left, part| left - own[part])
        } else {
            let mut counts = [0.0; UNIT_COUNT];
            let parts = bits(row.parts)
                .zip(&mut counts)
                .map(|(part, count)| *count = own[part])
                .count();
            remainder(count, &counts[..parts])
        };
        if left < 0.0 {
            Err(self.inconsistent(usage, row, count))
        } else {
            Ok(left)
        }
    }

    /// Names the one part that is more than the whole, or all parts where only their sum is.
    #[cold]
    fn inconsistent(&self, usage: &Usage, row: &Priced, count: f64) -> UsageError {
        let reported = bits(row.parts).map(|part| self.plan[part].unit);
        let parts: Vec<UnitId> = reported
            .filter(|part| usage.positive().contains(*part))
            .collect();
        let count_of = |part: &UnitId| usage.get(*part).unwrap_or(0.0);
        if let Some(part) = parts.iter().find(|part| count_of(part) > count) {
            return UsageError::Inconsistent {
                whole: row.unit,
                count,
                parts: vec![*part],
                parts_count: count_of(part),
            };
        }
        let within = |part: &UnitId| {
            parts
                .iter()
                .any(|other| other.descendants().contains(*part))
        };
        let widest: Vec<UnitId> = parts.iter().copied().filter(|part| !within(part)).collect();
        let parts_count = widest.iter().map(count_of).sum();
        UsageError::Inconsistent {
            whole: row.unit,
            count,
            parts: widest,
            parts_count,
        }
    }
}

impl Amounts {
    fn add(&mut self, line: BillLine) {
        self.total += line.usd;
        match line.unit.direction() {
            Direction::Input => self.input += line.usd,
            Direction::Output => self.output += line.usd,
            Direction::Neither => {}
        }
    }
}

/// USD for a count at a rate. Divides last, so that a million tokens at 0.1 cost 0.1; a product beyond
/// f64 is divided first.
fn charged(count: f64, rate: f64, per: f64) -> f64 {
    let product = count * rate;
    if product.is_finite() {
        product / per
    } else {
        count / per * rate
    }
}

/// Positions of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = (set != 0).then(|| set.trailing_zeros() as usize)?;
        set &= set - 1;
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::rates::{Rate, Tier};
    use super::super::usage::UsageErrorKind;
    use super::*;

    fn usage(counts: &[(UnitId, f64)]) -> Usage {
        let mut usage = Usage::new();
        counts
            .iter()
            .for_each(|(unit, count)| usage.set(*unit, *count).unwrap());
        usage
    }

    fn flat(rates: &[(UnitId, f64)]) -> Rates {
        Rates::new(rates.iter().map(|(unit, rate)| (*unit, Rate::flat(*rate))))
    }

    const INPUT: UnitId = UnitId::INPUT_TOKENS;
    const READ: UnitId = UnitId::CACHE_READ_TOKENS;
    const WRITE: UnitId = UnitId::CACHE_WRITE_TOKENS;
    const WRITE_1H: UnitId = UnitId::CACHE_WRITE_1H_TOKENS;
    const OUTPUT: UnitId = UnitId::OUTPUT_TOKENS;
    const REASONING: UnitId = UnitId::OUTPUT_REASONING_TOKENS;

    #[test]
    fn each_token_is_charged_once_at_its_most_specific_kind() {
        let rates = flat(&[
            (INPUT, 5.0),
            (READ, 0.5),
            (WRITE, 6.25),
            (WRITE_1H, 10.0),
            (OUTPUT, 25.0),
        ]);
        let counts = [
            (INPUT, 100.0),
            (READ, 40.0),
            (WRITE, 30.0),
            (WRITE_1H, 10.0),
            (OUTPUT, 7.0),
        ];
        let bill = rates.bill(&usage(&counts)).unwrap();
        let own: Vec<f64> = bill.lines.iter().map(|line| line.count).collect();
        assert_eq!(own, vec![100.0 - 40.0 - 30.0, 7.0, 40.0, 30.0 - 10.0, 10.0]);
        assert_eq!(bill.output, 7.0 * 25.0 / 1e6);
    }

    #[test]
    fn a_unit_without_a_rate_is_charged_as_what_contains_it() {
        let rates = flat(&[(INPUT, 5.0), (OUTPUT, 25.0)]);
        let bill = rates
            .bill(&usage(&[
                (INPUT, 10.0),
                (READ, 99.0),
                (OUTPUT, 5.0),
                (REASONING, 9.0),
            ]))
            .unwrap();
        assert_eq!(bill.total, 10.0 * 5.0 / 1e6 + 5.0 * 25.0 / 1e6);
        assert_eq!(bill.unpriced, Vec::new());
    }

    #[test]
    fn parts_beyond_the_whole_are_an_error_that_names_both_counts() {
        let rates = flat(&[(INPUT, 5.0), (READ, 0.5), (WRITE, 6.0)]);
        let message =
            |counts: &[(UnitId, f64)]| rates.bill(&usage(counts)).unwrap_err().to_string();
        let one = message(&[(INPUT, 10.0), (READ, 11.0)]);
        assert_eq!(
            one,
            "cache_read_tokens (11) is more than input_tokens (10), which includes it"
        );
        let both = message(&[(INPUT, 10.0), (READ, 6.0), (WRITE, 5.0)]);
        let expected = "cache_read_tokens + cache_write_tokens (11) are more than input_tokens (10), which includes them";
        assert_eq!(both, expected);
    }

    #[test]
    fn a_part_without_its_whole_is_missing_usage() {
        let rates = flat(&[
            (INPUT, 5.0),
            (WRITE, 6.0),
            (WRITE_1H, 10.0),
            (OUTPUT, 9.0),
            (REASONING, 9.0),
        ]);
        for counts in [
            [(INPUT, 9.0), (WRITE_1H, 1.0)],
            [(INPUT, 9.0), (REASONING, 1.0)],
            [(OUTPUT, 1.0), (READ, 1.0)],
        ] {
            let error = rates.bill(&usage(&counts)).unwrap_err();
            assert_eq!(error.kind(), UsageErrorKind::MissingUsage, "{error}");
        }
        assert!(rates.bill(&usage(&[(INPUT, 9.0), (WRITE_1H, 0.0)])).is_ok());
    }

    #[test]
    fn two_units_that_unite_to_a_priced_one_need_its_count() {
        let (audio, both) = (UnitId::INPUT_AUDIO_TOKENS, UnitId::CACHE_AUDIO_READ_TOKENS);
        let rates = flat(&[(INPUT, 1.0), (READ, 0.1), (audio, 2.0), (both, 0.2)]);
        let counts = [(INPUT, 100.0), (READ, 30.0), (audio, 20.0)];
        let error = rates.bill(&usage(&counts)).unwrap_err();
        assert_eq!(
            error,
            UsageError::Missing {
                whole: both,
                reported: vec![READ, audio]
            }
        );
        let mut complete = usage(&counts);
        complete.set(both, 5.0).unwrap();
        let own: Vec<f64> = rates
            .bill(&complete)
            .unwrap()
            .lines
            .iter()
            .map(|line| line.count)
            .collect();
        assert_eq!(
            own,
            vec![100.0 - 25.0 - 15.0 - 5.0, 30.0 - 5.0, 20.0 - 5.0, 5.0]
        );
    }

    #[test]
    fn the_prompt_picks_the_tier_of_every_tiered_rate() {
        let tiered = |base: f64| Rate {
            base,
            tiers: vec![Tier {
                start: 200.0,
                rate: base * 2.0,
            }],
        };
        let rates = Rates::new([
            (OUTPUT, tiered(15.0)),
            (UnitId::WEB_SEARCHES, Rate::flat(10.0)),
        ]);
        let bill = |input| {
            rates
                .bill(&usage(&[
                    (INPUT, input),
                    (OUTPUT, 10.0),
                    (UnitId::WEB_SEARCHES, 1.0),
                ]))
                .unwrap()
        };
        assert_eq!(bill(200.0).output, 10.0 * 15.0 / 1e6);
        assert_eq!(bill(201.0).output, 10.0 * 30.0 / 1e6);
        assert_eq!(bill(201.0).total, 10.0 * 30.0 / 1e6 + 10.0 / 1e3);
        assert_eq!(bill(201.0).unpriced, vec![INPUT]);
        let missing = rates
            .bill(&usage(&[(OUTPUT, 1.0), (READ, 1.0)]))
            .unwrap_err();
        assert_eq!(missing.kind(), UsageErrorKind::MissingUsage);
    }

    #[test]
    fn a_request_is_charged_once_even_where_nothing_was_used() {
        let rates = flat(&[(UnitId::REQUESTS, 5.0)]);
        let amounts = rates.amounts(&Usage::new()).unwrap();
        assert_eq!(
            (amounts.input, amounts.output, amounts.total),
            (0.0, 0.0, 5.0 / 1e3)
        );
    }

    #[test]
    fn nothing_is_unpriced_where_priced_parts_account_for_all_of_it() {
        let rates = flat(&[(INPUT, 5.0), (UnitId::OUTPUT_IMAGE_TOKENS, 30.0)]);
        let left = |image| {
            rates.unpriced(&usage(&[
                (OUTPUT, 100.0),
                (UnitId::OUTPUT_IMAGE_TOKENS, image),
            ]))
        };
        assert!(left(100.0).is_empty());
        assert!(left(99.0).contains(OUTPUT));
    }

    #[test]
    fn an_amount_beyond_numbers_is_an_error() {
        let rates = flat(&[(UnitId::REQUESTS, 0.0), (UnitId::INPUT_TOKENS, 1e9)]);
        assert_eq!(
            rates.amounts(&usage(&[(INPUT, 1e308)])),
            Err(UsageError::TooLarge)
        );
        let sane = flat(&[(INPUT, 30.0)])
            .amounts(&usage(&[(INPUT, 1e308)]))
            .unwrap();
        assert!((sane.total / 3e303 - 1.0).abs() < 1e-15);
    }
}
