//! Reads the compact form of a snapshot: what the page carries instead of JSON.
//!
//! A file is a tag, a table of texts, a table of decimals, then providers as variable-length numbers that
//! point into the tables. Every count is checked against the bytes that are left before anything is
//! allocated, so a cut or foreign file is an error and never a panic. `encode.rs` writes it.

use std::fmt;

use economics::price::{
    Constraint, DatedRates, Instant, PriceBook, Rate, Rates, Tier, UnitId, Variant,
};

use super::overlay::{Amendment, Change, Overlay};
use super::rule::Rule;
use super::{LanguageModel, Provider, Snapshot};

/// First bytes of a snapshot; the digit is the version of the form.
pub(super) const SNAPSHOT_TAG: &[u8; 4] = b"TKS1";
/// First bytes of an overlay.
pub(super) const OVERLAY_TAG: &[u8; 4] = b"TKO1";
/// Rules within rules; the data has four levels.
pub(super) const DEEPEST_RULE: usize = 8;
/// Ten to this power is the largest that is exact in an f64.
pub(super) const MOST_DECIMALS: usize = 22;
/// Bytes of a text, which two bytes of the file can ask for again and again; the longest of the data has 92.
pub(super) const LONGEST_TEXT: usize = 256;
/// Whole numbers up to here are exact in an f64.
pub(super) const LARGEST_MANTISSA: u64 = 1 << 53;

/// A compact file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompactError {
    /// Byte at which reading stopped.
    pub at: usize,
    /// What is wrong there.
    pub what: &'static str,
}

impl fmt::Display for CompactError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "the price file cannot be read: {} at byte {}; load it again or use another copy",
            self.what, self.at
        )
    }
}

impl std::error::Error for CompactError {}

/// Reads a snapshot: its name and date, and its providers in the order of the file.
pub(super) fn read_snapshot(bytes: &[u8]) -> Result<(Snapshot, Vec<Provider>), CompactError> {
    let mut reader = Reader::open(bytes, SNAPSHOT_TAG)?;
    let snapshot = Snapshot {
        name: reader.text()?,
        version: reader.text()?,
        date: reader.text()?,
    };
    let providers = reader.list(Reader::provider)?;
    reader.end()?;
    Ok((snapshot, providers))
}

/// Reads an overlay.
pub(super) fn read_overlay(bytes: &[u8]) -> Result<Overlay, CompactError> {
    let mut reader = Reader::open(bytes, OVERLAY_TAG)?;
    let amendments = reader.list(Reader::amendment)?;
    reader.end()?;
    Ok(Overlay { amendments })
}

struct Reader<'bytes> {
    bytes: &'bytes [u8],
    at: usize,
    texts: Vec<&'bytes str>,
    decimals: Vec<f64>,
    units: Vec<UnitId>,
}

type Read<Value> = Result<Value, CompactError>;

impl<'bytes> Reader<'bytes> {
    fn open(bytes: &'bytes [u8], tag: &[u8; 4]) -> Read<Reader<'bytes>> {
        let mut reader = Reader {
            bytes,
            at: 0,
            texts: Vec::new(),
            decimals: Vec::new(),
            units: Vec::new(),
        };
        if !bytes.starts_with(tag) {
            return reader.fail("another kind of file");
        }
        reader.at = tag.len();
        let lengths = reader.list(Reader::size)?;
        for length in lengths {
            if length > LONGEST_TEXT {
                return reader.fail("a text that is too long");
            }
            let text = reader.take(length)?;
            match std::str::from_utf8(text) {
                Ok(text) => reader.texts.push(text),
                Err(_) => return reader.fail("a text that is not UTF-8"),
            }
        }
        reader.decimals = reader.list(Reader::decimal)?;
        reader.units = reader.list(Reader::unit)?;
        Ok(reader)
    }

    fn fail<Value>(&self, what: &'static str) -> Read<Value> {
        Err(CompactError { at: self.at, what })
    }

    fn end(&self) -> Read<()> {
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            self.fail("more bytes than the file should have")
        }
    }

    fn take(&mut self, length: usize) -> Read<&'bytes [u8]> {
        match self.bytes[self.at..].split_at_checked(length) {
            Some((taken, _)) => {
                self.at += length;
                Ok(taken)
            }
            None => self.fail("the file is cut off"),
        }
    }

    /// Seven bits a byte, lowest first; the eighth says that more follow.
    fn number(&mut self) -> Read<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        self.fail("a number that is too large")
    }

    fn size(&mut self) -> Read<usize> {
        let number = self.number()?;
        usize::try_from(number).or_else(|_| self.fail("a number that is too large"))
    }

    /// A list; each item takes a byte at least, so that a count beyond the bytes left is false.
    fn list<Item>(&mut self, mut item: impl FnMut(&mut Self) -> Read<Item>) -> Read<Vec<Item>> {
        let count = self.size()?;
        if count > self.bytes.len() - self.at {
            return self.fail("the file is cut off");
        }
        let mut items = Vec::with_capacity(count.min(MOST_RESERVED));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn str(&mut self) -> Read<&'bytes str> {
        let index = self.size()?;
        match self.texts.get(index) {
            Some(text) => Ok(text),
            None => self.fail("a text that is not in the table"),
        }
    }

    fn text(&mut self) -> Read<String> {
        Ok(self.str()?.to_owned())
    }

    fn decimal(&mut self) -> Read<f64> {
        let (mantissa, decimals) = (self.number()?, self.size()?);
        if mantissa > LARGEST_MANTISSA || decimals > MOST_DECIMALS {
            return self.fail("a rate with too many digits");
        }
        let power = (0..decimals).fold(1.0, |power, _| power * 10.0); // exact up to 1e22
        Ok(mantissa as f64 / power)
    }

    fn unit(&mut self) -> Read<UnitId> {
        let key = self.str()?;
        UnitId::from_price_key(key).map_or_else(|| self.fail("a unit that is not known"), Ok)
    }

    fn provider(&mut self) -> Read<Provider> {
        let order = self.size()?;
        let (id, name) = (self.text()?, self.text()?);
        let pricing_urls = self.list(Reader::text)?;
        let model_match = self.maybe(|reader| reader.rule(0))?;
        let provider_match = self.maybe(|reader| reader.rule(0))?;
        let fallback = self.list(Reader::text)?;
        let models = self.list(Reader::model)?;
        if models.len() >= usize::from(u16::MAX) {
            return self.fail("too many models");
        }
        Ok(Provider::new(
            order,
            id,
            name,
            pricing_urls,
            model_match,
            provider_match,
            fallback,
            models,
        ))
    }

    fn maybe<Value>(
        &mut self,
        value: impl FnOnce(&mut Self) -> Read<Value>,
    ) -> Read<Option<Value>> {
        match self.number()? {
            0 => Ok(None),
            1 => value(self).map(Some),
            _ => self.fail("neither there nor not there"),
        }
    }

    fn model(&mut self) -> Read<LanguageModel> {
        let (id, name) = (self.text()?, self.text()?);
        let context_window = Some(self.number()?).filter(|tokens| *tokens > 0);
        let flags = self.number()?;
        let minimum_audio_seconds = Some(self.number()? as f64).filter(|seconds| *seconds > 0.0);
        let rule = self.rule(0)?;
        let entries = self.list(Reader::dated_rates)?;
        let variants = self.list(Reader::variant)?;
        let book = PriceBook { entries, variants };
        let deprecated = flags & 1 != 0;
        Ok(LanguageModel::new(
            id,
            name,
            context_window,
            deprecated,
            minimum_audio_seconds,
            rule,
            book,
        ))
    }

    fn dated_rates(&mut self) -> Read<DatedRates> {
        Ok(DatedRates {
            constraints: self.list(Reader::constraint)?,
            rates: self.rates()?,
        })
    }

    fn variant(&mut self) -> Read<Variant> {
        let when = self.list(Reader::pair)?;
        Ok(Variant {
            when,
            constraints: self.list(Reader::constraint)?,
            rates: self.rates()?,
        })
    }

    fn pair(&mut self) -> Read<(String, String)> {
        Ok((self.text()?, self.text()?))
    }

    fn constraint(&mut self) -> Read<Constraint> {
        Ok(match self.number()? {
            0 => Constraint::From(self.day()?),
            1 => Constraint::Before(self.day()?),
            2 => Constraint::DailyWindow {
                start_second: self.second()?,
                end_second: self.second()?,
            },
            3 => Constraint::Weekdays(self.number()? as u8 & 0x7f),
            _ => return self.fail("a constraint that is not known"),
        })
    }

    fn day(&mut self) -> Read<Instant> {
        match self.number()? {
            days @ 0..=LAST_DAY => Ok(Instant {
                seconds: days as i64 * 86_400,
            }),
            _ => self.fail("a day beyond the year 9999"),
        }
    }

    fn second(&mut self) -> Read<u32> {
        match self.number()? {
            second @ 0..=86_400 => Ok(second as u32),
            _ => self.fail("a second beyond the day"),
        }
    }

    fn rates(&mut self) -> Read<Rates> {
        Ok(Rates::new(self.list(Reader::unit_rate)?))
    }

    /// The lowest bit of the unit says whether tiers follow.
    fn unit_rate(&mut self) -> Read<(UnitId, Rate)> {
        let head = self.size()?;
        let Some(unit) = self.units.get(head >> 1).copied() else {
            return self.fail("a unit that is not in the table");
        };
        let base = self.rate()?;
        let tiered = head & 1 != 0;
        let tiers = if tiered {
            self.list(Reader::tier)?
        } else {
            Vec::new()
        };
        Ok((unit, Rate { base, tiers }))
    }

    fn tier(&mut self) -> Read<Tier> {
        Ok(Tier {
            start: self.number()? as f64,
            rate: self.rate()?,
        })
    }

    fn rate(&mut self) -> Read<f64> {
        let index = self.size()?;
        self.decimals
            .get(index)
            .copied()
            .map_or_else(|| self.fail("a rate that is not in the table"), Ok)
    }

    fn rule(&mut self, depth: usize) -> Read<Rule> {
        if depth > DEEPEST_RULE {
            return self.fail("rules within rules without end");
        }
        Ok(match self.number()? {
            0 => Rule::Equals(self.text()?),
            1 => Rule::StartsWith(self.text()?),
            2 => Rule::EndsWith(self.text()?),
            3 => Rule::Contains(self.text()?),
            4 => Rule::Shape(self.text()?),
            5 => Rule::StartsWithShape(self.text()?),
            6 => Rule::Not(Box::new(self.rule(depth + 1)?)),
            7 => Rule::Any(self.list(|reader| reader.rule(depth + 1))?),
            8 => Rule::All(self.list(|reader| reader.rule(depth + 1))?),
            _ => return self.fail("a rule that is not known"),
        })
    }

    fn amendment(&mut self) -> Read<Amendment> {
        let (provider, model) = (self.text()?, self.text()?);
        let (reason, source, date) = (self.text()?, self.text()?, self.text()?);
        let change = match self.number()? {
            0 => Change::Alias(self.text()?),
            1 => Change::Prices {
                entries: self.list(Reader::dated_rates)?,
                variants: self.list(Reader::variant)?,
            },
            2 => Change::Ends {
                when: self.list(Reader::pair)?,
                day: self.day()?,
            },
            3 => Change::Remark {
                text: self.text()?,
                constraints: self.list(Reader::constraint)?,
            },
            _ => return self.fail("a change that is not known"),
        };
        Ok(Amendment {
            provider,
            model,
            reason,
            source,
            date,
            change,
        })
    }
}

/// Room taken for a list at once; a longer one grows as its items are really read.
const MOST_RESERVED: usize = 1024;
/// 9999-12-31, in days since 1970.
const LAST_DAY: u64 = 2_932_896;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::prices::{FIRST_PARTY, OVERLAY};

    #[test]
    fn a_file_cut_anywhere_is_an_error() {
        for length in (0..FIRST_PARTY.len()).step_by(97).chain(0..64) {
            assert!(
                read_snapshot(&FIRST_PARTY[..length]).is_err(),
                "cut at {length}"
            );
        }
        for length in 0..OVERLAY.len() {
            assert!(read_overlay(&OVERLAY[..length]).is_err(), "cut at {length}");
        }
        assert!(read_snapshot(&[FIRST_PARTY, b"x"].concat()).is_err());
    }

    #[test]
    fn another_kind_of_file_is_named_as_such() {
        assert_eq!(
            read_snapshot(OVERLAY).unwrap_err().what,
            "another kind of file"
        );
        assert_eq!(
            read_snapshot(b"<!doctype html>").unwrap_err().what,
            "another kind of file"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
            let mut bytes = FIRST_PARTY.to_vec();
            for (index, value) in &changes {
                let at = index.index(bytes.len());
                bytes[at] = *value;
            }
            let _ = read_snapshot(&bytes);
            let mut bytes = OVERLAY.to_vec();
            for (index, value) in &changes {
                let at = index.index(bytes.len());
                bytes[at] = *value;
            }
            let _ = read_overlay(&bytes);
        }

        #[test]
        fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_snapshot(&[SNAPSHOT_TAG.as_slice(), &bytes].concat());
            let _ = read_overlay(&[OVERLAY_TAG.as_slice(), &bytes].concat());
        }
    }
}
