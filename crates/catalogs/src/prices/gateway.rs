//! A gateway's name for a model (`x-ai/grok-4.1-fast`) as the maker's own, where the gateway's list lacks it.
//!
//! Gateways write the maker before the model, points where the maker has dashes, and the day of a release behind it. Only
//! exactly that is read: a name that merely begins like a model stays unknown, for it may be another model.

use super::lookup::compact_date;
use super::{Catalog, Found, LanguageModel, Provider, Rule};

/// Providers that pass requests on to makers and hosts.
const GATEWAYS: [&str; 1] = ["openrouter"];

impl Catalog {
    /// The maker's model that a gateway's name means; at the maker's price.
    pub(super) fn find_at_maker(
        &self,
        provider: Option<&str>,
        reference: &str,
    ) -> Option<Found<'_>> {
        let through_litellm = provider.is_none_or(|asked| asked.eq_ignore_ascii_case("litellm"));
        let (gateway, reference) = match reference.split_once('/') {
            Some((first, rest)) if through_litellm && GATEWAYS.contains(&first) => {
                (self.provider(first), rest)
            }
            _ if through_litellm => (None, reference),
            _ => (Some(self.provider(provider?)?), reference),
        };
        if gateway.is_some_and(|gateway| !is_gateway(gateway)) {
            return None;
        }
        let (maker, name) = reference.split_once('/')?;
        let owner = self.provider(if maker == "z-ai" { "zai" } else { maker })?;
        let model = owner.named(name).filter(|_| owner.is_maker)?;
        Some(Found {
            provider: gateway.unwrap_or(owner),
            model,
            owner,
            catalog: self,
        })
    }
}

impl Found<'_> {
    /// Whether a gateway was asked that has no price of its own for the model, so that it is the maker's.
    pub fn is_makers_through_gateway(&self) -> bool {
        is_gateway(self.provider) && !self.takes_context()
    }
}

/// Whether a provider passes requests on to others.
pub(super) fn is_gateway(provider: &Provider) -> bool {
    GATEWAYS.contains(&provider.id.as_str())
}

impl Provider {
    /// The model of that name, or of the name with dashes for points, or without the day at its end.
    fn named(&self, name: &str) -> Option<&LanguageModel> {
        let undated = name
            .rsplit_once('-')
            .filter(|(_, day)| day.len() == 8 && compact_date(day).is_some());
        let spellings = [Some(name), undated.map(|(name, _)| name)];
        let mut spellings = spellings.into_iter().flatten();
        spellings.find_map(|name| {
            let dashed = name.replace('.', "-");
            let is_it = |model: &&LanguageModel| {
                [name, dashed.as_str()]
                    .iter()
                    .any(|name| model.key == *name || names(&model.rule, name))
            };
            self.models.iter().find(is_it)
        })
    }
}

/// Whether a rule has the whole name, not only a beginning of it.
fn names(rule: &Rule, name: &str) -> bool {
    match rule {
        Rule::Equals(text) | Rule::StartsWith(text) => text == name,
        Rule::Shape(_) => rule.holds(name),
        Rule::Any(rules) => rules.iter().any(|rule| names(rule, name)),
        Rule::All(rules) => rule.holds(name) && rules.iter().any(|rule| names(rule, name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::prices::{Catalog, RESELLERS};

    #[test]
    fn what_a_gateway_lacks_is_found_under_the_makers_own_name_only() {
        let all = Catalog::bare(RESELLERS).unwrap();
        let found = |provider: Option<&str>, reference: &str| {
            all.find(provider, reference).ok().map(|found| {
                format!(
                    "{} {} {}",
                    found.provider.id, found.owner.id, found.model.id
                )
            })
        };
        for (reference, wanted) in [
            ("x-ai/grok-4.1-fast", "x-ai grok-4-1-fast-reasoning"),
            ("xai/grok-4.1-fast", "x-ai grok-4-1-fast-reasoning"),
            (
                "anthropic/claude-4-sonnet-20250522",
                "anthropic claude-sonnet-4-0",
            ),
        ] {
            let wanted = format!("openrouter {wanted}");
            for (provider, reference) in [
                ("openrouter", reference.to_owned()),
                ("litellm", format!("openrouter/{reference}")),
            ] {
                assert_eq!(
                    found(Some(provider), &reference).as_ref(),
                    Some(&wanted),
                    "{provider} {reference}"
                );
            }
        }
        assert_eq!(
            found(Some("litellm"), "x-ai/grok-4.1-fast"),
            found(None, "x-ai/grok-4.1-fast")
        );
        for (provider, reference) in [
            (Some("openrouter"), "anthropic/claude-sonnet-4.6-zzz"),
            (Some("openrouter"), "anthropic/claude-4-sonnet:free"),
            (
                Some("openrouter"),
                "anthropic/claude-4-sonnet-20250522:free",
            ),
            (Some("openrouter"), "anthropic/claude-4-sonnet-20259922"),
            (Some("openrouter"), "nobody/claude-4-sonnet"),
            (Some("openrouter"), "anthropic/"),
            (Some("groq"), "x-ai/grok-4.1-fast"),
            (Some("vercel"), "x-ai/grok-4.1-fast"),
        ] {
            assert_eq!(found(provider, reference), None, "{provider:?} {reference}");
        }
    }

    #[test]
    fn a_gateways_own_price_comes_first() {
        let all = Catalog::bare(RESELLERS).unwrap();
        let openrouter = all.provider("openrouter").unwrap();
        for model in &openrouter.models {
            let found = all.find(Some("openrouter"), &model.id).unwrap();
            assert_eq!(found.owner.id, "openrouter", "{}", model.id);
        }
    }
}
