//! The price catalogue: which models there are, what they cost when, and how a reference finds one.
//!
//! A snapshot of genai-prices in a compact form ([`compact`]) rides in the program; resellers are a second
//! file; the overlay holds what the snapshot lacks. [`Catalog::find`] answers a provider and a model
//! reference as genai-prices does, [`Found::resolve`] gives the rates at an instant.

mod compact;
#[cfg(any(test, feature = "export"))]
pub mod encode;
mod gateway;
mod id_table;
mod lookup;
mod notes;
mod overlay;
mod pack;
mod resolve;
mod rule;
mod rule_index;
mod search;

pub use compact::CompactError;
pub use lookup::{LookupError, LookupErrorKind};
pub use overlay::{Amendment, Change, Overlay};
pub use resolve::{Resolved, Source};
pub use rule::Rule;

use economics::short_sort::sort_short;
use std::sync::OnceLock;

use economics::price::{Constraint, DatedRates, Instant, PriceBook, Rates};

use id_table::IdTable;
use resolve::merged;
use rule_index::RuleIndex;

/// The name of the processing that every model offers.
pub const STANDARD: &str = "standard";
/// Of the makers the models that an example names: rides in the page.
pub static EXAMPLES: &[u8] = include_bytes!("../data/prices/examples.bin");
/// Makers of models, in compact form.
pub static FIRST_PARTY: &[u8] = include_bytes!("../data/prices/first_party.bin");
/// Resellers of them, the second file of the snapshot: no part of what only knows the makers.
pub static RESELLERS: &[u8] = include_bytes!("../data/prices/resellers.bin");
/// Past price lists, by their names.
pub static PAST: [(&str, &[u8]); 1] = [(
    "genai-prices-0.2.1",
    include_bytes!("../data/prices/history/genai-prices-0.2.1.bin"),
)];
/// The hand-written overlay, in compact form.
pub static OVERLAY: &[u8] = include_bytes!("../data/prices/overlay.bin");

/// All providers and models that are loaded.
#[derive(Debug)]
pub struct Catalog {
    snapshot: Snapshot,
    overlay: Overlay,
    /// In the order of the snapshot, which resolution depends on.
    providers: Vec<Provider>,
    by_id: IdTable,
    /// Found when it is first asked for.
    first_price: OnceLock<Option<Instant>>,
}

/// Which data the catalogue holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Name that links carry, such as `genai-prices-0.2.3`.
    pub name: String,
    /// Version of the package.
    pub version: String,
    /// Day of its release, as `2026-11-10`.
    pub date: String,
}

/// A seller of models.
#[derive(Debug)]
pub struct Provider {
    /// Such as `anthropic`.
    pub id: String,
    /// Such as `Anthropic`.
    pub name: String,
    /// Pages the prices were read from.
    pub pricing_urls: Vec<String>,
    /// In the order of the snapshot.
    pub models: Vec<LanguageModel>,
    /// Ids of providers whose models this one also sells at their prices.
    pub fallback: Vec<String>,
    /// Whether the company makes the models; else it sells those of others.
    pub is_maker: bool,
    /// Position in the snapshot among all providers, the ones in other files included.
    order: usize,
    model_match: Option<Rule>,
    provider_match: Option<Rule>,
    by_id: IdTable,
    by_rule: RuleIndex,
    /// Further references in lower case, with the position of their model.
    aliases: Vec<(String, u16)>,
}

/// A model at one provider.
#[derive(Debug)]
pub struct LanguageModel {
    /// Such as `claude-opus-5`.
    pub id: String,
    /// Name for people; the id where the data has none.
    pub name: String,
    /// Most tokens of input, where known.
    pub context_window: Option<u64>,
    /// Still works, but is to go.
    pub deprecated: bool,
    /// Audio is billed for at least so many seconds.
    pub minimum_audio_seconds: Option<f64>,
    /// What it costs, when.
    pub book: PriceBook,
    /// Id in lower case.
    key: String,
    rule: Rule,
    /// For each entry of the book and each variant, entry by entry, the rates with that variant alone over
    /// them: nearly every context chooses one variant, and so nothing has to be made when it is asked for.
    merged: Vec<Rates>,
    /// The amendments of the overlay.
    amended: Vec<usize>,
    /// For each entry at the end of the book that the overlay added, the amendment.
    amended_entries: Vec<usize>,
    /// For each variant at the start of the book that the overlay added, the amendment.
    amended_variants: Vec<usize>,
}

/// A model that was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'catalog> {
    /// The provider that was asked, or that the reference led to.
    pub provider: &'catalog Provider,
    /// The model.
    pub model: &'catalog LanguageModel,
    /// The provider the model belongs to: another one where it was found through a fallback.
    pub owner: &'catalog Provider,
    catalog: &'catalog Catalog,
}

impl Catalog {
    /// The models that an example names: enough to show one before the price list is here.
    pub fn examples() -> &'static Catalog {
        static EXAMPLE_MODELS: OnceLock<Catalog> = OnceLock::new();
        // As below.
        EXAMPLE_MODELS
            .get_or_init(|| Catalog::of_file(EXAMPLES, &[]).unwrap_or_else(|_| Catalog::empty()))
    }

    /// Makers of models with the overlay: what documents use.
    pub fn embedded() -> &'static Catalog {
        static EMBEDDED: OnceLock<Catalog> = OnceLock::new();
        // The bytes are part of the program; a test reads them. An empty catalogue names what it lacks.
        EMBEDDED.get_or_init(|| {
            Catalog::with_overlay(&[FIRST_PARTY], OVERLAY).unwrap_or_else(|_| Catalog::empty())
        })
    }

    /// Makers and resellers with the overlay.
    ///
    /// # Errors
    /// Where the file is cut off, of another kind, or of another snapshot than the embedded one.
    pub fn with_resellers(resellers: &[u8]) -> Result<Catalog, CompactError> {
        Catalog::with_overlay(&[FIRST_PARTY, resellers], OVERLAY)
    }

    /// The catalogue of a file of makers, resellers and overlay ([`encode::pack_snapshot`]), of which the resellers may be a
    /// file of their own; nothing where there are none.
    ///
    /// # Errors
    /// As [`Catalog::with_resellers`].
    pub fn of_file(file: &[u8], resellers: &[u8]) -> Result<Catalog, CompactError> {
        let [makers, own, overlay] = pack::parts(file).ok_or(CompactError {
            at: 0,
            what: "another kind of file, or one that is cut off",
        })?;
        let files: Vec<&[u8]> = [makers, own, resellers]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        Catalog::with_overlay(&files, overlay)
    }

    /// Makers and resellers as the snapshot has them, without the overlay.
    ///
    /// # Errors
    /// As [`Catalog::with_resellers`].
    pub fn bare(resellers: &[u8]) -> Result<Catalog, CompactError> {
        Catalog::from_files(&[FIRST_PARTY, resellers])
    }

    /// Any files of one snapshot, that of the makers first: a past one, for a link that was made with it.
    ///
    /// # Errors
    /// Where a file is cut off, of another kind, or the files are of different snapshots.
    pub fn from_files(files: &[&[u8]]) -> Result<Catalog, CompactError> {
        let mut catalog = Catalog::empty();
        for (position, bytes) in files.iter().enumerate() {
            let (snapshot, providers) = compact::read_snapshot(bytes)?;
            if position > 0 && snapshot != catalog.snapshot {
                return Err(CompactError {
                    at: 0,
                    what: "prices of another snapshot",
                });
            }
            catalog.snapshot = snapshot;
            catalog
                .providers
                .extend(providers.into_iter().map(|provider| Provider {
                    is_maker: position == 0,
                    ..provider
                }));
        }
        sort_short(&mut catalog.providers, |left, right| {
            left.order < right.order
        });
        catalog.by_id = IdTable::new(
            catalog
                .providers
                .iter()
                .map(|provider| provider.id.as_str()),
        );
        Ok(catalog)
    }

    /// Files of one snapshot with an overlay over them.
    ///
    /// # Errors
    /// As [`Catalog::from_files`]. An amendment of a model that is in none of the files is left out.
    pub fn with_overlay(files: &[&[u8]], overlay: &[u8]) -> Result<Catalog, CompactError> {
        let mut catalog = Catalog::from_files(files)?;
        let overlay = compact::read_overlay(overlay)?;
        for (number, amendment) in overlay.amendments.iter().enumerate() {
            let provider = catalog
                .providers
                .iter_mut()
                .find(|provider| provider.id == amendment.provider);
            provider
                .into_iter()
                .for_each(|provider| provider.amend(number, amendment));
        }
        catalog.overlay = overlay;
        Ok(catalog)
    }

    fn empty() -> Catalog {
        let (snapshot, overlay) = (Snapshot::default(), Overlay::default());
        Catalog {
            snapshot,
            overlay,
            providers: Vec::new(),
            by_id: IdTable::new([]),
            first_price: OnceLock::new(),
        }
    }

    /// Which data this is.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// All providers, in the order of the snapshot.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Whether a provider has a model of that id: what it is found by does not depend on other models then.
    pub fn has(&self, provider: &str, model: &str) -> bool {
        let provider = self.providers.iter().find(|known| known.id == provider);
        provider.is_some_and(|known| known.models.iter().any(|known| known.id == model))
    }

    /// Start of the earliest dated entry: nothing is known of the time before it.
    pub fn first_price(&self) -> Option<Instant> {
        *self.first_price.get_or_init(|| {
            let models = self.providers.iter().flat_map(|provider| &provider.models);
            let entries = models.flat_map(|model| &model.book.entries);
            entries.filter_map(DatedRates::start).min()
        })
    }

    /// What the overlay changes.
    pub fn amendments(&self) -> &[Amendment] {
        &self.overlay.amendments
    }
}

impl Provider {
    #[allow(
        clippy::too_many_arguments,
        reason = "the fields of a record as the file has them"
    )]
    fn new(
        order: usize,
        id: String,
        name: String,
        pricing_urls: Vec<String>,
        model_match: Option<Rule>,
        provider_match: Option<Rule>,
        fallback: Vec<String>,
        models: Vec<LanguageModel>,
    ) -> Provider {
        let by_id = IdTable::new(models.iter().map(|model| model.key.as_str()));
        let by_rule = RuleIndex::new(&models);
        let aliases = Vec::new();
        Provider {
            id,
            name,
            pricing_urls,
            models,
            fallback,
            is_maker: true,
            order,
            model_match,
            provider_match,
            by_id,
            by_rule,
            aliases,
        }
    }

    fn amend(&mut self, number: usize, amendment: &Amendment) {
        let Some(index) = self
            .models
            .iter()
            .position(|model| model.id == amendment.model)
        else {
            return;
        };
        self.models[index].amended.push(number);
        match &amendment.change {
            Change::Alias(alias) => self
                .aliases
                .push((alias.to_ascii_lowercase(), index as u16)),
            Change::Ends { when, day } => {
                let variants = self.models[index].book.variants.iter_mut();
                let ending = variants.filter(|variant| variant.when == *when);
                ending.for_each(|variant| variant.constraints.push(Constraint::Before(*day)));
            }
            Change::Remark { .. } => {} // told by `Found::notes`
            Change::Prices { entries, variants } => {
                let model = &mut self.models[index];
                model.amended_entries.extend(entries.iter().map(|_| number));
                model.book.entries.extend(entries.iter().cloned());
                let before = model.amended_variants.len();
                model
                    .amended_variants
                    .extend(variants.iter().map(|_| number));
                model
                    .book
                    .variants
                    .splice(before..before, variants.iter().cloned());
                model.merged = merged(&model.book);
            }
        }
    }
}

impl LanguageModel {
    fn new(
        id: String,
        name: String,
        context_window: Option<u64>,
        deprecated: bool,
        minimum_audio_seconds: Option<f64>,
        rule: Rule,
        book: PriceBook,
    ) -> LanguageModel {
        LanguageModel {
            key: id.to_ascii_lowercase(),
            name: if name.is_empty() { id.clone() } else { name },
            id,
            context_window,
            deprecated,
            minimum_audio_seconds,
            merged: merged(&book),
            book,
            rule,
            amended: Vec::new(),
            amended_entries: Vec::new(),
            amended_variants: Vec::new(),
        }
    }

    /// Whether the id says that the model is free: then an empty price set is a price of 0.
    pub fn is_free(&self) -> bool {
        self.key
            .split([':', '-', '/', '_', '(', ')'])
            .any(|word| word == "free")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use economics::price::UnitId;

    use super::*;

    #[test]
    fn the_embedded_catalogue_has_the_makers_and_the_overlay() {
        let catalog = Catalog::embedded();
        assert_eq!(catalog.snapshot().name, "genai-prices-0.2.3");
        assert!(
            catalog.provider("anthropic").is_some() && catalog.provider("openrouter").is_none()
        );
        assert!(!catalog.amendments().is_empty());
    }

    #[test]
    fn every_amendment_finds_its_model() {
        for amendment in Catalog::embedded().amendments() {
            let provider = Catalog::embedded().provider(&amendment.provider).unwrap();
            assert!(
                provider
                    .models
                    .iter()
                    .any(|model| model.id == amendment.model),
                "{}",
                amendment.model
            );
        }
    }

    #[test]
    fn the_overlay_wins_and_says_where_it_comes_from() {
        let resolve = |provider, model, at: &str, processing| {
            let found = Catalog::embedded().find(Some(provider), model).unwrap();
            let resolved = found
                .resolve(Instant::parse(at).unwrap(), processing)
                .unwrap();
            let input = resolved.rates.get(UnitId::INPUT_TOKENS).unwrap().clone();
            (
                input.base,
                input.tiers.len(),
                resolved.source.amended.is_some(),
            )
        };
        assert_eq!(
            resolve("mistral", "mistral-large-latest", "2026-11-24", "standard"),
            (0.5, 0, false)
        );
        assert_eq!(
            resolve(
                "anthropic",
                "claude-sonnet-4-5",
                "2026-04-29T23:59:59Z",
                "standard"
            ),
            (3.0, 1, false)
        );
        assert_eq!(
            resolve("anthropic", "claude-sonnet-4-5", "2026-04-30", "standard"),
            (3.0, 0, true)
        );
        let peak = |at| resolve("deepseek", "deepseek-v4-pro", at, "standard");
        assert_eq!(peak("2026-11-20T02:00:00Z"), (1.32, 0, false)); // a Friday
        assert_eq!(peak("2026-11-21T02:00:00Z"), (0.66, 0, true)); // a Saturday
        assert_eq!(peak("2026-08-14T02:00:00Z"), (0.435, 0, true)); // before there were peak hours
        assert_eq!(
            resolve("google", "gemini-4-argon", "2026-11-24", "flex"),
            (1.0, 0, true)
        );
        assert_eq!(
            resolve("google", "gemini-4-argon", "2026-11-24", "priority"),
            (3.6, 0, true)
        );
        assert_eq!(
            resolve("google", "gemini-4-argon", "2026-12-01", "batch"),
            (2.0, 0, false)
        );
    }

    #[test]
    fn a_resolved_price_knows_its_dates() {
        let found = Catalog::embedded()
            .find(Some("google"), "gemini-4-argon")
            .unwrap();
        let day = |day| Instant::parse(day).unwrap();
        let now = found.resolve(day("2026-11-24"), "standard").unwrap();
        assert_eq!((now.since, now.until), (None, Some(day("2026-12-01"))));
        let later = found.resolve(day("2026-12-01"), "standard").unwrap();
        assert_eq!((later.since, later.until), (Some(day("2026-12-01")), None));
        assert_eq!(now.source.checked, "2026-11-10");
        assert!(found.resolve(day("2026-11-24"), "warp").is_none());
    }

    #[test]
    fn search_puts_the_likeliest_first() {
        let first = |query: &str| Catalog::embedded().search(query)[0].model.id.as_str();
        assert_eq!(first("gpt-5.5"), "gpt-5.5");
        assert_eq!(first("opus 5.5"), "claude-opus-5-5");
        assert_eq!(first("google argon"), "gemini-4-argon");
        assert_eq!(first("haiku"), "claude-haiku-5-5");
        assert_eq!(first("GPT 5"), "gpt-5");
        assert_eq!(first("grok"), "grok-4.7");
        assert_eq!(
            Catalog::embedded().search("  ").len(),
            Catalog::embedded()
                .providers()
                .iter()
                .map(|provider| provider.models.len())
                .sum::<usize>()
        );
    }

    #[test]
    fn files_of_different_snapshots_do_not_mix() {
        let json =
            r#"{"snapshot": "other", "version": "0", "date": "2026-01-01", "providers": []}"#;
        let other = encode::encode_snapshot(json).unwrap();
        assert_eq!(
            Catalog::bare(&other).unwrap_err().what,
            "prices of another snapshot"
        );
    }
}
