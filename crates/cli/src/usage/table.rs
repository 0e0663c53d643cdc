//! Groups as a table.

use std::fmt::Write;

use ::usage::report::{Figures, Report};

/// Columns behind those of the groups.
const COLUMNS: [&str; 12] = [
    "requests",
    "input_tokens",
    "fresh_input_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "cache_write_5m_tokens",
    "cache_write_1h_tokens",
    "output_tokens",
    "reasoning_tokens",
    "cost_usd",
    "cost_low_usd",
    "cost_high_usd",
];

/// Comma-separated values: a line for each group, or for all where there are none. What is not known is empty.
pub fn csv(report: &Report) -> String {
    let mut text = String::new();
    let names: Vec<&String> = report
        .groups
        .first()
        .map_or(Vec::new(), |group| group.by.keys().collect());
    let header: Vec<String> = names
        .iter()
        .map(|name| (**name).clone())
        .chain(COLUMNS.map(str::to_owned))
        .collect();
    let _ = writeln!(text, "{}", header.join(","));
    if report.groups.is_empty() {
        line(&mut text, &[], &report.total);
    }
    for group in &report.groups {
        let keys: Vec<String> = group.by.values().map(|value| quoted(value)).collect();
        line(&mut text, &keys, &group.figures);
    }
    text
}

fn line(text: &mut String, keys: &[String], figures: &Figures) {
    let optional = |count: Option<u64>| count.map_or(String::new(), |count| count.to_string());
    let cells = [
        optional(figures.requests),
        figures.input_tokens.to_string(),
        figures.fresh_input_tokens.to_string(),
        figures.cache_read_tokens.to_string(),
        figures.cache_write_tokens.to_string(),
        figures.cache_write_5m_tokens.to_string(),
        figures.cache_write_1h_tokens.to_string(),
        figures.output_tokens.to_string(),
        optional(figures.reasoning_tokens),
        figures
            .cost_usd
            .map_or(String::new(), |cost| cost.to_string()),
        figures.cost_low_usd.to_string(),
        figures
            .cost_high_usd
            .map_or(String::new(), |cost| cost.to_string()),
    ];
    let all: Vec<&str> = keys.iter().chain(&cells).map(String::as_str).collect();
    let _ = writeln!(text, "{}", all.join(","));
}

/// In quotes where it must be; never a formula of a spreadsheet.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
