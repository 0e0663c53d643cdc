//! Packages of PyPI that are read as data: downloaded by exact version and hash, never installed or run.

use std::path::{Path, PathBuf};

use crate::Problem;
use crate::processes::{command, complete};

/// One file of one release.
pub struct Wheel {
    /// Name on PyPI.
    pub package: &'static str,
    /// Release.
    pub version: &'static str,
    /// The file's name behind the release, without `.whl`: `py3-none-any`, or the system it was compiled for, which
    /// need not be this one.
    pub tags: &'static str,
    /// Of the file.
    pub sha256: &'static str,
}

impl Wheel {
    /// Has pip download the file into a folder, unless it is there, and compare its hash.
    pub fn download(&self, python: &str, folder: &Path) -> Result<PathBuf, Problem> {
        let Self {
            package,
            version,
            tags,
            sha256,
        } = self;
        println!("Downloading {package} {version}");
        let requirements = folder.join(format!("{package}.txt"));
        let line = format!("{package}=={version} --hash=sha256:{sha256}\n");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&requirements, line))
            .map_err(|fault| format!("{}: {fault}", requirements.display()))?;
        let mut pip = command(python);
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps"])
            .args(["--require-hashes", "--only-binary=:all:"]);
        if let Some((_, platform)) = tags.rsplit_once('-').filter(|tags| tags.1 != "any") {
            pip.args(["--platform", platform, "--python-version", "3.11"]);
        }
        complete(
            pip.arg("--dest")
                .arg(folder)
                .arg("--requirement")
                .arg(requirements),
        )?;
        let distribution = package.replace('-', "_");
        Ok(folder.join(format!("{distribution}-{version}-{tags}.whl")))
    }
}
