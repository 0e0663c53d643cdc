//! The values of a JSON document: the elements of an array, else each value that stands at the top.

use super::{LONGEST_ROW, Piece};

/// Splits a document into values.
#[derive(Debug, Default)]
pub struct Values {
    carry: Vec<u8>,
    /// How many brackets are open.
    depth: usize,
    /// At which depth values begin: 1 in an array, 0 beside one.
    ground: usize,
    is_in_text: bool,
    is_escaped: bool,
    is_in_value: bool,
    is_too_long: bool,
}

impl Values {
    /// Hands on every object or array that ends in the piece.
    pub fn push(&mut self, piece: &[u8], each: &mut dyn FnMut(Piece<'_>)) {
        let mut from = 0;
        let mut at = 0;
        while at < piece.len() {
            if self.is_in_text {
                at = self.skip_text(piece, at);
                continue;
            }
            let byte = piece[at];
            at += 1;
            match byte {
                b'"' => self.is_in_text = true,
                b'[' if self.depth == 0 => {
                    (self.depth, self.ground) = (1, 1);
                }
                b'{' | b'[' => {
                    if self.depth == self.ground && !self.is_in_value {
                        (self.is_in_value, from) = (true, at - 1);
                    }
                    self.depth += 1;
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.is_in_value && self.depth == self.ground {
                        self.keep(&piece[from..at]);
                        self.hand_on(each);
                        from = at;
                    } else if self.depth == 0 {
                        self.ground = 0;
                    }
                }
                _ => {}
            }
        }
        if self.is_in_value {
            self.keep(&piece[from.min(piece.len())..]);
        }
    }

    /// Says whether the document ended inside of a value.
    pub fn finish(&mut self, each: &mut dyn FnMut(Piece<'_>)) {
        if self.is_in_value || self.depth > 0 {
            each(Piece::CutOff);
        }
        *self = Values::default();
    }

    fn skip_text(&mut self, piece: &[u8], mut at: usize) -> usize {
        if self.is_escaped {
            self.is_escaped = false;
            return at + 1;
        }
        match memchr::memchr2(b'"', b'\\', &piece[at..]) {
            None => at = piece.len(),
            Some(found) => {
                at += found + 1;
                if piece[at - 1] == b'"' {
                    self.is_in_text = false;
                } else {
                    self.is_escaped = true;
                }
            }
        }
        at
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.is_too_long || self.carry.len() + bytes.len() > LONGEST_ROW {
            self.is_too_long = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(bytes);
        }
    }

    fn hand_on(&mut self, each: &mut dyn FnMut(Piece<'_>)) {
        if self.is_too_long {
            each(Piece::TooLong);
        } else {
            each(Piece::Row(&self.carry));
        }
        self.carry.clear();
        (self.is_in_value, self.is_too_long) = (false, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, size: usize) -> (Vec<String>, usize) {
        let (mut values, mut found, mut cut) = (Values::default(), Vec::new(), 0);
        let mut each = |piece: Piece<'_>| match piece {
            Piece::Row(row) => found.push(String::from_utf8_lossy(row).into_owned()),
            _ => cut += 1,
        };
        for piece in text.as_bytes().chunks(size) {
            values.push(piece, &mut each);
        }
        values.finish(&mut each);
        (found, cut)
    }

    #[test]
    fn elements_of_an_array_are_values_and_so_are_objects_one_behind_the_other() {
        for (text, expected, cut) in [
            (
                r#" [ {"a": "]}\"["}, [1] , {} ] "#,
                vec![r#"{"a": "]}\"["}"#, "[1]", "{}"],
                0,
            ),
            (
                "{\"a\": [1]}\n{\"b\": {}}",
                vec![r#"{"a": [1]}"#, r#"{"b": {}}"#],
                0,
            ),
            (r#"[{"a": 1}, {"b": "#, vec![r#"{"a": 1}"#], 1),
            ("[]", vec![], 0),
            ("[{}", vec!["{}"], 1),
        ] {
            for size in 1..=text.len() {
                let (found, cuts) = split(text, size);
                assert_eq!(
                    (found, cuts),
                    (expected.iter().map(|s| (*s).to_owned()).collect(), cut)
                );
            }
        }
    }
}
