//! Bars of one or several parts, as rows from top to bottom or as columns from left to right.

use crate::NARROW;
use crate::axis::{FOOT, Frame, Plot, Scale};
use crate::keys;
use crate::lines::tone;
use crate::look::Look;
use crate::mark::{Align, Drawn, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{SMALL, Sheet, TEXT};
use core::ops::Range;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use telling::picture::plot::{Bar, Bars};

/// Height of a row's bar.
const BAR: f64 = 24.0;
/// Space below a row.
const BETWEEN: f64 = 12.0;
/// Height of the line above a row on a phone.
const TITLE: f64 = 21.0;
/// Between a bar and the words beside it.
const BESIDE: f64 = 10.0;
/// Names of rows may take so much of the width.
const MOST_NAME: f64 = 0.34;
/// Left and right of an amount on a bar.
const MARGIN: f64 = 7.0;
/// Room for the name of the level above the bars.
const LEVEL: f64 = 20.0;
/// Height of the plot of columns.
const COLUMNS: (f64, f64) = (220.0, 250.0);
/// How much of its place a column takes.
const FULL: f64 = 0.72;
/// The largest number that is drawn.
const FURTHEST: f64 = 1e15;

/// Height of the drawing at a width.
#[must_use]
pub fn height(data: &Bars, width: f64) -> f64 {
    if data.across.is_some() {
        let (narrow, wide) = COLUMNS;
        let plot = if width < NARROW { narrow } else { wide };
        return head(data, width) + plot + FOOT;
    }
    let rows = data.bars.len() as f64;
    (head(data, width) + rows * (title(width) + BAR + BETWEEN) - BETWEEN).max(0.0)
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Bars,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Bars, width: f64, measure: Measure) -> Vec<Mark> {
    drawn(data, width, measure).marks
}

/// Of columns, what each is made of; rows say it themselves.
#[must_use]
pub fn drawn(data: &Bars, width: f64, measure: Measure) -> Drawn {
    sheet(data, width, measure).drawn()
}

fn sheet<'a>(data: &Bars, width: f64, measure: Measure<'a>) -> Sheet<'a> {
    let mut sheet = Sheet::new(width, height(data, width), measure);
    if data.bars.is_empty() {
        return sheet;
    }
    let parts = data.parts.iter();
    let parts: Vec<(&str, Tone)> = parts
        .map(|(name, colour)| (&**name, tone(*colour)))
        .collect();
    keys::write(&mut sheet, &data.name, &parts);
    match &data.across {
        Some(across) => columns(&mut sheet, data, across),
        None => rows(&mut sheet, data),
    }
    sheet
}

fn title(width: f64) -> f64 {
    if width < NARROW { TITLE } else { 0.0 }
}

/// Height of what stands above the bars.
fn head(data: &Bars, width: f64) -> f64 {
    let is_above = data.level.is_some() && data.across.is_none();
    let level = if is_above { LEVEL } else { 0.0 };
    keys::height(&data.name, data.parts.len(), width) + level
}

/// A bar's parts, each from where to where; those above nothing and those below it are put on each other apart.
fn stacked(bar: &Bar) -> Vec<(f64, f64)> {
    let (mut above, mut below) = (0.0, 0.0);
    let part = |value: &f64| {
        let value = if value.is_finite() {
            value.clamp(-FURTHEST, FURTHEST)
        } else {
            0.0
        };
        let end = if value < 0.0 { &mut below } else { &mut above };
        let start = *end;
        *end += value;
        (start, *end)
    };
    bar.values.iter().map(part).collect()
}

/// Least and largest of all that is drawn, nothing among them.
fn extent(data: &Bars) -> (f64, f64) {
    let level = data.level.iter().map(|level| level.1);
    let ranges = data.bars.iter().filter_map(known_range);
    let stacks = data.bars.iter().flat_map(stacked).map(|part| part.1);
    let all = level.chain(ranges.flat_map(|range| [range.0, range.1]));
    let all = stacks.chain(all).chain([0.0]);
    crate::axis::extent(all).unwrap_or((0.0, 0.0))
}

fn known_range(bar: &Bar) -> Option<(f64, f64)> {
    bar.range
        .filter(|range| range.0.is_finite() && range.1.is_finite())
}

fn rows(sheet: &mut Sheet, data: &Bars) {
    let width = sheet.width;
    let title = title(width);
    let widest = |words: &dyn Fn(&Bar) -> &String, size: f64| {
        let widths = data.bars.iter().map(|bar| sheet.measure(words(bar), size));
        widths.fold(0.0, f64::max)
    };
    let (left, right) = if title > 0.0 {
        (0.0, width)
    } else {
        let names = (widest(&|bar| &bar.name, TEXT) + BESIDE).min(width * MOST_NAME);
        let says = (widest(&|bar| &bar.says, TEXT) + BESIDE).min(width * MOST_NAME);
        (names, width - says)
    };
    let (low, high) = extent(data);
    let run = if high > low { high - low } else { 1.0 };
    let place = |number: f64| {
        let part = ((number - low) / run).clamp(0.0, 1.0);
        left + part * (right - left).max(0.0)
    };
    let top = head(data, width);
    for (index, bar) in data.bars.iter().enumerate() {
        let above = top + index as f64 * (title + BAR + BETWEEN);
        let rows = above + title..above + title + BAR;
        row_words(sheet, bar, &rows, title, left);
        for ((from, to), (_, colour)) in stacked(bar).into_iter().zip(&data.parts) {
            let columns = place(from.min(to))..place(from.max(to));
            if columns.end <= columns.start {
                continue;
            }
            sheet.block(tone(*colour), &columns, &rows);
            // A range would cross the amount, which is what the row says then.
            if bar.range.is_none() {
                let amount = (data.written.text())(to - from);
                on_bar(sheet, &amount, tone(*colour), &columns, &rows);
            }
        }
        if let Some((from, to)) = known_range(bar) {
            whisker(sheet, (place(from), place(to)), &rows);
        }
    }
    let zero = place(0.0);
    let bottom = sheet.rows.end;
    if low < 0.0 {
        sheet.line(Tone::Ink, 1.0, vec![(zero, top), (zero, bottom)]);
    }
    if let Some((name, level)) = data.level.as_ref().filter(|level| level.1.is_finite()) {
        let x = place(*level);
        // On a phone words stand between the bars: the line keeps off them.
        let whole = vec![top - 4.0..bottom];
        let each = (0..data.bars.len()).map(|index| {
            let above = top + index as f64 * (title + BAR + BETWEEN) + title;
            above - 3.0..above + BAR + 3.0
        });
        let pieces = if title > 0.0 { each.collect() } else { whole };
        for rows in pieces {
            sheet.dashed(Tone::Ink, 1.3, vec![(x, rows.start), (x, rows.end)]);
        }
        let words = sheet.shortened(name, SMALL, width);
        sheet.text(
            &words,
            Tone::Ink,
            Align::Middle,
            (x, top - LEVEL / 2.0 - 4.0),
            SMALL,
        );
    }
}

/// A row's name and what it says: at its sides, on a phone above it.
fn row_words(sheet: &mut Sheet, bar: &Bar, rows: &Range<f64>, title: f64, left: f64) {
    let width = sheet.width;
    let y = if title > 0.0 {
        rows.start - title / 2.0 + 1.0
    } else {
        (rows.start + rows.end) / 2.0
    };
    let room = if title > 0.0 {
        width * 0.45
    } else {
        width * MOST_NAME - BESIDE
    };
    let says = sheet.shortened(&bar.says, TEXT, room);
    sheet.text(&says, Tone::Ink, Align::Right, (width, y), TEXT);
    let room = if title > 0.0 {
        width - sheet.measure(&says, TEXT) - BESIDE
    } else {
        left - BESIDE
    };
    let name = sheet.shortened(&bar.name, TEXT, room);
    sheet.text(&name, Tone::Ink, Align::Left, (0.0, y), TEXT);
}

/// An amount on its part of a bar, where it fits.
fn on_bar(sheet: &mut Sheet, words: &str, colour: Tone, columns: &Range<f64>, rows: &Range<f64>) {
    if sheet.measure(words, SMALL) > columns.end - columns.start - 2.0 * MARGIN {
        return;
    }
    let ink = match colour {
        Tone::Shade(part) => Tone::on_shade(part),
        _ => Tone::Page,
    };
    let at = (columns.start + MARGIN, (rows.start + rows.end) / 2.0);
    sheet.text(words, ink, Align::Left, at, SMALL);
}

/// From where to where a bar may be as well: a line with short ends, below its middle so that an amount stays readable.
fn whisker(sheet: &mut Sheet, (from, to): (f64, f64), rows: &Range<f64>) {
    const HALF: f64 = 3.5;
    let y = rows.end - HALF - 2.0;
    let pieces = [
        [(from, y), (to, y)],
        [(from, y - HALF), (from, y + HALF)],
        [(to, y - HALF), (to, y + HALF)],
    ];
    // A rim in the page's colour lifts it off the bar.
    for (tone, width) in [(Tone::Page, 4.0), (Tone::Ink, 1.6)] {
        for piece in pieces {
            sheet.line(tone, width, piece.to_vec());
        }
    }
}

/// What a column is made of: its number, each part from the top down, from where to where it may be, and the sum.
fn of_column(
    data: &Bars,
    plot: &Plot,
    across: &str,
    index: usize,
) -> (Vec<String>, Vec<(Point, Tone)>) {
    let (write, bar, x) = (data.written.exact(), &data.bars[index], index as f64 + 1.0);
    let mut words = vec![format!("{across} {}", scenario::format::count(x))];
    if !bar.name.is_empty() {
        words[0] += &format!(", {}", bar.name);
    }
    let mut dots = Vec::new();
    let parts = bar.values.iter().zip(stacked(bar)).zip(&data.parts);
    for ((value, (_, to)), (name, colour)) in parts.rev() {
        if *value != 0.0 && value.is_finite() {
            words.push(format!("{name}: {}", write(*value)));
            dots.push((plot.place((x, to)), tone(*colour)));
        }
    }
    if let Some((from, to)) = known_range(bar) {
        words.push(format!("from {} to {}", write(from), write(to)));
    }
    if data.parts.len() > 1 {
        let sum: f64 = bar.values.iter().filter(|value| value.is_finite()).sum();
        words.push(format!("all: {}", write(sum)));
    }
    (words, dots)
}

fn columns(sheet: &mut Sheet, data: &Bars, across: &str) {
    let top = head(data, sheet.width);
    let rows = top..sheet.rows.end - FOOT;
    let count = data.bars.len() as f64;
    let frame = Frame {
        across,
        across_text: scenario::format::count,
        up_text: data.written.text(),
        rows: rows.clone(),
    };
    let x = Scale::even((0.5, count + 0.5), false);
    let plot = Plot::framed(sheet, x, Scale::even(extent(data), true), &frame);
    let half = (plot.x.place(2.0) - plot.x.place(1.0)).abs() * FULL / 2.0;
    let half = if data.bars.len() == 1 { 20.0 } else { half };
    for (index, bar) in data.bars.iter().enumerate() {
        let middle = plot.x.place(index as f64 + 1.0);
        for ((from, to), (_, colour)) in stacked(bar).into_iter().zip(&data.parts) {
            let (low, high) = (plot.y.place(from.min(to)), plot.y.place(from.max(to)));
            if low > high {
                sheet.block(tone(*colour), &(middle - half..middle + half), &(high..low));
            }
        }
        if let Some((from, to)) = known_range(bar) {
            let ends = vec![(middle, plot.y.place(from)), (middle, plot.y.place(to))];
            sheet.line(Tone::Ink, 1.6, ends);
        }
        let (words, dots) = of_column(data, &plot, across, index);
        sheet.reading(middle, words, dots);
    }
    let zero = plot.y.place(0.0);
    let (left, right) = (plot.x.place(0.5), plot.x.place(count + 0.5));
    sheet.line(Tone::Ink, 1.0, vec![(left, zero), (right, zero)]);
    if let Some((name, level)) = data.level.as_ref().filter(|level| level.1.is_finite()) {
        let y = plot.y.place(*level);
        sheet.dashed(Tone::Ink, 1.3, vec![(left, y), (right, y)]);
        let words = sheet.shortened(name, SMALL, right - left);
        let at = (right, (y - 9.0).max(top - LEVEL / 2.0));
        sheet.text_if_free(&words, Align::Right, at, Tone::Ink, false);
    }
}
