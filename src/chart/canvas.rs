//! The one component that shows a drawing: it owns the canvas; size, sharpness, theme and redraw are the surface's.

use crate::browser::surface;
use crate::element::{Changing, Reference, View, el};
use crate::kept::Kept;
use charts::two_bars::{self, TwoBars};

/// The two bars on a canvas. What it shows is said by `label`, and stands in the table beside it.
pub(crate) fn chart(label: Changing<String>, data: Kept<TwoBars>, height: fn(f64) -> f64) -> View {
    let canvas = Reference::new();
    surface::keep_painted(canvas, height, move |area, look| {
        // A canvas that cannot be drawn on leaves the table, which says the same.
        let _ = data.with(|data| two_bars::draw(area, data, look));
    });
    el("canvas", "")
        .reached_by(canvas)
        .set("role", "img")
        .follow_text("aria-label", label)
        .view()
}
