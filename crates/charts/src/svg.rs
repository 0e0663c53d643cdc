//! A drawing as SVG text: no scripts, no foreign objects, nothing loaded from elsewhere, texts escaped.
//!
//! The backend of plotters itself writes texts smaller than it is told and cannot say how long they are, so that a reader
//! with wider letters sees them run into each other.

pub use telling::markup::escape;

use crate::face::{self, Face};
use core::convert::Infallible;
use core::fmt::Write;
use plotters::prelude::DrawingBackend;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
};

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// Writes what is drawn.
pub struct Svg<'a> {
    text: &'a mut String,
    size: (u32, u32),
}

impl<'a> Svg<'a> {
    /// Appends elements to `text`; `size` is in pixels of the drawing.
    pub fn new(text: &'a mut String, size: (u32, u32)) -> Self {
        Self { text, size }
    }

    fn write(&mut self, element: core::fmt::Arguments) -> Done {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(element);
        self.text.push('\n');
        Ok(())
    }
}

fn fill(colour: BackendColor) -> String {
    paint("fill", colour)
}

fn stroke(colour: BackendColor, width: u32) -> String {
    let paint = paint("stroke", colour);
    format!("fill=\"none\" stroke-width=\"{width}\" stroke-linejoin=\"round\" {paint}")
}

fn paint(attribute: &str, colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    let mut text = format!("{attribute}=\"#{red:02x}{green:02x}{blue:02x}\"");
    if colour.alpha < 1.0 {
        text += &format!(" {attribute}-opacity=\"{}\"", colour.alpha);
    }
    text
}

fn points(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let each = points.into_iter().map(|(x, y)| format!("{x},{y}"));
    each.collect::<Vec<_>>().join(" ")
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        let fill = fill(colour);
        self.write(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\" {fill}/>"
        ))
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
        let (across, down) = ((right - left).max(0), (bottom - top).max(0));
        let paint = if is_filled {
            fill(style.color())
        } else {
            stroke(style.color(), style.stroke_width())
        };
        self.write(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{across}\" height=\"{down}\" {paint}/>"
        ))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let (points, stroke) = (points(path), stroke(style.color(), style.stroke_width()));
        self.write(format_args!("<polyline points=\"{points}\" {stroke}/>"))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        is_filled: bool,
    ) -> Done {
        let paint = if is_filled {
            fill(style.color())
        } else {
            stroke(style.color(), style.stroke_width())
        };
        self.write(format_args!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"
        ))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Done {
        let (points, fill) = (points(corners), fill(style.color()));
        self.write(format_args!("<polygon points=\"{points}\" {fill}/>"))
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Done {
        // So far below the middle of a line, and below its top, are the feet of its letters.
        const BELOW_MIDDLE: f64 = 0.355;
        const BELOW_TOP: f64 = 0.76;
        if words.is_empty() {
            return Ok(());
        }
        let is_bold = matches!(style.style(), FontStyle::Bold);
        let family = style.family().as_str().to_owned();
        let face = match (family.ends_with("sans-serif"), is_bold) {
            (false, _) => Face::Serif,
            (true, true) => Face::Bold,
            (true, false) => Face::Sans,
        };
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let foot = match style.anchor().v_pos {
            VPos::Top => BELOW_TOP,
            VPos::Center => BELOW_MIDDLE,
            VPos::Bottom => 0.0,
        };
        let foot = rounded(f64::from(y) + foot * size);
        let weight = if is_bold { " font-weight=\"600\"" } else { "" };
        let (length, size) = (rounded(face::width(words, size, face)), rounded(size));
        let (family, fill, words) = (escape(&family), fill(style.color()), escape(words));
        self.write(format_args!(
            "<text x=\"{x}\" y=\"{foot}\" font-family=\"{family}\" font-size=\"{size}\"{weight}{anchor} textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" {fill}>{words}</text>"
        ))
    }
}

fn rounded(length: f64) -> f64 {
    libm::round(length * 10.0) / 10.0
}

/// A whole document: `title` is read aloud, `size` is in pixels of the layout, and `scale` says how many pixels of the
/// drawing each has.
#[must_use]
pub fn document(elements: &str, title: &str, size: (f64, f64), scale: f64) -> String {
    let (width, height) = size;
    let (across, down) = (width * scale, height * scale);
    let title = escape(title);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {across} {down}\" role=\"img\">\n<title>{title}</title>\n{elements}</svg>\n"
    )
}

/// One document of a light and a dark one, which differ in colours only: it goes dark with the page that shows it.
#[must_use]
pub fn both(light: &str, dark: &str) -> String {
    let mut rules: Vec<(String, String)> = Vec::new();
    let mut text = String::with_capacity(light.len() + 1024);
    let mut rest = light.split('"').zip(dark.split('"')).peekable();
    while let Some((before, _)) = rest.next() {
        let Some((one, other)) = rest.peek().copied().filter(|(one, other)| one != other) else {
            text += before;
            text.push('"');
            continue;
        };
        rest.next();
        let (head, attribute) = before.rsplit_once(' ').unwrap_or(("", before));
        let property = attribute.trim_end_matches('=');
        let rule = (format!("{property}:{one}"), format!("{property}:{other}"));
        let place = rules.iter().position(|known| *known == rule);
        let place = place.unwrap_or_else(|| {
            rules.push(rule);
            rules.len() - 1
        });
        text += &format!("{head} class=\"c{place}\"");
    }
    text.pop(); // there is one quotation mark less than there are parts
    let list = |of: fn(&(String, String)) -> &String| -> String {
        let each = rules.iter().enumerate();
        each.map(|(place, rule)| format!(".c{place}{{{}}}", of(rule)))
            .collect()
    };
    let (light, dark) = (list(|rule| &rule.0), list(|rule| &rule.1));
    let style = format!("<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>\n");
    text.replacen("<title>", &format!("{style}<title>"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_a_text() {
        let hostile = "</text><script>alert(1)</script>\" onload=\"x\u{202e}\u{0}'&";
        assert_eq!(
            escape(hostile),
            "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x&#39;&amp;"
        );
    }

    #[test]
    fn light_and_dark_become_one_that_follows_its_page() {
        let svg = |ink: &str, page: &str| {
            format!(
                "<svg a=\"1\">\n<title>t</title>\n<rect x=\"1\" fill=\"{page}\"/>\n<text fill=\"{ink}\">a</text>\n<rect x=\"2\" fill=\"{page}\"/>\n<p stroke=\"#123\"/></svg>\n"
            )
        };
        assert_eq!(
            both(&svg("#000", "#fff"), &svg("#fff", "#000")),
            "<svg a=\"1\">\n<style>.c0{fill:#fff}.c1{fill:#000}@media(prefers-color-scheme:dark){.c0{fill:#000}.c1{fill:#fff}}</style>\n<title>t</title>\n<rect x=\"1\" class=\"c0\"/>\n<text class=\"c1\">a</text>\n<rect x=\"2\" class=\"c0\"/>\n<p stroke=\"#123\"/></svg>\n"
        );
    }
}
