//! Worked scenarios to start from.

use super::icon::{self, icon};
use super::{FOLDED, entry, yours};
use crate::browser;
use crate::element::{View, all, el, text};
use crate::measured;
use crate::own;
use crate::state::State;
use scenario::document::Scenario;
use scenario::presets::{self, Group, Preset};

/// Id of the menu.
pub const MENU_ID: &str = "gallery";

/// The button with the present title, and the gallery that it opens.
pub fn gallery(state: State) -> View {
    let title = text(move || {
        let title = state
            .scenario
            .with(|scenario| scenario.title.trim().to_string());
        if title.is_empty() {
            "Untitled".into()
        } else {
            title
        }
    });
    let open = el("button", "title")
        .set("type", "button")
        .set("popovertarget", MENU_ID)
        .set("title", "Choose a worked example")
        .and(el("span", "").follows(title))
        .holds(icon(icon::DOWN));
    let menu = el("div", "menu gallery")
        .set("id", MENU_ID)
        .set("popover", "auto")
        .holds(FOLDED.once_here(move |part| (part.examples)(state)));
    all(vec![open.view(), menu.view()])
}

/// The worked examples.
pub fn examples(state: State) -> View {
    let group = |group: Group| {
        let members = presets::all().iter().filter(|preset| preset.group == group);
        let items = all(members.map(|preset| item(state, preset)).collect());
        el("section", "")
            .and(el("h2", "").says(group.title()))
            .and(el("ul", "").holds(items))
            .view()
    };
    let about = "Make a scenario of what agents and gateways logged";
    let logs = entry(MENU_ID, measured::OPENS, about, move || {
        measured::open(state);
    });
    let logs = el("section", "")
        .and(el("h2", "").says("Your usage"))
        .and(el("ul", "").holds(logs));
    let mut groups = vec![yours::list(state), logs.view()];
    groups.extend(Group::ALL.map(group));
    all(groups)
}

fn item(state: State, preset: &'static Preset) -> View {
    let Scenario {
        title, description, ..
    } = &preset.scenario;
    entry(MENU_ID, title, description, move || {
        own::open(state, || {
            state.open(preset.scenario.clone());
            browser::address::push(&state.address.with_untracked(String::clone));
        });
    })
}
