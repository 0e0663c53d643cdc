//! Your usage: what logs, exports and bills say was used, read in this browser.
//!
//! Nothing of it is in the first load but the way to it. What is seen is one part; what reads and answers is another, which a
//! worker loads (`browser::jobs`), or the page where none is to be had.

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

use crate::browser::{self, ALIVE, jobs};
use crate::element::{View, nothing, part};
use crate::kept::Held;
use crate::later::{Later, NotLoaded};
use crate::state::State;
use std::sync::OnceLock;
use wasm_split_helpers::wasm_split;

/// Id of the section.
pub const ID: &str = "usage";

/// What stands on what opens it.
pub const OPENS: &str = "Read your usage logs";

/// What is seen.
pub struct Measured {
    view: fn(State) -> View,
    read: fn(State, &'static str),
}

static TABLE: Measured = Measured {
    view: page::view,
    read: page::read,
};

#[wasm_split(measured, fallible)]
fn measured() -> Result<&'static Measured, NotLoaded> {
    Ok(&TABLE)
}

/// The part with what is seen.
static PART: Later<Measured> = Later::new(
    || Box::pin(measured()),
    |_| browser::focus_soon(page::NAME_ID),
);

/// What reads and answers.
struct Desk {
    serve: fn(),
}

static DESK: Desk = Desk { serve: desk::serve };

#[wasm_split(desk, fallible)]
fn desk() -> Result<&'static Desk, NotLoaded> {
    Ok(&DESK)
}

/// Serves from now on: in a worker, or on the page where none is to be had.
pub async fn serve() {
    match desk().await {
        Ok(desk) => (desk.serve)(),
        Err(NotLoaded) => jobs::cannot_serve(),
    }
}

/// Whether the section is there.
fn is_open() -> Held<bool> {
    static OPEN: OnceLock<Held<bool>> = OnceLock::new();
    *OPEN.get_or_init(|| Held::for_good(false))
}

/// Opens the section, and brings it into sight.
pub fn open(state: State) {
    is_open().set(true);
    PART.ask(state);
    browser::focus_soon(page::NAME_ID);
}

/// Opens it with what was dropped on the page.
pub fn take_dropped(state: State) {
    open(state);
    browser::spawn(async move {
        if let Ok(part) = measured().await {
            (part.read)(state, "dropped");
        }
    });
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
