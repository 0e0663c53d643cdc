//! What mail and chat programs do to a link on its way, undone.

/// Characters that a program takes along at the end of a link.
const TAILS: [char; 16] = [
    ')', '.', ',', '>', ']', '}', '"', '\'', ';', ':', '!', '*', '\u{201c}', '\u{201d}',
    '\u{2019}', '\u{bb}',
];
/// How many links, one behind the other, are looked at.
const MOST_PARTS: usize = 4;
/// How many of the tails are taken off at most.
const MOST_TAILS: usize = 3;

/// The fragment as it stands.
pub(super) fn as_it_stands(fragment: &str) -> &str {
    fragment.trim().trim_start_matches('#')
}

/// What it may have been otherwise, most likely first.
pub(super) fn candidates(fragment: &str) -> Vec<String> {
    let trimmed = as_it_stands(fragment);
    let mut candidates = Vec::new();
    let mut add = |text: &str| {
        if !text.is_empty()
            && text != trimmed
            && !candidates.iter().any(|candidate| candidate == text)
        {
            candidates.push(String::from(text));
        }
    };
    // A space may have become a plus; no link has either.
    let is_kept = |c: &char| !c.is_whitespace() && !matches!(c, '+' | '\u{ad}' | '\u{200b}');
    let joined = |text: &str| text.chars().filter(is_kept).collect::<String>();
    // Some programs encode what is encoded already, spaces among it, some write `;` as an entity, some append a second
    // link, or where it was clicked.
    let plain = joined(&percent_decoded(&percent_decoded(&joined(trimmed)))).replace("&#59;", ";");
    for part in plain.split('#').take(MOST_PARTS) {
        let mut shorter = part.split(['?', '&']).next().unwrap_or(part);
        add(shorter);
        for _ in 0..MOST_TAILS {
            let Some(without) = shorter.strip_suffix(TAILS) else {
                break;
            };
            shorter = without;
            add(shorter);
        }
    }
    candidates
}

/// `%23` and its like as the bytes that they stand for; what is no such pair stays.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| core::str::from_utf8(pair).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                decoded.push(byte);
                at += 3;
            }
            _ => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.into())
}
