//! Taking the scenario along: a link, forms for other places, a picture, a QR code.

use super::icon::{self, icon};
use super::{FOLDED, entry, print};
use crate::browser;
use crate::element::{View, all, button, el};
use crate::forms::{self, Form, Taken};
use crate::state::{Notice, State};
use scenario::{format, link};

const MENU_ID: &str = "copying";

/// What can be taken along: its name, what it is for, its form, and what is said when it is done.
#[rustfmt::skip]
static FORMS: [(&str, &str, Form, &str); 8] = [
    ("Markdown", "The answer, the table and the link", Form::Markdown, "The report is copied as Markdown."),
    ("Embed code", "A live calculation, for a page", Form::EmbedCode, "The embed code is copied."),
    ("Readable link", "To be read and changed by hand", Form::ReadableLink, "The readable link is copied."),
    ("QR code", "The link, for a slide or on paper", Form::QrCode, "The link as a QR code"),
    ("Picture", "The answer, for a slide or a page", Form::Picture, "The answer as a picture"),
    ("CSV", "The tables, for a spreadsheet", Form::Csv, "The tables are copied as CSV."),
    ("JSON", "Every figure, for a program", Form::Json, "The report is copied as JSON."),
    ("TOML", "The scenario, for a file", Form::Toml, "The scenario is copied as TOML."),
];

/// The button that copies the link, and the menu of other forms.
pub fn copying(state: State) -> View {
    let menu_button = el("button", "plain")
        .set("type", "button")
        .set("popovertarget", MENU_ID)
        .says("Copy")
        .holds(icon(icon::DOWN));
    let menu = el("div", "menu copying")
        .set("id", MENU_ID)
        .set("popover", "auto")
        .holds(FOLDED.once_here(move |part| (part.forms)(state)));
    let link = button("primary", move || copy_link_soon(state)).says("Copy link");
    all(vec![menu_button.view(), menu.view(), link.view()])
}

/// Copies the link at once, or as soon as what does it is here.
fn copy_link_soon(state: State) {
    FOLDED.do_once_here(state, move |part| (part.copy_link)(state));
}

/// The forms in the menu.
pub fn forms(state: State) -> View {
    let each = |&(name, about, form, done)| {
        entry(MENU_ID, name, about, move || take_along(state, form, done))
    };
    let mut items: Vec<View> = FORMS.iter().map(each).collect();
    let print = move || print::print(state);
    items.push(entry(
        MENU_ID,
        "Print or PDF",
        "Every section, on paper",
        print,
    ));
    if browser::can_share() {
        let share = move || browser::share(&link_of(state));
        let about = "By a program of this device";
        items.push(entry(MENU_ID, "Share\u{2026}", about, share));
    }
    el("ul", "").holds(all(items)).view()
}

fn link_of(state: State) -> String {
    let fragment = state.address.with_untracked(String::clone);
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
    copy(
        state,
        address,
        format!("The link is copied: {characters} characters, everything in it."),
    );
}

/// Copies a text and says so, or shows it where that is forbidden, so that it can be copied by hand.
pub fn copy(state: State, text: String, done: String) {
    browser::spawn(async move {
        let notice = if browser::copy(&text).await {
            Notice::Done(done)
        } else {
            Notice::Text(text)
        };
        state.notice.set(Some(notice));
    });
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

fn take_along(state: State, form: Form, done: &'static str) {
    if is_refused(state) {
        return;
    }
    if state.errors.with_untracked(|errors| !errors.is_empty()) {
        let message = "Not copied: the answer is not that of the scenario as it stands. Mend what is wrong first.";
        state.notice.set(Some(Notice::Warning(message.into())));
        return;
    }
    let (fragment, catalog) = (
        state.fragment.with_untracked(String::clone),
        state.catalog.get_untracked(),
    );
    // What is put into a page is the scenario that is shown; a link opens both.
    let link = match form {
        Form::EmbedCode => browser::address::link_to(&fragment),
        _ => link_of(state),
    };
    let other = state
        .beside
        .with_untracked(|beside| Some((beside.as_ref()?.scenario.clone(), beside.as_ref()?.is_b)));
    browser::spawn(async move {
        let written = async {
            let scenario = forms::opened(&fragment).await?;
            let taken = Taken {
                scenario,
                other,
                link,
            };
            forms::written(form, &taken, catalog).await
        };
        match written.await {
            Ok(picture) if picture.starts_with("<svg") => {
                let address = browser::picture_address(&picture);
                state
                    .notice
                    .set(Some(Notice::Picture(done.into(), address)));
            }
            Ok(text) => copy(state, text, done.into()),
            Err(refused) => state.notice.set(Some(Notice::Warning(refused.words()))),
        }
    });
}
