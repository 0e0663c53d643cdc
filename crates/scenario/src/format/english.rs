//! Words that depend on what stands beside them: articles, singular and plural.

/// `a` or `an`, by how the noun is spoken: letter by letter where it is short and in capitals.
///
/// ```
/// use scenario::format::article;
/// assert_eq!(["review", "user story", "URL", "RAG answer", "11-K"].map(article), ["a", "a", "a", "a", "an"]);
/// assert_eq!(["answer", "hour", "SQL query", "8-K filing", "X-ray"].map(article), ["an"; 5]);
/// ```
#[must_use]
pub fn article(noun: &str) -> &'static str {
    let mut letters = noun.as_bytes();
    while let [b'!'..=b'/', rest @ ..] = letters {
        letters = rest; // a quotation mark, a bracket
    }
    if begins_with_vowel(letters) {
        "an"
    } else {
        "a"
    }
}

/// As it is spoken.
fn begins_with_vowel(letters: &[u8]) -> bool {
    let is_long = letters.get(4).is_some_and(u8::is_ascii_uppercase);
    match letters {
        // Spelled: SQL, HTML, X-ray; not FRAUD. What could be said is: LOAN, RAG.
        [
            b'F' | b'H' | b'L' | b'M' | b'N' | b'R' | b'S' | b'X',
            b' '..=b'9' | b'B'..=b'D' | b'F'..=b'H' | b'J'..=b'N' | b'P'..=b'T' | b'V'..=b'Z',
            ..,
        ] => !is_long,
        [b'U', b'A'..=b'Z', ..] => is_long,
        [b'1', b'1' | b'8', b'0'..=b'9', ..] => false,
        [b'8', ..] | [b'1', b'1' | b'8', ..] => true,
        [b'h' | b'H', b'o', b'u', b'r', ..] | [b'h' | b'H', b'o', b'n', b'o', ..] => true,
        [b'e' | b'E', b'u', ..] | [b'o' | b'O', b'n', b'e', ..] => false,
        [b'u' | b'U', b'n', b'i', next, ..] => matches!(next, b'd' | b'm' | b'n'), // union, unintended
        [
            b'u' | b'U',
            b'b' | b'r' | b's' | b't',
            b'a' | b'e' | b'i' | b'o' | b'u',
            ..,
        ] => false,
        [b'u', b'r', b'l', ..] => false,
        [first, ..] => matches!(first | 32, b'a' | b'e' | b'i' | b'o' | b'u'),
        [] => false,
    }
}

/// With a capital letter first. ASCII only: the tables of all letters would take four kilobytes of the page.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut capital: String = text.into();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capital
}

/// `A` or `An`, before a noun that begins a sentence.
#[must_use]
pub fn capital_article(noun: &str) -> String {
    capital(article(noun))
}

/// A count that is written already, with its noun: `1 try`, `1.2 tries`.
///
/// ```
/// use scenario::format::{count, counted};
/// assert_eq!(counted(&count(1.000_000_1), "try"), "1 try");
/// assert_eq!(counted(&count(1.2), "try"), "1.2 tries");
/// ```
#[must_use]
pub fn counted(count: &str, noun: &str) -> String {
    if count == "1" {
        ["1 ", noun].concat()
    } else {
        [count, " ", &plural(noun)].concat()
    }
}

/// Plural of a simple English noun.
///
/// ```
/// use scenario::format::plural;
/// assert_eq!(plural("contract"), "contracts");
/// assert_eq!(plural("query"), "queries");
/// assert_eq!(plural("batch"), "batches");
/// assert_eq!(plural("essay"), "essays");
/// assert_eq!(plural("analysis"), "analyses");
/// ```
#[must_use]
pub fn plural(noun: &str) -> String {
    let (left_off, end) = match noun.as_bytes() {
        [.., b'a' | b'e' | b'o' | b'u', b'y'] => (0, "s"),
        [.., b'y'] => (1, "ies"),
        [.., b's', b'i', b's'] => (2, "es"), // analysis, analyses
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => (0, "es"),
        _ => (0, "s"),
    };
    [&noun[..noun.len() - left_off], end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_the_sound() {
        let an = [
            "answer",
            "Invoice",
            "hour",
            "honorary title",
            "FBI file",
            "NDA",
            "HTML page",
            "SQL query",
            "AI answer",
            "EU law",
            "8-K filing",
            "80-page report",
            "11th call",
            "18",
            "X-ray",
            "M&A deal",
            "F1 lap",
            "umbrella",
            "urgent request",
            "unintended change",
            "unmarked item",
            "oncology report",
            "\"essay\"",
            "A/B test",
            "R&D report",
            "upgrade",
            "IOU",
        ];
        for noun in an {
            assert_eq!(article(noun), "an", "{noun}");
        }
        let a = [
            "review",
            "user",
            "use case",
            "unit test",
            "union",
            "European law",
            "one-pager",
            "URL",
            "UI",
            "US invoice",
            "url",
            "utility",
            "RAG answer",
            "LOAN",
            "STATEMENT",
            "FRAUD case",
            "house",
            "110-page report",
            "1",
            "(draft)",
            "10-K",
            "",
        ];
        for noun in a {
            assert_eq!(article(noun), "a", "{noun}");
        }
    }

    #[test]
    fn one_is_singular() {
        assert_eq!(counted("1", "query"), "1 query");
        assert_eq!(counted("0", "query"), "0 queries");
        assert_eq!(counted("1.5", "token"), "1.5 tokens");
    }
}
