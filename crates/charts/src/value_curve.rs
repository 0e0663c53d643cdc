//! Worth and spend of a task along its effort: where the two are furthest apart it is best, and today lies somewhere.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale, extent};
use crate::look::Look;
use crate::mark::{Align, Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{LEADING, Sheet, TEXT, spread};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::format;
use telling::picture::{ValueCurve, ValuePoint};

/// Room above the plot for the name of a curve that runs along its top.
const TOP: f64 = 22.0;
/// Room above that for the labels of today and the best on a phone, where there is none inside.
const HEAD: f64 = 38.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    if width < NARROW { 310.0 } else { 300.0 }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &ValueCurve,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &ValueCurve, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// At each effort: worth, spend and net.
#[must_use]
pub fn drawn(data: &ValueCurve, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).map_or_else(Drawn::default, Sheet::drawn)
}

fn sheet<'a>(data: &ValueCurve, width: f64, measure: Measure<'a>) -> Option<Sheet<'a>> {
    let points: Vec<ValuePoint> = data.points.iter().copied().filter(is_known).collect();
    let across = extent(points.iter().map(|point| point.across));
    let across = across.filter(|_| is_known(&data.today))?;
    let across = (
        across.0.min(data.today.across),
        across.1.max(data.today.across),
    );
    let best = data.best.filter(is_known);
    let near = best.filter(|best| best.across <= across.1);
    let shown = points.iter().chain([&data.today]).chain(&near);
    let dollars = shown
        .flat_map(|point| [point.worth, point.spend])
        .chain([0.0]);
    let dollars = extent(dollars).unwrap_or_default();
    let mut sheet = Sheet::new(width, height(width), measure);
    let top = if width < NARROW { HEAD + TOP } else { TOP };
    let rows = top..height(width) - FOOT;
    let frame = Frame {
        across: &data.across,
        across_text: if data.is_money {
            format::usd
        } else {
            format::count
        },
        up_text: format::usd,
        rows: rows.clone(),
    };
    let plot = Plot::framed(
        &mut sheet,
        Scale::even(across, false),
        Scale::even(dollars, true),
        &frame,
    );
    sheet.rows = top - TOP..rows.end;
    curves(&mut sheet, &plot, &points);
    stems(&mut sheet, &plot, &data.today, near);
    if sheet.width < NARROW {
        // The lines down from the labels come first; the curves' names keep off them.
        labels(&mut sheet, &plot, data, best, near);
        ends(&mut sheet, &plot, &points);
    } else {
        ends(&mut sheet, &plot, &points);
        labels(&mut sheet, &plot, data, best, near);
    }
    let marked = [
        Some(("you are here", &data.today)),
        near.as_ref().map(|best| ("best", best)),
    ];
    let each = points.iter().map(|point| ("", point));
    for (name, point) in each.chain(marked.into_iter().flatten()) {
        let across = sheet.named(&data.across, &(frame.across_text)(point.across));
        let mut words = vec![across, format!("worth: {}", format::usd_cents(point.worth))];
        words.push(format!("spent: {}", format::usd_cents(point.spend)));
        words.push(format!("net: {}", format::usd_cents(point.net())));
        if !name.is_empty() {
            words.push(name.into());
        }
        let (top, foot) = (worth(&plot, point), spend(&plot, point));
        sheet.reading(top.0, words, vec![(top, Tone::Accent), (foot, Tone::Loss)]);
    }
    Some(sheet)
}

fn is_known(point: &ValuePoint) -> bool {
    point.across.is_finite() && point.worth.is_finite() && point.spend.is_finite()
}

fn worth(plot: &Plot, point: &ValuePoint) -> Point {
    plot.place((point.across, point.worth))
}

fn spend(plot: &Plot, point: &ValuePoint) -> Point {
    plot.place((point.across, point.spend))
}

fn curves(sheet: &mut Sheet, plot: &Plot, points: &[ValuePoint]) {
    let above: Vec<Point> = points.iter().map(|point| worth(plot, point)).collect();
    let below: Vec<Point> = points.iter().map(|point| spend(plot, point)).collect();
    sheet.area(Tone::Wash, gain(&above, &below));
    sheet.curve(Tone::Loss, 1.8, &below);
    sheet.curve(Tone::Accent, 2.2, &above);
}

/// The area in which the upper curve lies above the lower one; pixels grow downwards.
fn gain(above: &[Point], below: &[Point]) -> Vec<Point> {
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut last: Option<(Point, Point)> = None;
    for (one, other) in above.iter().zip(below) {
        let gap = other.1 - one.1;
        if let Some((from, under)) = last {
            let before = under.1 - from.1;
            if before * gap < 0.0 {
                let part = before / (before - gap);
                let crossing = (
                    from.0 + (one.0 - from.0) * part,
                    from.1 + (one.1 - from.1) * part,
                );
                upper.push(crossing);
                lower.push(crossing);
            }
        }
        upper.push((one.0, one.1.min(other.1)));
        lower.push(*other);
        last = Some((*one, *other));
    }
    lower.reverse();
    upper.extend(lower);
    upper
}

/// Upright lines and dots at today and at the best.
fn stems(sheet: &mut Sheet, plot: &Plot, today: &ValuePoint, best: Option<ValuePoint>) {
    if let Some(best) = &best {
        let (top, foot) = (worth(plot, best), spend(plot, best));
        sheet.dashed(Tone::Accent, 1.3, vec![top, foot]);
        sheet.dot(Tone::Accent, top);
    }
    let (top, foot) = (worth(plot, today), spend(plot, today));
    sheet.curve(Tone::Ink, 1.3, &[top, foot]);
    sheet.dot(Tone::Ink, top);
}

/// The curves' names at their right ends, the upper one above.
fn ends(sheet: &mut Sheet, plot: &Plot, points: &[ValuePoint]) {
    const OFF: f64 = 13.0;
    let Some(last) = points.last() else { return };
    let (right, width) = (plot.x.pixels.1, sheet.width);
    let (top, foot) = (worth(plot, last).1, spend(plot, last).1);
    let (up, down) = if top <= foot {
        ("worth", "spent")
    } else {
        ("spent", "worth")
    };
    let (high, low) = (top.min(foot), top.max(foot));
    let tone = |name: &str| {
        if name == "worth" {
            Tone::Accent
        } else {
            Tone::Loss
        }
    };
    let at = (right.min(width), high - OFF);
    sheet.label(&[(up, tone(up))], at, &[Align::Right]);
    let is_room_between = low - high > 4.0 * OFF || low + 2.0 * OFF > plot.y.pixels.0;
    let off = if is_room_between { -OFF } else { OFF };
    sheet.label(
        &[(down, tone(down))],
        (right.min(width), low + off),
        &[Align::Right],
    );
}

/// A label of today or of the best.
struct Label {
    name: String,
    net: String,
    tone: Tone,
    /// The dot, and the middle of what is below it.
    dot: Point,
    middle: Point,
}

fn labels(
    sheet: &mut Sheet,
    plot: &Plot,
    data: &ValueCurve,
    best: Option<ValuePoint>,
    near: Option<ValuePoint>,
) {
    /// Two places nearer than this are one to the eye.
    const SAME: f64 = 2.0;
    let label = |name: &str, tone: Tone, point: &ValuePoint| {
        let (dot, foot) = (worth(plot, point), spend(plot, point));
        Label {
            name: name.into(),
            net: format!("net {}", format::usd(point.net())),
            tone,
            dot,
            middle: (dot.0, (dot.1 + foot.1) / 2.0),
        }
    };
    let mut here = label("you are here", Tone::Ink, &data.today);
    let mut best = best.map(|best| label("best", Tone::Accent, &best));
    if let (None, Some(best), Some(far)) = (near, &mut best, data.best) {
        let text = if data.is_money {
            format::usd
        } else {
            format::count
        };
        best.name = format!("best at {} \u{2192}", text(far.across));
        best.middle = (plot.x.pixels.1, here.middle.1);
    }
    let is_same = |best: &Label| (best.dot.0 - here.dot.0).abs() < SAME && best.net == here.net;
    if near.is_some() && best.as_ref().is_some_and(is_same) {
        best = None;
        here.name = "you are here, at the best".into();
    }
    if sheet.width < NARROW {
        let mut both = vec![here];
        if let Some(best) = best {
            let is_first = best.dot.0 < both[0].dot.0;
            both.insert(usize::from(!is_first), best);
        }
        return above(sheet, both);
    }
    // Today's label looks away from the best, or the two would share the room between them.
    let gap = best
        .as_ref()
        .map_or(f64::INFINITY, |best| best.dot.0 - here.dot.0);
    let is_tight = 0.0 < gap && gap < sheet.measure(&here.name, TEXT) + 24.0;
    let sides = [Align::Left, Align::Right];
    let away = if is_tight {
        [Align::Right, Align::Left]
    } else {
        sides
    };
    for (label, sides) in [(Some(here), away), (best, sides)] {
        if let Some(label) = label {
            let lines = [
                (label.name.as_str(), label.tone),
                (label.net.as_str(), Tone::Soft),
            ];
            sheet.label(&lines, label.middle, &sides);
        }
    }
}

/// The labels side by side above the plot, each with a thin line from its dot.
fn above(sheet: &mut Sheet, mut labels: Vec<Label>) {
    let room = sheet.width / labels.len() as f64 - 12.0;
    for label in &mut labels {
        label.name = sheet.shortened(&label.name, TEXT, room);
        label.net = sheet.shortened(&label.net, TEXT, room);
    }
    let width = |label: &Label| {
        sheet
            .measure(&label.name, TEXT)
            .max(sheet.measure(&label.net, TEXT))
    };
    let widths: Vec<f64> = labels.iter().map(width).collect();
    let wishes: Vec<f64> = labels.iter().map(|label| label.dot.0).collect();
    let middles = spread(&wishes, &widths, &(0.0..sheet.width));
    for (label, middle) in labels.iter().zip(middles) {
        let foot = (label.dot.0, label.dot.1 - 7.0);
        sheet.curve(Tone::Grey, 1.0, &[(middle, HEAD - 2.0), foot]);
        sheet.text(&label.name, label.tone, Align::Middle, (middle, 9.0), TEXT);
        sheet.text(
            &label.net,
            Tone::Soft,
            Align::Middle,
            (middle, 9.0 + LEADING),
            TEXT,
        );
    }
}
