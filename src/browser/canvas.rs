//! A canvas of the page as a place for plotters to draw on: what the page's own drawing needs, and no more.
//!
//! plotters-canvas draws the later ones. It writes colours and sizes by the standard library's float formatter, whose
//! tables nothing else in the page's first module needs: 4 kB of it (brotli).

use core::convert::Infallible;
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};
use scenario::number;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// A canvas with its context.
pub struct Canvas {
    /// The canvas.
    pub element: HtmlCanvasElement,
    /// What draws on it.
    pub context: CanvasRenderingContext2d,
}

impl Canvas {
    fn colour(&self, colour: BackendColor) {
        let (red, green, blue) = colour.rgb;
        self.context.set_global_alpha(colour.alpha);
        let colour = format!("rgb({red} {green} {blue})");
        self.context.set_fill_style_str(&colour);
        self.context.set_stroke_style_str(&colour);
    }

    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        for (x, y) in path {
            // The first one moves there.
            self.context.line_to(x.into(), y.into());
        }
    }
}

/// The weight, size and family of letters, as a style sheet has them.
pub fn font(weight: &str, size: f64, family: &str) -> String {
    format!("{weight} {}px {family}", number::plain(size))
}

impl DrawingBackend for Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.element.width(), self.element.height())
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        self.colour(colour);
        self.context.fill_rect(x.into(), y.into(), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        is_filled: bool,
    ) -> Done {
        self.colour(style.color());
        self.context.set_line_width(style.stroke_width().into());
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(f64::from);
        if is_filled {
            self.context.fill_rect(x, y, width, height);
        } else {
            self.context.stroke_rect(x, y, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.colour(style.color());
        self.context.set_line_width(style.stroke_width().into());
        self.trace(path);
        self.context.stroke();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.colour(style.color());
        self.trace(path);
        self.context.fill();
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Done {
        self.colour(style.color());
        self.context.set_text_baseline(match style.anchor().v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        });
        let (weight, family) = (style.style(), style.family());
        self.context
            .set_font(&font(weight.as_str(), style.size(), family.as_str()));
        // A text that cannot be written is in the table, too.
        let _ = self.context.fill_text(text, x.into(), y.into());
        Ok(())
    }
}
