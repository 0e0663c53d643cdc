//! ZIP archives as exports come in: the files of the central directory, stored or deflated.

use std::io::Read;

use ::usage::Collector;
use flate2::read::DeflateDecoder;

use super::super::Progress;
use super::{RATIO, UNPACKED, feed};

/// An archive is held whole, up to this.
const LARGEST: u64 = 1 << 30;
/// So many files of an archive are read.
const MOST_FILES: usize = 10_000;

/// A file of an archive.
struct Entry {
    name: String,
    method: u16,
    packed: usize,
    header: usize,
}

/// Reads each file of an archive; its name is that of the archive, a colon, and its own.
pub fn read(collector: &mut Collector, name: &str, from: impl Read, progress: &mut Progress) {
    let mut bytes = Vec::new();
    match from.take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > LARGEST => {
            return collector.note(name, "is an archive of more than 1 GB; unpack it first");
        }
        Ok(_) => {}
        Err(error) => return collector.note(name, &format!("cannot be read: {error}")),
    }
    let Some(entries) = entries(&bytes) else {
        return collector.note(name, "is a damaged archive");
    };
    // Of the whole archive: all its files may be the same bytes.
    let mut left = UNPACKED.max((bytes.len() as u64).saturating_mul(RATIO));
    for entry in entries.into_iter().take(MOST_FILES) {
        if entry.name.ends_with('/') {
            continue;
        }
        let inside = format!("{name}:{}", entry.name);
        let Some(data) = data(&bytes, &entry) else {
            collector.note(&inside, "is damaged in its archive");
            continue;
        };
        match entry.method {
            0 => feed(collector, &inside, data, &mut left, progress),
            8 => feed(
                collector,
                &inside,
                DeflateDecoder::new(data),
                &mut left,
                progress,
            ),
            _ => collector.note(&inside, "is packed in a way that is not known"),
        }
    }
}

fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    const END: &[u8] = b"PK\x05\x06";
    let tail = bytes.len().saturating_sub(66_000);
    let end = tail + bytes[tail..].windows(4).rposition(|window| window == END)?;
    let count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = u32_at(bytes, end + 16)? as usize;
    let mut entries = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let lengths = [
            u16_at(bytes, at + 28)?,
            u16_at(bytes, at + 30)?,
            u16_at(bytes, at + 32)?,
        ];
        let [name, extra, comment] = lengths.map(usize::from);
        entries.push(Entry {
            name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(),
            method: u16_at(bytes, at + 10)?,
            packed: u32_at(bytes, at + 20)? as usize,
            header: u32_at(bytes, at + 42)? as usize,
        });
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

fn data<'bytes>(bytes: &'bytes [u8], entry: &Entry) -> Option<&'bytes [u8]> {
    let at = entry.header;
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x03\x04" {
        return None;
    }
    let name = usize::from(u16_at(bytes, at + 26)?);
    let extra = usize::from(u16_at(bytes, at + 28)?);
    let start = at + 30 + name + extra;
    bytes.get(start..start.checked_add(entry.packed)?)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
