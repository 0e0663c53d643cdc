//! Worked scenarios to start from.

use super::icon::{self, icon};
use crate::browser;
use crate::state::State;
use leptos::prelude::*;
use scenario::link;
use scenario::presets::{self, Group, Preset};

const MENU_ID: &str = "gallery";

/// The button with the present title, and the gallery that it opens.
pub fn gallery(state: State) -> AnyView {
    let title = Memo::new(move |_| {
        let title = state
            .scenario
            .with(|scenario| scenario.title.trim().to_string());
        if title.is_empty() {
            "Untitled".into()
        } else {
            title
        }
    });
    let open = move |preset: &'static Preset| {
        state.open(preset.scenario.clone());
        browser::address::push(&link::encode(&preset.scenario));
        browser::close_menu(MENU_ID);
    };
    let item = move |preset: &'static Preset| {
        view! {
            <li>
                <button type="button" on:click=move |_| open(preset)>
                    <b>{preset.scenario.title.clone()}</b>
                    <span>{preset.scenario.description.clone()}</span>
                </button>
            </li>
        }
    };
    let group = move |group: Group| {
        let members = presets::all()
            .iter()
            .filter(move |preset| preset.group == group);
        view! {
            <section>
                <h2>{group.title()}</h2>
                <ul>{members.map(item).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <button type="button" class="title" popovertarget=MENU_ID title="Choose a worked example">
            <span>{title}</span>
            {icon(icon::DOWN)}
        </button>
        <div id=MENU_ID class="menu gallery" popover="auto">{Group::ALL.map(group)}</div>
    }
    .into_any()
}
