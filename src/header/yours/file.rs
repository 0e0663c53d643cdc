//! All that a person keeps as a file, and a file taken in.

use super::{Last, Yours};
use crate::browser;
use crate::browser::files::{self, Chosen, Unread};
use crate::forms::{self, Refused};
use crate::own::file::{MOST_BYTES, NAME, lines, taken, told, written};
use crate::own::{Own, read};
use crate::state::{Notice, State};
use scenario::{format, link};

/// Has the browser save the list.
pub fn save(state: State) {
    let list = read();
    let text = written(&list, browser::address::link_to);
    let notice = if files::save(NAME, "text/plain", &text) {
        let count = format::counted(&list.len().to_string(), "scenario");
        Notice::Done(format!(
            "The browser saves {count} as \u{201c}{NAME}\u{201d}: a link and a title a line."
        ))
    } else {
        let message = "This browser saves no file. Copy the links one by one instead.";
        Notice::Warning(message.into())
    };
    state.notice.set(Some(notice));
}

/// Takes in the file that a person chooses; all of what is kept stays.
pub fn take_in(yours: Yours) {
    files::choose(MOST_BYTES, move |Chosen { name, text }| match text {
        Ok(text) => browser::spawn(of_text(yours, name, text)),
        Err(Unread::TooLarge(bytes)) => {
            let [bytes, most] = [bytes, MOST_BYTES].map(format::count_full);
            yours.warn(format!(
                "\u{201c}{name}\u{201d} has {bytes} bytes; at most {most} are read. Choose a file that was saved here."
            ));
        }
        Err(Unread::Refused) => {
            let message = format!("\u{201c}{name}\u{201d} could not be read. Choose it again.");
            yours.warn(message);
        }
    });
}

/// After so many lines without any scenario, a file is taken for another one.
const MOST_WRONG: usize = 1_000;

async fn of_text(yours: Yours, name: String, text: String) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for line in lines(&text) {
        if found.is_empty() && wrong.len() == MOST_WRONG {
            let lines = format::count_full(MOST_WRONG as f64);
            return yours.warn(format!(
                "\u{201c}{name}\u{201d} holds no scenarios: none of its first {lines} lines is a link."
            ));
        }
        match forms::opened(&line.fragment).await {
            Ok(scenario) => {
                let mut own = Own::of(&scenario);
                if !line.title.is_empty() {
                    own.title = line.title;
                }
                // What is new to this version would be lost in a link of its own.
                if !scenario.unknown.is_empty() || link::whole(&line.fragment).is_some() {
                    own.link = line.fragment;
                }
                found.push(own);
            }
            Err(Refused::Said(why)) => wrong.push((line.number, why)),
            Err(refused @ Refused::NotLoaded) => return yours.warn(refused.words()),
        }
    }
    // Another tab may have changed the list meanwhile.
    let taken = taken(&read(), found);
    let not_done = format!("Nothing of \u{201c}{name}\u{201d} was taken in");
    if !taken.added.is_empty() && !yours.change(&taken.list, &not_done) {
        return;
    }
    let (words, is_warning) = told(&name, &taken, &wrong);
    if !taken.added.is_empty() {
        yours.last.set(Some(Last::TakenIn(taken.added)));
    }
    let notice = if is_warning {
        Notice::Warning(words)
    } else {
        Notice::Done(words)
    };
    yours.state.notice.set(Some(notice));
}
