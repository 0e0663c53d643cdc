//! The one component that shows a drawing: it owns the canvas; size, sharpness, theme and redraw are the surface's.

use crate::browser::surface::{self, Place, Reference};
use crate::element::{Changing, View, el};
use crate::state::State;

/// A canvas on which `paint` draws. What it shows is said by `label`, and stands in the table beside it.
pub(crate) fn chart(
    state: State,
    label: Changing<String>,
    paint: impl Fn(&Place) + 'static,
) -> View {
    let canvas = Reference::new();
    surface::keep_painted(state.looks, canvas, paint);
    el("canvas", "")
        .reached_by(canvas)
        .set("role", "img")
        .follow_text("aria-label", label)
        .view()
}
