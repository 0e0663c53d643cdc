//! The bar at the top: which scenario this is, undo and redo, copying, the theme; and what has just happened.

mod copying;
mod gallery;
mod icon;

use crate::browser;
use crate::state::{Notice, State, Theme};
use icon::icon;
use leptos::prelude::*;

/// The bar.
pub fn header(state: State) -> AnyView {
    let theme_name = move || match state.theme.get() {
        Theme::System => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    };
    let theme_icon = move || {
        icon(match state.theme.get() {
            Theme::System => icon::HALF,
            Theme::Light => icon::SUN,
            Theme::Dark => icon::MOON,
        })
    };
    view! {
        <header class="bar">
            <span class="wordmark">"Tokenomics"</span>
            {gallery::gallery(state)}
            <span class="space"></span>
            <button
                type="button"
                class="tool"
                aria-label="Undo"
                title="Undo (Ctrl+Z)"
                disabled=move || !state.can_undo()
                on:click=move |_| state.undo()
            >{icon(icon::UNDO)}</button>
            <button
                type="button"
                class="tool"
                aria-label="Redo"
                title="Redo (Ctrl+Shift+Z)"
                disabled=move || !state.can_redo()
                on:click=move |_| state.redo()
            >{icon(icon::REDO)}</button>
            <button
                type="button"
                class="tool"
                aria-label=theme_name
                title=theme_name
                on:click=move |_| state.theme.update(|theme| *theme = theme.next())
            >{theme_icon}</button>
            {copying::copying(state)}
        </header>
    }
    .into_any()
}

/// A line that tells what has just happened, until it is closed or followed by the next.
pub fn notice(state: State) -> AnyView {
    let close = move |_| state.notice.set(None);
    let body = move |notice: Notice| {
        match notice {
        Notice::Done(text) | Notice::Warning(text) => view! { <span>{text}</span> }.into_any(),
        Notice::Text(text) => view! {
            <label>
                "This browser does not let the page copy. Copy it from here: "
                <input type="text" readonly value=text on:focus=move |event| browser::select_all(&event)/>
            </label>
        }
        .into_any(),
    }
    };
    let shown = move || {
        state.notice.get().map(|notice| {
            let warns = matches!(notice, Notice::Warning(_));
            view! {
                <p class="notice" class:warns=warns>
                    {body(notice)}
                    <button type="button" class="tool" aria-label="Close" on:click=close>{icon(icon::CLOSE)}</button>
                </p>
            }
        })
    };
    view! { <div class="notices" role="status">{shown}</div> }.into_any()
}
