//! The address bar: it holds a link that reopens the scenario.
//!
//! Edits replace the entry, a little later than they are made, because browsers refuse a page that does it too
//! often; opening a preset makes an entry of its own, so that Back means something.

use crate::browser::{self, Timeout, address};
use crate::forms;
use crate::state::State;
use scenario::link;
use std::cell::RefCell;
use std::rc::Rc;

/// How long after the last edit the address changes, in milliseconds.
const DELAY_MS: u32 = 350;

/// Keeps the address and the scenario the same, in both directions.
pub fn keep(state: State) {
    let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let write_now = move || {
        let fragment = state.address.with_untracked(String::clone);
        address::replace(&fragment);
    };
    let timer = Rc::clone(&waiting);
    browser::effect(move |is_first| {
        state.address.with(|_| ());
        // What the page opened on stays in the address as it came: a damaged link must not be lost.
        if !is_first {
            *timer.borrow_mut() = Some(Timeout::new(DELAY_MS, write_now));
        }
    });
    browser::listen("pagehide", move || {
        // A timer that is still waiting ends here.
        if waiting.borrow_mut().take().is_some() {
            write_now();
        }
    });
    // Where the address carries no link, the page shows what it showed when it was opened.
    let first = state.address.with_untracked(String::clone);
    let moved = move || {
        let fragment = address::fragment();
        let wanted = if fragment.is_empty() {
            &first
        } else {
            &fragment
        };
        let is_present = state.address.with_untracked(|present| present == wanted);
        if !is_present || state.fault.with_untracked(Option::is_some) {
            open(state, wanted);
        }
    };
    let moved = Rc::new(moved);
    for event in ["popstate", "hashchange"] {
        let moved = Rc::clone(&moved);
        browser::listen(event, move || moved());
    }
}

/// Opens a link, now or as soon as the part that mends links has looked at it.
fn open(state: State, fragment: &str) {
    if !state.open_link(fragment) {
        let fragment = fragment.to_string();
        browser::spawn(async move { look_at(state, &fragment).await });
    }
}

/// Has a link looked at that is not plain: written by hand, changed on its way, or of a newer version.
pub async fn look_at(state: State, fragment: &str) {
    state.open_finding(forms::finding(fragment).await);
}

/// A link in the form that the page reads at once, where it is another one and can be read.
pub async fn plain(fragment: String) -> String {
    let shown = fragment.split('&').next().unwrap_or_default();
    if link::whole(shown).is_some() {
        return fragment;
    }
    let finding = forms::finding(&fragment).await;
    if finding.fault.is_empty() {
        finding.fragment
    } else {
        fragment
    }
}
