//! What the name of a meter says: model, class, processing and window, in the words of each cloud.

use crate::tokens::Class;

/// What a meter counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meter {
    /// As much of the model's name as the meter has.
    pub model: String,
    /// Which tokens.
    pub class: Class,
    /// Kind of processing, as prices name it.
    pub processing: &'static str,
    /// Whether above the long-context line, where the name says.
    pub is_long: Option<bool>,
}

const INPUT: [&str; 4] = ["input", "inp", "inpt", "inputtokencount"];
const OUTPUT: [&str; 6] = ["output", "outp", "outpt", "opt", "otpt", "outputtokencount"];
const CACHED: [&str; 6] = ["cached", "cache", "cchd", "cd", "caching", "cchdinp"];
/// Words that are no part of a model's name.
const OTHER: [&str; 37] = [
    "generate",
    "content",
    "generatecontent",
    "token",
    "tokens",
    "count",
    "for",
    "text",
    "image",
    "audio",
    "video",
    "global",
    "glbl",
    "gl",
    "dzone",
    "dz",
    "regnl",
    "rgnl",
    "short",
    "long",
    "shortco",
    "longco",
    "batch",
    "flex",
    "priority",
    "pp",
    "predictions",
    "thinking",
    "on",
    "off",
    "read",
    "write",
    "1h",
    "1m",
    "1k",
    "cross",
    "region",
];

/// What a name says; `None` where it names no tokens of one direction.
pub(super) fn read(name: &str) -> Option<Meter> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let has = |some: &[&str]| words.iter().any(|word| some.contains(word));
    let (is_input, is_output) = (has(&INPUT), has(&OUTPUT));
    let is_cached = has(&CACHED);
    let is_write = words.contains(&"write");
    let class = match (is_input, is_output) {
        _ if is_write && words.contains(&"1h") => Class::Write1h,
        _ if is_write => Class::WriteUnsplit,
        (_, false) if is_cached && (is_input || words.contains(&"read")) => Class::Read,
        (true, false) => Class::Fresh,
        (false, true) => Class::Visible,
        _ => return None,
    };
    let is_tokens = lower.contains("token") || lower.contains("predictions");
    is_tokens.then(|| Meter {
        model: model(&words),
        class,
        processing: match () {
            () if has(&["batch"]) => "batch",
            () if has(&["flex"]) => "flex",
            () if has(&["priority", "pp"]) => "priority",
            () => "",
        },
        is_long: match () {
            () if has(&["long", "longco"]) => Some(true),
            () if has(&["short", "shortco"]) => Some(false),
            () => None,
        },
    })
}

/// The words that are left, as a model is written.
fn model(words: &[&str]) -> String {
    let is_date = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_place = |word: &str| {
        let (letters, digits) = word.split_at(word.len().min(3));
        letters.len() == 3 && digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_name = |word: &&&str| {
        let known = INPUT.contains(word)
            || OUTPUT.contains(word)
            || CACHED.contains(word)
            || OTHER.contains(word);
        !known && !is_date(word)
    };
    let mut left: Vec<&str> = words.iter().filter(is_name).copied().collect();
    // A region stands before an AWS meter: USE1-...
    if left.first().is_some_and(|word| is_place(word)) {
        left.remove(0);
    }
    let name = left.join("-");
    if name.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("gpt-{name}")
    } else if name.starts_with("v3") || name.starts_with("v4") {
        format!("deepseek-{name}")
    } else {
        split_family(&name)
    }
}

/// `claude4.6opus` as `claude-opus-4.6`.
fn split_family(name: &str) -> String {
    let Some(rest) = name.strip_prefix("claude") else {
        return name.to_owned();
    };
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '.';
    let end = rest.find(|letter| !is_number(letter)).unwrap_or(rest.len());
    match rest.split_at(end) {
        (version, family) if !version.is_empty() && !family.is_empty() => {
            format!("claude-{}-{version}", family.trim_matches('-'))
        }
        _ => name.to_owned(),
    }
}

/// How many tokens a unit of a bill is: `1K`, `1M`, `1,000`; `None` for what is none.
pub(super) fn factor(unit: &str) -> Option<u32> {
    let digits: String = unit.chars().filter(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok()?;
    let letter = unit.chars().find(char::is_ascii_alphabetic);
    match letter {
        Some('K') => number.checked_mul(1_000),
        Some('M') => number.checked_mul(1_000_000),
        _ => Some(number),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_clouds_words_are_read() {
        for (name, model, class, processing, is_long) in [
            (
                "Generate content input token count gemini 3.7 flash text",
                "gemini-3.7-flash",
                Class::Fresh,
                "",
                None,
            ),
            (
                "Generate content cached input token count gemini 3.7 flash text long batch",
                "gemini-3.7-flash",
                Class::Read,
                "batch",
                Some(true),
            ),
            (
                "GenerateContent text output token count for Gemini 2.0 Flash",
                "gemini-2.0-flash",
                Class::Visible,
                "",
                None,
            ),
            (
                "Gemini 3.5 Flash Global Text Input - Predictions",
                "gemini-3.5-flash",
                Class::Fresh,
                "",
                None,
            ),
            (
                "gpt 4o 1120 cached Inp glbl Tokens",
                "gpt-4o",
                Class::Read,
                "",
                None,
            ),
            (
                "5.5 ShortCo inp Gl 1M Tokens",
                "gpt-5.5",
                Class::Fresh,
                "",
                Some(false),
            ),
            (
                "V4 Pro Outp DZ Tokens",
                "deepseek-v4-pro",
                Class::Visible,
                "",
                None,
            ),
            (
                "USE1-Claude4.6Opus-input-tokens-cross-region-global",
                "claude-opus-4.6",
                Class::Fresh,
                "",
                None,
            ),
            (
                "USE1-Claude4.6Opus-cache-write-1h-input-token-count",
                "claude-opus-4.6",
                Class::Write1h,
                "",
                None,
            ),
            (
                "USE1-Claude4.6Opus-cache-read-input-token-count",
                "claude-opus-4.6",
                Class::Read,
                "",
                None,
            ),
        ] {
            let meter = read(name).unwrap();
            assert_eq!(
                meter,
                Meter {
                    model: model.to_owned(),
                    class,
                    processing,
                    is_long
                },
                "{name}"
            );
        }
        assert_eq!(read("Grounding with Google Search"), None);
        assert_eq!(
            (
                factor("1K"),
                factor("1M"),
                factor("1M TOKENS"),
                factor("UNITS")
            ),
            (Some(1_000), Some(1_000_000), Some(1_000_000), None)
        );
    }
}
