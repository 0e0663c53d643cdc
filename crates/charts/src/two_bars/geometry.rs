//! Where everything of the two bars stands, in pixels of the layout.

use super::{Class, TwoBars};
use core::ops::Range;

/// A part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Index of its class.
    pub class: usize,
    /// From left to right.
    pub columns: Range<f64>,
    /// What is written on it, where something fits.
    pub label: Option<Label>,
}

/// A text on a part of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// Its width with the space around it.
    pub width: f64,
}

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// From top to bottom.
    pub rows: Range<f64>,
    /// From left to right.
    pub segments: Vec<Segment>,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// Tokens above cost.
    pub bars: [Bar; 2],
    /// Class and corners of each band between the bars.
    pub bands: Vec<(usize, [(f64, f64); 4])>,
    /// Middle lines of the two titles.
    pub titles: [f64; 2],
}

/// Below this width a phone's proportions hold: higher bars, further apart.
const NARROW: f64 = 560.0;
/// Space between two classes.
const GAP: f64 = 2.0;
/// A class that occurs is never thinner than this.
const THINNEST: f64 = 2.0;
/// Height of a line with a title.
const TITLE: f64 = 24.0;
/// From one line of the hatching to the next.
const HATCH_STEP: f64 = 7.0;

/// Height of the drawing at a width.
#[must_use]
pub fn height(width: f64) -> f64 {
    let (bar, between) = proportions(width);
    2.0 * TITLE + 2.0 * bar + between
}

fn proportions(width: f64) -> (f64, f64) {
    if width < NARROW {
        (48.0, 44.0)
    } else {
        (42.0, 34.0)
    }
}

impl Geometry {
    /// Places everything; `measure` is the width of a text with the space around it.
    #[must_use]
    pub fn new(data: &TwoBars, width: f64, measure: &dyn Fn(&str) -> f64) -> Self {
        let (bar, between) = proportions(width);
        let upper = TITLE..TITLE + bar;
        let lower = upper.end + between..upper.end + between + bar;
        let build =
            |rows: Range<f64>, share: fn(&Class) -> f64, labels: fn(&Class) -> &[String]| {
                let shares: Vec<f64> = data.classes.iter().map(share).collect();
                let segments = columns(&shares, width).into_iter().zip(&data.classes).map(
                    |(columns, class)| {
                        let label = fitting(labels(class), columns.end - columns.start, measure);
                        Segment {
                            class: class.index,
                            columns,
                            label,
                        }
                    },
                );
                Bar {
                    rows,
                    segments: segments.collect(),
                }
            };
        let tokens = build(
            upper,
            |class| class.token_share,
            |class| &class.token_labels,
        );
        let cost = build(lower, |class| class.cost_share, |class| &class.cost_labels);
        let bands = tokens
            .segments
            .iter()
            .zip(&cost.segments)
            .map(|(above, below)| {
                let (top, bottom) = (tokens.rows.end, cost.rows.start);
                let corners = [
                    (above.columns.start, top),
                    (above.columns.end, top),
                    (below.columns.end, bottom),
                    (below.columns.start, bottom),
                ];
                (above.class, corners)
            });
        let titles = [TITLE / 2.0, cost.rows.end + TITLE / 2.0 + 2.0];
        Self {
            bands: bands.collect(),
            titles,
            bars: [tokens, cost],
        }
    }
}

/// Splits a width by shares: gaps between parts, and no part thinner than can be seen.
fn columns(shares: &[f64], width: f64) -> Vec<Range<f64>> {
    let gaps = GAP * (shares.len().max(1) - 1) as f64;
    let room = width - gaps;
    let thin = |share: f64| share * room < THINNEST;
    let kept = THINNEST * shares.iter().filter(|share| thin(**share)).count() as f64;
    let wide: f64 = shares.iter().filter(|share| !thin(**share)).sum();
    let mut left = 0.0;
    shares
        .iter()
        .map(|share| {
            let size = if thin(*share) {
                THINNEST
            } else {
                share / wide * (room - kept)
            };
            let part = left..left + size;
            left = part.end + GAP;
            part
        })
        .collect()
}

/// The longest label that fits.
fn fitting(labels: &[String], room: f64, measure: &dyn Fn(&str) -> f64) -> Option<Label> {
    labels
        .iter()
        .map(|text| Label {
            text: text.clone(),
            width: measure(text),
        })
        .find(|label| label.width <= room)
}

/// Slanted lines that fill a rectangle, each clipped to it.
#[must_use]
pub fn hatching(columns: &Range<f64>, rows: &Range<f64>) -> Vec<[(f64, f64); 2]> {
    let height = rows.end - rows.start;
    let mut lines = Vec::new();
    let mut foot = columns.start - height + HATCH_STEP;
    while foot < columns.end {
        let start = foot.max(columns.start);
        let end = (foot + height).min(columns.end);
        lines.push([
            (start, rows.end - (start - foot)),
            (end, rows.end - (end - foot)),
        ]);
        foot += HATCH_STEP;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(index: usize, token_share: f64, cost_share: f64) -> Class {
        let labels = vec!["a long label".to_string(), "short".to_string()];
        Class {
            index,
            name: "input",
            token_share,
            cost_share,
            token_labels: labels.clone(),
            cost_labels: labels,
        }
    }

    fn legal() -> TwoBars {
        let classes = vec![
            class(0, 0.4975, 0.1653),
            class(3, 0.005, 0.0083),
            class(4, 0.4975, 0.8264),
        ];
        TwoBars {
            classes,
            tokens_title: "tokens".into(),
            cost_title: "cost".into(),
        }
    }

    fn measure(text: &str) -> f64 {
        text.len() as f64 * 7.0
    }

    #[test]
    fn a_bar_fills_the_width_and_classes_do_not_overlap() {
        for width in [120.0, 320.0, 720.0, 1900.0] {
            for bar in &Geometry::new(&legal(), width, &measure).bars {
                let last = bar.segments.last().map(|segment| segment.columns.end);
                assert!(
                    (last.unwrap_or(0.0) - width).abs() < 1e-9,
                    "{last:?} of {width}"
                );
                for pair in bar.segments.windows(2) {
                    assert!((pair[1].columns.start - pair[0].columns.end - GAP).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn a_class_that_occurs_can_be_seen() {
        let geometry = Geometry::new(&legal(), 320.0, &measure);
        let thinnest = geometry.bars[0].segments[1].columns.clone();
        assert!(thinnest.end - thinnest.start >= THINNEST);
    }

    #[test]
    fn a_class_twice_as_large_is_twice_as_wide() {
        let data = TwoBars {
            classes: vec![class(0, 0.25, 0.5), class(4, 0.75, 0.5)],
            ..TwoBars::default()
        };
        let bar = &Geometry::new(&data, 402.0, &measure).bars[0];
        let size =
            |index: usize| bar.segments[index].columns.end - bar.segments[index].columns.start;
        assert!((size(1) / size(0) - 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_label_is_written_only_where_it_fits() {
        let geometry = Geometry::new(&legal(), 320.0, &measure);
        let label = |bar: usize, class: usize| {
            geometry.bars[bar].segments[class]
                .label
                .as_ref()
                .map(|label| label.text.as_str())
        };
        assert_eq!(label(0, 0), Some("a long label"));
        assert_eq!(label(0, 1), None);
        assert_eq!(label(1, 0), Some("short"));
    }

    #[test]
    fn the_hatching_stays_inside_its_class() {
        let (columns, rows) = (100.0..163.0, 20.0..60.0);
        let lines = hatching(&columns, &rows);
        assert!(lines.len() > 5);
        for (x, y) in lines.into_iter().flatten() {
            assert!(columns.start <= x && x <= columns.end, "{x}");
            assert!(rows.start - 1e-9 <= y && y <= rows.end + 1e-9, "{y}");
        }
    }

    #[test]
    fn a_phone_gets_proportions_of_its_own() {
        assert!(height(360.0) > height(720.0));
    }
}
