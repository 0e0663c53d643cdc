//! The only folder that knows the browser: address, storage, clipboard, keys, theme, canvas, files loaded later.
//!
//! Every access may fail, because a browser may forbid it: then the page works on without. Effects that touch the
//! world start once, in [`start`]; the drawing surface of a chart starts with its chart.

pub mod address;
mod announce;
mod canvas;
mod clock;
pub mod deeper;
pub mod drawing;
pub mod embed;
pub mod folds;
mod keeper;
mod keys;
mod preferences;
pub mod prices;
pub mod surface;
pub mod theme;
pub mod told;

mod clipboard;

pub use announce::STATUS_ID;
pub use clipboard::{can_share, copy, picture_address, select_all, share};
pub use clock::today;

/// What happens to an element.
pub use web_sys::Event;

use crate::framework::*;
use crate::state::State;
use gloo::timers::callback::Timeout;
use scenario::document::Scenario;
use scenario::presets;
use std::pin::Pin;
use wasm_bindgen::JsCast;

/// Opens the page: from the address, else from what was kept here, else on the first preset.
pub async fn start() {
    keeper::watch_panics();
    let fragment = address::fragment();
    let kept = keeper::kept().await;
    let owner = Owner::new();
    owner.set();
    let first = || {
        presets::all()
            .first()
            .map_or_else(Scenario::default, |preset| preset.scenario.clone())
    };
    let state = State::new(first());
    if !fragment.is_empty() {
        if !state.open_link(&fragment) {
            address::look_at(state, &fragment).await;
        }
        state.start_here();
    } else if let Some(kept) = kept
        && !state.start_from_kept(&address::plain(kept).await)
    {
        keeper::unreadable();
    }
    take_place_of_prerendered(state);
    address::keep(state);
    announce::keep(state);
    prices::keep_complete(state);
    deeper::keep(state);
    if !embed::is_there() {
        keys::listen(state);
    }
    theme::keep(state);
    keeper::keep(state);
    // The page lives as long as the document.
    core::mem::forget(owner);
}

fn take_place_of_prerendered(state: State) {
    let element = document().get_element_by_id("prerendered");
    if let Some(element) = element {
        element.remove();
    }
    mount(state);
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("linked");
    }
}

/// Puts the page into the document, and lets effects run where the browser runs them.
#[cfg(target_arch = "wasm32")]
fn mount(state: State) {
    let _ = any_spawner::Executor::init_wasm_bindgen();
    if let Some(body) = document().body() {
        let mut page = crate::app::app(state).into_any().build();
        page.mount(&body, None);
        // The page stays as long as the document.
        core::mem::forget(page);
    }
}

/// Natively the page is only written out.
#[cfg(not(target_arch = "wasm32"))]
fn mount(_: State) {}

/// Does something now and whenever what it reads changes; `is_first` says that it is now. All effects are one type: see
/// [`crate::element`].
fn effect(act: impl FnMut(bool) + 'static) {
    let mut act: Box<dyn FnMut(bool)> = Box::new(act);
    Effect::new(move |before: Option<()>| act(before.is_none()));
}

/// Does something that has to wait. All of them are one type, too.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}

/// Puts the cursor into a field, opening the groups that it stands in.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let mut parent = element.parent_element();
    while let Some(around) = parent {
        if let Some(details) = around.dyn_ref::<web_sys::HtmlDetailsElement>() {
            details.set_open(true);
        }
        parent = around.parent_element();
    }
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// The same once what has just changed is on the page.
pub fn focus_soon(id: &'static str) {
    Timeout::new(0, move || focus(id)).forget();
}

/// Brings a section into sight, and opens it where it is folded.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        if let Some(details) = element.dyn_ref::<web_sys::HtmlDetailsElement>() {
            details.set_open(true);
        }
        element.scroll_into_view();
    }
}

/// Brings the part of a list into sight that the arrow keys have reached. Only the list moves: in a frame, what the
/// browser itself does for this moves the page around the frame too.
pub fn scroll_near(id: &str) {
    let element = document().get_element_by_id(id);
    let Some(part) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    if let Some(list) = part.offset_parent() {
        let lowest = part.offset_top() + part.offset_height() - list.client_height();
        list.set_scroll_top(
            list.scroll_top()
                .clamp(lowest, part.offset_top().max(lowest)),
        );
    }
}

/// The key of a keyboard event.
pub fn key_of(event: &Event) -> String {
    event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .map(web_sys::KeyboardEvent::key)
        .unwrap_or_default()
}

/// Closes the menu that an element stands in.
pub fn close_menu(id: &str) {
    if let Some(menu) = document()
        .get_element_by_id(id)
        .and_then(|menu| menu.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = menu.hide_popover();
    }
}
