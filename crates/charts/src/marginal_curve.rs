//! What the next million tokens are worth against what they cost: where the two meet, more is no longer better.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale, extent};
use crate::look::Look;
use crate::mark::{Align, Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::Sheet;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::format;
use telling::picture::MarginalCurve;

/// Room above the plot.
const TOP: f64 = 14.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    if width < NARROW { 250.0 } else { 270.0 }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &MarginalCurve,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &MarginalCurve, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// At each effort: what the next million tokens are worth, and what they cost.
#[must_use]
pub fn drawn(data: &MarginalCurve, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).map_or_else(Drawn::default, Sheet::drawn)
}

fn sheet<'a>(data: &MarginalCurve, width: f64, measure: Measure<'a>) -> Option<Sheet<'a>> {
    let is_known = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
    let points: Vec<(f64, f64)> = data.points.iter().copied().filter(is_known).collect();
    let today = Some(data.today).filter(is_known);
    let price = Some(data.price).filter(|price| price.is_finite());
    let across = extent(points.iter().chain(&today).map(|point| point.0))?;
    let worths = points.iter().chain(&today).map(|point| point.1);
    let dollars = extent(worths.chain(price)).unwrap_or_default();
    let mut sheet = Sheet::new(width, height(width), measure);
    let (rows, sides) = (TOP..height(width) - FOOT, [Align::Left, Align::Right]);
    let frame = Frame {
        across: "tokens of effort a call",
        across_text: format::count,
        up_text: format::usd,
        rows: rows.clone(),
    };
    let plot = Plot::framed(
        &mut sheet,
        Scale::even(across, false),
        Scale::wide(dollars, 50.0),
        &frame,
    );
    sheet.rows = 0.0..rows.end;
    let curve: Vec<Point> = points.iter().map(|point| plot.place(*point)).collect();
    let level = price.map(|price| plot.y.place(price));
    if let Some(level) = level {
        sheet.area(Tone::Wash, surplus(&curve, level));
    }
    let stop = level.zip(data.best.filter(|best| best.is_finite()));
    let stop = stop.map(|(level, best)| (plot.x.place(best), level));
    if let Some(stop) = stop {
        sheet.dashed(Tone::Accent, 1.3, vec![stop, (stop.0, rows.end)]);
    }
    if let Some(level) = level {
        let (left, right) = plot.x.pixels;
        sheet.curve(Tone::Loss, 1.8, &[(left, level), (right, level)]);
    }
    sheet.curve(Tone::Accent, 2.2, &curve);
    if let Some(stop) = stop {
        sheet.dot(Tone::Accent, stop);
    }
    let here = today.map(|today| plot.place(today));
    if let Some(here) = here {
        sheet.dot(Tone::Ink, here);
    }
    names(&mut sheet, &curve, price.zip(level), plot.x.pixels.1);
    if let Some(here) = here {
        let at = (here.0, here.1 - 12.0);
        sheet.label(&[("you are here", Tone::Ink)], at, &sides);
    }
    if let Some(stop) = stop {
        let at = (stop.0, stop.1 - 14.0);
        sheet.label(&[("stop here", Tone::Accent)], at, &sides);
    }
    let marked = today.iter().map(|point| (Some("you are here"), point));
    for (name, point) in points.iter().map(|point| (None, point)).chain(marked) {
        let at_effort = sheet.named(frame.across, &format::count(point.0));
        let words = worth_of(at_effort, point.1, price, name);
        let at = plot.place(*point);
        sheet.reading(at.0, words, vec![(at, Tone::Accent)]);
    }
    Some(sheet)
}

/// What the next million tokens are worth at an effort, what they cost, and what place it is.
fn worth_of(effort: String, worth: f64, price: Option<f64>, name: Option<&str>) -> Vec<String> {
    let mut words = vec![
        effort,
        format!("the next million is worth {}", format::usd_cents(worth)),
    ];
    words.extend(price.map(|price| format!("and costs {}", format::usd_cents(price))));
    words.extend(name.map(str::to_owned));
    words
}

/// What the curve and the line are, in words beside them.
fn names(sheet: &mut Sheet, curve: &[Point], price: Option<(f64, f64)>, right: f64) {
    if let Some((price, level)) = price {
        let name = format!("and costs {}", format::usd(price));
        let below = if level + 28.0 < sheet.rows.end {
            13.0
        } else {
            -13.0
        };
        sheet.label(
            &[(&name, Tone::Loss)],
            (right + 9.0, level + below),
            &[Align::Right],
        );
    }
    // At the steep beginning there is room beside it.
    if let Some(start) = curve.first() {
        let at = (start.0, start.1);
        sheet.label(
            &[("the next million is worth", Tone::Accent)],
            at,
            &[Align::Left],
        );
    }
}

/// Between the curve and the price, as far as the curve lies above it.
fn surplus(curve: &[Point], level: f64) -> Vec<Point> {
    let mut outline: Vec<Point> = curve.iter().map(|(x, y)| (*x, y.min(level))).collect();
    if let (Some(first), Some(last)) = (curve.first(), curve.last()) {
        outline.extend([(last.0, level), (first.0, level)]);
    }
    outline
}
