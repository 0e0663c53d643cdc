//! The longest link that is read, from text to document, in WebAssembly built as the page's module is.

use crate::processes::{command, complete};
use crate::{Problem, build, project, tools};

const EXAMPLE: &str = "read_longest_link";
/// As in examples/read_longest_link.rs.
const TIMES: &str = "200";

/// Builds the program and prints how long one reading takes in Node's engine, which is Chromium's.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    let wasm = build::wasm_example(EXAMPLE)?;
    let script = project::root().join("xtask/src/bench/evaluate.mjs");
    let what = "read a link of 15 to 16 KiB";
    complete(command("node").arg(script).arg(wasm).args([TIMES, what]))
}
