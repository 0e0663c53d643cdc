//! The bases that links start from, from their lines to the bytes that the program carries.

use crate::document::Scenario;
use crate::wire;
use crate::wire::bytes::put;

/// `bases.bin` of the lines of `bases.txt`, as the program carries them ([`crate::presets`]); nothing where a line has a field that is not known.
#[must_use]
pub fn compiled(lines: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines.lines() {
        let (id, fields) = line.split_once(';')?;
        let entries = wire::write(
            Vec::new(),
            &super::from_fields(fields)?,
            &Scenario::default(),
        );
        for part in [id.as_bytes(), &entries] {
            put(&mut bytes, part.len() as u64);
            bytes.extend_from_slice(part);
        }
    }
    Some(bytes)
}
