//! What many events share, each once.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use crate::event::Event;

/// A name that was kept.
pub type NameId = u32;

/// What many events share: everything but time, counts and money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Context {
    /// Position of the format in the table of formats.
    pub format: u8,
    /// Within which ids alone are enough ([`crate::event::Identity::scope`]).
    pub scope: u32,
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
struct Names {
    texts: Vec<Box<str>>,
    /// By hash of the text: its id.
    ids: HashTable<NameId>,
    hasher: DefaultHashBuilder,
}

/// All that events share, by its positions.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    names: Names,
    positions: HashMap<Context, u32>,
    list: Vec<Context>,
}

impl Contexts {
    /// The position of what an event shares with others.
    pub fn enter(&mut self, format: u8, scope: u32, event: &Event<'_>) -> u32 {
        let (names, terms, who) = (&mut self.names, &event.terms, &event.who);
        let context = Context {
            format,
            scope,
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
        self.position_of(context)
    }

    /// The position of a context, which is kept if it is new.
    pub fn position_of(&mut self, context: Context) -> u32 {
        let next = self.list.len() as u32;
        let position = *self.positions.entry(context).or_insert(next);
        if position == next {
            self.list.push(context);
        }
        position
    }

    /// The position here of what stands elsewhere at a position. Names come in the order in which an event enters them.
    pub fn translate(&mut self, others: &Contexts, position: u32) -> u32 {
        let other = others.at(position);
        let mut name = |id| self.names.id(others.name(id));
        let context = Context {
            format: other.format,
            scope: other.scope,
            processing: name(other.processing),
            region: name(other.region),
            is_long_context: other.is_long_context,
            model: name(other.model),
            provider: name(other.provider),
            project: name(other.project),
            session: name(other.session),
            agent: name(other.agent),
            user: name(other.user),
            key: name(other.key),
        };
        self.position_of(context)
    }

    /// What stands at a position that was given.
    pub fn at(&self, position: u32) -> &Context {
        &self.list[position as usize]
    }

    /// What stands at a position.
    pub fn get(&self, position: u32) -> Option<&Context> {
        self.list.get(position as usize)
    }

    /// A text that was kept.
    pub fn name(&self, id: NameId) -> &str {
        self.names.text(id)
    }
}

impl Default for Names {
    fn default() -> Names {
        let mut names = Names {
            texts: Vec::new(),
            ids: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        };
        names.id("");
        names
    }
}

impl Names {
    /// The id of a text, which is kept if it is new.
    pub fn id(&mut self, text: &str) -> NameId {
        if text.is_empty() && !self.texts.is_empty() {
            return 0;
        }
        let (texts, hasher) = (&mut self.texts, &self.hasher);
        let is_it = |id: &NameId| &*texts[*id as usize] == text;
        let hash = hasher.hash_one(text);
        if let Some(id) = self.ids.find(hash, is_it) {
            return *id;
        }
        let id = texts.len() as NameId;
        texts.push(text.into());
        let hash_again = |id: &NameId| hasher.hash_one(&*texts[*id as usize]);
        self.ids.insert_unique(hash, id, hash_again);
        id
    }

    /// A text that was kept; empty where there is none of that id.
    pub fn text(&self, id: NameId) -> &str {
        self.texts.get(id as usize).map_or("", |text| text)
    }
}
