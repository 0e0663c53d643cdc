//! Child processes: started in the project's folder, with the project's own tools first on PATH.

use crate::{Problem, project};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

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

/// What a program took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// From its start to its end.
    pub seconds: f64,
    /// The most memory that it held in the machine at one time; `None` where the system does not say it in /proc.
    pub peak_bytes: Option<u64>,
}

/// Runs to the end and returns what it wrote to standard output, and what it took.
pub fn measured(command: &mut Command) -> Result<(String, Taken), Problem> {
    let started = Instant::now();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let child = child.map_err(|fault| not_started(command, &fault))?;
    let (process, is_over) = (child.id(), AtomicBool::new(false));
    let (output, peak_bytes) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = None;
            // The system keeps the most itself: the last look before the end sees nearly all.
            while !is_over.load(Ordering::Relaxed) {
                most = most.max(peak_bytes(process));
                std::thread::sleep(Duration::from_millis(1));
            }
            most
        });
        let output = child.wait_with_output();
        is_over.store(true, Ordering::Relaxed);
        (output, watch.join().unwrap_or_default())
    });
    let seconds = started.elapsed().as_secs_f64();
    let output = output.map_err(|fault| not_started(command, &fault))?;
    if !output.status.success() {
        return Err(format!("`{}` ended with {}", line(command), output.status));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let taken = Taken {
        seconds,
        peak_bytes,
    };
    Ok((text, taken))
}

/// Of a process that runs.
fn peak_bytes(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
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
