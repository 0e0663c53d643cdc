//! The laws of measured usage: whatever a log holds, it is read in memory that is bounded, and neither the size of the
//! pieces, nor that it comes twice, nor the order of files changes what was used.

use super::Bound;
use crate::Depth;
use crate::memory::measured;
use catalogs::prices::Catalog;
use economics::price::Instant;
use serde_json::Value;
use usage::collect::Apart;
use usage::report::{Ask, Dimension, report};
use usage::{Collected, Collector};

/// What is held of each byte of a log, and what a reader needs however short the log is: its pieces, its blocks.
const BOUND: Bound = Bound {
    for_each_byte: 60,
    constant: 1024 * 1024,
};

/// A log, an export or a bill that is not packed.
pub fn log(bytes: &[u8], depth: Depth) {
    let (once, taken) = measured(|| collected(&[("a", bytes)], 4 * 1024));
    BOUND.holds(bytes.len(), taken);
    if depth == Depth::Reading {
        return;
    }
    let (figures, sources) = told(&once);
    for piece in [1, 7, bytes.len().max(1)] {
        let other = told(&collected(&[("a", bytes)], piece));
        assert_eq!(
            (&other.0, &other.1),
            (&figures, &sources),
            "in pieces of {piece}"
        );
    }
    let apart = told(&apart(&[("a", bytes)], 512));
    assert_eq!(apart, (figures.clone(), sources), "apart, in batches");
    let twice = collected(&[("a", bytes), ("b", bytes)], 4 * 1024);
    assert_eq!(told(&twice).0, figures, "the same file twice");
    let half = &bytes[..bytes.len() / 2];
    let one = told(&collected(&[("a", bytes), ("b", half)], 512)).0;
    let other = told(&collected(&[("b", half), ("a", bytes)], 512)).0;
    assert_eq!(one, other, "the order of two files");
}

/// A file as it lies on a disk: packed, an archive, or neither.
pub fn archive(bytes: &[u8], depth: Depth) {
    /// What an unpacker needs, and what a thousand times as many bytes of the same log may leave behind.
    const BOUND: Bound = Bound {
        for_each_byte: 200,
        constant: 4 * 1024 * 1024,
    };
    let (once, taken) = measured(|| tokenomics_cli::usage::collect_bytes("a", bytes));
    BOUND.holds(bytes.len(), taken);
    for source in &once.sources {
        let is_told =
            source.events + source.duplicates + source.rows > 0 || !source.skipped.is_empty();
        assert!(
            is_told || source.bytes > 0,
            "nothing is said of {}",
            source.file
        );
    }
    if depth == Depth::Whole {
        let again = tokenomics_cli::usage::collect_bytes("a", bytes);
        assert_eq!(told(&again), told(&once));
    }
}

fn collected(files: &[(&str, &[u8])], piece: usize) -> Collected {
    let mut collector = Collector::new();
    for (name, bytes) in files {
        collector.read(name, bytes.chunks(piece));
    }
    collector.finish()
}

/// The same files as threads read them: apart from the collector, and in batches.
fn apart(files: &[(&str, &[u8])], piece: usize) -> Collected {
    let mut collector = Collector::new();
    for (name, bytes) in files {
        let mut file = Apart::new(name);
        for piece in bytes.chunks(piece) {
            file.push(piece);
            collector.take(file.batch());
        }
        collector.take(file.close());
    }
    collector.finish()
}

/// What was used, and what became of the files.
fn told(collected: &Collected) -> (Value, Value) {
    let now = Instant {
        seconds: 1_796_000_000,
    };
    let ask = Ask {
        by: vec![Dimension::Day, Dimension::Model, Dimension::Session],
        audit: true,
        scenario: true,
        ..Ask::new(now)
    };
    let report = report(collected, Catalog::embedded(), &ask)
        .unwrap_or_else(|fault| panic!("there is no report: {fault}"));
    let mut report = serde_json::to_value(report)
        .unwrap_or_else(|fault| panic!("the report is no JSON: {fault}"));
    let sources = report["sources"].take();
    (report, sources)
}
