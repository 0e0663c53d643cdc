//! The same steps in the order of one measure beside their order by others: lines that cross are the message.

mod geometry;

pub use geometry::{Geometry, MOST, Row, height};

use crate::look::Look;
use crate::mark::{Align, Mark, Measure, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{SMALL, Sheet, TEXT};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use telling::picture::{OrderedStep, Orders};

/// From a dot to the label above it.
const ABOVE: f64 = 11.0;

/// Draws it over the whole area: at most the [`MOST`] steps with the most tokens, because more lines cannot be followed.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Orders,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Orders, width: f64, measure: Measure) -> Vec<Mark> {
    let geometry = Geometry::new(data, width, measure);
    let mut sheet = Sheet::new(width, height(data, width), measure);
    let columns = &geometry.columns;
    for header in &geometry.headers {
        for (line, y) in &header.lines {
            sheet.text(line, Tone::Soft, header.align, (header.x, *y), header.size);
        }
    }
    for (x, from, to) in &geometry.ties {
        sheet.line(Tone::Grey, 1.0, vec![(*x, *from), (*x, *to)]);
    }
    // The two to look at lie above the others.
    let mut rows: Vec<(&Row, Tone)> = Vec::new();
    for wanted in [Tone::Grey, Tone::Loss, Tone::Accent] {
        let of = geometry
            .rows
            .iter()
            .map(|row| (row, tone(&data.steps[row.step])));
        rows.extend(of.filter(|(_, tone)| *tone == wanted));
    }
    for (row, tone) in &rows {
        let thickness = if *tone == Tone::Grey { 1.5 } else { 2.4 };
        for (index, pair) in row.places.windows(2).enumerate() {
            if let [Some(from), Some(to)] = pair {
                let ends = [(columns[index], *from), (columns[index + 1], *to)];
                sheet.curve(*tone, thickness, &ends);
            }
        }
    }
    for (row, tone) in &rows {
        for (x, y) in columns.iter().zip(&row.places) {
            if let Some(y) = y {
                let tone = if *tone == Tone::Grey {
                    Tone::Soft
                } else {
                    *tone
                };
                sheet.dot(tone, (*x, *y));
            }
        }
    }
    for (row, _) in &rows {
        labels(&mut sheet, &geometry, row, &data.steps[row.step]);
    }
    sheet.marks()
}

fn tone(step: &OrderedStep) -> Tone {
    match (step.is_best, step.is_worst) {
        (true, _) => Tone::Accent,
        (_, true) => Tone::Loss,
        _ => Tone::Grey,
    }
}

fn labels(sheet: &mut Sheet, geometry: &Geometry, row: &Row, step: &OrderedStep) {
    sheet.text(
        &row.name,
        Tone::Ink,
        Align::Right,
        (geometry.names, row.name_at),
        TEXT,
    );
    let last = geometry.columns.len().saturating_sub(1);
    for (index, measure) in geometry.measures.iter().enumerate().skip(1) {
        let (Some(Some(y)), Some(label)) = (row.places.get(index), step.labels.get(*measure))
        else {
            continue;
        };
        let x = geometry.columns[index];
        if index == last {
            sheet.text(label, Tone::Ink, Align::Left, (x + 11.0, *y), TEXT);
        } else {
            on_plate(sheet, label, (x + 7.0, *y - ABOVE));
        }
    }
}

/// A label among lines: the lines stop around it, so that it can be read.
fn on_plate(sheet: &mut Sheet, label: &str, at: (f64, f64)) {
    let width = sheet.measure(label, SMALL);
    let columns = at.0 - 1.0..at.0 + width + 1.0;
    sheet.block(
        Tone::Page,
        &columns,
        &(at.1 - SMALL * 0.55..at.1 + SMALL * 0.55),
    );
    sheet.text(label, Tone::Ink, Align::Left, at, SMALL);
}
