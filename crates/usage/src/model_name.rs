//! Which model of the price list a logged name means.

use catalogs::prices::{Catalog, Found};

/// A model that a logged name led to.
#[derive(Clone, Copy, Debug)]
pub struct Meant<'catalog> {
    /// The model in the list.
    pub found: Found<'catalog>,
    /// Whether the price is the maker's while the log names another seller.
    pub is_makers: bool,
}

/// The model that a name of a log means: at the provider that the log names, else anywhere, else under the maker's own
/// name for what gateways and tools write in their way.
///
/// ```
/// use catalogs::prices::Catalog;
/// use usage::model_name::meant;
/// let catalog = Catalog::embedded();
/// let id = |name: &str| meant(catalog, "", name).map(|meant| meant.found.model.id.clone());
/// assert_eq!(id("claude-opus-4-5[1m]").as_deref(), Ok("claude-opus-4-5"));
/// assert!(id("claud-opus-9").is_err_and(|message| message.contains("nearest")));
/// ```
///
/// # Errors
/// Where no model is meant: a message with the nearest names.
pub fn meant<'catalog>(
    catalog: &'catalog Catalog,
    provider: &str,
    name: &str,
) -> Result<Meant<'catalog>, String> {
    if name.is_empty() {
        return Err("the log names no model".to_owned());
    }
    let seller = seller(provider);
    let is_seller_known = !seller.is_empty() && catalog.provider(seller).is_some();
    // What a gateway passes on is looked for at its maker, with all kinds of processing that the maker sells.
    let sold = |name: &str| {
        let found = catalog.find(Some(seller), name).ok();
        found.filter(|found| is_seller_known && !found.is_makers_through_gateway())
    };
    if let Some(found) = sold(name) {
        return Ok(Meant {
            found,
            is_makers: false,
        });
    }
    let mut first = None;
    for candidate in candidates(name) {
        let (maker, rest) = match candidate.split_once('/') {
            Some((maker, rest)) => (
                seller_of_path(maker),
                rest.rsplit('/').next().unwrap_or(rest),
            ),
            None => ("", candidate.as_str()),
        };
        if let Some(found) = sold(&candidate) {
            let is_makers = false;
            return Ok(Meant { found, is_makers });
        }
        let by_maker = || catalog.find(Some(maker), rest).ok();
        let found = if maker.is_empty() { None } else { by_maker() };
        match found.map_or_else(|| catalog.find(None, rest), Ok) {
            Ok(found) => {
                let is_makers = is_seller_known && found.provider.id != seller;
                return Ok(Meant { found, is_makers });
            }
            Err(error) => {
                first.get_or_insert(error);
            }
        }
    }
    let nearest = first.map_or(Vec::new(), |error| error.nearest);
    Err(match nearest.as_slice() {
        [] => "is in no price list".to_owned(),
        nearest => format!("is in no price list; nearest: {}", nearest.join(", ")),
    })
}

/// The seller that a log's word for a provider means.
fn seller(provider: &str) -> &str {
    match provider {
        "azure_openai" | "azure_ai" | "az.ai.openai" => "azure",
        "bedrock" | "aws.bedrock" | "amazon-bedrock" | "bedrock_converse" => "aws",
        "gemini" | "vertex_ai" | "gcp.gemini" | "gcp.vertex_ai" | "google-vertex" => "google",
        "xai" => "x-ai",
        "mistralai" | "mistral_ai" => "mistral",
        other => other,
    }
}

/// The maker that the beginning of a gateway's name means.
fn seller_of_path(maker: &str) -> &str {
    match maker {
        "meta-llama" => "meta",
        "z-ai" => "zai",
        "vertex_ai" | "gemini" => "google",
        "bedrock" => "aws",
        other => seller(other),
    }
}

/// What a name may be in the list, the nearest to what was logged first.
fn candidates(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let mut add = |candidate: String| {
        if !candidate.is_empty() && !all.contains(&candidate) {
            all.push(candidate);
        }
    };
    let lower = name.trim().to_lowercase();
    let bare = match lower.split_once('[') {
        Some((bare, _)) => bare.to_owned(),
        None => lower.clone(),
    };
    add(bare.clone());
    add(bare.replace(' ', "-"));
    let mut shorter = bare.replace(' ', "-");
    for _ in 0..3 {
        if let Some((rest, word)) = shorter.rsplit_once(['-', ':'])
            && is_manner(word)
        {
            shorter = rest.to_owned();
            add(shorter.clone());
        }
    }
    for candidate in [shorter.clone(), shorter.replace('.', "-")] {
        add(family_first(&candidate));
        add(candidate);
    }
    all
}

/// Words that say how a model was asked, not which.
fn is_manner(word: &str) -> bool {
    matches!(
        word,
        "thinking"
            | "minimal"
            | "low"
            | "medium"
            | "high"
            | "xhigh"
            | "max"
            | "fast"
            | "beta"
            | "free"
            | "nitro"
            | "online"
    )
}

/// `claude-4-sonnet-20250522` as `claude-sonnet-4`: the family before the version, as the maker has it.
fn family_first(name: &str) -> String {
    let (path, model) = match name.rsplit_once('/') {
        Some((path, model)) => (format!("{path}/"), model),
        None => (String::new(), name),
    };
    let Some(rest) = model.strip_prefix("claude-") else {
        return name.to_owned();
    };
    let words: Vec<&str> = rest.split('-').collect();
    let is_date = |word: &&str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = words.into_iter().filter(|word| !is_date(word)).collect();
    let family = words
        .iter()
        .position(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    match family {
        Some(at) if at > 0 => {
            let mut moved = vec![words[at]];
            moved.extend(words[..at].iter().chain(&words[at + 1..]));
            format!("{path}claude-{}", moved.join("-"))
        }
        _ => format!("{path}claude-{}", words.join("-")),
    }
}
