//! The rates of a model that was found: at an instant, for a kind of processing.

use economics::short_sort::sort_short;
use std::borrow::Cow;

use economics::price::{Instant, PriceBook, Rates, Variant};

use super::Found;
use super::STANDARD;

/// Rates with where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved<'catalog> {
    /// What a request costs.
    pub rates: Cow<'catalog, Rates>,
    /// Start of the dated entry that holds; `None` where it has no start.
    pub since: Option<Instant>,
    /// Next day on which a dated price of the model begins or this one ends.
    pub until: Option<Instant>,
    /// Where the price was read.
    pub source: Source<'catalog>,
}

/// Where a price was read and when that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'catalog> {
    /// Name of the snapshot, or the source that the overlay names.
    pub name: &'catalog str,
    /// Pages of the provider that list the price.
    pub urls: &'catalog [String],
    /// Day of the check, as `2026-11-10`.
    pub checked: &'catalog str,
    /// Why the overlay amends the price, where it does.
    pub amended: Option<&'catalog str>,
}

impl<'catalog> Found<'catalog> {
    /// Kinds of processing with prices of their own: `standard`, then what the model has of `batch`, `flex`,
    /// `priority`, `fast` ... A model found through a fallback has the standard price only.
    ///
    /// ```
    /// use catalogs::prices::Catalog;
    /// let found = Catalog::embedded().find(Some("anthropic"), "claude-opus-5-5")?;
    /// assert_eq!(found.processings()[..2], ["standard", "batch"]);
    /// # Ok::<(), catalogs::prices::LookupError>(())
    /// ```
    pub fn processings(&self) -> Vec<&'catalog str> {
        let mut names = vec![STANDARD];
        for (_, value) in self.choices() {
            if !names.contains(&value) {
                names.push(value);
            }
        }
        names
    }

    /// What a request of this kind has as context; `None` where the model has no such kind.
    pub fn context_for(&self, processing: &str) -> Option<Vec<(&'catalog str, &'catalog str)>> {
        if processing == STANDARD {
            return Some(Vec::new());
        }
        let mut pairs: Vec<_> = self
            .choices()
            .filter(|(_, value)| *value == processing)
            .collect();
        sort_short(&mut pairs, |left, right| left < right);
        pairs.dedup();
        if pairs.is_empty() { None } else { Some(pairs) }
    }

    /// The rates at an instant for a kind of processing; an unknown kind is `None`.
    pub fn resolve(&self, at: Instant, processing: &str) -> Option<Resolved<'catalog>> {
        let context = self.context_for(processing)?;
        Some(Resolved {
            rates: self.rates(at, &context),
            since: self.since(at),
            until: self.until(at, &context),
            source: self.source(at, &context),
        })
    }

    /// Whether a kind of processing has a price of its own at an instant; before its first one the standard price stands.
    pub fn is_priced(&self, at: Instant, processing: &str) -> bool {
        let Some(context) = self.context_for(processing) else {
            return false;
        };
        context.is_empty() || self.model.book.variants_at(at, &context).next().is_some()
    }

    /// The rates at an instant for a context of the request's own; copies nothing unless two variants add up.
    pub fn rates(&self, at: Instant, context: &[(&str, &str)]) -> Cow<'catalog, Rates> {
        let book = &self.model.book;
        let Some(entry) = book.entry_at(at) else {
            return Cow::Owned(Rates::default());
        };
        let standard = &book.entries[entry].rates;
        if context.is_empty() || !self.takes_context() {
            return Cow::Borrowed(standard);
        }
        let mut variants = book.variants_at(at, context);
        let Some(first) = variants.next() else {
            return Cow::Borrowed(standard);
        };
        let covered = book.variants[first].rates.units();
        if variants.any(|other| !book.variants[other].rates.units().is_within(covered)) {
            return Cow::Owned(book.merged(entry, book.variants_at(at, context)));
        }
        match self.model.merged.get(entry * book.variants.len() + first) {
            Some(rates) => Cow::Borrowed(rates),
            None => book.resolve(at, context),
        }
    }

    /// Whether a context can change the price: not where the model belongs to another provider.
    pub fn takes_context(&self) -> bool {
        std::ptr::eq(self.provider, self.owner)
    }

    /// Variants that a single pair chooses and that price something, those of the snapshot first.
    fn choices(&self) -> impl Iterator<Item = (&'catalog str, &'catalog str)> + use<'catalog> {
        let variants: &'catalog [Variant] = if self.takes_context() {
            &self.model.book.variants
        } else {
            &[]
        };
        let amended = self.model.amended_variants.len().min(variants.len());
        let (added, listed) = variants.split_at(amended);
        let priced = listed
            .iter()
            .chain(added)
            .filter(|variant| !variant.rates.is_empty());
        priced.filter_map(|variant| match variant.when.as_slice() {
            [(key, value)] => Some((key.as_str(), value.as_str())),
            _ => None,
        })
    }

    fn since(&self, at: Instant) -> Option<Instant> {
        let book = &self.model.book;
        let holding = book.entries.get(book.entry_at(at)?)?;
        let starts = holding
            .constraints
            .iter()
            .filter_map(|constraint| constraint.start());
        starts.filter(|start| *start <= at).max()
    }

    /// What ends or begins for other kinds of processing does not count.
    pub(super) fn until(&self, at: Instant, context: &[(&str, &str)]) -> Option<Instant> {
        let book = &self.model.book;
        let of_entries = book.entries.iter().flat_map(|entry| &entry.constraints);
        let of_variants = book
            .variants
            .iter()
            .filter(|variant| variant.is_chosen_by(context))
            .flat_map(|variant| &variant.constraints);
        let days = of_entries
            .chain(of_variants)
            .filter_map(|constraint| constraint.day());
        days.filter(|day| *day > at).min()
    }

    /// Why the overlay amends the price of a request, where it does.
    pub fn reason(&self, at: Instant, context: &[(&str, &str)]) -> Option<&'catalog str> {
        self.source(at, context).amended
    }

    fn source(&self, at: Instant, context: &[(&str, &str)]) -> Source<'catalog> {
        let urls = self.owner.pricing_urls.as_slice();
        let amendment = self
            .amendment(at, context)
            .and_then(|number| self.catalog.overlay.amendments.get(number));
        match amendment {
            Some(amendment) => Source {
                name: &amendment.source,
                urls,
                checked: &amendment.date,
                amended: Some(&amendment.reason),
            },
            None => {
                let snapshot = &self.catalog.snapshot;
                Source {
                    name: &snapshot.name,
                    urls,
                    checked: &snapshot.date,
                    amended: None,
                }
            }
        }
    }

    /// The amendment that the price comes from: that of an applying variant, else that of the entry.
    fn amendment(&self, at: Instant, context: &[(&str, &str)]) -> Option<usize> {
        let (model, book) = (self.model, &self.model.book);
        let variant = book.variants_at(at, context).next();
        if let Some(number) = variant.and_then(|variant| model.amended_variants.get(variant)) {
            return Some(*number);
        }
        let listed = book.entries.len() - model.amended_entries.len();
        let added = book.entry_at(at)?.checked_sub(listed)?;
        model.amended_entries.get(added).copied()
    }
}

/// Beyond so many pairs of entry and variant none is kept: a small file could ask for any amount of memory. Twelve are
/// the most that a model has; for others the rates are made when they are asked for.
const MOST_MERGED: usize = 256;

/// The rates of each entry with each variant alone, made once.
pub(super) fn merged(book: &PriceBook) -> Vec<Rates> {
    if book.entries.len() * book.variants.len() > MOST_MERGED {
        return Vec::new();
    }
    let variants = 0..book.variants.len();
    let of_entry = |entry| {
        variants
            .clone()
            .map(move |variant| book.merged(entry, [variant].into_iter()))
    };
    (0..book.entries.len()).flat_map(of_entry).collect()
}
