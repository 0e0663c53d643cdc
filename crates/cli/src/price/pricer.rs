//! Prices rows against a catalogue, remembering what it found.

use std::borrow::Cow;
use std::collections::HashMap;

use catalogs::prices::{Catalog, Found, LookupError};
use economics::price::{Amounts, Instant, Rates, UnitSet, Usage};

use super::answer::Answer;
use super::decimal::push_decimal;
use super::row::{BadCount, Row, RowError};

/// A catalogue with a memory of references, so that a file of many rows scans the match rules once for each
/// reference. The memory is bounded.
pub struct Pricer<'catalog> {
    catalog: &'catalog Catalog,
    /// The list with the project's amendments, where `catalog` is without them.
    amended: Option<&'catalog Catalog>,
    found: HashMap<String, Result<Known<'catalog>, LookupError>>,
    key: String,
}

/// What a reference leads to.
#[derive(Clone, Copy)]
struct Known<'catalog> {
    found: Found<'catalog>,
    /// The same in the amended list, where that says anything else of it.
    amended: Option<Found<'catalog>>,
}

/// References that are remembered at once; then the memory starts anew.
const MOST_REMEMBERED: usize = 16_384;

impl<'catalog> Pricer<'catalog> {
    /// A pricer with an empty memory.
    pub fn new(catalog: &'catalog Catalog, amended: Option<&'catalog Catalog>) -> Pricer<'catalog> {
        Pricer {
            catalog,
            amended,
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
        let Known { found, amended } = self.find(row.provider.as_deref(), &row.model)?;
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
        let context: Vec<(&str, &str)> = row
            .context
            .iter()
            .map(|(key, value)| (&**key, &**value))
            .collect();
        let mut notes: Vec<Cow<'static, str>> = Vec::new();
        if row.has_context {
            let ignored = found.ignored_context(at, &context);
            notes.extend(ignored.map(|why| Cow::Owned(format!("context ignored: {why}"))));
        }
        let mut answer = answer(&found, &found.rates(at, &context), usage, notes)?;
        let beside = found.notes(at, &context, usage);
        answer.notes.extend(beside.into_iter().map(Cow::Owned));
        if let Some(amended) = amended {
            let said = amended.remarks(at).map(|text| Cow::Owned(text.to_owned()));
            answer.notes.extend(said);
            let note = difference(&amended, at, &context, usage, &answer);
            answer.notes.extend(note.map(Cow::Owned));
        }
        Ok(answer)
    }

    fn find(&mut self, provider: Option<&str>, model: &str) -> Result<Known<'catalog>, RowError> {
        self.key.clear();
        self.key.push_str(provider.unwrap_or("\u{0}"));
        self.key.push('\u{1}');
        self.key.push_str(model);
        if !self.found.contains_key(&self.key) {
            if self.found.len() >= MOST_REMEMBERED {
                self.found.clear();
            }
            let known = self.look_up(provider, model);
            self.found.insert(self.key.clone(), known);
        }
        match &self.found[&self.key] {
            Ok(known) => Ok(*known),
            Err(error) => Err(RowError {
                kind: error.kind.name(),
                message: error.to_string(),
            }),
        }
    }

    fn look_up(&self, provider: Option<&str>, model: &str) -> Result<Known<'catalog>, LookupError> {
        let found = self.catalog.find(provider, model)?;
        let amended = self.amended;
        let amended = amended.and_then(|amended| amended.find(provider, model).ok());
        let amended =
            amended.filter(|other| other.is_amended() || other.model.id != found.model.id);
        Ok(Known { found, amended })
    }
}

/// What the amended list has instead, where that is another amount: the list as published is known to be wrong there.
fn difference(
    amended: &Found<'_>,
    at: Instant,
    context: &[(&str, &str)],
    usage: &Usage,
    answer: &Answer,
) -> Option<String> {
    let total = amended.rates(at, context).amounts(usage).ok()?.total;
    let listed = answer.amounts.total;
    if (total - listed).abs() <= listed.abs() * 1e-12 {
        return None;
    }
    let mut right = Vec::new();
    push_decimal(&mut right, total);
    let right = String::from_utf8(right).ok()?;
    let reason = match amended.reason(at, context) {
        Some(reason) => Some(reason.to_owned()),
        None if context.is_empty() => None,
        None => amended.ignored_context(at, context),
    };
    let reason = reason
        .map(|reason| format!(": {reason}"))
        .unwrap_or_default();
    Some(format!(
        "this is the list as published, which is corrected here; with --overlay the total is {right}{reason}"
    ))
}

fn answer(
    found: &Found<'_>,
    rates: &Rates,
    usage: &Usage,
    mut notes: Vec<Cow<'static, str>>,
) -> Result<Answer, RowError> {
    if rates.is_empty() {
        let is_free = found.model.is_free();
        let note = if is_free {
            "free, as the id says"
        } else {
            "no price listed"
        };
        notes.push(note.into());
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
