//! Files that are loaded when they are first needed: prices of resellers, and the modules that make the deeper
//! report or read and write TOML and JSON.

use crate::framework::*;
use crate::state::{Notice, State};
use scenario::catalog::Catalog;
use scenario::document::Step;
use scenario::link::Finding;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// The file of resellers, once it is here, for the later modules.
    static RESELLERS: Cell<Option<js_sys::Uint8Array>> = const { Cell::new(None) };
}

/// The address of a file that the build named in the head of the page.
fn named(meta: &str) -> Option<String> {
    let selector = format!("meta[name=\"{meta}\"]");
    document()
        .query_selector(&selector)
        .ok()
        .flatten()?
        .get_attribute("content")
}

/// The catalogue with resellers.
///
/// # Errors
/// What to tell a person.
async fn catalog_with_resellers() -> Result<&'static Catalog, String> {
    let failed =
        |_: JsValue| "The prices of resellers could not be loaded; are you offline?".to_string();
    let address =
        named("second-prices").ok_or("This copy of the page has no prices of resellers.")?;
    let response: web_sys::Response = JsFuture::from(window().fetch_with_str(&address))
        .await
        .and_then(JsCast::dyn_into)
        .map_err(failed)?;
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?)
        .await
        .map_err(failed)?;
    let file = js_sys::Uint8Array::new(&buffer);
    let bytes = file.to_vec();
    RESELLERS.set(Some(file));
    let catalog = Catalog::with_resellers(&bytes)
        .map_err(|_| "The prices of resellers could not be read.".to_string())?;
    // Loaded once, used as long as the page is open.
    Ok(Box::leak(Box::new(catalog)))
}

/// Loads resellers as soon as the scenario names a provider that only they have: a link, or what was kept.
pub fn keep_complete(state: State) {
    let asked = Cell::new(false);
    super::effect(move |_| {
        let catalog = state.catalog.get();
        let is_missing =
            |step: &Step| !step.provider.is_empty() && catalog.provider(&step.provider).is_none();
        let missing = state
            .scenario
            .with(|scenario| scenario.steps.iter().any(is_missing));
        if missing && !asked.replace(true) {
            super::spawn(load_resellers(state));
        }
    });
}

/// Adds the models of resellers, or says why it cannot.
pub async fn load_resellers(state: State) {
    match catalog_with_resellers().await {
        Ok(catalog) => state.catalog.set(catalog),
        Err(message) => state.notice.set(Some(Notice::Warning(message))),
    }
}

/// A form of the scenario that a later module writes.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// The report, as `tokenomics evaluate --format json` prints it.
    Json,
    /// The document.
    Toml,
    /// The answer, tables and link, for a message.
    Markdown,
}

impl Form {
    fn function(self) -> &'static str {
        match self {
            Self::Json => "report_json",
            Self::Toml => "toml_text",
            Self::Markdown => "markdown",
        }
    }
}

/// The scenario of a link in another form.
///
/// # Errors
/// What to tell a person.
pub async fn written(fragment: &str, form: Form) -> Result<String, String> {
    let module = module("text-module").await?;
    // What a form does not ask for is left over.
    let link = super::address::link_to(fragment);
    let arguments = [fragment.into(), resellers().into(), link.into()];
    let text = call(&module, form.function(), &arguments)?;
    text.as_string()
        .ok_or_else(|| "The module gave no text.".into())
}

/// What the module that mends links finds in one.
///
/// # Errors
/// What to tell a person.
pub async fn finding(fragment: &str) -> Result<Finding, String> {
    let module = module("link-module").await?;
    let texts: js_sys::Array = call(&module, "read_link", &[fragment.into()])?.unchecked_into();
    Ok(Finding::from_texts([0, 1, 2, 3].map(|place| {
        texts.get(place).as_string().unwrap_or_default()
    })))
}

/// A module that the build named in the head of the page.
///
/// # Errors
/// What to tell a person.
pub async fn module(meta: &str) -> Result<JsValue, String> {
    let failed =
        |_: JsValue| "A part of the page could not be loaded; are you offline?".to_string();
    let address = named(meta).ok_or("This copy of the page lacks a part of it.")?;
    JsFuture::from(super::keeper::load(&address))
        .await
        .map_err(failed)
}

/// Calls a function of a module that is here.
///
/// # Errors
/// What the module says.
pub fn call(module: &JsValue, function: &str, arguments: &[JsValue]) -> Result<JsValue, String> {
    let refused = |error: JsValue| match error.dyn_into::<js_sys::Error>() {
        Ok(error) => String::from(error.message()),
        Err(_) => "A part of the page does not answer.".to_string(),
    };
    let function: js_sys::Function = js_sys::Reflect::get(module, &function.into())
        .and_then(JsCast::dyn_into)
        .map_err(refused)?;
    let all: js_sys::Array = arguments.iter().collect();
    function.apply(&JsValue::NULL, &all).map_err(refused)
}

/// The file of resellers, empty while it is not here.
pub fn resellers() -> js_sys::Uint8Array {
    let resellers = RESELLERS.take();
    RESELLERS.set(resellers.clone());
    resellers.unwrap_or_else(|| js_sys::Uint8Array::new_with_length(0))
}
