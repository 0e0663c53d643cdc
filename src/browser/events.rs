//! What happens, and what is done then: events, effects, what has to wait.

use crate::framework::*;
use gloo::events::EventListener;
use std::pin::Pin;
use wasm_bindgen::JsCast;

/// What happens to an element.
pub use web_sys::Event;

/// Does something now and whenever what it reads changes; `is_first` says that it is now. All effects are one type: see
/// [`crate::element`].
pub fn effect(act: impl FnMut(bool) + 'static) {
    let mut act: Box<dyn FnMut(bool)> = Box::new(act);
    Effect::new(move |before: Option<()>| act(before.is_none()));
}

/// Does something that has to wait. All of them are one type, too.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}

/// Does something at every event of the window, for as long as the page is open.
pub fn listen(event: &'static str, act: impl Fn() + 'static) {
    EventListener::new(&window(), event, move |_| act()).forget();
}

/// Does something at the first event of the window.
pub fn listen_once(event: &'static str, act: impl FnOnce() + 'static) {
    EventListener::once(&window(), event, move |_| act()).forget();
}

/// Whether the cursor, which leaves an element, goes to another one inside the same.
pub fn keeps_focus(event: &Event) -> bool {
    let inside = |event: &Event| {
        let around = event.current_target()?.dyn_into::<web_sys::Node>().ok()?;
        let next = event.dyn_ref::<web_sys::FocusEvent>()?.related_target()?;
        Some(around.contains(next.dyn_ref::<web_sys::Node>()))
    };
    inside(event).unwrap_or_default()
}

/// How far right of its element's left edge the pointer is.
pub fn across_of(event: &Event) -> Option<f64> {
    let pointer = event.dyn_ref::<web_sys::MouseEvent>()?;
    Some(f64::from(pointer.offset_x()))
}

/// The browser does nothing more about it.
pub fn take(event: &Event) {
    event.prevent_default();
}

/// The key of a keyboard event.
pub fn key_of(event: &Event) -> String {
    event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .map(web_sys::KeyboardEvent::key)
        .unwrap_or_default()
}
