//! Prices rows against a catalogue, remembering what it found.

use std::collections::HashMap;

use catalogs::prices::{Catalog, Found, LookupError};
use economics::price::{Amounts, Instant, Rates, UnitSet, Usage};

use super::answer::Answer;
use super::row::{BadCount, Row, RowError};

/// A catalogue with a memory of references, so that a file of many rows scans the match rules once for each
/// reference. The memory is bounded.
pub struct Pricer<'catalog> {
    catalog: &'catalog Catalog,
    found: HashMap<String, Result<Found<'catalog>, LookupError>>,
    key: String,
}

/// References that are remembered at once; then the memory starts anew.
const MOST_REMEMBERED: usize = 16_384;

impl<'catalog> Pricer<'catalog> {
    /// A pricer with an empty memory.
    pub fn new(catalog: &'catalog Catalog) -> Pricer<'catalog> {
        Pricer {
            catalog,
            found: HashMap::new(),
            key: String::new(),
        }
    }

    /// Prices one row.
    ///
    /// # Errors
    /// Where provider or model are unknown or the usage cannot be billed.
    pub fn price(
        &mut self,
        row: &Row<'_>,
        usage: &mut Usage,
        bad_counts: &[BadCount],
    ) -> Result<Answer, RowError> {
        let found = self.find(row.provider.as_deref(), &row.model)?;
        if let Some(error) = BadCount::error(bad_counts) {
            return Err(error);
        }
        if let Some(seconds) = found
            .model
            .minimum_audio_seconds
            .filter(|_| found.takes_context())
        {
            usage.raise_audio_to(seconds);
        }
        let at = row.at.unwrap_or_else(crate::now);
        if !row.has_context {
            return answer(&found, &found.rates(at, &[]), usage, Vec::new());
        }
        let context: Vec<(&str, &str)> = row
            .context
            .iter()
            .map(|(key, value)| (&**key, &**value))
            .collect();
        let notes = context_note(&found, at, &context);
        answer(
            &found,
            &found.rates(at, &context),
            usage,
            notes.into_iter().collect(),
        )
    }

    fn find(&mut self, provider: Option<&str>, model: &str) -> Result<Found<'catalog>, RowError> {
        self.key.clear();
        self.key.push_str(provider.unwrap_or("\u{0}"));
        self.key.push('\u{1}');
        self.key.push_str(model);
        if !self.found.contains_key(&self.key) {
            if self.found.len() >= MOST_REMEMBERED {
                self.found.clear();
            }
            self.found
                .insert(self.key.clone(), self.catalog.find(provider, model));
        }
        match &self.found[&self.key] {
            Ok(found) => Ok(*found),
            Err(error) => Err(RowError {
                kind: error.kind.name(),
                message: error.to_string(),
            }),
        }
    }
}

/// Why a context changes nothing, where it does not.
fn context_note(found: &Found<'_>, at: Instant, context: &[(&str, &str)]) -> Option<&'static str> {
    if !found.takes_context() {
        return Some("context ignored: the price is another provider's, which is the standard one");
    }
    let applies = found.model.book.variants_at(at, context).next().is_some();
    (!applies)
        .then_some("context ignored: the model has no price of its own for it, standard price used")
}

fn answer(
    found: &Found<'_>,
    rates: &Rates,
    usage: &Usage,
    mut notes: Vec<&'static str>,
) -> Result<Answer, RowError> {
    if rates.is_empty() {
        let is_free = found.model.is_free();
        notes.push(if is_free {
            "free, as the id says"
        } else {
            "no price listed"
        });
        let status = if is_free { "priced" } else { "unpriced" };
        let unpriced = if is_free {
            UnitSet::EMPTY
        } else {
            usage.positive()
        };
        return Ok(Answer {
            status,
            amounts: Amounts::default(),
            unpriced,
            notes,
        });
    }
    let amounts = rates.amounts(usage);
    let amounts = amounts.map_err(|error| RowError {
        kind: error.kind().name(),
        message: error.to_string(),
    })?;
    let unpriced = rates.unpriced(usage);
    let status = if unpriced.is_empty() {
        "priced"
    } else {
        "partial"
    };
    Ok(Answer {
        status,
        amounts,
        unpriced,
        notes,
    })
}
