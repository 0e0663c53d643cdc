//! `cargo xtask update-prices`: the price data, exported from the pinned package into the repository.
//!
//! To move to a newer release: put its version, day and hash below (`python3 -m pip download --no-deps
//! genai-prices` and `sha256sum`), run the command, and review the git diff. Nothing is replaced unless the new prices
//! pass [`cross_check_prices`]. The snapshot before stays in `history/` under its name, because links name the snapshot
//! they were made with.

use std::path::{Path, PathBuf};

use scenario::catalog::{Catalog, encode};

use crate::processes::{command, complete, output};
use crate::wheels::Wheel;
use crate::{Problem, cross_check_prices, project, tools};

/// Release of genai-prices on PyPI.
pub const VERSION: &str = "0.2.3";
/// Day of that release.
const RELEASED: &str = "2026-11-10";
const WHEEL: Wheel = Wheel {
    package: "genai-prices",
    version: VERSION,
    tags: "py3-none-any",
    sha256: "56976ce2b04ec206117f7d0e53f4849211a6724ab3a12119afec304eba63ee25",
};

/// What a snapshot consists of, the overlay of its day included.
const FILES: [&str; 9] = [
    "first_party.json",
    "first_party.bin",
    "resellers.json",
    "resellers.bin",
    "units.json",
    "overlay.json",
    "overlay.bin",
    "README.md",
    "LICENSE-genai-prices",
];

/// The command. With `overlay` only the compact form of the hand-written overlay is made anew.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    match arguments {
        [] => export()?,
        [only] if only == "overlay" => {}
        _ => return Err("update-prices takes nothing, or `overlay`".to_owned()),
    }
    encode_overlay()?;
    let changed =
        output(command("git").args(["status", "--short", "crates/scenario/data/prices"]))?;
    println!("Files that differ from the last commit, for review with git diff:\n{changed}");
    Ok(())
}

fn export() -> Result<(), Problem> {
    let python = tools::python()?;
    let work = project::target().join("update-prices");
    let (wheel, exported) = (work.join("wheel"), work.join("exported"));
    remove(&work)?;
    create(&exported)?;
    let archive = WHEEL.download(&python, &work)?;
    println!("Reading genai-prices {VERSION}");
    complete(
        command(&python)
            .args(["-m", "zipfile", "-e"])
            .arg(archive)
            .arg(&wheel),
    )?;
    let script = project::root().join("xtask/update_prices.py");
    complete(
        command(&python)
            .arg(script)
            .arg(&wheel)
            .arg(&exported)
            .args([VERSION, RELEASED, WHEEL.sha256]),
    )?;
    let compact = encode_snapshot(&exported)?;
    cross_check_prices::check(&exported.join("first_party.json"))?;
    keep_past_snapshot()?;
    for entry in std::fs::read_dir(&exported)
        .map_err(|fault| fault.to_string())?
        .flatten()
    {
        write(&folder().join(entry.file_name()), &read(&entry.path())?)?;
    }
    for (name, bytes) in compact {
        println!("{name}: {} bytes", bytes.len());
        write(&folder().join(name), &bytes)?;
    }
    Ok(())
}

/// Compact forms of what was exported; they are read again before anything is replaced.
fn encode_snapshot(exported: &Path) -> Result<Vec<(&'static str, Vec<u8>)>, Problem> {
    let compact = |name: &str| encode::encode_snapshot(&read_text(&exported.join(name))?);
    let (first_party, resellers) = (compact("first_party.json")?, compact("resellers.json")?);
    let catalog =
        Catalog::from_files(&[&first_party, &resellers]).map_err(|fault| fault.to_string())?;
    let models: usize = catalog
        .providers()
        .iter()
        .map(|provider| provider.models.len())
        .sum();
    println!(
        "{}: {} providers, {models} models",
        catalog.snapshot().name,
        catalog.providers().len()
    );
    Ok(vec![
        ("first_party.bin", first_party),
        ("resellers.bin", resellers),
    ])
}

fn encode_overlay() -> Result<(), Problem> {
    let overlay = encode::encode_overlay(&read_text(&folder().join("overlay.json"))?)?;
    let first_party = read(&folder().join("first_party.bin"))?;
    let resellers = read(&folder().join("resellers.bin"))?;
    let catalog = Catalog::with_overlay(&[&first_party, &resellers], &overlay)
        .map_err(|fault| fault.to_string())?;
    for amendment in catalog.amendments() {
        let provider = catalog
            .providers()
            .iter()
            .find(|provider| provider.id == amendment.provider);
        if !provider.is_some_and(|provider| {
            provider
                .models
                .iter()
                .any(|model| model.id == amendment.model)
        }) {
            return Err(format!(
                "overlay.json: there is no model {} at {}",
                amendment.model, amendment.provider
            ));
        }
    }
    write(&folder().join("overlay.bin"), &overlay)
}

/// Copies the snapshot that is there into `history/`, if another one takes its place.
fn keep_past_snapshot() -> Result<(), Problem> {
    let first_party = read(&folder().join("first_party.bin"))?;
    let name = Catalog::from_files(&[&first_party])
        .map_err(|fault| fault.to_string())?
        .snapshot()
        .name
        .clone();
    if name == format!("genai-prices-{VERSION}") {
        return Ok(());
    }
    let past = folder().join("history").join(&name);
    create(&past)?;
    for file in FILES {
        write(&past.join(file), &read(&folder().join(file))?)?;
    }
    println!("{name} is kept in {}", past.display());
    Ok(())
}

/// Where the snapshot and what is written by hand beside it are.
pub fn folder() -> PathBuf {
    project::root().join("crates/scenario/data/prices")
}

fn remove(folder: &Path) -> Result<(), Problem> {
    match std::fs::remove_dir_all(folder) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(of(folder, &fault)),
        _ => Ok(()),
    }
}

fn create(folder: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(folder).map_err(|fault| of(folder, &fault))
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|fault| of(path, &fault))
}

fn read_text(path: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(path).map_err(|fault| of(path, &fault))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(path, bytes).map_err(|fault| of(path, &fault))
}

fn of(path: &Path, fault: &std::io::Error) -> Problem {
    format!("{}: {fault}", path.display())
}
