//! Taking the scenario along: a link, Markdown, JSON, TOML.

use super::icon::{self, icon};
use crate::browser;
use crate::browser::later::{self, Form};
use crate::state::{Notice, State};
use leptos::prelude::*;
use scenario::{format, link, words};

const MENU_ID: &str = "copying";

/// The button that copies the link, and the menu of other forms.
pub fn copying(state: State) -> AnyView {
    let copy_link = move |_| {
        let fragment = state.scenario.with_untracked(link::encode);
        let address = browser::address::link_to(&fragment);
        let characters = format::count_full(address.chars().count() as f64);
        browser::copy(
            state,
            address,
            format!("The link is copied: {characters} characters, everything in it."),
        );
    };
    let copy_markdown = move |_| {
        browser::close_menu(MENU_ID);
        let fragment = state.scenario.with_untracked(link::encode);
        let text = state.shown.with_untracked(|shown| {
            let shown = shown.as_ref()?;
            Some(words::markdown(
                &shown.scenario,
                &shown.report,
                &browser::address::link_to(&fragment),
            ))
        });
        if let Some(text) = text {
            browser::copy(state, text, "The report is copied as Markdown.".into());
        }
    };
    let copy_form = move |form: Form, done: &'static str| {
        browser::close_menu(MENU_ID);
        let fragment = state.scenario.with_untracked(link::encode);
        leptos::task::spawn_local(async move {
            match later::written(&fragment, form).await {
                Ok(text) => browser::copy(state, text, done.into()),
                Err(message) => state.notice.set(Some(Notice::Warning(message))),
            }
        });
    };
    view! {
        <button type="button" class="plain" popovertarget=MENU_ID>"Copy" {icon(icon::DOWN)}</button>
        <div id=MENU_ID class="menu copying" popover="auto">
            <ul>
                <li><button type="button" on:click=copy_markdown>
                    <b>"Markdown"</b><span>"The answer, the table and the link"</span>
                </button></li>
                <li><button type="button" on:click=move |_| copy_form(Form::Json, "The report is copied as JSON.")>
                    <b>"JSON"</b><span>"Every figure, for a program"</span>
                </button></li>
                <li><button type="button" on:click=move |_| copy_form(Form::Toml, "The scenario is copied as TOML.")>
                    <b>"TOML"</b><span>"The scenario, for a file"</span>
                </button></li>
            </ul>
        </div>
        <button type="button" class="primary" on:click=copy_link>"Copy link"</button>
    }
    .into_any()
}
