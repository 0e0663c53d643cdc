//! How the browser's language writes.

use crate::framework::window;

/// A number as it is written there.
#[must_use]
pub fn written(number: f64) -> String {
    let language = window().navigator().language().unwrap_or_default();
    js_sys::Number::from(number)
        .to_locale_string(&language)
        .into()
}
