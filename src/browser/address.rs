//! The address bar: it holds a link that reopens the scenario.
//!
//! Edits replace the entry, a little later than they are made, because browsers refuse a page that does it too
//! often; opening a preset makes an entry of its own, so that Back means something.

use crate::framework::*;
use crate::parts::{self, NotLoaded};
use crate::state::State;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use scenario::link::{self, Finding};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// How long after the last edit the address changes, in milliseconds.
const DELAY_MS: u32 = 350;

/// What stands behind `#`, without it.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).into()
}

/// The whole address of a scenario.
#[must_use]
pub fn link_to(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    // What is asked of the page in a frame is no part of the scenario.
    let page = href.split(['#', '?']).next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Makes an entry of the history for a scenario that was opened on purpose.
pub fn push(fragment: &str) {
    write(fragment, |history, address| {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    });
}

fn write(fragment: &str, how: impl Fn(&web_sys::History, &str) -> Result<(), JsValue>) {
    if self::fragment() == fragment {
        return;
    }
    if let Ok(history) = window().history() {
        // A browser may refuse, for writing too often or in a frame: then the address is a little old.
        let _ = how(&history, &format!("#{fragment}"));
    }
}

/// Keeps the address and the scenario the same, in both directions.
pub fn keep(state: State) {
    let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let write_now = move || {
        let fragment = state.fragment.with_untracked(String::clone);
        write(&fragment, |history, address| {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        });
    };
    let timer = Rc::clone(&waiting);
    super::effect(move |is_first| {
        state.scenario.track();
        // What the page opened on stays in the address as it came: a damaged link must not be lost.
        if !is_first {
            *timer.borrow_mut() = Some(Timeout::new(DELAY_MS, write_now));
        }
    });
    let leave = EventListener::new(&window(), "pagehide", move |_| {
        // A timer that is still waiting ends here.
        if waiting.borrow_mut().take().is_some() {
            write_now();
        }
    });
    leave.forget();
    // Where the address carries no link, the page shows what it showed when it was opened.
    let first = state.fragment.with_untracked(String::clone);
    let moved = move |_: &web_sys::Event| {
        let fragment = fragment();
        let wanted = if fragment.is_empty() {
            &first
        } else {
            &fragment
        };
        let is_present = state.fragment.with_untracked(|present| present == wanted);
        if !is_present || state.fault.with_untracked(Option::is_some) {
            open(state, wanted);
        }
    };
    let moved = Rc::new(moved);
    for event in ["popstate", "hashchange"] {
        let moved = Rc::clone(&moved);
        EventListener::new(&window(), event, move |event| moved(event)).forget();
    }
}

/// Opens a link, now or as soon as the part that mends links has looked at it.
pub fn open(state: State, fragment: &str) {
    if !state.open_link(fragment) {
        let fragment = fragment.to_string();
        super::spawn(async move { look_at(state, &fragment).await });
    }
}

/// Has a link looked at that is not plain: written by hand, changed on its way, or of a newer version.
pub async fn look_at(state: State, fragment: &str) {
    state.open_finding(finding(fragment).await);
}

async fn finding(fragment: &str) -> Finding {
    match parts::links().await {
        Ok(links) => (links.finding)(fragment),
        Err(NotLoaded) => Finding {
            fault: NotLoaded::WORDS.into(),
            ..Finding::default()
        },
    }
}

/// A link in the form that the page reads at once, where it is another one and can be read.
pub async fn plain(fragment: String) -> String {
    if link::whole(&fragment).is_some() {
        return fragment;
    }
    let finding = finding(&fragment).await;
    if finding.fault.is_empty() {
        finding.fragment
    } else {
        fragment
    }
}
