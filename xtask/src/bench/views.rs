//! The views below the report, in WebAssembly built as the page's program is.

use crate::processes::{command, complete};
use crate::{Problem, build, project, tools};

const EXAMPLE: &str = "views";

/// Builds the program and prints a row for each view, in Node's engine, which is Chromium's.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    let wasm = build::wasm_example(EXAMPLE)?;
    let script = project::root().join("xtask/src/bench/views.mjs");
    complete(command("node").arg(script).arg(wasm))
}
