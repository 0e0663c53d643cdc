//! Links that are not plain, their human form, and QR codes.

use super::Form;
use crate::later::NotLoaded;
use qrcodegen::{QrCode, QrCodeEcc};
use scenario::document::Scenario;
use scenario::link::{Finding, encode_human};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Links {
    /// What is found in a link of any form and state.
    pub finding: fn(&str) -> Finding,
    /// The readable link or the QR code of a scenario with this address.
    pub written: fn(Form, &Scenario, &str) -> Result<String, String>,
}

static TABLE: Links = Links {
    finding: Finding::of,
    written,
};

/// The part.
#[wasm_split(links, fallible)]
pub fn links() -> Result<&'static Links, NotLoaded> {
    Ok(&TABLE)
}

fn written(form: Form, scenario: &Scenario, link: &str) -> Result<String, String> {
    if form == Form::QrCode {
        return qr_code(link);
    }
    let page = link.split('#').next().unwrap_or_default();
    Ok(format!("{page}#{}", encode_human(scenario)))
}

/// A link as a QR code in SVG, dark on light whatever the theme, because cameras want that.
fn qr_code(link: &str) -> Result<String, String> {
    /// Light modules around the code, as the standard asks.
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(link, QrCodeEcc::Medium)
        .map_err(|_| "the link is too long for a QR code; shorten titles and descriptions")?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>",
        side * 8
    ))
}
