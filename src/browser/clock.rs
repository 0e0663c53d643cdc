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

/// How far this device's clock is ahead of UTC now, as `+02:00`.
#[must_use]
pub fn zone() -> String {
    let behind = js_sys::Date::new_0().get_timezone_offset() as i32;
    let sign = if behind > 0 { '-' } else { '+' };
    let minutes = behind.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
