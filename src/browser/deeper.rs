//! The deeper report: value, break-even, workflow, risk, the views that are open, and the tiny curves of the form.
//!
//! The module that makes it is loaded when a person first moves, or when its place is in sight at once. Then it is asked
//! again after each change, once the answer has been painted, so that a slider stays live. It answers at once, so no
//! answer is ever of another scenario.

use super::surface::Place;
use super::{embed, later};
use crate::framework::*;
use crate::state::{Deeper, Notice, State};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use scenario::link;
use scenario::sections::{Action, Reading};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static MODULE: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    /// What waits until the answer is painted.
    static WAITING: Cell<Option<Timeout>> = const { Cell::new(None) };
}

/// Milliseconds from a change to the deeper report: the answer is painted first, and changes in a burst are one.
const AFTER: u32 = 20;

/// Milliseconds after which the page has its layout, so that it can be said what is in sight.
const SETTLED: u32 = 200;

/// Pixels of the deeper report that must be in sight: its first lines.
const FIRST_LINES: f64 = 120.0;

/// What tells that a person is there.
const SIGNS: [&str; 5] = ["pointermove", "pointerdown", "keydown", "scroll", "wheel"];

/// Loads the module at the first sign of a person, and keeps the deeper report up to date.
pub fn keep(state: State) {
    EventListener::new(&window(), "tokenomics:more", move |_| more(state)).forget();
    // An embed asks for it itself, where its view has it: nothing in it moves because somebody passes by.
    if !embed::is_there() {
        wait_for_a_person(state);
    }
    super::effect(move |_| {
        state.shown.with(|_| ());
        state.step.track();
        if state.deeper.with(|deeper| *deeper == Deeper::Here) {
            WAITING.set(Some(Timeout::new(AFTER, move || refresh(state))));
        }
    });
}

fn wait_for_a_person(state: State) {
    for sign in SIGNS {
        EventListener::once(&window(), sign, move |_| ask(state)).forget();
    }
    Timeout::new(SETTLED, move || {
        if is_in_sight() {
            ask(state);
        }
    })
    .forget();
}

/// Whether the place of the deeper report can be seen without moving.
fn is_in_sight() -> bool {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let top = document()
        .get_element_by_id(crate::report::deeper::ID)
        .map(|place| place.get_bounding_client_rect().top());
    matches!((top, height), (Some(top), Some(height)) if top + FIRST_LINES < height)
}

/// Loads the module, unless it is here or on its way.
pub fn ask(state: State) {
    if state
        .deeper
        .with_untracked(|deeper| matches!(deeper, Deeper::Loading | Deeper::Here))
    {
        return;
    }
    state.deeper.set(Deeper::Loading);
    super::spawn(async move {
        match later::module("sections-script").await {
            Ok(module) => {
                MODULE.set(Some(module));
                state.deeper.set(Deeper::Here);
            }
            Err(message) => state.deeper.set(Deeper::Failed(message)),
        }
    });
}

fn call(function: &str, arguments: &[JsValue]) -> Result<JsValue, String> {
    MODULE.with_borrow(|module| match module {
        Some(module) => later::call(module, function, arguments),
        None => Err("The deeper report is not here.".into()),
    })
}

fn refresh(state: State) {
    let fragment = state
        .shown
        .with_untracked(|shown| shown.as_ref().map(|shown| link::encode(&shown.scenario)));
    let Some(fragment) = fragment else {
        // No answer: nothing of another scenario stays.
        state.reading.set(Reading::default());
        return;
    };
    let step = JsValue::from(state.step.get_untracked() as u32);
    let made = call(
        "analyse",
        &[fragment.into(), later::resellers().into(), step],
    );
    match made.map(|text| text.as_string()) {
        Ok(Some(text)) => state.reading.set(Reading::read(&text)),
        Ok(None) => {}
        Err(message) => state.deeper.set(Deeper::Failed(message)),
    }
}

/// Draws a picture of the deeper report.
pub fn paint(picture: &str, place: &Place) {
    let canvas: &JsValue = place.canvas.unchecked_ref();
    let arguments = [
        picture.into(),
        canvas.clone(),
        place.colour_bytes().into(),
        place.width.into(),
        place.scale.into(),
    ];
    // A canvas that cannot be drawn on leaves the table, which says the same.
    let _ = call("paint", &arguments);
}

/// A setting of a view was typed, or its module has come.
fn more(state: State) {
    match call("take_typed", &[])
        .ok()
        .and_then(|typed| link::whole(&typed.as_string()?))
    {
        Some(changed) => state.change(|scenario| *scenario = changed),
        None => refresh(state),
    }
}

/// A view was opened or closed: it is worked out with the others, or no longer.
pub fn toggled(state: State) {
    if state
        .deeper
        .with_untracked(|deeper| *deeper == Deeper::Here)
    {
        refresh(state);
    } else {
        ask(state);
    }
}

/// Takes over what the deeper report offers; undo leads back.
pub fn take_over(state: State, action: Action) {
    let taken = call("take_over", &[action.word().into()]);
    let opened = taken
        .ok()
        .and_then(|fragment| link::whole(&fragment.as_string()?));
    let Some(opened) = opened else {
        let message = "That could not be taken over; the scenario is as it was.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    };
    state.change(|scenario| *scenario = opened);
    let message = "Taken over. Undo brings back what was.";
    state.notice.set(Some(Notice::Done(message.into())));
}
