//! Taking the scenario along: a link, forms for other places, a picture, a QR code.

use super::icon::{self, icon};
use super::{FOLDED, entry, print};
use crate::browser::{self, files};
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
    ("CSV", "The tables, as text", Form::Csv, "The tables are copied as CSV."),
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
    let about = "The tables, for a spreadsheet";
    let save = move || save_tables(state);
    items.push(entry(MENU_ID, "Save as CSV", about, save));
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
    with_written(state, form, move |text| {
        if text.starts_with("<svg") {
            let address = browser::picture_address(&text);
            state
                .notice
                .set(Some(Notice::Picture(done.into(), address)));
        } else {
            copy(state, text, done.into());
        }
    });
}

/// Has the browser save the tables under the scenario's title.
fn save_tables(state: State) {
    let title = state
        .scenario
        .with_untracked(|scenario| file_name(&scenario.title));
    with_written(state, Form::CsvFile, move |text| {
        let name = title + ".csv";
        let notice = if files::save(&name, "text/csv", &text) {
            Notice::Done(format!(
                "The browser saves the tables as \u{201c}{name}\u{201d}."
            ))
        } else {
            Notice::Warning("This browser saves no file. Copy the tables as CSV instead.".into())
        };
        state.notice.set(Some(notice));
    });
}

/// A title as the name of a file: letters and digits with dashes between.
fn file_name(title: &str) -> String {
    /// So many letters are kept.
    const MOST: usize = 60;
    let words = title.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(MOST).collect();
    if name.is_empty() {
        "tokenomics".into()
    } else {
        name
    }
}

/// Does something with what is shown in a form, or says why it has none.
fn with_written(state: State, form: Form, act: impl FnOnce(String) + 'static) {
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
    let opened = state.opened.get_untracked();
    browser::spawn(async move {
        let written = async {
            let scenario = forms::opened(&fragment).await?;
            let taken = Taken {
                scenario,
                opened: Some(opened),
                other,
                link,
            };
            forms::written(form, &taken, catalog).await
        };
        match written.await {
            Ok(text) => act(text),
            Err(refused) => state.notice.set(Some(Notice::Warning(refused.words()))),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_scenario_by_letters_that_every_disk_takes() {
        assert_eq!(file_name("Contract review"), "Contract-review");
        assert_eq!(file_name(" ../Ünter: \"x\" / 50 % \n"), "Ünter-x-50");
        assert_eq!(file_name("\u{202e} "), "tokenomics");
        assert_eq!(file_name(&"a".repeat(100)).len(), 60);
    }
}
