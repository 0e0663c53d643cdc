//! Drawings on the page's canvases, by plotters' own backend: what is loaded later draws with it.

use super::surface::{FONT, Place, Readable};
use charts::card::Body;
use charts::look::{Look, Palette};
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::CanvasRenderingContext2d;

/// Draws a body on a canvas. One that cannot be drawn on stays empty; the table beside it says the same.
pub fn draw(body: &Body, place: &Place) {
    let _ = drawn(body, place);
}

fn drawn(body: &Body, place: &Place) -> Option<()> {
    let height = body.height(place.width);
    // Setting the size clears the canvas, too.
    place
        .canvas
        .set_width((place.width * place.scale).round() as u32);
    place
        .canvas
        .set_height((height * place.scale).round() as u32);
    let context = place.canvas.get_context("2d").ok().flatten()?;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    let backend = CanvasBackend::with_canvas_object(place.canvas.clone())?;
    let measure = |text: &str, size: f64| {
        context.set_font(&format!("bold {size}px {FONT}"));
        context.measure_text(text).map_or(0.0, |size| size.width())
    };
    let look = Look {
        palette: Palette::from_colours(place.colours),
        scale: place.scale,
        width: place.width,
        measure: &measure,
    };
    let readings = body.draw(&backend.into_drawing_area(), &look).ok()?;
    place.readable.set(Readable {
        size: (place.width, height),
        readings,
    });
    Some(())
}
