//! What the page gives: a scenario as a link, prices as a file.

use scenario::catalog::Catalog;
use scenario::document::Scenario;
use scenario::link;
use std::cell::RefCell;
use wasm_bindgen::prelude::JsError;

/// The scenario of a link.
pub(crate) fn opened(fragment: &str) -> Result<Scenario, JsError> {
    link::decode(fragment)
        .map(|opened| opened.scenario)
        .map_err(|error| JsError::new(&error.to_string()))
}

/// A price list that was read: how its file begins, how long it is, and what is in it.
type List = (Vec<u8>, usize, &'static Catalog);

/// Bytes in which the files of two lists differ: a tag, lengths, the list's name.
const BEGINNING: usize = 64;

/// The price list: the present one where there is no file, with resellers where the file is theirs, or a past one. Each
/// is read once.
pub(crate) fn catalog(file: &[u8]) -> Result<&'static Catalog, JsError> {
    thread_local! {
        static READ: RefCell<Vec<List>> = const { RefCell::new(Vec::new()) };
    }
    if file.is_empty() {
        return Ok(Catalog::embedded());
    }
    let beginning = &file[..file.len().min(BEGINNING)];
    let is_it = |list: &&List| list.0 == beginning && list.1 == file.len();
    if let Some(found) = READ.with_borrow(|read| read.iter().find(is_it).map(|list| list.2)) {
        return Ok(found);
    }
    let read = Catalog::of_file(file).map_err(|error| JsError::new(&error.to_string()))?;
    // Used as long as the page is open.
    let read: &'static Catalog = Box::leak(Box::new(read));
    READ.with_borrow_mut(|lists| lists.push((beginning.into(), file.len(), read)));
    Ok(read)
}

/// The present list, beside a past one.
#[cfg(feature = "report")]
pub(crate) fn present(file: &[u8]) -> Result<&'static Catalog, JsError> {
    catalog(Catalog::behind_past(file))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    const RESELLERS: &[u8] = include_bytes!("../../catalogs/data/prices/resellers.bin");
    const PAST: &[u8] = include_bytes!("../../catalogs/data/prices/history/genai-prices-0.2.1.bin");

    fn name(file: &[u8]) -> &'static str {
        &catalog(file).map_err(|_| ()).unwrap().snapshot().name
    }

    #[test]
    fn each_file_leads_to_its_own_list_whatever_was_read_before() {
        let both = [PAST, RESELLERS].concat();
        for _ in 0..2 {
            assert_eq!(name(RESELLERS), "genai-prices-0.2.3");
            assert_eq!(name(&both), "genai-prices-0.2.1");
            assert_eq!(name(PAST), "genai-prices-0.2.1");
            assert_eq!(name(&[]), "genai-prices-0.2.3");
        }
        let again = catalog(RESELLERS).map_err(|_| ()).unwrap();
        assert!(core::ptr::eq(
            again,
            catalog(RESELLERS).map_err(|_| ()).unwrap()
        ));
    }

    #[test]
    fn beside_a_past_list_stands_the_present_one_with_its_resellers() {
        let both = [PAST, RESELLERS].concat();
        let present = present(&both).map_err(|_| ()).unwrap();
        assert_eq!(present.snapshot().name, "genai-prices-0.2.3");
        assert!(present.provider("openrouter").is_some());
        assert!(Catalog::embedded().provider("openrouter").is_none());
    }
}
