//! A document as bytes: what it has that another one has not, field by field. Links and the bases that they start from
//! are written so.
//!
//! ```text
//! entries:   number of the field * 8 + wire, value
//! ```
//!
//! Every field has a number that never changes and every value a wire that can be skipped, so an older version reads
//! what it knows of a newer link and keeps the rest. Numbers 1 and 2 say of which step and level the entries after
//! them are. A step that the base has not begins as a copy of the step before it.

pub(crate) mod bytes;
mod raw;

use crate::document::{
    Level, MAX_LEVELS, MAX_ROWS, MAX_STEPS, NUMBERS, Scenario, Set, Settings, Step,
};
use crate::field::{Access, Datum, FIELDS, Field, about};
use bytes::{put, take};
use raw::{Raw, loose_datum, with_loose, with_raw};

/// A part `name=value` of a human link that nobody here knew.
const TEXT: u64 = 0;
/// Of which step the next entries are.
const STEP: u64 = 1;
/// Of which level of it.
const LEVEL: u64 = 2;
/// How many steps there are.
const STEPS: u64 = 3;
/// How many levels the step has.
const LEVELS: u64 = 4;
/// Whether results are looked at.
const CHECKING: u64 = 5;
/// Bits of a key that are the wire.
const WIRE_BITS: u32 = 3;

/// Appends what a document has that its base has not.
pub(crate) fn write(bytes: Vec<u8>, scenario: &Scenario, from: &Scenario) -> Vec<u8> {
    let mut writer = Writer {
        bytes,
        step: 0,
        level: 0,
    };
    if scenario.steps.len() != from.steps.len() {
        writer.entry(STEPS, Raw::Count(scenario.steps.len() as u64));
    }
    if scenario.checking.is_some() != from.checking.is_some() {
        writer.entry(CHECKING, Raw::Count(scenario.checking.is_some().into()));
    }
    for field in FIELDS.iter().filter(|field| **field != &about::PRICES) {
        if let Access::Scenario(..) = field.access
            && (scenario.checking.is_some() || !field.is_of_checking())
        {
            let before = if from.checking.is_none() && field.is_of_checking() {
                field.default()
            } else {
                field.in_document(from)
            };
            writer.difference(field, &field.in_document(scenario), &before);
        }
    }
    for (index, step) in scenario.steps.iter().enumerate() {
        writer.step(scenario, index, step, from);
    }
    writer.settings(&scenario.settings, &from.settings);
    for part in &scenario.unknown {
        writer.unknown(part);
    }
    writer.bytes
}

struct Writer {
    bytes: Vec<u8>,
    /// Where a reader is at the end of what has been written.
    step: u64,
    level: u64,
}

impl Writer {
    fn entry(&mut self, number: u64, raw: Raw<'_>) {
        put(&mut self.bytes, number << WIRE_BITS | raw.wire());
        raw.write(&mut self.bytes);
    }

    fn difference(&mut self, field: &Field, datum: &Datum, before: &Datum) {
        if datum != before {
            with_raw(datum, field.rule.kind, |raw| {
                self.entry(field.number.into(), raw);
            });
        }
    }

    fn move_to(&mut self, step: u64, level: u64) {
        if step != self.step {
            self.entry(STEP, Raw::Count(step));
            (self.step, self.level) = (step, 0);
        }
        if level != self.level {
            self.entry(LEVEL, Raw::Count(level));
            self.level = level;
        }
    }

    fn step(&mut self, scenario: &Scenario, index: usize, step: &Step, from: &Scenario) {
        let at = index as u64;
        let blank = Step::default();
        let before = match (from.steps.get(index), index.checked_sub(1)) {
            (Some(step), _) => step,
            (None, Some(last)) => {
                self.move_to(at, 0); // makes the copy, even where nothing differs
                scenario.steps.get(last).unwrap_or(&blank)
            }
            (None, None) => &blank,
        };
        if step.levels.len() != before.levels.len() {
            self.move_to(at, 0);
            self.entry(LEVELS, Raw::Count(step.levels.len() as u64));
        }
        for field in FIELDS {
            if let Access::Step(..) = field.access {
                let (datum, before) = (field.in_step(step), field.in_step(before));
                if datum != before {
                    self.move_to(at, 0);
                    self.difference(field, &datum, &before);
                }
            }
        }
        let blank = Level::default();
        for (place, level) in step.levels.iter().enumerate() {
            let before = before.levels.get(place).unwrap_or(&blank);
            for field in FIELDS {
                if let Access::Level(get, _) = field.access {
                    let (datum, before) = (get(level), get(before));
                    if datum != before {
                        self.move_to(at, place as u64);
                        self.difference(field, &datum, &before);
                    }
                }
            }
        }
    }

    /// What is set, and what is no longer.
    fn settings(&mut self, settings: &Settings, from: &Settings) {
        for set in settings.iter() {
            if from.set(set.number, set.index) != Some(set) {
                with_loose(&set.datum, |raw| self.setting(set, raw));
            }
        }
        for set in from.iter() {
            if settings.set(set.number, set.index).is_none() {
                self.setting(set, Raw::Open);
            }
        }
    }

    fn setting(&mut self, set: &Set, raw: Raw<'_>) {
        self.move_to(set.index as u64, 0);
        self.entry(set.number, raw);
    }

    /// A part that was kept: as the entry that it was, or as text.
    fn unknown(&mut self, part: &str) {
        let Some((number, step, level, wire, content)) = kept_entry(part) else {
            return self.entry(TEXT, Raw::Bytes(part.as_bytes()));
        };
        self.move_to(step, level);
        put(&mut self.bytes, number << WIRE_BITS | wire);
        self.bytes.extend(content);
    }
}

/// What was not taken from a link, one word for each reason.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Left {
    /// A field that is not known here, kept under this name.
    Unknown(String),
    /// A part of a human link that is to be tried by name.
    Text(String),
    /// The document refuses the value.
    Refused(crate::problem::Problem),
    /// The rest cannot be read.
    Rest,
}

/// Sets what entries say, in a document that is the base; what cannot be set goes to `leave`.
pub(crate) fn apply(mut entries: &[u8], scenario: &mut Scenario, leave: &mut dyn FnMut(Left)) {
    let next_new = scenario.steps.len();
    let mut reader = Reader {
        scenario,
        step: 0,
        level: 0,
        next_new,
    };
    while !entries.is_empty() {
        if reader.entry(&mut entries, leave).is_none() {
            leave(Left::Rest);
            break;
        }
    }
}

struct Reader<'a> {
    scenario: &'a mut Scenario,
    step: usize,
    level: usize,
    /// The first step that the base has not and that no entry was of yet.
    next_new: usize,
}

impl Reader<'_> {
    /// One entry; nothing where none can be read.
    fn entry(&mut self, rest: &mut &[u8], leave: &mut dyn FnMut(Left)) -> Option<()> {
        let key = take(rest)?;
        let (number, wire) = (key >> WIRE_BITS, key & ((1 << WIRE_BITS) - 1));
        let before = *rest;
        let raw = Raw::read(wire, rest)?;
        match (number, raw) {
            (TEXT, Raw::Bytes(text)) => leave(Left::Text(core::str::from_utf8(text).ok()?.into())),
            (STEP..=CHECKING, Raw::Count(count)) => {
                self.shape(number, u32::try_from(count).ok()? as usize);
            }
            _ => {
                let content = &before[..before.len() - rest.len()];
                self.field(number, raw, wire, content, leave);
            }
        }
        Some(())
    }

    fn shape(&mut self, number: u64, count: usize) {
        match number {
            STEP => {
                (self.step, self.level) = (count, 0);
                if count >= self.next_new {
                    self.next_new = count.saturating_add(1);
                    let before = count
                        .checked_sub(1)
                        .and_then(|before| self.scenario.steps.get(before))
                        .cloned();
                    if let (Some(before), Some(step)) = (before, self.scenario.steps.get_mut(count))
                    {
                        *step = before;
                    }
                }
            }
            LEVEL => self.level = count,
            STEPS => self
                .scenario
                .steps
                .resize_with(count.min(MAX_STEPS), Step::default),
            LEVELS => {
                if let Some(step) = self.scenario.steps.get_mut(self.step) {
                    step.levels
                        .resize_with(count.min(MAX_LEVELS), Level::default);
                }
            }
            _ => {
                let table = self.scenario.checking.take().unwrap_or_default();
                self.scenario.checking = (count != 0).then_some(table);
            }
        }
    }

    fn field(
        &mut self,
        number: u64,
        raw: Raw<'_>,
        wire: u64,
        content: &[u8],
        leave: &mut dyn FnMut(Left),
    ) {
        let field = FIELDS
            .iter()
            .find(|field| u64::from(field.number) == number);
        let known = field.and_then(|field| Some((field, raw.datum(field.rule.kind)?)));
        // A level has no ranges yet: one of a newer version is kept as it came.
        let is_later = |(field, datum): &(&&Field, Datum)| {
            matches!((field.access, datum), (Access::Level(..), Datum::Range(_)))
        };
        let known = known.filter(|known| !is_later(known));
        let is_setting = NUMBERS.contains(&number) && self.level == 0;
        if is_setting && self.step < MAX_ROWS {
            return match loose_datum(raw) {
                Some(datum) => self.scenario.settings.keep(number, self.step, &datum),
                None => self.unknown(number, wire, content, leave),
            };
        }
        let Some((field, datum)) = known else {
            return self.unknown(number, wire, content, leave);
        };
        let place = field.of_level(self.step, self.level);
        if let Err(problem) = self.scenario.set(&place, datum) {
            leave(Left::Refused(problem));
        }
    }

    /// Keeps an entry that is not known here.
    fn unknown(&mut self, number: u64, wire: u64, content: &[u8], leave: &mut dyn FnMut(Left)) {
        let name = kept_name(number, self.step, self.level, wire, content);
        self.scenario.unknown.push(name.clone());
        leave(Left::Unknown(name));
    }
}

/// The name under which an entry is kept that is not known here: field, step, level, wire, bytes.
fn kept_name(number: u64, step: usize, level: usize, wire: u64, content: &[u8]) -> String {
    let mut name = format!("x{number}.{step}.{level}={wire}.");
    for byte in content {
        name.push_str(&format!("{byte:02x}"));
    }
    name
}

fn kept_entry(part: &str) -> Option<(u64, u64, u64, u64, Vec<u8>)> {
    let (name, value) = part.strip_prefix('x')?.split_once('=')?;
    let mut numbers = name.split('.').map(|number| number.parse::<u64>().ok());
    let (number, step, level) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let (wire, hex) = value.split_once('.')?;
    let wire = wire.parse::<u64>().ok()?;
    let nibble = |digit: u8| char::from(digit).to_digit(16);
    let pairs = hex.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| Some((nibble(*pair.first()?)? * 16 + nibble(*pair.get(1)?)?) as u8))
        .collect();
    let bytes = bytes?;
    // What is not one whole value would spoil what stands after it; what has no number of its own is text.
    let mut rest = &bytes[..];
    let whole = Raw::read(wire, &mut rest).is_some() && rest.is_empty();
    let is_canonical = kept_name(number, step as usize, level as usize, wire, &bytes) == part;
    (number > CHECKING
        && number >> (64 - WIRE_BITS) == 0
        && whole
        && is_canonical
        && numbers.next().is_none())
    .then_some((number, step, level, wire, bytes))
}
