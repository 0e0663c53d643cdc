//! What index.html must hold and must not, and the versions that must agree.

use crate::source::{Source, assert_finds, assert_none, tree};

/// No inline script or style, and no address of another site: the policy would refuse them in front of the visitor.
fn inline_code(file: &Source) -> Vec<String> {
    if file.path != "index.html" {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let script = line.contains("<script") && !line.contains(" src=\"");
        let attribute = [" style=\"", " onclick=", " onload=", " onerror=", "<style"];
        if script || attribute.iter().any(|attribute| line.contains(attribute)) {
            faults.push(file.fault(index + 1, "script and style stand in files of their own"));
        }
        if line.contains("src=\"http") || line.contains("<link") && line.contains("href=\"http") {
            faults.push(file.fault(index + 1, "nothing is loaded from another site"));
        }
    }
    faults
}

#[test]
fn the_page_holds_no_inline_code_and_nothing_from_elsewhere() {
    assert_none(inline_code);
    assert_finds(inline_code, 1, "index.html", "<script>start()</script>");
    assert_finds(inline_code, 1, "index.html", "<p style=\"color: red\">");
    assert_finds(
        inline_code,
        1,
        "index.html",
        "<script src=\"https://cdn.example/a.js\"></script>",
    );
    assert_finds(
        inline_code,
        0,
        "index.html",
        "<script data-trunk src=\"src/a.js\"></script>",
    );
}

/// The strictest policy under which the page runs; each part is wanted.
const POLICY: [&str; 12] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default\"",
    "Content-Security-Policy",
];

fn loose_policy(file: &Source) -> Vec<String> {
    if file.path != "index.html" {
        return Vec::new();
    }
    let missing = POLICY.iter().filter(|part| !file.text.contains(**part));
    let mut faults: Vec<String> = missing
        .map(|part| file.fault(1, &format!("the policy lacks {part}")))
        .collect();
    if file.text.contains("unsafe-inline") || file.text.contains("'unsafe-eval'") {
        faults.push(file.fault(1, "the policy allows unsafe code"));
    }
    faults
}

#[test]
fn the_policy_is_strict() {
    assert_none(loose_policy);
    assert_finds(
        loose_policy,
        POLICY.len(),
        "index.html",
        "<meta charset=\"utf-8\">",
    );
    let loosened = POLICY.join("; ") + "; 'unsafe-inline'";
    assert_finds(loose_policy, 1, "index.html", &loosened);
}

/// Style files that index.html does not link.
fn unlinked_styles(files: &[Source]) -> Vec<String> {
    let page = files.iter().find(|file| file.path == "index.html");
    let linked =
        |path: &str| page.is_some_and(|page| page.text.contains(&format!("href=\"{path}\"")));
    // One that only a frame needs comes along with its script.
    let imported = |path: &str| {
        let import = format!("from \"../../{path}\"");
        let mut scripts = files.iter().filter(|file| file.path.ends_with(".js"));
        scripts.any(|script| script.text.contains(&import))
    };
    let styles = files
        .iter()
        .filter(|file| file.is_below(&["style/"]) && file.path.ends_with(".css"));
    styles
        .filter(|file| !linked(&file.path) && !imported(&file.path))
        .map(|file| file.fault(1, "neither index.html links it nor a script imports it"))
        .collect()
}

#[test]
fn every_style_file_is_linked() {
    assert_eq!(unlinked_styles(&tree()), Vec::<String>::new());
    let page = Source::sample("index.html", "<link href=\"style/a.css\">");
    let styles = [
        page,
        Source::sample("style/a.css", ""),
        Source::sample("style/b.css", ""),
    ];
    assert_eq!(unlinked_styles(&styles).len(), 1);
}

/// Where the version of wasm-bindgen is written down, and by which words before it.
const WASM_BINDGEN: [(&str, &str); 2] = [
    ("Cargo.toml", "wasm-bindgen = \"="),
    ("xtask/src/tools.rs", "const WASM_BINDGEN: &str = \""),
];

fn wasm_bindgen_versions(files: &[Source]) -> Vec<&str> {
    let version = |(path, before): &(&str, &str)| {
        let text = &files.iter().find(|file| file.path == *path)?.text;
        text.split_once(before)?.1.split('"').next()
    };
    WASM_BINDGEN.iter().filter_map(version).collect()
}

#[test]
fn wasm_bindgen_has_one_version_everywhere() {
    let files = tree();
    let versions = wasm_bindgen_versions(&files);
    assert_eq!(versions.len(), WASM_BINDGEN.len(), "{versions:?}");
    assert!(
        versions.iter().all(|version| *version == versions[0]),
        "{versions:?}"
    );
    let samples =
        WASM_BINDGEN.map(|(path, before)| Source::sample(path, &format!("{before}{path}\"")));
    assert_eq!(
        wasm_bindgen_versions(&samples),
        WASM_BINDGEN.map(|(path, _)| path)
    );
}
