//! Every reader, over its corpus and seeded mutations of it: no panic, no wait, no memory beyond its bound, and its law.

#![allow(clippy::panic, clippy::unwrap_used)]

use readers::memory::{Counting, measured};
use readers::mutation::Mutations;
use readers::{Depth, READERS, Reader, corpus};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[global_allocator]
static MEMORY: Counting = Counting;

/// Inputs made for each reader: enough to find what is common, few enough for every test run. `cargo xtask fuzz` makes
/// millions.
const MADE: usize = 4_000;
/// The whole law is tried for one of so many: writing and evaluating cost many times what reading does.
const WHOLE_ONE_IN: usize = 8;
const SEED: u64 = 20_261_124;

#[test]
fn the_link_reader_holds_for_anything() {
    holds("link");
}

#[test]
fn the_reader_of_compact_links_holds_for_anything() {
    holds("compact");
}

#[test]
fn the_document_reader_holds_for_anything() {
    holds("toml");
}

#[test]
fn the_number_reader_holds_for_anything() {
    holds("number");
}

#[test]
fn the_moment_reader_holds_for_anything() {
    holds("moment");
}

#[test]
fn the_price_file_reader_holds_for_anything() {
    holds("prices");
}

#[test]
fn the_row_reader_holds_for_anything() {
    holds("rows");
}

#[test]
fn the_reader_of_logs_in_lines_holds_for_anything() {
    holds("lines");
}

#[test]
fn the_reader_of_usage_in_one_document_holds_for_anything() {
    holds("document");
}

#[test]
fn the_reader_of_usage_in_tables_holds_for_anything() {
    holds("table");
}

#[test]
fn the_reader_of_packed_files_holds_for_anything() {
    holds("archive");
}

fn holds(name: &str) {
    let reader = readers::find(name).unwrap();
    let inputs = corpus::inputs(name);
    assert!(inputs.len() >= 10, "{name}: only {} inputs", inputs.len());
    for input in &inputs {
        holds_for(reader, input, Depth::Whole);
        // One thing again and again, as long as can be: what is not linear shows.
        let times = reader.longest / input.len().max(1);
        holds_for(reader, &input.repeat(times), Depth::Reading);
    }
    let mut mutations = Mutations::new(&inputs, reader.longest, SEED);
    for index in 0..MADE {
        let depth = if index % WHOLE_ONE_IN == 0 {
            Depth::Whole
        } else {
            Depth::Reading
        };
        holds_for(reader, &mutations.next_input(), depth);
    }
}

fn holds_for(reader: &Reader, input: &[u8], depth: Depth) {
    if catch_unwind(AssertUnwindSafe(|| (reader.law)(input, depth))).is_err() {
        let shown = &input[..input.len().min(300)];
        panic!(
            "the law of {} does not hold for these {} bytes (put them into tests/corpus/{0}/): {}",
            reader.name,
            input.len(),
            shown.escape_ascii()
        );
    }
}

#[test]
fn every_reader_is_tried_here_and_has_a_corpus() {
    let this = include_str!("readers.rs");
    for reader in READERS {
        assert!(
            this.contains(&format!("holds(\"{}\");", reader.name)),
            "{} is not tried",
            reader.name
        );
    }
}

#[test]
fn memory_is_counted() {
    let (kept, taken) = measured(|| vec![1u8; 1_000_000]);
    assert!((1_000_000..1_100_000).contains(&taken.bytes), "{taken:?}");
    drop(kept);
    let ((), taken) = measured(|| drop(vec![1u8; 500_000]));
    assert!((500_000..600_000).contains(&taken.bytes), "{taken:?}");
}

#[test]
fn a_law_that_does_not_hold_is_told_with_its_input() {
    let refuses = Reader {
        name: "number",
        longest: 10,
        law: |input, _| assert!(input.is_empty()),
        whole_one_in: 1,
    };
    let told = catch_unwind(|| holds_for(&refuses, b"7\xff", Depth::Whole));
    let told = *told.unwrap_err().downcast::<String>().unwrap();
    assert!(
        told.contains("these 2 bytes") && told.contains("7\\xff"),
        "{told}"
    );
}

#[test]
fn mutations_come_again_with_their_seed_and_stay_within_bounds() {
    let inputs = corpus::inputs("number");
    let made = |seed| {
        let mut mutations = Mutations::new(&inputs, 64, seed);
        (0..500).map(|_| mutations.next_input()).collect::<Vec<_>>()
    };
    assert_eq!(made(1), made(1));
    assert_ne!(made(1), made(2));
    assert!(made(1).iter().all(|input| input.len() <= 64));
    let mut different = made(1);
    different.sort();
    different.dedup();
    assert!(different.len() > 400, "{}", different.len());
}
