//! How logs come in: dropped, picked, pasted, made up; how far the reading is; what became of each file.

use super::page::{Page, Progress, fold};
use super::told::FileTold;
use crate::browser::jobs;
use crate::element::{Element, View, all, button, el, nothing, part, part_if, text};
use crate::kept::Kept;
use scenario::format::{bytes, count_full};

const FILES_ID: &str = "usage-files";
const FOLDER_ID: &str = "usage-folder";
const TEXT_ID: &str = "usage-text";

/// All of it.
pub fn intake(page: Page) -> View {
    let about = "Drop files or a folder anywhere on this page. They are recognised by what is in them: sessions of Claude \
        Code, Codex and other agents, exports of OpenAI, Anthropic, OpenRouter and other providers, traces of Langfuse, \
        OpenTelemetry and others. Nothing leaves this browser, and no text of a log is kept.";
    let example = button("plain", move || {
        page.read("", |wanted| wanted.example = true);
    });
    let ways = el("div", "intake")
        .and(picker(page, FILES_ID, "Choose files"))
        .and(picker(page, FOLDER_ID, "Choose a folder").set("class", "plain"))
        .and(example.says("Try with an example log"))
        .holds(part(move || {
            if page.is_there() {
                let afresh = button("link", move || page.read("", |wanted| wanted.afresh = true));
                afresh.says("Forget what was read").view()
            } else {
                nothing()
            }
        }));
    all(vec![
        el("p", "under").says(about).view(),
        ways.view(),
        paste(page),
        reading(page),
        trouble(page),
        files(page),
    ])
}

/// A label that looks as a button, with its field out of sight.
fn picker(page: Page, id: &'static str, name: &str) -> Element {
    let mut field = el("input", "unseen").set("type", "file").set("id", id);
    field = if id == FOLDER_ID {
        field.set("webkitdirectory", "")
    } else {
        field.set("multiple", "")
    };
    let field = field.on("change", move |_| page.read(id, |_| ()));
    el("label", "").and(field).says(name)
}

fn paste(page: Page) -> View {
    let area = el("textarea", "")
        .set("id", TEXT_ID)
        .set("aria-label", "Usage, a response or a stream, as text")
        .set("spellcheck", "false")
        .set("placeholder", "{\"model\": \"...\", \"usage\": {...}}");
    let take = button("plain", move || page.read(TEXT_ID, |_| ())).says("Read it");
    fold("Paste usage, a response or a stream")
        .and(el("div", "box").and(area))
        .and(take)
        .view()
}

/// How far it is. What is pressed stays the same while numbers move.
fn reading(page: Page) -> View {
    let is_reading = Kept::new(move || page.progress.with(Option::is_some));
    part(move || {
        if !is_reading.get() {
            return nothing();
        }
        let number = |read: fn(&Progress) -> f64| {
            text(move || {
                page.progress
                    .with(|progress| progress.as_ref().map_or(0.0, read))
                    .to_string()
            })
        };
        let words = text(move || {
            page.progress
                .with(|progress| progress.as_ref().map_or(String::new(), words))
        });
        let bar = el("progress", "")
            .set("aria-label", "Reading")
            .follow_text("max", number(|progress| progress.all.max(1.0)))
            .follow_text("value", number(|progress| progress.bytes));
        let cancel = button("plain", jobs::cancel).says("Cancel");
        el("div", "reading")
            .and(bar)
            .and(el("p", "").follows(words))
            .and(cancel)
            .view()
    })
}

fn words(progress: &Progress) -> String {
    if progress.all_files < 1.0 {
        return "Reading".into();
    }
    let mut words = format!(
        "Reading: {} of {}, file {} of {}, {} rows",
        bytes(progress.bytes),
        bytes(progress.all),
        count_full((progress.files + 1.0).min(progress.all_files)),
        count_full(progress.all_files),
        count_full(progress.rows),
    );
    if progress.seconds > 0.5 {
        let a_second = progress.bytes / progress.seconds;
        words += &format!(", {} a second", bytes(a_second));
    }
    words
}

fn trouble(page: Page) -> View {
    let words = move || Some(page.trouble.get()).filter(|words| !words.is_empty());
    part_if(words, |words| {
        el("p", "refused").set("role", "alert").says(&words).view()
    })
}

/// What became of each file.
fn files(page: Page) -> View {
    let files = Kept::new(move || page.told(|shown| shown.files.clone()));
    part(move || {
        files.with(|files| {
            if files.is_empty() {
                return nothing();
            }
            el("ul", "files")
                .set("aria-label", "What was read")
                .holds(all(files.iter().map(file).collect()))
                .view()
        })
    })
}

fn file(told: &FileTold) -> View {
    el("li", if told.is_wrong { "wrong" } else { "" })
        .and(el("b", "").says(&told.name))
        .says(" ")
        .and(el("span", "").says(&told.words))
        .view()
}
