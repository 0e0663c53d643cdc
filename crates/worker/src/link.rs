//! Links that are not plain, their human form, and QR codes.

use qrcodegen::{QrCode, QrCodeEcc};
use scenario::link::{Finding, decode, encode_human};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// Reads a link in any form and state: four texts, those of a [`Finding`] in their order.
#[wasm_bindgen]
#[must_use]
pub fn read_link(fragment: &str) -> Vec<String> {
    Finding::of(fragment).into_texts().into()
}

/// The human form of a link.
///
/// # Errors
/// Where the link cannot be opened.
#[wasm_bindgen]
pub fn human_link(fragment: &str) -> Result<String, JsError> {
    let opened = decode(fragment).map_err(|error| JsError::new(&error.to_string()))?;
    Ok(encode_human(&opened.scenario))
}

/// An address as a QR code in SVG, dark on light whatever the theme, because cameras want that.
///
/// # Errors
/// Where the address is too long for any code.
#[wasm_bindgen]
pub fn qr_code(address: &str) -> Result<String, JsError> {
    /// Light modules around the code, as the standard asks.
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).map_err(|_| {
        JsError::new("the link is too long for a QR code; shorten titles and descriptions")
    })?;
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
