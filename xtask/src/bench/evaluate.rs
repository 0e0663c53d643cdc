//! The largest preset from document to report, in WebAssembly built as the page's module is.

use crate::processes::{command, complete};
use crate::{Problem, build, project, tools};

const EXAMPLE: &str = "evaluate_largest";
/// As in examples/evaluate_largest.rs.
const TIMES: &str = "1000";

/// Builds the program and prints how long one evaluation takes in Node's engine, which is Chromium's.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    let wasm = build::wasm_example(EXAMPLE)?;
    let script = project::root().join("xtask/src/bench/evaluate.mjs");
    let what = "evaluate the largest preset";
    complete(command("node").arg(script).arg(wasm).args([TIMES, what]))
}
