//! Documentation tools: mdBook for the guide, the others for the hosts that embeds are tried in.

use super::{cargo_tool, npm, python};
use crate::processes::{command, complete};
use crate::{Problem, project};
use std::path::PathBuf;

const MDBOOK: &str = "0.5.4";
/// From PyPI, into an environment of their own.
const PYTHON_PACKAGES: [&str; 3] = [
    "mkdocs-material==9.8.2",
    "sphinx==9.0.4",
    "furo==2025.12.19",
];
/// From npm.
const DOCUSAURUS: [&str; 5] = [
    "@docusaurus/core@3.10.2",
    "@docusaurus/preset-classic@3.10.2",
    "@mdx-js/react@3.1.1",
    "react@19.3.1",
    "react-dom@19.3.1",
];

/// mdBook.
pub fn for_guide() -> Result<(), Problem> {
    // Without its own web server and what watches files.
    let features = ["--no-default-features", "--features", "search"];
    cargo_tool(
        "mdbook",
        "mdbook",
        MDBOOK,
        true,
        "about 2 minutes",
        &features,
    )
}

/// Where the sites are built and their tools are.
pub fn hosts_folder() -> PathBuf {
    project::tools().join("hosts")
}

/// A Python with MkDocs and Sphinx.
pub fn documentation_python() -> Result<String, Problem> {
    let folder = hosts_folder().join("python");
    let program = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = folder.join("packages.txt");
    let wanted = PYTHON_PACKAGES.join("\n");
    let path = program.to_string_lossy().into_owned();
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(path);
    }
    println!(
        "Installing {} into .tools/ from PyPI",
        PYTHON_PACKAGES.join(", ")
    );
    complete(command(&python()?).args(["-m", "venv"]).arg(&folder))?;
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    complete(command(&path).args(install).args(PYTHON_PACKAGES))?;
    std::fs::write(&stamp, wanted).map_err(|fault| format!("{}: {fault}", stamp.display()))?;
    Ok(path)
}

/// The folder above the sites, with Docusaurus in it.
pub fn docusaurus() -> Result<PathBuf, Problem> {
    let folder = hosts_folder();
    let stamp = folder.join("packages.txt");
    let wanted = DOCUSAURUS.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(folder);
    }
    println!("Installing Docusaurus into .tools/ from npm");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("package.json"), "{ \"private\": true }\n"))
        .map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let quiet = [
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--loglevel=error",
    ];
    complete(
        npm()?
            .arg("install")
            .args(quiet)
            .args(DOCUSAURUS)
            .current_dir(&folder),
    )?;
    std::fs::write(&stamp, wanted).map_err(|fault| format!("{}: {fault}", stamp.display()))?;
    Ok(folder)
}
