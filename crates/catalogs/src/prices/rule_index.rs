//! Finds the first model whose rule takes a reference, without trying every rule.
//!
//! Most rules are lists of exact names. Those go into a table; the few that look at a part of the reference
//! are tried in order, but only up to the model that the table names. The answer is that of a scan in order.

use super::LanguageModel;
use super::id_table::IdTable;
use super::rule::Rule;

#[derive(Debug)]
pub(super) struct RuleIndex {
    table: IdTable,
    /// Model and place in its rule of each exact name, in the order of the models.
    names: Vec<(u16, u16)>,
    /// Alternatives that do more than compare names: their model and the pairs of letters they need.
    loose: Vec<(u16, u64)>,
}

impl RuleIndex {
    pub fn new(models: &[LanguageModel]) -> RuleIndex {
        let (mut names, mut loose) = (Vec::new(), Vec::new());
        for (index, model) in models.iter().enumerate() {
            for (place, clause) in clauses(&model.rule).iter().enumerate() {
                match clause {
                    Rule::Equals(_) => names.push((index as u16, place as u16)),
                    clause => loose.push((index as u16, needed_pairs(clause))),
                }
            }
        }
        let table = IdTable::new(names.iter().map(|name| text(models, *name)));
        RuleIndex {
            table,
            names,
            loose,
        }
    }

    /// The first model, in the order given, whose rule holds.
    pub fn first<'models>(
        &self,
        models: &'models [LanguageModel],
        reference: &str,
    ) -> Option<&'models LanguageModel> {
        let named = self
            .table
            .get(reference, |index| text(models, self.names[index]));
        let named = named.map_or(u16::MAX, |index| self.names[index].0);
        let pairs = pairs(reference);
        let loose = self.loose.iter().take_while(|(model, _)| *model < named);
        let possible = loose
            .filter(|(_, needed)| needed & !pairs == 0)
            .map(|(model, _)| *model);
        let holds = |index: &u16| models[usize::from(*index)].rule.holds(reference);
        models.get(usize::from(
            possible.into_iter().find(holds).unwrap_or(named),
        ))
    }
}

/// Pairs of neighbouring letters in a text, as bits by their hash: a text that lacks a bit of another cannot
/// contain it, which is quicker to see than to search.
fn pairs(text: &str) -> u64 {
    let bit = |pair: &[u8]| 1 << ((u32::from(pair[0]) * 37 + u32::from(pair[1]) * 11) % 61);
    text.as_bytes()
        .windows(2)
        .fold(0, |bits, pair| bits | bit(pair))
}

/// Pairs that every text has for which the rule holds.
fn needed_pairs(rule: &Rule) -> u64 {
    match rule {
        Rule::Equals(text)
        | Rule::StartsWith(text)
        | Rule::EndsWith(text)
        | Rule::Contains(text) => pairs(text),
        Rule::Shape(shape) | Rule::StartsWithShape(shape) => shape
            .split('#')
            .fold(0, |needed, text| needed | pairs(text)),
        Rule::All(rules) => rules
            .iter()
            .fold(0, |needed, rule| needed | needed_pairs(rule)),
        Rule::Any(rules) => rules
            .iter()
            .fold(u64::MAX, |needed, rule| needed & needed_pairs(rule)),
        Rule::Not(_) => 0,
    }
}

/// The rule's alternatives; a rule that is none is its only one.
fn clauses(rule: &Rule) -> &[Rule] {
    match rule {
        Rule::Any(rules) => rules,
        rule => std::slice::from_ref(rule),
    }
}

fn text(models: &[LanguageModel], (model, place): (u16, u16)) -> &str {
    match &clauses(&models[usize::from(model)].rule)[usize::from(place)] {
        Rule::Equals(text) => text,
        _ => "", // only exact names are in the table
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::prices::{Catalog, RESELLERS, Rule};

    /// Every text of a rule.
    fn texts(rule: &Rule) -> Vec<String> {
        match rule {
            Rule::Any(rules) | Rule::All(rules) => rules.iter().flat_map(texts).collect(),
            Rule::Not(rule) => texts(rule),
            Rule::Equals(text)
            | Rule::StartsWith(text)
            | Rule::EndsWith(text)
            | Rule::Contains(text) => vec![text.clone()],
            Rule::Shape(shape) | Rule::StartsWithShape(shape) => vec![shape.replace('#', "7")],
        }
    }

    #[test]
    fn the_index_answers_like_a_scan_in_order() {
        let catalog = Catalog::bare(RESELLERS).unwrap();
        let mut compared = 0;
        for provider in catalog.providers() {
            let written = provider.models.iter().flat_map(|model| texts(&model.rule));
            for text in written.chain([String::new(), "gpt-4o".into(), "x/claude-opus-5@x".into()])
            {
                for reference in [
                    format!("{text}-zzz"),
                    format!("x{text}"),
                    format!("{text}-tts"),
                    text,
                ] {
                    let scanned = provider
                        .models
                        .iter()
                        .find(|model| model.rule.holds(&reference));
                    let indexed = provider.by_rule.first(&provider.models, &reference);
                    assert_eq!(
                        scanned.map(|model| &model.id),
                        indexed.map(|model| &model.id),
                        "{reference}"
                    );
                    compared += 1;
                }
            }
        }
        assert!(compared > 10_000);
    }
}
