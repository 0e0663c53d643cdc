//! Programs that benches compare this one with: nothing here needs them.

use super::npm_package;
use crate::Problem;
use std::path::PathBuf;

/// Release of ccusage on npm.
pub const CCUSAGE: &str = "20.0.24";

/// ccusage's native program, which its script on npm only starts.
pub fn ccusage() -> Result<PathBuf, Problem> {
    let folder = npm_package(("ccusage", CCUSAGE))?.join("node_modules/@ccusage");
    let program = format!("bin/ccusage{}", std::env::consts::EXE_SUFFIX);
    let installed = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut programs = installed.map(|entry| entry.path().join(&program));
    let program = programs
        .find(|path| path.is_file())
        .ok_or_else(|| format!("npm has no program of ccusage {CCUSAGE} for this machine"))?;
    // In the package it may not be run: its script allows that when it starts it.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755))
            .map_err(|fault| format!("{}: {fault}", program.display()))?;
    }
    Ok(program)
}
