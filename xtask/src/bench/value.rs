//! What is said about value, by number of steps, in WebAssembly built as the page's modules are.

use crate::processes::{command, complete};
use crate::{Problem, build, project, tools};

const EXAMPLE: &str = "value_by_steps";

/// Builds the program and prints a table of times in Node's engine, which is Chromium's, beside the goals.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    let wasm = build::wasm_example(EXAMPLE)?;
    let script = project::root().join("xtask/src/bench/value.mjs");
    complete(command("node").arg(script).arg(wasm))
}
