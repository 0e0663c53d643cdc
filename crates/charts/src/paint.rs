//! The one painter: marks onto the area of any backend.

use crate::look::Look;
use crate::mark::{Align, Mark, Point, Shape, Text};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// As the style sheet has it. Named directly, because reading a name takes tables of all letters.
pub(crate) const FONT: FontFamily = FontFamily::Name("system-ui, sans-serif");
/// Length of a dash, and of the space behind it.
const DASH: (f64, f64) = (4.0, 3.0);
/// No pixel lies further out; beyond, whole numbers would overflow.
const FURTHEST: f64 = 1e6;

/// What a backend reports where it cannot draw.
pub type Failed<B> = DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>;

/// Paints the marks in their order.
///
/// # Errors
/// What the backend reports.
pub fn paint<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    marks: &[Mark],
    look: &Look,
) -> Result<(), Failed<B>> {
    let pixels = |length: f64| to_pixels(length * look.scale);
    for mark in marks {
        let colour = mark.tone.colour(&look.palette);
        match &mark.shape {
            Shape::Area(points) => fill(area, points, colour, look)?,
            Shape::Line {
                points,
                width,
                is_dashed,
            } => {
                if *is_dashed {
                    for dash in dashes(points) {
                        stroke(area, &dash, *width, colour, look)?;
                    }
                } else {
                    stroke(area, points, *width, colour, look)?;
                }
            }
            Shape::Dot { at, radius } => {
                let at = (pixels(at.0), pixels(at.1));
                area.draw(&Circle::new(at, pixels(*radius), colour.filled()))?;
            }
            Shape::Text(text) => write(area, text, colour, look)?,
        }
    }
    Ok(())
}

fn to_pixels(length: f64) -> i32 {
    libm::round(length.clamp(-FURTHEST, FURTHEST)) as i32
}

fn fill<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    points: &[Point],
    colour: RGBColor,
    look: &Look,
) -> Result<(), Failed<B>> {
    let point = |(x, y): &Point| (to_pixels(x * look.scale), to_pixels(y * look.scale));
    let points: Vec<(i32, i32)> = points.iter().map(point).collect();
    area.draw(&Polygon::new(points, colour.filled()))
}

fn stroke<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    points: &[Point],
    width: f64,
    colour: RGBColor,
    look: &Look,
) -> Result<(), Failed<B>> {
    let point = |(x, y): &Point| (to_pixels(x * look.scale), to_pixels(y * look.scale));
    let points: Vec<(i32, i32)> = points.iter().map(point).collect();
    let width = to_pixels(width * look.scale).max(1);
    if let [(left, top), (right, bottom)] = points[..]
        && (left == right || top == bottom)
    {
        // Backends blur a thin upright or level line over two rows of pixels; a filled box is sharp.
        let (x, y) = (left.min(right), top.min(bottom));
        let (across, down) = if left == right {
            (0, (bottom - top).abs())
        } else {
            ((right - left).abs(), 0)
        };
        let (x, y) = if left == right {
            (x - width / 2, y)
        } else {
            (x, y - width / 2)
        };
        let (across, down) = (across.max(width), down.max(width));
        let corners = vec![
            (x, y),
            (x + across, y),
            (x + across, y + down),
            (x, y + down),
        ];
        return area.draw(&Polygon::new(corners, colour.filled()));
    }
    area.draw(&PathElement::new(points, colour.stroke_width(width as u32)))
}

fn write<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    text: &Text,
    colour: RGBColor,
    look: &Look,
) -> Result<(), Failed<B>> {
    let (across, x) = match text.align {
        Align::Left => (HPos::Left, text.columns.start),
        Align::Middle => (HPos::Center, (text.columns.start + text.columns.end) / 2.0),
        Align::Right => (HPos::Right, text.columns.end),
    };
    let font = FontDesc::new(FONT, text.size * look.scale, FontStyle::Normal);
    let style = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(across, VPos::Center));
    let at = (
        to_pixels(x * look.scale),
        to_pixels(text.middle * look.scale),
    );
    area.draw_text(&text.words, &style, at)
}

/// A line cut into dashes; they run on around its corners.
fn dashes(points: &[Point]) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let (mut is_on, mut left) = (true, DASH.0);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = libm::hypot(to.0 - from.0, to.1 - from.1);
        if !(length > 0.0 && length < FURTHEST) {
            continue;
        }
        let at = |way: f64| {
            let part = way / length;
            (
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            )
        };
        let mut way = 0.0;
        while way < length {
            let end = (way + left).min(length);
            if is_on {
                pieces.push(vec![at(way), at(end)]);
            }
            left -= end - way;
            way = end;
            if left <= 0.0 {
                is_on = !is_on;
                left = if is_on { DASH.0 } else { DASH.1 };
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_cover_four_parts_of_seven() {
        let pieces = dashes(&[(0.0, 0.0), (70.0, 0.0)]);
        assert_eq!(pieces.len(), 10);
        assert_eq!(pieces[1], vec![(7.0, 0.0), (11.0, 0.0)]);
        assert!(dashes(&[(1.0, 1.0), (1.0, 1.0)]).is_empty());
        assert!(dashes(&[(f64::NAN, 1.0), (1.0, 1.0)]).is_empty());
    }

    #[test]
    fn no_length_overflows() {
        assert_eq!(to_pixels(f64::NAN), 0);
        assert_eq!(to_pixels(f64::INFINITY), 1_000_000);
        assert_eq!(to_pixels(1.6), 2);
    }
}
