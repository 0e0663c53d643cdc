//! `cargo xtask audit`: every figure found a second time, over as many random scenarios as there is time for.
//!
//! The kinds are those of the package `audit`, of which the tests try a short share.

use crate::Problem;
use crate::processes::{cargo, complete};

/// The command: its words are the package's own.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    complete(
        cargo()
            .args(["run", "--quiet", "--release", "--package", "audit", "--"])
            .args(arguments),
    )
    .map_err(|_| "a figure differs, or the audit did not run: see above".to_owned())
}
