//! Files and folders as bytes: packed ones are unpacked on the way, within bounds.

mod parallel;
mod zip;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ::usage::Collector;
use ::usage::collect::{Apart, Batch};
use flate2::read::MultiGzDecoder;

use super::Progress;

/// Bytes read at a time.
const PIECE: usize = 256 << 10;
/// So many events of a file are handed on together, or all of a piece.
const BATCH: usize = 512;
/// So many bytes may come out of a packed file whatever its size.
const UNPACKED: u64 = 1 << 30;
/// Beyond that, no more than so many times its size.
const RATIO: u64 = 500;
/// Folders deeper than this are not looked into: links may lead in circles.
const DEEPEST: usize = 32;

/// What was found, on its way to the collector.
pub enum Said {
    /// What a part of a file says.
    Batch(Box<Batch>),
    /// That a file could not be read, and why.
    Note(String, String),
}

/// Where goes what files say.
pub struct Out<'own> {
    each: &'own mut dyn FnMut(Said),
    progress: &'own Progress,
}

impl Said {
    /// Puts it into the collector.
    pub fn go_into(self, collector: &mut Collector) {
        match self {
            Said::Batch(batch) => collector.take(*batch),
            Said::Note(name, reason) => collector.note(&name, &reason),
        }
    }
}

impl<'own> Out<'own> {
    /// To a function, with a word on how far it is.
    pub fn new(each: &'own mut dyn FnMut(Said), progress: &'own Progress) -> Out<'own> {
        Out { each, progress }
    }

    fn note(&mut self, name: &str, reason: &str) {
        (self.each)(Said::Note(name.to_owned(), reason.to_owned()));
    }
}

/// Reads files, all files of folders, or standard input for `-`, several at once: what they say is put together in their
/// order, so that the number of threads changes nothing. What cannot be read is said in the report.
pub fn read(collector: &mut Collector, paths: &[PathBuf], threads: usize, progress: &Progress) {
    let mut found = Vec::new();
    for path in paths {
        if path != Path::new("-") && path.is_dir() {
            folder(path, 0, &mut found);
        } else {
            found.push(Found::File(path.clone()));
        }
    }
    parallel::in_order(
        &found,
        threads,
        |found, each| one(found, &mut Out::new(each, progress)),
        |said: Said| said.go_into(collector),
    );
}

/// What a place holds.
enum Found {
    File(PathBuf),
    /// That it cannot be looked into, and why.
    Note(PathBuf, String),
}

fn folder(path: &Path, depth: usize, found: &mut Vec<Found>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) if depth < DEEPEST => entries,
        Ok(_) => return found.push(Found::Note(path.to_owned(), "lies too deep".to_owned())),
        Err(error) => {
            let reason = format!("cannot be read: {error}");
            return found.push(Found::Note(path.to_owned(), reason));
        }
    };
    let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            folder(&path, depth + 1, found);
        } else if may_be_a_log(&path) {
            found.push(Found::File(path));
        }
    }
}

fn one(found: &Found, out: &mut Out<'_>) {
    match found {
        Found::File(path) if path == Path::new("-") => unpack(out, "-", io::stdin().lock(), None),
        Found::File(path) => file(out, path),
        Found::Note(path, reason) => out.note(&path.display().to_string(), reason),
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

fn file(out: &mut Out<'_>, path: &Path) {
    let name = path.display().to_string();
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((length, file)) => unpack(out, &name, file, Some(length)),
        Err(error) => out.note(&name, &format!("cannot be read: {error}")),
    }
    out.progress.add_file();
}

/// Hands on what is in a stream of bytes, by how it begins.
pub fn unpack(out: &mut Out<'_>, name: &str, mut from: impl Read, length: Option<u64>) {
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
            feed(out, name, from, &mut { most });
        }
        [0x28, 0xb5, 0x2f, 0xfd] => {
            let most = length.map_or(UNPACKED, |length| {
                UNPACKED.max(length.saturating_mul(RATIO))
            });
            match ruzstd::decoding::StreamingDecoder::new(rest) {
                Ok(decoder) => feed(out, name, decoder, &mut { most }),
                Err(error) => out.note(name, &format!("cannot be unpacked: {error}")),
            }
        }
        [b'P', b'K', 3, 4] => zip::read(out, name, rest),
        _ => feed(out, name, rest, &mut { u64::MAX }),
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
fn feed(out: &mut Out<'_>, name: &str, mut from: impl Read, left: &mut u64) {
    let mut feed = Apart::new(name);
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) if read as u64 > *left => {
                feed.note("unpacks to more than it can hold: the rest was not read");
                break;
            }
            Ok(read) => {
                *left -= read as u64;
                let before = feed.rows();
                feed.push(&piece[..read]);
                out.progress.add(read as u64, feed.rows() - before);
                if feed.waiting() >= BATCH {
                    (out.each)(Said::Batch(Box::new(feed.batch())));
                }
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
    (out.each)(Said::Batch(Box::new(feed.close())));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let folder = std::env::temp_dir().join(format!("usage-threads-{}", std::process::id()));
        fs::create_dir_all(folder.join("deeper")).unwrap();
        let body = |number: u32, output: u32| {
            format!(
                "{{\"id\":\"{number}\",\"model\":\"gpt-4o\",\"usage\":{{\"prompt_tokens\":{},\"completion_tokens\":{output}}}}}\n",
                number % 97
            )
        };
        // Files tell what others told, some of it better, and one tells most.
        for file in 0..24_u32 {
            let many = if file == 3 { 9_000 } else { 300 };
            let text: String = (file * 100..file * 100 + many)
                .map(|number| body(number, number * (file + 7) % 13))
                .collect();
            let place = if file % 5 == 0 { "deeper/" } else { "" };
            fs::write(folder.join(format!("{place}{file:02}.jsonl")), text).unwrap();
        }
        fs::write(folder.join("none.json"), "no log").unwrap();
        fs::write(folder.join("empty.json"), "").unwrap();
        let paths = [
            folder.clone(),
            folder.join("missing"),
            folder.join("01.jsonl"),
        ];
        let told = |threads| {
            let mut collector = Collector::new();
            read(&mut collector, &paths, threads, &Progress::new());
            let collected = collector.finish();
            let events: Vec<_> = collected.store().iter().collect();
            (events, format!("{:?}", collected.sources))
        };
        let one = told(1);
        assert!(one.0.len() > 9_000, "{}", one.0.len());
        for threads in [2, 3, 8] {
            assert!(told(threads) == one, "{threads} threads");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_unpacks_to_more_than_it_can_hold_ends_early_and_is_said() {
        let body =
            r#"{"id":"a","model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}"#;
        let bomb = body.as_bytes().chain(io::repeat(b' '));
        let mut collector = Collector::new();
        let mut left = 4 << 20;
        let mut each = |said: Said| said.go_into(&mut collector);
        let progress = Progress::new();
        feed(&mut Out::new(&mut each, &progress), "bomb", bomb, &mut left);
        let collected = collector.finish();
        assert_eq!(collected.store().len(), 1);
        let skipped = &collected.sources[0].skipped;
        let reason = "unpacks to more than it can hold: the rest was not read";
        assert!(skipped.contains_key(reason), "{skipped:?}");
    }
}
