//! What the page gives: a scenario as a link, prices as a file.

use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::link;
use std::cell::Cell;
use wasm_bindgen::prelude::JsError;

/// The scenario of a link.
pub(crate) fn opened(fragment: &str) -> Result<Scenario, JsError> {
    link::decode(fragment)
        .map(|opened| opened.scenario)
        .map_err(|error| JsError::new(&error.to_string()))
}

/// The price list, with resellers where their file is given; it is read once.
pub(crate) fn catalog(resellers: &[u8]) -> Result<&'static Catalog, JsError> {
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
