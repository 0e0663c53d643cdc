//! What the page tells a script beside it: the frame of an embed, and tests.

use super::prices;
use crate::parts::{self, Form, Refused};
use scenario::link;
use std::pin::Pin;
use wasm_bindgen::JsValue;
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
pub fn told(what: String, given: String, more: String, done: js_sys::Function) {
    super::spawn(async move {
        let told = match parts::text().await {
            Ok(text) => (text.told)(what, given, more).await,
            Err(missing) => Err(missing.into()),
        };
        let (error, text) = match told {
            Ok(text) => (JsValue::UNDEFINED, text),
            Err(refused) => {
                let is_missing = refused == Refused::NotLoaded;
                let error = js_sys::Error::new(&refused.words());
                if is_missing {
                    error.set_name("not_loaded");
                }
                (error.into(), String::new())
            }
        };
        // Who hears it has nothing to say.
        let _ = done.call2(&JsValue::NULL, &error, &text.into());
    });
}

/// What is told, or why not.
pub type Told = Pin<Box<dyn Future<Output = Result<String, Refused>>>>;

/// The answer. It comes with the part of text.
pub fn answer(what: String, given: String, more: String) -> Told {
    Box::pin(async move { written(&what, &given, &more).await })
}

async fn written(what: &str, given: &str, more: &str) -> Result<String, Refused> {
    let form = match what {
        "json" => Form::Json,
        "csv" => Form::Csv,
        "toml" => Form::Toml,
        "svg" => Form::Picture,
        "dark-svg" => Form::DarkPicture,
        "md" => Form::Markdown,
        "read" => {
            let read = (parts::text().await?.read)(given);
            return read
                .map(|scenario| link::encode(&scenario))
                .map_err(Refused::Said);
        }
        "patch" => {
            let scenario = parts::opened(given).await?;
            let patched = (parts::text().await?.patched)(&scenario, more);
            return patched
                .map(|scenario| link::encode(&scenario))
                .map_err(Refused::Said);
        }
        _ => return Err(Refused::Said(format!("there is no form {what}"))),
    };
    let scenario = parts::opened(given).await?;
    let catalog = prices::of(&scenario).await.map_err(Refused::Said)?;
    parts::written(form, &scenario, catalog, more).await
}
