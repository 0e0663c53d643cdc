//! The page's root component.

use leptos::prelude::*;

/// Takes the place of what was pre-rendered.
pub fn start() {
    if let Some(prerendered) = document().get_element_by_id("prerendered") {
        prerendered.remove();
    }
    mount_to_body(|| view! { <main><h1>"Tokenomics"</h1></main> });
}
