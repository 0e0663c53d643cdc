//! Taking the scenario along: a link, forms for other places, a picture, a QR code.

use super::icon::{self, icon};
use crate::browser;
use crate::browser::later::{self, Form};
use crate::element::{Element, View, all, button, el};
use crate::state::{Notice, State};
use scenario::{format, link};

const MENU_ID: &str = "copying";

const fn form(module: &'static str, function: &'static str, done: &'static str) -> Form {
    Form {
        module,
        function,
        done,
    }
}

/// What can be taken along: its name, what it is for, how it is made.
#[rustfmt::skip]
static FORMS: [(&str, &str, Form); 8] = [
    ("Markdown", "The answer, the table and the link",
        form("text-module", "markdown", "The report is copied as Markdown.")),
    ("Embed code", "A live calculation, for a page",
        form("text-module", "embed_code", "The embed code is copied.")),
    ("Readable link", "To be read and changed by hand",
        form("link-module", "human_link", "The readable link is copied.")),
    ("QR code", "The link, for a slide or on paper",
        form("link-module", "qr_code", "The link as a QR code")),
    ("Picture", "The answer, for a slide or a page",
        form("report-module", "card_svg", "The answer as a picture")),
    ("CSV", "The tables, for a spreadsheet",
        form("text-module", "csv", "The tables are copied as CSV.")),
    ("JSON", "Every figure, for a program",
        form("text-module", "report_json", "The report is copied as JSON.")),
    ("TOML", "The scenario, for a file",
        form("text-module", "toml_text", "The scenario is copied as TOML.")),
];

/// The button that copies the link, and the menu of other forms.
pub fn copying(state: State) -> View {
    let menu_button = el("button", "plain")
        .set("type", "button")
        .set("popovertarget", MENU_ID)
        .says("Copy")
        .holds(icon(icon::DOWN));
    let each = |(name, about, form): &'static (&str, &str, Form)| {
        item(name, about, move || take_along(state, form))
    };
    let mut items: Vec<View> = FORMS.iter().map(each).map(Element::view).collect();
    if browser::can_share() {
        let share = move || browser::share(&link_of(state));
        items.push(item("Share\u{2026}", "By a program of this device", share).view());
    }
    let items = el("ul", "").holds(all(items));
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

fn link_of(state: State) -> String {
    let fragment = state.fragment.with_untracked(String::clone);
    browser::address::link_to(&fragment)
}

/// Copies the link, or shows it where that is forbidden.
pub fn copy_link(state: State) {
    if is_refused(state) {
        return;
    }
    let address = link_of(state);
    if address.len() > link::MAX_BYTES {
        let message = "This scenario is too long for a link. Shorten names and descriptions, or take it along as TOML.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    }
    let characters = format::count_full(address.chars().count() as f64);
    browser::copy(
        state,
        address,
        format!("The link is copied: {characters} characters, everything in it."),
    );
}

/// Nothing is copied while a link could not be opened: what lies behind is not what was sent.
fn is_refused(state: State) -> bool {
    let is_refused = state.fault.with_untracked(Option::is_some);
    if is_refused {
        let message = "Nothing is shown, so nothing is copied.";
        state.notice.set(Some(Notice::Warning(message.into())));
    }
    is_refused
}

fn take_along(state: State, form: &'static Form) {
    if is_refused(state) {
        return;
    }
    if state.errors.with_untracked(|errors| !errors.is_empty()) {
        let message = "Not copied: the answer is not that of the scenario as it stands. Mend what is wrong first.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    }
    let fragment = state.fragment.with_untracked(String::clone);
    browser::spawn(async move {
        match later::written(&fragment, form).await {
            Ok(picture) if picture.starts_with("<svg") => {
                let address = browser::picture_address(&picture);
                state
                    .notice
                    .set(Some(Notice::Picture(form.done.into(), address)));
            }
            Ok(text) => browser::copy(state, text, form.done.into()),
            Err(message) => state.notice.set(Some(Notice::Warning(message))),
        }
    });
}
