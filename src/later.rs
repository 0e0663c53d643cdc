//! A part of the program as the page waits for it.

use crate::app::ALIVE;
use crate::browser;
use crate::element::{View, button, el, nothing, part};
use crate::kept::Held;
use crate::parts::NotLoaded;
use crate::state::State;

/// A part: its table of functions once it is here. Cheap to copy.
pub struct Later<T: 'static>(Held<Coming<T>>);

enum Coming<T: 'static> {
    NotAsked,
    Loading,
    Here(&'static T),
    Failed,
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Later<T> {}

impl<T: Send + Sync> Later<T> {
    /// Nobody has asked for it yet.
    pub fn new() -> Self {
        Self(Held::new(Coming::NotAsked))
    }

    /// Its functions; what asks here runs again when it comes.
    pub fn get(self) -> Option<&'static T> {
        self.0.with(Coming::here)
    }

    /// Its functions, if it is here now.
    pub fn get_untracked(self) -> Option<&'static T> {
        self.0.with_untracked(Coming::here)
    }

    /// Whether it did not come; what asks here runs again when that changes.
    pub fn has_failed(self) -> bool {
        self.0.with(|coming| matches!(coming, Coming::Failed))
    }

    /// Loads it, unless it is here or on its way, and does something once it is here.
    pub fn ask(
        self,
        load: impl Future<Output = Result<&'static T, NotLoaded>> + 'static,
        then: impl FnOnce() + 'static,
    ) {
        let is_asked = |coming: &Coming<T>| matches!(coming, Coming::Loading | Coming::Here(_));
        if self.0.with_untracked(is_asked) {
            return;
        }
        self.0.set(Coming::Loading);
        browser::spawn(async move {
            match load.await {
                Ok(here) => {
                    self.0.set(Coming::Here(here));
                    then();
                }
                Err(NotLoaded) => self.0.set(Coming::Failed),
            }
        });
    }
}

impl<T> Coming<T> {
    fn here(&self) -> Option<&'static T> {
        match self {
            Self::Here(part) => Some(part),
            _ => None,
        }
    }
}

/// What stands in the place of a part that is not here yet: that it is on its way, or, where it did not come, the way to
/// try again.
pub fn waiting(
    state: State,
    has_failed: impl Fn() -> bool + Send + 'static,
    ask: fn(State),
) -> View {
    if !ALIVE {
        return nothing();
    }
    part(move || {
        let note = el("p", "note");
        if !has_failed() {
            return note.says("This part is being loaded.").view();
        }
        let again = button("link", move || ask(state)).says("Try again");
        note.says(NotLoaded::WORDS).says(" ").and(again).view()
    })
}
