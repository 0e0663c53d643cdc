//! What the page tells a script beside it: the frame of an embed, and tests.

use crate::browser::reply::{Callback, Refusal, reply};
use crate::browser::spawn;
use crate::forms::{self, Refused};
use wasm_bindgen::prelude::wasm_bindgen;

/// Tells a scenario in another form, by calling `done` with an error or with the text. `given` is its link, `more` what belongs to the form:
///
/// - `json`, `csv`, `toml`, `svg`, `dark-svg`: the scenario in that form;
/// - `md`: as Markdown, with the address `more`;
/// - `read`: the link of the document `given`, which is TOML;
/// - `patch`: the link of the scenario with the fields of the JSON object `more`.
///
/// The error says what is wrong; its name is `not_loaded` where a part of the page did not come.
#[wasm_bindgen]
pub fn told(what: String, given: String, more: String, done: Callback) {
    spawn(async move {
        let told = forms::told(what, given, more).await;
        let answer = told.map_err(|refused| Refusal {
            name: (refused == Refused::NotLoaded).then_some("not_loaded"),
            words: refused.words(),
        });
        reply(&done, answer);
    });
}
