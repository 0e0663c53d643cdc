//! The parts of Leptos that the page is made with: its reactive graph, its renderer, its helpers.

pub use leptos::leptos_dom::helpers::{document, event_target_checked, event_target_value, window};
pub use leptos::prelude::*;
pub use leptos::tachys::{self, html, svg};
