//! By what records are found again, in few bytes.

use crate::event::Identity;

/// Where a record stands, and by what it is found again. Of halves, so that it has no gaps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    id: [u32; 2],
    scope: u32,
    second: u32,
    /// Where the packed record begins, or with the highest bit the entry that says the same.
    place: u32,
}

/// What an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The packed record begins there.
    At(u32),
    /// The same as another entry.
    Same(u32),
}

impl Entry {
    const SAME: u32 = 1 << 31;

    pub fn new(identity: Identity, place: Place) -> Entry {
        let mut entry = Entry {
            id: [identity.id as u32, (identity.id >> 32) as u32],
            scope: identity.scope,
            second: identity.second,
            place: 0,
        };
        entry.set(place);
        entry
    }

    pub fn identity(&self) -> Identity {
        Identity {
            id: u64::from(self.id[0]) | u64::from(self.id[1]) << 32,
            scope: self.scope,
            second: self.second,
        }
    }

    pub fn place(&self) -> Place {
        match self.place & Entry::SAME {
            0 => Place::At(self.place),
            _ => Place::Same(self.place & !Entry::SAME),
        }
    }

    pub fn set(&mut self, place: Place) {
        self.place = match place {
            Place::At(place) => place,
            Place::Same(entry) => entry | Entry::SAME,
        };
    }
}

/// Entries in blocks that never move: a growing list would hold its memory twice.
#[derive(Debug, Default)]
pub(super) struct Entries {
    blocks: Vec<Vec<Entry>>,
}

/// Entries of a block.
const BLOCK: usize = 1 << 12;

impl Entries {
    pub fn len(&self) -> usize {
        let full = self.blocks.len().saturating_sub(1) * BLOCK;
        full + self.blocks.last().map_or(0, Vec::len)
    }

    pub fn push(&mut self, entry: Entry) {
        if self.blocks.last().is_none_or(|block| block.len() == BLOCK) {
            self.blocks.push(Vec::with_capacity(BLOCK));
        }
        if let Some(block) = self.blocks.last_mut() {
            block.push(entry);
        }
    }

    pub fn get(&self, position: u32) -> &Entry {
        let position = position as usize;
        &self.blocks[position / BLOCK][position % BLOCK]
    }

    pub fn set(&mut self, position: u32, place: Place) {
        let position = position as usize;
        self.blocks[position / BLOCK][position % BLOCK].set(place);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.blocks.iter().flatten()
    }

    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK * size_of::<Entry>()
    }
}
