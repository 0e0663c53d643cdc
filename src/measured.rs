//! Your usage: what logs, exports and bills say was used, read in this browser.
//!
//! Nothing of it is in the first load but the way to it. What is seen is one part; what reads and answers is another, which a
//! worker loads (`browser::jobs`), or the page where none is to be had.

mod days;
mod desk;
mod example;
mod files;
mod found;
mod intake;
mod offer;
mod page;
mod remembered;
mod summary;
mod told;

use crate::browser::{ALIVE, jobs};
use crate::element::{View, nothing, part};
use crate::kept::Held;
use crate::later::{Later, NotLoaded};
use crate::state::State;
use std::cell::Cell;
use std::sync::OnceLock;
use wasm_split_helpers::wasm_split;

/// Id of the section.
pub const ID: &str = "usage";

/// What stands on what opens it.
pub const OPENS: &str = "Read your usage logs";

/// What is seen.
pub struct Measured {
    view: fn(State) -> View,
    read_dropped: fn(State),
}

static TABLE: Measured = Measured {
    view: page::view,
    read_dropped: page::read_dropped,
};

#[wasm_split(measured, fallible)]
fn measured() -> Result<&'static Measured, NotLoaded> {
    Ok(&TABLE)
}

/// The part with what is seen. What was dropped may have opened it.
static PART: Later<Measured> = Later::new(|| Box::pin(measured()), read_dropped);

/// What reads and answers: it serves from now on.
#[wasm_split(desk, fallible)]
fn desk() -> Result<(), NotLoaded> {
    desk::serve();
    Ok(())
}

/// Serves from now on: in a worker, or on the page where none is to be had.
pub async fn serve() {
    if desk().await.is_err() {
        jobs::cannot_serve();
    }
}

/// Whether the section is there.
fn is_open() -> Held<bool> {
    static OPEN: OnceLock<Held<bool>> = OnceLock::new();
    *OPEN.get_or_init(|| Held::for_good(false))
}

/// Opens the section.
pub fn open(state: State) {
    if !is_open().get_untracked() {
        is_open().set(true);
    }
    PART.ask(state);
}

thread_local! {
    /// Whether something was dropped that nobody has read yet.
    static IS_DROPPED: Cell<bool> = const { Cell::new(false) };
}

/// Reads what was dropped on the page, in the section: once its part is here.
pub fn take_dropped(state: State) {
    IS_DROPPED.set(true);
    open(state);
    read_dropped(state);
}

fn read_dropped(state: State) {
    if let Some(part) = PART.get_untracked()
        && IS_DROPPED.take()
    {
        (part.read_dropped)(state);
    }
}

/// The section, once it was opened.
pub fn section(state: State) -> View {
    if !ALIVE {
        return nothing();
    }
    part(move || {
        if is_open().get() {
            PART.once_here(move |part| (part.view)(state))
        } else {
            nothing()
        }
    })
}
