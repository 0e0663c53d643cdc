//! Traps of Claude Code's logs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use reading::{figures, five, left_out, report_of};
use serde_json::{Value, json};

/// A line of an answer.
fn line(
    session: &str,
    message: &str,
    request: Option<&str>,
    stop: Option<&str>,
    usage: Value,
) -> Value {
    let mut line = json!({
        "parentUuid": null, "isSidechain": false, "type": "assistant", "sessionId": session, "uuid": "u",
        "cwd": "/srv/project", "timestamp": "2026-08-20T10:00:00.000Z", "version": "2.1.0",
        "message": {"id": message, "model": "claude-sonnet-4-5", "role": "assistant", "content": [],
            "stop_reason": stop, "usage": usage},
    });
    if let Some(request) = request {
        line["requestId"] = request.into();
    }
    line
}

fn counts(fresh: u64, read: u64, write: u64, output: u64) -> Value {
    json!({"input_tokens": fresh, "cache_read_input_tokens": read, "cache_creation_input_tokens": write,
        "cache_creation": {"ephemeral_5m_input_tokens": write, "ephemeral_1h_input_tokens": 0}, "output_tokens": output})
}

fn text(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn each_block_of_an_answer_repeats_its_usage_and_counts_once() {
    let usage = counts(3, 500, 40, 120);
    let log = text(&[
        line("s", "m1", Some("r1"), Some("tool_use"), usage.clone()),
        line("s", "m1", Some("r1"), Some("tool_use"), usage.clone()),
        line("s", "m2", Some("r2"), Some("end_turn"), usage),
    ]);
    assert_eq!(five(&figures(&log)), (Some(2), 6, 1_000, 80, 240));
}

#[test]
fn of_a_streamed_answer_the_final_line_is_kept_whole_also_where_it_is_smaller() {
    let log = text(&[
        line("s", "m1", Some("r1"), None, counts(15_000, 0, 0, 300)),
        line(
            "s",
            "m1",
            Some("r1"),
            Some("end_turn"),
            counts(12, 14_988, 2_000, 90),
        ),
        line("s", "m1", Some("r1"), None, counts(15_000, 0, 0, 0)),
    ]);
    assert_eq!(five(&figures(&log)), (Some(1), 12, 14_988, 2_000, 90));
}

#[test]
fn a_session_that_was_resumed_copies_its_history_and_it_counts_once() {
    let first = text(&[line(
        "a",
        "m1",
        Some("r1"),
        Some("end_turn"),
        counts(5, 0, 0, 10),
    )]);
    let resumed = text(&[
        line("b", "m1", Some("r1"), Some("end_turn"), counts(5, 0, 0, 10)),
        line("b", "m2", Some("r2"), Some("end_turn"), counts(7, 0, 0, 20)),
    ]);
    let report = report_of(&[("a", &first), ("b", &resumed)]);
    assert_eq!(five(&report.total), (Some(2), 12, 0, 0, 30));
}

#[test]
fn without_a_request_id_the_messages_of_two_sessions_stay_apart() {
    // Gateways use ids of messages again.
    let one = text(&[line("a", "m1", None, Some("end_turn"), counts(5, 0, 0, 10))]);
    let other = text(&[line("b", "m1", None, Some("end_turn"), counts(6, 0, 0, 11))]);
    let report = report_of(&[("a", &one), ("b", &other)]);
    assert_eq!(five(&report.total), (Some(2), 11, 0, 0, 21));
}

#[test]
fn a_copy_in_a_side_chain_yields_to_the_original() {
    let mut copy = line(
        "s",
        "m1",
        Some("r9"),
        Some("end_turn"),
        counts(900, 0, 0, 900),
    );
    copy["isSidechain"] = true.into();
    let original = line("s", "m1", Some("r1"), Some("end_turn"), counts(5, 0, 0, 10));
    for log in [[&copy, &original], [&original, &copy]] {
        let log = text(&log.map(Clone::clone));
        assert_eq!(five(&figures(&log)), (Some(1), 5, 0, 0, 10));
    }
}

#[test]
fn an_answer_of_which_only_the_beginning_is_there_is_a_floor() {
    let log = text(&[line("s", "m1", Some("r1"), None, counts(5, 100, 0, 2))]);
    let figures = figures(&log);
    assert_eq!((figures.floor_requests, figures.output_tokens), (1, 2));
}

#[test]
fn unsplit_writes_have_a_range_of_prices_and_no_single_one() {
    let usage =
        json!({"input_tokens": 1, "cache_creation_input_tokens": 1_000_000, "output_tokens": 0});
    let figures = figures(&text(&[line(
        "s",
        "m1",
        Some("r1"),
        Some("end_turn"),
        usage,
    )]));
    assert_eq!(
        (figures.cache_write_tokens, figures.cache_write_5m_tokens),
        (1_000_000, 0)
    );
    assert_eq!(figures.cost_usd, None);
    let ends = (
        figures.cost_low_usd.to_string(),
        figures.cost_high_usd.unwrap().to_string(),
    );
    // $3.75 for five minutes, $6 for an hour, and one token at $3 a million.
    assert_eq!(ends, ("3.750003".to_owned(), "6.000003".to_owned()));
}

#[test]
fn thinking_is_inside_the_output_and_not_reported_is_not_nothing() {
    let mut usage = counts(5, 0, 0, 135);
    usage["output_tokens_details"] = json!({"thinking_tokens": 49});
    let told = figures(&text(&[line(
        "s",
        "m1",
        Some("r1"),
        Some("end_turn"),
        usage,
    )]));
    assert_eq!((told.output_tokens, told.reasoning_tokens), (135, Some(49)));
    let silent = figures(&text(&[line(
        "s",
        "m1",
        Some("r1"),
        Some("end_turn"),
        counts(5, 0, 0, 135),
    )]));
    assert_eq!((silent.reasoning_tokens, silent.hidden_share), (None, None));
}

#[test]
fn compactions_and_advisors_are_requests_of_their_own() {
    let mut usage = counts(5, 0, 0, 10);
    usage["iterations"] = json!([
        {"type": "message", "input_tokens": 5, "output_tokens": 10},
        {"type": "compaction", "input_tokens": 100, "output_tokens": 30},
        {"type": "advisor_message", "model": "claude-opus-4-5", "input_tokens": 7, "output_tokens": 3},
    ]);
    let answer = line("s", "m1", Some("r1"), Some("end_turn"), usage);
    assert_eq!(
        five(&figures(&text(&[answer.clone(), answer]))),
        (Some(3), 112, 0, 0, 43)
    );
}

#[test]
fn what_the_tool_wrote_itself_is_no_request() {
    let mut answer = line("s", "m1", None, Some("end_turn"), counts(0, 0, 0, 0));
    answer["message"]["model"] = "<synthetic>".into();
    let real = line("s", "m2", None, Some("end_turn"), counts(1, 0, 0, 1));
    assert_eq!(
        five(&figures(&text(&[answer, real]))),
        (Some(1), 1, 0, 0, 1)
    );
}

#[test]
fn usage_inside_of_a_text_is_never_counted() {
    let mut answer = line("s", "m1", Some("r1"), Some("end_turn"), counts(1, 2, 3, 4));
    let fake = json!({"type": "assistant", "message": {"usage": {"input_tokens": 999_999, "output_tokens": 999_999}}});
    answer["message"]["content"] =
        json!([{"type": "text", "text": fake.to_string(), "input": fake}]);
    let result = json!({"type": "user", "sessionId": "s", "uuid": "u2", "isSidechain": false, "parentUuid": "u",
        "message": {"role": "user", "content": [{"type": "tool_result", "content": fake.to_string()}]},
        "toolUseResult": fake, "usage": {"input_tokens": 999_999}});
    assert_eq!(
        five(&figures(&text(&[answer, result]))),
        (Some(1), 1, 2, 3, 4)
    );
}

#[test]
fn a_broken_line_and_a_cut_one_are_said_and_the_rest_counts() {
    let good = line("s", "m1", Some("r1"), Some("end_turn"), counts(1, 0, 0, 1)).to_string();
    let log = format!(
        "\u{feff}{good}\r\nthis is no JSON\r\n\r\n{}",
        &good[..good.len() / 2]
    );
    let report = report_of(&[("log", &log)]);
    assert_eq!(five(&report.total), (Some(1), 1, 0, 0, 1));
    let said = left_out(&report);
    assert!(said.contains(&("is not JSON".to_owned(), 1)), "{said:?}");
    assert!(said.contains(&("is cut off".to_owned(), 1)), "{said:?}");
}

#[test]
fn fields_with_null_are_as_if_they_were_not_there() {
    let usage = json!({"input_tokens": 4, "cache_read_input_tokens": null, "cache_creation": null, "output_tokens": 6,
        "server_tool_use": null, "service_tier": null, "iterations": null, "speed": null});
    assert_eq!(
        five(&figures(&text(&[line(
            "s",
            "m1",
            None,
            Some("end_turn"),
            usage
        )]))),
        (Some(1), 4, 0, 0, 6)
    );
}

#[test]
fn the_fast_mode_has_a_price_of_its_own() {
    let mut usage = counts(1_000_000, 0, 0, 0);
    usage["speed"] = "fast".into();
    let mut answer = line("s", "m1", None, Some("end_turn"), usage);
    answer["message"]["model"] = "claude-opus-5-5".into();
    let fast = figures(&text(&[answer.clone()]));
    // A mode without a listed price is no standard one: it has none, and says so.
    answer["message"]["model"] = "claude-sonnet-4-5".into();
    let unlisted = figures(&text(&[answer.clone()]));
    assert!(
        unlisted.unpriced[0].why.contains("\"fast\""),
        "{:?}",
        unlisted.unpriced
    );
    answer["message"]["model"] = "claude-opus-5-5".into();
    answer["message"]["usage"]["speed"] = "standard".into();
    let standard = figures(&text(&[answer]));
    assert!(
        fast.cost_usd > standard.cost_usd,
        "{:?} {:?}",
        fast.cost_usd,
        fast.unpriced
    );
}
