//! The few pictures of the bar, drawn by hand on a grid of 24.

use crate::element::View;
use crate::framework::*;

/// An arrow that bends back.
pub const UNDO: &str = "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1";
/// The same, forward.
pub const REDO: &str = "m15 7 5 5-5 5M20 12H10a6 6 0 0 0-6 6v1";
/// A circle, half filled.
pub const HALF: &str = "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18";
/// A sun.
pub const SUN: &str = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5";
/// A moon.
pub const MOON: &str = "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z";
/// A cross.
pub const CLOSE: &str = "M6 6l12 12M18 6 6 18";
/// An arrow head that points down.
pub const DOWN: &str = "m6 9 6 6 6-6";

/// A picture that says nothing to a screen reader: the button around it has a name.
pub fn icon(path: &'static str) -> View {
    let picture = svg::svg()
        .attr("class", "icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(svg::path().attr("d", path));
    View::of(picture)
}
