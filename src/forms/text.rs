//! The report in other forms; documents in TOML and what a page around an embed sets, in and out.

use super::told::{self, Told};
use super::{Form, patch};
use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use scenario::analysis::analyse;
use scenario::document::Scenario;
use scenario::problem::Problem;
use scenario::report::Report;
use scenario::{link, text as toml};
use telling::{csv, markup};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Text {
    /// A scenario in a form; the last is its address.
    pub written: fn(Form, &Scenario, &Catalog, &str) -> Result<String, String>,
    /// The scenario of a link of either form, or why there is none.
    pub opened: fn(&str) -> Result<Scenario, String>,
    /// The scenario of a document that a person wrote as TOML, or every problem of it, a line each.
    pub read: fn(&str) -> Result<Scenario, String>,
    /// What the page tells a script beside it.
    pub told: fn(String, String, String) -> Told,
    /// A scenario with other values in some fields, or every path and value that is not allowed, a line each.
    pub patched: fn(&Scenario, &str) -> Result<Scenario, String>,
}

static TABLE: Text = Text {
    written,
    opened,
    read,
    told: told::answer,
    patched,
};

/// The part.
#[wasm_split(text, fallible)]
pub fn text() -> Result<&'static Text, NotLoaded> {
    Ok(&TABLE)
}

fn written(
    form: Form,
    scenario: &Scenario,
    catalog: &Catalog,
    link: &str,
) -> Result<String, String> {
    let analysed = || analysed(scenario, catalog);
    Ok(match form {
        Form::Markdown => telling::markdown::report(scenario, &analysed()?, link),
        Form::EmbedCode => markup::embed_code(scenario, &analysed()?, link),
        Form::Csv => csv::tables(&analysed()?),
        Form::Json => json(&analysed()?)?,
        _ => toml::write(scenario),
    })
}

/// The same bytes as `tokenomics evaluate --format json`.
fn json(report: &Report) -> Result<String, String> {
    let json = serde_json::to_string_pretty(report).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}

fn analysed(scenario: &Scenario, catalog: &Catalog) -> Result<Report, String> {
    let evaluated = analyse(scenario, catalog);
    evaluated.report.ok_or_else(|| lines(&evaluated.problems))
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn opened(fragment: &str) -> Result<Scenario, String> {
    let opened = link::decode(fragment).map_err(|error| error.to_string())?;
    Ok(opened.scenario)
}

fn read(document: &str) -> Result<Scenario, String> {
    toml::read(document).map_err(|problems| lines(&problems))
}

fn patched(scenario: &Scenario, patch: &str) -> Result<Scenario, String> {
    let mut changed = scenario.clone();
    patch::apply(&mut changed, patch).map_err(|problems| problems.join("\n"))?;
    Ok(changed)
}
