//! A record as bytes: every number as short as it is, and what many records have in common once.

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

/// What many records begin with, each once: time and grain, ends, flags, which counts there are, what else there is, and
/// of the first charge its kind and currency.
pub(super) type Shape = [u8; 10];

/// What the numbers of a block's records are counted from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Base {
    /// Milliseconds since 1970.
    pub millis: i64,
    /// Position among the turns.
    pub turn: u32,
}

/// So many charges of one event are kept.
const MOST_CHARGES: usize = 15;
/// There is a turn.
const TURN: u8 = 1;
/// There are calls.
const CALLS: u8 = 2;
/// The identity has a second id.
const SECOND: u8 = 4;

/// Whether records of a shape have a second id.
pub(super) fn has_second(shape: &Shape) -> bool {
    shape[5] & SECOND != 0
}

pub(super) fn shape(record: &Record, second: u32) -> Shape {
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
    let flag = |is_there: bool, flag: u8| if is_there { flag } else { 0 };
    let more = flag(record.turn != 0, TURN)
        | flag(record.calls != Calls::default(), CALLS)
        | flag(second != 0, SECOND);
    let [kind, letters @ ..] = record.charges.first().map_or([0; 4], |charge| {
        let [one, two, three] = charge.currency.letters();
        [charge.kind as u8, one, two, three]
    });
    let [one, two, three] = letters;
    [
        record.at.map_or(0, zone) | grain << 4,
        ends | u8::from(record.is_copy) << 6,
        record.flags.0 & 15 | (charges as u8) << 4,
        low,
        high,
        more,
        kind,
        one,
        two,
        three,
    ]
}

/// Writes all but its shape, its identity and its context.
pub(super) fn write(out: &mut Vec<u8>, record: &Record, base: Base, turn: u32) {
    if let Some(at) = record.at {
        push(out, zigzag(i128::from(at.millis) - i128::from(base.millis)));
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
        push(out, zigzag(i128::from(turn) - i128::from(base.turn)));
    }
    if record.calls != Calls::default() {
        push(out, u128::from(record.calls.web_searches));
        push(out, u128::from(record.calls.web_fetches));
    }
    for (position, charge) in record.charges.iter().take(MOST_CHARGES).enumerate() {
        if position > 0 {
            out.push(charge.kind as u8);
            out.extend_from_slice(&charge.currency.letters());
        }
        let (units, zeros) = without_zeros(charge.amount.units());
        out.push(zeros);
        push(out, zigzag(units));
    }
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

/// Reads what [`write()`] wrote.
pub(super) fn read(
    from: &mut Cursor<'_>,
    shape: &Shape,
    context: u32,
    base: Base,
    turns: &[u32],
) -> Record {
    let [zone, ends, flags, low, high, more, kind, letters @ ..] = *shape;
    let at = read_moment(from, zone & 15, base);
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
    if more & TURN != 0 {
        let position = unzigzag(from.number()) + i128::from(base.turn);
        let position = usize::try_from(position).unwrap_or(usize::MAX);
        turn = turns.get(position).copied().unwrap_or(0);
    }
    if more & CALLS != 0 {
        calls.web_searches = from.number() as u64;
        calls.web_fetches = from.number() as u64;
    }
    let charges = (0..flags >> 4).map(|position| match position {
        0 => read_charge(from, kind, letters),
        _ => {
            let kind = from.byte();
            let letters = [from.byte(), from.byte(), from.byte()];
            read_charge(from, kind, letters)
        }
    });
    let charges = charges.collect();
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

fn read_moment(from: &mut Cursor<'_>, code: u8, base: Base) -> Option<Moment> {
    let code = code.checked_sub(1)?;
    Some(Moment {
        millis: (unzigzag(from.number()) + i128::from(base.millis)) as i64,
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

fn read_charge(from: &mut Cursor<'_>, kind: u8, letters: [u8; 3]) -> Charge {
    let kind = match kind {
        0 => ChargeKind::Billed,
        1 => ChargeKind::ProviderEstimate,
        2 => ChargeKind::ToolEstimate,
        3 => ChargeKind::Included,
        _ => ChargeKind::Credit,
    };
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

/// Seven bits a byte, the lowest first.
pub(super) fn push(out: &mut Vec<u8>, mut number: u128) {
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

/// Reads bytes from the first; behind the last there are zeros.
pub(super) struct Cursor<'bytes> {
    pub bytes: &'bytes [u8],
}

impl Cursor<'_> {
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        *first
    }

    /// What [`push`] wrote.
    pub fn number(&mut self) -> u128 {
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

    /// Four bytes.
    pub fn word(&mut self) -> u32 {
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }
}
