//! Traps of tracing tools, gateways, consoles and cloud bills.
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
fn only_messages_of_aider_count_and_its_running_total_does_not() {
    let line = |event: &str, cost: f64| {
        json!({"event": event, "properties": {"main_model": "gpt-4o", "prompt_tokens": 100,
        "completion_tokens": 10, "total_tokens": 110, "cost": cost, "total_cost": 9.0}, "user_id": "u", "time": 1_785_542_400})
    };
    let log = format!(
        "{}\n{}\n{}\n",
        line("launched", 1.0),
        line("message_send", 0.007_29 * 3.0),
        line("message_send", 0.5)
    );
    let figures = figures(&log);
    assert_eq!(
        (five(&figures), charged(&figures)),
        ((None, 200, 0, 0, 20), "0.52187".to_owned())
    );
}

#[test]
fn what_stands_inside_of_a_bedrock_body_is_no_count_and_an_error_used_nothing() {
    let record = |id: &str, input: serde_json::Value, output: serde_json::Value| {
        json!({"schemaType": "ModelInvocationLog",
        "timestamp": "2026-08-01T10:00:00Z", "requestId": id, "operation": "ConverseStream", "region": "us-east-1",
        "modelId": "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",
        "input": input, "output": output})
    };
    let fake = json!({"inputTokenCount": 999_999, "messages": [{"text": "{\"inputTokenCount\": 999999}"}]});
    let counted = record(
        "a",
        json!({"inputBodyJson": fake, "inputTokenCount": 12, "cacheReadInputTokenCount": 100}),
        json!({"outputBodyJson": [fake], "outputTokenCount": 3}),
    );
    let mut failed = record("b", json!({}), json!({}));
    failed["errorCode"] = "ThrottlingException".into();
    let figures = figures(&format!("{counted}\n{failed}\n{counted}\n"));
    assert_eq!(
        (five(&figures), figures.failed_requests),
        ((Some(1), 12, 100, 0, 3), 1)
    );
    assert!(figures.unpriced.is_empty(), "{:?}", figures.unpriced);
}

#[test]
fn chains_and_agents_add_up_the_runs_and_spans_of_models() {
    let runs = format!(
        "{}\n{}\n",
        json!({"id": "1", "trace_id": "t", "dotted_order": "x", "run_type": "llm", "prompt_tokens": 43, "completion_tokens": 1_901,
            "outputs": {"usage_metadata": {"input_tokens": 43, "output_tokens": 1_901, "total_tokens": 1_944,
            "output_token_details": {"reasoning": 960}}}}),
        json!({"id": "2", "trace_id": "t", "run_type": "chain", "prompt_tokens": 43, "completion_tokens": 1_901})
    );
    let told = figures(&runs);
    assert_eq!(
        (five(&told), told.reasoning_tokens),
        ((Some(1), 43, 0, 0, 1_901), Some(960))
    );
    let span = |kind: &str, attributes: serde_json::Value| {
        json!({"name": "x", "context": {"trace_id": "t", "span_id": kind},
        "span_kind": kind, "attributes": attributes})
    };
    let spans = json!([
        span(
            "LLM",
            json!({"openinference.span.kind": "LLM", "llm.token_count.prompt": 229, "llm.token_count.completion": 21,
            "llm.token_count.prompt_details.cache_read": 200, "llm.token_count.total": 250})
        ),
        span(
            "EMBEDDING",
            json!({"llm": {"token_count": {"prompt": 9, "completion": 0, "total": 9}}})
        ),
        span(
            "AGENT",
            json!({"openinference.span.kind": "AGENT", "llm.token_count.total": 250})
        ),
    ]);
    assert_eq!(
        five(&figures(&spans.to_string())),
        (Some(2), 38, 200, 0, 21)
    );
}

#[test]
fn portkeys_costs_are_cents_and_a_hit_of_its_cache_used_nothing() {
    let row = |id: &str, cache: &str| {
        json!({"id": id, "created_at": "2026-08-01T10:00:00Z", "ai_org": "openai",
        "ai_model": "gpt-4o-mini", "req_units": 1_000, "res_units": 200, "total_units": 1_200, "cost": 0.027,
        "response_status_code": 200, "cache_status": cache})
    };
    let figures = figures(&format!("{}\n{}\n", row("a", "MISS"), row("b", "HIT")));
    assert_eq!(
        (five(&figures), figures.gateway_cache_hits),
        ((Some(1), 1_000, 0, 0, 200), 1)
    );
    assert_eq!(charged(&figures), "0.00054");
}

#[test]
fn deepseeks_days_are_those_of_china_and_kinds_of_rows_make_one_request_count() {
    let table = "\u{feff}user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\r\n\
        u,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,s,output_tokens,0.0000135,1000\r\n\
        u,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,s,input_cache_hit_tokens,0.00000005,2000\r\n\
        u,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,s,input_cache_miss_tokens,0.000001,500\r\n\
        u,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,s,request_count,,7\r\n";
    let report = report_of(&[("a", table), ("b", table)]);
    assert_eq!(five(&report.total), (Some(7), 500, 2_000, 0, 1_000));
    assert_eq!(
        (
            report.first_day.as_deref(),
            report.total.charged[0].currency.as_str()
        ),
        (Some("2026-09-02"), "CNY")
    );
    assert_eq!(charged(&report.total), "0.0141");
}

#[test]
fn mistrals_own_prices_make_an_exact_amount_in_its_currency() {
    let day = |group: &str, value: u64| {
        json!({"billing_metric": "mistral-small-2506", "billing_group": group,
        "timestamp": "2025-11-14", "value": value, "value_paid": value})
    };
    let price = |group: &str, price: &str| json!({"billing_metric": "mistral-small-2506", "billing_group": group, "price": price});
    let body = json!({"completion": {"models": {"mistral-small-latest::mistral-small-2506":
        {"input": [day("input", 120)], "output": [day("output", 2_982)]}}},
        "currency": "EUR", "prices": [price("input", "8.50E-8"), price("output", "2.550E-7")]});
    let figures = figures(&body.to_string());
    assert_eq!((figures.input_tokens, figures.output_tokens), (120, 2_982));
    assert_eq!(
        (
            charged(&figures).as_str(),
            figures.charged[0].currency.as_str()
        ),
        ("0.00077061", "EUR")
    );
}

#[test]
fn a_meters_name_says_what_it_counts_and_summary_rows_count_nothing() {
    let google = "Date,Service description,Service ID,SKU description,SKU ID,Usage amount,Usage unit,List cost ($),Unrounded subtotal ($),Subtotal ($)\n\
        2026-07-02,Gemini API,A,Generate content input token count gemini 2.5 flash text,1,\"100,000\",requests,0.03,0.030000,0.03\n\
        2026-07-02,Gemini API,A,Generate content output token count gemini 2.5 flash text,2,\"20,000\",count,0.05,0.050000,0.05\n\
        2026-07-02,Gemini API,A,Grounding with Google Search,3,5,count,0.07,0.070000,0.07\n\
        ,,,,,,,,Subtotal,0.15\n,,,,,,,,Tax,0.00\n";
    let report = report_of(&[("log", google)]);
    let total = &report.total;
    assert_eq!((total.input_tokens, total.output_tokens), (100_000, 20_000));
    assert_eq!(
        (
            charged(total).as_str(),
            total.cost_usd.unwrap().to_string().as_str()
        ),
        ("0.15", "0.08")
    );
    assert_eq!(left_out(&report), [("is a summary row".to_owned(), 2)]);
    let azure = "Date,MeterCategory,MeterName,UnitOfMeasure,Quantity,CostInBillingCurrency,BillingCurrencyCode\n\
        08/20/2026,Foundry Models,gpt 4o 1120 Inp glbl Tokens,1K,1200,3,USD\n\
        08/20/2026,Foundry Models,gpt 4o 1120 Outp glbl Tokens,1M,0.25,2.5,USD\n\
        08/20/2026,Storage,Hot Data Stored,1 GB/Month,3,0.1,USD\n";
    let azure = figures(azure);
    assert_eq!(
        (azure.input_tokens, azure.output_tokens, charged(&azure)),
        (1_200_000, 250_000, "5.6".to_owned())
    );
    let aws = "line_item_usage_start_date,line_item_usage_account_id,line_item_usage_type,line_item_usage_amount,pricing_unit,line_item_unblended_cost,line_item_currency_code,product_product_name\n\
        2026-08-01T00:00:00Z,1,USE1-Claude4.6Opus-input-tokens-cross-region-global,500,1K tokens,2.5,USD,Amazon Bedrock\n\
        2026-08-01T00:00:00Z,1,USW2-MP:USW2_OutputTokenCount_Global-Units,0.1,Units,2.5,USD,Claude Opus 4.8 (Amazon Bedrock Edition)\n\
        2026-08-01T00:00:00Z,1,USE1-DataTransfer-Out,5,GB,0.4,USD,Amazon Bedrock\n";
    let aws = figures(aws);
    assert_eq!(
        (aws.input_tokens, aws.output_tokens, charged(&aws)),
        (500_000, 100_000, "5.4".to_owned())
    );
}

#[test]
fn what_a_copilot_plan_covers_is_told_beside_what_is_owed() {
    let table = "date,username,product,sku,model,quantity,unit_type,applied_cost_per_quantity,gross_amount,discount_amount,net_amount,organization,input,output,cache_read,cache_write\n\
        2026-06-11,a,copilot,copilot_ai_credit,GPT-5,2.5,ai-credits,0.01,0.025,0.02,0.005,o,100,50,1000,0\n\
        2026-06-11,a,copilot,copilot_premium_request,GPT-5,3,requests,0.04,0.12,0.12,0,o,,,,\n";
    let figures = figures(table);
    assert_eq!(
        (
            figures.fresh_input_tokens,
            figures.cache_read_tokens,
            figures.output_tokens
        ),
        (100, 1_000, 50)
    );
    let kinds: Vec<String> = figures
        .charged
        .iter()
        .map(|one| format!("{:?} {}", one.kind, one.amount))
        .collect();
    assert_eq!(kinds, ["Billed 0.005", "Included 0.14"]);
}
