//! How a file of a format is taken apart.

use crate::formats::{self, Format, Head};
use crate::read::lines::Lines;
use crate::read::table::{self, Table};
use crate::read::values::Values;
use crate::sink::Reader;

use super::HEAD;
use crate::sink::Sink;

/// The reader of a file's rows, and what cuts the file into them.
pub(super) struct Reading {
    pub reader: Box<dyn Reader>,
    pub needles: Vec<memchr::memmem::Finder<'static>>,
    pub splitter: Splitter,
}

/// What cuts a file into rows.
pub(super) enum Splitter {
    Lines(Lines),
    Values(Values),
    Table(Box<Table>, bool),
    /// Nothing that is known.
    Unknown,
}

impl Reading {
    /// For a format, by how the file begins.
    pub fn new(format: &'static Format, head: &Head<'_>, bytes: &[u8]) -> Reading {
        let bytes = bytes.trim_ascii_start();
        let splitter = match bytes.first() {
            Some(b'[') => Splitter::Values(Values::default()),
            Some(b'{') if formats::is_lines(bytes) => Splitter::Lines(Lines::default()),
            Some(b'{') => {
                let is_one_line = memchr::memchr(b'\n', bytes).is_none();
                if format.is_lines && is_one_line {
                    Splitter::Lines(Lines::default())
                } else {
                    Splitter::Values(Values::default())
                }
            }
            _ if format.is_table() && head.header().len() > 1 => {
                let delimiter = table::delimiter(formats::first_line(bytes));
                Splitter::Table(Box::new(Table::new(delimiter)), false)
            }
            _ => Splitter::Lines(Lines::default()),
        };
        let needles = format.needles.iter();
        Reading {
            reader: format.reader(),
            needles: needles
                .map(|text| memchr::memmem::Finder::new(*text))
                .collect(),
            splitter,
        }
    }

    /// For what is like none.
    pub fn unknown() -> Reading {
        struct Nothing;
        impl Reader for Nothing {
            fn json(&mut self, _: &[u8], _: &mut Sink<'_>) {}
        }
        Reading {
            reader: Box::new(Nothing),
            needles: Vec::new(),
            splitter: Splitter::Unknown,
        }
    }
}

pub(super) fn is_object(row: &[u8]) -> bool {
    row.first() == Some(&b'{') && row.trim_ascii_end().last() == Some(&b'}')
}

/// What is said of a file that is like none of the formats.
pub(super) fn unknown(bytes: &[u8]) -> String {
    if bytes.starts_with(b"SQLite format 3\0") {
        return "is a database; export its rows as JSON first (docs/usage.md says how)".to_owned();
    }
    let is_text = str::from_utf8(&bytes[..bytes.len().min(HEAD)])
        .is_ok_and(|text| !text.contains('\0'))
        || bytes
            .iter()
            .take(1_024)
            .all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    if is_text {
        "is no log or export that is known".to_owned()
    } else {
        "is no text".to_owned()
    }
}
