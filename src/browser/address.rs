//! The address bar.

use crate::framework::*;
use wasm_bindgen::JsValue;

/// What stands behind `#`, without it.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).into()
}

/// The whole address of a scenario.
#[must_use]
pub fn link_to(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    // What is asked of the page in a frame is no part of the scenario.
    let page = href.split(['#', '?']).next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Makes an entry of the history for a scenario that was opened on purpose.
pub fn push(fragment: &str) {
    write(fragment, |history, address| {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

/// Has another scenario in the present entry of the history.
pub fn replace(fragment: &str) {
    write(fragment, |history, address| {
        history.replace_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

fn write(fragment: &str, how: impl Fn(&web_sys::History, &str) -> Result<(), JsValue>) {
    if self::fragment() == fragment {
        return;
    }
    if let Ok(history) = window().history() {
        // A browser may refuse, for writing too often or in a frame: then the address is a little old.
        let _ = how(&history, &format!("#{fragment}"));
    }
}
