//! What each layer must not know.

use crate::source::{Source, assert_finds, assert_none};

const CORE: [&str; 3] = [
    "crates/economics/src/",
    "crates/scenario/src/",
    "crates/charts/src/",
];

/// Functions whose last bits differ between std on this machine and in WebAssembly; `libm` gives the same everywhere.
/// `sqrt` is exact by its definition and stays allowed.
const TRANSCENDENTAL: [&str; 24] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos",
    "tan", "sin_cos", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot",
    "gamma",
];

fn std_transcendentals(file: &Source) -> Vec<String> {
    if !file.is_rust() || !file.is_below(&CORE) {
        return Vec::new();
    }
    let calls = |line: &str, name: &str| {
        line.contains(&format!(".{name}(")) || line.contains(&format!("f64::{name}"))
    };
    let mut faults = Vec::new();
    // A test may compare with what std says, within a tolerance.
    for (number, line) in file.code().take(file.before_tests().len()) {
        for name in TRANSCENDENTAL.iter().filter(|name| calls(line, name)) {
            let what =
                format!("`{name}` of std gives other bits in a browser: call `libm::{name}`");
            faults.push(file.fault(number, &what));
        }
    }
    faults
}

#[test]
fn the_core_calls_no_transcendental_function_of_std() {
    assert_none(std_transcendentals);
    let path = "crates/economics/src/sample.rs";
    assert_finds(std_transcendentals, 1, path, "let y = x.exp();");
    assert_finds(std_transcendentals, 1, path, "xs.map(f64::ln)");
    assert_finds(
        std_transcendentals,
        0,
        path,
        "libm::exp(x).sqrt() // x.exp()",
    );
    assert_finds(std_transcendentals, 0, "src/chart/sample.rs", "x.powf(2.0)");
}

/// A clock, a file, a network, a thread, an order that changes from run to run, or output.
const OUTSIDE_WORLD: [&str; 13] = [
    "std::time",
    "std::fs",
    "std::env",
    "std::net",
    "std::io",
    "std::process",
    "std::thread",
    "SystemTime",
    "HashMap",
    "HashSet",
    "println!",
    "web_sys",
    "js_sys",
];

fn outside_world(file: &Source) -> Vec<String> {
    // Tests and tools in a crate's own folders beside src may read files.
    if !file.is_rust() || !file.is_below(&["crates/economics/src/"]) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, line) in file.code() {
        for name in OUTSIDE_WORLD.iter().filter(|name| line.contains(**name)) {
            faults.push(file.fault(number, &format!("`{name}`: economics is pure")));
        }
    }
    faults
}

#[test]
fn economics_knows_no_clock_no_file_and_no_changing_order() {
    assert_none(outside_world);
    let path = "crates/economics/src/sample.rs";
    assert_finds(outside_world, 1, path, "use std::collections::HashMap;");
    assert_finds(outside_world, 1, path, "std::time::Instant::now()");
    assert_finds(outside_world, 0, "xtask/src/sample.rs", "use std::fs;");
}

/// All that economics may depend on.
const OF_ECONOMICS: [&str; 1] = ["libm"];
/// What a document must never need.
const WEB: [&str; 11] = [
    "any_spawner",
    "gloo",
    "js-sys",
    "leptos",
    "leptos_dom",
    "plotters",
    "plotters-canvas",
    "reactive_graph",
    "tachys",
    "wasm-bindgen",
    "web-sys",
];

fn forbidden_dependencies(file: &Source) -> Vec<String> {
    let allowed = |name: &str| match file.path.as_str() {
        "crates/economics/Cargo.toml" => OF_ECONOMICS.contains(&name),
        "crates/scenario/Cargo.toml" | "crates/cli/Cargo.toml" => !WEB.contains(&name),
        _ => true,
    };
    let mut faults = Vec::new();
    for (number, name) in dependencies(&file.text) {
        if !allowed(name) {
            faults.push(file.fault(number, &format!("must not depend on `{name}`")));
        }
    }
    faults
}

/// Names in every dependency table of a manifest but those for its tests, and what a workspace only offers.
pub fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut names = Vec::new();
    let mut in_table = false;
    for (index, line) in manifest.lines().enumerate() {
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            in_table = is_of_the_product(table);
            if let Some((before, name)) = table.rsplit_once('.')
                && is_of_the_product(before)
            {
                names.push((index + 1, name));
            }
        } else if in_table && line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            names.push((index + 1, name));
        }
    }
    names
}

fn is_of_the_product(table: &str) -> bool {
    table.ends_with("dependencies")
        && !table.ends_with("dev-dependencies")
        && table != "workspace.dependencies"
}

#[test]
fn economics_and_scenario_depend_on_nothing_else() {
    assert_none(forbidden_dependencies);
    let economics = "crates/economics/Cargo.toml";
    let check = |count, text| assert_finds(forbidden_dependencies, count, economics, text);
    check(
        0,
        "[dependencies]\nlibm.workspace = true\n[dev-dependencies]\nproptest = \"1\"",
    );
    check(1, "[dependencies]\nlibm.workspace = true\nserde = \"1\"");
    check(1, "[dependencies.rand]\nversion = \"1\"");
    check(1, "[target.'cfg(unix)'.dependencies]\nlibc = \"1\"");
    check(1, "[build-dependencies]\ncc = \"1\"");
    let scenario = "crates/scenario/Cargo.toml";
    assert_finds(
        forbidden_dependencies,
        1,
        scenario,
        "[dependencies]\nweb-sys = \"0.3\"",
    );
}

fn web_outside_its_folder(file: &Source) -> Vec<String> {
    let allowed = file.is_below(&["src/browser", "tests/tidy/"]);
    if !file.is_rust() || allowed {
        return Vec::new();
    }
    let knows = |line: &str| line.contains("web_sys") || line.contains("js_sys");
    let lines = file.code().filter(|(_, line)| knows(line));
    lines
        .map(|(number, _)| file.fault(number, "only src/browser knows web_sys"))
        .collect()
}

#[test]
fn only_one_folder_knows_the_browser() {
    assert_none(web_outside_its_folder);
    let text = "use web_sys::Window;";
    assert_finds(web_outside_its_folder, 1, "src/report/sample.rs", text);
    assert_finds(web_outside_its_folder, 0, "src/browser/sample.rs", text);
}
