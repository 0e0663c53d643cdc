//! `tokenomics evaluate`: the report of a scenario.

use std::fmt::Write;

use catalogs::prices::Catalog;
use economics::price::Instant;
use economics::price::instant::SECONDS_A_DAY;
use scenario::document::Scenario;
use scenario::link;
use scenario::report::Report;
use scenario::sweep::Base;
use telling::price_notes;
use telling::sections::{Block, Input, Section, sections};
use telling::sheet::Sheet;
use telling::table::{self, to_text};
use telling::today;
use telling::words::{self, FormulaLine};
use views::{self, Found, Subject, Viewed};

pub use crate::output::Format;

use crate::document::{Source, catalog, catalog_of};
use crate::output::{Form, Output};
use crate::{Failure, check};

/// Say what a scenario costs
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    output: Output,
    /// One view instead of the report: alternatives, technical, market, over-time or hidden
    #[arg(long)]
    section: Option<String>,
    /// Another price list than the one that the scenario names
    #[arg(long, value_enum)]
    prices: Option<Prices>,
}

/// Which price list is asked for.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Prices {
    /// The present one, at the prices of this day
    Today,
}

/// Prints the report, or every problem of the document.
///
/// # Errors
/// Where the document has an error, or cannot be read at all.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (mut scenario, problems) = arguments.source.read()?;
    if arguments.prices == Some(Prices::Today) {
        scenario = today::at_prices_of(this_day(), &scenario);
    }
    let catalog = catalog_of(&scenario)?;
    let evaluated = scenario::evaluate_read(&scenario, problems, &catalog);
    let Some(report) = &evaluated.report else {
        return Err(check::failure(arguments.source.name(), &evaluated.problems));
    };
    let output = &arguments.output;
    if let Some(id) = &arguments.section {
        return output.write(
            |format| view(&scenario, &catalog, id, format),
            || Ok(vec![sheet(&scenario, &catalog, id)?]),
        );
    }
    let list = list(&scenario, report, &catalog)?;
    let is_text = output.form()? == Form::Text;
    if !is_text && !list.is_empty() {
        crate::notice(list.trim_end());
    }
    let notes = price_notes::notes(&scenario, &catalog);
    if !is_text {
        for note in &notes {
            crate::notice(&format!("note: {note}"));
        }
    }
    output.write(
        |format| {
            let base = Base::new(&scenario, &catalog);
            let rendered = rendered(&scenario, report, base.as_ref(), format)?;
            if !is_text {
                return Ok(rendered);
            }
            let notes = notes.iter().map(|note| format!("note: {note}\n"));
            Ok([list, rendered, notes.collect()].concat())
        },
        || {
            let opened = arguments.source.example();
            Ok(views::sheets(&scenario, report, opened.as_ref(), &catalog))
        },
    )
}

/// Today at midnight UTC.
fn this_day() -> Instant {
    let seconds = crate::now().seconds;
    Instant {
        seconds: seconds - seconds.rem_euclid(SECONDS_A_DAY),
    }
}

/// Which past price list the figures are from and what it would be today; empty where they are from the present one.
fn list(scenario: &Scenario, report: &Report, used: &Catalog) -> Result<String, Failure> {
    let section = today::section(scenario, report, used, &catalog()?, this_day());
    let mut text = String::new();
    if let Some(section) = section {
        let _ = writeln!(text, "{}", section.takeaway);
        blocks(&mut text, &section.blocks);
        text.push_str("`--prices today` evaluates it so.\n\n");
    }
    Ok(text)
}

/// A view of a scenario in a format.
///
/// # Errors
/// Where there is no view of that id, or the document has an error.
pub fn view(
    scenario: &Scenario,
    catalog: &Catalog,
    id: &str,
    format: Format,
) -> Result<String, Failure> {
    let viewed = viewed(scenario, catalog)?;
    let subject = viewed.subject();
    let found = found(&subject, id)?;
    let section = found.section(&subject);
    Ok(match format {
        Format::Json => {
            serde_json::to_string_pretty(&found)
                .map_err(|error| Failure::new(format!("the view cannot be written: {error}")))?
                + "\n"
        }
        Format::Markdown => markdown(&section),
        Format::Text => {
            let mut text = format!("{}: {}\n", section.name, section.takeaway);
            blocks(&mut text, &section.blocks);
            for problem in scenario::setting::problems(scenario) {
                let _ = writeln!(text, "{problem}");
            }
            text
        }
    })
}

/// The table of a view for a spreadsheet.
///
/// # Errors
/// Where there is no view of that id, it has no such table, or the document has an error.
pub fn sheet(scenario: &Scenario, catalog: &Catalog, id: &str) -> Result<Sheet, Failure> {
    let viewed = viewed(scenario, catalog)?;
    let subject = viewed.subject();
    found(&subject, id)?.sheet(&subject).ok_or_else(|| {
        Failure::new(format!(
            "the view \"{id}\" has no table for a spreadsheet; write --format json or markdown"
        ))
    })
}

fn viewed<'a>(scenario: &Scenario, catalog: &'a Catalog) -> Result<Viewed<'a>, Failure> {
    Viewed::new(scenario.clone(), catalog)
        .ok_or_else(|| Failure::document("the scenario has an error"))
}

fn found(subject: &Subject, id: &str) -> Result<Found, Failure> {
    views::find(subject, id).ok_or_else(|| {
        let known: Vec<&str> = views::VIEWS.iter().map(|(id, ..)| *id).collect();
        Failure::new(format!(
            "there is no view \"{id}\"; write one of {}",
            known.join(", ")
        ))
    })
}

/// Sentence and tables of a section as Markdown.
fn markdown(section: &Section) -> String {
    fn add(text: &mut String, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Table(table, _) => {
                    let _ = writeln!(text, "\n{}", table::to_markdown(table));
                }
                Block::Line(line) => {
                    let _ = writeln!(text, "\n{}", table::markdown_text(line));
                }
                Block::Fold(_, inside) => add(text, inside),
                _ => {}
            }
        }
    }
    let name = table::markdown_text(&section.name);
    let mut text = format!("**{name}** {}\n", table::markdown_text(&section.takeaway));
    add(&mut text, &section.blocks);
    text
}

/// A report in a format. `base` is the scenario taken apart, nothing while a success rate is unknown.
///
/// # Errors
/// Where it cannot be written as JSON, which no report of this engine causes.
pub fn rendered(
    scenario: &Scenario,
    report: &Report,
    base: Option<&Base>,
    format: Format,
) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(text(scenario, report, base)),
        Format::Markdown => Ok(telling::markdown::report(scenario, report, "")),
        Format::Json => serde_json::to_string_pretty(report)
            .map(|json| json + "\n")
            .map_err(|error| Failure::new(format!("the report cannot be written: {error}"))),
    }
}

/// Settings of a view by their names in the document, with what they are now.
fn settings(text: &mut String, inputs: &[Input]) {
    for input in inputs {
        let value = match (input.value.as_str(), input.unit.as_str()) {
            ("", _) => "not set".into(),
            (value, "") => value.replace('\n', "; "),
            (value, unit) => format!("{value} {unit}"),
        };
        let _ = writeln!(text, "{} ({}): {value}", input.label, input.path);
    }
}

fn text(scenario: &Scenario, report: &Report, base: Option<&Base>) -> String {
    let answer = words::answer(scenario, report);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}\n", report.title);
    let (verdict, sentence) = (answer.verdict.words(), words::plain_text(&answer.sentence));
    let _ = writeln!(text, "{verdict}. {sentence}");
    let _ = writeln!(text, "{}", words::plain_text(&answer.then));
    let _ = writeln!(text, "{}\n", words::cost_takeaway(report));
    if let Some(parts) = table::parts(report) {
        let _ = writeln!(text, "{}", to_text(&parts));
    }
    let _ = writeln!(text, "{}", to_text(&table::totals(report)));
    let _ = writeln!(text, "{}", to_text(&table::classes(report)));
    if report.steps.len() > 1 {
        let _ = writeln!(text, "{}", to_text(&table::steps(report)));
    }
    formula(&mut text, &words::formula(scenario, report));
    for section in sections(scenario, report, base) {
        // The costs stand above, and the prices below.
        if !["cost", "prices"].contains(&section.id.as_str()) {
            let _ = writeln!(text, "\n{}: {}", section.name, section.takeaway);
            blocks(&mut text, &section.blocks);
        }
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

fn formula(text: &mut String, lines: &[FormulaLine]) {
    for line in lines {
        let _ = writeln!(
            text,
            "{}: {} = {}",
            line.label, line.expression, line.result
        );
    }
}

/// What a terminal can show of a section: its lines, tables and formulas.
fn blocks(text: &mut String, blocks_of: &[Block]) {
    for block in blocks_of {
        match block {
            Block::Line(line) | Block::Source(line, _) | Block::Offer(line, _) => {
                let _ = writeln!(text, "{line}");
            }
            Block::Table(table, _) => {
                let _ = writeln!(text, "\n{}\n{}", table.caption, to_text(table));
            }
            Block::Formula(lines) => formula(text, lines),
            Block::Fold(_, inside) => blocks(text, inside),
            Block::Inputs(inputs) => settings(text, inputs),
            Block::Chart(..) => {}
        }
    }
}
