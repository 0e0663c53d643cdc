//! What day it is: asked once, when a model is picked, and then part of the document. And what is done a little later.

use economics::price::Instant;

/// Does something after some milliseconds, unless it is dropped before.
pub use gloo::timers::callback::Timeout;

/// Today at midnight UTC.
#[must_use]
pub fn today() -> Option<Instant> {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    Instant::parse(text.get(..10)?)
}
