//! Tables for a spreadsheet, as the command writes them.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::process::Command;

fn tokenomics(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn an_example_says_which_numbers_are_its_own_and_a_file_does_not_know() {
    let csv = |arguments: &[&str]| {
        let (code, text) = tokenomics(&[&["evaluate", "--format", "csv"], arguments].concat());
        assert_eq!(code, Some(0), "{text}");
        text
    };
    let of_example = csv(&["--preset", "legal-contracts"]);
    assert!(of_example.contains("\r\nReviews,500,,the example\u{2019}s\r\n"));
    let (_, link) = tokenomics(&["link", "--preset", "legal-contracts"]);
    let of_link = csv(&["--link", link.trim()]);
    assert!(
        of_link.contains("\r\nReviews,500,,entered\r\n"),
        "{of_link}"
    );
    let same = |text: &str| text.replace("the example\u{2019}s", "entered");
    assert_eq!(same(&of_example), of_link);
}

#[test]
fn a_view_gives_its_own_table_or_says_that_it_has_none() {
    let view = |id| {
        let of = ["evaluate", "--preset", "legal-contracts", "--format", "csv"];
        tokenomics(&[&of[..], &["--section", id]].concat())
    };
    let (code, months) = view("over-time");
    assert!(
        code == Some(0) && months.contains("\r\n36,500,"),
        "{months}"
    );
    let (code, ways) = view("alternatives");
    assert!(
        code == Some(0) && ways.contains("\r\nToday,0,7.23,"),
        "{ways}"
    );
    let (code, text) = view("market");
    assert_eq!(code, Some(1));
    assert!(
        text.contains("has no table for a spreadsheet; write --format json"),
        "{text}"
    );
}
