//! What the page loads later. Two modules are built from this crate, one for each feature:
//!
//! - `report`: the sections that follow the costs (value, break-even, workflow, risk) and their drawings;
//! - `text`: what takes a TOML reader or a JSON writer.
//!
//! A scenario comes and goes as the fragment of its link, sections as text, so the modules share nothing but text.

#[cfg(feature = "report")]
mod canvas;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "text")]
pub mod text;

use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::link;
use std::cell::Cell;
use wasm_bindgen::prelude::JsError;

/// The scenario of a link.
fn opened(fragment: &str) -> Result<Scenario, JsError> {
    link::decode(fragment)
        .map(|opened| opened.scenario)
        .map_err(|error| JsError::new(&error.to_string()))
}

/// The price list, with resellers where their file is given; it is read once.
fn catalog(resellers: &[u8]) -> Result<&'static Catalog, JsError> {
    thread_local! {
        static READ: Cell<Option<&'static Catalog>> = const { Cell::new(None) };
    }
    if resellers.is_empty() {
        return Ok(Catalog::embedded());
    }
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let read =
        Catalog::with_resellers(resellers).map_err(|error| JsError::new(&error.to_string()))?;
    // Used as long as the page is open.
    let read: &'static Catalog = Box::leak(Box::new(read));
    READ.set(Some(read));
    Ok(read)
}
