//! A short share of every kind; `cargo xtask audit` tries many more.

#![allow(clippy::panic, reason = "a test may stop")]

use audit::{all, try_one};

#[test]
fn two_ways_to_every_figure_agree() {
    let mut told = String::new();
    for kind in all() {
        for index in 0..u64::from(kind.in_tests) {
            if let Err(difference) = try_one(kind, index) {
                told += &format!(
                    "{} {index}: {}\n{}\n",
                    kind.name, difference.what, difference.scenario
                );
                break;
            }
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn kinds_have_names_of_their_own() {
    let mut names: Vec<&str> = all().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count());
}
