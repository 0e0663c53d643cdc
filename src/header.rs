//! The bar at the top: which scenario this is, undo and redo, copying, the theme; and what has just happened.

pub mod copying;
mod gallery;
mod icon;
mod print;
mod yours;

use crate::browser;
use crate::element::{Element, View, button, el, maybe, part, part_if, text};
use crate::later::{Later, NotLoaded};
use crate::measured;
use crate::state::{Notice, State, Theme};
use icon::icon;
use wasm_split_helpers::wasm_split;

/// What is inside the menus of the bar, and what copies the link.
pub struct Folded {
    examples: fn(State) -> View,
    forms: fn(State) -> View,
    copy_link: fn(State),
}

static TABLE: Folded = Folded {
    examples: gallery::examples,
    forms: copying::forms,
    copy_link: copying::copy_link,
};

#[wasm_split(folded, fallible)]
fn folded() -> Result<&'static Folded, NotLoaded> {
    Ok(&TABLE)
}

/// The part.
pub static FOLDED: Later<Folded> = Later::new(|| Box::pin(folded()), |_| ());

/// The bar.
pub fn header(state: State) -> View {
    let theme_name = text(move || {
        let name = match state.theme.get() {
            Theme::System => "Theme: as the system",
            Theme::Light => "Theme: light",
            Theme::Dark => "Theme: dark",
        };
        name.into()
    });
    let theme_icon = part(move || {
        icon(match state.theme.get() {
            Theme::System => icon::HALF,
            Theme::Light => icon::SUN,
            Theme::Dark => icon::MOON,
        })
    });
    let next_theme = move || state.theme.update(|theme| *theme = theme.next());
    // A button that is used up keeps the cursor.
    let off = |can: fn(State) -> bool| maybe(move || (!can(state)).then(|| "true".into()));
    let undo = tool("Undo", "Undo (Ctrl+Z)", icon(icon::UNDO), move || {
        state.undo();
    });
    let redo = tool("Redo", "Redo (Ctrl+Shift+Z)", icon(icon::REDO), move || {
        state.redo();
    });
    let theme = button("tool", next_theme)
        .follow_text("aria-label", theme_name)
        .set("title", "Light, dark, or as the system")
        .holds(theme_icon);
    el("header", "bar")
        .and(el("span", "wordmark").says("Tokenomics"))
        .holds(gallery::gallery(state))
        .and(button("usage", move || measured::open(state)).says(measured::OPENS))
        .and(el("span", "space"))
        .and(undo.follow("aria-disabled", off(State::can_undo)))
        .and(redo.follow("aria-disabled", off(State::can_redo)))
        .and(theme)
        .holds(copying::copying(state))
        .view()
}

/// A line of a menu: what it is called, what it is for, and what it does once the menu is closed.
fn entry(menu: &'static str, name: &str, about: &str, press: impl Fn() + 'static) -> View {
    let press = move || {
        browser::close_menu(menu);
        press();
    };
    let inside = button("", press)
        .and(el("b", "").says(name))
        .and(el("span", "").says(about));
    el("li", "").and(inside).view()
}

fn tool(name: &str, title: &str, picture: View, press: impl Fn() + 'static) -> Element {
    button("tool", press)
        .set("aria-label", name)
        .set("title", title)
        .holds(picture)
}

/// A line that tells what has just happened, until it is closed or followed by the next.
pub fn notice(state: State) -> View {
    let shown = part_if(
        move || state.notice.get(),
        move |notice| {
            let class = if matches!(notice, Notice::Warning(_)) {
                "notice warns"
            } else {
                "notice"
            };
            let close = tool("Close", "Close", icon(icon::CLOSE), move || {
                state.notice.set(None);
            });
            el("div", class).and(notice_body(&notice)).and(close).view()
        },
    );
    el("div", "notices")
        .set("role", "status")
        .holds(shown)
        .view()
}

fn notice_body(notice: &Notice) -> Element {
    match notice {
        Notice::Done(text) | Notice::Warning(text) => el("p", "").says(text),
        Notice::Picture(what, address) => {
            let save = el("a", "")
                .set("href", address)
                .set("download", "tokenomics.svg");
            el("figure", "")
                .and(el("img", "").set("src", address).set("alt", what))
                .and(
                    el("figcaption", "")
                        .says(what)
                        .says(". ")
                        .and(save.says("Save as SVG")),
                )
        }
        Notice::Text(text) => {
            let field = el("input", "")
                .set("type", "text")
                .set("readonly", "")
                .set("value", text);
            el("label", "")
                .says("This browser does not let the page copy. Copy it from here: ")
                .and(field.on("focus", |event| browser::select_all(&event)))
        }
    }
}
