//! Records of a table: comma, semicolon or tab, quoted or not, with or without a mark of the byte order.

use std::ops::Range;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::LONGEST_ROW;

/// So many cells a record may have.
const MOST_CELLS: usize = 1 << 16;

/// Splits pieces into records of cells. A record that lies whole in a piece and has no quote within quotes is taken as it
/// stands; every other one is put together by csv-core.
pub struct Table {
    delimiter: u8,
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    length: usize,
    cells: usize,
    is_too_long: bool,
    /// Whether csv-core has the beginning of a record.
    is_inside: bool,
    /// Where the cells of a record stand.
    ranges: Vec<Range<usize>>,
    /// Whether a byte ends a cell that is not quoted.
    is_end: [bool; 256],
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
            delimiter,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 4_096],
            ends: vec![0; 64],
            length: 0,
            cells: 0,
            is_too_long: false,
            // The first record may begin with a mark of the byte order, which csv-core knows.
            is_inside: true,
            ranges: Vec::new(),
            is_end: std::array::from_fn(|byte| {
                byte == usize::from(delimiter) || byte == 10 || byte == 13
            }),
        }
    }

    /// Hands on every record that ends in the piece; an empty piece ends the table.
    pub fn push(&mut self, mut piece: &[u8], each: &mut dyn FnMut(Found<'_, '_>)) {
        let is_end = piece.is_empty();
        let mut cells = Vec::new();
        loop {
            while !self.is_inside
                && let Some(length) =
                    whole_record(self.delimiter, &self.is_end, piece, &mut self.ranges)
            {
                each(found(&piece[..length], &self.ranges, &mut cells));
                piece = &piece[length..];
            }
            // To csv-core an empty piece is the end.
            if piece.is_empty() && !is_end {
                return;
            }
            match self.put_together(piece, is_end, each) {
                Some(read) => piece = &piece[read..],
                None => return,
            }
        }
    }

    /// Reads on in the record that begins or goes on here; says how far it went, or that the piece ended before.
    fn put_together(
        &mut self,
        mut piece: &[u8],
        is_end: bool,
        each: &mut dyn FnMut(Found<'_, '_>),
    ) -> Option<usize> {
        let before = piece.len();
        loop {
            self.is_inside |= !piece.is_empty();
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
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return None,
                ReadRecordResult::OutputFull if self.text.len() < LONGEST_ROW => {
                    self.text.resize(self.text.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_CELLS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    self.is_too_long = true;
                    (self.length, self.cells) = (0, 0);
                }
                ReadRecordResult::Record => {
                    self.hand_on(each);
                    self.is_inside = false;
                    return Some(before - piece.len());
                }
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

/// Where the cells stand of the record that a piece begins with, and how long it is with its end; `None` where it does not
/// end in the piece, or where its cells do not stand in it as they are.
fn whole_record(
    delimiter: u8,
    is_end: &[bool; 256],
    piece: &[u8],
    cells: &mut Vec<Range<usize>>,
) -> Option<usize> {
    cells.clear();
    // Empty lines are no records.
    let mut at = piece.iter().position(|byte| !is_end_of_line(*byte))?;
    loop {
        let (cell, behind) = if piece.get(at) == Some(&b'"') {
            let end = at + 1 + memchr::memchr(b'"', piece.get(at + 1..)?)?;
            (at + 1..end, end + 1)
        } else {
            let end = at + end_of_cell(delimiter, is_end, piece.get(at..)?)?;
            (at..end, end)
        };
        let next = *piece.get(behind)?;
        at = behind + 1;
        if cells.len() >= MOST_CELLS || at > LONGEST_ROW {
            return None;
        }
        cells.push(cell);
        if is_end_of_line(next) {
            return Some(at);
        }
        if next != delimiter {
            return None;
        }
    }
}

/// How long the cell is that bytes begin with. Most are shorter than a search in strides pays for.
#[inline]
fn end_of_cell(delimiter: u8, is_end: &[bool; 256], bytes: &[u8]) -> Option<usize> {
    const SHORT: usize = 32;
    let start = &bytes[..bytes.len().min(SHORT)];
    if let Some(end) = start.iter().position(|byte| is_end[usize::from(*byte)]) {
        return Some(end);
    }
    let rest = memchr::memchr3(delimiter, b'\n', b'\r', &bytes[start.len()..])?;
    Some(start.len() + rest)
}

fn is_end_of_line(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// A record whose cells stand in it as they are.
fn found<'cells, 'text>(
    record: &'text [u8],
    ranges: &[Range<usize>],
    cells: &'cells mut Vec<&'text str>,
) -> Found<'cells, 'text> {
    let Ok(text) = str::from_utf8(record) else {
        return Found::Broken;
    };
    cells.clear();
    // Ends of cells are ASCII: they stand between characters.
    cells.extend(ranges.iter().filter_map(|range| text.get(range.clone())));
    Found::Record(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The records of a text in pieces of a size, cells between bars, broken ones as `?`.
    fn records(text: &[u8], size: usize) -> Vec<String> {
        let (mut table, mut found) = (Table::new(b','), Vec::new());
        let mut each = |record: Found<'_, '_>| {
            found.push(match record {
                Found::Record(cells) => cells.join("|"),
                Found::Broken => "?".to_owned(),
            });
        };
        for piece in text.chunks(size) {
            table.push(piece, &mut each);
        }
        table.push(&[], &mut each);
        found
    }

    proptest! {
        #[test]
        fn a_record_taken_as_it_stands_is_the_one_that_csv_core_puts_together(
            parts in prop::collection::vec(prop::sample::select(vec![
                &b","[..], b"\"", b"\"\"", b"\n", b"\r\n", b"\r", b"a", b"b c", b"\xc3\xa9", b"\xc3", b"\xa9", b" ", b"1,2\n", b"\"x,y\",",
            ]), 0..40),
            size in 1..12_usize,
        ) {
            let text = parts.concat();
            // Byte by byte no record lies whole in a piece.
            let put_together = records(&text, 1);
            prop_assert_eq!(records(&text, text.len().max(1)), put_together.clone());
            prop_assert_eq!(records(&text, size), put_together);
        }
    }

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
