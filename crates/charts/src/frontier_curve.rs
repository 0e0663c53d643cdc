//! Where two numbers at once break even: on one side of the curve it pays, on the other it does not.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale, extent};
use crate::look::Look;
use crate::mark::{Align, Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{SMALL, Sheet};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::format;
use telling::picture::FrontierCurve;

/// A curve that falls as one over the share would lie along both axes; from so many times on it is drawn by its logarithm.
const WIDE: f64 = 12.0;
/// So much room between the curve and an edge is enough for the region's name.
const ENOUGH: f64 = 80.0;
/// Room above the plot for the name of what runs up.
const TOP: f64 = 30.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    if width < NARROW { 280.0 } else { 300.0 }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &FrontierCurve,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &FrontierCurve, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// Along the curve: both numbers at which it breaks even.
#[must_use]
pub fn drawn(data: &FrontierCurve, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).map_or_else(Drawn::default, Sheet::drawn)
}

fn sheet<'a>(data: &FrontierCurve, width: f64, measure: Measure<'a>) -> Option<Sheet<'a>> {
    let is_known = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
    let points: Vec<(f64, f64)> = data.points.iter().copied().filter(is_known).collect();
    let today = Some(data.today).filter(is_known);
    let dollars = extent(points.iter().chain(&today).map(|point| point.1))?;
    let mut sheet = Sheet::new(width, height(width), measure);
    let rows = TOP..height(width) - FOOT;
    let frame = Frame {
        across: &data.across,
        across_text: format::share,
        up_text: format::usd,
        rows: rows.clone(),
    };
    let name = sheet.shortened(&data.up, SMALL, sheet.width);
    sheet.text(&name, Tone::Soft, Align::Left, (0.0, 8.0), SMALL);
    let plot = Plot::framed(
        &mut sheet,
        Scale::even((0.0, 1.0), false),
        Scale::wide(dollars, WIDE),
        &frame,
    );
    let curve: Vec<Point> = points.iter().map(|point| plot.place(*point)).collect();
    let paying = if data.pays_above {
        rows.start
    } else {
        rows.end
    };
    sheet.area(Tone::Wash, region(&curve, paying));
    sheet.curve(Tone::Accent, 2.2, &curve);
    sheet.rows = rows.clone();
    let here = today.map(|today| plot.place(today));
    if let Some(here) = here {
        sheet.dot(Tone::Ink, here);
        // The words stand on the side of the curve on which the dot is.
        sheet.rows = match crossing(&curve, here.0) {
            Some(level) if here.1 < level => rows.start..(here.1 + 12.0).min(rows.end),
            Some(_) => (here.1 - 12.0).max(rows.start)..rows.end,
            None => rows.clone(),
        };
        let sides = [Align::Left, Align::Right];
        sheet.label(&[("you are here", Tone::Ink)], here, &sides);
        sheet.rows = rows.clone();
    }
    let (above, below) = if data.pays_above {
        (("pays", Tone::Accent), ("does not pay", Tone::Soft))
    } else {
        (("does not pay", Tone::Soft), ("pays", Tone::Accent))
    };
    for (name, edge) in [(above, rows.start), (below, rows.end)] {
        if let Some(at) = roomiest(&curve, edge) {
            sheet.label(&[name], at, &[Align::Middle]);
        }
    }
    for (point, at) in points.iter().zip(curve) {
        let words = vec![
            sheet.named(&data.across, &format::share(point.0)),
            sheet.named(&data.up, &format::usd_cents(point.1)),
            "it breaks even".into(),
        ];
        sheet.reading(at.0, words, vec![(at, Tone::Accent)]);
    }
    Some(sheet)
}

/// Between the curve and an edge of the plot.
fn region(curve: &[Point], edge: f64) -> Vec<Point> {
    let mut outline = curve.to_vec();
    if let (Some(first), Some(last)) = (curve.first(), curve.last()) {
        outline.extend([(last.0, edge), (first.0, edge)]);
    }
    outline
}

/// Height of the curve at a place across.
fn crossing(curve: &[Point], x: f64) -> Option<f64> {
    let pair = curve
        .windows(2)
        .find(|pair| pair[0].0 <= x && x <= pair[1].0)?;
    let (from, to) = (pair[0], pair[1]);
    let part = if to.0 > from.0 {
        (x - from.0) / (to.0 - from.0)
    } else {
        0.0
    };
    Some(from.1 + (to.1 - from.1) * part)
}

/// The middle between curve and edge, as near to the curve's middle as there is room, else where there is most of it;
/// not at the curve's very ends.
fn roomiest(curve: &[Point], edge: f64) -> Option<Point> {
    let margin = curve.len() / 8;
    let inner = curve.get(margin..curve.len() - margin)?;
    let middle = (curve.first()?.0 + curve.last()?.0) / 2.0;
    // More than enough room is no better than enough.
    let rank = |point: &&Point| {
        (
            (point.1 - edge).abs().min(ENOUGH),
            -(point.0 - middle).abs(),
        )
    };
    let compare = |one: &(f64, f64), other: &(f64, f64)| {
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    };
    let (x, y) = inner
        .iter()
        .max_by(|one, other| compare(&rank(one), &rank(other)))?;
    Some((*x, (y + edge) / 2.0))
}
