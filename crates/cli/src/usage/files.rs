//! Files and folders as bytes: packed ones are unpacked on the way, within bounds.

mod zip;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use ::usage::Collector;
use flate2::read::MultiGzDecoder;

use super::Progress;

/// Bytes read at a time.
const PIECE: usize = 256 << 10;
/// So many bytes may come out of a packed file whatever its size.
const UNPACKED: u64 = 1 << 30;
/// Beyond that, no more than so many times its size.
const RATIO: u64 = 500;
/// Folders deeper than this are not looked into: links may lead in circles.
const DEEPEST: usize = 32;

/// Reads a file, all files of a folder, or standard input for `-`. What cannot be read is said in the report.
pub fn read(collector: &mut Collector, path: &Path, progress: &mut Progress) {
    if path == Path::new("-") {
        return unpack(collector, "-", io::stdin().lock(), None, progress);
    }
    if path.is_dir() {
        return folder(collector, path, 0, progress);
    }
    file(collector, path, progress);
}

fn folder(collector: &mut Collector, path: &Path, depth: usize, progress: &mut Progress) {
    let name = path.display().to_string();
    let entries = match fs::read_dir(path) {
        Ok(entries) if depth < DEEPEST => entries,
        Ok(_) => return collector.note(&name, "lies too deep"),
        Err(error) => return collector.note(&name, &format!("cannot be read: {error}")),
    };
    let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            folder(collector, &path, depth + 1, progress);
        } else if may_be_a_log(&path) {
            file(collector, &path, progress);
        }
    }
}

/// Of a folder only what logs and exports are called is opened; a path of its own always is.
fn may_be_a_log(path: &Path) -> bool {
    const ENDS: [&str; 12] = [
        "jsonl", "json", "ndjson", "csv", "tsv", "log", "sse", "txt", "gz", "zst", "zip", "otlp",
    ];
    let end = path.extension().and_then(|end| end.to_str());
    end.is_some_and(|end| ENDS.contains(&end.to_ascii_lowercase().as_str()))
}

fn file(collector: &mut Collector, path: &Path, progress: &mut Progress) {
    let name = path.display().to_string();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((length, file)) => unpack(collector, &name, file, Some(length), progress),
        Err(error) => collector.note(&name, &format!("cannot be read: {error}")),
    }
    progress.files += 1;
}

/// Hands on what is in a stream of bytes, by how it begins.
pub fn unpack(
    collector: &mut Collector,
    name: &str,
    mut from: impl Read,
    length: Option<u64>,
    progress: &mut Progress,
) {
    let mut start = [0; 4];
    let filled = fill(&mut from, &mut start);
    let start = &start[..filled];
    let rest = start.chain(from);
    match start {
        [0x1f, 0x8b, ..] => {
            let most = length.map_or(UNPACKED, |length| {
                UNPACKED.max(length.saturating_mul(RATIO))
            });
            let from = MultiGzDecoder::new(rest);
            feed(collector, name, from, &mut { most }, progress);
        }
        [0x28, 0xb5, 0x2f, 0xfd] => {
            let most = length.map_or(UNPACKED, |length| {
                UNPACKED.max(length.saturating_mul(RATIO))
            });
            match ruzstd::decoding::StreamingDecoder::new(rest) {
                Ok(decoder) => feed(collector, name, decoder, &mut { most }, progress),
                Err(error) => collector.note(name, &format!("cannot be unpacked: {error}")),
            }
        }
        [b'P', b'K', 3, 4] => zip::read(collector, name, rest, progress),
        _ => feed(collector, name, rest, &mut { u64::MAX }, progress),
    }
}

fn fill(from: &mut impl Read, into: &mut [u8]) -> usize {
    let mut filled = 0;
    loop {
        match from.read(&mut into[filled..]) {
            Ok(0) => return filled,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return filled,
        }
    }
}

/// Hands on bytes piece by piece, at most so many as are left, which are then fewer.
fn feed(
    collector: &mut Collector,
    name: &str,
    mut from: impl Read,
    left: &mut u64,
    progress: &mut Progress,
) {
    let mut feed = collector.open(name);
    let mut piece = vec![0; PIECE];
    let before = progress.rows;
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) if read as u64 > *left => {
                feed.note("unpacks to more than it can hold: the rest was not read");
                break;
            }
            Ok(read) => {
                *left -= read as u64;
                feed.push(&piece[..read]);
                progress.rows = before + feed.rows();
                progress.add(read as u64);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                feed.note(&format!("cannot be read to its end: {error}"));
                break;
            }
        }
        if feed.is_unknown() {
            break;
        }
    }
    feed.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_more_than_it_can_hold_ends_early_and_is_said() {
        let body =
            r#"{"id":"a","model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}"#;
        let bomb = body.as_bytes().chain(io::repeat(b' '));
        let mut collector = Collector::new();
        let mut left = 4 << 20;
        feed(
            &mut collector,
            "bomb",
            bomb,
            &mut left,
            &mut Progress::new(),
        );
        let collected = collector.finish();
        assert_eq!(collected.store.len(), 1);
        let skipped = &collected.sources[0].skipped;
        let reason = "unpacks to more than it can hold: the rest was not read";
        assert!(skipped.contains_key(reason), "{skipped:?}");
    }
}
