//! The report for people.

use ::usage::report::Report;

/// For a terminal.
pub fn text(report: &Report) -> String {
    format!("{:#?}\n", report.total)
}

/// For a message or a page.
pub fn markdown(report: &Report) -> String {
    text(report)
}
