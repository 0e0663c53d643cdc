//! `tokenomics usage` as a person runs it: files, folders, packed files, standard input, options.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use serde_json::{Value, json};

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("usage")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokenomics"));
    command.arg("usage").args(arguments).current_dir(folder);
    command.env("HOME", folder).output().unwrap()
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--format", "json"]);
    let output = run(folder, &arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}

/// Lines of a made log: a request a minute, of two models.
fn log(session: &str, requests: u64) -> String {
    let line = |number: u64| {
        let model = if number.is_multiple_of(3) {
            "claude-haiku-4-5"
        } else {
            "claude-sonnet-4-5"
        };
        let (day, minute) = (1 + number / 10, number % 10);
        json!({"type": "assistant", "isSidechain": false, "sessionId": session, "uuid": format!("{number}"),
            "requestId": format!("{session}-r{number}"), "timestamp": format!("2026-08-{day:02}T10:{minute:02}:00.000Z"), "cwd": "/p",
            "message": {"id": format!("{session}-m{number}"), "model": model, "stop_reason": "end_turn", "content": [],
                "usage": {"input_tokens": 1_000, "cache_read_input_tokens": 10_000, "cache_creation_input_tokens": 100,
                    "cache_creation": {"ephemeral_5m_input_tokens": 100, "ephemeral_1h_input_tokens": 0}, "output_tokens": 50}}})
    };
    (0..requests)
        .map(|number| format!("{}\n", line(number)))
        .collect()
}

#[test]
fn folders_and_packed_files_are_read_as_they_are() {
    let folder = folder("packed");
    std::fs::create_dir_all(folder.join("a/b")).unwrap();
    std::fs::write(folder.join("a/b/one.jsonl"), log("one", 4)).unwrap();
    std::fs::write(folder.join("a/notes.md"), "no log").unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(log("two", 5).as_bytes()).unwrap();
    let mut bytes = packed.finish().unwrap();
    let mut more = GzEncoder::new(Vec::new(), Compression::fast());
    more.write_all(log("three", 6).as_bytes()).unwrap();
    bytes.extend(more.finish().unwrap()); // members one behind the other
    std::fs::write(folder.join("a/two.jsonl.gz"), bytes).unwrap();
    std::fs::write(
        folder.join("a/four.zip"),
        zip("four.jsonl", log("four", 7).as_bytes()),
    )
    .unwrap();
    let report = report(&folder, &["a"]);
    assert_eq!(report["total"]["requests"], 4 + 5 + 6 + 7);
    let files: Vec<&str> = report["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["file"].as_str().unwrap())
        .collect();
    assert_eq!(
        files,
        ["a/b/one.jsonl", "a/four.zip:four.jsonl", "a/two.jsonl.gz"]
    );
}

/// An archive of one file.
fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    let data = packer.finish().unwrap();
    let number = |number: usize| (number as u32).to_le_bytes();
    let shared = [
        &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
        &number(data.len()),
        &number(bytes.len()),
        &[name.len() as u8, 0, 0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", &shared[..], name.as_bytes(), &data].concat();
    let central = [
        b"PK\x01\x02\x14\x00",
        &shared[..],
        &[0; 14],
        name.as_bytes(),
    ]
    .concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &number(central.len()),
        &number(local.len()),
        &[0, 0],
    ]
    .concat();
    [local, central, end].concat()
}

#[test]
fn standard_input_is_a_file_too() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(["usage", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(log("s", 3).as_bytes())
        .unwrap();
    let report: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(report["total"]["requests"], 3);
}

#[test]
fn without_a_path_the_known_places_are_named_and_read() {
    let folder = folder("places");
    let output = run(&folder, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(".claude/projects"));
    let project = folder.join(".claude/projects/-p");
    std::fs::create_dir_all(&project).unwrap();
    std::fs::write(project.join("s.jsonl"), log("s", 2)).unwrap();
    let database = folder.join(".local/share/opencode");
    std::fs::create_dir_all(&database).unwrap();
    std::fs::write(database.join("opencode.db"), b"SQLite format 3\0").unwrap();
    let output = run(&folder, &["--format", "json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("reading ") && said.contains("opencode.db is a database"),
        "{said}"
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["total"]["requests"], 2);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_counts() {
    let folder = folder("missing");
    std::fs::write(folder.join("log.jsonl"), log("s", 2)).unwrap();
    let there = report(&folder, &["log.jsonl", "gone.jsonl"]);
    assert_eq!(there["total"]["requests"], 2);
    let reason = there["sources"][0]["skipped"][0]["reason"]
        .as_str()
        .unwrap();
    assert!(reason.starts_with("cannot be read"), "{reason}");
    let output = run(&folder, &["gone.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no usage was found: gone.jsonl"));
}

#[test]
fn days_of_a_zone_groups_and_filters() {
    let folder = folder("groups");
    std::fs::write(folder.join("log.jsonl"), log("s", 25)).unwrap();
    let whole = report(&folder, &["log.jsonl", "--by", "day,model"]);
    assert_eq!(whole["groups"].as_array().unwrap().len(), 6);
    assert_eq!(
        whole["groups"][0]["by"],
        json!({"day": "2026-08-01", "model": "claude-haiku-4-5"})
    );
    let one = report(
        &folder,
        &[
            "log.jsonl",
            "--only",
            "model=claude-haiku-*",
            "--since",
            "2026-08-02",
        ],
    );
    let expected = (10..25).filter(|number| number % 3 == 0).count();
    assert_eq!(one["total"]["requests"], expected);
    // Half past eleven at night in UTC is the next day two hours ahead.
    let late = log("late", 1).replace("T10:00:00.000Z", "T23:30:00.000Z");
    std::fs::write(folder.join("late.jsonl"), late).unwrap();
    let ahead = report(&folder, &["late.jsonl", "--zone", "+02:00"]);
    assert_eq!(ahead["first_day"], "2026-08-02");
    let until = report(
        &folder,
        &["late.jsonl", "--zone", "+02:00", "--until", "2026-08-01"],
    );
    assert_eq!(until["total"]["requests"], 0);
    // Clocks of Berlin are one hour ahead in winter and two in summer: the day of half past ten depends on it.
    for (month, day) in [("01", "2026-01-01"), ("08", "2026-08-02")] {
        let late = log("zone", 1).replace(
            "2026-08-01T10:00:00.000Z",
            &format!("2026-{month}-01T22:30:00.000Z"),
        );
        std::fs::write(folder.join("zone.jsonl"), late).unwrap();
        let there = report(&folder, &["zone.jsonl", "--zone", "Europe/Berlin"]);
        assert_eq!(there["first_day"], day);
        let that_day = [
            "zone.jsonl",
            "--zone",
            "Europe/Berlin",
            "--since",
            day,
            "--until",
            day,
        ];
        assert_eq!(report(&folder, &that_day)["total"]["requests"], 1);
    }
    let nowhere = run(&folder, &["late.jsonl", "--zone", "Berlin"]);
    assert!(
        String::from_utf8_lossy(&nowhere.stderr).contains("did you mean \"Europe/Berlin\""),
        "{nowhere:?}"
    );
    let wrong = run(&folder, &["late.jsonl", "--by", "modle"]);
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("did you mean \"model\""),
        "{wrong:?}"
    );
}

#[test]
fn a_scenario_of_a_log_evaluates_to_its_cost() {
    let folder = folder("scenario");
    std::fs::write(folder.join("log.jsonl"), log("s", 70)).unwrap();
    let measured = report(&folder, &["log.jsonl", "--scenario", "made.toml"]);
    assert_eq!(
        (
            &measured["scenario"]["period"],
            &measured["scenario"]["span_days"]
        ),
        (&json!("week"), &json!(7))
    );
    let evaluated = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(["evaluate", "made.toml", "--format", "json"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let evaluated: Value =
        serde_json::from_slice(&evaluated.stdout).unwrap_or_else(|_| panic!("{evaluated:?}"));
    let cost: f64 = measured["total"]["cost_usd"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let period = evaluated["cost"]["per_period_usd"].as_f64().unwrap();
    assert!((cost - period).abs() < 0.005, "{cost} {period}");
}

#[test]
fn every_format_of_output_tells_the_same_requests() {
    let folder = folder("formats");
    std::fs::write(folder.join("log.jsonl"), log("s", 12)).unwrap();
    for (format, expected) in [
        ("text", "12 requests of 2 days came to $"),
        ("markdown", "12 requests of 2 days"),
        ("csv", "\n12,"),
    ] {
        let output = run(
            &folder,
            &[
                "log.jsonl",
                "--format",
                format,
                "--what-if",
                "--as",
                "claude-haiku-4-5",
                "--audit",
            ],
        );
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(expected), "{text}");
    }
    let wrong = run(&folder, &["log.jsonl", "--as", "claude-haiku-45"]);
    assert!(
        String::from_utf8_lossy(&wrong.stderr).contains("nearest"),
        "{wrong:?}"
    );
}
