//! The parts of Leptos that the page is made with: its reactive graph, its renderer, its helpers.
//!
//! Natively they come from Leptos as a whole, which writes the page out as text. In the browser the same parts are named
//! one by one, because the whole brings functions of a server that no compiler can leave out.

#[cfg(not(target_arch = "wasm32"))]
pub use leptos::{
    leptos_dom::helpers::{document, event_target_checked, event_target_value, window},
    prelude::*,
    tachys::{self, html, svg},
};
#[cfg(target_arch = "wasm32")]
pub use leptos_dom::helpers::{document, event_target_checked, event_target_value, window};
#[cfg(target_arch = "wasm32")]
pub use reactive_graph::{
    computed::Memo, effect::Effect, graph::untrack, owner::Owner, prelude::*, signal::RwSignal,
};
#[cfg(target_arch = "wasm32")]
pub use tachys::{self, html, prelude::*, reactive_graph::node_ref::NodeRef, svg};
