//! Records as bytes: every number as short as it is.

use hashbrown::HashMap;

use crate::decimal::Decimal;
use crate::event::{
    Calls, Charge, ChargeKind, Currency, Event, Finality, Flags, Grain, Outcome, hash_of,
};
use crate::moment::{Moment, Precision, Zone};
use crate::proof::Proof;
use crate::tokens::{Class, Tokens};

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Position of what it shares with others.
    pub context: u32,
    /// When.
    pub at: Option<Moment>,
    /// What the row stood for.
    pub grain: Grain,
    /// Whether the last word.
    pub finality: Finality,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether it was a copy.
    pub is_copy: bool,
    /// How places are known.
    pub proof: Proof,
    /// What somebody should know.
    pub flags: Flags,
    /// Hash of the turn; 0 is none.
    pub turn: u32,
    /// What was used.
    pub tokens: Tokens,
    /// Calls.
    pub calls: Calls,
    /// What it is said to have cost.
    pub charges: Vec<Charge>,
}

impl Record {
    pub(super) fn of(context: u32, event: &Event<'_>) -> Record {
        let mut flags = event.flags;
        if event.at.is_some_and(|at| at.zone == Zone::Assumed) {
            flags = flags.with(Flags::ASSUMED_ZONE);
        }
        let turn = match &*event.who.turn {
            "" => 0,
            turn => (hash_of(&turn) as u32).max(1),
        };
        let mut charges = event.charges.clone();
        charges.sort_unstable();
        Record {
            context,
            at: event.at,
            grain: event.grain,
            finality: event.finality,
            outcome: event.outcome,
            is_copy: event.is_copy,
            proof: event.proof,
            flags,
            turn,
            tokens: event.tokens,
            calls: event.calls,
            charges,
        }
    }
}

/// Records one behind the other, in blocks that never move.
#[derive(Debug, Default)]
pub(super) struct Packed {
    blocks: Vec<Vec<u8>>,
    /// Where the last record begins, for one that replaces it.
    last: u32,
    /// What many records begin with, each once: a record has its number.
    shapes: Vec<Shape>,
    numbers: HashMap<Shape, u32>,
    /// The record that is being written.
    bytes: Vec<u8>,
}

/// Time and grain, ends, flags and which counts there are.
type Shape = [u8; 6];

/// Bytes of a block: a place is the block times this and the byte in it.
const BLOCK: usize = 1 << 16;
/// A record with all it can have is shorter.
const LONGEST: usize = 1 << 12;
/// So many charges of one event are kept.
const MOST_CHARGES: usize = 15;

impl Packed {
    /// Keeps a record; `None` where two gigabytes are full.
    pub fn push(&mut self, record: &Record) -> Option<u32> {
        let shape = shape(record);
        let next = self.shapes.len() as u32;
        let number = *self.numbers.entry(shape).or_insert(next);
        if number == next {
            self.shapes.push(shape);
        }
        self.bytes.clear();
        write(&mut self.bytes, number, record);
        if self.bytes.len() > LONGEST {
            return None;
        }
        let is_full = |block: &Vec<u8>| block.len() + self.bytes.len() > BLOCK;
        if self.blocks.last().is_none_or(is_full) {
            if self.blocks.len() >= (1 << 31) / BLOCK {
                return None;
            }
            self.blocks.push(Vec::with_capacity(BLOCK));
        }
        let number = self.blocks.len() - 1;
        let block = self.blocks.last_mut()?;
        let place = (number * BLOCK + block.len()) as u32;
        block.extend_from_slice(&self.bytes);
        self.last = place;
        Some(place)
    }

    /// Keeps a record instead of another; in its place where that is the last one.
    pub fn replace(&mut self, place: u32, record: &Record) -> Option<u32> {
        if place == self.last
            && let Some(block) = self.blocks.last_mut()
        {
            block.truncate(place as usize % BLOCK);
        }
        self.push(record)
    }

    pub fn get(&self, place: u32) -> Record {
        let place = place as usize;
        let bytes = self.blocks.get(place / BLOCK);
        let bytes = bytes.and_then(|block| block.get(place % BLOCK..));
        let mut from = Cursor {
            bytes: bytes.unwrap_or_default(),
        };
        let shape = self.shapes.get(from.number() as usize);
        read(&mut from, shape.copied().unwrap_or_default())
    }

    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK
    }
}

fn shape(record: &Record) -> Shape {
    let zone = |at: Moment| 1 + at.precision as u8 * 2 + at.zone as u8;
    let grain = match record.grain {
        Grain::Request => 0,
        Grain::Turn => 1,
        Grain::Bucket { requests: None } => 2,
        Grain::Bucket { requests: Some(_) } => 3,
        Grain::Money => 4,
    };
    let ends = record.finality as u8 | (record.outcome as u8) << 2 | (record.proof as u8) << 4;
    let charges = record.charges.len().min(MOST_CHARGES);
    let counts = record.tokens.iter();
    let mask = counts.fold(0_u16, |mask, (class, _)| mask | 1 << class as u16);
    let [low, high] = mask.to_le_bytes();
    let more = u8::from(record.turn != 0) | u8::from(record.calls != Calls::default()) << 1;
    [
        record.at.map_or(0, zone) | grain << 4,
        ends | u8::from(record.is_copy) << 6,
        record.flags.0 & 15 | (charges as u8) << 4,
        low,
        high,
        more,
    ]
}

fn write(out: &mut Vec<u8>, shape: u32, record: &Record) {
    push(out, u128::from(shape));
    push(out, u128::from(record.context));
    if let Some(at) = record.at {
        push(out, zigzag(i128::from(at.millis)));
    }
    if let Grain::Bucket {
        requests: Some(requests),
    } = record.grain
    {
        push(out, u128::from(requests));
    }
    for (_, count) in record.tokens.iter() {
        push(out, u128::from(count));
    }
    if record.turn != 0 {
        out.extend_from_slice(&record.turn.to_le_bytes());
    }
    if record.calls != Calls::default() {
        push(out, u128::from(record.calls.web_searches));
        push(out, u128::from(record.calls.web_fetches));
    }
    for charge in record.charges.iter().take(MOST_CHARGES) {
        write_charge(out, charge);
    }
}

fn write_charge(out: &mut Vec<u8>, charge: &Charge) {
    out.push(charge.kind as u8);
    out.extend_from_slice(charge.currency.name().as_bytes());
    let (units, zeros) = without_zeros(charge.amount.units());
    out.push(zeros);
    push(out, zigzag(units));
}

/// A number without the zeros at its end, and how many those are.
fn without_zeros(units: i128) -> (i128, u8) {
    // Nearly all amounts are small enough for the quick way.
    if let Ok(mut small) = i64::try_from(units) {
        let mut zeros = 0;
        for (step, count) in [(100_000_000, 8), (10_000, 4), (100, 2), (10, 1)] {
            while small != 0 && small % step == 0 {
                (small, zeros) = (small / step, zeros + count);
            }
        }
        return (i128::from(small), zeros);
    }
    let (mut units, mut zeros) = (units, 0);
    while units % 10 == 0 && zeros < 30 {
        (units, zeros) = (units / 10, zeros + 1);
    }
    (units, zeros)
}

fn read(from: &mut Cursor<'_>, shape: Shape) -> Record {
    let [zone, ends, flags, low, high, more] = shape;
    let context = from.number() as u32;
    let at = read_moment(from, zone & 15);
    let grain = match zone >> 4 {
        0 => Grain::Request,
        1 => Grain::Turn,
        2 => Grain::Bucket { requests: None },
        3 => Grain::Bucket {
            requests: Some(from.number() as u64),
        },
        _ => Grain::Money,
    };
    let mask = u16::from_le_bytes([low, high]);
    let mut tokens = Tokens::default();
    for class in Class::ALL {
        if mask & 1 << class as u16 != 0 {
            tokens.set(class, from.number() as u64);
        }
    }
    let (mut turn, mut calls) = (0, Calls::default());
    if more & 1 != 0 {
        turn = u32::from_le_bytes([from.byte(), from.byte(), from.byte(), from.byte()]);
    }
    if more & 2 != 0 {
        calls.web_searches = from.number() as u64;
        calls.web_fetches = from.number() as u64;
    }
    let charges = (0..flags >> 4).map(|_| read_charge(from)).collect();
    let proofs = [
        Proof::Balanced,
        Proof::BySize,
        Proof::Assumed,
        Proof::Unbalanced,
    ];
    Record {
        context,
        at,
        grain,
        finality: Finality::ALL[usize::from(ends & 3).min(2)],
        outcome: Outcome::ALL[usize::from(ends >> 2 & 3)],
        is_copy: ends & 64 != 0,
        proof: proofs[usize::from(ends >> 4 & 3)],
        flags: Flags(flags & 15),
        turn,
        tokens,
        calls,
        charges,
    }
}

fn read_moment(from: &mut Cursor<'_>, code: u8) -> Option<Moment> {
    let code = code.checked_sub(1)?;
    Some(Moment {
        millis: unzigzag(from.number()) as i64,
        precision: match code / 2 {
            0 => Precision::Exact,
            1 => Precision::Hour,
            _ => Precision::Day,
        },
        zone: if code.is_multiple_of(2) {
            Zone::Named
        } else {
            Zone::Assumed
        },
    })
}

fn read_charge(from: &mut Cursor<'_>) -> Charge {
    let kind = match from.byte() {
        0 => ChargeKind::Billed,
        1 => ChargeKind::ProviderEstimate,
        2 => ChargeKind::ToolEstimate,
        3 => ChargeKind::Included,
        _ => ChargeKind::Credit,
    };
    let letters = [from.byte(), from.byte(), from.byte()];
    let letters = str::from_utf8(&letters).unwrap_or_default();
    let currency = Currency::parse(letters).unwrap_or(Currency::USD);
    let zeros = u32::from(from.byte());
    let units = unzigzag(from.number()).saturating_mul(10_i128.pow(zeros.min(30)));
    Charge {
        amount: Decimal::of_units(units),
        currency,
        kind,
    }
}

fn push(out: &mut Vec<u8>, mut number: u128) {
    while u64::try_from(number).is_err() {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    let mut number = number as u64;
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn zigzag(number: i128) -> u128 {
    (number << 1 ^ number >> 127) as u128
}

fn unzigzag(number: u128) -> i128 {
    (number >> 1) as i128 ^ -((number & 1) as i128)
}

struct Cursor<'bytes> {
    bytes: &'bytes [u8],
}

impl Cursor<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        *first
    }

    fn number(&mut self) -> u128 {
        let (mut number, mut shift) = (0_u128, 0);
        loop {
            let byte = self.byte();
            number |= u128::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 || shift > 126 {
                return number;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_record_reads_back_as_it_was() {
        let mut tokens = Tokens::default();
        tokens.set(Class::Fresh, 0);
        tokens.set(Class::OutputImage, u64::MAX);
        tokens.set(Class::Write1h, 11_821);
        let amount = Decimal::parse("-0.00165325").unwrap();
        let record = Record {
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
            charges: vec![Charge::usd(amount, ChargeKind::Included)],
        };
        let mut packed = Packed::default();
        let place = packed.push(&record).unwrap();
        assert_eq!(packed.get(place), record);
        let plain = Record {
            at: None,
            turn: 0,
            calls: Calls::default(),
            charges: Vec::new(),
            grain: Grain::Request,
            ..record
        };
        let place = packed.replace(place, &plain).unwrap();
        assert_eq!(packed.get(place), plain);
        assert_eq!(place, 0);
    }
}
