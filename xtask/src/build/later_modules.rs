//! The later modules (crates/worker), one for each of its features: built by the same profile as the page's, each put
//! into a folder of its own.

use super::{content_name, for_wasm, read};
use crate::processes::{cargo, command, complete};
use crate::{Problem, project};
use std::path::{Path, PathBuf};

const PACKAGE: &str = "tokenomics-worker";
const TARGET: &str = "wasm32-unknown-unknown";
const FILE: &str = "tokenomics_worker";
/// The features that rustc's wasm32 output uses; the page's module names the same in index.html.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds the one of a feature and returns the path of its script in the page, whose folder is named after the content.
pub fn build(feature: &str) -> Result<String, Problem> {
    complete(for_wasm(cargo().args([
        "build",
        "--package",
        PACKAGE,
        "--lib",
        "--no-default-features",
        "--features",
        feature,
        "--profile",
        "web",
        "--target",
        TARGET,
    ])))?;
    let target = project::target();
    let made = target.join("later-modules").join(feature);
    let module = target.join(TARGET).join("web").join(format!("{FILE}.wasm"));
    complete(
        command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&made)
            .arg(module),
    )?;
    let wasm = made.join(format!("{FILE}_bg.wasm"));
    optimize(&wasm)?;

    let files = [format!("{FILE}.js"), format!("{FILE}_bg.wasm")];
    let contents = [read(&made.join(&files[0]))?, read(&made.join(&files[1]))?];
    let folder = format!("{feature}-{}", content_name(&[&contents[0], &contents[1]]));
    let path = project::unfinished().join(&folder);
    std::fs::create_dir_all(&path)
        .map_err(|fault| format!("{} cannot be made: {fault}", path.display()))?;
    for (file, content) in files.iter().zip(&contents) {
        super::write(&path.join(file), content)?;
    }
    Ok(format!("{folder}/{FILE}.js"))
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
    let wasm = project::target()
        .join(TARGET)
        .join("web/examples")
        .join(format!("{name}.wasm"));
    let optimized = wasm.with_extension("optimized.wasm");
    std::fs::copy(&wasm, &optimized).map_err(|fault| format!("{}: {fault}", wasm.display()))?;
    optimize(&optimized)?;
    Ok(optimized)
}

fn optimize(wasm: &Path) -> Result<(), Problem> {
    let mut wasm_opt = command("wasm-opt");
    complete(
        wasm_opt
            .arg("-Oz")
            .args(FEATURES)
            .arg("--output")
            .arg(wasm)
            .arg(wasm),
    )
}
