//! Events on their way into a store, from a thread that reads another file than the one whose turn it is.

use crate::event::{Event, Identity};

use super::context::Contexts;
use super::record::Record;

/// Events in the order in which they were told, apart from a store; [`Store::put_all`](super::Store::put_all) takes them in.
#[derive(Debug, Default)]
pub struct Told {
    pub(super) contexts: Contexts,
    /// Each with the number of its row.
    pub(super) events: Vec<(u64, Identity, Record)>,
}

impl Told {
    /// Adds an event of a row.
    pub fn add(&mut self, row: u64, format: u8, identity: Identity, event: &Event<'_>) {
        let context = self.contexts.enter(format, identity.scope, event);
        let record = Record::of(context, event);
        self.events.push((row, identity, record));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }
}
