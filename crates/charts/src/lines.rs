//! Lines over two axes, each named at its end, and dots with names.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale, extent};
use crate::look::Look;
use crate::mark::{Align, Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{LEADING, SMALL, Sheet, TEXT, spread};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use telling::picture::plot::{Axis, Line, LineTone, Lines};

/// Room above the plot for the name of what runs up.
const TOP: f64 = 30.0;
/// Space between a line's end and its name.
const BESIDE: f64 = 9.0;
/// Names may take so much of the width beside the plot; wider ones stand inside it.
const MOST_BESIDE: f64 = 0.34;
/// A line that ends this near to where the last one does is named beside the plot.
const NEAR: f64 = 3.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    if width < NARROW { 300.0 } else { 320.0 }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Lines,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Lines, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// At each place that a line or a dot has: what is there of each line, and the dot.
#[must_use]
pub fn drawn(data: &Lines, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).map_or_else(Drawn::default, Sheet::drawn)
}

fn sheet<'a>(data: &Lines, width: f64, measure: Measure<'a>) -> Option<Sheet<'a>> {
    let lines: Vec<(&Line, Vec<(f64, f64)>)> = data
        .lines
        .iter()
        .map(|line| (line, known(data, &line.points)))
        .filter(|(_, points)| !points.is_empty())
        .collect();
    let dots = data.dots.iter();
    let dots: Vec<(&str, (f64, f64))> = dots
        .filter(|(_, point)| is_known(data, point))
        .map(|(name, point)| (name.as_str(), *point))
        .collect();
    let faint = known(data, &data.faint);
    let all = || {
        let places = dots.iter().map(|(_, point)| point).chain(&faint);
        lines.iter().flat_map(|(_, points)| points).chain(places)
    };
    let ranges = extent(all().map(|point| point.0)).zip(extent(all().map(|point| point.1)));
    let (across, up) = ranges?;
    let mut sheet = Sheet::new(width, height(width), measure);
    let width = sheet.width;
    let rows = TOP..height(width) - FOOT;
    let name = sheet.shortened(&data.up.name, SMALL, width);
    sheet.text(&name, Tone::Soft, Align::Left, (0.0, 8.0), SMALL);
    let room = room_beside(&sheet, &lines, across.1);
    // The frame leaves what names need at the right.
    sheet.width = width - room;
    let frame = Frame {
        across: &data.across.name,
        across_text: data.across.written.text(),
        up_text: data.up.written.text(),
        rows: rows.clone(),
    };
    let plot = Plot::framed(
        &mut sheet,
        scale(&data.across, across, false),
        scale(&data.up, up, true),
        &frame,
    );
    sheet.width = width;
    sheet.rows = TOP - LEADING..rows.end;
    let drawn: Vec<(&Line, Vec<Point>)> = lines
        .iter()
        .map(|(line, points)| (*line, course(&plot, line, points)))
        .collect();
    for (line, points) in &drawn {
        if line.is_dashed {
            sheet.dashed(tone(line.tone), 1.6, points.clone());
        } else {
            sheet.curve(tone(line.tone), 2.2, points);
        }
    }
    for point in &faint {
        sheet.dot(Tone::Grey, plot.place(*point));
    }
    for (_, point) in &dots {
        sheet.dot(Tone::Ink, plot.place(*point));
    }
    let right = plot.x.place(across.1);
    ends(&mut sheet, &drawn, (room > 0.0).then_some(right));
    for (name, point) in dots.iter().filter(|(name, _)| !name.is_empty()) {
        let sides = [Align::Left, Align::Right];
        sheet.label(&[(name, Tone::Ink)], plot.place(*point), &sides);
    }
    read_off(&mut sheet, data, &plot, &lines, &dots);
    Some(sheet)
}

/// What is at each place: every line that runs there, from the top down, and the dots.
fn read_off(
    sheet: &mut Sheet,
    data: &Lines,
    plot: &Plot,
    lines: &[(&Line, Vec<(f64, f64)>)],
    dots: &[(&str, (f64, f64))],
) {
    let (x_text, y_text) = (data.across.written.exact(), data.up.written.exact());
    let mut places: Vec<f64> = Vec::new();
    let ends = lines.iter().flat_map(|(_, points)| points);
    for x in ends.chain(dots.iter().map(|(_, at)| at)).map(|at| at.0) {
        if let Err(place) = places.binary_search_by(|known| known.total_cmp(&x)) {
            places.insert(place, x);
        }
    }
    for x in places {
        let of_line = |(line, points): &(&Line, Vec<(f64, f64)>)| {
            let y = height_at(line, points, x)?;
            Some((line.name.clone(), y, tone(line.tone)))
        };
        let of_dot = |(name, at): &(&str, (f64, f64))| {
            (at.0 == x).then(|| ((*name).to_owned(), at.1, Tone::Ink))
        };
        let mut found: Vec<(String, f64, Tone)> = Vec::new();
        for one in lines
            .iter()
            .filter_map(of_line)
            .chain(dots.iter().filter_map(of_dot))
        {
            let place = found.partition_point(|other| other.1 >= one.1);
            found.insert(place, one);
        }
        let mut words = vec![match data.across.written.is_named() {
            true => x_text(x),
            false => sheet.named(&data.across.name, &x_text(x)),
        }];
        words.extend(found.iter().map(|(name, y, _)| match name.as_str() {
            "" => y_text(*y),
            name => sheet.named(name, &y_text(*y)),
        }));
        let places = found.iter();
        let dots = places.map(|(_, y, tone)| (plot.place((x, *y)), *tone));
        sheet.reading(plot.x.place(x), words, dots.collect());
    }
}

/// How high a line is at a place, where that is known: at its points, and between two where it stays level.
fn height_at(line: &Line, points: &[(f64, f64)], x: f64) -> Option<f64> {
    let after = points.partition_point(|point| point.0 < x);
    let next = points.get(after)?;
    if next.0 == x {
        return Some(next.1);
    }
    let before = points.get(after.checked_sub(1)?)?;
    (line.is_stepped || before.1 == next.1).then_some(before.1)
}

fn is_known(data: &Lines, (x, y): &(f64, f64)) -> bool {
    let holds = |number: f64, axis: &Axis| number.is_finite() && (!axis.is_log || number > 0.0);
    holds(*x, &data.across) && holds(*y, &data.up)
}

fn known(data: &Lines, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let each = points.iter().copied();
    each.filter(|point| is_known(data, point)).collect()
}

fn scale(axis: &Axis, numbers: (f64, f64), is_rounded: bool) -> Scale {
    /// On an axis of ratios, a range shorter than this is drawn evenly.
    const SHORT: f64 = 1.5;
    if axis.is_log {
        return Scale::wide(numbers, SHORT);
    }
    // Heights are compared with nothing; places across, like dates, are not.
    let from_zero = if is_rounded && !axis.is_near {
        (numbers.0.min(0.0), numbers.1.max(0.0))
    } else {
        numbers
    };
    Scale::even(from_zero, is_rounded)
}

pub(crate) fn tone(tone: LineTone) -> Tone {
    match tone {
        LineTone::Ink => Tone::Ink,
        LineTone::Soft => Tone::Soft,
        LineTone::Grey => Tone::Grey,
        LineTone::Accent => Tone::Accent,
        LineTone::Loss => Tone::Loss,
        LineTone::Shade(part) if part.is_finite() => Tone::Shade(part.clamp(0.0, 1.0)),
        LineTone::Shade(_) => Tone::Accent,
    }
}

/// A name is read, and a faint shade of a line cannot be.
fn name_tone(line: LineTone) -> Tone {
    match tone(line) {
        Tone::Shade(part) => Tone::Shade(part.max(0.75)),
        Tone::Grey => Tone::Soft,
        other => other,
    }
}

/// What the names of the lines that end at the right take beside the plot; nothing where it is too much.
fn room_beside(sheet: &Sheet, lines: &[(&Line, Vec<(f64, f64)>)], right: f64) -> f64 {
    let ending = lines
        .iter()
        .filter(|(_, points)| points.last().is_some_and(|last| last.0 >= right));
    let widest = ending
        .map(|(line, _)| sheet.measure(&line.name, TEXT))
        .fold(0.0, f64::max);
    let room = if widest > 0.0 { widest + BESIDE } else { 0.0 };
    if room <= sheet.width * MOST_BESIDE {
        room
    } else {
        0.0
    }
}

/// The pixels through which a line goes.
fn course(plot: &Plot, line: &Line, points: &[(f64, f64)]) -> Vec<Point> {
    let mut course: Vec<Point> = Vec::with_capacity(points.len() * 2);
    for point in points {
        let at = plot.place(*point);
        if let (true, Some(before)) = (line.is_stepped, course.last().copied()) {
            course.push((at.0, before.1));
        }
        course.push(at);
    }
    course
}

/// The lines' names at their ends: where there is room right of the last of them, one below the other, each as near to
/// its line as it can be.
fn ends(sheet: &mut Sheet, drawn: &[(&Line, Vec<Point>)], right: Option<f64>) {
    let mut beside: Vec<(Point, &Line)> = Vec::new();
    for (line, points) in drawn.iter().filter(|(line, _)| !line.name.is_empty()) {
        let Some(end) = points.last().copied() else {
            continue;
        };
        if right.is_some_and(|right| end.0 >= right - NEAR) {
            let place = beside.partition_point(|(other, _)| other.1 <= end.1);
            beside.insert(place, (end, line));
        } else {
            // Nothing of the line is right of its end.
            let sides = [Align::Left, Align::Right];
            sheet.label(&[(&line.name, name_tone(line.tone))], end, &sides);
        }
    }
    // `spread` keeps texts in a line apart by their widths; down a column a line is as "wide" as its leading less the gap.
    const GAP: f64 = 12.0;
    let wishes: Vec<f64> = beside.iter().map(|(end, _)| end.1).collect();
    let heights = vec![LEADING - GAP; wishes.len()];
    let edges = sheet.rows.start + GAP / 2.0..sheet.rows.end - GAP / 2.0;
    let middles = spread(&wishes, &heights, &edges);
    for ((end, line), middle) in beside.iter().zip(middles) {
        let words = [(line.name.as_str(), name_tone(line.tone))];
        // Where there are more names than rows the label finds out, and leaves them out.
        sheet.label(&words, (end.0, middle), &[Align::Left]);
    }
}
