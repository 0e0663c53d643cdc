//! What the page knows of what was read, what a person does with it, and the section as a whole.

use super::told::{Grid, Shown, Wanted};
use super::{ID, found, intake, is_open, offer, remembered, serve};
use crate::browser;
use crate::browser::jobs::{self, Heard};
use crate::element::{Element, View, button, el, nothing, part, text};
use crate::field::choice::{Named, items};
use crate::framework::event_target_value;
use crate::kept::{Held, Kept};
use crate::later::NotLoaded;
use crate::state::State;
use crate::table::{Style, table_view};
use std::sync::OnceLock;

/// Id of the section's heading.
pub const NAME_ID: &str = "usage-name";

/// How far the reading is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Bytes that were read.
    pub bytes: f64,
    /// Bytes of all files.
    pub all: f64,
    /// Rows that were read.
    pub rows: f64,
    /// Files that were read.
    pub files: f64,
    /// All files.
    pub all_files: f64,
    /// How long it took.
    pub seconds: f64,
}

/// What the page knows. It stays as long as the page is open, though the section may be closed.
#[derive(Clone, Copy)]
pub struct Page {
    /// The page around.
    pub state: State,
    /// What is asked.
    pub wanted: Held<Wanted>,
    /// What was told last.
    pub shown: Held<Shown>,
    /// While files are read.
    pub progress: Held<Option<Progress>>,
    /// Why the last job came to nothing.
    pub trouble: Held<String>,
    /// The day of the summary that is shown; empty where what is shown was read just now.
    pub remembered: Held<String>,
    /// Whether a summary is kept.
    pub is_kept: Held<bool>,
    /// The scenario that is looked at before it is taken over.
    pub offer: Held<Option<offer::Offer>>,
}

impl Page {
    fn of(state: State) -> Self {
        static PAGE: OnceLock<Page> = OnceLock::new();
        *PAGE.get_or_init(|| {
            let wanted = Wanted {
                by: "model".into(),
                zone: "UTC".into(),
                ..Wanted::default()
            };
            let page = Self {
                state,
                wanted: Held::for_good(wanted),
                shown: Held::for_good(Shown::default()),
                progress: Held::for_good(None),
                trouble: Held::for_good(String::new()),
                remembered: Held::for_good(String::new()),
                is_kept: Held::for_good(false),
                offer: Held::for_good(None),
            };
            remembered::recall(page);
            page
        })
    }

    /// Something of what was told last.
    pub fn told<T>(self, read: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with(read)
    }

    /// Whether something was counted.
    pub fn is_there(self) -> bool {
        self.told(|shown| !shown.sentence.is_empty())
    }

    /// A part of what is asked.
    fn asked(self, of: fn(&mut Wanted) -> &mut String) -> String {
        core::mem::take(of(&mut self.wanted.get()))
    }

    /// Asks something else of what was read.
    pub fn ask(self, change: impl FnOnce(&mut Wanted)) {
        self.wanted.update(change);
        // While files are read it is asked when they were.
        if self.progress.with_untracked(Option::is_none) {
            self.work("ask", "", |_| ());
        }
    }

    /// Reads files of a source, and what `change` asks for first.
    pub fn read(self, source: &'static str, change: impl FnOnce(&mut Wanted)) {
        self.progress.set(Some(Progress::default()));
        self.trouble.set(String::new());
        self.work("read", source, change);
    }

    fn work(self, lane: &'static str, source: &str, change: impl FnOnce(&mut Wanted)) {
        let asked = self.wanted.get_untracked();
        let mut wanted = Wanted {
            style: self.state.style.get_untracked().word().into(),
            ..asked.clone()
        };
        change(&mut wanted);
        let text = serde_json::to_string(&wanted).unwrap_or_default();
        jobs::work(lane, &text, source, move |heard| {
            self.hear(lane, &asked, heard);
        });
    }

    fn hear(self, lane: &str, asked: &Wanted, heard: Heard) {
        match heard {
            Heard::Progress(numbers) => self.progress.set(Some(Progress::of(&numbers))),
            Heard::Alone => browser::spawn(serve()),
            Heard::Done(text) => {
                self.shown
                    .set(serde_json::from_str(&text).unwrap_or_default());
                self.remembered.set(String::new());
                self.offer.set(None);
                if lane == "read" {
                    self.progress.set(None);
                    if self.wanted.with_untracked(|wanted| wanted != asked) {
                        self.ask(|_| ());
                    }
                }
            }
            Heard::Failed(why) => {
                self.progress.set(None);
                self.trouble.set(match why.as_str() {
                    "" => NotLoaded::WORDS.into(),
                    why => format!("The reading has stopped: {why}. What was read before is no longer known; read it again without the file that stopped it."),
                });
            }
        }
    }
}

impl Progress {
    fn of(numbers: &str) -> Self {
        let mut numbers = numbers
            .split(' ')
            .map(|number| number.parse().unwrap_or(0.0));
        let mut next = || numbers.next().unwrap_or(0.0);
        Self {
            bytes: next(),
            all: next(),
            rows: next(),
            files: next(),
            all_files: next(),
            seconds: next(),
        }
    }
}

/// Reads what was dropped on the page.
pub fn read_dropped(state: State) {
    Page::of(state).read("dropped", |_| ());
}

const ASKS: &str = "What do you use today? Read it from the logs and exports that you have.";

/// The section.
pub fn view(state: State) -> View {
    jobs::prepare();
    browser::focus_soon(NAME_ID);
    let page = Page::of(state);
    browser::effect(move |is_first| {
        state.style.track();
        if !is_first && page.is_there() && page.remembered.with_untracked(String::is_empty) {
            page.ask(|_| ());
        }
    });
    let close = button("tool", || is_open().set(false))
        .set("aria-label", "Close your usage")
        .set("title", "Close")
        .says("\u{d7}");
    let heading = el("h2", "").set("id", NAME_ID).set("tabindex", "-1");
    let take = text(move || {
        page.told(|shown| match shown.sentence.as_str() {
            "" => ASKS.into(),
            sentence => sentence.replace(" %", "\u{a0}%"),
        })
    });
    let is_there = Kept::new(move || page.is_there());
    el("section", "section measured")
        .set("id", ID)
        .set("aria-labelledby", NAME_ID)
        .and(
            el("div", "measured-head")
                .and(heading.says("Your usage"))
                .and(close),
        )
        .and(el("p", "take").set("role", "status").follows(take))
        .holds(intake::intake(page))
        .holds(part(move || {
            if is_there.get() {
                found::found(page)
            } else {
                nothing()
            }
        }))
        .view()
}

/// A table of what was told, with its caption.
pub fn grid(page: Page, read: fn(&Shown) -> &Grid) -> View {
    let table = Kept::new(move || page.told(|shown| read(shown).shown()));
    table_view(table, Style::Plain)
}

/// A line of what was told; empty where there is none.
pub fn line(page: Page, read: fn(&Shown) -> &String) -> View {
    let words = text(move || page.told(|shown| read(shown).clone()));
    el("p", "under").follows(words).view()
}

/// Something that opens.
pub fn fold(name: &str) -> Element {
    el("details", "fold").and(el("summary", "").says(name))
}

/// A choice that is a part of what is asked.
pub fn picked(
    page: Page,
    label: &str,
    options: impl Fn() -> Vec<Named> + Send + Sync + 'static,
    of: fn(&mut Wanted) -> &mut String,
) -> View {
    let options = Kept::new(options);
    let chosen = move || page.asked(of);
    let entry = el("select", "")
        .on("change", move |event| {
            page.ask(|wanted| *of(wanted) = event_target_value(&event));
        })
        .holds(part(move || items(&chosen(), options.get())));
    labelled(label, entry)
}

/// A field whose text is a part of what is asked.
pub fn entered(page: Page, field: Element, of: fn(&mut Wanted) -> &mut String) -> Element {
    field
        .value(text(move || page.asked(of)))
        .on("change", move |event| {
            page.ask(|wanted| *of(wanted) = event_target_value(&event));
        })
}

/// A box with its label.
pub fn labelled(label: &str, entry: Element) -> View {
    let id = format!("usage-{}", label.to_lowercase().replace(' ', "-"));
    let name = el("label", "").set("for", &id).says(label);
    el("div", "cell")
        .and(name)
        .and(el("span", "box").and(entry.set("id", &id)))
        .view()
}
