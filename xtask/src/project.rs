//! Where things are in this project.

use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// The finished page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The page while it is being made: what fails half way leaves the finished one alone.
pub fn unfinished() -> PathBuf {
    tools().join("unfinished-page")
}

/// The price snapshot and what is written by hand beside it.
pub fn prices() -> PathBuf {
    root().join("crates/catalogs/data/prices")
}

/// Tools that this project installed for itself.
pub fn tools() -> PathBuf {
    root().join(".tools")
}

/// The browser tests with their own small npm project.
pub fn browser_tests() -> PathBuf {
    root().join("tests/browser")
}

/// The smoke test of other engines, with an npm project of its own.
pub fn engine_tests() -> PathBuf {
    root().join("tests/engines")
}

/// Where cargo puts what it makes.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}
