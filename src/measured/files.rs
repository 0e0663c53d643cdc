//! What became of each file, said to a person: what was found, what is allowed, what to do.

use super::told::FileTold;
use scenario::format::{capital, count_full};
use std::collections::BTreeMap;
use usage::formats::TABLE;
use usage::report::SourceReport;

/// So many files are told one by one; of more only those of which something was left out, and the others by format.
const MOST: usize = 12;
/// So many with something left out are told one by one.
const MOST_WRONG: usize = 40;

/// What became of all of them.
pub fn told(sources: &[SourceReport]) -> Vec<FileTold> {
    let mut told: Vec<FileTold> = sources.iter().map(one).collect();
    if told.len() <= MOST {
        return told;
    }
    let mut by_format: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (source, _) in sources.iter().zip(&told).filter(|(_, told)| !told.is_wrong) {
        let sum = by_format.entry(name(source)).or_default();
        *sum = (sum.0 + 1, sum.1 + source.events);
    }
    told.retain(|told| told.is_wrong);
    let more = told.len().saturating_sub(MOST_WRONG);
    told.truncate(MOST_WRONG);
    let sums = by_format
        .into_iter()
        .map(|(format, (files, events))| FileTold {
            name: format!("{} files", count_full(files as f64)),
            words: format!("{format}: {} counted.", count_full(events as f64)),
            is_wrong: false,
        });
    let more = (more > 0).then(|| FileTold {
        name: format!("{} more files", count_full(more as f64)),
        words: "Something of each was left out.".into(),
        is_wrong: true,
    });
    sums.chain(told).chain(more).collect()
}

fn name(source: &SourceReport) -> &str {
    let known = source
        .format
        .as_deref()
        .and_then(|id| TABLE.iter().find(|format| format.id == id));
    known.map_or("", |format| format.name)
}

fn one(source: &SourceReport) -> FileTold {
    let left_out: Vec<String> = source
        .skipped
        .iter()
        .map(|skipped| {
            let row = match (skipped.rows, source.rows) {
                (_, 0) => String::new(),
                (1, _) => format!("row {} ", skipped.first_row),
                (rows, _) => format!(
                    "{} rows, the first of them {}: ",
                    count_full(rows as f64),
                    skipped.first_row
                ),
            };
            format!("{row}{}", skipped.reason)
        })
        .collect();
    let left_out = left_out.join("; ");
    let format = name(source);
    let count = |count: u64| count_full(count as f64);
    let words = match (format, source.events, source.duplicates) {
        ("", ..) => format!("{left_out}. {ALLOWED}"),
        (_, 0, 0) if left_out.is_empty() => format!("{format}, but nothing in it was used."),
        (_, 0, 0) => format!("{format}, but nothing of it counts: {left_out}."),
        (_, 0, again) => format!(
            "{format}: nothing new, because {} were told before.",
            count(again)
        ),
        (_, events, again) => {
            let mut words = format!("{format}: {}", grain(source, events));
            if again > 0 {
                words += &format!(", {} told again and counted once", count(again));
            }
            if !left_out.is_empty() {
                words += &format!("; left out: {left_out}");
            }
            words + "."
        }
    };
    FileTold {
        name: source.file.clone(),
        words: capital(&words),
        is_wrong: !source.skipped.is_empty(),
    }
}

/// What is allowed, and what to do.
const ALLOWED: &str = "Nothing of it was counted. What can be read are session logs of agents, usage and cost exports of \
    providers and gateways, traces and bills, as JSON, JSON Lines or CSV, also in .gz or .zip.";

fn grain(source: &SourceReport, events: u64) -> String {
    let (one, many) = match source.grain.as_deref() {
        Some("request") => ("request", "requests"),
        Some("turn") => ("turn", "turns"),
        Some("bucket") => ("sum of requests", "sums of requests"),
        _ => ("charge", "charges"),
    };
    format!(
        "{} {}",
        count_full(events as f64),
        if events == 1 { one } else { many }
    )
}
