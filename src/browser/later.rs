//! Files that are loaded when they are first needed: prices of resellers, past price lists, and the modules that make
//! the deeper report or read and write TOML and JSON.

use crate::framework::*;
use crate::state::{Notice, State};
use scenario::catalog::Catalog;
use scenario::document::Step;
use scenario::link::{Finding, SNAPSHOTS, newest};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the head of the page calls the file of the present resellers; a past list is called by its own name.
const RESELLERS: &str = "second-prices";

/// A price list that is here: its name in the head of the page, what is in it, and its file for the later modules.
type List = (&'static str, &'static Catalog, js_sys::Uint8Array);

thread_local! {
    static LISTS: RefCell<Vec<List>> = const { RefCell::new(Vec::new()) };
    /// The file of the list that the page shows.
    static SHOWN: Cell<Option<js_sys::Uint8Array>> = const { Cell::new(None) };
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

/// The price list of that name, loaded once and used as long as the page is open. Behind a past one stands the present
/// one, so that the later modules can say what it would be today.
///
/// # Errors
/// What to tell a person.
async fn list(name: &'static str) -> Result<List, String> {
    let here = |lists: &Vec<List>| lists.iter().find(|list| list.0 == name).cloned();
    if let Some(list) = LISTS.with_borrow(here) {
        return Ok(list);
    }
    let behind = (name != RESELLERS).then_some(RESELLERS);
    let file = JsFuture::from(super::keeper::files(name, behind))
        .await
        .map_err(|_| "The price list could not be loaded; are you offline? Reload to try again.")?;
    let file: js_sys::Uint8Array = file.unchecked_into();
    let catalog = Catalog::of_file(&file.to_vec())
        .map_err(|_| "The price list could not be read.".to_string())?;
    let list: List = (name, Box::leak(Box::new(catalog)), file);
    LISTS.with_borrow_mut(|lists| lists.push(list.clone()));
    Ok(list)
}

/// The list that the scenario needs and the page does not show: a past one that a link names, the present one after
/// that, or the resellers of whom alone it has a provider.
fn wanted(state: State) -> Option<&'static str> {
    let catalog = state.catalog.get();
    let shown = &catalog.snapshot().name;
    let is_missing =
        |step: &Step| !step.provider.is_empty() && catalog.provider(&step.provider).is_none();
    state.scenario.with(|scenario| {
        let name = scenario.prices.as_deref().unwrap_or(newest());
        if name != newest() {
            // A name that no list ever had stays the scenario's problem.
            return SNAPSHOTS
                .into_iter()
                .find(|known| *known == name && name != shown);
        }
        (name != shown || scenario.steps.iter().any(is_missing)).then_some(RESELLERS)
    })
}

/// Loads the price list that the scenario needs, as soon as it does: a link, or what was kept.
pub fn keep_complete(state: State) {
    let asked = Cell::new(None);
    super::effect(move |_| {
        let wanted = wanted(state);
        if asked.replace(wanted) != wanted
            && let Some(name) = wanted
        {
            super::spawn(show(state, name));
        }
    });
}

/// Adds the models of resellers, or says why it cannot.
pub async fn load_resellers(state: State) {
    show(state, RESELLERS).await;
}

async fn show(state: State, name: &'static str) {
    match list(name).await {
        Ok((_, catalog, file)) => {
            SHOWN.set(Some(file));
            state.catalog.set(catalog);
            if name != RESELLERS {
                super::deeper::ask(state);
            }
        }
        Err(message) => state.notice.set(Some(Notice::Warning(message))),
    }
}

/// A form of the scenario that a later module writes: the module, its function, and what was done.
pub struct Form {
    /// Meta element that names the module.
    pub module: &'static str,
    /// Takes the fragment, the prices of resellers and the whole link.
    pub function: &'static str,
    /// The sentence for the person.
    pub done: &'static str,
}

/// The scenario of a link in another form.
///
/// # Errors
/// What to tell a person.
pub async fn written(fragment: &str, form: &Form) -> Result<String, String> {
    let module = module(form.module).await?;
    // What a form does not ask for is left over.
    let link = super::address::link_to(fragment);
    let arguments = [fragment.into(), resellers().into(), link.into()];
    let text = call(&module, form.function, &arguments)?;
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

/// The file of the price list that the page shows, empty while that is the one of makers which every module has.
pub fn resellers() -> js_sys::Uint8Array {
    let shown = SHOWN.take();
    SHOWN.set(shown.clone());
    shown.unwrap_or_else(|| js_sys::Uint8Array::new_with_length(0))
}
