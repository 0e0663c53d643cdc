//! Search for the model picker: words of name, id and provider, best first.

use super::{Catalog, Found, LanguageModel, Provider};

impl Catalog {
    /// Models that have every word of the query in their name, id or provider, best first: the id itself,
    /// then ids that begin with the query, then words that begin with its words; models that are to go
    /// come later. Without a query all models, in the order of the snapshot.
    ///
    /// ```
    /// use scenario::catalog::Catalog;
    /// let found = Catalog::embedded().search("opus 5");
    /// assert_eq!(found[0].model.id, "claude-opus-5");
    /// assert!(Catalog::embedded().search("no such thing").is_empty());
    /// ```
    pub fn search(&self, query: &str) -> Vec<Found<'_>> {
        let query = query.trim().to_ascii_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut ranked: Vec<(u32, Found<'_>)> = Vec::new();
        for provider in &self.providers {
            for model in &provider.models {
                if let Some(rank) = rank(provider, model, &query, &words) {
                    ranked.push((
                        rank,
                        Found {
                            provider,
                            model,
                            owner: provider,
                            catalog: self,
                        },
                    ));
                }
            }
        }
        // Ties keep the order of the snapshot. Ranks are few, so a pass for each is quick.
        let worst = ranked.iter().map(|(rank, _)| *rank).max().unwrap_or(0);
        let of_rank = |wanted| ranked.iter().filter(move |(rank, _)| *rank == wanted);
        (0..=worst)
            .flat_map(of_rank)
            .map(|(_, found)| *found)
            .collect()
    }
}

/// Lower is better; `None` where a word is missing.
fn rank(provider: &Provider, model: &LanguageModel, query: &str, words: &[&str]) -> Option<u32> {
    if words.is_empty() {
        return Some(0);
    }
    let name = model.name.to_ascii_lowercase();
    let maker = provider.name.to_ascii_lowercase();
    let texts = [
        model.key.as_str(),
        name.as_str(),
        provider.id.as_str(),
        maker.as_str(),
    ];
    let mut rank = 0;
    for word in words {
        rank += texts.iter().filter_map(|text| place(text, word)).min()?;
    }
    let dashed = query.split_whitespace().collect::<Vec<_>>().join("-");
    rank += match model.key.as_str() {
        id if id == dashed || name == query => 0,
        id if id.starts_with(&dashed) || name.starts_with(query) => 20,
        id if id.contains(&dashed) || name.contains(query) => 40,
        _ => 80,
    };
    let length = model.key.len().min(99) as u32;
    Some((rank + u32::from(model.deprecated) * 10) * 100 + length)
}

/// How well a text has a word: 0 as a word of it, 1 at the start of a word, 3 within one.
fn place(text: &str, word: &str) -> Option<u32> {
    let is_edge =
        |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    let places = text.match_indices(word).map(|(at, _)| {
        let starts = is_edge(text[..at].chars().next_back());
        let ends = is_edge(text[at + word.len()..].chars().next());
        match (starts, ends) {
            (true, true) => 0,
            (true, false) => 1,
            _ => 3,
        }
    });
    places.min()
}
