//! What a browser can do: address, storage, clipboard, keys, theme, canvas, timers, files loaded later.
//!
//! The only folder that knows `web_sys`. It knows nothing of the scenario, of the page or of what is loaded later: what is
//! done with all this stands in the modules above. Every access may fail, because a browser may forbid it: then the page
//! works on without.

pub mod address;
mod clipboard;
mod clock;
pub mod drawing;
pub mod embed;
mod events;
pub mod files;
pub mod folds;
pub mod jobs;
pub mod keeper;
pub mod keys;
pub mod language;
pub mod paste;
mod place;
pub mod preferences;
pub mod reply;
pub mod surface;
pub mod theme;

pub use clipboard::{can_share, copy, picture_address, select_all, share};
pub use clock::{Timeout, today};
pub use events::{Event, across_of, effect, keeps_focus, key_of, listen, listen_once, spawn, take};
pub use place::{
    close_menu, focus, focus_soon, is_in_sight, is_open, name_tab, print, say, scroll_near,
    scroll_to, show,
};

/// Whether the page answers to a person, or is the text that stands there before it can.
pub const ALIVE: bool = cfg!(target_arch = "wasm32");
