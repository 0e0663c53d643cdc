//! How the same effort is split over the steps: today, for the same money at its best, and at the best spend.

use crate::NARROW;
use crate::look::Look;
use crate::mark::{Align, Mark, Measure, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{SMALL, Sheet, TEXT, spread};
use core::ops::Range;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use scenario::format;
use telling::picture::Splits;

/// Height of the line above a bar on a phone.
const TITLE: f64 = 22.0;
/// Height of the names of the steps above all.
const HEAD: f64 = 28.0;
/// Space between two steps.
const GAP: f64 = 2.0;
/// Left and right of a text on a bar.
const MARGIN: f64 = 7.0;
/// Between the bars and the words beside them.
const BESIDE: f64 = 14.0;
/// How much of the accent the steps have in turn: neighbours differ in lightness, whatever colours an eye tells apart.
const SHADES: [f64; 4] = [1.0, 0.36, 0.14, 0.5];
/// How much of a step's shade a band keeps.
const BAND: f64 = 0.2;

/// What the width of the page decides.
struct Layout {
    /// Height of a bar, of the space below it, and of the line above it.
    bar: f64,
    between: f64,
    title: f64,
    /// From where to where bars may reach.
    columns: Range<f64>,
}

impl Layout {
    /// Words stand beside the bars, on a phone above them.
    fn new(data: &Splits, sheet: &Sheet) -> Self {
        let (bar, between, title) = proportions(sheet.width);
        let wider = |width: f64, words: &str| width.max(sheet.measure(words, TEXT));
        let names = data
            .rows
            .iter()
            .fold(0.0, |width, row| wider(width, &row.0));
        let nets = data
            .rows
            .iter()
            .fold(0.0, |width, row| wider(width, &row.2));
        let columns = if title > 0.0 {
            0.0..sheet.width
        } else {
            let left = (names + BESIDE).min(sheet.width * 0.3);
            left..sheet.width - nets.min(width_of_nets(sheet.width)) - BESIDE
        };
        Self {
            bar,
            between,
            title,
            columns,
        }
    }

    fn top(&self, row: usize) -> f64 {
        HEAD + row as f64 * (self.title + self.bar + self.between) + self.title
    }

    /// Height of the line of words above a bar; the first stands above the names of the steps.
    fn title_at(&self, row: usize) -> f64 {
        let head = if row == 0 { HEAD } else { 0.0 };
        self.top(row) - head - TITLE * 0.5 - 1.0
    }
}

/// Height of the drawing at a width.
#[must_use]
pub fn height(data: &Splits, width: f64) -> f64 {
    let (bar, between, title) = proportions(width);
    let rows = data.rows.len() as f64;
    (HEAD + rows * (title + bar + between) - between).max(0.0)
}

fn proportions(width: f64) -> (f64, f64, f64) {
    if width < NARROW {
        (40.0, 14.0, TITLE)
    } else {
        (40.0, 26.0, 0.0)
    }
}

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Splits,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Splits, width: f64, measure: Measure) -> Vec<Mark> {
    let mut sheet = Sheet::new(width, height(data, width), measure);
    let layout = Layout::new(data, &sheet);
    let dollars: Vec<Vec<f64>> = data.rows.iter().map(|row| known(&row.1)).collect();
    let most = dollars
        .iter()
        .map(|row| row.iter().sum())
        .fold(0.0, f64::max);
    let bars = dollars
        .iter()
        .map(|row| columns(row, most, &layout.columns));
    let bars: Vec<Vec<Range<f64>>> = bars.collect();
    for (row, pair) in bars.windows(2).enumerate() {
        for (step, (above, below)) in pair[0].iter().zip(&pair[1]).enumerate() {
            let (high, low) = (layout.top(row) + layout.bar, layout.top(row + 1));
            let corners = vec![
                (above.start, high),
                (above.end, high),
                (below.end, low),
                (below.start, low),
            ];
            sheet.area(Tone::Shade(shade(step) * BAND), corners);
        }
    }
    for (row, (name, _, net)) in data.rows.iter().enumerate() {
        let most = width_of_nets(sheet.width);
        let net = sheet.shortened(net, TEXT, most);
        let taken = sheet.measure(&net, TEXT) + BESIDE;
        title(
            &mut sheet,
            &layout,
            row,
            name,
            (dollars[row].iter().sum(), taken),
        );
        let rows = layout.top(row)..layout.top(row) + layout.bar;
        let y = if layout.title > 0.0 {
            layout.title_at(row)
        } else {
            (rows.start + rows.end) / 2.0
        };
        sheet.text(&net, Tone::Ink, Align::Right, (sheet.width, y), TEXT);
        for (step, columns) in bars[row].iter().enumerate() {
            sheet.block(Tone::Shade(shade(step)), columns, &rows);
            amount(&mut sheet, dollars[row][step], columns, &rows, shade(step));
        }
    }
    if let Some(first) = bars.first() {
        names(&mut sheet, &data.steps, first, layout.top(0) - HEAD);
    }
    sheet.marks()
}

/// The steps' names above the first bar, with thin lines to their parts of it, because some parts are thinner than any
/// word. Where there are too many, those with the least dollars go without, and their bands say which they are.
fn names(sheet: &mut Sheet, steps: &[String], first: &[Range<f64>], top: f64) {
    const LINE: f64 = 9.0;
    const GAP: f64 = 12.0;
    const FEWEST: usize = 4;
    let size = |columns: &Range<f64>| columns.end - columns.start;
    let mut named: Vec<(&String, &Range<f64>)> = steps.iter().zip(first).collect();
    named.retain(|(_, columns)| size(columns) > 0.0);
    let total = |named: &[(&String, &Range<f64>)]| -> f64 {
        let widths = named.iter().map(|(name, _)| sheet.measure(name, SMALL));
        widths.sum::<f64>() + GAP * named.len() as f64
    };
    while named.len() > FEWEST && total(&named) > sheet.width {
        let sizes = named.iter().map(|(_, columns)| size(columns));
        let least = sizes
            .enumerate()
            .min_by(|one, other| one.1.total_cmp(&other.1));
        named.remove(least.map_or(0, |(at, _)| at));
    }
    let room = if total(&named) > sheet.width {
        sheet.width / named.len() as f64 - GAP
    } else {
        sheet.width
    };
    let words = named
        .iter()
        .map(|(name, _)| sheet.shortened(name, SMALL, room));
    let words: Vec<String> = words.collect();
    let widths = words.iter().map(|words| sheet.measure(words, SMALL));
    let widths: Vec<f64> = widths.collect();
    let wishes = named
        .iter()
        .map(|(_, columns)| (columns.start + columns.end) / 2.0);
    let wishes: Vec<f64> = wishes.collect();
    let middles = spread(&wishes, &widths, &(0.0..sheet.width));
    for ((words, middle), wish) in words.iter().zip(middles).zip(wishes) {
        let ends = vec![(middle, top + LINE + 7.0), (wish, top + HEAD - 2.0)];
        sheet.line(Tone::Grey, 1.0, ends);
        sheet.text(words, Tone::Ink, Align::Middle, (middle, top + LINE), SMALL);
    }
}

/// The words at the right may take so much.
fn width_of_nets(width: f64) -> f64 {
    width * if width < NARROW { 0.45 } else { 0.25 }
}

fn shade(step: usize) -> f64 {
    SHADES[step % SHADES.len()]
}

/// Nothing for what is no amount.
fn known(dollars: &[f64]) -> Vec<f64> {
    let amount = |dollars: &f64| {
        if dollars.is_finite() {
            dollars.clamp(0.0, 1e15)
        } else {
            0.0
        }
    };
    dollars.iter().map(amount).collect()
}

/// Where the steps of a row stand: in proportion to the row with the most dollars, with the gaps taken off.
fn columns(dollars: &[f64], most: f64, whole: &Range<f64>) -> Vec<Range<f64>> {
    let gaps = GAP * dollars.len().saturating_sub(1) as f64;
    let room = (whole.end - whole.start - gaps).max(0.0);
    let mut left = whole.start;
    let place = |amount: &f64| {
        let size = if most > 0.0 {
            amount / most * room
        } else {
            0.0
        };
        let columns = left..left + size;
        left += size + if size > 0.0 { GAP } else { 0.0 };
        columns
    };
    dollars.iter().map(place).collect()
}

/// The row's name and what it costs: beside the bar in two lines, above it in one.
fn title(sheet: &mut Sheet, layout: &Layout, row: usize, name: &str, (dollars, taken): (f64, f64)) {
    let (amount, top) = (format::usd(dollars), layout.top(row));
    if layout.title > 0.0 {
        let y = layout.title_at(row);
        let full = format!("{name} \u{b7} {amount}");
        let room = sheet.width - taken;
        let is_short = sheet.measure(&full, TEXT) <= room;
        let words = if is_short {
            full
        } else {
            sheet.shortened(name, TEXT, room)
        };
        sheet.text(&words, Tone::Ink, Align::Left, (0.0, y), TEXT);
        return;
    }
    let middle = top + layout.bar / 2.0;
    let words = sheet.shortened(name, TEXT, layout.columns.start - BESIDE);
    sheet.text(&words, Tone::Ink, Align::Left, (0.0, middle - 9.0), TEXT);
    sheet.text(&amount, Tone::Soft, Align::Left, (0.0, middle + 9.0), SMALL);
}

/// What a step takes, where it fits on its part of the bar.
fn amount(sheet: &mut Sheet, dollars: f64, columns: &Range<f64>, rows: &Range<f64>, shade: f64) {
    let words = format::usd(dollars);
    if sheet.measure(&words, SMALL) <= columns.end - columns.start - 2.0 * MARGIN {
        let at = (columns.start + MARGIN, (rows.start + rows.end) / 2.0);
        sheet.text(&words, Tone::on_shade(shade), Align::Left, at, SMALL);
    }
}
