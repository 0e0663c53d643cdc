//! TOML in and out, and the report as JSON.

mod patch;

use crate::given::{catalog, opened};
use scenario::analysis::analyse;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::{csv as csv_text, link, markup, text, words};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The report of a link's scenario as JSON, the same bytes as `tokenomics evaluate --format json`. `resellers` is
/// the second price file, or empty where the scenario needs none.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn report_json(fragment: &str, resellers: &[u8]) -> Result<String, JsError> {
    let (_, report) = analysed(fragment, resellers)?;
    let json =
        serde_json::to_string_pretty(&report).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(json + "\n")
}

/// The answer, the tables and the link of a scenario as Markdown.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn markdown(fragment: &str, resellers: &[u8], link: &str) -> Result<String, JsError> {
    let (scenario, report) = analysed(fragment, resellers)?;
    Ok(words::markdown(&scenario, &report, link))
}

/// The code that puts a scenario into somebody's page.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn embed_code(fragment: &str, resellers: &[u8], link: &str) -> Result<String, JsError> {
    let (scenario, report) = analysed(fragment, resellers)?;
    Ok(markup::embed_code(&scenario, &report, link))
}

/// The tables of a scenario's report as CSV, for a spreadsheet.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn csv(fragment: &str, resellers: &[u8]) -> Result<String, JsError> {
    let (_, report) = analysed(fragment, resellers)?;
    Ok(csv_text::tables(&report))
}

/// The name of the past price list that the scenario of a link was made with; empty for the present one.
///
/// # Errors
/// Where the link cannot be opened.
#[wasm_bindgen]
pub fn past_prices(fragment: &str) -> Result<String, JsError> {
    let named = opened(fragment)?.prices;
    Ok(named
        .filter(|name| name != link::newest())
        .unwrap_or_default())
}

fn analysed(fragment: &str, resellers: &[u8]) -> Result<(Scenario, Report), JsError> {
    let scenario = opened(fragment)?;
    let evaluated = analyse(&scenario, catalog(resellers)?);
    let problems = || evaluated.problems.iter().map(ToString::to_string);
    match evaluated.report {
        Some(report) => Ok((scenario, report)),
        None => Err(JsError::new(&problems().collect::<Vec<_>>().join("\n"))),
    }
}

/// The document of a link as TOML.
///
/// # Errors
/// Where the link cannot be opened.
#[wasm_bindgen]
pub fn toml_text(fragment: &str) -> Result<String, JsError> {
    Ok(text::write(&opened(fragment)?))
}

/// The link of a link's scenario with other values in some fields. `patch` is a JSON object from paths, as the document
/// has them (`steps[0].reasoning_tokens`), to numbers, words, flags, dates as text, or null to leave a field open. A
/// number is changed as in the form: what is known of a success rate stays known.
///
/// # Errors
/// Every path and value that is not allowed, a line each; then nothing is changed.
#[wasm_bindgen]
pub fn patched(fragment: &str, patch: &str) -> Result<String, JsError> {
    let mut scenario = opened(fragment)?;
    patch::apply(&mut scenario, patch).map_err(|problems| JsError::new(&problems.join("\n")))?;
    Ok(link::encode(&scenario))
}

/// The link of a document that a person wrote as TOML.
///
/// # Errors
/// Every problem of the document, a line each.
#[wasm_bindgen]
pub fn from_toml(document: &str) -> Result<String, JsError> {
    let scenario = text::read(document).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        JsError::new(&lines.join("\n"))
    })?;
    Ok(link::encode(&scenario))
}
