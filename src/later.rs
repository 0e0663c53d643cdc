//! A part of the program as the page waits for it: asked for once, here for good, or not come and asked for again.

use crate::browser::{self, ALIVE};
use crate::element::{View, button, el, nothing, part};
use crate::kept::Held;
use crate::state::{Notice, State};
use std::cell::RefCell;
use std::pin::Pin;
use std::sync::OnceLock;
use wasm_split_helpers::SplitLoaderError;

/// A part did not come: there is no network, or the host has other files now. It may be asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

impl NotLoaded {
    /// What to tell a person.
    pub const WORDS: &str = "A part of the page could not be loaded; are you offline?";
}

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A part: its table of functions once it is here. A `static` of the module whose part it is.
pub struct Later<T: 'static> {
    load: fn() -> Loading<T>,
    then: fn(State),
    coming: OnceLock<Held<Coming>>,
    table: OnceLock<&'static T>,
}

/// A table of functions on its way.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<&'static T, NotLoaded>>>>;

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Coming {
    NotAsked,
    Loading,
    Here,
    Failed,
}

thread_local! {
    /// What asks again for the parts that did not come.
    static FAILED: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

impl<T: Send + Sync> Later<T> {
    /// A part that nobody has asked for yet: what loads it, and what is done once it is here.
    pub const fn new(load: fn() -> Loading<T>, then: fn(State)) -> Self {
        Self {
            load,
            then,
            coming: OnceLock::new(),
            table: OnceLock::new(),
        }
    }

    /// How far it is, for as long as the page is open, whoever asks first.
    fn coming(&self) -> Held<Coming> {
        *self.coming.get_or_init(|| Held::for_good(Coming::NotAsked))
    }

    /// Its functions; what asks here runs again when it comes.
    pub fn get(&self) -> Option<&'static T> {
        self.coming().get();
        self.get_untracked()
    }

    /// Its functions, if it is here now.
    pub fn get_untracked(&self) -> Option<&'static T> {
        self.table.get().copied()
    }

    /// Whether it did not come; what asks here runs again when that changes.
    pub fn has_failed(&self) -> bool {
        self.coming().get() == Coming::Failed
    }

    /// Loads it, unless it is here or on its way.
    pub fn ask(&'static self, state: State) {
        let coming = self.coming();
        if matches!(coming.get_untracked(), Coming::Loading | Coming::Here) {
            return;
        }
        coming.set(Coming::Loading);
        browser::spawn(async move {
            match (self.load)().await {
                Ok(table) => {
                    let _ = self.table.set(table);
                    coming.set(Coming::Here);
                    (self.then)(state);
                }
                Err(NotLoaded) => {
                    coming.set(Coming::Failed);
                    FAILED.with_borrow_mut(|failed| failed.push(Box::new(move || self.ask(state))));
                }
            }
        });
    }

    /// Does something with it, at once or as soon as it is here; where it does not come, it is said.
    pub fn do_once_here(&'static self, state: State, act: impl FnOnce(&'static T) + 'static) {
        if let Some(table) = self.get_untracked() {
            act(table);
            return;
        }
        // Whoever else waits for it hears of it, too; its files come once.
        self.ask(state);
        browser::spawn(async move {
            match (self.load)().await {
                Ok(table) => act(table),
                Err(NotLoaded) => {
                    let message = NotLoaded::WORDS.into();
                    state.notice.set(Some(Notice::Warning(message)));
                }
            }
        });
    }

    /// What is made of it once it is here, and until then what is said of that.
    pub fn once_here(&'static self, make: impl Fn(&'static T) -> View + Send + 'static) -> View {
        part(move || self.get().map_or_else(|| self.waiting(), &make))
    }

    /// What stands in the place of a part that is not here yet: that it is on its way, or, where it did not come, the way
    /// to try again.
    pub fn waiting(&self) -> View {
        waiting(self.coming())
    }
}

fn waiting(coming: Held<Coming>) -> View {
    if !ALIVE {
        return nothing();
    }
    part(move || {
        let note = el("p", "note");
        if coming.get() != Coming::Failed {
            return note.says("This part is being loaded.").view();
        }
        let again = button("link", try_again).says("Try again");
        note.says(NotLoaded::WORDS).says(" ").and(again).view()
    })
}

/// Asks once more for every part that did not come: what is in one file comes in one go.
fn try_again() {
    for again in FAILED.take() {
        again();
    }
}
