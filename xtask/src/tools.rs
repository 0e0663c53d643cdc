//! The tools the project needs: used where they are at the right version, installed into .tools/ where they are not.
//!
//! Nothing outside the project's folder is changed, but for two things that belong to the system: the compiler's target
//! and the browser.

mod chromium;
mod compared;
mod documentation;
mod proving;

pub use chromium::chromium;
pub use compared::{CCUSAGE, ccusage};
pub use documentation::{documentation_python, docusaurus, for_guide, hosts_folder};
pub use proving::{cargo_deny, cargo_fuzz, cargo_mutants, geckodriver};

use crate::processes::{cargo, command, complete, find, output};
use crate::{Problem, project};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk 0.22 asks for a newer compiler than rust-toolchain.toml names.
const TRUNK: &str = "0.21.14";
/// Must equal the `wasm-bindgen` of Cargo.toml.
const WASM_BINDGEN: &str = "0.2.130";
/// Splits the program; it goes with the `wasm_split_helpers` of Cargo.toml.
const WASM_SPLIT: &str = "0.2.4";
const BINARYEN: &str = "132";
/// Package of npm that makes script and styles small.
const ESBUILD: (&str, &str) = ("esbuild", "0.28.2");
/// Checks the types of scripts; the types of Node are of the oldest one that is allowed.
const TYPESCRIPT: (&str, &str) = ("typescript", "7.0.2");
const NODE_TYPES: (&str, &str) = ("@types/node", "20.19.43");
/// Finds what is suspicious in scripts.
const BIOME: (&str, &str) = ("@biomejs/biome", "2.6.8");
/// The oldest Node whose test runner has what the browser tests use.
const NODE: u32 = 20;

/// What a build of the page needs.
pub fn for_build() -> Result<(), Problem> {
    wasm_target()?;
    // Trunk's own lock file is followed; wasm-bindgen-cli's names a crate version that not every mirror serves.
    cargo_tool("trunk", "trunk", TRUNK, true, "about 7 minutes", &[])?;
    cargo_tool(
        "wasm-bindgen-cli",
        "wasm-bindgen",
        WASM_BINDGEN,
        false,
        "about 2 minutes",
        &[],
    )?;
    wasm_split()?;
    wasm_opt()
}

/// The splitter does not print its version: what cargo installed where it was found says it.
fn wasm_split() -> Result<(), Problem> {
    const CRATE: &str = "wasm_split_cli_support";
    const PROGRAM: &str = "wasm-split-cli";
    let found = find(PROGRAM);
    let root = found.as_deref().and_then(|path| path.parent()?.parent());
    let is_right = |root: &Path| {
        let line = format!("{CRATE} v{WASM_SPLIT}:");
        output(cargo().args(["install", "--list", "--root"]).arg(root))
            .is_ok_and(|printed| printed.lines().any(|printed| printed == line))
    };
    if root.is_some_and(is_right) {
        return Ok(());
    }
    let features = ["--features", "build-binary"];
    cargo_tool(
        CRATE,
        PROGRAM,
        WASM_SPLIT,
        false,
        "about a minute",
        &features,
    )
}

/// What the browser tests need beside [`for_build`]: Node, their npm packages, and a browser, whose path is returned.
pub fn for_browser() -> Result<String, Problem> {
    packages(
        &project::browser_tests(),
        &["playwright-core", "@axe-core/playwright", "ajv"],
    )?;
    chromium()
}

/// What the smoke test of other engines needs from npm.
pub fn for_engines() -> Result<(), Problem> {
    packages(&project::engine_tests(), &["selenium-webdriver"])
}

/// Installs what the package.json of a folder names, unless these are there.
fn packages(folder: &Path, names: &[&str]) -> Result<(), Problem> {
    node()?;
    let modules = folder.join("node_modules");
    if names.iter().all(|name| modules.join(name).is_dir()) {
        return Ok(());
    }
    println!("Installing npm packages into {}", modules.display());
    complete(
        npm()?
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(folder),
    )
}

/// Python 3, where the reference price package is read.
pub fn python() -> Result<String, Problem> {
    let found = ["python3", "python"]
        .into_iter()
        .find(|name| find(name).is_some());
    found
        .map(str::to_owned)
        .ok_or_else(|| "Python 3 is missing: install it from python.org or your system".to_owned())
}

fn wasm_target() -> Result<(), Problem> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = output(command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    println!("Installing the compiler's target {TARGET}");
    complete(command("rustup").args(["target", "add", TARGET]))
}

fn cargo_tool(
    krate: &str,
    program: &str,
    version: &str,
    locked: bool,
    time: &str,
    features: &[&str],
) -> Result<(), Problem> {
    let has = |program, version| has(program, version) || has(program, &format!("v{version}"));
    if has(program, version) {
        return Ok(());
    }
    let root = project::tools();
    if find("cargo-binstall").is_some() {
        println!("Installing {krate} {version} into .tools/ with cargo-binstall");
        let mut binstall = cargo();
        binstall
            .args(["binstall", "--no-confirm", "--version", version, "--root"])
            .arg(&root)
            .arg(krate);
        if complete(&mut binstall).is_ok() && has(program, version) {
            return Ok(());
        }
    }
    println!("Installing {krate} {version} into .tools/: it is compiled, which takes {time}");
    let mut install = cargo();
    install
        .args([
            "install",
            krate,
            "--version",
            version,
            "--quiet",
            "--force",
            "--root",
        ])
        .arg(&root)
        .args(features);
    if locked {
        install.arg("--locked");
    }
    complete(&mut install)
}

fn wasm_opt() -> Result<(), Problem> {
    if has("wasm-opt", BINARYEN) {
        return Ok(());
    }
    println!("Installing wasm-opt (binaryen {BINARYEN}) into .tools/ from npm");
    from_npm(&project::tools(), &format!("binaryen@{BINARYEN}"))
}

/// The folder of esbuild, which makes script and styles small.
pub fn esbuild() -> Result<PathBuf, Problem> {
    npm_package(ESBUILD)
}

/// TypeScript's compiler, which finds the types of Node where it is told.
pub fn tsc() -> Result<Command, Problem> {
    let types = npm_package(NODE_TYPES)?.join("node_modules/@types");
    let mut tsc = command("node");
    tsc.arg(npm_package(TYPESCRIPT)?.join("node_modules/typescript/bin/tsc"))
        .arg("--typeRoots")
        .arg(types);
    Ok(tsc)
}

/// Biome.
pub fn biome() -> Result<Command, Problem> {
    let mut biome = command("node");
    biome.arg(npm_package(BIOME)?.join("node_modules/@biomejs/biome/bin/biome"));
    Ok(biome)
}

/// The folder of a package from npm; each has one of its own, because npm takes out of a folder what it was not asked for.
fn npm_package((name, version): (&str, &str)) -> Result<PathBuf, Problem> {
    let folder = format!(
        "{}-{version}",
        name.trim_start_matches('@').replace('/', "-")
    );
    let folder = project::tools().join(folder);
    if !folder.join("node_modules").join(name).is_dir() {
        println!("Installing {name} {version} into .tools/ from npm");
        from_npm(&folder, &format!("{name}@{version}"))?;
    }
    Ok(folder)
}

fn from_npm(folder: &Path, package: &str) -> Result<(), Problem> {
    node()?;
    std::fs::create_dir_all(folder)
        .map_err(|fault| format!("{} cannot be made: {fault}", folder.display()))?;
    complete(
        npm()?
            .args([
                "install",
                "--no-save",
                "--no-package-lock",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ])
            .arg(folder)
            .arg(package),
    )
}

fn npm() -> Result<Command, Problem> {
    match find("npm") {
        Some(_) => Ok(command("npm")),
        None => {
            Err("npm is missing: it comes with Node.js, from nodejs.org or your system".to_owned())
        }
    }
}

fn node() -> Result<(), Problem> {
    let wanted =
        format!("Node.js {NODE} or newer is needed: install it from nodejs.org or your system");
    if find("node").is_none() {
        return Err(wanted);
    }
    let version = output(command("node").arg("--version"))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| NODE <= major) {
        Ok(())
    } else {
        Err(format!("{wanted} (found {})", version.trim()))
    }
}

/// Whether the program found first is at this version; the version stands as a word of its own in what it prints.
fn has(program: &str, version: &str) -> bool {
    // A command of cargo's is asked as cargo asks it: some answer in no other way.
    let asked = program.strip_prefix("cargo-");
    find(program).is_some()
        && output(command(program).args(asked).arg("--version"))
            .is_ok_and(|printed| printed.split_whitespace().any(|word| word == version))
}
