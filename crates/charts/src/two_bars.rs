//! One bar of tokens above one bar of cost, the same classes in both, and bands that join them.
//!
//! The message is where a band widens: a class that is half of the tokens and most of the cost. Hidden reasoning
//! is always hatched.

mod geometry;

pub use geometry::{Geometry, Segment, hatching, height};

use crate::look::Look;
use crate::paint::{FONT, Failed};
use core::ops::Range;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use scenario::format;
use scenario::report::Report;
use telling::words;

/// Index of hidden reasoning among the five classes.
pub const HIDDEN: usize = 4;

/// One class of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its place among the five classes: input, cache, retrieval, visible output, hidden reasoning.
    pub index: usize,
    /// Its name in the report.
    pub name: &'static str,
    /// Its part of all tokens, from 0 to 1.
    pub token_share: f64,
    /// Its part of the cost, from 0 to 1.
    pub cost_share: f64,
    /// What to write on its part of the upper bar, longest first.
    pub token_labels: Vec<String>,
    /// What to write on its part of the lower bar, longest first.
    pub cost_labels: Vec<String>,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoBars {
    /// Classes that occur, in the order in which they are shown.
    pub classes: Vec<Class>,
    /// Written above the upper bar.
    pub tokens_title: String,
    /// Written below the lower bar.
    pub cost_title: String,
}

impl TwoBars {
    /// The classes of a report that occur, with what may be written on them.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let present = report
            .cost
            .classes
            .iter()
            .enumerate()
            .filter(|(_, class)| class.tokens > 0.0);
        let classes = present.map(|(index, class)| {
            let name = words::class_words(class.class);
            let (tokens, usd) = (format::count(class.tokens), format::usd(class.usd));
            let (token_share, cost_share) = (
                class.token_share.unwrap_or(0.0),
                class.cost_share.unwrap_or(0.0),
            );
            let (of_tokens, of_cost) = (format::share(token_share), format::share(cost_share));
            Class {
                index,
                name: class.class,
                token_share,
                cost_share,
                token_labels: labels(name, &tokens, &of_tokens),
                cost_labels: labels(name, &usd, &of_cost),
            }
        });
        Self {
            classes: classes.collect(),
            tokens_title: words::tokens_title(report),
            cost_title: words::cost_title(report),
        }
    }
}

fn labels(name: &str, amount: &str, share: &str) -> Vec<String> {
    vec![
        format!("{name} \u{b7} {amount} \u{b7} {share}"),
        format!("{name} \u{b7} {share}"),
        format!("{name} {share}"),
        share.into(),
    ]
}

/// Size of the text on bars and beside them, in pixels of the layout.
const TEXT: f64 = 13.0;
/// Free space left and right of a text on a bar.
const MARGIN: f64 = 9.0;
/// How strongly a band shows.
const BAND: f64 = 0.22;

/// Draws the two bars over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &TwoBars,
    look: &Look,
) -> Result<(), Failed<B>> {
    let geometry = Geometry::new(data, look.width, &|text| {
        (look.measure)(text, TEXT) + 2.0 * MARGIN
    });
    let pixels = |length: f64| (length * look.scale).round() as i32;
    let point = |(x, y): (f64, f64)| (pixels(x), pixels(y));
    for (class, band) in &geometry.bands {
        let colour = look.palette.classes[*class].mix(BAND).filled();
        area.draw(&Polygon::new(band.map(point).to_vec(), colour))?;
    }
    let font = |style: FontStyle| FontDesc::new(FONT, TEXT * look.scale, style);
    for bar in &geometry.bars {
        for segment in &bar.segments {
            draw_segment(area, segment, &bar.rows, look)?;
        }
    }
    let soft = TextStyle::from(font(FontStyle::Normal)).color(&look.palette.soft);
    let titles = [
        (&data.tokens_title, geometry.titles[0]),
        (&data.cost_title, geometry.titles[1]),
    ];
    for (title, y) in titles {
        area.draw_text(
            title,
            &soft.pos(Pos::new(HPos::Left, VPos::Center)),
            point((0.0, y)),
        )?;
    }
    Ok(())
}

fn draw_segment<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    segment: &Segment,
    rows: &Range<f64>,
    look: &Look,
) -> Result<(), Failed<B>> {
    let pixels = |length: f64| (length * look.scale).round() as i32;
    let colour = look.palette.classes[segment.class];
    let (left, right) = (segment.columns.start, segment.columns.end);
    let corners = [
        (pixels(left), pixels(rows.start)),
        (pixels(right), pixels(rows.end)),
    ];
    area.draw(&Rectangle::new(corners, colour.filled()))?;
    if segment.class == HIDDEN {
        let stroke = look
            .palette
            .hatch
            .stroke_width((1.6 * look.scale).round().max(1.0) as u32);
        for line in hatching(&segment.columns, rows) {
            let ends = line.map(|(x, y)| (pixels(x), pixels(y)));
            area.draw(&PathElement::new(ends.to_vec(), stroke))?;
        }
    }
    let Some(label) = &segment.label else {
        return Ok(());
    };
    let middle = (rows.start + rows.end) / 2.0;
    if segment.class == HIDDEN {
        // A plate without hatching, or the words could not be read.
        let plate = [
            (pixels(left + MARGIN / 2.0), pixels(middle - TEXT * 0.85)),
            (
                pixels(left + label.width - MARGIN / 2.0),
                pixels(middle + TEXT * 0.85),
            ),
        ];
        area.draw(&Rectangle::new(plate, colour.filled()))?;
    }
    let font = FontDesc::new(FONT, TEXT * look.scale, FontStyle::Bold);
    let style = TextStyle::from(font)
        .color(&look.palette.on_bar)
        .pos(Pos::new(HPos::Left, VPos::Center));
    area.draw_text(&label.text, &style, (pixels(left + MARGIN), pixels(middle)))
}
