//! The deeper report: value, break-even, workflow, risk, the views that are open, and the tiny curves of the form.
//!
//! The part that makes it is loaded when a person first moves, or when its place is in sight at once. Then it is asked
//! again after each change, once the answer has been painted, so that a slider stays live. It answers at once, so no
//! answer is ever of another scenario.

use super::surface::Place;
use super::{clock, embed, folds, prices};
use crate::framework::*;
use crate::parts::report::{self, Asked};
use crate::parts::{self, Folded, NotLoaded};
use crate::state::{Notice, Shown, State};
use catalogs::prices::Catalog;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use scenario::document::Scenario;
use std::cell::Cell;
use telling::sections::{Action, Reading, Section};
use views::VIEWS;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

thread_local! {
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
const SIGNS: [&str; 6] = [
    "pointermove",
    "pointerdown",
    "keydown",
    "focusin",
    "scroll",
    "wheel",
];

/// Loads the part at the first sign of a person, and keeps the deeper report up to date.
pub fn keep(state: State) {
    // An embed asks for it itself, where its view has it: nothing in it moves because somebody passes by.
    if !embed::is_there() {
        wait_for_a_person(state);
    }
    super::effect(move |_| {
        state.shown.with(|_| ());
        state.step.track();
        if state.report.get_untracked().is_some() {
            WAITING.set(Some(Timeout::new(AFTER, move || refresh(state))));
        }
    });
}

fn wait_for_a_person(state: State) {
    for sign in SIGNS {
        EventListener::once(&window(), sign, move |_| {
            ask(state);
            ask_for_folded(state);
        })
        .forget();
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

/// Loads the part of the deeper report, unless it is here or on its way.
pub fn ask(state: State) {
    state.report.ask(parts::report(), move || refresh(state));
}

/// Loads the part of the views, unless it is here or on its way.
pub fn ask_for_views(state: State) {
    state.views.ask(parts::views(), move || refresh(state));
}

/// Loads what stands folded, unless it is here or on its way.
pub fn ask_for_folded(state: State) {
    state.folded.ask(parts::folded(), || ());
}

/// Does something with what stands folded: at once, or as soon as it is here.
pub fn with_folded(state: State, act: impl FnOnce(&'static Folded) + 'static) {
    if let Some(part) = state.folded.get_untracked() {
        act(part);
        return;
    }
    ask_for_folded(state);
    super::spawn(async move {
        match parts::folded().await {
            Ok(part) => act(part),
            Err(NotLoaded) => state
                .notice
                .set(Some(Notice::Warning(NotLoaded::WORDS.into()))),
        }
    });
}

fn shown(state: State) -> Option<Scenario> {
    let scenario = |shown: &Option<Shown>| Some(shown.as_ref()?.scenario.clone());
    state.shown.with_untracked(scenario)
}

/// Makes the deeper report anew, where its part is here.
fn refresh(state: State) {
    if let Some(part) = state.report.get_untracked() {
        (part.refresh)(state);
    }
}

/// The same, in the part.
pub fn refreshed(state: State) {
    let Some(scenario) = shown(state) else {
        // No answer: nothing of another scenario stays.
        state.reading.set(Reading::default());
        return;
    };
    let catalog = state.catalog.get_untracked();
    let asked = Asked {
        scenario: &scenario,
        catalog,
        present: clock::today().map(|day| (prices::present(), day)),
        step: state.step.get_untracked(),
    };
    let Some(mut reading) = report::analyse(&asked) else {
        return;
    };
    for (id, ..) in VIEWS {
        reading.sections.extend(view(state, &scenario, catalog, id));
    }
    let open_again = folds::remember();
    state.reading.set(reading);
    // The page has built what is new by then.
    Timeout::new(0, open_again).forget();
}

/// A view as it is now: empty while it is folded, nothing while the part that works it out is not here.
fn view(
    state: State,
    scenario: &Scenario,
    catalog: &'static Catalog,
    id: &'static str,
) -> Option<Section> {
    let details = document().get_element_by_id(id)?;
    let section = || Section {
        id: id.into(),
        ..Section::default()
    };
    if !details.dyn_ref::<HtmlDetailsElement>()?.open() {
        return Some(section());
    }
    let Some(part) = state.views.get_untracked() else {
        // Where it did not come, it is asked for by hand.
        if !untrack(|| state.views.has_failed()) {
            ask_for_views(state);
        }
        return None;
    };
    Some(
        (part.view)(scenario, catalog, id).unwrap_or_else(|| Section {
            takeaway: WITHOUT_ANSWER.into(),
            ..section()
        }),
    )
}

const WITHOUT_ANSWER: &str = "The scenario has an error.";

/// Draws a picture of the deeper report or of a view.
pub fn paint(state: State, picture: &str, place: &Place) {
    let views = state.views.get_untracked();
    let is_of_view = views.is_some_and(|part| (part.paint)(picture, place));
    if !is_of_view {
        report::paint(picture, place);
    }
}

/// Takes a setting of a view as a person typed it, or shows what is wrong with it.
pub fn typed(state: State, path: &str, text: &str) {
    let changed = shown(state).and_then(|scenario| {
        let changed = (state.views.get_untracked()?.type_in)(&scenario, path, text)?;
        (changed != scenario).then_some(changed)
    });
    match changed {
        Some(changed) => state.change(|scenario| *scenario = changed),
        None => refresh(state),
    }
}

/// A view was opened or closed: it is worked out with the others, or no longer.
pub fn toggled(state: State) {
    if state.report.get_untracked().is_some() {
        refresh(state);
    } else {
        ask(state);
    }
}

/// Takes over what the deeper report offers; undo leads back.
pub fn take_over(state: State, action: Action) {
    let Some(taken) = report::take_over(action) else {
        let message = "That could not be taken over; the scenario is as it was.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    };
    state.change(|scenario| *scenario = taken);
    let message = "Taken over. Undo brings back what was.";
    state.notice.set(Some(Notice::Done(message.into())));
}
