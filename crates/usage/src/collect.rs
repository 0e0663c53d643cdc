//! Files in, distinct events out: recognises each file by its beginning, reads its rows, and says what became of them.

mod apart;
mod reading;

use std::collections::HashMap;

use crate::formats::{self, Head, TABLE};
use crate::read::table::Found;
use crate::read::{LONGEST_ROW, Piece};
use crate::sink::{Families, Keeper, Reader, Sink, Source};
use crate::store::Store;

pub use apart::{Apart, Batch};
use reading::{Reading, Splitter, is_object, unknown};

/// All that was read.
#[derive(Debug, Default)]
pub struct Collector {
    store: Store,
    sources: Vec<Source>,
    families: Families,
    /// What became of the events of the file whose batches come.
    coming: Source,
}

/// What was collected, of all files.
#[derive(Debug)]
pub struct Collected {
    store: Store,
    /// What became of each file, in the order of their names.
    pub sources: Vec<Source>,
    families: Families,
}

/// A file that is being read into a collector.
pub struct Feed<'own> {
    collector: &'own mut Collector,
    opened: Opened,
}

/// A file that is being read, apart from the collector that it goes into: where the next bytes come much later.
pub struct Opened {
    source: Source,
    head: Vec<u8>,
    /// So much of it was looked at.
    looked: usize,
    reading: Option<Reading>,
    repeats: HashMap<u64, u32>,
    named: HashMap<u64, u32>,
}

/// So much of a file is looked at before its format is known.
const HEAD: usize = 64 << 10;
/// Where that was not enough, so much.
const LONG_HEAD: usize = 1 << 20;

impl Collector {
    /// With nothing read yet.
    pub fn new() -> Collector {
        Collector::default()
    }

    /// Begins a file; its bytes come in pieces of any size.
    pub fn open(&mut self, file: &str) -> Feed<'_> {
        Feed {
            collector: self,
            opened: Opened::new(file),
        }
    }

    /// Reads a file that is there already, in whatever pieces.
    ///
    /// ```
    /// let body = br#"{"id": "a", "model": "gpt-4o", "usage": {"prompt_tokens": 9, "completion_tokens": 1}}"#;
    /// let mut collector = usage::Collector::new();
    /// collector.read("whole", [body]);
    /// collector.read("again", body.chunks(7));
    /// assert_eq!(collector.finish().store().len(), 1);
    /// ```
    pub fn read<Piece: AsRef<[u8]>>(
        &mut self,
        file: &str,
        pieces: impl IntoIterator<Item = Piece>,
    ) {
        let mut feed = self.open(file);
        for piece in pieces {
            feed.push(piece.as_ref());
        }
        feed.close();
    }

    /// Says that a file could not be read, or not to its end.
    pub fn note(&mut self, file: &str, reason: &str) {
        let known = self.sources.iter().position(|source| source.file == file);
        let at = known.unwrap_or_else(|| {
            self.sources.push(Source {
                file: file.to_owned(),
                ..Source::default()
            });
            self.sources.len() - 1
        });
        self.sources[at].skip(reason);
    }

    /// Ends: what belongs together across files is settled.
    pub fn finish(mut self) -> Collected {
        crate::family::settle(&mut self.store, &self.families);
        self.sources.sort_by(|one, other| one.file.cmp(&other.file));
        Collected {
            store: self.store,
            sources: self.sources,
            families: self.families,
        }
    }
}

impl Collected {
    /// Every distinct event.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Goes on where it ended: more files come.
    pub fn reopen(mut self) -> Collector {
        self.store.take_back();
        Collector {
            store: self.store,
            sources: self.sources,
            families: self.families,
            coming: Source::default(),
        }
    }
}

impl Feed<'_> {
    /// The next bytes.
    pub fn push(&mut self, piece: &[u8]) {
        self.opened.push(self.collector, piece);
    }

    /// Whether its format is none that is known, so that nothing more of it matters.
    pub fn is_unknown(&self) -> bool {
        self.opened.is_unknown()
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.opened.rows()
    }

    /// Says that something of the file could not be read.
    pub fn note(&mut self, reason: &str) {
        self.opened.note(reason);
    }

    /// The end of the file.
    pub fn close(self) {
        self.opened.close(self.collector);
    }
}

impl Opened {
    /// Begins a file.
    pub fn new(file: &str) -> Opened {
        Opened {
            source: Source {
                file: file.to_owned(),
                ..Source::default()
            },
            head: Vec::new(),
            looked: 0,
            reading: None,
            repeats: HashMap::new(),
            named: HashMap::new(),
        }
    }

    /// The next bytes.
    pub fn push(&mut self, into: &mut Collector, piece: &[u8]) {
        self.take(into, piece);
    }

    fn take(&mut self, into: &mut dyn Keeper, piece: &[u8]) {
        self.source.bytes += piece.len() as u64;
        if self.reading.is_some() {
            return self.read(into, piece);
        }
        // Mostly the first piece says all, and need not be copied.
        if self.head.is_empty() && piece.len() >= HEAD && self.begin(into, piece, HEAD) {
            return;
        }
        self.head.extend_from_slice(piece);
        self.look(into, false);
    }

    /// Whether its format is none that is known, so that nothing more of it matters.
    pub fn is_unknown(&self) -> bool {
        let reading = self.reading.as_ref();
        reading.is_some_and(|reading| matches!(reading.splitter, Splitter::Unknown))
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.source.rows
    }

    /// Says that something of the file could not be read.
    pub fn note(&mut self, reason: &str) {
        self.source.skip(reason);
    }

    /// The end of the file.
    pub fn close(self, into: &mut Collector) {
        let source = self.finish(into);
        into.sources.push(source);
    }

    /// What became of the file, at its end.
    fn finish(mut self, into: &mut dyn Keeper) -> Source {
        if self.reading.is_none() {
            self.look(into, true);
        }
        self.end(into);
        if self.source.bytes == 0 {
            self.source.skip("is empty");
        }
        self.source
    }

    /// Looks at what came so far, at most twice: the same bytes are looked at whatever the pieces were.
    fn look(&mut self, into: &mut dyn Keeper, is_end: bool) {
        let head = std::mem::take(&mut self.head);
        for size in [HEAD, LONG_HEAD] {
            let is_there = head.len() >= size || is_end;
            if is_there && size > self.looked && self.begin(into, &head, size) {
                return;
            }
        }
        if is_end || self.looked == LONG_HEAD {
            if self.source.bytes > 0 {
                self.source.skip(&unknown(&head));
            }
            self.reading = Some(Reading::unknown());
        } else {
            self.head = head;
        }
    }

    /// Begins to read, where so many of the first bytes are those of a format.
    fn begin(&mut self, into: &mut dyn Keeper, bytes: &[u8], size: usize) -> bool {
        self.looked = size;
        let start = &bytes[..bytes.len().min(size)];
        let start = without_mark(start);
        let looked = Head::new(start);
        let Some(position) = formats::recognise(&looked) else {
            return false;
        };
        self.source.format = Some(position);
        self.reading = Some(Reading::new(&TABLE[position], &looked, start));
        self.read(into, without_mark(bytes));
        true
    }

    fn read(&mut self, into: &mut dyn Keeper, piece: &[u8]) {
        let Some(Reading {
            reader,
            needles,
            splitter,
        }) = &mut self.reading
        else {
            return;
        };
        let mut sink = Sink {
            keeper: into,
            source: &mut self.source,
            repeats: &mut self.repeats,
            named: &mut self.named,
            row: 0,
        };
        match splitter {
            Splitter::Lines(lines) => lines.push(piece, &mut |piece| {
                sink.piece(&mut **reader, needles, piece, true);
            }),
            Splitter::Values(values) => values.push(piece, &mut |piece| {
                sink.piece(&mut **reader, &[], piece, false);
            }),
            Splitter::Table(table, has_header) if !piece.is_empty() => {
                table.push(piece, &mut |found| {
                    sink.found(&mut **reader, found, has_header);
                });
            }
            Splitter::Table(..) | Splitter::Unknown => {}
        }
    }

    fn end(&mut self, into: &mut dyn Keeper) {
        let Some(mut reading) = self.reading.take() else {
            return;
        };
        let mut sink = Sink {
            keeper: into,
            source: &mut self.source,
            repeats: &mut self.repeats,
            named: &mut self.named,
            row: 0,
        };
        let reader = &mut *reading.reader;
        match &mut reading.splitter {
            Splitter::Lines(lines) => {
                let needles = &reading.needles;
                lines.finish(&mut |piece| sink.piece(reader, needles, piece, true));
            }
            Splitter::Values(values) => {
                values.finish(&mut |piece| sink.piece(reader, &[], piece, false));
            }
            Splitter::Table(table, has_header) => {
                table.push(&[], &mut |found| sink.found(reader, found, has_header));
            }
            Splitter::Unknown => return,
        }
        reader.end(&mut sink);
    }
}

/// Without a mark of the byte order.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

impl Sink<'_> {
    fn piece(
        &mut self,
        reader: &mut dyn Reader,
        needles: &[memchr::memmem::Finder<'_>],
        piece: Piece<'_>,
        is_line: bool,
    ) {
        let Piece::Row(row) = piece else {
            self.source.rows += 1;
            return self.skip(match piece {
                Piece::TooLong => "is longer than 64 MB",
                _ => "is cut off",
            });
        };
        if row.is_empty() {
            return;
        }
        self.source.rows += 1;
        let has_any = needles.is_empty() || needles.iter().any(|needle| needle.find(row).is_some());
        if has_any {
            self.named.clear();
            // Formats with needles have ids: their rows are long, and only few need a hash.
            self.row = 0;
            if needles.is_empty() && !reader.names_rows() {
                self.whole_row(&row);
            }
            reader.json(row, self);
        } else if is_line && !is_object(row) {
            self.skip(if row.first() == Some(&b'{') {
                "is cut off"
            } else {
                "is not JSON"
            });
        }
    }

    fn found(&mut self, reader: &mut dyn Reader, found: Found<'_, '_>, has_header: &mut bool) {
        match found {
            Found::Record(cells) if !*has_header => {
                *has_header = true;
                let header: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
                reader.header(&header);
            }
            Found::Record(cells) if cells.iter().all(|cell| cell.is_empty()) => {}
            Found::Record(cells) => {
                self.source.rows += 1;
                self.row = 0;
                if !reader.names_rows() {
                    self.whole_row(&cells);
                }
                reader.cells(cells, self);
            }
            Found::Broken => {
                self.source.rows += 1;
                self.skip("is no text, or longer than 64 MB");
            }
        }
    }
}

const _: () = assert!(HEAD < LONGEST_ROW);
