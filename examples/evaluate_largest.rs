//! What `cargo xtask bench evaluate` times in WebAssembly: the largest preset, from document to report, many times.
//!
//! Without input and output, so that it runs in a bare engine; the time is taken outside.

use catalogs::prices::Catalog;
use scenario::{evaluate, presets};
use std::hint::black_box;

/// How often one run evaluates; xtask/src/bench/evaluate.mjs divides by it.
const TIMES: usize = 1_000;

fn main() {
    let largest = presets::all()
        .iter()
        .max_by_key(|preset| preset.scenario.steps.len());
    // A trap here, and the bench fails instead of timing nothing.
    let scenario = largest.map(|preset| &preset.scenario);
    let catalog = Catalog::embedded();
    for _ in 0..TIMES {
        let evaluated = scenario.map(|scenario| evaluate(black_box(scenario), catalog));
        assert!(black_box(evaluated).is_some_and(|found| found.report.is_some()));
    }
}
