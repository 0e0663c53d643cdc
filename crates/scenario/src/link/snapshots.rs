//! The price snapshots that there were, numbered: a link names the one that it was made with.

use crate::wire::bytes::{put, take, take_bytes};

/// Names in the order of their numbers, from 1. Names are added at the end, never changed or moved: a list may be older
/// than the ones before it.
pub const SNAPSHOTS: [&str; 2] = ["genai-prices-0.2.3", "genai-prices-0.2.1"];

/// Number of the price list that rides in the programs.
const NEWEST: usize = 1;

/// The newest one: what a document means that names none.
#[must_use]
pub fn newest() -> &'static str {
    SNAPSHOTS[NEWEST - 1]
}

/// Before a number that is not known here.
const UNNAMED: &str = "snapshot-";

/// Appends the number of a snapshot, or 0 and the name of one that has none.
pub(super) fn write(bytes: &mut Vec<u8>, name: Option<&str>) {
    let name = name.unwrap_or(newest());
    let known = SNAPSHOTS
        .iter()
        .position(|known| *known == name)
        .map(|place| place as u64 + 1);
    let unnamed = || {
        name.strip_prefix(UNNAMED)?
            .parse()
            .ok()
            .filter(|number| *number > SNAPSHOTS.len() as u64)
    };
    match known.or_else(unnamed) {
        Some(number) => put(bytes, number),
        None => {
            put(bytes, 0);
            put(bytes, name.len() as u64);
            bytes.extend_from_slice(name.as_bytes());
        }
    }
}

/// Takes the name of a snapshot off the front; nothing inside for the newest one.
pub(super) fn read(bytes: &mut &[u8]) -> Option<Option<String>> {
    let number = take(bytes)?;
    let name = match usize::try_from(number).ok()?.checked_sub(1) {
        None => {
            let count = take(bytes)?;
            core::str::from_utf8(take_bytes(bytes, count)?).ok()?.into()
        }
        Some(place) => SNAPSHOTS
            .get(place)
            .map_or_else(|| format!("{UNNAMED}{number}"), |name| (*name).into()),
    };
    Some((name != newest()).then_some(name))
}
