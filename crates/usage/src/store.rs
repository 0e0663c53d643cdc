//! Every distinct event once, in few bytes: texts are kept once for all rows that share them, counts as short as they
//! are, and of rows that say the same only the best.

mod entries;
mod packed;

use std::collections::HashMap;

use hashbrown::HashTable;

use crate::event::{Event, Finality, Grain, Identity, Outcome};

use entries::{Entries, Entry, Place};
use packed::Packed;
pub use packed::Record;

/// A name that was kept.
pub type NameId = u32;

/// What many events share: everything but time, counts and money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Context {
    /// Position of the format in the table of formats.
    pub format: u8,
    /// Kind of processing.
    pub processing: NameId,
    /// Where it was worked on.
    pub region: NameId,
    /// Whether above the long-context line.
    pub is_long_context: Option<bool>,
    /// The model as logged.
    pub model: NameId,
    /// Provider or gateway.
    pub provider: NameId,
    /// Project.
    pub project: NameId,
    /// Session.
    pub session: NameId,
    /// Agent, step or call.
    pub agent: NameId,
    /// Person.
    pub user: NameId,
    /// Key.
    pub key: NameId,
}

/// Texts that are each kept once. The first is the empty one.
#[derive(Debug)]
pub struct Names {
    ids: HashMap<Box<str>, NameId>,
    texts: Vec<Box<str>>,
}

/// All events.
#[derive(Debug, Default)]
pub struct Store {
    names: Names,
    contexts: HashMap<Context, u32>,
    context_list: Vec<Context>,
    entries: Entries,
    /// By hash of the id: positions of entries.
    by_id: HashTable<u32>,
    packed: Packed,
    /// Positions of entries that are left out, in order: see [`Store::leave_out`].
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

impl Default for Names {
    fn default() -> Names {
        let mut names = Names {
            ids: HashMap::new(),
            texts: Vec::new(),
        };
        names.id("");
        names
    }
}

impl Names {
    /// The id of a text, which is kept if it is new.
    pub fn id(&mut self, text: &str) -> NameId {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = self.texts.len() as NameId;
        self.texts.push(text.into());
        self.ids.insert(text.into(), id);
        id
    }

    /// A text that was kept; empty where there is none of that id.
    pub fn text(&self, id: NameId) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}

impl Store {
    /// Takes an event in: as a new one, or as one that says what another said, of which the better is kept whole.
    pub fn put(&mut self, format: u8, identity: Identity, event: &Event<'_>) -> Kept {
        let context = self.enter_context(format, event);
        let record = Record::of(context, event);
        let matches = self.matching(&identity);
        let Some((first, rest)) = matches.split_first() else {
            let Some(place) = self.packed.push(&record) else {
                return Kept::Full;
            };
            self.enter(identity, Place::At(place));
            return Kept::New;
        };
        let leader = *first;
        for other in rest {
            self.merge(leader, *other);
        }
        self.offer(leader, &record);
        if !self.is_known(&identity) {
            self.enter(identity, Place::Same(leader));
        }
        Kept::Duplicate
    }

    fn enter_context(&mut self, format: u8, event: &Event<'_>) -> u32 {
        let (names, terms, who) = (&mut self.names, &event.terms, &event.who);
        let context = Context {
            format,
            processing: names.id(&terms.processing),
            region: names.id(&terms.region),
            is_long_context: terms.is_long_context,
            model: names.id(&event.model),
            provider: names.id(&event.provider),
            project: names.id(&who.project),
            session: names.id(&who.session),
            agent: names.id(&who.agent),
            user: names.id(&who.user),
            key: names.id(&who.key),
        };
        let next = self.context_list.len() as u32;
        let id = *self.contexts.entry(context).or_insert(next);
        if id == next {
            self.context_list.push(context);
        }
        id
    }

    /// Leaders of every entry that says the same, each once, in the order of their positions.
    fn matching(&self, identity: &Identity) -> Vec<u32> {
        let mut leaders = Vec::new();
        for position in self.by_id.iter_hash(identity.id) {
            if self.entries.get(*position).identity().is_same(identity) {
                leaders.push(self.leader(*position));
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
        same.any(|position| self.entries.get(*position).identity() == *identity)
    }

    fn leader(&self, mut position: u32) -> u32 {
        while let Place::Same(next) = self.entries.get(position).place() {
            position = next;
        }
        position
    }

    fn enter(&mut self, identity: Identity, place: Place) {
        let position = self.entries.len() as u32;
        self.entries.push(Entry::new(identity, place));
        let entries = &self.entries;
        let id_of = |other: &u32| entries.get(*other).identity().id;
        self.by_id.insert_unique(identity.id, position, id_of);
    }

    fn merge(&mut self, leader: u32, other: u32) {
        if let Place::At(place) = self.entries.get(other).place() {
            let record = self.packed.get(place);
            self.offer(leader, &record);
            self.entries.set(other, Place::Same(leader));
        }
    }

    /// Keeps the better of two records of a leader.
    fn offer(&mut self, leader: u32, record: &Record) {
        let Place::At(place) = self.entries.get(leader).place() else {
            return;
        };
        let kept = self.packed.get(place);
        if self.rank(record) > self.rank(&kept)
            && let Some(place) = self.packed.replace(place, record)
        {
            self.entries.set(leader, Place::At(place));
        }
    }

    /// The better record is the greater: final, an original, more output, later, and then by all it holds, so that no
    /// order of files matters.
    fn rank<'own>(&'own self, record: &Record) -> impl PartialOrd + use<'own> {
        let context = self.context_list.get(record.context as usize);
        let text = |id: fn(&Context) -> NameId| context.map(|context| self.names.text(id(context)));
        (
            (record.finality, !record.is_copy, record.tokens.output()),
            record.at.map(|at| at.millis),
            record.tokens.input(),
            (record.charges.clone(), record.turn, record.flags),
            text(|context| context.model),
            text(|context| context.session),
            text(|context| context.project),
            text(|context| context.agent),
        )
    }

    /// How many distinct events there are.
    pub fn len(&self) -> usize {
        self.leading().count()
    }

    /// Positions and places of records, without those that are left out.
    fn leading(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let entries = self.entries.iter().enumerate();
        entries.filter_map(|(position, entry)| match entry.place() {
            Place::At(place) => {
                let position = position as u32;
                let is_left_out = self.left_out.binary_search(&position).is_ok();
                (!is_left_out).then_some((position, place))
            }
            Place::Same(_) => None,
        })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// Every distinct event with its identity.
    pub fn iter(&self) -> impl Iterator<Item = (Identity, Record)> + '_ {
        let each = self.leading();
        each.map(|(position, place)| {
            let identity = self.entries.get(position).identity();
            (identity, self.packed.get(place))
        })
    }

    /// What an event shares with others.
    pub fn context_of(&self, record: &Record) -> &Context {
        // A record holds the position that `context` gave it.
        &self.context_list[record.context as usize]
    }

    /// What events of that number share.
    pub fn context(&self, id: u32) -> Option<&Context> {
        self.context_list.get(id as usize)
    }

    /// A text that was kept.
    pub fn name(&self, id: NameId) -> &str {
        self.names.text(id)
    }

    /// Leaves out events, by a rule that sees their place among the others, until [`Store::take_back`].
    pub fn leave_out(&mut self, is_left_out: impl Fn(&Store, &Identity, &Record) -> bool) {
        let found = self.leading().filter(|(position, place)| {
            let identity = self.entries.get(*position).identity();
            is_left_out(self, &identity, &self.packed.get(*place))
        });
        let mut found: Vec<u32> = found.map(|(position, _)| position).collect();
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
        let entries = self.entries.bytes();
        entries + self.by_id.allocation_size() + self.packed.bytes()
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
