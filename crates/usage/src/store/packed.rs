//! Records one behind the other, in blocks that never move: a growing list would hold its memory twice. A record begins with
//! the number of its shape and its id, so that by its place alone it is found again and told apart.

use hashbrown::HashMap;

use crate::event::Identity;

use super::record::{self, Base, Cursor, Record, Shape, has_second, push, shape};

/// All records, by their places.
#[derive(Debug, Default)]
pub(super) struct Packed {
    blocks: Vec<Block>,
    /// Where the last record begins, for one that replaces it.
    last: Option<u32>,
    shapes: Vec<Shape>,
    numbers: HashMap<Shape, u32>,
    /// The number of the last shape.
    former: u32,
    /// The turns in the order in which they came, each as long as it went on.
    turns: Vec<u32>,
    /// The record that is being written.
    scratch: Vec<u8>,
}

#[derive(Debug)]
struct Block {
    bytes: Vec<u8>,
    base: Base,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// A record, with its id and second id.
    Record {
        /// Hash of the id.
        id: u64,
        /// Hash of a second id; 0 is none.
        second: u32,
        /// Position of what it shares with others, its scope among it.
        context: u32,
    },
    /// Another identity of the record that stands at a place.
    Alias(Identity, u32),
    /// Nothing any more: the better record stands at another place.
    Moved(u32),
}

/// Bytes of a block: a place is the block times this and the byte in it. In a short block times and turns are near to where
/// they are counted from, and of the last one little is empty.
const BLOCK: usize = 1 << 14;
/// So many blocks have places of 32 bits.
const MOST_BLOCKS: usize = 1 << 18;
/// What stands at a place that is no record; the numbers of shapes begin behind them.
const ALIAS: u32 = 0;
const MOVED: u32 = 1;
const FIRST_SHAPE: u32 = 2;

impl Packed {
    /// Keeps a record; `None` where four gigabytes are full.
    pub fn push(&mut self, id: u64, second: u32, record: &Record) -> Option<u32> {
        let turn = self.turn(record.turn);
        self.write(id, second, record, turn);
        if self.room() < self.scratch.len() {
            self.open(Base {
                millis: record.at.map_or(0, |at| at.millis),
                turn,
            })?;
            self.write(id, second, record, turn);
        }
        self.last = self.append();
        self.last
    }

    /// Keeps another identity of the record at a place.
    pub fn alias(&mut self, identity: Identity, of: u32) -> Option<u32> {
        self.scratch.clear();
        push(&mut self.scratch, ALIAS.into());
        self.scratch.extend_from_slice(&identity.id.to_le_bytes());
        for word in [identity.scope, identity.second, of] {
            self.scratch.extend_from_slice(&word.to_le_bytes());
        }
        if self.room() < self.scratch.len() {
            self.open(Base::default())?;
        }
        self.last = None;
        self.append()
    }

    /// Keeps a record instead of another: in its place where that is the last one and there is room, else where it is
    /// then found from there.
    pub fn replace(&mut self, place: u32, id: u64, second: u32, record: &Record) -> Option<u32> {
        if self.last == Some(place) {
            let at = place as usize % BLOCK;
            let turn = self.turn(record.turn);
            self.write(id, second, record, turn);
            if let Some(block) = self.blocks.last_mut()
                && at + self.scratch.len() <= BLOCK
            {
                block.bytes.truncate(at);
                return self.append();
            }
        }
        let new = self.push(id, second, record)?;
        self.leave(place, new);
        Some(new)
    }

    /// Leaves nothing at a place but where to look instead.
    pub fn leave(&mut self, place: u32, to: u32) {
        let length = self.whole(place).2 as u16;
        let at = place as usize % BLOCK;
        let block = self.blocks.get_mut(place as usize / BLOCK);
        // No record is shorter: its id alone has eight bytes.
        if let Some(bytes) = block.and_then(|block| block.bytes.get_mut(at..at + 7)) {
            bytes[0] = MOVED as u8;
            bytes[1..5].copy_from_slice(&to.to_le_bytes());
            bytes[5..7].copy_from_slice(&length.to_le_bytes());
        }
        if self.last == Some(place) {
            self.last = None;
        }
    }

    /// What stands at a place.
    pub fn stands(&self, place: u32) -> Stands {
        self.head(&mut self.cursor(place)).0
    }

    /// The id by which a record or another identity of it is found.
    pub fn id(&self, place: u32) -> u64 {
        match self.stands(place) {
            Stands::Record { id, .. } => id,
            Stands::Alias(identity, _) => identity.id,
            Stands::Moved(_) => 0,
        }
    }

    /// The record at a place, where one stands.
    pub fn record(&self, place: u32) -> Option<Record> {
        self.whole(place).1
    }

    /// Every record with its place, id and second id, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64, u32, Record)> + '_ {
        self.blocks
            .iter()
            .enumerate()
            .flat_map(move |(number, block)| {
                let mut at = 0;
                std::iter::from_fn(move || {
                    while at < block.bytes.len() {
                        let place = (number * BLOCK + at) as u32;
                        let (stands, record, length) = self.whole(place);
                        at += length;
                        if let (Stands::Record { id, second, .. }, Some(record)) = (stands, record)
                        {
                            return Some((place, id, second, record));
                        }
                    }
                    None
                })
            })
    }

    /// Bytes that are kept.
    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK + self.turns.capacity() * size_of::<u32>()
    }

    /// What stands at a place, with the record where that is one, and how many bytes it has.
    fn whole(&self, place: u32) -> (Stands, Option<Record>, usize) {
        let mut from = self.cursor(place);
        let before = from.bytes.len();
        let (stands, shape) = self.head(&mut from);
        let mut record = None;
        match stands {
            Stands::Record { context, .. } => {
                let base = self.base(place);
                record = Some(record::read(&mut from, &shape, context, base, &self.turns));
            }
            Stands::Alias(..) => {}
            Stands::Moved(_) => {
                let length = u16::from_le_bytes([from.byte(), from.byte()]);
                return (stands, None, usize::from(length).max(1));
            }
        }
        (stands, record, (before - from.bytes.len()).max(1))
    }

    fn head(&self, from: &mut Cursor<'_>) -> (Stands, Shape) {
        let number = from.number() as u32;
        if number == MOVED {
            return (Stands::Moved(from.word()), Shape::default());
        }
        let id = u64::from(from.word()) | u64::from(from.word()) << 32;
        if number == ALIAS {
            let identity = Identity {
                id,
                scope: from.word(),
                second: from.word(),
            };
            return (Stands::Alias(identity, from.word()), Shape::default());
        }
        let shape = self.shapes.get((number - FIRST_SHAPE) as usize);
        let shape = shape.copied().unwrap_or_default();
        let second = if has_second(&shape) { from.word() } else { 0 };
        let context = from.number() as u32;
        let stands = Stands::Record {
            id,
            second,
            context,
        };
        (stands, shape)
    }

    /// Writes a record into the scratch.
    fn write(&mut self, id: u64, second: u32, record: &Record, turn: u32) {
        let base = self
            .blocks
            .last()
            .map_or(Base::default(), |block| block.base);
        let shape = shape(record, second);
        let number = self.number(shape);
        self.scratch.clear();
        push(&mut self.scratch, (number + FIRST_SHAPE).into());
        self.scratch.extend_from_slice(&id.to_le_bytes());
        if second != 0 {
            self.scratch.extend_from_slice(&second.to_le_bytes());
        }
        push(&mut self.scratch, record.context.into());
        record::write(&mut self.scratch, record, base, turn);
    }

    /// The number of a shape, which is mostly that of the record before.
    fn number(&mut self, shape: Shape) -> u32 {
        if self.shapes.get(self.former as usize) != Some(&shape) {
            let next = self.shapes.len() as u32;
            self.former = *self.numbers.entry(shape).or_insert(next);
            if self.former == next {
                self.shapes.push(shape);
            }
        }
        self.former
    }

    /// How many bytes the last block still takes.
    fn room(&self) -> usize {
        self.blocks
            .last()
            .map_or(0, |block| BLOCK - block.bytes.len())
    }

    /// Begins a block; `None` where there is no place for more.
    fn open(&mut self, base: Base) -> Option<()> {
        let is_room = self.blocks.len() < MOST_BLOCKS;
        is_room.then(|| {
            self.blocks.push(Block {
                bytes: Vec::with_capacity(BLOCK),
                base,
            });
        })
    }

    /// Puts what was written behind the last record, where there is room.
    fn append(&mut self) -> Option<u32> {
        let number = self.blocks.len().checked_sub(1)?;
        let block = self.blocks.last_mut()?;
        let place = (number * BLOCK + block.bytes.len()) as u32;
        block.bytes.extend_from_slice(&self.scratch);
        Some(place)
    }

    /// The position of a turn, which is a new one where the last was another.
    fn turn(&mut self, turn: u32) -> u32 {
        if turn != 0 && self.turns.last() != Some(&turn) {
            self.turns.push(turn);
        }
        self.turns.len().saturating_sub(1) as u32
    }

    fn base(&self, place: u32) -> Base {
        let block = self.blocks.get(place as usize / BLOCK);
        block.map_or(Base::default(), |block| block.base)
    }

    fn cursor(&self, place: u32) -> Cursor<'_> {
        let block = self.blocks.get(place as usize / BLOCK);
        let bytes = block.and_then(|block| block.bytes.get(place as usize % BLOCK..));
        Cursor {
            bytes: bytes.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::decimal::Decimal;
    use crate::event::{Calls, Charge, ChargeKind, Currency, Finality, Flags, Grain, Outcome};
    use crate::moment::Moment;
    use crate::proof::Proof;
    use crate::tokens::{Class, Tokens};

    fn full() -> Record {
        let mut tokens = Tokens::default();
        tokens.set(Class::Fresh, 0);
        tokens.set(Class::OutputImage, u64::MAX);
        tokens.set(Class::Write1h, 11_821);
        let amount = |text| Decimal::parse(text).unwrap();
        Record {
            context: 300,
            at: Moment::parse("2026-08-20T10:21:56.220Z"),
            grain: Grain::Bucket { requests: Some(7) },
            finality: Finality::Final,
            outcome: Outcome::GatewayCache,
            is_copy: true,
            proof: Proof::Unbalanced,
            flags: Flags::CLAMPED,
            turn: 77,
            tokens,
            calls: Calls {
                web_searches: 3,
                web_fetches: 0,
            },
            charges: vec![
                Charge::usd(amount("-0.00165325"), ChargeKind::Included),
                Charge {
                    amount: amount("900000000000"),
                    currency: Currency::parse("EUR").unwrap(),
                    kind: ChargeKind::Credit,
                },
            ],
        }
    }

    fn plain(count: u64) -> Record {
        let mut tokens = Tokens::default();
        tokens.set(Class::Visible, count);
        Record {
            context: 1,
            at: None,
            turn: 0,
            calls: Calls::default(),
            charges: Vec::new(),
            grain: Grain::Request,
            tokens,
            ..full()
        }
    }

    #[test]
    fn a_record_reads_back_as_it_was_and_another_takes_its_place() {
        let mut packed = Packed::default();
        let first = packed.push(1, 0, &plain(1)).unwrap();
        let place = packed.push(u64::MAX, 9, &full()).unwrap();
        assert_eq!(packed.record(place), Some(full()));
        let same = packed.replace(place, u64::MAX, 9, &plain(2)).unwrap();
        assert_eq!((same, packed.record(same)), (place, Some(plain(2))));
        // One that others stand behind moves, and is found from where it was.
        let moved = packed.replace(first, 1, 0, &full()).unwrap();
        assert_ne!(moved, first);
        assert_eq!(packed.stands(first), Stands::Moved(moved));
        let identity = Identity {
            id: 5,
            scope: 6,
            second: 7,
        };
        let alias = packed.alias(identity, moved).unwrap();
        assert_eq!(packed.stands(alias), Stands::Alias(identity, moved));
        let all: Vec<_> = packed.iter().collect();
        assert_eq!(all, [(place, u64::MAX, 9, plain(2)), (moved, 1, 0, full())]);
    }

    #[test]
    fn many_records_fill_blocks_and_all_are_found() {
        let mut packed = Packed::default();
        let records: Vec<Record> = (0..9_000_u64)
            .map(|number| Record {
                turn: 1 + (number / 5) as u32,
                at: Moment::of_count(1_785_578_400_000 + number as i64 * 40_000),
                ..plain(number * number)
            })
            .collect();
        let places = records.iter().enumerate();
        let places: Vec<u32> = places
            .map(|(number, record)| packed.push(number as u64, 3, record).unwrap())
            .collect();
        assert!(packed.blocks.len() > 2);
        let found: Vec<Record> = packed.iter().map(|(_, _, _, record)| record).collect();
        assert_eq!(found, records);
        for (place, record) in places.iter().zip(&records) {
            assert_eq!(packed.record(*place).as_ref(), Some(record));
        }
    }
}
