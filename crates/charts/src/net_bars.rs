//! What a task can net, and how likely: losses on one side of nothing, gains on the other.

use crate::NARROW;
use crate::axis::{FOOT, Scale, below, extent};
use crate::look::Look;
use crate::mark::{Align, Mark, Measure, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{Sheet, TEXT};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::format;
use telling::picture::NetBars;

/// Room above the bars for the expected net and the chance of the highest.
const TOP: f64 = 46.0;
/// No bar is wider, none thinner.
const BAR: (f64, f64) = (4.0, 20.0);
/// A chance that is not nothing is never lower.
const LOWEST: f64 = 2.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    if width < NARROW { 230.0 } else { 250.0 }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &NetBars,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &NetBars, width: f64, measure: Measure) -> Vec<Mark> {
    let is_known = |bar: &&(f64, f64, String)| bar.0.is_finite() && bar.1.is_finite();
    let bars: Vec<&(f64, f64, String)> = data.bars.iter().filter(is_known).collect();
    let expected = Some(data.expected).filter(|net| net.is_finite());
    let nets = bars.iter().map(|bar| bar.0).chain(expected).chain([0.0]);
    let Some(nets) = extent(nets).filter(|_| !bars.is_empty()) else {
        return Vec::new();
    };
    let mut sheet = Sheet::new(width, height(width), measure);
    let (floor, top) = (height(width) - FOOT, TOP);
    let margin = BAR.1 / 2.0 + 2.0;
    let x = Scale::even(nets, true).over(margin, (sheet.width - margin).max(margin));
    let most = bars.iter().map(|bar| bar.1).fold(0.0, f64::max);
    let thickness = thickness(bars.iter().map(|bar| x.place(bar.0)));
    let zero = x.place(0.0);
    sheet.line(Tone::Line, 1.0, vec![(0.0, floor), (sheet.width, floor)]);
    sheet.line(Tone::Line, 1.0, vec![(zero, top), (zero, floor)]);
    sheet.line(Tone::Ink, 1.3, vec![(zero, floor), (zero, floor + 7.0)]);
    let heights = bars.iter().map(|bar| {
        let part = if most > 0.0 {
            bar.1.max(0.0) / most
        } else {
            0.0
        };
        let least = if bar.1 > 0.0 { LOWEST } else { 0.0 };
        floor - ((floor - top) * part).max(least)
    });
    let heights: Vec<f64> = heights.collect();
    for (bar, high) in bars.iter().zip(&heights) {
        let middle = x.place(bar.0);
        let tone = if bar.0 < 0.0 {
            Tone::Loss
        } else {
            Tone::Accent
        };
        let columns = middle - thickness / 2.0..middle + thickness / 2.0;
        sheet.solid(tone, &columns, &(*high..floor));
    }
    if let Some(expected) = expected {
        let at = x.place(expected);
        sheet.dashed(Tone::Ink, 1.3, vec![(at, 18.0), (at, floor)]);
        let words = format!("expected {}", format::usd(expected));
        sheet.text(&words, Tone::Ink, Align::Middle, (at, 9.0), TEXT);
    }
    chances(&mut sheet, &bars, &heights, &x, thickness / 2.0);
    below(&mut sheet, &x, (0.0, floor), "net of a task", format::usd);
    sheet.marks()
}

/// As wide as the nearest two leave room.
fn thickness(places: impl Iterator<Item = f64>) -> f64 {
    let (mut nearest, mut last) = (BAR.1 + 2.0, None);
    for place in places {
        let gap = last.map_or(nearest, |last: f64| (place - last).abs());
        nearest = nearest.min(gap);
        last = Some(place);
    }
    (nearest - 2.0).max(BAR.0)
}

/// The chances on top of their bars, the likeliest first, where nothing is in the way.
fn chances(sheet: &mut Sheet, bars: &[&(f64, f64, String)], heights: &[f64], x: &Scale, half: f64) {
    let mut left: Vec<usize> = (0..bars.len()).collect();
    let chance = |index: &usize| bars[*index].1;
    while let Some(at) =
        (0..left.len()).max_by(|one, other| chance(&left[*one]).total_cmp(&chance(&left[*other])))
    {
        let index = left.remove(at);
        let (middle, y) = (x.place(bars[index].0), heights[index] - 10.0);
        let places = [
            (Align::Middle, middle),
            (Align::Right, middle + half - 4.0),
            (Align::Left, middle - half + 4.0),
        ];
        let words = &bars[index].2;
        let _ = [true, false].into_iter().any(|off_lines| {
            let mut places = places.into_iter();
            places.any(|(align, x)| sheet.text_if_free(words, align, (x, y), Tone::Ink, off_lines))
        });
    }
}
