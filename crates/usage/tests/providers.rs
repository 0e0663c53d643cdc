//! Traps of what providers and gateways answer and export.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use reading::{charged, figures, five, left_out, report_of};
use serde_json::json;

#[test]
fn a_page_that_comes_twice_counts_once_and_lines_of_one_name_on_a_page_add_up() {
    let result = json!({"object": "organization.usage.completions.result", "input_tokens": 1_000,
        "input_cached_tokens": 400, "output_tokens": 50, "num_model_requests": 3, "model": "gpt-5.2"});
    let page = json!({"object": "page", "data": [{"object": "bucket", "start_time": 1_785_542_400,
        "end_time": 1_785_628_800, "results": [result, result]}], "has_more": false});
    let page = page.to_string();
    let report = report_of(&[("one", &page), ("two", &page)]);
    assert_eq!(five(&report.total), (Some(6), 1_200, 800, 0, 100));
    assert_eq!(report.sources[1].duplicates, 2);
}

#[test]
fn a_batch_has_the_price_of_one() {
    let page = |batch: bool| {
        json!({"object": "page", "data": [{"start_time": 1_785_542_400, "end_time": 1_785_628_800, "results": [
            {"object": "organization.usage.completions.result", "input_tokens": 1_000_000, "output_tokens": 0,
             "num_model_requests": 1, "model": "gpt-4o-mini", "batch": batch}]}]})
        .to_string()
    };
    assert_eq!(figures(&page(false)).cost_usd.unwrap().to_string(), "0.15");
    assert_eq!(figures(&page(true)).cost_usd.unwrap().to_string(), "0.075");
}

#[test]
fn amounts_are_numbers_or_texts_and_the_sum_of_lines_is_no_line() {
    let cost = |amount: serde_json::Value, item: &str| {
        json!({"object": "organization.costs.result",
        "amount": {"value": amount, "currency": "usd"}, "line_item": item})
    };
    let page = json!({"object": "page", "data": [{"start_time": 1_785_542_400, "end_time": 1_785_628_800,
        "results": [cost(json!(12.5), "gpt-5, input_tokens"), cost(json!("2.25"), "web search")]}]});
    assert_eq!(charged(&figures(&page.to_string())), "14.75");
    let table = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item\n\
        1785542400,1785628800,2026-08-01T00:00:00+00:00,2026-08-02T00:00:00+00:00,14.75,usd,\n\
        1785542400,1785628800,2026-08-01T00:00:00+00:00,2026-08-02T00:00:00+00:00,12.5,usd,\"gpt-5, input_tokens\"\n\
        1785542400,1785628800,2026-08-01T00:00:00+00:00,2026-08-02T00:00:00+00:00,2.25,usd,web search\n\
        1785628800,1785715200,2026-08-02T00:00:00+00:00,2026-08-03T00:00:00+00:00,,,\n\
        1785715200,1785801600,2026-08-03T00:00:00+00:00,2026-08-04T00:00:00+00:00,1.5,usd,\n";
    assert_eq!(charged(&figures(table)), "16.25");
}

#[test]
fn a_bucket_that_names_its_window_has_one_price_and_one_that_does_not_a_range() {
    let page = |window: Option<&str>| {
        json!({"data": [{"starting_at": "2026-04-01T00:00:00Z", "ending_at": "2026-04-02T00:00:00Z", "results": [
            {"uncached_input_tokens": 1_000_000, "output_tokens": 0, "model": "claude-sonnet-4-5",
             "context_window": window}]}]})
        .to_string()
    };
    let short = figures(&page(Some("0-200k"))).cost_usd.unwrap();
    let long = figures(&page(Some("200k-1M"))).cost_usd.unwrap();
    assert_eq!(
        (short.to_string().as_str(), long.to_string().as_str()),
        ("3", "6")
    );
    let open = figures(&page(None));
    assert_eq!(
        (open.cost_usd, open.cost_low_usd, open.cost_high_usd),
        (None, short, Some(long))
    );
}

#[test]
fn costs_of_the_admin_api_are_in_cents() {
    let page = json!({"data": [{"starting_at": "2026-08-01T00:00:00Z", "ending_at": "2026-08-02T00:00:00Z",
        "results": [{"currency": "USD", "amount": "123.45", "cost_type": "tokens", "description": "Input"}]}]});
    assert_eq!(charged(&figures(&page.to_string())), "1.2345");
}

#[test]
fn cached_and_reasoning_are_inside_and_more_reasoning_than_output_is_cut() {
    let table = "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,cancelled\n\
        gen-1,2026-08-01T10:00:00Z,0.00165325,17335,709,500,14455,x-ai/grok-4.1-fast,false\n\
        gen-1,2026-08-01T10:00:00Z,0.00165325,17335,709,500,14455,x-ai/grok-4.1-fast,false\n\
        gen-2,2026-08-01T10:00:01Z,0.0001,100,40,90,0,openai/gpt-oss-20b,true\n";
    let figures = figures(table);
    assert_eq!(five(&figures), (Some(2), 2_980, 14_455, 0, 749));
    assert_eq!((figures.reasoning_tokens, figures.clamped), (Some(540), 1));
}

#[test]
fn an_answer_from_the_gateways_own_cache_used_nothing() {
    let row = |id: &str, hit: &str, spend: f64| {
        json!({"request_id": id, "call_type": "acompletion", "spend": spend,
        "prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110, "model": "gpt-4o-mini",
        "startTime": "2026-08-01 10:00:00", "cache_hit": hit, "metadata": "{}"})
    };
    let failed = json!({"request_id": "c", "call_type": "acompletion", "spend": 0, "prompt_tokens": 0,
        "completion_tokens": 0, "model": "gpt-4o-mini", "startTime": "2026-08-01 10:00:00", "status": "failure", "metadata": {}});
    let page = json!([row("a", "False", 0.000021), row("b", "True", 0.0), failed]);
    let figures = figures(&page.to_string());
    assert_eq!(five(&figures), (Some(1), 100, 0, 0, 10));
    assert_eq!(
        (figures.gateway_cache_hits, figures.failed_requests),
        (1, 1)
    );
}

#[test]
fn metadata_is_an_object_or_json_in_a_string() {
    let usage = json!({"usage_object": {"prompt_tokens_details": {"cached_tokens": 60},
        "completion_tokens_details": {"reasoning_tokens": 4}}});
    for metadata in [usage.clone(), json!(usage.to_string())] {
        let row = json!({"request_id": "a", "call_type": "c", "spend": 1, "prompt_tokens": 100, "completion_tokens": 10,
            "total_tokens": 110, "model": "gpt-5", "metadata": metadata});
        let figures = figures(&row.to_string());
        assert_eq!(
            (five(&figures), figures.reasoning_tokens),
            ((Some(1), 40, 60, 0, 10), Some(4))
        );
    }
}

#[test]
fn the_two_input_columns_of_cursor_stand_apart_and_a_plan_is_no_bill() {
    let table = "Date,Kind,Model,Max Mode,Input (w/ Cache Write),Input (w/o Cache Write),Cache Read,Output Tokens,Total Tokens,Cost\n\
        2026-08-01T10:00:00.000Z,Included,auto,No,28342,775,105891,21282,156290,0.19\n\
        2026-08-01T10:00:01.000Z,On-Demand,gpt-5-codex,No,0,8263,66964,1612,76839,$0.03\n\
        2026-08-01T10:00:02.000Z,\"Errored, No Charge\",gpt-5-codex,No,0,10,20,3,33,-\n\
        2026-08-01T10:00:02.000Z,\"Errored, No Charge\",gpt-5-codex,No,0,10,20,3,33,-\n";
    let report = report_of(&[("a", table), ("b", table)]);
    let total = &report.total;
    // Rows have no id: each counts as often as it comes in one file.
    assert_eq!(five(total), (None, 9_058, 172_895, 28_342, 22_900));
    let kinds: Vec<String> = total
        .charged
        .iter()
        .map(|one| format!("{:?} {}", one.kind, one.amount))
        .collect();
    assert_eq!(kinds, ["Billed 0.03", "Included 0.19"]);
}

#[test]
fn a_message_that_is_written_again_counts_as_it_was_last() {
    let message = |input: u64| {
        json!({"id": "m1", "type": "gemini", "model": "gemini-2.5-flash",
        "timestamp": "2026-08-01T10:00:00Z", "tokens": {"input": input, "output": 10, "cached": 30, "thoughts": 5,
        "tool": 2, "total": input + 17}})
    };
    let start = json!({"sessionId": "s", "projectHash": "p", "startTime": "2026-08-01T10:00:00Z", "messages": []});
    let log = format!("{start}\n{}\n{}\n", message(100), message(120));
    let figures = figures(&log);
    assert_eq!(five(&figures), (Some(1), 92, 30, 0, 15));
    assert_eq!(figures.reasoning_tokens, Some(5));
    // A total in which the cache is counted twice is flagged, not mended.
    let wrong = json!({"sessionId": "s", "projectHash": "p", "messages": [{"id": "m", "type": "gemini", "model": "gemini-2.5-flash",
        "tokens": {"input": 1500, "output": 200, "cached": 100, "thoughts": 50, "total": 1850}}]});
    let figures = reading::figures(&wrong.to_string());
    assert_eq!(
        (
            figures.input_tokens,
            figures.output_tokens,
            figures.unbalanced
        ),
        (1_500, 250, 1)
    );
}

#[test]
fn spans_that_add_up_their_children_do_not_count_and_two_spellings_count_once() {
    let attributes = |pairs: &[(&str, u64)]| -> Vec<serde_json::Value> {
        pairs
            .iter()
            .map(|(key, value)| json!({"key": key, "value": {"intValue": value.to_string()}}))
            .collect()
    };
    let span = |id: &str, parent: &str, pairs: &[(&str, u64)]| {
        json!({"traceId": "t", "spanId": id,
        "parentSpanId": parent, "name": "x", "startTimeUnixNano": "1785542400000000000", "attributes": attributes(pairs)})
    };
    let sum = [
        ("gen_ai.usage.input_tokens", 220),
        ("gen_ai.usage.output_tokens", 12),
    ];
    let child = [
        ("gen_ai.usage.input_tokens", 110),
        ("gen_ai.usage.output_tokens", 6),
        ("gen_ai.usage.cache_read.input_tokens", 40),
        ("gen_ai.usage.cache_read_input_tokens", 40),
    ];
    let batch = json!({"resourceSpans": [{"scopeSpans": [{"spans": [span("a", "", &sum), span("b", "a", &[]),
        span("c", "b", &child), span("d", "b", &child)]}]}]});
    let report = report_of(&[("log", &batch.to_string())]);
    assert_eq!(five(&report.total), (Some(2), 140, 80, 0, 12));
    assert_eq!(
        left_out(&report),
        [("adds up what its children tell".to_owned(), 1)]
    );
}

#[test]
fn keys_that_stand_apart_and_keys_inside_of_others_are_told_from_each_other() {
    let trace = |details: serde_json::Value| {
        json!({"trace": {"id": "t"}, "observations": [
        {"id": "1", "type": "SPAN", "usageDetails": {}},
        {"id": "2", "type": "GENERATION", "model": "gpt-5", "startTime": "2026-08-01T10:00:00Z", "usageDetails": details}]})
        .to_string()
    };
    let apart = figures(&trace(
        json!({"input": 320, "input_cache_read": 3_000, "input_cache_creation_5m": 2_000,
        "output": 120, "output_reasoning": 80, "total": 5_520}),
    ));
    assert_eq!(
        (five(&apart), apart.reasoning_tokens),
        ((Some(1), 320, 3_000, 2_000, 200), Some(80))
    );
    let inside = figures(&trace(
        json!({"input": 6, "output": 2_055, "completion_details.reasoning": 1_104, "total": 2_061}),
    ));
    assert_eq!(
        (five(&inside), inside.reasoning_tokens),
        ((Some(1), 6, 0, 0, 2_055), Some(1_104))
    );
}

#[test]
fn a_stream_counts_its_last_word_and_one_without_an_end_is_a_floor() {
    let stream = "event: message_start\n\
        data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n\
        data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":15}}\n\n";
    let whole = figures(stream);
    assert_eq!(
        (five(&whole), whole.floor_requests),
        ((Some(1), 25, 0, 0, 15), 0)
    );
    let cut = figures(stream.split("\n\n").next().unwrap());
    assert_eq!((cut.output_tokens, cut.floor_requests), (1, 1));
    let chunks = "data: {\"id\":\"c\",\"model\":\"gpt-4o\",\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":null}\n\
        data: {\"id\":\"c\",\"model\":\"gpt-4o\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}\n\
        data: [DONE]\n";
    assert_eq!(five(&figures(chunks)), (Some(1), 9, 0, 0, 2));
}

#[test]
fn bodies_of_every_api_are_read_by_how_they_count() {
    for (body, expected) in [
        (
            json!({"usage": {"prompt_tokens": 35, "completion_tokens": 12, "total_tokens": 109}}),
            (35, 0, 0, 74),
        ),
        (
            json!({"usage": {"prompt_tokens": 100, "prompt_tokens_details": {"cached_tokens": 60}, "completion_tokens": 12,
            "total_tokens": 112}}),
            (40, 60, 0, 12),
        ),
        (
            json!({"usage": {"input_tokens": 3, "cache_read_input_tokens": 90, "cache_creation_input_tokens": 7,
            "output_tokens": 12}}),
            (3, 90, 7, 12),
        ),
        (
            json!({"usageMetadata": {"promptTokenCount": 50, "cachedContentTokenCount": 20, "candidatesTokenCount": 5,
            "thoughtsTokenCount": 30, "toolUsePromptTokenCount": 4, "totalTokenCount": 89}}),
            (34, 20, 0, 35),
        ),
        (
            json!({"usage": {"inputTokens": 10, "outputTokens": 4, "cacheReadInputTokens": 30, "cacheWriteInputTokens": 6,
            "totalTokens": 50}}),
            (10, 30, 6, 4),
        ),
        (
            json!({"usage": {"prompt_tokens": 80, "prompt_cache_hit_tokens": 60, "prompt_cache_miss_tokens": 20,
            "completion_tokens": 4, "total_tokens": 84}}),
            (20, 60, 0, 4),
        ),
        (
            json!({"input_tokens": 12, "output_tokens": 5}),
            (12, 0, 0, 5),
        ),
    ] {
        let figures = figures(&body.to_string());
        let (_, fresh, read, write, output) = five(&figures);
        assert_eq!((fresh, read, write, output), expected, "{body}");
    }
}

#[test]
fn hidden_tokens_that_only_the_total_betrays_are_named_and_priced_as_output() {
    let body = json!({"model": "gemini-2.5-flash", "usage": {"prompt_tokens": 35, "completion_tokens": 12, "total_tokens": 109}});
    let figures = figures(&body.to_string());
    assert_eq!(
        (figures.unnamed_hidden_tokens, figures.output_tokens),
        (62, 74)
    );
    // 35 at $0.30 and 74 at $2.50 a million.
    assert_eq!(figures.cost_usd.unwrap().to_string(), "0.0001955");
}
