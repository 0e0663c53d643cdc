//! A group of fields that folds to one line.

use leptos::prelude::*;

/// A group: its name, what it says in one line, and its fields.
#[component]
pub fn Group(
    /// What it is about, in a word.
    name: &'static str,
    /// What it says now.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it is open at first.
    #[prop(default = false)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="group" open=open>
            <summary><b>{name}</b><span>{move || summary.get()}</span></summary>
            <div class="group-body">{children()}</div>
        </details>
    }
    .into_any()
}
