//! How a provider and a model reference find a model: exactly as genai-prices does it, ids first.

use std::borrow::Cow;
use std::fmt;

use super::{Catalog, Found, LanguageModel, Provider};
use crate::nearest::nearest;

/// What could not be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupErrorKind {
    /// No provider of that name.
    UnknownProvider,
    /// The provider has no such model, or no provider knows the reference.
    UnknownModel,
}

/// A provider or model that is not in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupError {
    /// Which of the two.
    pub kind: LookupErrorKind,
    /// What was asked for.
    pub asked: String,
    /// The provider in which a model was looked for, if one was given.
    pub provider: Option<String>,
    /// Up to three ids that are close.
    pub nearest: Vec<String>,
}

/// What is not in the list, before it is said.
#[derive(Clone, Copy)]
enum Missing<'own, 'asked> {
    /// A provider.
    Provider(&'asked str),
    /// A model, of a provider where one was given.
    Model(Option<&'own Provider>, &'asked str),
}

impl Catalog {
    /// The model that a reference leads to. Without a provider the first whose rule takes the reference is
    /// asked; `litellm` as a provider means that the reference may begin with the real one and a slash. What a
    /// gateway's list lacks is looked for at its maker, under exactly that name.
    ///
    /// ```
    /// use catalogs::prices::Catalog;
    /// let found = Catalog::embedded().find(Some("anthropic"), "claude-opus-5-20260714")?;
    /// assert_eq!(found.model.id, "claude-opus-5");
    /// let error = Catalog::embedded().find(Some("anthropic"), "claud-opus-5").unwrap_err();
    /// assert!(error.nearest.contains(&"claude-opus-5".to_string()));
    /// # Ok::<(), catalogs::prices::LookupError>(())
    /// ```
    ///
    /// # Errors
    /// Where the provider or the model is unknown, with the nearest three ids.
    pub fn find(&self, provider: Option<&str>, model_ref: &str) -> Result<Found<'_>, LookupError> {
        let reference = lower_case(model_ref);
        let found = self.find_listed(provider, &reference);
        found.or_else(|missing| {
            let at_maker = self.find_at_maker(provider, &reference);
            at_maker.ok_or_else(|| self.error(missing))
        })
    }

    fn find_listed<'own, 'asked>(
        &'own self,
        provider: Option<&'asked str>,
        reference: &'asked str,
    ) -> Result<Found<'own>, Missing<'own, 'asked>> {
        let Some(asked) = provider else {
            return self.find_anywhere(reference);
        };
        if asked.eq_ignore_ascii_case("litellm") {
            if let Some((first, rest)) = reference.split_once('/')
                && let Some(provider) = self.provider(first)
            {
                return self.find_at(provider, rest);
            }
            if self.provider(asked).is_none() {
                return self.find_anywhere(reference);
            }
        }
        match self.provider(asked) {
            Some(provider) => self.find_at(provider, reference),
            None => Err(Missing::Provider(asked)),
        }
    }

    /// The same by words of a document, in which an empty provider is none that was named.
    ///
    /// # Errors
    /// As [`Catalog::find`].
    pub fn find_named(&self, provider: &str, model_ref: &str) -> Result<Found<'_>, LookupError> {
        self.find((!provider.is_empty()).then_some(provider), model_ref)
    }

    /// The provider of that id, else the first whose rule takes the name.
    pub fn provider(&self, name: &str) -> Option<&Provider> {
        let name = lower_case(name);
        let name = name.trim_matches(is_space);
        let exact = self.by_id.get(name, |index| &self.providers[index].id);
        if let Some(index) = exact {
            return Some(&self.providers[index]);
        }
        let takes = |provider: &&Provider| {
            provider
                .provider_match
                .as_ref()
                .is_some_and(|rule| rule.holds(name))
        };
        self.providers.iter().find(takes)
    }

    fn find_anywhere<'own, 'asked>(
        &'own self,
        reference: &'asked str,
    ) -> Result<Found<'own>, Missing<'own, 'asked>> {
        let takes = |provider: &&Provider| {
            provider
                .model_match
                .as_ref()
                .is_some_and(|rule| rule.holds(reference))
        };
        match self.providers.iter().find(takes) {
            Some(provider) if !reference.is_empty() => self.find_at(provider, reference),
            _ => Err(Missing::Model(None, reference)),
        }
    }

    /// The reference as it is, then with compact dates written with dashes.
    fn find_at<'own, 'asked>(
        &'own self,
        provider: &'own Provider,
        reference: &'asked str,
    ) -> Result<Found<'own>, Missing<'own, 'asked>> {
        if let Some(found) = self.find_exactly(provider, reference) {
            return Ok(found);
        }
        let dashed =
            with_dashed_dates(reference).and_then(|dashed| self.find_exactly(provider, &dashed));
        dashed.ok_or(Missing::Model(Some(provider), reference))
    }

    /// The provider's own models, then those of each fallback.
    fn find_exactly<'own>(
        &'own self,
        provider: &'own Provider,
        reference: &str,
    ) -> Option<Found<'own>> {
        let found = |owner: &'own Provider| {
            owner.own_model(reference).map(|model| Found {
                provider,
                model,
                owner,
                catalog: self,
            })
        };
        let fallback = || {
            let owners = provider
                .fallback
                .iter()
                .filter_map(|id| self.by_id.get(id, |index| &self.providers[index].id));
            owners.map(|index| &self.providers[index]).find_map(found)
        };
        found(provider).or_else(fallback)
    }

    /// What is close to it takes a look at every id: only for who is told.
    #[cold]
    fn error(&self, missing: Missing<'_, '_>) -> LookupError {
        match missing {
            Missing::Provider(asked) => self.unknown_provider(asked),
            Missing::Model(provider, asked) => self.unknown_model(provider, asked),
        }
    }

    fn unknown_provider(&self, asked: &str) -> LookupError {
        let ids = self.providers.iter().map(|provider| provider.id.as_str());
        LookupError {
            kind: LookupErrorKind::UnknownProvider,
            asked: asked.to_owned(),
            provider: None,
            nearest: owned(nearest(asked.trim(), ids, NEAREST)),
        }
    }

    fn unknown_model(&self, provider: Option<&Provider>, asked: &str) -> LookupError {
        let sells = |other: &&Provider| {
            provider.is_none_or(|provider| {
                provider.id == other.id || provider.fallback.contains(&other.id)
            })
        };
        let models = self
            .providers
            .iter()
            .filter(sells)
            .flat_map(|provider| &provider.models);
        LookupError {
            kind: LookupErrorKind::UnknownModel,
            asked: asked.to_owned(),
            provider: provider.map(|provider| provider.id.clone()),
            nearest: owned(nearest(
                asked,
                models.map(|model| model.id.as_str()),
                NEAREST,
            )),
        }
    }
}

impl Provider {
    /// Alias, exact id, then the first model whose rule takes the reference.
    fn own_model(&self, reference: &str) -> Option<&LanguageModel> {
        let alias = self
            .aliases
            .iter()
            .find(|(alias, _)| alias == reference)
            .map(|(_, index)| usize::from(*index));
        let exact = alias.or_else(|| self.by_id.get(reference, |index| &self.models[index].key));
        match exact {
            Some(index) => self.models.get(index),
            None => self.by_rule.first(&self.models, reference),
        }
    }
}

impl LookupErrorKind {
    /// The name in answers: `unknown_provider`, `unknown_model`.
    pub fn name(self) -> &'static str {
        match self {
            LookupErrorKind::UnknownProvider => "unknown_provider",
            LookupErrorKind::UnknownModel => "unknown_model",
        }
    }
}

impl fmt::Display for LookupError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind, &self.provider) {
            (LookupErrorKind::UnknownProvider, _) => {
                write!(out, "provider \"{}\" is not known", self.asked)?;
            }
            (LookupErrorKind::UnknownModel, Some(provider)) => {
                write!(out, "model \"{}\" is not known at {provider}", self.asked)?;
            }
            (LookupErrorKind::UnknownModel, None) => {
                write!(out, "model \"{}\" is not known at any provider", self.asked)?;
            }
        }
        match self.nearest.as_slice() {
            [] => Ok(()),
            nearest => write!(out, "; nearest: {}", nearest.join(", ")),
        }
    }
}

impl std::error::Error for LookupError {}

/// How many near ids a message offers.
const NEAREST: usize = 3;

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Lower case, without a copy where it already is. Looks at every byte, which is quicker than stopping.
fn lower_case(text: &str) -> Cow<'_, str> {
    let is_other = |byte: u8| byte.is_ascii_uppercase() | (byte >= 0x80);
    let has_other = text
        .bytes()
        .fold(false, |found, byte| found | is_other(byte));
    if has_other {
        Cow::Owned(text.chars().flat_map(lower_case_letter).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The letter in lower case, as far as it can matter: rules and ids are ASCII, and of all other letters only two
/// become ASCII ones. The full tables would take four kilobytes of the page.
fn lower_case_letter(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        '\u{212A}' => ('k', None),           // the sign for kelvin
        '\u{130}' => ('i', Some('\u{307}')), // the Turkish dotted I
        other => (other.to_ascii_lowercase(), None),
    };
    std::iter::once(first).chain(second)
}

/// White space as Python has it, from which the reference engine comes: the four separators too.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
}

/// `gpt-5.2-20251211` with its date as `2025-12-11`; `None` where there is no such date. A date stands
/// between "-" and "-", ":" or the end, and must exist.
fn with_dashed_dates(reference: &str) -> Option<String> {
    let mut dashed = String::new();
    let mut rest = reference;
    while let Some(dash) = rest.find('-') {
        let (before, after) = rest.split_at(dash + 1);
        dashed.push_str(before);
        rest = after;
        if let Some((year, month, day)) = compact_date(after) {
            dashed.push_str(&format!("{year}-{month}-{day}"));
            rest = &after[8..];
        }
    }
    dashed.push_str(rest);
    (dashed != reference).then_some(dashed)
}

pub(super) fn compact_date(text: &str) -> Option<(&str, &str, &str)> {
    let digits = text
        .get(..8)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let ends = matches!(&text[8..], "" | "\n") || text[8..].starts_with(['-', ':']);
    let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
    let number = |digits: &str| digits.parse().ok();
    let exists =
        economics::price::Instant::from_date(year.parse().ok()?, number(month)?, number(day)?)
            .is_some();
    (ends && year.starts_with("20") && exists).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::OnceLock;

    use economics::price::Instant;

    use super::*;
    use crate::prices::RESELLERS;

    fn all() -> &'static Catalog {
        static ALL: OnceLock<Catalog> = OnceLock::new();
        ALL.get_or_init(|| Catalog::bare(RESELLERS).unwrap())
    }

    fn found(provider: Option<&str>, reference: &str) -> String {
        let found = all().find(provider, reference).unwrap();
        format!("{} {}", found.provider.id, found.model.id)
    }

    #[test]
    fn every_id_leads_to_itself_and_the_table_agrees_with_the_order() {
        for provider in all().providers() {
            for model in &provider.models {
                let first = provider
                    .models
                    .iter()
                    .find(|other| other.key == model.key)
                    .unwrap();
                let found = all().find(Some(&provider.id), &model.id).unwrap();
                assert!(
                    std::ptr::eq(found.model, first),
                    "{} {}",
                    provider.id,
                    model.id
                );
                assert!(std::ptr::eq(found.provider, provider));
            }
        }
    }

    #[test]
    fn references_are_lower_cased_and_not_trimmed_and_providers_are_trimmed_too() {
        assert_eq!(found(Some(" OpenAI\u{1f}"), "GPT-5.5"), "openai gpt-5.5");
        let error = all().find(Some("openai"), " gpt-5.5").unwrap_err();
        assert_eq!(error.kind, LookupErrorKind::UnknownModel);
        assert!(error.nearest.contains(&"gpt-5.5".to_owned()));
    }

    #[test]
    fn without_a_provider_the_first_whose_rule_takes_the_reference_is_asked() {
        assert_eq!(found(None, "claude-opus-5"), "anthropic claude-opus-5");
        assert_eq!(
            all().find(None, "").unwrap_err().kind,
            LookupErrorKind::UnknownModel
        );
        assert_eq!(
            all().find(None, "no-such-model").unwrap_err().provider,
            None
        );
    }

    #[test]
    fn litellm_names_the_provider_before_the_first_slash() {
        assert_eq!(found(Some("litellm"), "openai/gpt-5.5"), "openai gpt-5.5");
        assert_eq!(
            found(Some("LiteLLM"), "openrouter/openai/gpt-4o"),
            "openrouter openai/gpt-4o"
        );
        assert_eq!(found(Some("litellm"), "gpt-5.5"), "openai gpt-5.5");
        assert_eq!(
            all().find(Some(" litellm"), "gpt-5.5").unwrap_err().kind,
            LookupErrorKind::UnknownProvider
        );
        assert_eq!(
            all()
                .find(Some("litellm"), "nobody/gpt-x")
                .unwrap_err()
                .kind,
            LookupErrorKind::UnknownModel
        );
    }

    #[test]
    fn a_fallback_keeps_the_asked_provider_and_takes_no_context() {
        let found = all().find(Some("azure"), "gpt-5.5-2026-04-24").unwrap();
        assert_eq!(
            (found.provider.id.as_str(), found.owner.id.as_str()),
            ("azure", "openai")
        );
        assert_eq!(found.processings(), ["standard"]);
        let at = Instant::from_date(2026, 11, 24).unwrap();
        let batch = found.rates(at, &[("processing", "batch")]);
        assert_eq!(batch, found.rates(at, &[]));
    }

    #[test]
    fn compact_dates_are_tried_with_dashes() {
        assert_eq!(
            with_dashed_dates("gpt-5.2-20251211").as_deref(),
            Some("gpt-5.2-2025-12-11")
        );
        assert_eq!(
            with_dashed_dates("a-20251211-20240229:b").as_deref(),
            Some("a-2025-12-11-2024-02-29:b")
        );
        for same in [
            "",
            "-",
            "gpt-5.2",
            "a-20250229",
            "a-20251301",
            "a-19991231",
            "a-202512110",
            "20251211",
            "a-20251211x",
        ] {
            assert_eq!(with_dashed_dates(same), None, "{same}");
        }
    }
}
