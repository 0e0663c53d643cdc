//! `cargo xtask update-prices`: the price data, exported from the pinned package into the repository.
//!
//! To move to a newer release: put its version, day and hash below (`python3 -m pip download --no-deps
//! genai-prices` and `sha256sum`), run the command, and review the git diff. Nothing is replaced unless the new prices
//! pass [`cross_check_prices`]. The snapshot before stays in `history/` in one file of its name, because links name the
//! snapshot they were made with; its name goes into `crates/scenario/src/link/snapshots.rs`.
//!
//! `cargo xtask update-prices past` makes the files of [`PAST`] anew, the releases that were never the present one here.

use std::path::{Path, PathBuf};

use catalogs::prices::{Catalog, encode};
use clap::ValueEnum;

use crate::processes::{command, complete, output};
use crate::wheels::Wheel;
use crate::{Problem, cross_check_prices, project, tools};

/// Release of genai-prices on PyPI.
pub const VERSION: &str = "0.2.3";
/// The pinned release.
const PRESENT: Release = Release {
    released: "2026-11-10",
    wheel: wheel(
        VERSION,
        "56976ce2b04ec206117f7d0e53f4849211a6724ab3a12119afec304eba63ee25",
    ),
};
/// Older releases, as they were published: nothing was written by hand about them in their day.
const PAST: [Release; 1] = [Release {
    released: "2026-10-30",
    wheel: wheel(
        "0.2.1",
        "b438753161537f2e2a5c937887721467dd5a24297a52ae77f946f541ce22c3a0",
    ),
}];

/// A release, and the day on which it came out.
struct Release {
    released: &'static str,
    wheel: Wheel,
}

const fn wheel(version: &'static str, sha256: &'static str) -> Wheel {
    Wheel {
        package: "genai-prices",
        version,
        tags: "py3-none-any",
        sha256,
    }
}

/// A part of the price data that is made anew by itself.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Only {
    /// The compact form of what is written by hand
    Overlay,
    /// Releases that were never the present one here
    Past,
}

/// The command.
pub fn run(only: Option<Only>) -> Result<(), Problem> {
    match only {
        None => export()?,
        Some(Only::Overlay) => {}
        Some(Only::Past) => PAST.iter().try_for_each(export_past)?,
    }
    encode_overlay()?;
    let changed =
        output(command("git").args(["status", "--short", "crates/catalogs/data/prices"]))?;
    println!("Files that differ from the last commit, for review with git diff:\n{changed}");
    Ok(())
}

fn export() -> Result<(), Problem> {
    let exported = read_release(&PRESENT)?;
    let compact = encode_snapshot(&exported)?;
    cross_check_prices::check(&exported.join("first_party.json"))?;
    keep_past_snapshot()?;
    for entry in std::fs::read_dir(&exported)
        .map_err(|fault| fault.to_string())?
        .flatten()
    {
        write(
            &project::prices().join(entry.file_name()),
            &read(&entry.path())?,
        )?;
    }
    for (name, bytes) in compact {
        println!("{name}: {} bytes", bytes.len());
        write(&project::prices().join(name), &bytes)?;
    }
    Ok(())
}

/// The data of a release in JSON: the folder in which it lies.
fn read_release(release: &Release) -> Result<PathBuf, Problem> {
    let Release { released, wheel } = release;
    let version = wheel.version;
    let python = tools::python()?;
    let work = project::target().join("update-prices");
    let (unpacked, exported) = (work.join("wheel"), work.join("exported"));
    remove(&work)?;
    create(&exported)?;
    let archive = wheel.download(&python, &work)?;
    println!("Reading genai-prices {version}");
    complete(
        command(&python)
            .args(["-m", "zipfile", "-e"])
            .arg(archive)
            .arg(&unpacked),
    )?;
    let script = project::root().join("xtask/update_prices.py");
    complete(
        command(&python)
            .arg(script)
            .arg(&unpacked)
            .arg(&exported)
            .args([version, released, wheel.sha256]),
    )?;
    Ok(exported)
}

/// Puts a release into `history/`.
fn export_past(release: &Release) -> Result<(), Problem> {
    let compact = encode_snapshot(&read_release(release)?)?;
    let overlay = encode::encode_overlay("{\"amendments\": []}")?;
    let [(_, first_party), (_, resellers)] = &compact;
    keep(first_party, resellers, &overlay)
}

/// Compact forms of what was exported; they are read again before anything is replaced.
fn encode_snapshot(exported: &Path) -> Result<[(&'static str, Vec<u8>); 2], Problem> {
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
    Ok([
        ("first_party.bin", first_party),
        ("resellers.bin", resellers),
    ])
}

fn encode_overlay() -> Result<(), Problem> {
    let overlay = encode::encode_overlay(&read_text(&project::prices().join("overlay.json"))?)?;
    let first_party = read(&project::prices().join("first_party.bin"))?;
    let resellers = read(&project::prices().join("resellers.bin"))?;
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
    write(&project::prices().join("overlay.bin"), &overlay)
}

/// Keeps the snapshot that is there in `history/`, if another one takes its place.
fn keep_past_snapshot() -> Result<(), Problem> {
    let here = |name: &str| read(&project::prices().join(name));
    let first_party = here("first_party.bin")?;
    if name_of(&first_party)? == format!("genai-prices-{VERSION}") {
        return Ok(());
    }
    keep(&first_party, &here("resellers.bin")?, &here("overlay.bin")?)
}

/// Writes a snapshot into `history/`; it is read again before.
fn keep(first_party: &[u8], resellers: &[u8], overlay: &[u8]) -> Result<(), Problem> {
    let packed = encode::pack_snapshot(first_party, resellers, overlay);
    Catalog::of_file(&packed, &[]).map_err(|fault| fault.to_string())?;
    let past = project::prices().join("history");
    create(&past)?;
    let path = past.join(format!("{}.bin", name_of(first_party)?));
    println!("{}: {} bytes", path.display(), packed.len());
    write(&path, &packed)
}

fn name_of(first_party: &[u8]) -> Result<String, Problem> {
    let catalog = Catalog::from_files(&[first_party]).map_err(|fault| fault.to_string())?;
    Ok(catalog.snapshot().name.clone())
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
