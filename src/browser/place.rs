//! Elements that are on the page, by their ids: what is in sight, where the cursor goes, what is open.

use crate::framework::*;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlDetailsElement, HtmlElement};

/// Puts the page in the place of what stood there before it, and lets effects run where the browser runs them.
#[cfg(target_arch = "wasm32")]
pub fn show(page: impl FnOnce() -> AnyView) {
    if let Some(prerendered) = document().get_element_by_id("prerendered") {
        prerendered.remove();
    }
    let _ = any_spawner::Executor::init_wasm_bindgen();
    if let Some(body) = document().body() {
        let mut page = page().build();
        page.mount(&body, None);
        // The page stays as long as the document.
        core::mem::forget(page);
    }
    if let Some(root) = document().document_element() {
        let _ = root.class_list().remove_1("linked");
    }
}

/// Natively the page is only written out.
#[cfg(not(target_arch = "wasm32"))]
pub fn show(_: impl FnOnce() -> AnyView) {}

/// Writes a text into an element.
pub fn say(id: &str, text: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// What the tab is called: by the title of what it shows, and the page's name.
pub fn name_tab(title: &str) {
    const PAGE: &str = "Tokenomics";
    document().set_title(&if title.is_empty() {
        PAGE.into()
    } else {
        [title, " \u{b7} ", PAGE].concat()
    });
}

/// Prints the page, if that is allowed here.
pub fn print() {
    let _ = window().print();
}

/// Puts the cursor into a field, opening the groups that it stands in.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let mut parent = element.parent_element();
    while let Some(around) = parent {
        if let Some(details) = around.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        parent = around.parent_element();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The same once what has just changed is on the page.
pub fn focus_soon(id: &'static str) {
    Timeout::new(0, move || focus(id)).forget();
}

/// Brings a section into sight with the cursor at its heading, and opens it where it is folded: then the cursor stays, because
/// what comes into it later moves the page on.
pub fn scroll_to(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    let folded = element.dyn_ref::<HtmlDetailsElement>();
    if let Some(details) = folded {
        details.set_open(true);
    }
    element.scroll_into_view();
    if folded.is_none()
        && let Ok(Some(heading)) = element.query_selector("h2")
        && let Some(heading) = heading.dyn_ref::<HtmlElement>()
    {
        heading.set_tab_index(-1);
        let without_moving = FocusOptions::new();
        without_moving.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&without_moving);
    }
}

/// Brings the part of a list into sight that the arrow keys have reached. Only the list moves: in a frame, what the
/// browser itself does for this moves the page around the frame too.
pub fn scroll_near(id: &str) {
    let element = document().get_element_by_id(id);
    let Some(part) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
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

/// Whether the first pixels of an element can be seen without moving, this many of them.
pub fn is_in_sight(id: &str, pixels: f64) -> bool {
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let top = document()
        .get_element_by_id(id)
        .map(|place| place.get_bounding_client_rect().top());
    matches!((top, height), (Some(top), Some(height)) if top + pixels < height)
}

/// Whether a fold is open; nothing where there is none.
pub fn is_open(id: &str) -> Option<bool> {
    let details = document().get_element_by_id(id)?;
    Some(details.dyn_ref::<HtmlDetailsElement>()?.open())
}

/// Closes the menu that an element stands in.
pub fn close_menu(id: &str) {
    if let Some(menu) = document()
        .get_element_by_id(id)
        .and_then(|menu| menu.dyn_into::<HtmlElement>().ok())
    {
        let _ = menu.hide_popover();
    }
}
