//! The one component that shows a drawing: it owns the canvas; size, sharpness, theme and redraw are the surface's.

use crate::browser::surface;
use charts::two_bars::{self, TwoBars};
use leptos::html::Canvas;
use leptos::prelude::*;

/// The two bars on a canvas. What it shows is said by `label`, and stands in the table beside it.
pub(crate) fn chart(label: Signal<String>, data: Memo<TwoBars>, height: fn(f64) -> f64) -> AnyView {
    let canvas = NodeRef::<Canvas>::new();
    surface::keep_painted(canvas, height, move |area, look| {
        // A canvas that cannot be drawn on leaves the table, which says the same.
        let _ = data.with(|data| two_bars::draw(area, data, look));
    });
    view! { <canvas node_ref=canvas role="img" aria-label=label></canvas> }.into_any()
}
