//! Where the boxes and arrows of the workflow stand, in pixels of the layout.

use crate::NARROW;
use crate::mark::{Bounds, Point};
use telling::picture::Workflow;

/// Height of a box.
pub const BOX: f64 = 50.0;
/// No box is wider, and none narrower where the chain can be broken instead.
const WIDEST: f64 = 168.0;
const NARROWEST: f64 = 84.0;
/// Between boxes of one depth.
const BETWEEN: f64 = 16.0;
/// From one depth to the next on a phone, and on a wide page at the most and at the least.
const DOWN: f64 = 34.0;
const ACROSS: (f64, f64) = (72.0, 16.0);
/// Boxes beside each other on a phone: were they fewer, arrows would pass behind boxes as if they came from them.
const IN_A_ROW: usize = 4;
/// Points of an arrow's line.
const POINTS: usize = 16;

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// The box of each step, in the order of the data.
    pub boxes: Vec<Bounds>,
    /// From each step to those that use its result.
    pub arrows: Vec<Arrow>,
}

/// A line with a head at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Its line.
    pub points: Vec<Point>,
    /// Whether it points down, and not to the right.
    pub is_downward: bool,
}

/// Height of the drawing at a width.
#[must_use]
pub fn height(data: &Workflow, width: f64) -> f64 {
    let levels = levels(data);
    if width < NARROW {
        let lines = lines(&levels).len() as f64;
        return (lines * (BOX + DOWN) - DOWN).max(0.0) + 2.0;
    }
    let tall: f64 = bands(&levels, width)
        .map(|band| tallness(band) + DOWN)
        .sum();
    (tall - DOWN).max(0.0) + 2.0
}

/// A long chain is broken into bands of equal length, one below the other.
fn bands(levels: &[Vec<usize>], width: f64) -> core::slice::Chunks<'_, Vec<usize>> {
    let most = ((width + ACROSS.1) / (NARROWEST + ACROSS.1)).max(1.0) as usize;
    let count = levels.len().div_ceil(most).max(1);
    levels.chunks(levels.len().div_ceil(count).max(1))
}

fn tallness(band: &[Vec<usize>]) -> f64 {
    let most = band.iter().map(Vec::len).max().unwrap_or(0) as f64;
    most * (BOX + BETWEEN) - BETWEEN
}

/// Steps by depth; inside a depth in the order of their parents, so that fewer arrows cross.
fn levels(data: &Workflow) -> Vec<Vec<usize>> {
    let deepest = data.steps.len();
    let mut levels: Vec<Vec<usize>> = vec![Vec::new(); deepest];
    for (index, step) in data.steps.iter().enumerate() {
        levels[step.depth.min(deepest - 1)].push(index);
    }
    levels.retain(|level| !level.is_empty());
    let mut order = vec![0.5; deepest];
    for level in &mut levels {
        let wish = |step: &usize| {
            let parents = &data.steps[*step].parents;
            let places: Vec<f64> = parents
                .iter()
                .filter_map(|parent| order.get(*parent).copied())
                .collect();
            places.iter().sum::<f64>() / (places.len().max(1) as f64)
        };
        let wishes: Vec<(f64, usize)> = level.iter().map(|step| (wish(step), *step)).collect();
        let mut sorted: Vec<(f64, usize)> = Vec::new();
        for found in wishes {
            let at = sorted.iter().position(|(wish, _)| found.0 < *wish);
            sorted.insert(at.unwrap_or(sorted.len()), found);
        }
        *level = sorted.into_iter().map(|(_, step)| step).collect();
        for (place, step) in level.iter().enumerate() {
            order[*step] = (place as f64 + 0.5) / level.len() as f64;
        }
    }
    levels
}

/// Rows of boxes on a phone.
fn lines(levels: &[Vec<usize>]) -> Vec<&[usize]> {
    let mut lines = Vec::new();
    for level in levels {
        // Four are two and two, not three and one.
        let count = level.len().div_ceil(IN_A_ROW);
        lines.extend(level.chunks(level.len().div_ceil(count)));
    }
    lines
}

impl Geometry {
    /// Places everything.
    #[must_use]
    pub fn new(data: &Workflow, width: f64) -> Self {
        if data.steps.is_empty() || !(width > 0.0 && width.is_finite()) {
            return Self::default();
        }
        let levels = levels(data);
        let empty = Bounds {
            columns: 0.0..0.0,
            rows: 0.0..0.0,
        };
        let mut boxes = vec![empty; data.steps.len()];
        let band_of = if width < NARROW {
            place_down(&levels, width, &mut boxes);
            Vec::new()
        } else {
            place_across(&levels, width, &mut boxes)
        };
        // On a phone and from band to band arrows point down.
        let is_downward =
            |from: usize, to: usize| band_of.is_empty() || band_of[from] != band_of[to];
        let arrows = data.steps.iter().enumerate().flat_map(|(step, of)| {
            let known = of
                .parents
                .iter()
                .filter(move |parent| **parent < data.steps.len() && **parent != step);
            known.map(move |parent| (*parent, step))
        });
        let arrows =
            arrows.map(|(from, to)| arrow(&boxes[from], &boxes[to], is_downward(from, to)));
        Self {
            arrows: arrows.collect(),
            boxes,
        }
    }
}

fn place_down(levels: &[Vec<usize>], width: f64, boxes: &mut [Bounds]) {
    let mut top = 1.0;
    for line in lines(levels) {
        let count = line.len() as f64;
        let gap = BETWEEN / 2.0;
        let size = ((width - 2.0 - gap * (count - 1.0)) / count).clamp(0.0, WIDEST * 1.2);
        let mut left = (width - size * count - gap * (count - 1.0)) / 2.0;
        for step in line {
            boxes[*step] = Bounds {
                columns: left..left + size,
                rows: top..top + BOX,
            };
            left += size + gap;
        }
        top += BOX + DOWN;
    }
}

/// Places the boxes and says in which band each is.
fn place_across(levels: &[Vec<usize>], width: f64, boxes: &mut [Bounds]) -> Vec<usize> {
    let mut band_of = vec![0; boxes.len()];
    let longest = bands(levels, width).map(<[_]>::len).max().unwrap_or(1);
    let count = longest as f64;
    let gaps = count - 1.0;
    // Long chains shrink: first the arrows, then the boxes.
    let beside_widest = (width - 2.0 - WIDEST * count) / gaps.max(1.0);
    let shrunk = width * 0.18 / count.max(4.0);
    let gap = beside_widest.max(shrunk).max(ACROSS.1).min(ACROSS.0);
    let size = ((width - 2.0 - gap * gaps) / count).clamp(0.0, WIDEST);
    let mut start = 1.0;
    for (number, band) in bands(levels, width).enumerate() {
        let tall = tallness(band);
        for (place, level) in band.iter().enumerate() {
            let left = 1.0 + place as f64 * (size + gap);
            let own = level.len() as f64 * (BOX + BETWEEN) - BETWEEN;
            let mut top = start + (tall - own) / 2.0;
            for step in level {
                boxes[*step] = Bounds {
                    columns: left..left + size,
                    rows: top..top + BOX,
                };
                band_of[*step] = number;
                top += BOX + BETWEEN;
            }
        }
        start += tall + DOWN;
    }
    band_of
}

/// From the end of one box to the beginning of another, straight where it leaves and where it arrives.
fn arrow(from: &Bounds, to: &Bounds, is_downward: bool) -> Arrow {
    let middle = |range: &core::ops::Range<f64>| (range.start + range.end) / 2.0;
    let (start, end) = if is_downward {
        (
            (middle(&from.columns), from.rows.end),
            (middle(&to.columns), to.rows.start),
        )
    } else {
        (
            (from.columns.end, middle(&from.rows)),
            (to.columns.start, middle(&to.rows)),
        )
    };
    let point = |index: usize| {
        let part = index as f64 / POINTS as f64;
        let eased = part * part * (3.0 - 2.0 * part);
        let (along, aside) = if is_downward {
            (eased, part)
        } else {
            (part, eased)
        };
        (
            start.0 + (end.0 - start.0) * along,
            start.1 + (end.1 - start.1) * aside,
        )
    };
    Arrow {
        points: (0..=POINTS).map(point).collect(),
        is_downward,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use telling::picture::WorkflowStep;

    fn workflow(parents: &[&[usize]]) -> Workflow {
        let mut data = Workflow::default();
        for of in parents {
            let depth = of.iter().map(|parent| data.steps[*parent].depth + 1).max();
            data.steps.push(WorkflowStep {
                parents: of.to_vec(),
                depth: depth.unwrap_or(0),
                ..WorkflowStep::default()
            });
        }
        data
    }

    #[test]
    fn no_two_boxes_overlap_and_all_are_inside() {
        let chain: Vec<Vec<usize>> = (0..14)
            .map(|step: usize| step.checked_sub(1).into_iter().collect())
            .collect();
        let chain: Vec<&[usize]> = chain.iter().map(Vec::as_slice).collect();
        let wide: Vec<&[usize]> = vec![&[], &[0], &[0], &[0], &[0], &[1, 2, 3, 4], &[5]];
        for data in [workflow(&chain), workflow(&wide), workflow(&[&[]])] {
            for width in [300.0, 559.0, 560.0, 720.0, 1400.0] {
                let geometry = Geometry::new(&data, width);
                for (index, one) in geometry.boxes.iter().enumerate() {
                    assert!(
                        one.columns.start >= 0.0 && one.columns.end <= width,
                        "{one:?} at {width}"
                    );
                    assert!(
                        one.rows.start >= 0.0 && one.rows.end <= height(&data, width),
                        "{one:?}"
                    );
                    assert!(
                        geometry.boxes[..index]
                            .iter()
                            .all(|other| !one.overlaps(other))
                    );
                }
            }
        }
    }

    #[test]
    fn arrows_run_forwards() {
        let geometry = Geometry::new(&workflow(&[&[], &[0], &[0, 1]]), 720.0);
        assert_eq!(geometry.arrows.len(), 3);
        for arrow in &geometry.arrows {
            assert!(
                arrow.points.windows(2).all(|pair| pair[0].0 < pair[1].0),
                "{arrow:?}"
            );
        }
    }

    #[test]
    fn a_long_chain_is_broken_into_bands() {
        let chain: Vec<Vec<usize>> = (0..14)
            .map(|step: usize| step.checked_sub(1).into_iter().collect())
            .collect();
        let chain: Vec<&[usize]> = chain.iter().map(Vec::as_slice).collect();
        let geometry = Geometry::new(&workflow(&chain), 720.0);
        let down = geometry.arrows.iter().filter(|arrow| arrow.is_downward);
        assert_eq!(down.count(), 1);
        assert_eq!(geometry.boxes[0].columns, geometry.boxes[7].columns);
        let size = geometry.boxes[0].columns.end - geometry.boxes[0].columns.start;
        assert!(size >= NARROWEST, "{size}");
    }

    #[test]
    fn parents_that_do_not_exist_draw_no_arrow() {
        let mut data = workflow(&[&[], &[0]]);
        data.steps[1].parents = vec![7, 1];
        data.steps[1].depth = 900;
        assert!(Geometry::new(&data, 720.0).arrows.is_empty());
        assert!(Geometry::new(&data, 0.0).boxes.is_empty());
    }
}
