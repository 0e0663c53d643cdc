//! The workflow: a box a step, arrows from each step to those that use its result, and a bar for its part of the tokens.

mod geometry;

pub use geometry::{Geometry, height};

use crate::look::Look;
use crate::mark::{Align, Bounds, Mark, Measure, Point, Tone};
use crate::paint::{Failed, paint};
use crate::sheet::{SMALL, Sheet, TEXT};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};
use telling::picture::{Workflow, WorkflowStep};

/// Height of the bar of tokens.
const BAR: f64 = 4.0;
/// Left and right of a text in a box.
const MARGIN: f64 = 9.0;
/// Length of an arrow's head, and half of its width.
const HEAD: (f64, f64) = (7.0, 3.5);

/// Draws it over the whole area.
///
/// # Errors
/// What the backend reports.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    data: &Workflow,
    look: &Look,
) -> Result<(), Failed<B>> {
    paint(area, &marks(data, look.width, look.measure), look)
}

/// Everything that is drawn, at its place.
#[must_use]
pub fn marks(data: &Workflow, width: f64, measure: Measure) -> Vec<Mark> {
    let geometry = Geometry::new(data, width);
    let mut sheet = Sheet::new(width, height(data, width), measure);
    for arrow in &geometry.arrows {
        sheet.curve(Tone::Grey, 1.3, &arrow.points);
    }
    for (step, bounds) in data.steps.iter().zip(&geometry.boxes) {
        put_box(&mut sheet, step, bounds);
    }
    // Above the boxes: an arrow that passes behind a box still shows where it arrives.
    for arrow in &geometry.arrows {
        if let Some(tip) = arrow.points.last() {
            sheet.area(Tone::Soft, head(*tip, arrow.is_downward));
        }
    }
    sheet.marks()
}

fn head(tip: Point, is_downward: bool) -> Vec<Point> {
    let (x, y) = tip;
    let (long, half) = HEAD;
    if is_downward {
        vec![tip, (x - half, y - long), (x + half, y - long)]
    } else {
        vec![tip, (x - long, y - half), (x - long, y + half)]
    }
}

fn put_box(sheet: &mut Sheet, step: &WorkflowStep, bounds: &Bounds) {
    let (columns, rows) = (&bounds.columns, &bounds.rows);
    sheet.block(Tone::Line, columns, rows);
    let inner = columns.start + 1.0..columns.end - 1.0;
    if inner.end <= inner.start {
        return;
    }
    sheet.block(Tone::Page, &inner, &(rows.start + 1.0..rows.end - 1.0));
    let share = if step.token_share > 0.0 {
        step.token_share.min(1.0)
    } else {
        0.0
    };
    let end = columns.start + (columns.end - columns.start) * share;
    let bar = rows.end - BAR..rows.end;
    sheet.block(Tone::Line, columns, &bar);
    if share > 0.0 {
        sheet.block(Tone::Accent, &(columns.start..end), &bar);
    }
    let margin = MARGIN.min((columns.end - columns.start) * 0.1);
    let (left, room) = (
        columns.start + margin,
        columns.end - columns.start - 2.0 * margin,
    );
    let size = if sheet.measure(&step.name, TEXT) <= room {
        TEXT
    } else {
        SMALL
    };
    let name = sheet.shortened(&step.name, size, room);
    sheet.text(
        &name,
        Tone::Ink,
        Align::Left,
        (left, rows.start + 15.0),
        size,
    );
    let label = fitting(sheet, &step.label, room);
    sheet.text(
        &label,
        Tone::Soft,
        Align::Left,
        (left, rows.start + 33.0),
        SMALL,
    );
}

/// The label, or its first part, or as much of that as fits.
fn fitting(sheet: &Sheet, label: &str, room: f64) -> String {
    if sheet.measure(label, SMALL) <= room {
        return label.into();
    }
    let first = label.split(" \u{b7} ").next().unwrap_or(label);
    sheet.shortened(first, SMALL, room)
}
