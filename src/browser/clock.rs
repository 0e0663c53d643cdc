//! What day it is: asked once, when a model is picked, and then part of the document.

use economics::price::Instant;

/// Today at midnight UTC.
#[must_use]
pub fn today() -> Option<Instant> {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    Instant::parse(text.get(..10)?)
}
