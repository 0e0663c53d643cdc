//! How a script beside the page is answered.

use wasm_bindgen::JsValue;

/// What a script gave to be called with the answer.
pub type Callback = js_sys::Function;

/// Why a script gets no answer.
pub struct Refusal {
    /// The error's name, where it has one of its own.
    pub name: Option<&'static str>,
    /// What is wrong.
    pub words: String,
}

/// Calls back: with an error and an empty text, or with no error and the text.
pub fn reply(to: &Callback, answer: Result<String, Refusal>) {
    let (error, text) = match answer {
        Ok(text) => (JsValue::UNDEFINED, text),
        Err(Refusal { name, words }) => {
            let error = js_sys::Error::new(&words);
            if let Some(name) = name {
                error.set_name(name);
            }
            (error.into(), String::new())
        }
    };
    // Who hears it has nothing to say.
    let _ = to.call2(&JsValue::NULL, &error, &text.into());
}
