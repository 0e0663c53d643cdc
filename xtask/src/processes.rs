//! Child processes: started in the project's folder, with the project's own tools first on PATH.

use crate::{Problem, project};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Cargo sets these for the program it runs; a cargo started by us would take them for a change and compile anew.
const OF_OUR_OWN_CARGO: [&str; 2] = ["CARGO_PKG_", "CARGO_MANIFEST_"];

/// A command in the project's folder, by a tool's name or path.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| PathBuf::from(program)));
    command.current_dir(project::root()).env("PATH", path());
    // Trunk takes NO_COLOR=1 for a malformed option.
    command.env_remove("NO_COLOR");
    for (name, _) in std::env::vars_os() {
        let of_ours = |prefix: &str| name.to_str().is_some_and(|name| name.starts_with(prefix));
        if OF_OUR_OWN_CARGO.iter().any(|prefix| of_ours(prefix)) {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs us, in the project's folder.
pub fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
}

/// Runs to the end, its output going where ours goes.
pub fn complete(command: &mut Command) -> Result<(), Problem> {
    let status = command
        .status()
        .map_err(|fault| not_started(command, &fault))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` ended with {status}", line(command)))
    }
}

/// Runs to the end and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String, Problem> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|fault| not_started(command, &fault))?;
    if !output.status.success() {
        return Err(format!("`{}` ended with {}", line(command), output.status));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("`{}` wrote something that is not UTF-8", line(command)))
}

/// Where a program is, looking in the project's own tools first, then on PATH, then among cargo's.
pub fn find(program: &str) -> Option<PathBuf> {
    if program.contains(std::path::MAIN_SEPARATOR) {
        return Some(PathBuf::from(program));
    }
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    folders()
        .into_iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

fn folders() -> Vec<PathBuf> {
    let mut folders = vec![
        project::tools().join("bin"),
        project::tools().join("node_modules/.bin"),
    ];
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    folders.extend(cargo_home().map(|home| home.join("bin")));
    folders
}

/// Cargo's own folder, where crates' sources and `cargo install`'s programs are.
pub fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

fn path() -> OsString {
    std::env::join_paths(folders()).unwrap_or_else(|_| std::env::var_os("PATH").unwrap_or_default())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, fault: &std::io::Error) -> Problem {
    format!("`{}` could not be started: {fault}", line(command))
}
