//! How many prices a second, on one core: `cargo xtask bench prices` runs this beside genai-prices' Python.
//!
//! The engine prices the requests of `tests/data/prices.jsonl.gz` that have a price: model found by its
//! reference, instant and context resolved, usage billed. Then the command prices a file of a million rows.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::io::{BufWriter, Read, Write};
use std::process::{Command, Stdio};
use std::time::Instant as Clock;

use catalogs::prices::{Catalog, RESELLERS};
use economics::price::{Instant, UnitId, Usage};
use serde_json::Value;

/// Rows of the generated file.
const ROWS: usize = 1_000_000;
/// Rounds of which the quickest counts: what else the machine does only ever adds time. They are short, so
/// that some run through without being interrupted.
const ROUNDS: usize = 200;
/// Times each request is priced in a round.
const REPEATS: usize = 10;

struct Request {
    provider: Option<String>,
    model: String,
    at: Instant,
    context: Vec<(String, String)>,
    usage: Usage,
}

fn main() {
    let rows = rows();
    let requests: Vec<Request> = rows.iter().map(request).collect();
    let catalog = Catalog::bare(RESELLERS).unwrap();
    let priced = requests.len() * REPEATS;
    let seconds = (0..ROUNDS)
        .map(|_| engine_seconds(&catalog, &requests))
        .fold(f64::MAX, f64::min);
    println!("engine_prices_per_second {:.0}", priced as f64 / seconds);
    let path = std::env::temp_dir().join(format!("tokenomics-bench-{}.jsonl", std::process::id()));
    write_rows(&path, &rows);
    let seconds = (0..3)
        .map(|_| command_seconds(&path))
        .fold(f64::MAX, f64::min);
    std::fs::remove_file(&path).unwrap();
    println!("command_rows_per_second {:.0}", ROWS as f64 / seconds);
}

fn engine_seconds(catalog: &Catalog, requests: &[Request]) -> f64 {
    let contexts: Vec<Vec<(&str, &str)>> = requests
        .iter()
        .map(|request| {
            request
                .context
                .iter()
                .map(|(key, value)| (key.as_str(), value.as_str()))
                .collect()
        })
        .collect();
    let start = Clock::now();
    let mut total = 0.0;
    for _ in 0..REPEATS {
        for (request, context) in requests.iter().zip(&contexts) {
            let found = catalog
                .find(
                    black_box(request.provider.as_deref()),
                    black_box(&request.model),
                )
                .unwrap();
            let rates = found.rates(request.at, context);
            total += rates.amounts(&request.usage).unwrap().total;
        }
    }
    black_box(total);
    start.elapsed().as_secs_f64()
}

fn command_seconds(path: &std::path::Path) -> f64 {
    let start = Clock::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokenomics"));
    let status = command
        .args(["price", "--jsonl"])
        .arg(path)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    start.elapsed().as_secs_f64()
}

/// The rows that have a price.
fn rows() -> Vec<Value> {
    let mut text = String::new();
    let compressed = include_bytes!("../tests/data/prices.jsonl.gz").as_slice();
    flate2::read::GzDecoder::new(compressed)
        .read_to_string(&mut text)
        .unwrap();
    let rows = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.filter(|row| row.get("expected").is_some()).collect()
}

fn request(row: &Value) -> Request {
    let mut usage = Usage::new();
    for (key, count) in row["usage"].as_object().unwrap() {
        usage
            .set(
                UnitId::from_usage_key(key).unwrap(),
                count.as_f64().unwrap(),
            )
            .unwrap();
    }
    let pairs = row["price_context"].as_object().into_iter().flatten();
    Request {
        provider: row["provider_id"].as_str().map(str::to_owned),
        model: row["model_ref"].as_str().unwrap().to_owned(),
        at: Instant::parse(row["timestamp"].as_str().unwrap()).unwrap(),
        context: pairs
            .map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned()))
            .collect(),
        usage,
    }
}

/// What a log has, without what the expected answers add.
fn write_rows(path: &std::path::Path, rows: &[Value]) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    for (case, row) in rows.iter().cycle().take(ROWS).enumerate() {
        let mut row = row.clone();
        let fields = row.as_object_mut().unwrap();
        ["matched", "prices", "expected", "category"]
            .iter()
            .for_each(|name| drop(fields.remove(*name)));
        fields.insert("case".into(), case.into());
        writeln!(file, "{row}").unwrap();
    }
    file.flush().unwrap();
}
