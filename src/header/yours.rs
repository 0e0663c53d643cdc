//! The scenarios that a person keeps, in the menu of examples: what adds to them, all of them as a file, and an empty one to
//! begin with.

mod file;

use super::gallery::MENU_ID;
use super::icon::{self, icon};
use super::{entry, tool};
use crate::browser;
use crate::element::{View, all, button, el, nothing, part, part_if};
use crate::kept::Held;
use crate::own::{Own, open, read, with, write};
use crate::state::{Notice, State};
use scenario::document::{Scenario, Step};

/// An empty scenario, with the model of the present one.
fn empty(present: &Scenario) -> Scenario {
    let step = present.steps.first().map(|step| Step {
        provider: step.provider.clone(),
        model: step.model.clone(),
        price_date: step.price_date,
        ..Step::default()
    });
    Scenario {
        title: "New".into(),
        prices: present.prices.clone(),
        steps: vec![step.unwrap_or_default()],
        ..Scenario::default()
    }
}

/// What the menu does to the list, and what was done to it last.
#[derive(Clone, Copy)]
struct Yours {
    state: State,
    /// The list is another.
    changed: Held<()>,
    last: Held<Option<Last>>,
}

/// What can be taken back.
#[derive(Clone)]
enum Last {
    /// One was deleted.
    Deleted(Own),
    /// These came out of a file.
    TakenIn(Vec<Own>),
}

impl Yours {
    /// Keeps another list; where that is not possible, `not_done` and the reason are said.
    fn change(self, list: &[Own], not_done: &str) -> bool {
        let written = write(list);
        if let Err(why) = written {
            self.warn(why.words(not_done));
        }
        self.changed.set(());
        written.is_ok()
    }

    fn warn(self, words: String) {
        self.state.notice.set(Some(Notice::Warning(words)));
    }

    /// The list; what asks here runs again when it is another, here or because a scenario was opened.
    fn list(self) -> Vec<Own> {
        self.changed.track();
        self.state.opened.track();
        read()
    }

    /// Puts one more into the list.
    fn add(self, own: Own, replaces: bool) -> bool {
        let not_done = format!("\u{201c}{}\u{201d} is not kept", own.title);
        match with(&read(), own, replaces) {
            Ok(list) => self.change(&list, &not_done),
            Err(why) => {
                self.warn(why.words(&not_done));
                false
            }
        }
    }

    /// Keeps the scenario that is shown.
    fn keep(self) {
        let own = self.state.scenario.with_untracked(Own::of);
        let message = format!("\u{201c}{}\u{201d} is kept in this browser.", own.title);
        if self.add(own, true) {
            self.state.notice.set(Some(Notice::Done(message)));
        }
    }

    fn delete(self, own: &Own) {
        let mut rest = read();
        rest.retain(|other| other.link != own.link);
        let not_done = format!("\u{201c}{}\u{201d} is not deleted", own.title);
        if self.change(&rest, &not_done) {
            self.last.set(Some(Last::Deleted(own.clone())));
        }
    }

    fn take_back(self, last: Last) {
        let is_done = match last {
            Last::Deleted(own) => self.add(own, false),
            Last::TakenIn(added) => {
                let mut rest = read();
                rest.retain(|own| added.iter().all(|taken| taken.link != own.link));
                self.change(&rest, "They are not taken out again")
            }
        };
        if is_done {
            self.last.set(None);
        }
    }
}

/// The list, what adds to it, and an empty scenario to begin with.
pub fn list(state: State) -> View {
    let yours = Yours {
        state,
        changed: Held::new(()),
        last: Held::new(None),
    };
    let begin = move || {
        let empty = state.scenario.with_untracked(empty);
        open(state, || state.open(empty));
    };
    let items = part(move || {
        let item = |own: Own| item(yours, own);
        all(yours.list().into_iter().map(item).collect())
    });
    let back = part_if(
        move || yours.last.get(),
        move |last| {
            let words = match &last {
                Last::Deleted(own) => format!("Put back \u{201c}{}\u{201d}", own.title),
                Last::TakenIn(added) => format!("Take out again what came in: {}", added.len()),
            };
            let take_back = move || yours.take_back(last.clone());
            el("li", "").and(button("", take_back).says(&words)).view()
        },
    );
    let save = part(move || {
        if yours.list().is_empty() {
            return nothing();
        }
        let about = "To move them, or to be sure of them";
        entry(MENU_ID, "Save all as a file", about, move || {
            file::save(state);
        })
    });
    let new = entry(MENU_ID, "New", "Empty, with the model of now", begin);
    let about = "In this browser, under its title";
    let keep = entry(MENU_ID, "Keep this one", about, move || yours.keep());
    let about = "What was saved as a file, beside what is here";
    let take_in = entry(MENU_ID, "Take in a file", about, move || {
        file::take_in(yours);
    });
    let entries = el("ul", "").holds(new).holds(keep).holds(items);
    el("section", "")
        .and(el("h2", "").says("Yours"))
        .and(entries.holds(back).holds(save).holds(take_in))
        .view()
}

fn item(yours: Yours, own: Own) -> View {
    let (state, title, link) = (yours.state, own.title.clone(), own.link.clone());
    let open_own = move || {
        let read = || {
            if !state.open_link(&link) {
                yours.warn(
                    "This version of the page cannot read that scenario; it stays in the list."
                        .into(),
                );
            }
        };
        open(state, read);
        browser::close_menu(MENU_ID);
    };
    let name = format!("Delete {title}");
    el("li", "own")
        .and(button("", open_own).and(el("b", "").says(&title)))
        .and(tool(&name, &name, icon(icon::CLOSE), move || {
            yours.delete(&own);
        }))
        .view()
}
