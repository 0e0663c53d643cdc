//! The test section `deny`: licences, sources and doubles of what the project depends on, as deny.toml wants them.

use crate::processes::{cargo, command, complete};
use crate::{Problem, tools};

/// The checks that need no network; a network's advisories are asked for by hand.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

/// Fails where a dependency is not allowed.
pub fn check() -> Result<(), Problem> {
    tools::cargo_deny()?;
    // What other systems would build is read too; it is fetched once.
    complete(cargo().args(["fetch", "--quiet", "--locked"]))?;
    complete(
        command("cargo-deny")
            .args(["deny", "--offline", "check"])
            .args(CHECKS),
    )
}
