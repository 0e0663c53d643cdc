//! Rows far longer than any may be, as a stream: they are left out and said to be, in memory that does not grow with them.

#![allow(clippy::panic, clippy::unwrap_used)]

use readers::memory::{Counting, measured};
use usage::{Collected, Collector};

#[global_allocator]
static MEMORY: Counting = Counting;

/// A row is held up to 64 MB, and while that grows the former half, too.
const MOST_HELD: usize = 200 << 20;

/// What is found in a stream that has so many bytes of one kind in its middle.
fn read(start: &str, filler: u8, bytes: u64, end: &str) -> Collected {
    const PIECE: u64 = 1 << 18;
    let ((collected, read), taken) = measured(|| {
        let mut collector = Collector::new();
        let mut feed = collector.open("log");
        feed.push(start.as_bytes());
        let piece = vec![filler; PIECE as usize];
        let mut read = 0;
        while read < bytes && !feed.is_unknown() {
            feed.push(&piece);
            read += PIECE;
        }
        feed.push(end.as_bytes());
        feed.close();
        (collector.finish(), read)
    });
    assert!(
        taken.bytes < MOST_HELD,
        "{} bytes were held for {read}",
        taken.bytes
    );
    collected
}

/// Requests, and why rows were left out.
fn told(collected: &Collected) -> (usize, Vec<&str>) {
    let reasons = collected.sources[0].skipped.keys().map(String::as_str);
    (collected.store().len(), reasons.collect())
}

fn body(id: &str) -> String {
    format!(r#"{{"id":"{id}","usage":{{"prompt_tokens":1,"completion_tokens":2}}}}"#)
}

const TWO_GIGABYTES: u64 = 2 << 30;

#[test]
fn a_line_of_two_gigabytes() {
    let start = format!("{}\n{{\"usage\": \"", body("a"));
    let whole = read(
        &start,
        b'x',
        TWO_GIGABYTES,
        &format!("\"}}\n{}\n", body("b")),
    );
    assert_eq!(told(&whole), (2, vec!["is longer than 64 MB"]));
    let half = read(&start, b'x', TWO_GIGABYTES, "");
    assert_eq!(told(&half), (1, vec!["is longer than 64 MB"]));
}

#[test]
fn an_element_of_two_gigabytes() {
    let start = format!("[{}, {{\"usage\": \"", body("a"));
    let whole = read(
        &start,
        b'x',
        TWO_GIGABYTES,
        &format!("\"}}, {}]", body("b")),
    );
    assert_eq!(told(&whole), (2, vec!["is longer than 64 MB"]));
    let half = read(&start, b'x', TWO_GIGABYTES, "");
    assert_eq!(told(&half), (1, vec!["is cut off"]));
}

#[test]
fn two_gigabytes_of_brackets() {
    let start = format!("[{}, ", body("a"));
    let deep = read(&start, b'[', TWO_GIGABYTES / 8, "");
    assert_eq!(told(&deep), (1, vec!["is cut off"]));
}

#[test]
fn a_cell_of_a_hundred_megabytes_and_a_record_of_as_many_cells() {
    let header = "generation_id,created_at,cost_total,tokens_prompt\ngen-1,2026-08-01,1,5\n";
    let last = "\ngen-3,2026-08-01,1,5\n";
    let cell = read(
        &format!("{header}gen-2,\""),
        b'x',
        100 << 20,
        &format!("\"{last}"),
    );
    assert_eq!(told(&cell), (2, vec!["is no text, or longer than 64 MB"]));
    let cells = read(&format!("{header}gen-2"), b',', 100 << 20, last);
    assert_eq!(told(&cells), (2, vec!["is no text, or longer than 64 MB"]));
}

#[test]
fn two_gigabytes_of_anything() {
    let nothing = read("", b'x', TWO_GIGABYTES, "");
    assert_eq!(
        told(&nothing),
        (0, vec!["is no log or export that is known"])
    );
}
