//! `tokenomics compare` of two scenarios as a person uses it.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use scenario::{link, presets, text};

fn compare(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .arg("compare")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

/// A folder of this test with the legal example, and the same with 70 % right.
fn files(test: &str) -> [PathBuf; 2] {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).unwrap();
    let a = presets::find("legal-contracts").unwrap().scenario.clone();
    let mut b = a.clone();
    b.steps[0].success_rate = Some(0.7);
    [("a.toml", a), ("b.toml", b)].map(|(name, scenario)| {
        let file = folder.join(name);
        std::fs::write(&file, text::write(&scenario)).unwrap();
        file
    })
}

const SENTENCE: &str = "B nets $4,144.69 less a month than A.";
const ROW: &str = "Right, with good input  80 %  70 %";

#[test]
fn two_files_two_links_an_example_and_the_link_of_both_tell_the_same() {
    let [a, b] = files("same");
    let [of_a, of_b] = [&a, &b].map(|file| file.to_string_lossy().into_owned());
    let [link_a, link_b] = [&a, &b].map(|file| {
        let scenario = text::read(&std::fs::read_to_string(file).unwrap()).unwrap();
        link::encode(&scenario)
    });
    let page = "https://example.invalid/tokenomics/#";
    let (both, other_way) = (
        link::joined(&link_b, &link_a, false),
        link::joined(&link_a, &link_b, true),
    );
    let (code, told) = compare(&[&of_a, &of_b]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains(SENTENCE) && told.contains(ROW), "{told}");
    assert!(told.ends_with(&format!("\nlink: #{both}\n")), "{told}");
    for arguments in [
        &["legal-contracts", of_b.as_str()][..],
        &["--preset", "legal-contracts", &of_b],
        &[&of_a, &format!("{page}{link_b}")],
        &["--link", &link_a, &format!("#{link_b}")],
        &["--link", &both],
        &["--link", &other_way],
        &[&format!("{page}{both}")],
    ] {
        assert_eq!(compare(arguments), (Some(0), told.clone()), "{arguments:?}");
    }
    // The other way round it is the other sign.
    let (_, turned) = compare(&[&of_b, &of_a]);
    assert!(
        turned.contains("B nets $4,144.69 more a month than A."),
        "{turned}"
    );
}

#[test]
fn a_file_is_written_in_the_form_that_its_ending_says() {
    let [a, b] = files("forms");
    let [a, b] = [&a, &b].map(|file| file.to_string_lossy().into_owned());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("forms");
    for (name, begin, holds) in [
        (
            "both.csv",
            "A,Contract review\r\n",
            "\"Right, with good input\",%,80,70\r\n",
        ),
        (
            "both.md",
            "**B nets ",
            "| Right, with good input | 80 % | 70 % |",
        ),
        ("both.json", "{\n  \"a\": {", "\"difference\": -4144.6875,"),
        ("both.txt", "A: Contract review", ROW),
    ] {
        let file = folder.join(name);
        let output = file.to_string_lossy().into_owned();
        let printed = compare(&[&a, &b, "--output", &output]);
        assert_eq!(printed, (Some(0), String::new()));
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(
            written.starts_with(begin) && written.contains(holds),
            "{written}"
        );
    }
}

#[test]
fn one_scenario_stands_beside_other_ways() {
    let (code, told) = compare(&["legal-contracts"]);
    assert!(
        code == Some(0) && told.starts_with("Alternatives: "),
        "{told}"
    );
    assert_eq!(compare(&["--preset", "legal-contracts"]), (code, told));
    let (code, told) = compare(&["legal-contracts", "--format", "csv"]);
    assert!(
        code == Some(0) && told.contains("\r\nIn a batch,"),
        "{told}"
    );
}

#[test]
fn what_cannot_be_compared_says_why() {
    let [a, _] = files("wrong");
    let broken = a.with_file_name("broken.toml");
    std::fs::write(&broken, "version = 1\n[[steps]]\ncalls = -1\n").unwrap();
    let [a, broken] = [&a, &broken].map(|file| file.to_string_lossy().into_owned());
    for (arguments, expected, says) in [
        (
            &[a.as_str(), &broken][..],
            2,
            "broken.toml cannot be evaluated\nerror: ",
        ),
        (
            &[&a, "no-such-file.toml"],
            1,
            "\"no-such-file.toml\" is no file and no worked example; name one",
        ),
        (&[&a, "#1.damaged"], 2, "link"),
        (&[&a, "legal-contract"], 1, "legal-contracts"),
        (
            &[&a, &a, "--output", "x.pdf"],
            1,
            "the ending of x.pdf says no form; write --format",
        ),
        (&["-", "-"], 1, "standard input can be read once"),
        (
            &[&a, &a, "--preset", "legal-contracts"],
            1,
            "name one scenario, or two",
        ),
        (&[], 2, "required"),
    ] {
        let (code, told) = compare(arguments);
        assert_eq!(code, Some(expected), "{arguments:?}: {told}");
        assert!(told.contains(says), "{told}");
    }
}
