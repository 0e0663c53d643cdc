//! The report for people.

use std::fmt::Write;

use ::usage::report::Report;
use ::usage::words;
use telling::table::{Table, to_markdown, to_text};

/// So many files are listed; of more only those that something was left out of.
const MOST_FILES: usize = 20;

/// For a terminal.
pub fn text(report: &Report) -> String {
    written(report, to_text)
}

/// For a message or a page.
pub fn markdown(report: &Report) -> String {
    written(report, to_markdown)
}

fn written(report: &Report, shown: impl Fn(&Table) -> String) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let mut add = |table: &Table| {
        if !table.rows.is_empty() {
            let _ = writeln!(text, "\n{}\n\n{}", table.caption, shown(table).trim_end());
        }
    };
    add(&words::totals(report));
    add(&words::groups(report));
    add(&words::ways(report));
    let mut sources = words::sources(report);
    let all = sources.rows.len();
    if all > MOST_FILES {
        sources
            .rows
            .retain(|row| row.last().is_some_and(|left_out| !left_out.is_empty()));
        sources.rows.truncate(MOST_FILES);
        sources.caption =
            format!("What was read: {all} files; those that something was left out of");
    }
    if let Some(audit) = &report.audit {
        add(&words::differences(audit));
        add(&words::days(audit));
    }
    add(&sources);
    let mut whole = format!("{}\n{text}", words::sentence(report));
    if let Some(audit) = &report.audit {
        let _ = writeln!(whole, "\n{}", words::audit_sentence(audit));
    }
    for unpriced in &report.total.unpriced {
        let _ = writeln!(
            whole,
            "\nno price: model \"{}\" {} ({} events)",
            unpriced.what, unpriced.why, unpriced.how_many
        );
    }
    for note in &report.notes {
        let _ = writeln!(whole, "\nnote: {note}");
    }
    whole
}
