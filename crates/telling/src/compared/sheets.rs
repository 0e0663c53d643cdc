//! A comparison as tables for a file.

use super::{Comparison, Input, Measure, Row, Side};
use crate::entered;
use crate::sheet::{Cell, Sheet, Shown};
use crate::sheets::texts;
use crate::words::plain_text;

/// Whose title, the sentence, both in figures, and every field in which they differ.
#[must_use]
pub fn sheets(a: Side, b: Side, found: &Comparison) -> Vec<Sheet> {
    let mut answer = Sheet::new("Answer", "", &[]);
    answer.rows = vec![
        texts(&["A", &a.report.title]),
        texts(&["B", &b.report.title]),
        texts(&["B against A", &plain_text(&found.sentence)]),
    ];
    let head = ["what", "unit", "A", "B", "B less A"];
    let mut figures = Sheet::new("A and B", "A and B in figures", &head);
    figures.rows.extend(found.rows.iter().map(figure));
    let mut changed = Sheet::new("Changed", "What was changed", &["field", "unit", "A", "B"]);
    changed.rows.extend(found.inputs.iter().map(input));
    let mut sheets = vec![answer, figures, changed];
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

fn figure(row: &Row) -> Vec<Cell> {
    let (unit, shown) = match row.measure {
        Measure::Usd => ("US dollars", Shown::Usd),
        Measure::Share => ("share", Shown::Share),
    };
    let figures = [row.a, row.b, row.difference()];
    let name = if row.is_part { "of it, " } else { "" };
    let mut cells = texts(&[&[name, &row.label].concat(), unit]);
    cells.extend(figures.map(|figure| Cell::known(figure, shown)));
    cells
}

fn input(input: &Input) -> Vec<Cell> {
    let sides = [&input.a, &input.b];
    let units = sides.map(|datum| entered::unit(input.rule, datum));
    let unit = units.into_iter().find(|unit| !unit.is_empty());
    let mut cells = texts(&[&input.label, unit.unwrap_or_default()]);
    cells.extend(sides.map(|datum| entered::cell(input.rule, datum)));
    cells
}
