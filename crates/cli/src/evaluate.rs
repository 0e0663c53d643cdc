//! `tokenomics evaluate`: the report of a scenario.

use std::fmt::Write;

use scenario::document::Scenario;
use scenario::link;
use scenario::report::Report;
use scenario::table::{self, to_text};
use scenario::words;

use crate::document::Source;
use crate::{Failure, check, print};

/// Say what a scenario costs
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How a report is printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs, with the names of `tokenomics schema`
    Json,
    /// For a message or a page
    Markdown,
}

/// Prints the report, or every problem of the document.
///
/// # Errors
/// Where the document has an error, or cannot be read at all.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (scenario, evaluated) = arguments.source.evaluate()?;
    match &evaluated.report {
        Some(report) => print(&rendered(&scenario, report, arguments.format)?),
        None => Err(check::failure(arguments.source.name(), &evaluated.problems)),
    }
}

/// A report in a format.
///
/// # Errors
/// Where it cannot be written as JSON, which no report of this engine causes.
pub fn rendered(scenario: &Scenario, report: &Report, format: Format) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(text(scenario, report)),
        Format::Markdown => Ok(words::markdown(scenario, report, "")),
        Format::Json => serde_json::to_string_pretty(report)
            .map(|json| json + "\n")
            .map_err(|error| Failure::new(format!("the report cannot be written: {error}"))),
    }
}

fn text(scenario: &Scenario, report: &Report) -> String {
    let answer = words::answer(scenario, report);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}\n", report.title);
    let _ = writeln!(text, "{}", words::plain_text(&answer.sentence));
    let _ = writeln!(text, "{}", words::plain_text(&answer.then));
    let _ = writeln!(text, "{}\n", words::cost_takeaway(report));
    let _ = writeln!(text, "{}", to_text(&table::totals(report)));
    let _ = writeln!(text, "{}", to_text(&table::classes(report)));
    if report.steps.len() > 1 {
        let _ = writeln!(text, "{}", to_text(&table::steps(report)));
    }
    for line in words::formula(scenario, report) {
        let _ = writeln!(
            text,
            "{}: {} = {}",
            line.label, line.expression, line.result
        );
    }
    text.push('\n');
    for source in &report.price_sources {
        let _ = writeln!(text, "{}", words::source_line(source));
    }
    for warning in &report.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    let _ = writeln!(text, "\nlink: #{}", link::encode(scenario));
    text
}
