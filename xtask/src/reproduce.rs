//! `cargo xtask reproduce`: is the page the same wherever it is built?
//!
//! HEAD is cloned into two folders whose paths differ in length, built in each from nothing, and every file of the two
//! dist/ is compared by its SHA-256.

use crate::processes::{cargo, command, complete, output};
use crate::{Problem, project, tools};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Of different lengths: a path that got into a module would move what stands behind it.
const FOLDERS: [&str; 2] = ["one", "two/with/a/longer/path"];

/// SHA-256 of each file, by its path within a folder.
type Hashes = BTreeMap<String, String>;

/// The command.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    let esbuild = tools::esbuild()?;
    let changed = output(command("git").args(["status", "--porcelain"]))?;
    if !changed.is_empty() {
        println!("What is not committed is left out: HEAD is built");
    }
    let base = std::env::temp_dir().join(format!("tokenomics-reproduce-{}", std::process::id()));
    let built = FOLDERS.map(|folder| build(&base.join(folder), &esbuild));
    let [one, two] = built;
    let outcome = one.and_then(|one| compare(&one, &two?));
    let removed = std::fs::remove_dir_all(&base);
    outcome?;
    removed.map_err(|fault| format!("{} stays: {fault}", base.display()))
}

/// Clones and builds; only tools are shared, nothing that was compiled.
fn build(folder: &Path, esbuild: &Path) -> Result<Hashes, Problem> {
    println!("Building in {}", folder.display());
    let mut clone = command("git");
    clone.args(["clone", "--quiet", "--no-hardlinks"]);
    complete(clone.arg(project::root()).arg(folder))?;
    let tools = folder.join(".tools");
    std::fs::create_dir_all(&tools)
        .map_err(|fault| format!("{} cannot be made: {fault}", tools.display()))?;
    complete(command("cp").arg("-R").arg(esbuild).arg(&tools))?;
    complete(
        cargo()
            .args(["xtask", "build"])
            .current_dir(folder)
            .env_remove("CARGO_TARGET_DIR"),
    )?;
    hashes(&folder.join("dist"))
}

fn compare(one: &Hashes, two: &Hashes) -> Result<(), Problem> {
    let names: Vec<&String> = one.keys().chain(two.keys()).collect();
    let mut differ: Vec<&str> = names
        .into_iter()
        .filter(|name| one.get(*name) != two.get(*name))
        .map(String::as_str)
        .collect();
    differ.sort_unstable();
    differ.dedup();
    if !differ.is_empty() {
        return Err(format!("these files differ: {}", differ.join(", ")));
    }
    for (name, hash) in one {
        println!("{hash}  {name}");
    }
    println!("{} files, the same in both folders", one.len());
    Ok(())
}

fn hashes(folder: &Path) -> Result<Hashes, Problem> {
    let mut hashes = Hashes::new();
    for path in files(folder)? {
        let bytes = std::fs::read(&path)
            .map_err(|fault| format!("{} cannot be read: {fault}", path.display()))?;
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let digest = Sha256::digest(&bytes);
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        hashes.insert(name.to_string_lossy().into_owned(), hash);
    }
    Ok(hashes)
}

/// All files below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = std::fs::read_dir(folder)
        .map_err(|fault| format!("{} cannot be read: {fault}", folder.display()))?;
    let mut all = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.push(path);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_differ_or_are_missing_are_named() {
        let made = |files: &[(&str, &str)]| -> Hashes {
            let pair = |(name, hash): &(&str, &str)| ((*name).to_owned(), (*hash).to_owned());
            files.iter().map(pair).collect()
        };
        let one = made(&[("a", "1"), ("b", "2")]);
        assert_eq!(compare(&one, &one), Ok(()));
        let two = made(&[("a", "1"), ("b", "3"), ("c", "4")]);
        assert_eq!(
            compare(&one, &two),
            Err("these files differ: b, c".to_owned())
        );
    }

    #[test]
    fn every_file_below_a_folder_has_the_published_hash() {
        let folder = std::env::temp_dir().join(format!("tokenomics-hashes-{}", std::process::id()));
        let made = std::fs::create_dir_all(folder.join("deep"))
            .and_then(|()| std::fs::write(folder.join("deep/abc"), "abc"));
        assert!(made.is_ok());
        let found = hashes(&folder).unwrap_or_default();
        let _ = std::fs::remove_dir_all(&folder); // a folder that stays does no harm
        // FIPS 180-2, example B.1.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(found.get("deep/abc").map(String::as_str), Some(abc));
        assert_eq!(found.len(), 1);
    }
}
