//! The compact form of a link: the number of its base, its price snapshot, then what the document has that the base has
//! not ([`crate::wire`]).

use super::snapshots;
use crate::document::Scenario;
use crate::wire;
use crate::wire::bytes::{put, take};

/// The bytes of a document; `base` is the one it starts from, with its number, 0 being the blank one.
pub(super) fn write(scenario: &Scenario, base: u64, from: &Scenario) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes, base);
    snapshots::write(&mut bytes, scenario.prices.as_deref());
    wire::write(bytes, scenario, from)
}

/// Reads the beginning: the number of the base, the name of the price snapshot unless it is the newest.
pub(super) fn start(bytes: &mut &[u8]) -> Option<(u64, Option<String>)> {
    Some((take(bytes)?, snapshots::read(bytes)?))
}
