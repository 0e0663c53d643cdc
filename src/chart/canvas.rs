//! The one component that shows a drawing: it owns the canvas; size, sharpness, theme and redraw are the surface's.

use super::two_bars::{self, TwoBars};
use crate::browser::surface;
use crate::element::{Changing, View};
use crate::framework::*;
use crate::kept::Kept;

/// The two bars on a canvas. What it shows is said by `label`, and stands in the table beside it.
pub(crate) fn chart(label: Changing<String>, data: Kept<TwoBars>, height: fn(f64) -> f64) -> View {
    let canvas = NodeRef::<Canvas>::new();
    surface::keep_painted(canvas, height, move |area, look| {
        // A canvas that cannot be drawn on leaves the table, which says the same.
        let _ = data.with(|data| two_bars::draw(area, data, look));
    });
    let element = html::element::canvas()
        .node_ref(canvas)
        .attr("role", "img")
        .attr("aria-label", label);
    View::of(element)
}
