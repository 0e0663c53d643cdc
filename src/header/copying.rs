//! Taking the scenario along: a link, Markdown, JSON, TOML.

use super::icon::{self, icon};
use crate::browser;
use crate::browser::later::{self, Form};
use crate::element::{Element, View, all, button, el};
use crate::state::{Notice, State};
use scenario::{format, link};

const MENU_ID: &str = "copying";

/// The button that copies the link, and the menu of other forms.
pub fn copying(state: State) -> View {
    let menu_button = el("button", "plain")
        .set("type", "button")
        .set("popovertarget", MENU_ID)
        .says("Copy")
        .holds(icon(icon::DOWN));
    let json = move || copy_form(state, Form::Json, "The report is copied as JSON.");
    let toml = move || copy_form(state, Form::Toml, "The scenario is copied as TOML.");
    let items = el("ul", "")
        .and(item(
            "Markdown",
            "The answer, the table and the link",
            move || copy_markdown(state),
        ))
        .and(item("JSON", "Every figure, for a program", json))
        .and(item("TOML", "The scenario, for a file", toml));
    let menu = el("div", "menu copying")
        .set("id", MENU_ID)
        .set("popover", "auto")
        .and(items);
    let link = button("primary", move || copy_link(state)).says("Copy link");
    all(vec![menu_button.view(), menu.view(), link.view()])
}

fn item(name: &str, about: &str, press: impl Fn() + 'static) -> Element {
    let press = move || {
        browser::close_menu(MENU_ID);
        press();
    };
    let inside = button("", press)
        .and(el("b", "").says(name))
        .and(el("span", "").says(about));
    el("li", "").and(inside)
}

/// Copies the link, or shows it where that is forbidden.
pub fn copy_link(state: State) {
    let fragment = state.scenario.with_untracked(link::encode);
    let address = browser::address::link_to(&fragment);
    let characters = format::count_full(address.chars().count() as f64);
    browser::copy(
        state,
        address,
        format!("The link is copied: {characters} characters, everything in it."),
    );
}

fn copy_markdown(state: State) {
    if state.errors.with_untracked(|errors| !errors.is_empty()) {
        let message = "Not copied: the answer is not that of the scenario as it stands. Mend what is wrong first.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    }
    copy_form(state, Form::Markdown, "The report is copied as Markdown.");
}

fn copy_form(state: State, form: Form, done: &'static str) {
    let fragment = state.scenario.with_untracked(link::encode);
    browser::spawn(async move {
        match later::written(&fragment, form).await {
            Ok(text) => browser::copy(state, text, done.into()),
            Err(message) => state.notice.set(Some(Notice::Warning(message))),
        }
    });
}
