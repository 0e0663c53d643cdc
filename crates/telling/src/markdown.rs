//! A report as Markdown.

use crate::table;
use crate::words::{
    answer, break_even_takeaway, cost_takeaway, plain_text, source_line, value_takeaway,
};
use scenario::document::Scenario;
use scenario::report::Report;

/// Sentence, tables and link as Markdown, for a message or a page that shows no scripts.
#[must_use]
pub fn report(scenario: &Scenario, report: &Report, link: &str) -> String {
    let answer = answer(scenario, report);
    let title = if report.title.is_empty() {
        "Scenario"
    } else {
        &report.title
    };
    let told = |words: &str| table::markdown_text(words);
    let sentence = told(&plain_text(&answer.sentence));
    let verdict = answer.verdict.words();
    let mut text = format!("**{}:** {verdict}. {sentence}\n\n", told(title));
    text += &format!(
        "{} {}\n\n",
        told(&plain_text(&answer.then)),
        cost_takeaway(report)
    );
    if let Some(parts) = table::parts(report) {
        text += &table::to_markdown(&parts);
        text.push('\n');
    }
    text += &table::to_markdown(&table::totals(report));
    text.push('\n');
    text += &table::to_markdown(&table::classes(report));
    if report.steps.len() > 1 {
        text.push('\n');
        text += &table::to_markdown(&table::steps(report));
    }
    if report.value.is_some() {
        text += &format!(
            "\n{} {}\n",
            value_takeaway(scenario, report),
            break_even_takeaway(scenario, report)
        );
    }
    for source in &report.price_sources {
        text += &format!("\n{}\n", told(&source_line(source)));
    }
    if !link.is_empty() {
        text += &format!("\n[Open this scenario]({link})\n");
    }
    text
}
