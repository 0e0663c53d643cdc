//! Records of a table: comma, semicolon or tab, quoted or not, with or without a mark of the byte order.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::LONGEST_ROW;

/// Splits pieces into records of cells.
pub struct Table {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    length: usize,
    cells: usize,
    is_too_long: bool,
}

/// What a table splitter found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'cells, 'text> {
    /// The cells of a record.
    Record(&'cells [&'text str]),
    /// A record that is no text or too long.
    Broken,
}

/// Which byte stands between the cells of a header: the one that comes most often.
///
/// ```
/// use usage::read::table::delimiter;
/// assert_eq!(delimiter(b"Date;Model;Tokens"), b';');
/// ```
pub fn delimiter(header: &[u8]) -> u8 {
    let count = |byte: u8| memchr::memchr_iter(byte, header).count();
    let (commas, semicolons, tabs) = (count(b','), count(b';'), count(b'\t'));
    if semicolons > commas.max(tabs) {
        b';'
    } else if tabs > commas {
        b'\t'
    } else {
        b','
    }
}

impl Table {
    /// A splitter for cells with that byte between them.
    pub fn new(delimiter: u8) -> Table {
        Table {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 4_096],
            ends: vec![0; 64],
            length: 0,
            cells: 0,
            is_too_long: false,
        }
    }

    /// Hands on every record that ends in the piece; an empty piece ends the table.
    pub fn push(&mut self, mut piece: &[u8], each: &mut dyn FnMut(Found<'_, '_>)) {
        let is_end = piece.is_empty();
        loop {
            let (result, read, written, ended) = self.reader.read_record(
                piece,
                &mut self.text[self.length..],
                &mut self.ends[self.cells..],
            );
            piece = &piece[read..];
            self.length += written;
            self.cells += ended;
            match result {
                ReadRecordResult::InputEmpty if is_end => {}
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return,
                ReadRecordResult::OutputFull if self.text.len() < LONGEST_ROW => {
                    self.text.resize(self.text.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < 1 << 16 => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.is_too_long = true;
                    (self.length, self.cells) = (0, 0);
                }
                ReadRecordResult::Record => self.hand_on(each),
            }
        }
    }

    fn hand_on(&mut self, each: &mut dyn FnMut(Found<'_, '_>)) {
        let ends = &self.ends[..self.cells];
        let text = str::from_utf8(&self.text[..self.length]).ok();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let ranges = starts.zip(ends.iter().copied());
        let cells = text.and_then(|text| {
            ranges
                .map(|(start, end)| text.get(start..end))
                .collect::<Option<Vec<&str>>>()
        });
        match cells {
            Some(cells) if !self.is_too_long => each(Found::Record(&cells)),
            _ => each(Found::Broken),
        }
        (self.length, self.cells, self.is_too_long) = (0, 0, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_pieces_changes_nothing() {
        let text = "a,b\r\n\"1,\n2\",\"say \"\"x\"\"\"\r\n3,4";
        for size in 1..=text.len() {
            let (mut table, mut found) = (Table::new(b','), Vec::new());
            let mut each = |record: Found<'_, '_>| {
                if let Found::Record(cells) = record {
                    found.push(cells.join("|"));
                }
            };
            for piece in text.as_bytes().chunks(size) {
                table.push(piece, &mut each);
            }
            table.push(&[], &mut each);
            assert_eq!(found, ["a|b", "1,\n2|say \"x\"", "3|4"], "{size}");
        }
    }
}
