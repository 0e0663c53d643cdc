//! The report in other forms; documents in TOML and what a page around an embed sets, in and out.

use super::both::{lines, of_both};
use super::told::{self, Told};
use super::{Form, Taken, patch};
use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use scenario::analysis::analyse;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::{link, text as toml};
use telling::{markdown, markup};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Text {
    /// What is taken along, in a form.
    pub written: fn(Form, &Taken, &Catalog) -> Result<String, String>,
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

fn written(form: Form, taken: &Taken, catalog: &Catalog) -> Result<String, String> {
    let Taken { scenario, link, .. } = taken;
    let analysed = || analysed(scenario, catalog);
    Ok(match (form, &taken.other) {
        (Form::Markdown, Some(other)) => of_both(taken, other, catalog, |a, b, found| {
            markdown::comparison(a, b, found, link)
        })?,
        (Form::Markdown, None) => markdown::report(scenario, &analysed()?, link),
        (Form::EmbedCode, _) => markup::embed_code(scenario, &analysed()?, link),
        (Form::Json, _) => json(&analysed()?)?,
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
