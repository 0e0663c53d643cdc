//! The guide: each of its blocks can be calculated, and each of its chapters is there to be read.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use std::path::{Path, PathBuf};
use tokenomics_cli::block::Fallback;
use tokenomics_cli::embed::Page;
use tokenomics_cli::mdbook::{Settings, replaced};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn chapters(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(chapters(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_block_of_the_guide_can_be_calculated() {
    let settings = Settings {
        page: Some(Page::of("../").unwrap()),
        is_html: true,
        fallback: Fallback::Text,
        source: "docs".into(),
    };
    let mut count = 0;
    for path in chapters(&docs()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(docs()).unwrap().to_string_lossy();
        match replaced(&text, &name.replace('\\', "/"), &settings) {
            Ok(turned) => count += turned.matches("<tokenomics-scenario").count(),
            Err(faults) => panic!("{}", faults.join("\n")),
        }
    }
    assert!(count > 5, "{count} blocks");
}

#[test]
fn every_chapter_of_the_guide_is_in_its_list() {
    let summary = std::fs::read_to_string(docs().join("SUMMARY.md")).unwrap();
    for path in chapters(&docs().join("guide")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(summary.contains(&format!("(guide/{name})")), "{name}");
    }
}
