//! The answer to one row, as a line of JSON.

use std::borrow::Cow;

use economics::price::{Amounts, UnitSet};

use super::decimal::push_decimal;
use super::row::RowError;

/// What a request costs.
pub struct Answer {
    /// `priced`, `partial` or `unpriced`.
    pub status: &'static str,
    /// USD.
    pub amounts: Amounts,
    /// Units without a rate.
    pub unpriced: UnitSet,
    /// Anything else to know.
    pub notes: Vec<Cow<'static, str>>,
}

/// Appends the answer to a row; `case` as it was written.
pub fn push_answer(out: &mut Vec<u8>, case: &str, answer: &Answer) {
    push_case(out, case);
    out.extend_from_slice(b",\"status\":\"");
    out.extend_from_slice(answer.status.as_bytes());
    let Amounts {
        input,
        output,
        total,
    } = answer.amounts;
    for (name, usd) in [("input", input), ("output", output), ("total", total)] {
        out.extend_from_slice(b"\",\"");
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":\"");
        push_decimal(out, usd);
    }
    out.push(b'"');
    if !answer.unpriced.is_empty() {
        push_list(
            out,
            "unpriced",
            answer.unpriced.iter().map(|unit| unit.unit().usage_key),
        );
    }
    if !answer.notes.is_empty() {
        push_list(out, "notes", answer.notes.iter().map(|note| &**note));
    }
    out.extend_from_slice(b"}\n");
}

/// Appends the answer to a row that cannot be priced.
pub fn push_error(out: &mut Vec<u8>, case: &str, error: &RowError) {
    push_case(out, case);
    out.extend_from_slice(b",\"error\":{\"kind\":\"");
    out.extend_from_slice(error.kind.as_bytes());
    out.extend_from_slice(b"\",\"message\":");
    push_text(out, &error.message);
    out.extend_from_slice(b"}}\n");
}

fn push_case(out: &mut Vec<u8>, case: &str) {
    out.extend_from_slice(b"{\"case\":");
    out.extend_from_slice(case.as_bytes());
}

fn push_list<'text>(out: &mut Vec<u8>, name: &str, texts: impl Iterator<Item = &'text str>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":[");
    for (position, text) in texts.enumerate() {
        if position > 0 {
            out.push(b',');
        }
        push_text(out, text);
    }
    out.push(b']');
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend_from_slice(&[b'\\', letter as u8]),
            '\0'..' ' => out.extend_from_slice(format!("\\u{:04x}", letter as u32).as_bytes()),
            _ => out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'"');
}
