//! What to know beside a price: where the list's figure may not be the one that is charged, in words for the person who pays.

use economics::price::instant::SECONDS_A_DAY;
use economics::price::{Instant, PriceBook, Rate, Rates, UnitId, Usage, Variant};

use super::Found;
use super::gateway::is_gateway;
use super::overlay::{Amendment, Change};

/// The list is read anew every few days and begins a dated row when a price moves. A row without a date that is asked for a
/// day further back than this may have stood in for another price, which nobody wrote down.
const UNSURE_AFTER_DAYS: i64 = 180;
/// Most tokens that a request can have where the list does not say the model's window.
const LARGEST_WINDOW: f64 = 2_000_000.0;
/// A long-context price is for requests of up to five times the length at which it begins, in every row of the list that
/// has both (200,000 and a million).
const WINDOWS_A_TIER: f64 = 5.0;
/// Beginnings of names of models that are not open: whoever sells them, one company serves them.
const CLOSED: [&str; 14] = [
    "openai/gpt-",
    "openai/o",
    "gpt-",
    "anthropic/",
    "claude-",
    "google/gemini",
    "gemini-",
    "x-ai/",
    "grok-",
    "amazon/",
    "perplexity/",
    "openrouter/",
    "~anthropic/",
    "~openai/",
];

impl<'catalog> Found<'catalog> {
    /// What to know of the price of a request beside its figure, each a sentence; empty where the list is sure.
    /// `context` as for [`Found::rates`]; `usage` as reported.
    ///
    /// ```
    /// use catalogs::prices::Catalog;
    /// use economics::price::{Instant, Usage};
    /// let found = Catalog::embedded().find(Some("google"), "gemini-3.6-flash")?;
    /// let day = Instant::parse("2026-11-24").expect("a day");
    /// let notes = found.notes(day, &[], &Usage::new());
    /// assert!(notes[0].contains("until 2026-12-31, then"), "{notes:?}");
    /// # Ok::<(), catalogs::prices::LookupError>(())
    /// ```
    pub fn notes(&self, at: Instant, context: &[(&str, &str)], usage: &Usage) -> Vec<String> {
        let rates = self.rates(at, context);
        if rates.is_empty() {
            return Vec::new();
        }
        let beside = self.beside(at, context, usage, &rates);
        self.by_way().into_iter().chain(beside).collect()
    }

    /// The same for a kind of processing of a document, which has its own words for a price by way of another seller.
    pub fn notes_of_processing(&self, at: Instant, processing: &str) -> Vec<String> {
        let context = self.context_for(processing).unwrap_or_default();
        let rates = self.rates(at, &context);
        if rates.is_empty() {
            return Vec::new();
        }
        self.beside(at, &context, &Usage::new(), &rates)
    }

    /// All but by way of whom it is.
    fn beside(
        &self,
        at: Instant,
        context: &[(&str, &str)],
        usage: &Usage,
        rates: &Rates,
    ) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.many_hosts());
        notes.extend(self.unsure_day(at));
        notes.extend(self.announced(at, context, rates));
        notes.extend(self.remarks(at).map(str::to_owned));
        notes.extend(self.is_a_sum(usage, rates));
        notes
    }

    /// Why a context that a request gave changes nothing at an instant, where it does not.
    pub fn ignored_context(&self, at: Instant, context: &[(&str, &str)]) -> Option<String> {
        if !self.takes_context() {
            let text = "the price is another provider's, which is the standard one";
            return Some(text.into());
        }
        let book: &'catalog PriceBook = &self.model.book;
        if book.variants_at(at, context).next().is_some() {
            return None;
        }
        let chosen = || {
            let variants = book.variants.iter();
            variants.filter(|variant| !variant.when.is_empty() && variant.is_chosen_by(context))
        };
        let words = |variant: &Variant| {
            let values: Vec<&str> = variant.when.iter().map(|(_, value)| &**value).collect();
            values.join(", ")
        };
        let id = &self.model.id;
        let begins = |variant: &'catalog Variant| Some((starts(variant)?, variant));
        let begins = chosen().filter_map(begins).filter(|(start, _)| at < *start);
        if let Some((start, variant)) = begins.min_by_key(|(start, _)| *start) {
            let (words, day) = (words(variant), at.date());
            return Some(format!(
                "the list has a price of \"{words}\" for {id} since {start} only, so the standard one is used for {day}; it may have been sold before at another price, which is not known here"
            ));
        }
        let ended = |variant: &'catalog Variant| Some((ends(variant)?, variant));
        let ended = chosen().filter_map(ended).max_by_key(|(end, _)| *end);
        Some(match ended {
            Some((end, variant)) => format!(
                "\"{}\" of {id} ended on {end}: since then the seller refuses such a request, or serves it at the standard price, which is used",
                words(variant)
            ),
            None => "the model has no price of its own for it, standard price used".into(),
        })
    }

    /// Whether the overlay says anything of the model.
    pub fn is_amended(&self) -> bool {
        !self.model.amended.is_empty()
    }

    /// What the overlay says beside the price.
    pub fn remarks(&self, at: Instant) -> impl Iterator<Item = &'catalog str> {
        // What a maker promises binds no other seller.
        let own = self.amendments().filter(|_| self.takes_context());
        own.filter_map(move |amendment| {
            let Change::Remark { text, constraints } = &amendment.change else {
                return None;
            };
            let holds = constraints.iter().all(|constraint| constraint.holds(at));
            holds.then_some(text.as_str())
        })
    }

    fn amendments(&self) -> impl Iterator<Item = &'catalog Amendment> {
        let (catalog, model) = (self.catalog, self.model);
        let numbers = model.amended.iter();
        numbers.filter_map(|number| catalog.overlay.amendments.get(*number))
    }

    fn by_way(&self) -> Option<String> {
        if self.takes_context() {
            return None;
        }
        let (seller, maker) = (&self.provider.name, &self.owner.name);
        Some(format!(
            "this is the price of {maker}, the maker: the list has none of {seller}, which may have changed its own on another day, and may sell regions and data zones at others"
        ))
    }

    fn many_hosts(&self) -> Option<String> {
        if !is_gateway(self.provider) || self.model.is_free() {
            return None;
        }
        let id = self.model.key.as_str();
        let is_open = id.contains("gpt-oss") || !CLOSED.iter().any(|closed| id.starts_with(closed));
        is_open.then(|| {
            format!(
                "{} passes requests for this model on to several hosts, each with a price of its own; the list has one price for all of them, so a charge may be well below or above: compare it with your bill, or price the host that served it",
                self.provider.name
            )
        })
    }

    /// A day of which the list does not know the price for certain.
    fn unsure_day(&self, at: Instant) -> Option<String> {
        let book = &self.model.book;
        let holding = book.entries.get(book.entry_at(at)?)?;
        let day = at.date();
        if let Some(first) = book.first_start().filter(|first| at < *first) {
            return Some(format!(
                "the list's first known price of this model is of {first}: what it cost on {day} is not known here, and that first price is used"
            ));
        }
        let mut days = holding.constraints.iter().map(|known| known.day());
        if days.any(|day| day.is_some()) {
            return None;
        }
        if let Some(first) = self.catalog.first_price().filter(|first| at < *first) {
            return Some(format!(
                "the list's first known price is of {first}: on {day} another may have held than the one that is used; compare it with your bill"
            ));
        }
        let read = Instant::parse(&self.catalog.snapshot().date)?;
        let is_old = at.seconds < read.seconds - UNSURE_AFTER_DAYS * SECONDS_A_DAY;
        is_old.then(|| format!(
            "the price that is used has no date in the list of {}: on {day} another may have held that was overwritten since; compare it with your bill",
            read.date()
        ))
    }

    /// A change that was already known when the list was read: a promotion that ends, a rise with a day.
    fn announced(&self, at: Instant, context: &[(&str, &str)], rates: &Rates) -> Option<String> {
        let next = self.until(at, context)?; // mostly nothing follows
        let read = Instant::parse(&self.catalog.snapshot().date)?;
        let later = self.rates(next, context);
        if next <= read || *later == *rates {
            return None;
        }
        let pair = |rates: &Rates| {
            let usd = |unit| Some(dollars(rates.get(unit)?.base));
            let (input, output) = (usd(UnitId::INPUT_TOKENS)?, usd(UnitId::OUTPUT_TOKENS)?);
            Some(format!("{input} in and {output} out"))
        };
        let last = Instant {
            seconds: next.seconds - SECONDS_A_DAY,
        };
        let (last, next) = (last.date(), next.date());
        let prices = match (pair(rates), pair(&later)) {
            (Some(now), Some(then)) => {
                format!(" ({now} a million tokens now, {then} from {next} on)")
            }
            _ => String::new(),
        };
        Some(format!(
            "this price holds until {last}, then another{prices}; a budget beyond that day needs both"
        ))
    }

    /// More input than one request can have.
    fn is_a_sum(&self, usage: &Usage, rates: &Rates) -> Option<String> {
        let input_tokens = usage.get(UnitId::INPUT_TOKENS)?;
        let longest = rates.tier_starts().last().copied().unwrap_or(0.0);
        let window = self.model.context_window.map(|tokens| tokens as f64);
        let most = match window {
            Some(window) if window > longest => window,
            _ if longest > 0.0 => longest * WINDOWS_A_TIER,
            _ => LARGEST_WINDOW,
        };
        if input_tokens <= most {
            return None;
        }
        let short = rates
            .iter()
            .map(|(unit, rate)| (unit, Rate::flat(rate.base)));
        let short = Rates::new(short).amounts(usage).ok();
        let of_short = short.filter(|_| longest > 0.0).map(|amounts| {
            format!(
                ", all of it at the price of long requests; were all of them short, it would be {}",
                dollars(amounts.total)
            )
        });
        let id = &self.model.id;
        Some(format!(
            "{input_tokens} input tokens are more than one request to {id} can have ({most}): is this the sum of many requests? A row is priced as one request{}; price each request by itself",
            of_short.unwrap_or_default()
        ))
    }
}

/// The latest day on which a variant begins.
fn starts(variant: &Variant) -> Option<Instant> {
    variant
        .constraints
        .iter()
        .filter_map(|known| known.start())
        .max()
}

/// The earliest day on which it ends.
fn ends(variant: &Variant) -> Option<Instant> {
    variant
        .constraints
        .iter()
        .filter_map(|known| known.end())
        .min()
}

/// A rate as a price list writes it: cents where it has no more.
fn dollars(usd: f64) -> String {
    let cents = libm::round(usd * 100.0);
    if (cents / 100.0 - usd).abs() < 1e-12 {
        format!("${usd:.2}")
    } else {
        // Six digits after the point are a ten-thousandth of a cent.
        format!("${}", libm::round(usd * 1e6) / 1e6)
    }
}
