//! `cargo xtask version-copy`: puts a copy of the built page at `dist/v/VERSION/`, where embeds and citations find it for
//! ever, beside the copies of former versions.

use crate::{Problem, project};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The version of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Folder of the copies.
const COPIES: &str = "v";
/// What of dist/ belongs to no version: the copies themselves, and the guide, whose pages open the newest page.
const NOT_COPIED: [&str; 2] = [COPIES, "guide"];

/// The command.
pub fn run(former: Option<&Path>) -> Result<(), Problem> {
    if !project::dist().join("index.html").is_file() {
        return Err("there is no dist/ yet: run `cargo xtask build` first".to_owned());
    }
    let versions = copy(&project::dist(), VERSION, former)?;
    println!("Copies in dist/{COPIES}/: {}", versions.join(", "));
    Ok(())
}

/// Copies the page of a dist/ as one version and takes over the former ones; returns the names of all.
fn copy(dist: &Path, version: &str, former: Option<&Path>) -> Result<Vec<String>, Problem> {
    let copies = dist.join(COPIES);
    if let Some(former) = former {
        let former = former.join(COPIES);
        if !former.is_dir() {
            return Err(format!(
                "there are no former copies at {}",
                former.display()
            ));
        }
        for name in names(&former)? {
            put(&files(&former.join(&name), &[])?, &copies.join(&name))?;
        }
    }
    put(&files(dist, &NOT_COPIED)?, &copies.join(version))?;
    names(&copies)
}

/// Writes files into a folder. One that is there already must be the same: a version is never changed.
fn put(files: &BTreeMap<PathBuf, PathBuf>, folder: &Path) -> Result<(), Problem> {
    if folder.is_dir() {
        let there = self::files(folder, &[])?;
        let same = there.len() == files.len()
            && files.iter().all(|(name, source)| {
                there
                    .get(name)
                    .is_some_and(|other| fs::read(other).ok() == fs::read(source).ok())
            });
        return if same {
            Ok(())
        } else {
            Err(format!(
                "{} is there with other content, and a version never changes: raise the version in Cargo.toml",
                folder.display()
            ))
        };
    }
    for (name, source) in files {
        let target = folder.join(name);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(source, &target))
            .map_err(|fault| format!("{} cannot be written: {fault}", target.display()))?;
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>, Problem> {
    let mut names: Vec<String> = entries(folder)?
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}

/// All files below a folder, by their path within it, without what lies in the folders left out.
fn files(folder: &Path, left_out: &[&str]) -> Result<BTreeMap<PathBuf, PathBuf>, Problem> {
    let mut all = BTreeMap::new();
    for path in entries(folder)? {
        let name = PathBuf::from(path.file_name().unwrap_or_default());
        if left_out.iter().any(|left_out| name == Path::new(left_out)) {
            continue;
        }
        if path.is_dir() {
            let below = files(&path, &[])?;
            all.extend(
                below
                    .into_iter()
                    .map(|(inner, path)| (name.join(inner), path)),
            );
        } else {
            all.insert(name, path);
        }
    }
    Ok(all)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder)
        .map_err(|fault| format!("{} cannot be read: {fault}", folder.display()))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

#[cfg(test)]
mod tests {
    use super::copy;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tokenomics-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder); // left by a run that was ended
        folder
    }

    fn page(dist: &Path, text: &str) {
        for file in ["index.html", "report-1/worker.js", "guide/index.html"] {
            let path = dist.join(file);
            assert!(
                path.parent()
                    .is_some_and(|parent| fs::create_dir_all(parent).is_ok())
            );
            assert!(fs::write(path, text).is_ok());
        }
    }

    fn text(path: PathBuf) -> String {
        fs::read_to_string(path).unwrap_or_default()
    }

    #[test]
    fn a_copy_holds_the_page_and_former_ones_stay_beside_it() {
        let (former, dist) = (folder("former"), folder("dist"));
        page(&former, "first");
        assert_eq!(copy(&former, "0.1.0", None), Ok(vec!["0.1.0".to_owned()]));
        page(&dist, "second");
        let both = copy(&dist, "0.2.0", Some(&former));
        assert_eq!(both, Ok(vec!["0.1.0".to_owned(), "0.2.0".to_owned()]));
        assert_eq!(text(dist.join("v/0.1.0/index.html")), "first");
        assert_eq!(text(dist.join("v/0.2.0/report-1/worker.js")), "second");
        assert!(!dist.join("v/0.2.0/guide").exists() && !dist.join("v/0.2.0/v").exists());
        assert!(fs::remove_dir_all(&former).is_ok() && fs::remove_dir_all(&dist).is_ok());
    }

    #[test]
    fn a_version_is_never_changed() {
        let dist = folder("changed");
        page(&dist, "first");
        assert!(copy(&dist, "0.1.0", None).is_ok());
        assert!(copy(&dist, "0.1.0", None).is_ok());
        page(&dist, "second");
        assert!(copy(&dist, "0.1.0", None).is_err_and(|told| told.contains("raise the version")));
        assert_eq!(text(dist.join("v/0.1.0/index.html")), "first");
        assert!(fs::remove_dir_all(&dist).is_ok());
    }
}
