//! Where the rows of a file go, and what becomes of them.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use crate::event::{Event, Grain, Identity, hash_of};
use crate::store::Kept;
use crate::tokens::Class;

/// Reads the rows of one file, in their order.
pub trait Reader {
    /// A JSON value.
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>);

    /// The header of a table.
    fn header(&mut self, header: &[String]) {
        let _ = header;
    }

    /// A record of a table.
    fn cells(&mut self, cells: &[&str], out: &mut Sink<'_>) {
        let _ = cells;
        out.skip("is a table, which this format is not");
    }

    /// Whether it says of a row without an id by [`Sink::whole_row`] what it is known by; else every row is looked at whole.
    fn names_rows(&self) -> bool {
        false
    }

    /// The end of the file.
    fn end(&mut self, out: &mut Sink<'_>) {
        let _ = out;
    }
}

/// Which conversation was forked off which, by the scopes of their identities.
pub type Families = BTreeMap<u32, u32>;

/// What became of a file.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its name.
    pub file: String,
    /// Position of its format in [`crate::formats::TABLE`]; `None` where it has none.
    pub format: Option<usize>,
    /// What its rows stood for.
    pub grain: Option<Grain>,
    /// Bytes read, decompressed.
    pub bytes: u64,
    /// Rows seen.
    pub rows: u64,
    /// Rows that became an event nobody had told yet.
    pub events: u64,
    /// Rows that said what another had said.
    pub duplicates: u64,
    /// Rows that were left out, by reason.
    pub skipped: BTreeMap<String, Skipped>,
}

/// Rows that were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// How many.
    pub rows: u64,
    /// The first of them, counted from 1.
    pub first: u64,
}

/// What keeps what a file says.
pub(crate) trait Keeper {
    /// Takes in the event of a row; `None` where what becomes of it is known later.
    fn event(
        &mut self,
        row: u64,
        format: u8,
        identity: Identity,
        event: &Event<'_>,
    ) -> Option<Kept>;

    /// Takes in that a conversation was forked off another.
    fn fork(&mut self, child: u32, parent: u32);
}

/// Where the rows of a file go.
pub struct Sink<'own> {
    pub(crate) keeper: &'own mut dyn Keeper,
    pub(crate) source: &'own mut Source,
    /// How often a row without an id came in this file.
    pub(crate) repeats: &'own mut HashMap<u64, u32>,
    /// How often a bucket of the same name came in this page or table: those add up.
    pub(crate) named: &'own mut HashMap<u64, u32>,
    /// Hash of the row, for one without an id.
    pub(crate) row: u64,
}

impl Source {
    /// The number of the row that is being read.
    fn row(&self) -> u64 {
        self.rows.max(1)
    }

    /// Counts what became of an event.
    pub(crate) fn count(&mut self, row: u64, kept: Kept) {
        match kept {
            Kept::New => self.events += 1,
            Kept::Duplicate => self.duplicates += 1,
            Kept::Full => self.skip_row(row, "is beyond what is kept at once; read fewer files"),
        }
    }

    pub(crate) fn skip(&mut self, reason: &str) {
        self.skip_row(self.row(), reason);
    }

    fn skip_row(&mut self, row: u64, reason: &str) {
        match self.skipped.get_mut(reason) {
            Some(skipped) => skipped.rows += 1,
            None => {
                let skipped = Skipped {
                    rows: 1,
                    first: row,
                };
                self.skipped.insert(reason.to_owned(), skipped);
            }
        }
    }
}

impl Sink<'_> {
    /// Takes an event in.
    pub fn event(&mut self, event: &Event<'_>) {
        let format = self.source.format.unwrap_or(0) as u8;
        let is_sum = matches!(event.grain, Grain::Bucket { .. } | Grain::Money);
        let name = event.identity.id;
        let identity = match (name, is_sum) {
            (0, _) if self.row == 0 => nth(self.repeats, what(event)),
            (0, _) => nth(self.repeats, self.row),
            (_, true) => nth(self.named, name),
            _ => event.identity,
        };
        let grain = self.source.grain.get_or_insert(event.grain);
        if let Grain::Bucket { requests } = grain {
            *requests = None;
        }
        let row = self.source.row();
        if let Some(kept) = self.keeper.event(row, format, identity, event) {
            self.source.count(row, kept);
        }
    }

    /// Leaves the row out, and says why: "row 3 is not JSON".
    pub fn skip(&mut self, reason: &str) {
        self.source.skip(reason);
    }

    /// Says that what follows is from a row inside of the row.
    pub fn inner_row(&mut self, row: &str) {
        self.whole_row(&row);
    }

    /// Says what a row without an id is known by: all of it.
    pub fn whole_row(&mut self, row: &impl Hash) {
        self.row = hash_of(row);
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.source.file
    }

    /// Says that the conversation of an identity's scope was forked off another.
    pub fn fork(&mut self, child: u32, parent: u32) {
        self.keeper.fork(child, parent);
    }
}

/// A hash of what an event says, for one without an id.
fn what(event: &Event<'_>) -> u64 {
    let counts: Vec<(Class, u64)> = event.tokens.iter().collect();
    hash_of(&(event.at, counts, &event.model, &event.who.session))
}

/// The identity of what came so many times.
fn nth(times: &mut HashMap<u64, u32>, of: u64) -> Identity {
    let count = times.entry(of).or_insert(0);
    *count += 1;
    Identity {
        id: hash_of(&(of, *count)),
        scope: 0,
        second: 0,
    }
}
