//! A summary that stays in the browser, because a person wants it to: sums, no texts and no names of files, projects or
//! sessions.

use super::found::action;
use super::page::Page;
use super::told::Shown;
use crate::browser::{self, preferences};
use crate::element::{View, el, nothing, part, part_if};
use serde::{Deserialize, Serialize};

/// Its name among what is kept.
const NAME: &str = "tokenomics.usage";

#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// The day on which it was kept.
    day: String,
    shown: Shown,
}

/// Shows what was kept; what cannot be read is as if nothing was.
pub fn recall(page: Page) {
    let record =
        preferences::read(NAME).and_then(|text| serde_json::from_str::<Record>(&text).ok());
    if let Some(Record { day, shown }) = record {
        page.shown.set(shown);
        page.remembered.set(day);
        page.is_kept.set(true);
    }
}

fn keep(page: Page) {
    let record = Record {
        day: browser::today()
            .map(|day| day.to_string())
            .unwrap_or_default(),
        shown: page.told(Shown::summary),
    };
    if let Ok(text) = serde_json::to_string(&record) {
        preferences::write(NAME, Some(&text));
        // A storage may be full or forbidden.
        page.is_kept
            .set(preferences::read(NAME).as_deref() == Some(&text));
    }
}

fn forget(page: Page) {
    preferences::write(NAME, None);
    page.is_kept.set(false);
    if !page.remembered.with_untracked(String::is_empty) {
        page.shown.set(Shown::default());
        page.remembered.set(String::new());
    }
}

/// That what is shown was kept, and when.
pub fn line(page: Page) -> View {
    let day = move || Some(page.remembered.get()).filter(|day| !day.is_empty());
    part_if(day, |day| {
        let words = format!(
            "This is the summary that you kept here on {day}. Read the logs again to ask more of them."
        );
        el("p", "under").says(&words).view()
    })
}

/// The ways to keep it and to forget it.
pub fn keeping(page: Page) -> View {
    part(move || {
        let mut choices = el("p", "choices");
        if page.remembered.with(String::is_empty) {
            choices = choices.holds(action("Keep this summary in the browser", move || {
                keep(page);
            }));
        }
        if page.is_kept.get() {
            choices = choices.and(
                el("span", "")
                    .set("role", "status")
                    .says("Kept here: sums only."),
            );
            choices = choices.holds(action("Forget it", move || forget(page)));
        } else {
            choices = choices.holds(nothing());
        }
        choices.view()
    })
}
