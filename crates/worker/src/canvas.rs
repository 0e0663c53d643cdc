//! A canvas of the page, drawn on from this module.

use charts::look::{Look, Palette};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters::style::RGBColor;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::CanvasRenderingContext2d;

/// A canvas of the page.
pub use web_sys::HtmlCanvasElement as Canvas;

fn palette(colours: &[u8]) -> Option<Palette> {
    let mut each = colours
        .chunks_exact(3)
        .map(|rgb| RGBColor(rgb[0], rgb[1], rgb[2]));
    let mut all = [RGBColor(0, 0, 0); Palette::PROPERTIES.len()];
    for place in &mut all {
        *place = each.next()?;
    }
    Some(Palette::from_colours(all))
}

/// The page's canvas, and how it is to look.
pub(crate) struct Surface<'a> {
    canvas: &'a Canvas,
    palette: Palette,
    width: f64,
    scale: f64,
}

impl<'a> Surface<'a> {
    /// Nothing where there are too few colours.
    pub(crate) fn new(canvas: &'a Canvas, colours: &[u8], width: f64, scale: f64) -> Option<Self> {
        Some(Self {
            canvas,
            palette: palette(colours)?,
            width,
            scale,
        })
    }

    /// Draws on it; `height` is what the drawing needs at its width.
    pub(crate) fn draw(
        self,
        height: f64,
        draw: impl FnOnce(&DrawingArea<CanvasBackend, Shift>, &Look) -> bool,
    ) -> Option<()> {
        // Setting the size clears the canvas, too.
        self.canvas
            .set_width((self.width * self.scale).round() as u32);
        self.canvas.set_height((height * self.scale).round() as u32);
        let context = self.canvas.get_context("2d").ok().flatten()?;
        let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(self.canvas.clone())?;
        let measure = |text: &str, size: f64| {
            context.set_font(&format!("bold {size}px system-ui, sans-serif"));
            context.measure_text(text).map_or(0.0, |size| size.width())
        };
        let look = Look {
            palette: self.palette,
            scale: self.scale,
            width: self.width,
            measure: &measure,
        };
        draw(&backend.into_drawing_area(), &look).then_some(())
    }
}
