//! Files that are read apart from the collector, on threads of their own, and come to it in batches.

use crate::event::{Event, Identity};
use crate::sink::{Keeper, Source};
use crate::store::{Kept, Told};

use super::{Collector, Opened};

/// A file that is read apart from a collector. [`Collector::take`] has what [`Collector::open`] would have had.
///
/// ```
/// use usage::{Collector, collect::Apart};
/// let mut file = Apart::new("a log");
/// file.push(br#"{"id": "a", "usage": {"prompt_tokens": 9, "completion_tokens": 1}}"#);
/// let mut collector = Collector::new();
/// collector.take(file.batch());
/// collector.take(file.close());
/// assert_eq!(collector.finish().store().len(), 1);
/// ```
pub struct Apart {
    opened: Opened,
    batch: Batch,
}

/// What a part of a file says.
#[derive(Debug, Default)]
pub struct Batch {
    told: Told,
    forks: Vec<(u32, u32)>,
    /// The file, in the last of its batches.
    source: Option<Source>,
}

impl Apart {
    /// Begins a file.
    pub fn new(file: &str) -> Apart {
        Apart {
            opened: Opened::new(file),
            batch: Batch::default(),
        }
    }

    /// The next bytes.
    pub fn push(&mut self, piece: &[u8]) {
        self.opened.take(&mut self.batch, piece);
    }

    /// Whether its format is none that is known, so that nothing more of it matters.
    pub fn is_unknown(&self) -> bool {
        self.opened.is_unknown()
    }

    /// Rows read so far.
    pub fn rows(&self) -> u64 {
        self.opened.rows()
    }

    /// How many events wait for [`Apart::batch`].
    pub fn waiting(&self) -> usize {
        self.batch.told.len()
    }

    /// Says that something of the file could not be read.
    pub fn note(&mut self, reason: &str) {
        self.opened.note(reason);
    }

    /// What it said since the last batch.
    pub fn batch(&mut self) -> Batch {
        std::mem::take(&mut self.batch)
    }

    /// The end of the file, and what is left of it.
    pub fn close(mut self) -> Batch {
        let source = self.opened.finish(&mut self.batch);
        Batch {
            source: Some(source),
            ..self.batch
        }
    }
}

impl Keeper for Collector {
    fn event(&mut self, _: u64, format: u8, identity: Identity, event: &Event<'_>) -> Option<Kept> {
        Some(self.store.put(format, identity, event))
    }

    fn fork(&mut self, child: u32, parent: u32) {
        self.families.insert(child, parent);
    }
}

impl Keeper for Batch {
    fn event(
        &mut self,
        row: u64,
        format: u8,
        identity: Identity,
        event: &Event<'_>,
    ) -> Option<Kept> {
        self.told.add(row, format, identity, event);
        None
    }

    fn fork(&mut self, child: u32, parent: u32) {
        self.forks.push((child, parent));
    }
}

impl Collector {
    /// Takes in what a file said that is read apart. The batches of a file come in their order, and none of another file
    /// between them.
    pub fn take(&mut self, batch: Batch) {
        let coming = &mut self.coming;
        self.store
            .put_all(batch.told, |row, kept| coming.count(row, kept));
        self.families.extend(batch.forks);
        if let Some(mut source) = batch.source {
            let coming = std::mem::take(&mut self.coming);
            source.events = coming.events;
            source.duplicates = coming.duplicates;
            source.skipped.extend(coming.skipped);
            self.sources.push(source);
        }
    }
}
