//! Each wrong document gives the messages that lie beside it, all at once, each at its field.
//! `cargo xtask golden` rewrites the messages; the diff is the review.

#![allow(clippy::unwrap_used)]

use scenario::text;
use std::fs;
use std::path::PathBuf;
use tokenomics_cli::{check, document};

#[test]
fn golden_messages_of_each_wrong_document() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/problems");
    let catalog = document::catalog().unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        seen += 1;
        let source = fs::read_to_string(&path).unwrap();
        let (scenario, unread) = text::read_lenient(&source);
        let evaluated = scenario::evaluate_read(&scenario, unread, &catalog);
        let found = check::lines(&evaluated.problems);
        golden::check(path.with_extension("txt"), &found);
        let only_warns = path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("warns");
        assert_eq!(
            evaluated.report.is_some(),
            only_warns,
            "{}: {found}",
            path.display()
        );
        assert!(!found.is_empty(), "{}", path.display());
    }
    assert!(seen >= 20, "only {seen} wrong documents were found");
}
