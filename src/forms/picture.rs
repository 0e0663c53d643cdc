//! The answer as a picture. It lies in the file of the report, which draws the same.

use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use charts::card::{CARD, Card, Size, Theme};
use scenario::analysis::taken_apart;
use scenario::document::Scenario;
use wasm_split_helpers::wasm_split;

/// The answer in SVG, on light or on dark: the same bytes as `tokenomics picture`.
pub type Picture = fn(&Scenario, &Catalog, bool) -> Result<String, String>;

/// The part, which is one function.
#[wasm_split(report, fallible)]
pub fn picture() -> Result<Picture, NotLoaded> {
    Ok(drawn)
}

fn drawn(scenario: &Scenario, catalog: &Catalog, is_dark: bool) -> Result<String, String> {
    let (evaluated, base) = taken_apart(scenario, catalog);
    let report = evaluated.report.as_ref();
    let card = report.and_then(|report| Card::of(CARD, scenario, report, base.as_ref()));
    let theme = if is_dark { Theme::Dark } else { Theme::Light };
    let card = card.ok_or("the scenario has an error")?;
    Ok(card.svg(Size::Page, theme))
}
