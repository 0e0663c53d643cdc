//! The page's second module, loaded when it is first needed: what takes a TOML reader or a JSON writer.
//!
//! A scenario comes and goes as the fragment of its link, so the two modules share nothing but text.

use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::{link, text};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The report of a link's scenario as JSON, the same bytes as `tokenomics evaluate --format json`. `resellers` is
/// the second price file, or empty where the scenario needs none.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn report_json(fragment: &str, resellers: &[u8]) -> Result<String, JsError> {
    let scenario = opened(fragment)?;
    let with_resellers;
    let catalog = if resellers.is_empty() {
        Catalog::embedded()
    } else {
        with_resellers =
            Catalog::with_resellers(resellers).map_err(|error| JsError::new(&error.to_string()))?;
        &with_resellers
    };
    let evaluated = scenario::evaluate(&scenario, catalog);
    let Some(report) = evaluated.report else {
        let problems: Vec<String> = evaluated.problems.iter().map(ToString::to_string).collect();
        return Err(JsError::new(&problems.join("\n")));
    };
    let json =
        serde_json::to_string_pretty(&report).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(json + "\n")
}

/// The document of a link as TOML.
///
/// # Errors
/// Where the link cannot be opened.
#[wasm_bindgen]
pub fn toml_text(fragment: &str) -> Result<String, JsError> {
    Ok(text::write(&opened(fragment)?))
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

fn opened(fragment: &str) -> Result<Scenario, JsError> {
    link::decode(fragment)
        .map(|opened| opened.scenario)
        .map_err(|error| JsError::new(&error.to_string()))
}
