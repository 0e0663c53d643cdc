//! Reads made logs in the ways that must not matter.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part")]

use catalogs::prices::{Catalog, RESELLERS};
use economics::price::Instant;
use usage::report::{Ask, Figures, Report, report};
use usage::{Collected, Collector};

/// The day it is.
pub fn now() -> Instant {
    Instant::from_date(2026, 11, 30).unwrap()
}

/// Makers and resellers.
pub fn catalog() -> &'static Catalog {
    static CATALOG: std::sync::OnceLock<Catalog> = std::sync::OnceLock::new();
    CATALOG.get_or_init(|| Catalog::with_resellers(RESELLERS).unwrap())
}

/// Files by their names, in pieces of a size.
pub fn collected(files: &[(&str, &[u8])], piece: usize) -> Collected {
    let mut collector = Collector::new();
    for (name, bytes) in files {
        collector.read(name, bytes.chunks(piece));
    }
    collector.finish()
}

/// The report of files, with everything that can be asked.
pub fn report_of(files: &[(&str, &str)]) -> Report {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    let ask = Ask {
        audit: true,
        scenario: true,
        ..Ask::new(now())
    };
    report(&collected(&files, 1 << 16), catalog(), &ask).unwrap()
}

/// The figures of one file.
pub fn figures(text: &str) -> Figures {
    report_of(&[("log", text)]).total
}

/// Requests, fresh input, cache reads, cache writes and output.
pub fn five(figures: &Figures) -> (Option<u64>, u64, u64, u64, u64) {
    (
        figures.requests,
        figures.fresh_input_tokens,
        figures.cache_read_tokens,
        figures.cache_write_tokens,
        figures.output_tokens,
    )
}

/// What is charged in all, as text.
pub fn charged(figures: &Figures) -> String {
    let sum: usage::decimal::Decimal = figures.charged.iter().map(|charged| charged.amount).sum();
    sum.to_string()
}

/// Reasons for what was left out, with how often.
pub fn left_out(report: &Report) -> Vec<(String, u64)> {
    let skipped = report.sources.iter().flat_map(|source| &source.skipped);
    skipped
        .map(|skipped| (skipped.reason.clone(), skipped.rows))
        .collect()
}
