//! Files of a person: one that is chosen to be read, one that is saved.
//!
//! What a browser offers for it is asked for by name: declared, each would be a function of the script that every page
//! loads first.

use super::Event;
use crate::framework::*;
use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A file that was chosen.
pub struct Chosen {
    /// What it is called.
    pub name: String,
    /// Its text, or why it is not read.
    pub text: Result<String, Unread>,
}

/// Why a file is not read.
pub enum Unread {
    /// It has more bytes than are read, so many.
    TooLarge(f64),
    /// The browser did not give it.
    Refused,
}

/// Lets a person choose a file of at most so many bytes, and hands it over. Nothing comes where none is chosen.
pub fn choose(most_bytes: f64, heard: impl FnOnce(Chosen) + 'static) {
    let made = || -> Result<JsValue, JsValue> {
        let input = document().create_element("input")?;
        input.set_attribute("type", "file")?;
        let read = move |event: &Event| {
            let event = event.clone();
            super::spawn(async move {
                if let Some(chosen) = chosen(&event, most_bytes).await {
                    heard(chosen);
                }
            });
        };
        EventListener::once(&input, "change", read).forget();
        call(&input, "click")
    };
    // A browser that makes no such field has no files to give.
    let _ = made();
}

async fn chosen(event: &Event, most_bytes: f64) -> Option<Chosen> {
    let field = event.target()?;
    let file = get(&get(&field, "files").ok()?, "0").ok()?;
    let name = get(&file, "name").ok()?.as_string()?;
    let bytes = get(&file, "size").ok()?.as_f64()?;
    let text = if bytes > most_bytes {
        Err(Unread::TooLarge(bytes))
    } else {
        read(&file).await.ok_or(Unread::Refused)
    };
    Some(Chosen { name, text })
}

async fn read(file: &JsValue) -> Option<String> {
    let promise: Promise = call(file, "text").ok()?.dyn_into().ok()?;
    let text = wasm_bindgen_futures::JsFuture::from(promise).await.ok()?;
    text.as_string()
}

/// Has the browser save a text of a type (`text/csv`) under a name; whether it took it.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let saved = || -> Result<JsValue, JsValue> {
        let link = document().create_element("a")?;
        let content = String::from(js_sys::encode_uri_component(text));
        let address = ["data:", kind, ";charset=utf-8,", &content].concat();
        link.set_attribute("href", &address)?;
        link.set_attribute("download", name)?;
        call(&link, "click")
    };
    saved().is_ok()
}

fn get(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &name.into())
}

fn call(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let function: Function = get(of, name)?.dyn_into()?;
    function.call0(of)
}
