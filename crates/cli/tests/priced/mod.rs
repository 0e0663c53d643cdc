//! The price command as tests ask it.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop, and takes what it needs"
)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

/// The command's answers to some lines.
pub fn answers(lines: &[u8], arguments: &[&str]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokenomics"));
    command.args(["price", "--jsonl"]).args(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = lines.to_vec();
    let writer = thread::spawn(move || input.write_all(&lines).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The total of an answer.
pub fn total(answer: &Value) -> f64 {
    answer["total"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .parse()
        .unwrap()
}

/// The total is so much, but for rounding.
pub fn assert_usd(answer: &Value, expected: f64) {
    assert!(
        (total(answer) - expected).abs() <= expected.abs() * 1e-12,
        "{answer}, expected {expected}"
    );
}
