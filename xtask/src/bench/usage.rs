//! How fast logs are read, in what memory and how rightly: this command and its peers over the same made logs in one run.

mod made;
mod peers;

use crate::processes::{Taken, cargo, command, complete, measured, output};
use crate::{Problem, project};
use made::Made;
use peers::{Found, Peer};
use std::io;
use std::path::{Path, PathBuf};

/// Promised: bytes a second of lines of JSON, on one core.
const LINES_GOAL: f64 = 800.0;
/// Promised: bytes a second of tables, on one core.
const TABLES_GOAL: f64 = 300.0;
/// Promised: times ccusage, whole processes.
const RATIO_GOAL: f64 = 5.0;
/// Promised: bytes kept of a distinct request, at most.
const KEPT_GOAL: f64 = 40.0;
/// Each program runs so many times; the fastest counts.
const RUNS: usize = 3;

/// Logs of one kind, and who else reads them.
struct Case {
    name: &'static str,
    /// Of all bytes, in hundredths.
    share: u64,
    make: fn(&Path, u64) -> io::Result<Made>,
    goal: f64,
    peer: Option<Peer>,
}

const CASES: [Case; 4] = [
    Case {
        name: "Claude Code",
        share: 60,
        make: made::claude_code,
        goal: LINES_GOAL,
        peer: Some(Peer::CcusageClaude),
    },
    Case {
        name: "Codex",
        share: 20,
        make: made::codex,
        goal: LINES_GOAL,
        peer: Some(Peer::CcusageCodex),
    },
    Case {
        name: "OpenRouter (CSV)",
        share: 10,
        make: made::openrouter,
        goal: TABLES_GOAL,
        peer: None,
    },
    Case {
        name: "response bodies",
        share: 10,
        make: made::bodies,
        goal: 0.0,
        peer: Some(Peer::GenaiPrices),
    },
];

/// The bench, over so many bytes of logs.
pub fn run(megabytes: u64) -> Result<(), Problem> {
    let ours = programs()?;
    let folder = Folder::new()?;
    println!("| what | measured | goal | |");
    println!("|---|---|---|---|");
    for case in &CASES {
        let size = megabytes * 1_000_000 * case.share / 100;
        let made = (case.make)(&folder.0, size).map_err(|fault| fault.to_string())?;
        one(case, &made, &ours)?;
        remove(&folder.0)?;
    }
    Ok(())
}

/// The command, and the reading alone.
struct Ours {
    command: PathBuf,
    reading: PathBuf,
}

fn programs() -> Result<Ours, Problem> {
    let build = ["build", "--quiet", "--release", "--package"];
    complete(
        cargo()
            .args(build)
            .args(["tokenomics-cli", "--bin", "tokenomics"]),
    )?;
    complete(cargo().args(build).args(["usage", "--example", "speed"]))?;
    let release = project::target().join("release");
    let suffix = std::env::consts::EXE_SUFFIX;
    Ok(Ours {
        command: release.join(format!("tokenomics{suffix}")),
        reading: release.join(format!("examples/speed{suffix}")),
    })
}

fn one(case: &Case, made: &Made, ours: &Ours) -> Result<(), Problem> {
    let name = case.name;
    let megabytes = made.bytes as f64 / 1e6;
    let (text, taken) = fastest(|| {
        let mut usage = command(&ours.command.display().to_string());
        usage
            .arg("usage")
            .arg(&made.place)
            .args(["--format", "json"]);
        measured(&mut usage)
    })?;
    let found = Found::ours(&text)?;
    let what = format!(
        "{name}, {megabytes:.0} MB, {} requests: `tokenomics usage`",
        made.known.requests
    );
    row(&what, &speed(made, &taken), "", &found.told(&made.known));
    if let Some(peer) = &case.peer {
        let (text, theirs) = fastest(|| measured(&mut peer.command(&made.place)?))?;
        let peers = peer.found(&text)?;
        let said = format!("{}; {}", peers.told(&made.known), peers.cost_beside(&found));
        row(
            &format!("the same in {}", peer.name()),
            &speed(made, &theirs),
            "",
            &said,
        );
        let ratio = theirs.seconds / taken.seconds;
        let goal = if peer.is_ccusage() { RATIO_GOAL } else { 0.0 };
        goal_row("ratio", ratio, "times", goal, ratio >= goal);
    }
    let files = files(&made.place)?;
    let read = || output(command(&ours.reading.display().to_string()).args(&files));
    let (mut seconds, mut reading) = (f64::INFINITY, String::new());
    for _ in 0..RUNS {
        reading = read()?;
        seconds = number(&reading, "seconds")?.min(seconds);
    }
    let fast = megabytes / seconds;
    goal_row(
        "the reading alone, on one core",
        fast,
        "MB/s",
        case.goal,
        fast >= case.goal,
    );
    let kept = number(&reading, "kept_bytes")? / made.known.requests as f64;
    goal_row(
        "kept of a distinct request",
        kept,
        "bytes",
        KEPT_GOAL,
        kept <= KEPT_GOAL,
    );
    Ok(())
}

fn speed(made: &Made, taken: &Taken) -> String {
    let memory = taken.peak_bytes.map_or(String::new(), |bytes| {
        format!(", {:.0} MB held at most", bytes as f64 / 1e6)
    });
    format!(
        "{:.2} s, {:.0} MB/s, {:.0} k requests/s{memory}",
        taken.seconds,
        made.bytes as f64 / 1e6 / taken.seconds,
        made.known.requests as f64 / 1e3 / taken.seconds
    )
}

fn fastest(run: impl Fn() -> Result<(String, Taken), Problem>) -> Result<(String, Taken), Problem> {
    let mut best = run()?;
    for _ in 1..RUNS {
        let again = run()?;
        if again.1.seconds < best.1.seconds {
            best = again;
        }
    }
    Ok(best)
}

fn goal_row(what: &str, measured: f64, unit: &str, goal: f64, is_met: bool) {
    let (goal, verdict) = match goal {
        0.0 => (String::new(), ""),
        _ if is_met => (format!("{goal} {unit}"), "met"),
        _ => (format!("{goal} {unit}"), "missed"),
    };
    row(what, &format!("{measured:.1} {unit}"), &goal, verdict);
}

fn row(what: &str, measured: &str, goal: &str, verdict: &str) {
    println!("| {what} | {measured} | {goal} | {verdict} |");
}

fn number(text: &str, name: &str) -> Result<f64, Problem> {
    let mut lines = text.lines();
    let found = lines.find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    found.ok_or_else(|| format!("the reading did not print {name}"))
}

/// All files of a place, in the order of their names.
fn files(place: &Path) -> Result<Vec<PathBuf>, Problem> {
    if place.is_file() {
        return Ok(vec![place.to_owned()]);
    }
    let entries = std::fs::read_dir(place).map_err(|fault| fault.to_string())?;
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    let all: Result<Vec<_>, _> = inside.iter().map(|path| files(path)).collect();
    Ok(all?.concat())
}

/// A temporary folder, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Folder, Problem> {
        let name = format!("tokenomics-bench-usage-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)
            .map_err(|fault| format!("{} cannot be made: {fault}", path.display()))?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn remove(folder: &Path) -> Result<(), Problem> {
    let entries = std::fs::read_dir(folder).map_err(|fault| fault.to_string())?;
    for entry in entries.flatten() {
        std::fs::remove_dir_all(entry.path()).map_err(|fault| fault.to_string())?;
    }
    Ok(())
}
