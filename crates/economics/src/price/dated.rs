//! Prices over time: which rates hold at an instant, in a context.

use std::borrow::Cow;

use super::instant::Instant;
use super::rates::{Rate, Rates};
use super::unit::UnitId;

/// When a price holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// From this instant on.
    From(Instant),
    /// Before this instant.
    Before(Instant),
    /// Each day from `start_second` until just before `end_second`, seconds since midnight UTC; where
    /// the end is smaller, over midnight.
    DailyWindow {
        /// First second of the window.
        start_second: u32,
        /// First second after it.
        end_second: u32,
    },
    /// On these days of the week in UTC: bit 0 is Monday, bit 6 Sunday.
    Weekdays(u8),
}

/// Rates that hold while all constraints do.
#[derive(Clone, Debug, PartialEq)]
pub struct DatedRates {
    /// All must hold; none means always.
    pub constraints: Vec<Constraint>,
    /// The whole set: it replaces other sets, it does not add to them.
    pub rates: Rates,
}

/// Rates of a service chosen by a request (batch, flex, priority ...), over the standard ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Pairs the context of the request must have, exactly.
    pub when: Vec<(String, String)>,
    /// All must hold.
    pub constraints: Vec<Constraint>,
    /// What replaces or adds to the standard rates, unit by unit.
    pub rates: Rates,
}

/// All prices of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceBook {
    /// The last that holds counts; where none does, the first.
    pub entries: Vec<DatedRates>,
    /// The first that applies counts, for each unit on its own.
    pub variants: Vec<Variant>,
}

impl Constraint {
    /// Whether the constraint holds at an instant.
    ///
    /// ```
    /// use economics::price::{Constraint, Instant};
    /// let night = Constraint::DailyWindow { start_second: 22 * 3600, end_second: 6 * 3600 };
    /// assert!(night.holds(Instant { seconds: 23 * 3600 }));
    /// assert!(night.holds(Instant { seconds: 0 }));
    /// assert!(!night.holds(Instant { seconds: 6 * 3600 })); // the end is no longer part of it
    /// ```
    pub fn holds(self, at: Instant) -> bool {
        match self {
            Constraint::From(start) => at >= start,
            Constraint::Before(end) => at < end,
            Constraint::DailyWindow {
                start_second,
                end_second,
            } => {
                let second = at.second_of_day();
                if end_second < start_second {
                    second >= start_second || second < end_second
                } else {
                    start_second <= second && second < end_second
                }
            }
            Constraint::Weekdays(days) => days & 1 << at.weekday() != 0,
        }
    }

    /// The day from which on it holds, where it begins on one.
    ///
    /// ```
    /// use economics::price::{Constraint, Instant};
    /// let day = Instant { seconds: 86_400 };
    /// let (from, before) = (Constraint::From(day), Constraint::Before(day));
    /// assert_eq!([from.start(), from.end(), from.day()], [Some(day), None, Some(day)]);
    /// assert_eq!([before.start(), before.end(), before.day()], [None, Some(day), Some(day)]);
    /// ```
    pub fn start(self) -> Option<Instant> {
        match self {
            Constraint::From(day) => Some(day),
            _ => None,
        }
    }

    /// The day from which on it no longer holds, where it ends on one.
    pub fn end(self) -> Option<Instant> {
        match self {
            Constraint::Before(day) => Some(day),
            _ => None,
        }
    }

    /// The day on which it begins or ends.
    pub fn day(self) -> Option<Instant> {
        self.start().or(self.end())
    }
}

impl DatedRates {
    /// When these rates begin; `None` where they have no start.
    ///
    /// ```
    /// use economics::price::{Constraint, DatedRates, Instant, Rates};
    /// let start = Instant { seconds: 86_400 };
    /// let dated = DatedRates { constraints: vec![Constraint::From(start)], rates: Rates::new([]) };
    /// assert_eq!(dated.start(), Some(start));
    /// ```
    pub fn start(&self) -> Option<Instant> {
        self.constraints
            .iter()
            .find_map(|constraint| constraint.start())
    }
}

impl Variant {
    /// Whether the context has every pair and every constraint holds.
    pub fn applies(&self, at: Instant, context: &[(&str, &str)]) -> bool {
        self.constraints
            .iter()
            .all(|constraint| constraint.holds(at))
            && self.is_chosen_by(context)
    }

    /// Whether the context has every pair, whatever the day.
    pub fn is_chosen_by(&self, context: &[(&str, &str)]) -> bool {
        let has = |key: &str, value: &str| context.contains(&(key, value));
        self.when.iter().all(|(key, value)| has(key, value))
    }
}

impl PriceBook {
    /// A model with one price for all time.
    pub fn fixed(rates: Rates) -> PriceBook {
        PriceBook {
            entries: vec![DatedRates {
                constraints: Vec::new(),
                rates,
            }],
            variants: Vec::new(),
        }
    }

    /// Start of the earliest entry, where every entry has one.
    pub fn first_start(&self) -> Option<Instant> {
        self.entries.iter().map(DatedRates::start).min().flatten()
    }

    /// Position of the entry that holds; `None` only in an empty book.
    pub fn entry_at(&self, at: Instant) -> Option<usize> {
        let holds = |entry: &DatedRates| {
            entry
                .constraints
                .iter()
                .all(|constraint| constraint.holds(at))
        };
        let last = self.entries.iter().rposition(holds);
        last.or(if self.entries.is_empty() {
            None
        } else {
            Some(0)
        })
    }

    /// Positions of the variants that apply.
    pub fn variants_at<'book>(
        &'book self,
        at: Instant,
        context: &'book [(&'book str, &'book str)],
    ) -> impl Iterator<Item = usize> + 'book {
        let variants = self.variants.iter().enumerate();
        variants
            .filter(move |(_, variant)| variant.applies(at, context))
            .map(|(position, _)| position)
    }

    /// The rates of an entry with variants over it, the first variant of a unit counting.
    pub fn merged(&self, entry: usize, variants: impl Iterator<Item = usize>) -> Rates {
        let of_variants = variants.flat_map(|variant| self.variants[variant].rates.iter());
        let of_variants: Vec<(UnitId, Rate)> = of_variants
            .map(|(unit, rate)| (unit, rate.clone()))
            .collect();
        self.entries[entry].rates.overlaid(of_variants)
    }

    /// The rates that hold at an instant for a request with this context; an empty book has none.
    ///
    /// ```
    /// use economics::price::{Constraint, DatedRates, Instant, PriceBook, Rate, Rates, UnitId};
    /// let at = |usd| Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(usd))]);
    /// let rise = Instant { seconds: 1_000 };
    /// let mut book = PriceBook::fixed(at(2.0));
    /// book.entries.push(DatedRates { constraints: vec![Constraint::From(rise)], rates: at(4.0) });
    /// assert_eq!(book.resolve(Instant { seconds: 999 }, &[]).as_ref(), &at(2.0));
    /// assert_eq!(book.resolve(rise, &[]).as_ref(), &at(4.0));
    /// ```
    pub fn resolve(&self, at: Instant, context: &[(&str, &str)]) -> Cow<'_, Rates> {
        let Some(entry) = self.entry_at(at) else {
            return Cow::Owned(Rates::default());
        };
        let mut variants = self.variants_at(at, context).peekable();
        if context.is_empty() || variants.peek().is_none() {
            return Cow::Borrowed(&self.entries[entry].rates);
        }
        Cow::Owned(self.merged(entry, variants))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn input(usd: f64) -> Rates {
        Rates::new([(UnitId::INPUT_TOKENS, Rate::flat(usd))])
    }

    fn variant(value: &str, rates: Rates) -> Variant {
        Variant {
            when: vec![("tier".into(), value.into())],
            constraints: Vec::new(),
            rates,
        }
    }

    #[test]
    fn the_last_entry_that_holds_counts_and_else_the_first() {
        let day = |day| Instant::from_date(2026, 11, day).unwrap();
        let dated = |start, usd| DatedRates {
            constraints: vec![Constraint::From(start)],
            rates: input(usd),
        };
        let book = PriceBook {
            entries: vec![dated(day(5), 1.0), dated(day(9), 2.0), dated(day(7), 3.0)],
            variants: vec![],
        };
        let at = |day| {
            book.resolve(day, &[])
                .get(UnitId::INPUT_TOKENS)
                .unwrap()
                .base
        };
        assert_eq!(at(day(1)), 1.0);
        assert_eq!(
            at(Instant {
                seconds: day(7).seconds - 1
            }),
            1.0
        );
        assert_eq!(at(day(7)), 3.0);
        assert_eq!(at(day(9)), 3.0);
    }

    #[test]
    fn the_first_variant_of_a_unit_counts_and_other_units_keep_their_price() {
        let mut book = PriceBook::fixed(input(4.0).with(UnitId::OUTPUT_TOKENS, Rate::flat(20.0)));
        book.variants = vec![
            variant("batch", input(2.0)),
            variant("batch", input(1.0)),
            variant("flex", input(3.0)),
        ];
        let resolve =
            |context: &[(&str, &str)]| book.resolve(Instant { seconds: 0 }, context).into_owned();
        let batch = resolve(&[("other", "x"), ("tier", "batch")]);
        assert_eq!(batch.get(UnitId::INPUT_TOKENS).unwrap().base, 2.0);
        assert_eq!(batch.get(UnitId::OUTPUT_TOKENS).unwrap().base, 20.0);
        assert_eq!(
            resolve(&[("tier", "Batch")])
                .get(UnitId::INPUT_TOKENS)
                .unwrap()
                .base,
            4.0
        );
        assert_eq!(resolve(&[]).get(UnitId::INPUT_TOKENS).unwrap().base, 4.0);
    }

    #[test]
    fn weekdays_and_ends_hold_in_utc() {
        let monday = Instant::from_date(2026, 11, 23).unwrap();
        let sunday_night = Instant {
            seconds: monday.seconds - 1,
        };
        assert!(Constraint::Weekdays(0b001_1111).holds(monday));
        assert!(!Constraint::Weekdays(0b001_1111).holds(sunday_night));
        assert!(Constraint::Before(monday).holds(sunday_night));
        assert!(!Constraint::Before(monday).holds(monday));
    }

    #[test]
    fn an_empty_book_has_no_rates() {
        assert!(
            PriceBook::default()
                .resolve(Instant { seconds: 0 }, &[("a", "b")])
                .is_empty()
        );
    }
}
