//! `cargo xtask golden`: the golden tests, run so that they write what they get instead of comparing it.

use crate::Problem;
use crate::processes::{cargo, command, complete, output};
use ::golden::UPDATE;

/// The command. What changed is for `git diff` to show and a person to judge.
pub fn rewrite() -> Result<(), Problem> {
    // Every golden test has the word in its name.
    complete(
        cargo()
            .args(["test", "--workspace", "--tests", "--", "golden"])
            .env(UPDATE, "1"),
    )?;
    let changed = output(command("git").args(["status", "--short"]))?;
    println!("Expectations are rewritten. Files that differ from the last commit:\n{changed}");
    Ok(())
}
