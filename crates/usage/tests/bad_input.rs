//! What is no log, or a broken one: said for each file, and the rest goes on.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use catalogs::prices::Catalog;
use reading::{charged, collected, five, left_out, now, report_of};
use usage::report::{Ask, report};

const GOOD: &str = r#"{"id":"r1","model":"gpt-4o","usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12}}"#;

#[test]
fn what_is_no_log_is_said_and_the_others_count() {
    let photo: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01";
    let files: [(&str, &[u8]); 6] = [
        ("opencode.db", b"SQLite format 3\0\x10\0\x01\x01\0"),
        ("photo.jpg", photo),
        ("empty.jsonl", b""),
        ("letter.txt", b"Dear all,\nthe usage of tokens was high.\n"),
        ("other.json", br#"{"name": "package", "dependencies": {}}"#),
        ("good.json", GOOD.as_bytes()),
    ];
    let collected = collected(&files, 7);
    let report = report(&collected, Catalog::embedded(), &Ask::new(now())).unwrap();
    assert_eq!(report.total.requests, Some(1));
    let said: Vec<(String, String)> = report
        .sources
        .iter()
        .filter_map(|source| Some((source.file.clone(), source.skipped.first()?.reason.clone())))
        .collect();
    let expected = [
        ("empty.jsonl", "is empty"),
        ("letter.txt", "is no log or export that is known"),
        (
            "opencode.db",
            "is a database; export its rows as JSON first (docs/usage.md says how)",
        ),
        ("other.json", "is no log or export that is known"),
        ("photo.jpg", "is no text"),
    ];
    assert_eq!(
        said,
        expected.map(|(file, why)| (file.to_owned(), why.to_owned()))
    );
}

#[test]
fn negative_counts_and_numbers_that_are_none_are_not_reported() {
    let body = r#"{"usage":{"prompt_tokens":-5,"completion_tokens":"NaN","total_tokens":7}}"#;
    let report = report_of(&[("log", body)]);
    assert_eq!(
        (report.total.input_tokens, report.total.output_tokens),
        (0, 0)
    );
    let texts = r#"{"usage":{"prompt_tokens":"1,200","completion_tokens":"30"}}"#;
    assert_eq!(
        five(&report_of(&[("log", texts)]).total),
        (Some(1), 1_200, 0, 0, 30)
    );
}

#[test]
fn counts_beyond_all_measure_do_not_overflow() {
    let most = u64::MAX;
    let body = format!(
        r#"{{"usage":{{"prompt_tokens":{most},"completion_tokens":{most},"total_tokens":{most}}}}}"#
    );
    let report = report_of(&[
        ("one", &body),
        ("two", &body.replace("\"usage\"", "\"id\":\"x\",\"usage\"")),
    ]);
    assert_eq!(report.total.input_tokens, u64::MAX);
}

#[test]
fn a_line_longer_than_any_may_be_is_left_out_and_the_next_counts() {
    let long = format!(
        r#"{{"type":"assistant","uuid":"u","sessionId":"s","isSidechain":false,"message":{{"content":"{}"}}}}"#,
        "x".repeat(66 << 20)
    );
    let short = r#"{"type":"assistant","uuid":"u","sessionId":"s","isSidechain":false,"message":{"id":"m","stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}}"#;
    let log = format!("{short}\n{long}\n{}\n", short.replace("\"m\"", "\"n\""));
    let report = report_of(&[("log", &log)]);
    assert_eq!(report.total.requests, Some(2));
    assert_eq!(left_out(&report), [("is longer than 64 MB".to_owned(), 1)]);
}

#[test]
fn an_unknown_model_has_no_price_and_is_named_with_the_nearest() {
    let body = r#"{"model":"gpt-4-omni-9","usage":{"prompt_tokens":10,"completion_tokens":2}}"#;
    let total = report_of(&[("log", body)]).total;
    assert_eq!((total.cost_usd, total.cost_high_usd), (None, None));
    assert_eq!(total.unpriced[0].what, "gpt-4-omni-9");
    assert!(
        total.unpriced[0].why.contains("nearest: "),
        "{:?}",
        total.unpriced
    );
    let silent = r#"{"usage":{"prompt_tokens":10,"completion_tokens":2}}"#;
    assert_eq!(
        report_of(&[("log", silent)]).total.unpriced[0].why,
        "the log names no model"
    );
}

#[test]
fn a_table_with_semicolons_a_mark_and_returns_is_read_by_its_columns() {
    let table = "\u{feff}output tokens ;Date;Model;Cost to you;Input (w/ Cache Write);Input (w/o Cache Write);Cache Read\r\n\
        15;2026-08-01;gpt-4o;$0.10;10;5;0\r\n;;;;;;\r\n";
    assert_eq!(
        five(&report_of(&[("log", table)]).total),
        (None, 5, 0, 10, 15)
    );
}

#[test]
fn a_table_without_a_header_is_none_that_is_known() {
    let report = report_of(&[(
        "log",
        "2026-08-01,gpt-4o,10,5,0,15\n2026-08-02,gpt-4o,10,5,0,15\n",
    )]);
    assert_eq!(
        left_out(&report),
        [("is no log or export that is known".to_owned(), 1)]
    );
}

#[test]
fn times_without_a_zone_are_utc() {
    let row = r#"{"request_id":"a","call_type":"c","spend":1,"prompt_tokens":1,"completion_tokens":1,"model":"gpt-4o","startTime":"2026-08-01 23:30:00.5","metadata":{}}"#;
    assert_eq!(
        report_of(&[("log", row)]).first_day.as_deref(),
        Some("2026-08-01")
    );
}

#[test]
fn a_document_that_is_cut_off_keeps_what_was_whole() {
    let log = format!("[{GOOD},\n{}", &GOOD[..40]);
    let report = report_of(&[("log", &log)]);
    assert_eq!(report.total.requests, Some(1));
    assert_eq!(left_out(&report), [("is cut off".to_owned(), 1)]);
}

#[test]
fn half_a_line_is_said_wherever_it_was_cut_and_the_others_count() {
    let claude = |id: &str| {
        format!(
            r#"{{"type":"assistant","uuid":"u","sessionId":"s","isSidechain":false,"message":{{"id":"{id}","stop_reason":"end_turn","usage":{{"input_tokens":1,"output_tokens":2}}}}}}"#
        )
    };
    let count = |sum: u64| {
        format!(
            r#"{{"type":"event_msg","payload":{{"type":"token_count","info":{{"total_token_usage":{{"input_tokens":{sum},"output_tokens":0,"total_tokens":{sum}}}}}}}}}"#
        )
    };
    let meta = r#"{"type":"session_meta","payload":{"id":"t"}}"#;
    for (whole, next) in [
        (claude("a"), claude("b")),
        (format!("{meta}\n{}", count(5)), count(9)),
        (
            GOOD.to_owned() + "\n" + &GOOD.replace("r1", "r2"),
            GOOD.replace("r1", "r3"),
        ),
    ] {
        let before = report_of(&[("log", &format!("{whole}\n"))]).total.requests;
        for cut in 1..next.len() {
            let log = format!("{whole}\n{}", &next[..cut]);
            let report = report_of(&[("log", &log)]);
            assert_eq!(report.total.requests, before, "{log}");
            let left_out = left_out(&report);
            let is_said = matches!(&left_out[..], [(reason, 1)] if reason == "is cut off" || reason == "is not JSON");
            assert!(is_said, "{log}: {left_out:?}");
        }
    }
}

#[test]
fn cells_that_are_no_counts_and_no_moments_are_not_reported() {
    let table = |count: &str, at: &str| {
        format!(
            "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,model_permaslug\n\
             gen-1,{at},0.5,{count},2,openai/gpt-4o\n"
        )
    };
    let at = "2026-08-01T10:00:00Z";
    for (count, input) in [
        ("1200", 1_200),
        ("\"1,200\"", 1_200),
        (" 1200 ", 1_200),
        ("1.2e3", 1_200),
        ("1200.0", 1_200),
        ("-5", 0),
        ("1.5", 0),
        ("NaN", 0),
        ("many", 0),
        ("", 0),
        ("99999999999999999999999", 0),
    ] {
        let total = report_of(&[("log", &table(count, at))]).total;
        assert_eq!(
            (total.requests, total.input_tokens),
            (Some(1), input),
            "{count}"
        );
        assert_eq!(charged(&total), "0.5");
    }
    for (at, day) in [
        ("2026-08-01 23:59:59", Some("2026-08-01")),
        ("2026-08-01T23:30:00-02:00", Some("2026-08-02")),
        ("soon", None),
        ("2026-13-01", None),
        ("", None),
    ] {
        let report = report_of(&[("log", &table("10", at))]);
        assert_eq!(report.total.requests, Some(1));
        assert_eq!(report.first_day.as_deref(), day, "{at}");
    }
}

#[test]
fn the_same_bytes_without_end_of_line_are_one_document() {
    for text in [
        GOOD.to_owned(),
        format!("{GOOD}\n"),
        format!("[{GOOD}]"),
        format!("\n\n  {GOOD}"),
    ] {
        assert_eq!(
            five(&report_of(&[("log", &text)]).total),
            (Some(1), 10, 0, 0, 2),
            "{text}"
        );
    }
}
