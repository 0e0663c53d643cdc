//! Search for the model picker: words of name, id and provider, best first.

use economics::short_sort::sort_short;

use super::{Catalog, Found, LanguageModel, Provider};

impl Catalog {
    /// Models that have every word of the query in their name, id or provider, best first: the id itself,
    /// then ids that begin with the query, then words that begin with its words; among equals those that
    /// are to stay, those of their maker, the latest version. Without a query all models, in the order of
    /// the snapshot.
    ///
    /// ```
    /// use catalogs::prices::Catalog;
    /// let found = Catalog::embedded().search("opus 5");
    /// assert_eq!(found[0].model.id, "claude-opus-5");
    /// assert_eq!(Catalog::embedded().search("opus")[0].model.id, "claude-opus-5-5");
    /// assert!(Catalog::embedded().search("no such thing").is_empty());
    /// ```
    pub fn search(&self, query: &str) -> Vec<Found<'_>> {
        let query = query.trim().to_ascii_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut ranked: Vec<(u64, Found<'_>)> = Vec::new();
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
        sort_short(&mut ranked, |left, right| left.0 < right.0); // ties keep the order of the snapshot
        ranked.into_iter().map(|(_, found)| found).collect()
    }
}

/// Lower is better; `None` where a word is missing. In this order: how the words fit, whether the model is
/// to go, whether its maker sells it, its version (the latest first), how long its id is.
fn rank(provider: &Provider, model: &LanguageModel, query: &str, words: &[&str]) -> Option<u64> {
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
    let mut fit = 0;
    for word in words {
        fit += texts.iter().filter_map(|text| place(text, word)).min()?;
    }
    let dashed = words.join("-");
    fit += match model.key.as_str() {
        id if id == dashed || name == query => 0,
        id if id.starts_with(&dashed) || name.starts_with(query) => 20,
        id if id.contains(&dashed) || name.contains(query) => 40,
        _ => 80,
    };
    // "opus 5" means that version, not 5.5.
    let names_version = query.bytes().any(|byte| byte.is_ascii_digit());
    if names_version && !model.key.ends_with(&dashed) && !name.ends_with(query) {
        fit += 10;
    }
    let staying = fit << 1 | u64::from(model.deprecated);
    let made = staying << 1 | u64::from(!provider.is_maker);
    let dated = version(&model.key)
        .into_iter()
        .fold(made, |rank, part| rank << 8 | (255 - part));
    Some(dated << 8 | (model.key.len() as u64).min(255))
}

/// The first numbers of an id: 5 and 5 of `claude-opus-5-5`, 4 and 2 of `grok-4.20`. Dates and sizes (`-2512`,
/// `70b`) are no versions.
fn version(id: &str) -> [u64; 3] {
    let mut version = [0; 3];
    let starts = |(at, _): &(usize, &str)| *at == 0 || !id.as_bytes()[at - 1].is_ascii_digit();
    let numbers = id
        .match_indices(|letter: char| letter.is_ascii_digit())
        .filter(starts);
    let numbers = numbers.filter_map(|(at, _)| {
        let digits = id[at..].bytes().take_while(u8::is_ascii_digit).count();
        let is_size = id[at + digits..].starts_with(['b', 'k', 'm']);
        let number = id[at..at + digits].trim_end_matches('0').parse();
        number.ok().filter(|_| digits <= 2 && !is_size)
    });
    version
        .iter_mut()
        .zip(numbers)
        .for_each(|(part, number)| *part = number);
    version
}

/// How well a text has a word: 0 as a word of it, 1 at the start of a word, 3 within one.
fn place(text: &str, word: &str) -> Option<u64> {
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
