//! TOML in and out, and the report as JSON.

use crate::{catalog, opened};
use scenario::analysis::analyse;
use scenario::{link, text};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// The report of a link's scenario as JSON, the same bytes as `tokenomics evaluate --format json`. `resellers` is
/// the second price file, or empty where the scenario needs none.
///
/// # Errors
/// Where the link cannot be opened or the scenario has an error.
#[wasm_bindgen]
pub fn report_json(fragment: &str, resellers: &[u8]) -> Result<String, JsError> {
    let evaluated = analyse(&opened(fragment)?, catalog(resellers)?);
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
