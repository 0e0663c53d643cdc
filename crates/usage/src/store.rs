//! Every distinct event once, in few bytes: texts are kept once for all rows that share them, counts as short as they
//! are, and of rows that say the same only the best.

mod context;
mod packed;
mod record;
mod told;

use hashbrown::HashTable;

use crate::event::{Event, Finality, Grain, Identity, Outcome};

use context::Contexts;
pub use context::{Context, NameId};
use packed::{Packed, Stands};
pub use record::Record;
pub use told::Told;

/// All events.
#[derive(Debug, Default)]
pub struct Store {
    contexts: Contexts,
    /// By hash of the id: places of records, and of other identities of them.
    by_id: HashTable<u32>,
    packed: Packed,
    count: usize,
    /// Places of records that are left out, in order: see [`Store::leave_out`].
    left_out: Vec<u32>,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was known of it.
    New,
    /// It says what another said.
    Duplicate,
    /// There is no room for more.
    Full,
}

impl Store {
    /// Takes an event in: as a new one, or as one that says what another said, of which the better is kept whole.
    pub fn put(&mut self, format: u8, identity: Identity, event: &Event<'_>) -> Kept {
        let context = self.contexts.enter(format, identity.scope, event);
        self.put_record(identity, Record::of(context, event))
    }

    /// Takes in what was told elsewhere; each is said with what became of it, in the order in which it was told.
    pub fn put_all(&mut self, told: Told, mut each: impl FnMut(u64, Kept)) {
        let mut positions: Vec<Option<u32>> = Vec::new();
        for (row, identity, mut record) in told.events {
            let theirs = record.context as usize;
            positions.resize(positions.len().max(theirs + 1), None);
            let contexts = &mut self.contexts;
            let translate = || contexts.translate(&told.contexts, record.context);
            record.context = *positions[theirs].get_or_insert_with(translate);
            each(row, self.put_record(identity, record));
        }
    }

    fn put_record(&mut self, identity: Identity, record: Record) -> Kept {
        let matches = self.matching(&identity);
        let Some((first, rest)) = matches.split_first() else {
            let place = self.packed.push(identity.id, identity.second, &record);
            let Some(place) = place else {
                return Kept::Full;
            };
            self.enter(identity.id, place);
            self.count += 1;
            return Kept::New;
        };
        let mut leader = *first;
        for other in rest {
            leader = self.merge(leader, *other);
        }
        leader = self.offer(leader, record);
        if !self.is_known(&identity)
            && let Some(alias) = self.packed.alias(identity, leader)
        {
            self.enter(identity.id, alias);
        }
        Kept::Duplicate
    }

    /// Places of every record that says the same, each once, in their order.
    fn matching(&self, identity: &Identity) -> Vec<u32> {
        let mut leaders = Vec::new();
        for place in self.by_id.iter_hash(identity.id) {
            if self
                .identity(*place)
                .is_some_and(|known| known.is_same(identity))
            {
                leaders.push(self.leader(*place));
            }
        }
        if leaders.len() > 1 {
            leaders.sort_unstable();
            leaders.dedup();
        }
        leaders
    }

    fn is_known(&self, identity: &Identity) -> bool {
        let mut same = self.by_id.iter_hash(identity.id);
        same.any(|place| self.identity(*place) == Some(*identity))
    }

    /// The identity that stands at a place.
    fn identity(&self, place: u32) -> Option<Identity> {
        match self.packed.stands(place) {
            Stands::Record {
                id,
                second,
                context,
            } => Some(Identity {
                id,
                scope: self.context(context)?.scope,
                second,
            }),
            Stands::Alias(identity, _) => Some(identity),
            Stands::Moved(_) => None,
        }
    }

    fn leader(&self, mut place: u32) -> u32 {
        while let Stands::Alias(_, next) | Stands::Moved(next) = self.packed.stands(place) {
            place = next;
        }
        place
    }

    fn enter(&mut self, id: u64, place: u32) {
        let packed = &self.packed;
        let id_of = |other: &u32| packed.id(*other);
        self.by_id.insert_unique(id, place, id_of);
    }

    /// Makes two records one, and says where that stands.
    fn merge(&mut self, leader: u32, other: u32) -> u32 {
        let (Some(record), Some(identity)) = (self.packed.record(other), self.identity(other))
        else {
            return leader;
        };
        let leader = self.offer(leader, record);
        if let Some(alias) = self.packed.alias(identity, leader) {
            self.packed.leave(other, leader);
            self.stands_at(identity.id, other, alias);
            self.count -= 1;
        }
        leader
    }

    /// Keeps the better of two records under the identity of the first, and says where it stands.
    fn offer(&mut self, leader: u32, mut record: Record) -> u32 {
        let (Some(kept), Some(identity)) = (self.packed.record(leader), self.identity(leader))
        else {
            return leader;
        };
        if self.rank(&record) <= self.rank(&kept) {
            return leader;
        }
        if let Some(context) = self.context(record.context).copied() {
            record.context = self.contexts.position_of(Context {
                scope: identity.scope,
                ..context
            });
        }
        let (id, second) = (identity.id, identity.second);
        let Some(place) = self.packed.replace(leader, id, second, &record) else {
            return leader;
        };
        self.stands_at(id, leader, place);
        place
    }

    /// What stood at a place stands at another.
    fn stands_at(&mut self, id: u64, before: u32, now: u32) {
        if let Some(place) = self.by_id.find_mut(id, |place| *place == before) {
            *place = now;
        }
    }

    /// The better record is the greater: final, an original, more output, later, and then by all it holds, so that no
    /// order of files matters.
    fn rank<'own>(&'own self, record: &Record) -> impl PartialOrd + use<'own> {
        let context = self.context(record.context);
        let text = |id: fn(&Context) -> NameId| context.map(|context| self.name(id(context)));
        let names = [
            text(|context| context.model),
            text(|context| context.session),
            text(|context| context.project),
            text(|context| context.agent),
            text(|context| context.provider),
            text(|context| context.user),
            text(|context| context.key),
            text(|context| context.processing),
            text(|context| context.region),
        ];
        (
            (record.finality, !record.is_copy, record.tokens.output()),
            (record.at, record.tokens.input()),
            (record.charges.clone(), record.turn, record.flags),
            (record.tokens, record.calls, record.grain, record.outcome),
            record.proof,
            context.map(|context| (context.is_long_context, context.format)),
            names,
        )
    }

    /// How many distinct events there are.
    pub fn len(&self) -> usize {
        self.count - self.left_out.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every distinct event with its identity.
    pub fn iter(&self) -> impl Iterator<Item = (Identity, Record)> + '_ {
        self.leading()
            .map(|(_, identity, record)| (identity, record))
    }

    /// The same with their places; none that is left out.
    fn leading(&self) -> impl Iterator<Item = (u32, Identity, Record)> + '_ {
        let is_there = |place: u32| self.left_out.binary_search(&place).is_err();
        let all = self
            .packed
            .iter()
            .filter(move |(place, ..)| is_there(*place));
        all.map(|(place, id, second, record)| {
            let scope = self.context_of(&record).scope;
            (place, Identity { id, scope, second }, record)
        })
    }

    /// What an event shares with others.
    pub fn context_of(&self, record: &Record) -> &Context {
        // A record holds the position that its context was given.
        self.contexts.at(record.context)
    }

    /// What events of that number share.
    pub fn context(&self, id: u32) -> Option<&Context> {
        self.contexts.get(id)
    }

    /// A text that was kept.
    pub fn name(&self, id: NameId) -> &str {
        self.contexts.name(id)
    }

    /// Leaves out events, by a rule that sees their place among the others, until [`Store::take_back`].
    pub fn leave_out(&mut self, is_left_out: impl Fn(&Store, &Identity, &Record) -> bool) {
        let found = self
            .leading()
            .filter(|(_, identity, record)| is_left_out(self, identity, record));
        let mut found: Vec<u32> = found.map(|(place, ..)| place).collect();
        found.append(&mut self.left_out);
        found.sort_unstable();
        self.left_out = found;
    }

    /// Takes all back that was left out: more came, and it is to be decided anew.
    pub fn take_back(&mut self) {
        self.left_out.clear();
    }

    /// Bytes that it keeps, without texts that many events share.
    pub fn bytes(&self) -> usize {
        self.by_id.allocation_size()
            + self.packed.bytes()
            + self.left_out.capacity() * size_of::<u32>()
    }
}

impl Outcome {
    pub(crate) const ALL: [Outcome; 4] = [
        Outcome::Answered,
        Outcome::Failed,
        Outcome::Cancelled,
        Outcome::GatewayCache,
    ];
}

impl Finality {
    pub(crate) const ALL: [Finality; 3] = [Finality::Partial, Finality::Unknown, Finality::Final];
}

impl Grain {
    /// Its name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Grain::Request => "request",
            Grain::Turn => "turn",
            Grain::Bucket { .. } => "bucket",
            Grain::Money => "money",
        }
    }
}
