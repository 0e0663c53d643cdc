//! The parts of Leptos that the page is made with: its reactive graph, its renderer, its helpers.
//!
//! Not the crate `leptos` itself, which brings functions of a server: they are exported to the page's script, so that
//! no compiler can leave them out.

pub use leptos_dom::helpers::{document, event_target_checked, event_target_value, window};
pub use reactive_graph::computed::Memo;
pub use reactive_graph::effect::Effect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::Owner;
pub use reactive_graph::prelude::*;
pub use reactive_graph::signal::RwSignal;
pub use tachys::html;
pub use tachys::prelude::*;
pub use tachys::reactive_graph::node_ref::NodeRef;
pub use tachys::svg;
