//! The one component that shows a drawing: it owns the canvas; size, sharpness, theme and redraw are the surface's.

use super::reader::reader;
use crate::browser::surface::{self, Place, Readable, Reference};
use crate::element::{Changing, View, el};
use crate::kept::Held;
use crate::state::State;

/// A canvas on which `paint` draws. What it shows is said by `label`, and stands in the table beside it.
pub(crate) fn chart(
    state: State,
    label: Changing<String>,
    paint: impl Fn(&Place) + 'static,
) -> View {
    let canvas = Reference::new();
    let readable = Held::new(Readable::default());
    surface::keep_painted(state.looks, canvas, readable, paint);
    let picture = el("canvas", "")
        .reached_by(canvas)
        .set("role", "img")
        .follow_text("aria-label", label);
    el("div", "drawn")
        .and(picture)
        .holds(reader(readable))
        .view()
}
