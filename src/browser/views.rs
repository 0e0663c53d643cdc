//! The module that works out the views below the report: loaded when one is opened for the first time, and asked again
//! for those that are open after each change.

use super::later;
use super::surface::Place;
use crate::report::views::VIEWS;
use crate::state::{Deeper, Notice, State};
use gloo::timers::callback::Timeout;
use scenario::link;
use scenario::sections::{Reading, Section};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static MODULE: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    /// Which are open.
    static OPEN: Cell<[bool; VIEWS.len()]> = const { Cell::new([false; VIEWS.len()]) };
    /// What waits until the answer and the deeper report are painted.
    static WAITING: Cell<Option<Timeout>> = const { Cell::new(None) };
}

/// Milliseconds from a change to the views: everything above them comes first.
const AFTER: u32 = 60;

/// Keeps the open ones up to date.
pub fn keep(state: State) {
    super::effect(move |_| {
        state.shown.with(|_| ());
        state.viewer.with(|_| ());
        if OPEN.get().contains(&true) {
            WAITING.set(Some(Timeout::new(AFTER, move || refresh(state))));
        }
    });
}

/// One was opened or closed.
pub fn toggled(state: State, view: usize, event: &super::Event) {
    let details = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
    let Some(details) = details else { return };
    let mut open = OPEN.get();
    open[view] = details.open();
    OPEN.set(open);
    if details.open() {
        ask(state);
        refresh(state);
    }
}

/// Loads the module, unless it is here or on its way.
pub fn ask(state: State) {
    let part = state.viewer;
    if part.with_untracked(|part| matches!(part, Deeper::Loading | Deeper::Here)) {
        return;
    }
    part.set(Deeper::Loading);
    super::spawn(async move {
        part.set(match later::module("views-module").await {
            Ok(module) => {
                MODULE.set(Some(module));
                Deeper::Here
            }
            Err(message) => Deeper::Failed(message),
        });
    });
}

fn call(function: &str, arguments: &[JsValue]) -> Option<Result<JsValue, String>> {
    MODULE.with_borrow(|module| Some(later::call(module.as_ref()?, function, arguments)))
}

fn fragment(state: State) -> Option<JsValue> {
    let shown = |shown: &Option<crate::state::Shown>| Some(link::encode(&shown.as_ref()?.scenario));
    state.shown.with_untracked(shown).map(JsValue::from)
}

/// Works out the open ones. A view of which nothing is known yet is empty.
fn refresh(state: State) {
    let mut views = Vec::new();
    for ((id, _), is_open) in VIEWS.iter().zip(OPEN.get()) {
        let read = || {
            let arguments = [fragment(state)?, later::resellers().into(), (*id).into()];
            let text = match call("view", &arguments)? {
                Ok(text) => text.as_string()?,
                Err(message) => {
                    state.notice.set(Some(Notice::Warning(message)));
                    return None;
                }
            };
            Reading::read(&text).sections.pop()
        };
        let section = if is_open { read() } else { None };
        views.push(section.unwrap_or(Section::default()));
    }
    state.views.set(views);
}

/// Draws a picture of a view.
pub fn paint(picture: &str, place: &Place) {
    let canvas: &JsValue = place.canvas.unchecked_ref();
    // A canvas that cannot be drawn on leaves the table, which says the same.
    let _ = call(
        "paint_view",
        &[
            picture.into(),
            canvas.clone(),
            place.colour_bytes().into(),
            place.width.into(),
            place.scale.into(),
        ],
    );
}

/// Sets what a person typed into a setting, or has its view say what is wrong with it.
pub fn type_in(state: State, path: &str, text: &str) {
    let Some(fragment) = fragment(state) else {
        return;
    };
    let typed = call("type_in", &[fragment, path.into(), text.into()]);
    let changed = typed.and_then(|typed| link::whole(&typed.ok()?.as_string()?));
    match changed {
        Some(changed) => state.change(|scenario| *scenario = changed),
        None => refresh(state),
    }
}
