//! The page's program, one for first load and all that comes later: compiled, split at the functions that are marked for
//! it (src/lib.rs says how), and bound to JavaScript.
//!
//! Trunk calls this before it builds (Trunk.toml) and takes the folder as it is; minify.mjs makes the files of a release
//! small and gives them their names.

use super::for_wasm;
use crate::processes::{cargo, command, complete};
use crate::{Problem, project, tools};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const PACKAGE: &str = "tokenomics-app";
const TARGET: &str = "wasm32-unknown-unknown";
/// The features that rustc's wasm32 output uses.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];
/// Where functions stand, for the splitter.
const WITH_RELOCATIONS: [&str; 2] = ["--", "-Clink-arg=--emit-relocs"];

/// Puts a copy of index.html where Trunk takes it from. Beside Cargo.toml, Trunk would build the program itself.
pub fn lay_out_page() -> Result<(), Problem> {
    let source = project::root().join("index.html");
    let text = std::fs::read_to_string(&source)
        .map_err(|fault| format!("{}: {fault}", source.display()))?;
    let moved = |line: &str| {
        if line.contains("data-trunk") {
            line.replace("href=\"", "href=\"../")
                .replace("src=\"", "src=\"../")
        } else {
            line.to_owned()
        }
    };
    let copy: Vec<String> = text.lines().map(moved).collect();
    let folder = project::root().join("target");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("index.html"), copy.join("\n") + "\n"))
        .map_err(|fault| format!("{}: {fault}", folder.display()))
}

/// The command. Trunk says in TRUNK_PROFILE whether it builds for release.
pub fn run() -> Result<(), Problem> {
    tools::for_build()?;
    lay_out_page()?;
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let profile = if is_release { "web" } else { "dev" };
    println!("Building the page's program");
    let mut build = cargo();
    build.args(["rustc", "--quiet", "--package", PACKAGE, "--bin", PACKAGE]);
    build.args(["--profile", profile, "--target", TARGET]);
    complete(for_wasm(build.args(WITH_RELOCATIONS)))?;

    let folder = folder();
    match std::fs::remove_dir_all(&folder) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => {
            return Err(format!("{} cannot be emptied: {fault}", folder.display()));
        }
        _ => (),
    }
    let whole = compiled(profile).join(format!("{PACKAGE}.wasm"));
    complete(command("wasm-split-cli").args([whole.as_os_str(), folder.as_os_str()]))?;
    let first = folder.join("main.wasm");
    let options = ["--keep-lld-exports", "--no-demangle", "--no-typescript"];
    let mut bind = command("wasm-bindgen");
    bind.args(["--target", "web"])
        .args(options)
        .arg("--out-dir");
    complete(bind.args([folder.as_os_str(), first.as_os_str()]))?;
    std::fs::remove_file(&first).map_err(|fault| format!("{} stays: {fault}", first.display()))
}

/// Where Trunk finds it.
fn folder() -> PathBuf {
    project::root().join("target/program")
}

/// Where cargo puts what it compiled with a profile.
fn compiled(profile: &str) -> PathBuf {
    let folder = if profile == "dev" { "debug" } else { profile };
    project::target().join(TARGET).join(folder)
}

/// Builds an example of the package in the same way and returns where it is.
pub fn example(name: &str) -> Result<PathBuf, Problem> {
    let mut build = cargo();
    build.args(["build", "--package", PACKAGE, "--example", name]);
    complete(for_wasm(build.args([
        "--profile",
        "web",
        "--target",
        TARGET,
    ])))?;
    let wasm = compiled("web")
        .join("examples")
        .join(format!("{name}.wasm"));
    let optimized = wasm.with_extension("optimized.wasm");
    optimize(&wasm, optimized.as_os_str())?;
    Ok(optimized)
}

fn optimize(wasm: &Path, into: &OsStr) -> Result<(), Problem> {
    let mut wasm_opt = command("wasm-opt");
    wasm_opt.arg("-Oz").args(FEATURES).arg("--output").arg(into);
    complete(wasm_opt.arg(wasm))
}
