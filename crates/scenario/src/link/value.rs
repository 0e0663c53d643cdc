//! Values in a link: text, numbers and lists in unreserved characters.

use crate::amount::Range;
use crate::field::{Datum, Kind};
use crate::number;
use economics::price::Instant;

/// An empty list; an empty text after `=` is a field left open.
const EMPTY_LIST: &str = "~";
/// Empty text.
const EMPTY_TEXT: &str = "~~";

/// Writes a value.
pub(super) fn write(datum: &Datum) -> String {
    match datum {
        Datum::Unset => String::new(),
        Datum::Number(number) => number::plain(*number),
        Datum::Range(range) => escape(&range.to_string()),
        Datum::Flag(flag) => u8::from(*flag).to_string(),
        Datum::Text(text) if text.is_empty() => EMPTY_TEXT.into(),
        Datum::Text(text) => escape(text),
        Datum::Names(names) if names.is_empty() => EMPTY_LIST.into(),
        Datum::Names(names) => {
            let names: Vec<String> = names
                .iter()
                .map(|name| escape(name).replace('.', "~2E"))
                .collect();
            names.join(".")
        }
        Datum::Moment(moment) => escape(&moment.to_string()),
        Datum::Point(tokens, rate) => {
            format!("{}_{}", number::plain(*tokens), number::plain(*rate))
        }
    }
}

/// Reads a value of a kind; nothing where it is none.
pub(super) fn read(text: &str, kind: Kind) -> Option<Datum> {
    if text.is_empty() {
        return Some(Datum::Unset);
    }
    Some(match kind {
        Kind::Number { .. } => match read_number(text) {
            Some(number) => Datum::Number(number),
            None => Datum::Range(Range::parse(&unescape(text)?)?),
        },
        Kind::Flag => Datum::Flag(text == "1" || text == "true"),
        Kind::Choice(_) | Kind::Text(_) if text == EMPTY_TEXT => Datum::Text(String::new()),
        Kind::Choice(_) | Kind::Text(_) => Datum::Text(unescape(text)?),
        Kind::Names if text == EMPTY_LIST => Datum::Names(Vec::new()),
        Kind::Names => Datum::Names(text.split('.').map(unescape).collect::<Option<_>>()?),
        Kind::Moment => Datum::Moment(Instant::parse(&unescape(text)?)?),
        Kind::Point => {
            let (tokens, rate) = text.split_once('_')?;
            Datum::Point(read_number(tokens)?, read_number(rate)?)
        }
    })
}

/// A number as links write it, or as a person writes it by hand: `1500000`, `1.5e6`, `1.5M`, `80~25`.
fn read_number(text: &str) -> Option<f64> {
    let exact = crate::decimal::parse(text).filter(|number| number.is_finite());
    exact.or_else(|| number::parse(&unescape(text)?).ok())
}

/// Letters, digits, `-` and `.` stand for themselves, `_` for a space, `~` and two hex digits for a byte.
pub(super) fn escape(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => escaped.push(char::from(byte)),
            b' ' => escaped.push('_'),
            other => {
                escaped.push('~');
                escaped.push(char::from(HEX[usize::from(other >> 4)]));
                escaped.push(char::from(HEX[usize::from(other & 15)]));
            }
        }
    }
    escaped
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'_' => b' ',
            b'~' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                (high * 16 + low) as u8
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}
