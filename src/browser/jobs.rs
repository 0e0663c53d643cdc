//! Work longer than a frame (`jobs.js`): done in a worker, which is this program once more, or in slices on the page where
//! none is to be had. The page asks, and hears; where the work is done, it is handed over piece by piece.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tokenomics, js_name = work)]
    fn do_work(lane: &str, text: &str, source: &str, heard: &JsValue);
    /// Ends the reading; what was read until then stays.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn cancel();
    #[wasm_bindgen(js_namespace = tokenomics, js_name = serve)]
    fn serve_with(handle: &JsValue);
}

/// What is heard of a job.
pub enum Heard {
    /// How far it is: numbers with spaces between.
    Progress(String),
    /// What came of it.
    Done(String),
    /// Why nothing did; empty where a part of the page did not come.
    Failed(String),
    /// There is no worker: the page itself has to serve.
    Alone,
}

/// What is handed to where the work is done.
pub enum Given {
    /// Bytes.
    Bytes(Vec<u8>),
    /// A text; empty where nothing is given.
    Text(String),
}

/// Loads what does work, so that it is here when there is some.
pub fn prepare() {
    do_work("", "", "", &JsValue::NULL);
}

/// Does a job of a lane: `text` says what is asked, `source` which files are read first, if any.
pub fn work(lane: &str, text: &str, source: &str, heard: impl Fn(Heard) + 'static) {
    let heard: Box<dyn Fn(String, String)> = Box::new(move |kind, text| {
        heard(match kind.as_str() {
            "progress" => Heard::Progress(text),
            "done" => Heard::Done(text),
            "alone" => Heard::Alone,
            _ => Heard::Failed(text),
        });
    });
    // It may be called for as long as the page is open; there are as many as a person asks for.
    let heard = Closure::wrap(heard).into_js_value();
    do_work(lane, text, source, &heard);
}

/// From now on `handle` does the work here: it is given what is to be done and with what, and answers with a text.
pub fn serve(handle: impl Fn(&str, Given) -> String + 'static) {
    let handle: Box<dyn Fn(String, JsValue) -> String> = Box::new(move |what, given| {
        let given = match given.dyn_into::<js_sys::Uint8Array>() {
            Ok(bytes) => Given::Bytes(bytes.to_vec()),
            Err(other) => Given::Text(other.as_string().unwrap_or_default()),
        };
        handle(&what, given)
    });
    serve_with(&Closure::wrap(handle).into_js_value());
}

/// What is needed to serve did not come.
pub fn cannot_serve() {
    serve_with(&JsValue::UNDEFINED);
}

/// Whether this program runs in a worker: there is no page around it.
pub fn is_worker() -> bool {
    web_sys::window().is_none()
}
