//! Work longer than a frame (`jobs.js`): done in a worker, which is this program once more, or in slices on the page where
//! none is to be had. The page asks, and hears; where the work is done, it is handed over piece by piece.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tokenomics, js_name = work)]
    fn do_work(lane: &str, text: &str, source: &str, heard: &JsValue);
    #[wasm_bindgen(js_namespace = tokenomics, js_name = serve)]
    fn serve_with(handle: &JsValue);
}

/// How far this device's clock is ahead of UTC now, as `+02:00`; empty before there was a job.
pub fn zone() -> String {
    text_of(&of(&js_sys::global(), "tokenomics"), "zone")
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

/// Makes what does work ready, so that it is here when there is some.
pub fn prepare() {
    do_work("", "", "", &JsValue::NULL);
}

/// Ends the reading; what was read until then stays.
pub fn cancel() {
    do_work("cancel", "", "", &JsValue::NULL);
}

/// Does a job of a lane: `text` says what is asked, `source` which files are read first, if any.
pub fn work(lane: &str, text: &str, source: &str, heard: impl Fn(Heard) + 'static) {
    let heard = called(move |message| {
        let text = text_of(message, "text");
        heard(match text_of(message, "kind").as_str() {
            "progress" => Heard::Progress(text),
            "done" => Heard::Done(text),
            "alone" => Heard::Alone,
            _ => Heard::Failed(text),
        });
    });
    do_work(lane, text, source, &heard);
}

/// From now on `handle` does the work here: it is given what is to be done and with what, and answers with a text.
pub fn serve(handle: impl Fn(&str, Given) -> String + 'static) {
    let handle = called(move |message| {
        let what = text_of(message, "what");
        let given = match what.as_str() {
            "piece" | "makers" | "prices" => {
                let bytes: js_sys::Uint8Array = of(message, "bytes").unchecked_into();
                Given::Bytes(bytes.to_vec())
            }
            _ => Given::Text(text_of(message, "text")),
        };
        let answer = handle(&what, given);
        // It is an object of our own script, which takes any name.
        let _ = js_sys::Reflect::set(message, &"answer".into(), &answer.into());
    });
    serve_with(&handle);
}

/// A function for the script, of the one kind that the page has already: it may be called for as long as the page is open.
fn called(act: impl Fn(&JsValue) + 'static) -> JsValue {
    let act: Box<dyn FnMut(JsValue)> = Box::new(move |message| act(&message));
    Closure::wrap(act).into_js_value()
}

fn of(message: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(message, &name.into()).unwrap_or_default()
}

fn text_of(message: &JsValue, name: &str) -> String {
    of(message, name).as_string().unwrap_or_default()
}

/// What is needed to serve did not come.
pub fn cannot_serve() {
    serve_with(&JsValue::UNDEFINED);
}

/// Whether this program runs in a worker: there is no page around it.
pub fn is_worker() -> bool {
    web_sys::window().is_none()
}
