//! `tokenomics price --jsonl` against requests that genai-prices 0.2.3 itself priced.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod priced;

use std::io::Read;

use priced::{answers, assert_usd, total};
use serde_json::Value;

fn answer(line: &str) -> Value {
    let mut answers = answers(line.as_bytes(), &[]);
    assert_eq!(answers.len(), 1, "{line}");
    answers.remove(0)
}

fn request(provider: &str, model: &str, usage: &str, more: &str) -> Value {
    answer(&format!(
        r#"{{"case": 1, "provider_id": "{provider}", "model_ref": "{model}", "usage": {usage}{more}}}"#
    ))
}

fn kind(answer: &Value) -> &str {
    answer["error"]["kind"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn three_thousand_rows_agree() {
    let mut text = Vec::new();
    let compressed = include_bytes!("data/prices.jsonl.gz").as_slice();
    flate2::read::GzDecoder::new(compressed)
        .read_to_end(&mut text)
        .unwrap();
    let rows: Vec<Value> = text
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    let rows: Vec<&Value> = rows
        .iter()
        .filter(|row| row.get("meta").is_none())
        .collect();
    let answers = answers(&text, &[]);
    assert_eq!((rows.len(), answers.len()), (3000, 3000));
    for (row, answer) in rows.into_iter().zip(&answers) {
        assert_eq!(row["case"], answer["case"]);
        match row.get("expected") {
            Some(expected) => assert_amounts(row, expected, answer),
            None => assert_error(row, answer),
        }
    }
}

fn assert_amounts(row: &Value, expected: &Value, answer: &Value) {
    assert!(answer.get("error").is_none(), "{row}\n{answer}");
    for side in ["input", "output", "total"] {
        let number = |value: &Value| value[side].as_str().unwrap().parse::<f64>().unwrap();
        let (wanted, got) = (number(expected), number(answer));
        assert!(
            (wanted - got).abs() <= wanted.abs() * 1e-12,
            "{side} of {row}\n{answer}"
        );
        let is_plain = answer[side]
            .as_str()
            .unwrap()
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        assert!(is_plain, "{answer}");
    }
}

fn assert_error(row: &Value, answer: &Value) {
    let classes: &[&str] = match row["error"]["type"].as_str().unwrap() {
        "LookupError" => &["unknown_provider", "unknown_model"],
        "ValueError" => &["inconsistent_usage", "missing_usage", "bad_count"],
        other => panic!("{other} in {row}"),
    };
    assert!(classes.contains(&kind(answer)), "{row}\n{answer}");
    assert!(!answer["error"]["message"].as_str().unwrap().is_empty());
    assert!(answer.get("total").is_none());
}

#[test]
fn whisper_at_groq_is_billed_for_ten_seconds_and_as_input() {
    let at = |usage| request("groq", "whisper-large-v3", usage, "");
    let hour = 0.111;
    assert_usd(&at(r#"{"audio_seconds": 0}"#), 0.0);
    assert_usd(
        &at(r#"{"input_audio_seconds": 0, "audio_seconds": 0}"#),
        0.0,
    );
    assert_usd(&at("{}"), 0.0);
    assert_usd(&at(r#"{"audio_seconds": 0.5}"#), hour * 10.0 / 3600.0);
    assert_usd(
        &at(r#"{"audio_seconds": 0, "input_audio_seconds": 3}"#),
        hour * 10.0 / 3600.0,
    );
    let long = at(r#"{"audio_seconds": 7200.5}"#);
    assert_usd(&long, hour * 7200.5 / 3600.0);
    assert_eq!(long["input"], long["total"]);
    let elsewhere = request(
        "groq",
        "whisper-large-v3-turbo",
        r#"{"audio_seconds": 36}"#,
        "",
    );
    assert_usd(&elsewhere, 0.04 * 36.0 / 3600.0);
}

#[test]
fn a_count_that_others_imply_must_be_given() {
    let usage = r#"{"input_tokens": 1000, "cache_read_tokens": 100, "input_audio_tokens": 200, "output_tokens": 5}"#;
    let join = request("google", "gemini-2.5-flash", usage, "");
    assert_eq!(kind(&join), "missing_usage", "{join}");
    assert!(
        join["error"]["message"]
            .as_str()
            .unwrap()
            .contains("cache_audio_read_tokens")
    );
    let write = request(
        "anthropic",
        "claude-opus-5",
        r#"{"input_tokens": 10, "cache_write_1h_tokens": 5}"#,
        "",
    );
    assert_eq!(kind(&write), "missing_usage");
    let input = request(
        "anthropic",
        "claude-opus-5",
        r#"{"cache_read_tokens": 5}"#,
        "",
    );
    assert_eq!(kind(&input), "missing_usage");
    let none = request(
        "anthropic",
        "claude-opus-5",
        r#"{"cache_read_tokens": 0, "output_tokens": null}"#,
        "",
    );
    assert_usd(&none, 0.0);
}

#[test]
fn a_variant_is_not_taken_through_a_fallback() {
    let usage = r#"{"input_tokens": 1000000}"#;
    let context = r#", "timestamp": "2026-11-24", "price_context": {"processing": "batch"}"#;
    let direct = request("openai", "gpt-5.5-2026-04-24", usage, context);
    let fallback = request("azure", "gpt-5.5-2026-04-24", usage, context);
    assert_usd(&direct, 2.5 * 2.0); // the long-context tier of batch
    assert_usd(&fallback, 5.0 * 2.0);
    assert!(direct.get("notes").is_none());
    assert!(
        fallback["notes"][0]
            .as_str()
            .unwrap()
            .contains("context ignored")
    );
    let unknown = request(
        "openai",
        "gpt-5.5",
        usage,
        r#", "price_context": {"processing": "warp"}"#,
    );
    assert!(
        unknown["notes"][0]
            .as_str()
            .unwrap()
            .contains("context ignored")
    );
}

#[test]
fn moments_are_read_in_utc() {
    let at = |moment: &str| {
        let more = format!(r#", "timestamp": "{moment}""#);
        total(&request(
            "google",
            "gemini-4-argon",
            r#"{"input_tokens": 1000000}"#,
            &more,
        ))
    };
    for before in [
        "2026-11-30T23:59:59Z",
        "2026-11-30T23:59:59",
        "2026-12-01T00:59:59+01:00",
        "2026-11-30",
    ] {
        assert_eq!(at(before), 2.0, "{before}");
    }
    for after in [
        "2026-12-01T00:00:00Z",
        "2026-12-01",
        "2026-11-30T23:00:00-01:00",
        "2026-12-01 00:00:00.5",
    ] {
        assert_eq!(at(after), 4.0, "{after}");
    }
    let bad = request(
        "google",
        "gemini-4-argon",
        "{}",
        r#", "timestamp": "yesterday""#,
    );
    assert_eq!(kind(&bad), "bad_timestamp");
    assert_eq!(
        kind(&request(
            "google",
            "gemini-4-argon",
            "{}",
            r#", "timestamp": 1763974800"#
        )),
        "bad_timestamp"
    );
}

#[test]
fn what_is_no_count_is_refused_even_without_a_price() {
    for count in ["-1", "-0.5", "true", r#""12""#, "[]", "{}", "1e999"] {
        for unit in ["output_tokens", "cache_write_5m_tokens", "rerank_searches"] {
            let usage = format!(r#"{{"input_tokens": 10, "{unit}": {count}}}"#);
            assert_eq!(
                kind(&request("openai", "gpt-4o", &usage, "")),
                "bad_count",
                "{usage}"
            );
        }
        let ignored =
            format!(r#"{{"input_tokens": 10, "requests": {count}, "no_such_unit": {count}}}"#);
        assert_usd(&request("openai", "gpt-4o", &ignored, ""), 10.0 * 2.5 / 1e6);
    }
    let unknown = request("openai", "no-such-model", r#"{"input_tokens": -1}"#, "");
    assert_eq!(kind(&unknown), "unknown_model");
}

#[test]
fn huge_counts_are_finite() {
    let huge = request(
        "openai",
        "gpt-4o",
        r#"{"input_tokens": 1e308, "output_tokens": 18014398509481984}"#,
        "",
    );
    assert_usd(&huge, 2.5e302 + 18014398509481984.0 * 10.0 / 1e6);
    assert!(!huge["total"].as_str().unwrap().contains('e'));
    let hundreds = request(
        "openai",
        "gpt-4o",
        &format!(r#"{{"input_tokens": 1{}}}"#, "0".repeat(40)),
        "",
    );
    assert_usd(&hundreds, 2.5e34);
}

#[test]
fn seconds_in_fractions_are_subtracted_as_decimals() {
    let usage = r#"{"audio_seconds": 1000000.1, "input_audio_seconds": 1000000}"#;
    let answer = request("mistral", "voxtral-mini-2602", usage, "");
    assert_usd(&answer, 0.18 * 1_000_000.1 / 3600.0);
}

#[test]
fn a_used_unit_without_a_rate_is_named() {
    let partial = request(
        "openai",
        "gpt-4o",
        r#"{"input_tokens": 10, "code_executions": 3}"#,
        "",
    );
    assert_eq!(partial["status"], "partial");
    assert_eq!(partial["unpriced"], serde_json::json!(["code_executions"]));
    let none = request(
        "cerebras",
        "qwen-3-coder-480b",
        r#"{"input_tokens": 10}"#,
        "",
    );
    assert_eq!(
        (none["status"].as_str(), none["total"].as_str()),
        (Some("unpriced"), Some("0"))
    );
    let free = request(
        "openrouter",
        "deepseek-r1:free",
        r#"{"input_tokens": 10}"#,
        "",
    );
    assert_eq!(
        (free["status"].as_str(), free["total"].as_str()),
        (Some("priced"), Some("0"))
    );
}

#[test]
fn a_faulty_line_is_answered_in_its_place_and_the_rest_goes_on() {
    let good = r#"{"case": "a", "model_ref": "gpt-4o", "usage": {"output_tokens": 100000}}"#;
    let lines = format!(
        "\u{feff}{{\"meta\": {{}}}}\n{good}\nnot json\r\n\n{{\"case\": 3, \"model_ref\"\n[1]\n{{\"case\": [\"x\"], \"usage\": {{}}}}\r\n{good}"
    );
    let answers = answers(lines.as_bytes(), &["-"]);
    let kinds: Vec<Option<&str>> = answers
        .iter()
        .map(|answer| answer["error"]["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            None,
            Some("bad_json"),
            Some("bad_json"),
            Some("bad_field"),
            Some("bad_field"),
            None
        ]
    );
    assert!(
        answers[1]["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with("line 3 is not JSON")
    );
    assert!(
        answers[2]["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with("line 5 is not JSON")
    );
    assert_eq!(answers[4]["case"], serde_json::json!(["x"]));
    assert_eq!(answers[5]["case"], "a");
    assert_usd(&answers[5], 1.0);
}

#[test]
fn fields_of_another_kind_are_named() {
    for (fields, name) in [
        (r#""model_ref": 5, "usage": {}"#, "model_ref"),
        (r#""model_ref": null, "usage": {}"#, "model_ref"),
        (
            r#""model_ref": "gpt-4o", "provider_id": [], "usage": {}"#,
            "provider_id",
        ),
        (r#""model_ref": "gpt-4o", "usage": []"#, "usage"),
        (r#""model_ref": "gpt-4o""#, "usage"),
        (
            r#""model_ref": "gpt-4o", "usage": {}, "price_context": "batch""#,
            "price_context",
        ),
    ] {
        let answer = answer(&format!("{{{fields}}}"));
        assert_eq!(kind(&answer), "bad_field", "{fields}");
        assert!(
            answer["error"]["message"]
                .as_str()
                .unwrap()
                .starts_with(name),
            "{answer}"
        );
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest_three() {
    let model = request("anthropic", "claud-opus-5", "{}", "");
    assert_eq!(kind(&model), "unknown_model");
    assert!(
        model["error"]["message"]
            .as_str()
            .unwrap()
            .contains("nearest: claude-opus-5"),
        "{model}"
    );
    let provider = request("antropic ai", "x", "{}", "");
    assert_eq!(kind(&provider), "unknown_provider");
    assert!(
        provider["error"]["message"]
            .as_str()
            .unwrap()
            .contains("anthropic"),
        "{provider}"
    );
}

#[test]
fn the_overlay_is_used_only_when_asked_for() {
    let line = br#"{"provider_id": "mistral", "model_ref": "mistral-large-latest", "usage": {"input_tokens": 1000000}}"#;
    assert_usd(&answers(line, &[])[0], 2.0);
    assert_usd(&answers(line, &["--overlay"])[0], 0.5);
}

#[test]
fn a_key_that_comes_twice_counts_as_its_last() {
    let usage = r#"{"input_tokens": -1, "input_tokens": 1000000, "output_tokens": 5, "output_tokens": null}"#;
    assert_usd(&request("openai", "gpt-4o", usage, ""), 2.5);
}
