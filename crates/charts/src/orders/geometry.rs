//! Where the columns, the rows and the names of the orders stand, in pixels of the layout.

use crate::NARROW;
use crate::mark::{Align, Measure};
use crate::sheet::{SMALL, Sheet, TEXT};
use telling::picture::{OrderedStep, Orders};

/// Steps that are drawn at the most: those with the most tokens.
pub const MOST: usize = 12;
/// Height of the head with the names of the measures; they may take two lines.
const HEAD: f64 = 40.0;
/// Steps that share a place stand this far apart at the least.
const APART: f64 = 19.0;
/// From a dot to the text beside it.
const BESIDE: f64 = 11.0;
/// How far the first name reaches over its column's middle.
const EDGE: f64 = 5.0;
/// Measures that a phone has room for, by their places among four.
const ON_A_PHONE: [usize; 3] = [0, 2, 3];

/// Name of a measure above its column.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Where it stands fast.
    pub x: f64,
    /// By which side.
    pub align: Align,
    /// Its lines, each with its height.
    pub lines: Vec<(String, f64)>,
    /// Size of its font.
    pub size: f64,
}

/// A step.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the data.
    pub step: usize,
    /// Its name and first label, as far as there is room.
    pub name: String,
    /// Height of the name.
    pub name_at: f64,
    /// Height of its dot in each column; nothing where the measure is unknown.
    pub places: Vec<Option<f64>>,
}

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Measures that are shown, by their places in the data.
    pub measures: Vec<usize>,
    /// Middle of each column of dots.
    pub columns: Vec<f64>,
    /// Names of the measures.
    pub headers: Vec<Header>,
    /// Right end of the steps' names.
    pub names: f64,
    /// The steps.
    pub rows: Vec<Row>,
    /// Steps that share a place: column, and from where to where.
    pub ties: Vec<(f64, f64, f64)>,
}

/// Height of the drawing at a width.
#[must_use]
pub fn height(data: &Orders, width: f64) -> f64 {
    let rows = data.steps.len().min(MOST);
    HEAD + rows as f64 * pitch(rows, width)
}

/// From one place to the next.
fn pitch(rows: usize, width: f64) -> f64 {
    match (rows, width < NARROW) {
        (0..=6, false) => 46.0,
        (0..=6, true) => 42.0,
        _ => 34.0,
    }
}

/// The steps with the most tokens, in their order in the document.
fn kept(data: &Orders) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..data.steps.len()).collect();
    let first = |index: &usize| rank(&data.steps[*index], 0).unwrap_or(f64::INFINITY);
    while kept.len() > MOST {
        let last = (0..kept.len())
            .max_by(|one, other| first(&kept[*one]).total_cmp(&first(&kept[*other])));
        kept.remove(last.unwrap_or(0));
    }
    kept
}

fn rank(step: &OrderedStep, measure: usize) -> Option<f64> {
    step.ranks
        .get(measure)
        .copied()
        .flatten()
        .filter(|rank| rank.is_finite())
}

impl Geometry {
    /// Places everything.
    #[must_use]
    pub fn new(data: &Orders, width: f64, measure: Measure) -> Self {
        let sheet = Sheet::new(width, 0.0, measure);
        let kept = kept(data);
        let all = data.measures.len();
        let measures: Vec<usize> = if width < NARROW && all == 4 {
            ON_A_PHONE.to_vec()
        } else {
            (0..all).collect()
        };
        if kept.is_empty() || measures.is_empty() {
            return Self::default();
        }
        let pitch = pitch(kept.len(), width);
        let mut ties = Vec::new();
        let by_column: Vec<Vec<Option<f64>>> = measures
            .iter()
            .map(|measure| places(data, &kept, *measure, pitch, &mut ties))
            .collect();
        let names: Vec<String> = kept
            .iter()
            .map(|step| name(&sheet, &data.steps[*step], measures[0], width))
            .collect();
        let widest = names
            .iter()
            .map(|name| sheet.measure(name, TEXT))
            .fold(0.0, f64::max);
        let columns = columns(data, &kept, &measures, widest, &sheet);
        let at = |tie: (usize, f64, f64)| (columns[tie.0], tie.1, tie.2);
        let ties = ties.into_iter().filter_map(|(measure, from, to)| {
            let column = measures.iter().position(|shown| *shown == measure)?;
            Some(at((column, from, to)))
        });
        let ties = ties.collect();
        let mut without = by_column[0].iter().flatten().count() as f64;
        let rows = kept
            .iter()
            .zip(names)
            .enumerate()
            .map(|(index, (step, name))| {
                let places: Vec<Option<f64>> =
                    by_column.iter().map(|column| column[index]).collect();
                let name_at = places[0].unwrap_or_else(|| {
                    without += 1.0; // below those that have a place
                    HEAD + (without - 0.5) * pitch
                });
                Row {
                    step: *step,
                    name,
                    name_at,
                    places,
                }
            });
        Self {
            headers: headers(data, &measures, &columns, &sheet),
            rows: rows.collect(),
            names: widest,
            measures,
            columns,
            ties,
        }
    }
}

/// Name and first label; on a phone they may take two fifths.
fn name(sheet: &Sheet, step: &OrderedStep, measure: usize, width: f64) -> String {
    let most = if width < NARROW { 0.42 } else { 0.32 } * sheet.width;
    let tail = step
        .labels
        .get(measure)
        .map_or(String::new(), |label| format!(" \u{b7} {label}"));
    let room = most - sheet.measure(&tail, TEXT);
    let name = sheet.shortened(&step.name, TEXT, room);
    if name.is_empty() {
        return sheet.shortened(&step.name, TEXT, most);
    }
    name + &tail
}

/// Heights of a column's dots: in the order of the ranks among the steps that are kept, equal ones close together.
fn places(
    data: &Orders,
    kept: &[usize],
    measure: usize,
    pitch: f64,
    ties: &mut Vec<(usize, f64, f64)>,
) -> Vec<Option<f64>> {
    let ranks: Vec<Option<f64>> = kept
        .iter()
        .map(|step| rank(&data.steps[*step], measure))
        .collect();
    let place = |index: usize| {
        let own = ranks[index]?;
        let count = |of: &dyn Fn(f64) -> bool| {
            ranks.iter().flatten().filter(|rank| of(**rank)).count() as f64
        };
        let (above, same) = (count(&|rank| rank < own), count(&|rank| rank == own));
        let earlier = ranks[..index]
            .iter()
            .filter(|rank| **rank == Some(own))
            .count() as f64;
        let middle = HEAD + (above + same / 2.0) * pitch;
        Some((middle, earlier - (same - 1.0) / 2.0, same))
    };
    let mut found = Vec::new();
    for index in 0..kept.len() {
        let at = place(index);
        if let Some((middle, off, same)) = at
            && same > 1.0
            && off > 0.0
            && off > (same - 1.0) / 2.0 - 0.5
        {
            ties.push((measure, middle - off * APART, middle + off * APART));
        }
        found.push(at.map(|(middle, off, _)| middle + off * APART));
    }
    found
}

/// From the names at the left to the widest label at the right, at equal steps.
fn columns(
    data: &Orders,
    kept: &[usize],
    measures: &[usize],
    names: f64,
    sheet: &Sheet,
) -> Vec<f64> {
    let last = measures[measures.len() - 1];
    let widths = kept
        .iter()
        .filter_map(|step| data.steps[*step].labels.get(last));
    let label = widths
        .map(|label| sheet.measure(label, TEXT))
        .fold(0.0, f64::max);
    let left = names + BESIDE;
    let right = (sheet.width - label - BESIDE).max(left);
    let steps = (measures.len() - 1).max(1) as f64;
    (0..measures.len())
        .map(|index| left + (right - left) * index as f64 / steps)
        .collect()
}

/// Names of the measures above the columns, in two lines where one is too long. The first and the last stand at the
/// outer side of their columns, and a single one between them has all the room that they leave.
fn headers(data: &Orders, measures: &[usize], columns: &[f64], sheet: &Sheet) -> Vec<Header> {
    let last = columns.len() - 1;
    let step = if last == 0 {
        sheet.width
    } else {
        columns[1] - columns[0]
    };
    let room = step - 8.0;
    let size = if sheet.width < NARROW {
        SMALL - 1.0
    } else {
        SMALL
    };
    let broken = |measure: &usize| {
        let words = &data.measures[*measure];
        if sheet.measure(words, size) > room {
            halves(words)
        } else {
            vec![words.clone()]
        }
    };
    let widest = |lines: &[String]| {
        lines
            .iter()
            .map(|line| sheet.measure(line, size))
            .fold(0.0, f64::max)
    };
    let (first, end) = (broken(&measures[0]), broken(&measures[last]));
    let inner = columns[0] + EDGE + 8.0..sheet.width - widest(&end) - 8.0;
    let header = |(index, measure): (usize, &usize)| {
        let column = columns[index];
        let (lines, x, align, room) = if index == 0 {
            (first.clone(), column + EDGE, Align::Right, column + EDGE)
        } else if index == last {
            (
                end.clone(),
                sheet.width,
                Align::Right,
                sheet.width - column + room,
            )
        } else {
            let lines = broken(measure);
            let room = if last == 2 {
                inner.end - inner.start
            } else {
                room
            };
            let half = widest(&lines).min(room) / 2.0;
            let x = column.min(inner.end - half).max(inner.start + half);
            (lines, x, Align::Middle, room)
        };
        let count = lines.len() as f64;
        let lines = lines.into_iter().enumerate().map(|(line, words)| {
            let y = HEAD - 32.0 + (line as f64 + 2.0 - count) * 15.0;
            (sheet.shortened(&words, size, room), y)
        });
        Header {
            x,
            align,
            lines: lines.collect(),
            size,
        }
    };
    measures.iter().enumerate().map(header).collect()
}

/// Words in two lines that are as equal as can be.
fn halves(words: &str) -> Vec<String> {
    let middle = words.len() as f64 / 2.0;
    let off = |at: &usize| (*at as f64 - middle).abs();
    let spaces = words.match_indices(' ').map(|(at, _)| at);
    match spaces.min_by(|one, other| off(one).total_cmp(&off(other))) {
        Some(at) => vec![words[..at].into(), words[at + 1..].into()],
        None => vec![words.into()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(words: &str, size: f64) -> f64 {
        words.chars().count() as f64 * size * 0.6
    }

    fn step(name: &str, ranks: [Option<f64>; 2]) -> OrderedStep {
        OrderedStep {
            name: name.into(),
            ranks: ranks.to_vec(),
            labels: vec!["10 k".into(), "$1".into()],
            ..OrderedStep::default()
        }
    }

    fn orders(ranks: &[[Option<f64>; 2]]) -> Orders {
        Orders {
            measures: vec!["tokens".into(), "value of being right".into()],
            steps: ranks.iter().map(|ranks| step("step", *ranks)).collect(),
        }
    }

    #[test]
    fn equal_steps_share_a_place_and_stand_apart() {
        let data = orders(&[
            [Some(0.0), Some(1.0)],
            [Some(1.5), Some(0.0)],
            [Some(1.5), Some(2.0)],
        ]);
        let geometry = Geometry::new(&data, 720.0, &measure);
        let at = |row: usize| geometry.rows[row].places[0].unwrap_or(0.0);
        assert_eq!(at(2) - at(1), APART);
        assert_eq!((at(1) + at(2)) / 2.0, HEAD + 2.0 * 46.0);
        assert_eq!(geometry.ties, [(geometry.columns[0], at(1), at(2))]);
    }

    #[test]
    fn an_unknown_rank_is_no_dot_but_a_name() {
        let data = orders(&[[None, Some(0.0)], [Some(0.0), None], [None, None]]);
        let geometry = Geometry::new(&data, 320.0, &measure);
        assert_eq!(geometry.rows[0].places[0], None);
        let mut names: Vec<f64> = geometry.rows.iter().map(|row| row.name_at).collect();
        names.dedup();
        assert_eq!(names.len(), 3);
    }

    #[test]
    fn the_steps_with_the_most_tokens_are_kept() {
        let ranks: Vec<_> = (0..20)
            .map(|rank| [Some(19.0 - f64::from(rank)), None])
            .collect();
        let geometry = Geometry::new(&orders(&ranks), 720.0, &measure);
        let steps: Vec<usize> = geometry.rows.iter().map(|row| row.step).collect();
        assert_eq!(steps, (8..20).collect::<Vec<_>>());
        assert_eq!(geometry.rows[11].places[0], Some(HEAD + 17.0));
    }

    #[test]
    fn long_names_are_halved() {
        assert_eq!(halves("value of being right"), ["value of", "being right"]);
        assert_eq!(halves("tokens"), ["tokens"]);
    }
}
