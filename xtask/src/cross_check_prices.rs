//! `cargo xtask cross-check-prices`: the snapshot's prices against two price lists that were made without it.
//!
//! `update-prices` does the same before a snapshot takes the place of another. To compare with newer lists, put their
//! versions and hashes below, as for the snapshot itself.

use std::path::Path;

use crate::processes::{command, complete};
use crate::wheels::Wheel;
use crate::{Problem, project, tools};

/// Only its JSON of prices is read; the wheel for one system serves on all.
const LITELLM: Wheel = Wheel {
    package: "litellm",
    version: "1.109.1",
    tags: "cp310-abi3-manylinux_2_28_x86_64",
    sha256: "1c8b4dd671fa0cd0850aa751678704ff77e595fb1e6085b2dc3be39ee19bdaaf",
};
const MODEL_PRICES: Wheel = Wheel {
    package: "model-prices",
    version: "0.0.5",
    tags: "py3-none-any",
    sha256: "dd134760da4798fdac4b2c1ba050028871f95ed04b90343b09e8d920d0a9bad9",
};

/// The command, for the snapshot in the repository.
pub fn run() -> Result<(), Problem> {
    check(&project::prices().join("first_party.json"))
}

/// Prints where a snapshot of makers' prices differs from either list; an error if it differs from both where
/// known_differences.json gives no reason.
pub fn check(snapshot: &Path) -> Result<(), Problem> {
    let python = tools::python()?;
    let folder = project::target().join("cross-check-prices");
    let litellm = LITELLM.download(&python, &folder)?;
    let model_prices = MODEL_PRICES.download(&python, &folder)?;
    let known = project::prices().join("known_differences.json");
    complete(
        command(&python)
            .arg(project::root().join("xtask/cross_check_prices.py"))
            .args([snapshot, &known, &litellm, &model_prices]),
    )
    .map_err(|_| {
        format!(
            "the prices did not pass. Where the snapshot is wrong, mend it in overlay.json; then name each new \
             difference from both lists with its reason in {}, and take out those that are known no more",
            known.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::processes::{command, complete};
    use crate::{project, tools};

    #[test]
    fn the_comparing_script_passes_its_own_tests() {
        let script = project::root().join("xtask/test_cross_check_prices.py");
        let outcome = tools::python().and_then(|python| {
            // Without -B Python would leave its compiled form beside the script.
            complete(command(&python).arg("-B").arg(script))
        });
        assert_eq!(outcome, Ok(()));
    }
}
