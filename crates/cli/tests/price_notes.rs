//! What `tokenomics price --jsonl` says beside a figure that may not be the one charged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod priced;

use priced::{answers, assert_usd};
use serde_json::{Value, json};

/// The answer to a request, with the amendments or without.
fn answer(overlay: bool, request: &Value) -> Value {
    let arguments: &[&str] = if overlay { &["--overlay"] } else { &[] };
    let mut answers = answers(request.to_string().as_bytes(), arguments);
    assert_eq!(answers.len(), 1, "{request}");
    answers.remove(0)
}

#[allow(clippy::needless_pass_by_value, reason = "as it reads best in a test")]
fn request(provider: &str, model: &str, day: &str, usage: Value) -> Value {
    json!({"provider_id": provider, "model_ref": model, "timestamp": day, "usage": usage})
}

fn in_context(mut request: Value, context: Value) -> Value {
    request["price_context"] = context;
    request
}

fn tokens(input: f64, output: f64) -> Value {
    json!({"input_tokens": input, "output_tokens": output})
}

fn notes(answer: &Value) -> String {
    let notes = answer["notes"].as_array().cloned().unwrap_or_default();
    let notes: Vec<&str> = notes.iter().map(|note| note.as_str().unwrap()).collect();
    notes.join("\n")
}

fn assert_says(answer: &Value, words: &[&str]) {
    let notes = notes(answer);
    for words in words {
        assert!(notes.contains(words), "{words:?} in {answer}");
    }
}

#[test]
fn an_id_of_a_gateway_finds_the_makers_price_and_says_so() {
    for overlay in [false, true] {
        let usage =
            json!({"input_tokens": 17_335, "cache_read_tokens": 14_455, "output_tokens": 709});
        let grok = request("openrouter", "x-ai/grok-4.1-fast", "2026-04-15", usage);
        let grok = answer(overlay, &grok);
        assert_usd(&grok, (2_880.0 * 0.2 + 14_455.0 * 0.05 + 709.0 * 0.5) / 1e6);
        assert_says(
            &grok,
            &["this is the price of X AI, the maker", "OpenRouter"],
        );
        let claude = "anthropic/claude-4-sonnet-20250522";
        let claude = request("openrouter", claude, "2026-04-15", tokens(1e6, 1e6));
        let claude = answer(overlay, &claude);
        assert_usd(&claude, 18.0);
        assert_says(&claude, &["the price of Anthropic, the maker"]);
    }
    let azure = request("azure", "gpt-5.6-sol", "2026-08-25", tokens(1e5, 1e5));
    assert_says(
        &answer(false, &azure),
        &[
            "the price of OpenAI, the maker",
            "Microsoft Azure",
            "on another day",
        ],
    );
}

#[test]
fn an_open_model_of_many_hosts_is_said_to_have_many_prices() {
    let at = |model| {
        answer(
            false,
            &request("openrouter", model, "2026-09-15", tokens(204_362.0, 733.0)),
        )
    };
    for open in [
        "deepseek/deepseek-v4-flash",
        "deepseek/deepseek-v4-flash-0731",
        "openai/gpt-oss-120b",
        "qwen/qwen3-vl-235b-a22b-instruct",
    ] {
        assert_says(&at(open), &["several hosts", "compare it with your bill"]);
    }
    for closed in [
        "anthropic/claude-opus-5",
        "openai/gpt-4o",
        "google/gemini-2.5-pro",
    ] {
        assert!(!notes(&at(closed)).contains("hosts"), "{closed}");
    }
    let maker = request(
        "deepseek",
        "deepseek-v4-flash",
        "2026-09-15",
        tokens(1.0, 1.0),
    );
    assert!(!notes(&answer(true, &maker)).contains("hosts"));
}

#[test]
fn a_past_price_that_was_overwritten_is_known_or_said_not_to_be() {
    let usage =
        json!({"input_tokens": 262_960, "cache_read_tokens": 257_955, "output_tokens": 1_744});
    let gemini = request("google", "gemini-2.5-pro", "2025-09-24", usage);
    let right = (5_005.0 * 2.5 + 257_955.0 * 0.625 + 1_744.0 * 15.0) / 1e6;
    assert_usd(&answer(true, &gemini), right);
    let bare = answer(false, &gemini);
    assert_says(
        &bare,
        &[
            "no date in the list",
            "with --overlay the total is 0.199894",
            "September 2025",
        ],
    );

    let voice = json!({"input_tokens": 1_100, "input_audio_tokens": 1_000, "output_tokens": 1_100, "output_audio_tokens": 1_000});
    let voice = request("openai", "gpt-4o-realtime-preview", "2024-10-05", voice);
    let (bare, amended) = (answer(false, &voice), answer(true, &voice));
    assert_usd(
        &amended,
        (100.0 * 5.0 + 1e3 * 100.0 + 100.0 * 20.0 + 1e3 * 200.0) / 1e6,
    );
    assert_says(
        &bare,
        &[
            "first known price is of 2025-05-22",
            "with --overlay the total is 0.3025",
        ],
    );
}

#[test]
fn a_day_before_the_first_known_price_is_never_passed_in_silence() {
    for (provider, model) in [
        ("openai", "gpt-4o"),
        ("anthropic", "claude-3-haiku"),
        ("google", "gemini-2.0-flash"),
        ("openrouter", "openai/gpt-4o"),
        ("openai", "o3"),
    ] {
        for overlay in [false, true] {
            let old = request(provider, model, "2024-10-05", tokens(10.0, 10.0));
            assert_says(
                &answer(overlay, &old),
                &["the list's first known price", "2024-10-05"],
            );
            let new = request(provider, model, "2026-11-20", tokens(10.0, 10.0));
            assert!(!notes(&answer(overlay, &new)).contains("known price"));
        }
    }
}

#[test]
fn fast_is_priced_while_it_was_sold_and_said_where_it_was_not() {
    let fast = |overlay, model, day| {
        let request = request("anthropic", model, day, tokens(1e4, 1e4));
        answer(overlay, &in_context(request, json!({"speed": "fast"})))
    };
    for model in ["claude-opus-4-6", "claude-opus-4-7"] {
        assert_usd(&fast(true, model, "2026-03-28"), 1.8);
        let bare = fast(false, model, "2026-03-28");
        assert_says(&bare, &["with --overlay the total is 1.8", "six times"]);
        assert_usd(&fast(true, model, "2026-08-01"), 0.3);
        assert_says(
            &fast(true, model, "2026-08-01"),
            &["\"fast\" of", "ended on 2026-0"],
        );
    }
    assert_usd(&fast(true, "claude-opus-4-8", "2026-11-29"), 0.6);
    let ended = fast(true, "claude-opus-4-8", "2026-12-01");
    assert_usd(&ended, 0.3);
    assert_says(&ended, &["ended on 2026-11-30", "refuses"]);
    assert_says(
        &fast(false, "claude-opus-4-8", "2026-12-01"),
        &["with --overlay the total is 0.3: \"fast\" of claude-opus-4-8 ended on 2026-11-30"],
    );
    assert_says(
        &fast(true, "claude-sonnet-5", "2026-11-24"),
        &["no price of its own"],
    );
}

#[test]
fn a_batch_before_its_first_known_price_is_said_to_be_standard() {
    let batch = request(
        "anthropic",
        "claude-opus-4-6",
        "2026-09-12",
        tokens(1e6, 1e6),
    );
    let batch = answer(false, &in_context(batch, json!({"processing": "batch"})));
    assert_usd(&batch, 30.0);
    assert_says(
        &batch,
        &[
            "\"batch\" for claude-opus-4-6 since 2026-10-14",
            "2026-09-12",
        ],
    );
}

#[test]
fn a_regional_endpoint_at_google_costs_a_tenth_more() {
    for (model, usd) in [
        ("claude-haiku-4-5", 0.000_037),
        ("claude-opus-5", 0.000_185),
        ("claude-sonnet-4-6", 0.000_111),
    ] {
        let at = |endpoint: &str| {
            let request = request("google", model, "2026-11-24", tokens(12.0, 5.0));
            answer(true, &in_context(request, json!({"endpoint": endpoint})))
        };
        assert_usd(&at("regional"), usd * 1.1);
        assert_usd(&at("multi-region"), usd * 1.1);
        assert!(notes(&at("regional")).is_empty(), "{}", at("regional"));
        assert_usd(&at("global"), usd);
    }
    let none = request("google", "gemini-2.5-pro", "2026-11-24", tokens(12.0, 5.0));
    let none = answer(true, &in_context(none, json!({"endpoint": "regional"})));
    assert_says(&none, &["no price of its own"]);
}

#[test]
fn a_sum_of_many_requests_is_asked_about() {
    for (provider, model, input, most) in [
        ("google", "gemini-2.5-pro", 2_500_000.0, "1000000"),
        ("openai", "gpt-5.6-sol", 1_050_001.0, "1050000"),
        ("anthropic", "claude-sonnet-4-5", 200_001.0, "200000"),
        ("mistral", "mistral-large-2411", 3_000_000.0, ""),
    ] {
        let at = |input| {
            answer(
                true,
                &request(provider, model, "2026-11-24", tokens(input, 10.0)),
            )
        };
        assert_says(
            &at(input),
            &[
                "is this the sum of many requests?",
                most,
                "price each request by itself",
            ],
        );
        assert!(!notes(&at(1_000.0)).contains("sum"), "{model}");
    }
    // Long: 3 x 2.50 + 0.084 x 15; short: 3 x 1.25 + 0.084 x 10.
    let usage = json!({"input_tokens": 3_000_000, "cache_read_tokens": 0, "output_tokens": 84_000});
    let sum = answer(
        true,
        &request("google", "gemini-2.5-pro", "2026-11-24", usage),
    );
    assert_usd(&sum, 8.76);
    assert_says(&sum, &["were all of them short, it would be $4.59"]);
    let long = request(
        "anthropic",
        "claude-sonnet-4-5",
        "2026-03-01",
        tokens(900_000.0, 10.0),
    );
    assert!(!notes(&answer(true, &long)).contains("sum"));
}

#[test]
fn a_price_that_is_to_end_is_said_with_what_comes_after_it() {
    let at = |model, day| answer(false, &request("google", model, day, tokens(1e6, 1e6)));
    let flash = at("gemini-3.6-flash", "2026-11-24");
    assert_usd(&flash, 4.5);
    assert_says(
        &flash,
        &[
            "until 2026-12-31",
            "$0.75 in and $3.75 out",
            "$1.50 in and $7.50 out from 2027-01-01",
        ],
    );
    assert_eq!(notes(&at("gemini-3.6-flash", "2027-01-02")), "");
    assert_says(&at("gemini-4-argon", "2026-11-24"), &["until 2026-11-30"]);
    for overlay in [false, true] {
        let sol = |day| {
            notes(&answer(
                overlay,
                &request("openai", "gpt-5.6-sol", day, tokens(1.0, 1.0)),
            ))
        };
        assert!(sol("2026-11-20").contains("at least until 2026-11-21"));
        assert!(!sol("2026-08-20").contains("at least until"));
    }
}

#[test]
fn a_price_that_the_amendments_correct_is_said_to_be_wrong_without_them() {
    let saturday = request(
        "deepseek",
        "deepseek-v4-flash",
        "2026-09-19T02:00:00Z",
        tokens(357_030.0, 1.0),
    );
    assert_usd(&answer(true, &saturday), (357_030.0 * 0.15 + 0.6) / 1e6);
    assert!(notes(&answer(true, &saturday)).is_empty());
    let bare = answer(false, &saturday);
    assert_usd(&bare, (357_030.0 * 0.3 + 1.2) / 1e6);
    assert_says(
        &bare,
        &["with --overlay the total is 0.0535551", "weekdays only"],
    );
    let alias = request(
        "mistral",
        "mistral-large-latest",
        "2026-11-24",
        tokens(1e6, 0.0),
    );
    assert_says(&answer(false, &alias), &["with --overlay the total is 0.5"]);
    let friday = request(
        "deepseek",
        "deepseek-v4-flash",
        "2026-09-18T02:00:00Z",
        tokens(357_030.0, 1.0),
    );
    assert!(!notes(&answer(false, &friday)).contains("--overlay"));
}
