//! What a drawing consists of, in pixels of the layout: a plain value that tests read and one painter paints.

use crate::look::Palette;
use core::ops::Range;
use plotters::style::RGBColor;

/// Right and down from the upper left corner.
pub type Point = (f64, f64);

/// Width of a text at a font size.
pub type Measure<'a> = &'a dyn Fn(&str, f64) -> f64;

/// A colour by what it means, so that light and dark draw the same marks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// What is read first.
    Ink,
    /// What is read second.
    Soft,
    /// What only stands around: half of the soft colour.
    Grey,
    /// What is good.
    Accent,
    /// What is bad.
    Loss,
    /// Thin lines behind.
    Line,
    /// The accent as a faint fill.
    Wash,
    /// What lies behind everything.
    Page,
    /// So much of the accent on the page.
    Shade(f64),
}

impl Tone {
    /// The colour that it has in a theme.
    #[must_use]
    pub fn colour(self, palette: &Palette) -> RGBColor {
        match self {
            Self::Ink => palette.ink,
            Self::Soft => palette.soft,
            Self::Grey => blend(palette.soft, palette.page, 0.55),
            Self::Accent => palette.accent,
            Self::Loss => palette.loss,
            Self::Line => palette.line,
            Self::Wash => palette.wash,
            Self::Page => palette.page,
            Self::Shade(part) => blend(palette.accent, palette.page, part),
        }
    }

    /// What can be read on a shade: the page's colour on a strong one, ink on a weak one, in both themes.
    #[must_use]
    pub fn on_shade(part: f64) -> Self {
        if part > 0.75 { Self::Page } else { Self::Ink }
    }
}

/// So much of one colour over another. Opaque, because what lies behind must not show through.
fn blend(over: RGBColor, under: RGBColor, part: f64) -> RGBColor {
    let mix = |over: u8, under: u8| {
        let value = f64::from(over) * part + f64::from(under) * (1.0 - part);
        libm::round(value) as u8
    };
    RGBColor(
        mix(over.0, under.0),
        mix(over.1, under.1),
        mix(over.2, under.2),
    )
}

/// To which side a text stands fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// It begins at its place.
    Left,
    /// Its middle is at its place.
    Middle,
    /// It ends at its place.
    Right,
}

/// A text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What is written.
    pub words: String,
    /// From left to right, as measured.
    pub columns: Range<f64>,
    /// Height of its middle.
    pub middle: f64,
    /// Size of its font.
    pub size: f64,
    /// The side that stands fast.
    pub align: Align,
}

impl Text {
    /// The room that it takes.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds {
            columns: self.columns.clone(),
            rows: self.middle - self.size * 0.58..self.middle + self.size * 0.58,
        }
    }
}

/// A rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    /// From left to right.
    pub columns: Range<f64>,
    /// From top to bottom.
    pub rows: Range<f64>,
}

impl Bounds {
    /// Whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.columns.start < other.columns.end
            && other.columns.start < self.columns.end
            && self.rows.start < other.rows.end
            && other.rows.start < self.rows.end
    }

    /// Whether a straight line passes through.
    #[must_use]
    pub fn is_crossed(&self, line: &[Point; 2]) -> bool {
        let ([from, to], mut part) = (line, (0.0_f64, 1.0_f64));
        let sides = [
            (from.0, to.0 - from.0, &self.columns),
            (from.1, to.1 - from.1, &self.rows),
        ];
        for (start, run, side) in sides {
            if run == 0.0 {
                if start <= side.start || side.end <= start {
                    return false;
                }
                continue;
            }
            let (one, other) = ((side.start - start) / run, (side.end - start) / run);
            part = (part.0.max(one.min(other)), part.1.min(one.max(other)));
        }
        part.0 < part.1
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A filled outline.
    Area(Vec<Point>),
    /// A line through points.
    Line {
        /// Where it goes.
        points: Vec<Point>,
        /// How thick it is.
        width: f64,
        /// Whether it is dashed.
        is_dashed: bool,
    },
    /// A filled circle.
    Dot {
        /// Its middle.
        at: Point,
        /// Its radius.
        radius: f64,
    },
    /// Words.
    Text(Text),
}

/// A shape with its colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its colour.
    pub tone: Tone,
    /// What it is.
    pub shape: Shape,
}

/// What is read off a drawing at one place: shown where a person points, not painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How far right it is.
    pub across: f64,
    /// Where its values lie, with their colours.
    pub dots: Vec<(Point, Tone)>,
    /// The place first, then a line for each value.
    pub words: Vec<String>,
    /// How wide the widest line is.
    pub width: f64,
}

/// A drawing: what is painted, and what can be read off it, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// Everything that is painted, at its place.
    pub marks: Vec<Mark>,
    /// Everything that can be read off.
    pub readings: Vec<Reading>,
}

/// The texts among marks.
pub fn texts(marks: &[Mark]) -> impl Iterator<Item = &Text> {
    marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_box_only_where_it_passes_through() {
        let bounds = Bounds {
            columns: 10.0..20.0,
            rows: 10.0..20.0,
        };
        assert!(bounds.is_crossed(&[(0.0, 0.0), (30.0, 30.0)]));
        assert!(bounds.is_crossed(&[(15.0, 0.0), (15.0, 40.0)]));
        assert!(bounds.is_crossed(&[(12.0, 12.0), (14.0, 13.0)]));
        assert!(!bounds.is_crossed(&[(0.0, 0.0), (30.0, 5.0)]));
        assert!(!bounds.is_crossed(&[(0.0, 15.0), (9.0, 15.0)]));
        assert!(!bounds.is_crossed(&[(10.0, 0.0), (10.0, 40.0)]));
    }

    #[test]
    fn a_shade_lies_between_the_page_and_the_accent() {
        let (white, black) = (RGBColor(255, 255, 255), RGBColor(0, 0, 0));
        assert_eq!(blend(black, white, 0.0), white);
        assert_eq!(blend(black, white, 1.0), black);
        assert_eq!(blend(black, white, 0.6), RGBColor(102, 102, 102));
    }
}
