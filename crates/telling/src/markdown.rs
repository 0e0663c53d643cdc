//! A report, and two side by side, as Markdown.

use crate::compared::{Comparison, Side};
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

/// Two scenarios side by side: what the difference is, what each comes to, both in figures, what was changed, and the link
/// of both.
///
/// ```
/// use catalogs::prices::Catalog;
/// use telling::compared::{Side, compared};
/// let legal = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// if let Some(report) = scenario::evaluate(&legal, Catalog::embedded()).report {
///     let side = Side { scenario: &legal, report: &report };
///     let text = telling::markdown::comparison(side, side, &compared(side, side), "");
///     assert!(text.starts_with("**A and B net the same a month.**\n"));
/// }
/// ```
#[must_use]
pub fn comparison(a: Side, b: Side, found: &Comparison, link: &str) -> String {
    let told = |words: &str| table::markdown_text(words);
    let mut text = format!("**{}**\n\n", told(&plain_text(&found.sentence)));
    for (name, side) in [("A", a), ("B", b)] {
        let answer = answer(side.scenario, side.report);
        let (title, sentence) = (
            told(&side.report.title),
            told(&plain_text(&answer.sentence)),
        );
        let title = if title.is_empty() { "Scenario" } else { &title };
        let verdict = answer.verdict.words();
        text += &format!("- **{name}, {title}:** {verdict}. {sentence}\n");
    }
    text += &format!("\n{}", table::to_markdown(&found.figures()));
    if found.inputs.is_empty() {
        text += "\nNothing was changed: A and B are the same.\n";
    } else {
        let changed = table::to_markdown(&found.changed(usize::MAX));
        text += &format!("\nWhat was changed:\n\n{changed}");
    }
    if !link.is_empty() {
        text += &format!("\n[Open both]({link})\n");
    }
    text
}
