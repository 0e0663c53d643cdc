//! Lines, without copying those that lie whole in a piece.

use super::{LONGEST_ROW, Piece};

/// Splits pieces into lines.
#[derive(Debug, Default)]
pub struct Lines {
    carry: Vec<u8>,
    is_too_long: bool,
}

impl Lines {
    /// Hands on every line that ends in the piece, without its end.
    pub fn push(&mut self, mut piece: &[u8], each: &mut dyn FnMut(Piece<'_>)) {
        while let Some(end) = memchr::memchr(b'\n', piece) {
            let (line, rest) = (&piece[..end], &piece[end + 1..]);
            piece = rest;
            if self.is_too_long {
                self.is_too_long = false;
                each(Piece::TooLong);
            } else if self.carry.is_empty() {
                each(Piece::Row(without_return(line)));
            } else {
                self.keep(line);
                self.finish(each);
            }
        }
        self.keep(piece);
    }

    /// Hands on what stands behind the last line end.
    pub fn finish(&mut self, each: &mut dyn FnMut(Piece<'_>)) {
        if self.is_too_long {
            each(Piece::TooLong);
        } else if !self.carry.is_empty() {
            each(Piece::Row(without_return(&self.carry)));
        }
        self.is_too_long = false;
        self.carry.clear();
        // One long line must not hold its memory until the end.
        self.carry.shrink_to(1 << 20);
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.is_too_long || self.carry.len() + bytes.len() > LONGEST_ROW {
            self.is_too_long = true;
            self.carry = Vec::new();
        } else {
            self.carry.extend_from_slice(bytes);
        }
    }
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_pieces_changes_nothing() {
        let text = b"one\r\ntwo\n\nthree";
        for size in 1..=text.len() {
            let (mut lines, mut found) = (Lines::default(), Vec::new());
            let mut each = |piece: Piece<'_>| {
                if let Piece::Row(row) = piece {
                    found.push(row.to_vec());
                }
            };
            for piece in text.chunks(size) {
                lines.push(piece, &mut each);
            }
            lines.finish(&mut each);
            assert_eq!(found, [&b"one"[..], b"two", b"", b"three"]);
        }
    }
}
