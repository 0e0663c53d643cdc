//! Areas on each other, day after day: each keeps its height for the whole of its day, because a day is one sum.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale};
use crate::keys;
use crate::lines::tone;
use crate::look::Look;
use crate::mark::{Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::Sheet;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use telling::picture::plot::{Areas, Written};

/// Height of the plot.
const PLOT: (f64, f64) = (190.0, 230.0);
/// The largest sum that is drawn.
const FURTHEST: f64 = 1e15;

/// Height of the drawing at a width.
#[must_use]
pub fn height(data: &Areas, width: f64) -> f64 {
    let (narrow, wide) = PLOT;
    let plot = if width < NARROW { narrow } else { wide };
    head(data, width) + plot + FOOT
}

fn head(data: &Areas, width: f64) -> f64 {
    keys::height(&data.name, data.kinds.len(), width)
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Areas,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Areas, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// A day, what it had of each kind, the largest first on top, and in all.
#[must_use]
pub fn drawn(data: &Areas, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).map_or_else(Drawn::default, Sheet::drawn)
}

fn sheet<'a>(data: &Areas, width: f64, measure: Measure<'a>) -> Option<Sheet<'a>> {
    let days = data.kinds.iter().map(|kind| kind.2.len()).max();
    let days = days.filter(|days| *days > 0 && data.first.is_finite())?;
    let mut sheet = Sheet::new(width, height(data, width), measure);
    let kinds = data.kinds.iter();
    let kinds: Vec<(&str, Tone)> = kinds
        .map(|(name, colour, _)| (&**name, tone(*colour)))
        .collect();
    keys::write(&mut sheet, &data.name, &kinds);
    let tops = tops(data, days);
    let highest = tops.last().into_iter().flatten().copied();
    let highest = highest.fold(0.0, f64::max);
    let frame = Frame {
        across: "day",
        across_text: Written::Days.text(),
        up_text: data.written.text(),
        rows: head(data, width)..height(data, width) - FOOT,
    };
    // A day stands at its middle.
    let ends = (data.first - 0.5, data.first + days as f64 - 0.5);
    let across = Scale::even(ends, false);
    let plot = Plot::framed(
        &mut sheet,
        across,
        Scale::even((0.0, highest), true),
        &frame,
    );
    let mut below = vec![0.0; days];
    for (top, (_, tone)) in tops.iter().zip(&kinds) {
        let mut outline = edge(&plot, ends.0, top);
        outline.extend(edge(&plot, ends.0, &below).into_iter().rev());
        if top != &below {
            sheet.area(*tone, outline);
        }
        below.clone_from(top);
    }
    let floor = vec![plot.place((ends.0, 0.0)), plot.place((ends.1, 0.0))];
    sheet.line(Tone::Ink, 1.0, floor);
    for day in 0..days {
        let (words, dots) = of_day(data, &plot, &tops, day);
        sheet.reading(plot.x.place(data.first + day as f64), words, dots);
    }
    Some(sheet)
}

/// What a day had: the date, each kind from the top down, and the sum of several.
fn of_day(
    data: &Areas,
    plot: &Plot,
    tops: &[Vec<f64>],
    day: usize,
) -> (Vec<String>, Vec<(Point, Tone)>) {
    let write = data.written.exact();
    let at = data.first + day as f64;
    let mut words = vec![Written::Days.text()(at)];
    let mut dots = Vec::new();
    for ((name, colour, amounts), top) in data.kinds.iter().zip(tops).rev() {
        let amount = amounts.get(day).copied().unwrap_or_default();
        if amount > 0.0 {
            words.push(format!("{name}: {}", write(amount)));
            dots.push((plot.place((at, top[day])), tone(*colour)));
        }
    }
    if dots.len() != 1 {
        let sum = tops.last().map_or(0.0, |top| top[day]);
        words.push(format!("all: {}", write(sum)));
    }
    (words, dots)
}

/// How high each kind reaches on each day, those below it counted.
fn tops(data: &Areas, days: usize) -> Vec<Vec<f64>> {
    let mut sums = vec![0.0; days];
    let kinds = data.kinds.iter();
    kinds
        .map(|(_, _, amounts)| {
            for (sum, amount) in sums.iter_mut().zip(amounts) {
                if amount.is_finite() {
                    *sum = (*sum + amount.max(0.0)).min(FURTHEST);
                }
            }
            sums.clone()
        })
        .collect()
}

/// The upper edge from the first day to the last, two corners a day.
fn edge(plot: &Plot, first: f64, heights: &[f64]) -> Vec<Point> {
    let mut corners = Vec::with_capacity(heights.len() * 2);
    for (day, height) in heights.iter().enumerate() {
        let from = first + day as f64;
        corners.push(plot.place((from, *height)));
        corners.push(plot.place((from + 1.0, *height)));
    }
    corners
}
