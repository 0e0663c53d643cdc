//! Reads one line of JSON without copying it.
//!
//! A row is priced in less time than a tree of values takes to build, so the reader walks the text and hands
//! out slices. It takes exactly what JSON allows (a test compares it with serde_json), and numbers are read
//! to the nearest f64.

use std::borrow::Cow;

/// A walk through a text.
pub struct Json<'line> {
    text: &'line str,
    at: usize,
}

/// Where a text stops being JSON, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte of the line, from 0.
    pub at: usize,
    /// What is wrong there.
    pub what: &'static str,
}

/// A number, or what stood in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'line> {
    /// A number; infinite where it is beyond f64.
    Number(f64),
    /// `null`.
    Null,
    /// Anything else, as it is written.
    Other(&'line str),
}

/// Values within values; more is refused, as other readers do.
const DEEPEST: usize = 127;

impl<'line> Json<'line> {
    /// Starts at the first value.
    pub fn new(text: &'line str) -> Json<'line> {
        Json { text, at: 0 }
    }

    /// First byte of the next value, if the text goes on.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Nothing but white space follows.
    pub fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_none() {
            Ok(())
        } else {
            self.fault("more than one value")
        }
    }

    /// Reads an object, calling `field` at the value of each key; it must read that value.
    pub fn object(
        &mut self,
        mut field: impl FnMut(&mut Self, &str) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.expect(b'{', "an object should begin here")?;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.peek();
            let key = self.string()?;
            self.expect(b':', "a colon should follow the key")?;
            field(self, &key)?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault("a comma or the end of the object should follow"),
            }
        }
    }

    /// Reads a text, without a copy where it has no escapes.
    pub fn string(&mut self) -> Result<Cow<'line, str>, Fault> {
        self.expect(b'"', "a text should begin here")?;
        let start = self.at;
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Borrowed(&self.text[start..self.at - 1]));
                }
                Some(b'\\') => return self.escaped_string(start).map(Cow::Owned),
                Some(0..0x20) => return self.fault("a control character within a text"),
                Some(_) => self.at += 1,
                None => return self.fault("a text without an end"),
            }
        }
    }

    /// Reads `null`, or a text.
    pub fn null_or_string(&mut self) -> Result<Option<Cow<'line, str>>, Fault> {
        if self.peek() == Some(b'n') {
            self.word("null").map(|()| None)
        } else {
            self.string().map(Some)
        }
    }

    /// Reads a number or null; anything else is passed over.
    pub fn scalar(&mut self) -> Result<Scalar<'line>, Fault> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number().map(Scalar::Number),
            Some(b'n') => self.word("null").map(|()| Scalar::Null),
            _ => self.raw().map(Scalar::Other),
        }
    }

    /// Passes over a value and returns it as it is written.
    pub fn raw(&mut self) -> Result<&'line str, Fault> {
        self.peek();
        let start = self.at;
        self.skip(0)?;
        Ok(&self.text[start..self.at])
    }

    fn skip(&mut self, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return self.fault("values within values without end");
        }
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'{') => self.object(|json, _| json.skip(depth + 1)),
            Some(b'[') => self.skip_list(depth),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            _ => self.fault("a value should begin here"),
        }
    }

    fn skip_list(&mut self, depth: usize) -> Result<(), Fault> {
        self.expect(b'[', "a list should begin here")?;
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.skip(depth + 1)?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault("a comma or the end of the list should follow"),
            }
        }
    }

    fn fault<Value>(&self, what: &'static str) -> Result<Value, Fault> {
        Err(Fault { at: self.at, what })
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), Fault> {
        if self.peek() != Some(byte) {
            return self.fault(what);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        if !self.text[self.at..].starts_with(word) {
            return self.fault("a value should begin here");
        }
        self.at += word.len();
        Ok(())
    }

    fn digits(&mut self) -> Result<&'line str, Fault> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        if start == self.at {
            self.fault("a digit should stand here")
        } else {
            Ok(&self.text[start..self.at])
        }
    }

    fn take(&mut self, accepted: &[u8]) -> bool {
        let found = self
            .text
            .as_bytes()
            .get(self.at)
            .is_some_and(|byte| accepted.contains(byte));
        self.at += usize::from(found);
        found
    }

    /// A number that has up to 15 digits and no exponent is one division; others take the long way.
    fn number(&mut self) -> Result<f64, Fault> {
        let start = self.at;
        let is_negative = self.take(b"-");
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            self.at = start;
            return self.fault("a number with a zero in front");
        }
        let fraction = if self.take(b".") { self.digits()? } else { "" };
        let has_exponent = self.take(b"eE");
        if has_exponent {
            self.take(b"+-");
            self.digits()?;
        }
        if has_exponent || whole.len() + fraction.len() > 15 {
            let number = self.text[start..self.at].parse();
            return number.or_else(|_| self.fault("a number that cannot be read"));
        }
        let digit = |number: u64, digit: u8| number * 10 + u64::from(digit - b'0');
        let mantissa = whole.bytes().chain(fraction.bytes()).fold(0, digit) as f64;
        let number = if fraction.is_empty() {
            mantissa
        } else {
            mantissa / POWERS_OF_TEN[fraction.len()]
        };
        Ok(if is_negative { -number } else { number })
    }

    /// The rest of a text from its first escape on; `start` is its first byte.
    #[cold]
    fn escaped_string(&mut self, start: usize) -> Result<String, Fault> {
        let mut text = self.text[start..self.at].to_owned();
        loop {
            let rest = &self.text[self.at..];
            let Some(letter) = rest.chars().next() else {
                return self.fault("a text without an end");
            };
            match letter {
                '"' => {
                    self.at += 1;
                    return Ok(text);
                }
                '\\' => text.push(self.escape()?),
                '\0'..' ' => return self.fault("a control character within a text"),
                _ => {
                    text.push(letter);
                    self.at += letter.len_utf8();
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        self.at += 1;
        let Some(letter) = self.text.as_bytes().get(self.at) else {
            return self.fault("a text without an end");
        };
        let plain = match letter {
            b'"' | b'\\' | b'/' => char::from(*letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return self.fault("an escape that JSON does not have"),
        };
        self.at += 1;
        Ok(plain)
    }

    /// `\uXXXX`, or two of them for a letter beyond the first 65,536.
    fn unicode_escape(&mut self) -> Result<char, Fault> {
        let first = self.four_digits()?;
        let code = match first {
            0xd800..0xdc00 if self.text[self.at..].starts_with("\\u") => {
                self.at += 1;
                match self.four_digits()? {
                    second @ 0xdc00..0xe000 => {
                        0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    }
                    _ => return self.fault("half of a letter"),
                }
            }
            code => code,
        };
        char::from_u32(code).map_or_else(|| self.fault("half of a letter"), Ok)
    }

    /// Stands at the `u`.
    fn four_digits(&mut self) -> Result<u32, Fault> {
        let digits = self
            .text
            .get(self.at + 1..self.at + 5)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 5;
                Ok(code)
            }
            None => self.fault("an escape without its four digits"),
        }
    }
}

/// Exact in an f64.
const POWERS_OF_TEN: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn accepts(text: &str) -> bool {
        let mut json = Json::new(text);
        json.raw().and_then(|_| json.end()).is_ok()
    }

    fn number(text: &str) -> f64 {
        match Json::new(text).scalar() {
            Ok(Scalar::Number(number)) => number,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn it_takes_what_serde_json_takes() {
        let seed = r#" {"a": [1, -2.5e+3, "x\n\u00e9\ud83d\ude00\"", true, false, null, {}, [], 0.1], "b" : {"c":"é"}} "#;
        let alphabet: Vec<char> = "{}[]\":,.eE+-0123 \\untrlfasé\t".chars().collect();
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut accepted = 0;
        for _ in 0..200_000 {
            let mut text: Vec<char> = seed.chars().collect();
            for _ in 0..=random(3) {
                let place = random(text.len());
                match random(3) {
                    0 => text[place] = alphabet[random(alphabet.len())],
                    1 => text.insert(place, alphabet[random(alphabet.len())]),
                    _ => drop(text.remove(place)),
                }
            }
            let text: String = text.into_iter().collect();
            let expected = serde_json::from_str::<serde_json::Value>(&text);
            let is_too_large = expected
                .as_ref()
                .is_err_and(|error| error.to_string().contains("out of range"));
            assert!(is_too_large || accepts(&text) == expected.is_ok(), "{text}");
            accepted += usize::from(expected.is_ok());
        }
        assert!(accepted > 10_000, "only {accepted} were JSON");
    }

    #[test]
    fn numbers_are_the_nearest_there_are() {
        for text in [
            "0",
            "-0",
            "7",
            "123456789012345",
            "1234567890123456789",
            "0.1",
            "616.89",
            "1e3",
            "1.5E-7",
            "0.30000000000000004",
            "123.4567890123",
        ] {
            assert_eq!(
                number(text).to_bits(),
                text.parse::<f64>().unwrap().to_bits(),
                "{text}"
            );
        }
        assert_eq!(number("1e999"), f64::INFINITY);
    }

    #[test]
    fn texts_are_copied_only_where_they_have_escapes() {
        assert!(matches!(
            Json::new(r#""gpt-5.5""#).string(),
            Ok(Cow::Borrowed("gpt-5.5"))
        ));
        assert_eq!(
            Json::new(r#""a\/\ud83d\ude00é""#).string().unwrap(),
            "a/😀é"
        );
        for bad in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83dx""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\x""#,
            "\"\u{1}\"",
            r#""abc"#,
        ] {
            assert!(Json::new(bad).string().is_err(), "{bad}");
        }
    }

    #[test]
    fn depth_has_an_end() {
        assert!(accepts(&format!("{}{}", "[".repeat(100), "]".repeat(100))));
        assert!(!accepts(&"[".repeat(1_000_000)));
    }
}
