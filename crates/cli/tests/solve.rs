//! `tokenomics solve` as a person uses it.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::process::Command;

fn solve(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .arg("solve")
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn a_threshold_is_told_with_the_room_to_it() {
    let (code, text) = solve(&["--preset", "legal-contracts", "--for", "value.loss_usd"]);
    assert_eq!(code, Some(0));
    assert!(text.contains("value.loss_usd: today $50"), "{text}");
    assert!(text.contains("breaks even at $1,749"), "{text}");
    assert!(text.contains("it may grow 34.9 times."), "{text}");
}

#[test]
fn a_target_says_what_a_budget_buys() {
    let (_, text) = solve(&[
        "--preset",
        "legal-contracts",
        "--for",
        "work.tasks",
        "--target",
        "spend=5000",
    ]);
    // 5,000 / 7.23 a task.
    assert!(text.contains("(691.5"), "{text}");
}

#[test]
fn a_person_is_a_rival_too() {
    let (_, text) = solve(&[
        "--preset",
        "coding-agent",
        "--for",
        "steps[0].success_rate",
        "--against",
        "person",
    ]);
    assert!(text.contains("a person alone"), "{text}");
}

#[test]
fn what_cannot_be_solved_says_why() {
    let wrong = |arguments: &[&str], says: &str| {
        let (code, text) = solve(arguments);
        assert_ne!(code, Some(0));
        assert!(text.contains(says), "{text}");
    };
    wrong(
        &[
            "--preset",
            "legal-contracts",
            "--for",
            "steps[0].sucess_rate",
        ],
        "did you mean",
    );
    wrong(
        &["--preset", "legal-contracts", "--for", "title"],
        "is no number of a scenario",
    );
    wrong(
        &["--preset", "profile-chat", "--for", "value.gain_usd"],
        "a success rate is not set",
    );
    wrong(
        &[
            "--preset",
            "legal-contracts",
            "--for",
            "work.tasks",
            "--target",
            "spent=5",
        ],
        "is no figure that can be a target",
    );
    wrong(
        &[
            "--preset",
            "legal-contracts",
            "--for",
            "work.tasks",
            "--target",
            "spend=lots",
        ],
        "--target spend",
    );
}
