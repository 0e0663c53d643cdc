//! ZIP archives as exports come in: the files of the central directory, stored or deflated.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::{Out, RATIO, UNPACKED, feed};

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
pub fn read(out: &mut Out<'_>, name: &str, from: impl Read) {
    let mut bytes = Vec::new();
    match from.take(LARGEST + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > LARGEST => {
            return out.note(name, "is an archive of more than 1 GB; unpack it first");
        }
        Ok(_) => {}
        Err(error) => return out.note(name, &format!("cannot be read: {error}")),
    }
    let left = UNPACKED.max((bytes.len() as u64).saturating_mul(RATIO));
    read_all(out, name, &bytes, left);
}

/// Reads each file, together at most so many bytes: all of them may be the same ones in the archive.
fn read_all(out: &mut Out<'_>, name: &str, bytes: &[u8], mut left: u64) {
    let Some(entries) = entries(bytes) else {
        return out.note(name, "is a damaged archive");
    };
    for entry in entries.into_iter().take(MOST_FILES) {
        if entry.name.ends_with('/') {
            continue;
        }
        let inside = format!("{name}:{}", entry.name);
        let Some(data) = data(bytes, &entry) else {
            out.note(&inside, "is damaged in its archive");
            continue;
        };
        match entry.method {
            0 => feed(out, &inside, data, &mut left),
            8 => feed(out, &inside, DeflateDecoder::new(data), &mut left),
            _ => out.note(&inside, "is packed in a way that is not known"),
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Progress, Said};
    use super::*;
    use ::usage::Collector;

    /// An archive with a file of so many spaces behind a response body, named as often as wanted.
    fn archive(spaces: usize, times: u16) -> Vec<u8> {
        let body = r#"{"id":"a","usage":{"prompt_tokens":1,"completion_tokens":1}}"#;
        let data = body.to_owned() + &" ".repeat(spaces);
        let size = (data.len() as u32).to_le_bytes();
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        for part in [&size[..], &size, &[1, 0, 0, 0], b"f", data.as_bytes()] {
            bytes.extend_from_slice(part);
        }
        let directory = bytes.len() as u32;
        for _ in 0..times {
            bytes.extend_from_slice(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0");
            for part in [&size[..], &size, &[1, 0], &[0; 16], b"f"] {
                bytes.extend_from_slice(part);
            }
        }
        let [low, high] = times.to_le_bytes();
        bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        bytes.extend_from_slice(&[low, high, low, high, 0, 0, 0, 0]);
        bytes.extend_from_slice(&directory.to_le_bytes());
        bytes.extend_from_slice(&[0, 0]);
        bytes
    }

    #[test]
    fn one_file_that_is_named_a_thousand_times_is_not_unpacked_a_thousand_times() {
        let bytes = archive(300_000, 1_000);
        let mut collector = Collector::new();
        let mut each = |said: Said| said.go_into(&mut collector);
        let progress = Progress::new();
        let mut out = Out::new(&mut each, &progress);
        read_all(&mut out, "bomb", &bytes, 2_000_000);
        let collected = collector.finish();
        let read: u64 = collected.sources.iter().map(|source| source.bytes).sum();
        assert!((1..=2_000_000).contains(&read), "{read}");
        assert_eq!(collected.store().len(), 1);
        let reason = "unpacks to more than it can hold: the rest was not read";
        let is_told = |source: &::usage::sink::Source| source.skipped.contains_key(reason);
        assert!(collected.sources.iter().any(is_told));
    }
}
