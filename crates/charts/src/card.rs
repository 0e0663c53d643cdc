//! A scenario as one picture: title, answer, key figures, a drawing, and where the prices come from.
//!
//! It is what a link looks like where no calculator runs: in a README, a message, a printed page, a preview.

mod body;
mod lines;
mod made;

pub use body::Body;
pub use made::{CARD, Theme};

use crate::face::{Face, MeasureFace};
use crate::look::Look;
use crate::mark::{Align, Tone};
use crate::paint::Failed;
use lines::{Run, wrapped};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use telling::words::{Figure, Span};

/// What is pictured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Name of the scenario.
    pub title: String,
    /// What to take away, the figures in it strong.
    pub sentence: Vec<Span>,
    /// Up to three figures.
    pub figures: Vec<Figure>,
    /// The drawing.
    pub body: Body,
    /// Where the prices come from, in a line.
    pub source: String,
}

/// For what a picture is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For a page of text: as high as it needs to be.
    Page,
    /// For a preview of a link: 1200 by 630 pixels at one and a half times the layout.
    Social,
}

/// How large everything is.
struct Measures {
    width: f64,
    /// Nothing: as high as needed.
    height: Option<f64>,
    margin: f64,
    /// Height of what stands below the drawing.
    foot: f64,
    /// Sizes that the sentence may have, and how many lines at most.
    sentence: &'static [f64],
    lines: usize,
}

const PAGE: Measures = Measures {
    width: 760.0,
    height: None,
    margin: 28.0,
    foot: 36.0,
    sentence: &[24.0, 21.0],
    lines: 3,
};
const SOCIAL: Measures = Measures {
    width: 800.0,
    height: Some(420.0),
    margin: 30.0,
    foot: 24.0,
    sentence: &[38.0, 30.0, 26.0, 21.0],
    lines: 3,
};
/// Pixels of a social picture for each of its layout: 800 by 420 become 1200 by 630.
pub const SOCIAL_SCALE: f32 = 1.5;
/// Names of typefaces, as the style sheet has them.
const SANS: FontFamily = FontFamily::Name("system-ui, sans-serif");
const SERIF: FontFamily = FontFamily::Name("Georgia, Gelasio, serif");
/// Height of the figures with their names.
const FIGURES: f64 = 52.0;
/// From the thin line above the source to the lower margin.
const RULE: f64 = 16.0;
/// From the middle of one line of a text to the next, for each pixel of its size.
const LEADING: f64 = 1.24;
/// Colours of the sign, the same in light and dark.
const SIGN: [RGBColor; 3] = [
    RGBColor(0x12, 0x34, 0x3b),
    RGBColor(0x7f, 0xd1, 0xae),
    RGBColor(0xf2, 0xb3, 0x5e),
];

/// A text at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What is written.
    pub words: String,
    /// Left or right end, and the height of its middle.
    pub at: (f64, f64),
    /// Size of its letters.
    pub size: f64,
    /// Its typeface.
    pub face: Face,
    /// Its colour.
    pub tone: Tone,
    /// The side that stands fast.
    pub align: Align,
}

/// Where everything stands, in pixels of the layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Width and height of the picture.
    pub size: (f64, f64),
    /// All texts but those of the drawing.
    pub lines: Vec<Line>,
    /// Left, top and width of the drawing.
    pub body: (f64, f64, f64),
    /// Height of the thin line above the source.
    pub rule: f64,
    margin: f64,
}

impl Layout {
    /// Places everything.
    #[must_use]
    pub fn new(card: &Card, size: Size, measure: MeasureFace) -> Self {
        let of = match size {
            Size::Page => &PAGE,
            Size::Social => &SOCIAL,
        };
        let room = of.width - 2.0 * of.margin;
        let mut lines = Vec::new();
        head(&mut lines, card, of, of.margin + 8.0, measure);
        let top = of.margin + 22.0;
        let figures_height = if card.figures.is_empty() {
            0.0
        } else {
            FIGURES
        };
        let below = figures_height + card.body.height(room) + of.foot + of.margin;
        let free = of
            .height
            .map_or(f64::INFINITY, |height| height - top - below);
        let y = sentence(&mut lines, card, of, (top, free), measure);
        figures(&mut lines, card, of, y, measure);
        let least = libm::ceil(y + below);
        let height = of.height.unwrap_or(least).max(least);
        // What is left over stands above and below the drawing.
        let body = (of.margin, y + figures_height + (height - least) * 0.5, room);
        let rule = height - of.margin - RULE;
        let source = shortened(&card.source, 12.0, room, measure);
        let tone = Tone::Soft;
        let at = (of.margin, height - of.margin - 2.0);
        lines.push(line(source, at, 12.0, Face::Sans, tone));
        Self {
            size: (of.width, height),
            lines,
            body,
            rule,
            margin: of.margin,
        }
    }
}

fn line(words: String, at: (f64, f64), size: f64, face: Face, tone: Tone) -> Line {
    Line {
        words,
        at,
        size,
        face,
        tone,
        align: Align::Left,
    }
}

/// The title at the left, the name of the calculator at the right.
fn head(lines: &mut Vec<Line>, card: &Card, of: &Measures, y: f64, measure: MeasureFace) {
    const NAME: &str = "Tokenomics";
    const SIZE: f64 = 14.0;
    let name = measure(NAME, SIZE, Face::Bold);
    lines.push(Line {
        align: Align::Right,
        ..line(
            NAME.into(),
            (of.width - of.margin, y),
            SIZE,
            Face::Bold,
            Tone::Ink,
        )
    });
    let room = of.width - 2.0 * of.margin - name - 60.0;
    let title = shortened(&card.title, SIZE, room, measure);
    lines.push(line(title, (of.margin, y), SIZE, Face::Sans, Tone::Soft));
}

/// The sentence from `top` on, in the largest size in which it fits into `free` pixels; returns where it ends.
fn sentence(
    lines: &mut Vec<Line>,
    card: &Card,
    of: &Measures,
    (top, free): (f64, f64),
    measure: MeasureFace,
) -> f64 {
    const BELOW: f64 = 16.0;
    let room = of.width - 2.0 * of.margin;
    let mut chosen = (0.0, Vec::new());
    for size in of.sentence {
        let width = |words: &str| measure(words, *size, Face::Serif);
        chosen = (*size, wrapped(&card.sentence, room, &width));
        let height = chosen.1.len() as f64 * size * LEADING + BELOW;
        if chosen.1.len() <= of.lines && height <= free {
            break;
        }
    }
    let (size, mut rows) = chosen;
    if rows.len() > of.lines {
        rows.truncate(of.lines);
        if let Some(last) = rows.last_mut().and_then(|row| row.last_mut()) {
            last.words += "\u{2026}";
        }
    }
    let leading = size * LEADING;
    for (index, row) in rows.iter().enumerate() {
        let y = top + (index as f64 + 0.5) * leading + 4.0;
        for Run { words, x, strong } in row {
            let tone = if *strong { Tone::Accent } else { Tone::Ink };
            let at = (of.margin + x, y);
            lines.push(line(words.clone(), at, size, Face::Serif, tone));
        }
    }
    top + rows.len() as f64 * leading + BELOW
}

/// Figures side by side, each above its name.
fn figures(lines: &mut Vec<Line>, card: &Card, of: &Measures, top: f64, measure: MeasureFace) {
    const VALUE: f64 = 20.0;
    const LABEL: f64 = 13.0;
    const BETWEEN: f64 = 36.0;
    let mut x = of.margin;
    for figure in &card.figures {
        let width = measure(&figure.value, VALUE, Face::Bold).max(measure(
            &figure.label,
            LABEL,
            Face::Sans,
        ));
        if x + width > of.width - of.margin {
            break; // a name longer than the picture is rather left out than cut
        }
        let (value, label) = (figure.value.clone(), figure.label.clone());
        lines.push(line(value, (x, top + 10.0), VALUE, Face::Bold, Tone::Ink));
        lines.push(line(label, (x, top + 31.0), LABEL, Face::Sans, Tone::Soft));
        x += width + BETWEEN;
    }
}

fn shortened(words: &str, size: f64, room: f64, measure: MeasureFace) -> String {
    if measure(words, size, Face::Sans) <= room {
        return words.into();
    }
    let mut kept: String = words.into();
    while kept.pop().is_some() {
        let short = format!("{}\u{2026}", kept.trim_end());
        if measure(&short, size, Face::Sans) <= room {
            return short;
        }
    }
    String::new()
}

/// Draws the picture over the whole area, whose size is that of the layout times the scale of the look.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    card: &Card,
    layout: &Layout,
    look: &Look,
) -> Result<(), Failed<B>> {
    let pixels = |length: f64| libm::round(length * look.scale) as i32;
    let block = |(left, top, right, bottom): (f64, f64, f64, f64), colour: RGBColor| {
        let corners = [(pixels(left), pixels(top)), (pixels(right), pixels(bottom))];
        area.draw(&Rectangle::new(corners, colour.filled()))
    };
    let (width, height) = layout.size;
    block((0.0, 0.0, width, height), look.palette.page)?;
    let (left, right) = (layout.margin, width - layout.margin);
    let rule = layout.rule;
    block((left, rule, right, rule + 1.0), look.palette.line)?;
    for text in &layout.lines {
        write(area, text, look)?;
    }
    // The sign stands before the name, which is the first line.
    if let Some(name) = layout.lines.first() {
        let end = name.at.0 - crate::face::width(&name.words, name.size, name.face) - 8.0;
        let (start, top) = (end - 18.0, name.at.1 - 9.0);
        block((start, top, end, top + 18.0), SIGN[0])?;
        for (x, y, length, colour) in [
            (3.0, 4.0, 12.0, SIGN[1]),
            (3.0, 8.0, 12.0, SIGN[1]),
            (3.0, 12.0, 4.0, SIGN[1]),
            (8.0, 12.0, 7.0, SIGN[2]),
        ] {
            let (x, y) = (start + x, top + y);
            block((x, y, x + length, y + 2.0), colour)?;
        }
    }
    let (x, y, across) = layout.body;
    let down = card.body.height(across);
    let inside = area
        .clone()
        .shrink((pixels(x), pixels(y)), (pixels(across), pixels(down)));
    let look = Look {
        width: across,
        ..*look
    };
    card.body.draw(&inside, &look).map(drop)
}

fn write<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    text: &Line,
    look: &Look,
) -> Result<(), Failed<B>> {
    let (family, style) = match text.face {
        Face::Sans => (SANS, FontStyle::Normal),
        Face::Bold => (SANS, FontStyle::Bold),
        Face::Serif => (SERIF, FontStyle::Normal),
    };
    let across = match text.align {
        Align::Left => HPos::Left,
        Align::Middle => HPos::Center,
        Align::Right => HPos::Right,
    };
    let font = FontDesc::new(family, text.size * look.scale, style);
    let colour = text.tone.colour(&look.palette);
    let style = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(across, VPos::Center));
    let pixels = |length: f64| libm::round(length * look.scale) as i32;
    area.draw_text(&text.words, &style, (pixels(text.at.0), pixels(text.at.1)))
}
