//! The audit finds what was charged wrongly, and says why.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use reading::report_of;
use serde_json::{Value, json};
use usage::audit::Audit;

/// A row of a proxy with a charge of its own; sonnet 4.5 costs 3, 0.3, 3.75, 6 and 15 a million.
fn row(id: &str, charged: f64, details: Value, at: &str) -> Value {
    json!({"request_id": id, "call_type": "c", "spend": charged, "prompt_tokens": 100_000, "completion_tokens": 10_000,
        "total_tokens": 110_000, "model": "claude-sonnet-4-5", "custom_llm_provider": "anthropic", "startTime": at,
        "metadata": {"usage_object": details}})
}

const DAY: &str = "2026-08-20T10:00:00Z";

fn cached() -> Value {
    json!({"prompt_tokens_details": {"cached_tokens": 60_000, "cache_creation_tokens": 20_000,
        "cache_creation_token_details": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 20_000}},
        "completion_tokens_details": {"reasoning_tokens": 4_100}})
}

fn audit(rows: &[Value]) -> Audit {
    report_of(&[("log", &Value::from(rows.to_vec()).to_string())])
        .audit
        .unwrap()
}

fn explained(charged: f64) -> Option<String> {
    let audit = audit(&[row("a", charged, cached(), DAY)]);
    assert_eq!((audit.compared, audit.differs), (1, 1), "{charged}");
    audit.differences[0].explanation.clone()
}

/// What the row of [`cached`] costs.
const RIGHT: f64 = (20_000.0 * 3.0 + 60_000.0 * 0.3 + 20_000.0 * 6.0 + 10_000.0 * 15.0) / 1e6;

#[test]
fn what_is_right_agrees_also_where_a_double_says_it() {
    let audit = audit(&[
        row("a", RIGHT, cached(), DAY),
        row("b", 0.000_1 + 0.347_9, cached(), DAY),
    ]);
    assert_eq!((audit.compared, audit.agrees, audit.differs), (2, 2, 0));
    assert_eq!(audit.charged_usd, audit.listed_usd);
}

#[test]
fn each_mistake_is_named_by_its_class_tier_or_time() {
    let million = |tokens: f64, rate: f64| tokens * rate / 1e6;
    for (charged, expected) in [
        (RIGHT - million(60_000.0, 0.3), "cache reads were left out"),
        (RIGHT + million(60_000.0, 2.7), "cache reads as fresh input"),
        (RIGHT - million(20_000.0, 6.0), "cache writes were left out"),
        (
            RIGHT - million(20_000.0, 2.25),
            "one-hour writes as five-minute ones",
        ),
        (
            RIGHT - million(20_000.0, 3.0),
            "cache writes as fresh input",
        ),
        (RIGHT - million(4_100.0, 15.0), "reasoning was left out"),
        (
            RIGHT + million(4_100.0, 15.0),
            "reasoning was charged twice",
        ),
        (
            RIGHT + million(80_000.0, 3.0),
            "the cache was charged again as fresh input",
        ),
        (RIGHT / 2.0, "the price of batch processing"),
        (RIGHT * 100.0, "100 times the price"),
        (RIGHT / 1_000.0, "a 1000th of the price"),
        (0.0, "nothing was charged"),
    ] {
        assert_eq!(explained(charged).as_deref(), Some(expected), "{charged}");
    }
    assert_eq!(explained(RIGHT + 0.012_345), None);
}

#[test]
fn the_price_of_a_long_request_is_told_from_that_of_a_short_one() {
    let mut long = row(
        "a",
        300_000.0 * 3.0 / 1e6,
        json!({}),
        "2026-03-01T10:00:00Z",
    );
    (
        long["prompt_tokens"],
        long["completion_tokens"],
        long["total_tokens"],
    ) = (300_000.into(), 0.into(), 300_000.into());
    let found = audit(&[long.clone()]);
    assert_eq!(
        found.differences[0].explanation.as_deref(),
        Some("the price of short requests")
    );
    // From 30 April 2026 on the list has no such tier any more: charging it then is the price of before.
    long["spend"] = (300_000.0 * 6.0 / 1e6).into();
    long["startTime"] = "2026-06-01T10:00:00Z".into();
    let found = audit(&[long]);
    assert_eq!(
        found.differences[0].explanation.as_deref(),
        Some("the price before 2026-04-30")
    );
}

#[test]
fn costs_on_lines_of_their_own_are_compared_by_day_and_model() {
    let usage = json!({"data": [{"starting_at": "2026-08-20T00:00:00Z", "ending_at": "2026-08-21T00:00:00Z", "results": [
        {"uncached_input_tokens": 1_000_000, "output_tokens": 100_000, "model": "claude-haiku-4-5-20251001"},
        {"uncached_input_tokens": 100_000, "output_tokens": 0, "model": "claude-sonnet-4-5"}]}]});
    let costs = "usage_date_utc,model,workspace,usage_type,context_window,token_type,cost_usd,list_price_usd\n\
        2026-08-20,Claude Haiku 4.5,Default,message,≤ 200k,input_no_cache,1.00,1.00\n\
        2026-08-20,Claude Haiku 4.5,Default,message,≤ 200k,output,0.50,0.50\n\
        2026-08-20,Claude Sonnet 4.5,Default,message,≤ 200k,input_no_cache,0.60,0.30\n\
        2026-08-21,Claude Opus 4.5,Default,message,≤ 200k,output,0.25,0.25\n";
    let report = report_of(&[("usage.json", &usage.to_string()), ("costs.csv", costs)]);
    let audit = report.audit.unwrap();
    let told = |model: &str| {
        audit
            .days
            .iter()
            .find(|day| day.model == model)
            .unwrap()
            .status
            .clone()
    };
    assert_eq!(told("claude-haiku-4-5"), "agrees");
    assert_eq!(told("claude-sonnet-4-5"), "differs");
    assert_eq!(told("claude-opus-4-5"), "charge_without_usage");
    assert_eq!(audit.charge_without_usage, 1);
}

#[test]
fn rounding_to_cents_is_no_difference() {
    let usage = json!({"data": [{"starting_at": "2026-08-20T00:00:00Z", "ending_at": "2026-08-21T00:00:00Z", "results": [
        {"uncached_input_tokens": 109_911, "output_tokens": 34_988, "model": "claude-haiku-4-5-20251001"}]}]});
    // 0.109911 and 0.17494.
    let costs = "usage_date_utc,model,token_type,cost_usd\n\
        2026-08-20,Claude Haiku 4.5,input_no_cache,0.11\n2026-08-20,Claude Haiku 4.5,output,0.17\n";
    let audit = report_of(&[("usage.json", &usage.to_string()), ("costs.csv", costs)])
        .audit
        .unwrap();
    assert_eq!(audit.days[0].status, "rounding", "{:?}", audit.days);
}
