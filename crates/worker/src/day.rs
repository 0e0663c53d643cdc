//! What day it is.

use economics::price::Instant;

/// Today at midnight UTC.
#[cfg(target_arch = "wasm32")]
pub(crate) fn today() -> Option<Instant> {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        type Date;

        #[wasm_bindgen(constructor)]
        fn new() -> Date;

        #[wasm_bindgen(method, js_name = toISOString)]
        fn to_iso_string(this: &Date) -> String;
    }

    Instant::parse(Date::new().to_iso_string().get(..10)?)
}

/// Natively nothing is run but tests, which say the day themselves.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn today() -> Option<Instant> {
    None
}
