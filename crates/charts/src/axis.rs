//! Scales, round ticks, and the frame of every drawing with axes.

use crate::mark::{Align, Point, Tone};
use crate::sheet::{SMALL, Sheet};
use core::ops::Range;

/// More labels on an axis are noise.
const MOST_TICKS: usize = 5;
/// Numbers beyond this are drawn here: their differences would not be finite.
const FURTHEST: f64 = 1e15;
/// What lies this many times below the largest number is drawn here, on a logarithmic axis.
const DEEPEST: f64 = 1e6;
/// Height of the labels and the name below a plot.
pub const FOOT: f64 = 48.0;

/// From numbers to pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Least and largest number.
    pub numbers: (f64, f64),
    /// Where they stand.
    pub pixels: (f64, f64),
    /// Whether equal ratios are equally long.
    pub is_log: bool,
    ticks: Vec<f64>,
}

/// Least and largest of the finite numbers.
#[must_use]
pub fn extent(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    for number in numbers.filter(|number| number.is_finite()) {
        let number = number.clamp(-FURTHEST, FURTHEST);
        let (low, high) = found.unwrap_or((number, number));
        found = Some((low.min(number), high.max(number)));
    }
    found
}

impl Scale {
    /// Equal steps are equally long. `is_rounded` widens the range to a round number that is near.
    #[must_use]
    pub fn even(numbers: (f64, f64), is_rounded: bool) -> Self {
        let (low, high) = widened(numbers);
        let size = libm::pow(10.0, libm::floor(libm::log10(high - low)) - 1.0);
        let mut best = Vec::new();
        let mut range = (low, high);
        for times in [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0] {
            let step = times * size;
            if step < 0.1 && (times == 2.5 || times == 25.0) {
                continue; // a quarter of a cent takes more figures than are written
            }
            range = if is_rounded {
                rounded(low, high, step)
            } else {
                (low, high)
            };
            best = multiples(range, step);
            if best.len() <= MOST_TICKS {
                break;
            }
        }
        best.truncate(MOST_TICKS);
        Self {
            numbers: range,
            pixels: (0.0, 0.0),
            is_log: false,
            ticks: best,
        }
    }

    /// Equal ratios are equally long where the largest number is more than so many `times` the least and nothing is
    /// below zero; else [`Scale::even`] from zero.
    #[must_use]
    pub fn wide(numbers: (f64, f64), times: f64) -> Self {
        let (low, high) = numbers;
        if low < 0.0 || high <= 0.0 || high <= low * times {
            return Self::even((low.min(0.0), high.max(0.0)), true);
        }
        let low = low.max(high / DEEPEST);
        let room = libm::pow(high / low, 0.06);
        let range = (low / room, high * room);
        Self {
            numbers: range,
            pixels: (0.0, 0.0),
            is_log: true,
            ticks: powers(range),
        }
    }

    /// With its ends at pixels.
    #[must_use]
    pub fn over(mut self, from: f64, to: f64) -> Self {
        self.pixels = (from, to);
        self
    }

    /// Where a number stands, at an end where it lies beyond.
    #[must_use]
    pub fn place(&self, number: f64) -> f64 {
        let (low, high) = self.numbers;
        let number = number.max(low).min(high); // not a number stands at the low end
        let part = if self.is_log {
            libm::log(number / low) / libm::log(high / low)
        } else {
            (number - low) / (high - low)
        };
        self.pixels.0 + (self.pixels.1 - self.pixels.0) * part
    }

    /// Round numbers in its range.
    #[must_use]
    pub fn ticks(&self) -> &[f64] {
        &self.ticks
    }
}

/// A range that has a length.
fn widened((low, high): (f64, f64)) -> (f64, f64) {
    if high - low > 1e-9 * low.abs().max(high.abs()) {
        (low, high)
    } else if low > 0.0 {
        (0.0, high)
    } else if high < 0.0 {
        (low, 0.0)
    } else {
        (0.0, 1.0)
    }
}

/// A little room above and below, up to the next round number where that is near.
fn rounded(low: f64, high: f64, step: f64) -> (f64, f64) {
    const NEAR: f64 = 0.15;
    const ROOM: f64 = 0.04;
    let run = high - low;
    let (below, above) = (
        libm::floor(low / step) * step,
        libm::ceil(high / step) * step,
    );
    let below = if low - below <= NEAR * run {
        below
    } else {
        low - ROOM * run
    };
    let above = if above - high <= NEAR * run {
        above
    } else {
        high + ROOM * run
    };
    (below, above)
}

fn multiples((low, high): (f64, f64), step: f64) -> Vec<f64> {
    let (first, last) = (
        libm::ceil(low / step - 1e-9),
        libm::floor(high / step + 1e-9),
    );
    let count = ((last - first).max(-1.0) as usize + 1).min(MOST_TICKS + 1);
    // Adding nothing makes nothing of a nothing below zero.
    (0..count)
        .map(|index| (first + index as f64) * step + 0.0)
        .collect()
}

/// Powers of ten, with what lies between where they are few, every second or third where they are many.
fn powers((low, high): (f64, f64)) -> Vec<f64> {
    let (first, last) = (
        libm::floor(libm::log10(low)) as i32,
        libm::ceil(libm::log10(high)) as i32,
    );
    let within = |between: &[f64], every: i32| -> Vec<f64> {
        let mut found = Vec::new();
        for power in (first..=last).filter(|power| power.rem_euclid(every) == 0) {
            let power = libm::pow(10.0, f64::from(power));
            found.extend(between.iter().map(|times| times * power));
        }
        found.retain(|number| low <= *number && *number <= high);
        found
    };
    let tries = [
        within(&[1.0, 2.0, 5.0], 1),
        within(&[1.0, 3.0], 1),
        within(&[1.0], 1),
        within(&[1.0], 2),
    ];
    tries
        .into_iter()
        .find(|ticks| ticks.len() <= MOST_TICKS)
        .unwrap_or_default()
}

/// What a drawing with two axes says on them.
pub struct Frame<'a> {
    /// Name of what runs across.
    pub across: &'a str,
    /// A number across as text.
    pub across_text: fn(f64) -> String,
    /// A number upwards as text.
    pub up_text: fn(f64) -> String,
    /// Rows of the plot.
    pub rows: Range<f64>,
}

/// Places across and upwards.
pub struct Plot {
    /// Across.
    pub x: Scale,
    /// Upwards.
    pub y: Scale,
}

impl Plot {
    /// Draws grid lines and labels of both axes, and puts the scales into what room they leave.
    #[must_use]
    pub fn framed(sheet: &mut Sheet, x: Scale, y: Scale, frame: &Frame) -> Self {
        let y = y.over(frame.rows.end, frame.rows.start);
        let labels: Vec<(f64, String)> = y
            .ticks()
            .iter()
            .map(|tick| (y.place(*tick), (frame.up_text)(*tick)))
            .collect();
        let widths = labels.iter().map(|(_, label)| sheet.measure(label, SMALL));
        let left = widths.fold(0.0, f64::max) + 10.0;
        let right = (sheet.width - 6.0).max(left);
        for (at, label) in &labels {
            sheet.line(Tone::Line, 1.0, vec![(left, *at), (sheet.width, *at)]);
            sheet.text(label, Tone::Soft, Align::Right, (left - 10.0, *at), SMALL);
        }
        let x = x.over(left, right);
        below(
            sheet,
            &x,
            (left, frame.rows.end),
            frame.across,
            frame.across_text,
        );
        Self { x, y }
    }

    /// Where a pair of numbers stands.
    #[must_use]
    pub fn place(&self, (x, y): (f64, f64)) -> Point {
        (self.x.place(x), self.y.place(y))
    }
}

/// Labels of the axis below a plot, and its name below them. `corner` is where the plot ends at the lower left.
pub fn below(sheet: &mut Sheet, x: &Scale, corner: Point, name: &str, text: fn(f64) -> String) {
    let row = corner.1 + 17.0;
    for tick in x.ticks() {
        sheet.text_if_free(
            &text(*tick),
            Align::Middle,
            (x.place(*tick), row),
            Tone::Soft,
            true,
        );
    }
    // Where it is too long it begins further left.
    sheet.text(name, Tone::Soft, Align::Left, (corner.0, row + 20.0), SMALL);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(
            Scale::even((0.0, 99.7), true).ticks(),
            [0.0, 25.0, 50.0, 75.0, 100.0]
        );
        assert_eq!(
            Scale::even((0.0, 427_000.0), false).ticks(),
            [0.0, 1e5, 2e5, 3e5, 4e5]
        );
        assert_eq!(
            Scale::even((-50.0, 101.0), true).ticks(),
            [-50.0, 0.0, 50.0, 100.0]
        );
        for high in [1.0, 1.3, 1.7, 2.2, 3.1, 4.9, 6.3, 9.9] {
            for size in [1e-6, 0.01, 1.0, 1e3, 1e12] {
                for is_rounded in [true, false] {
                    let count = Scale::even((0.0, high * size), is_rounded).ticks().len();
                    assert!(
                        (3..=5).contains(&count),
                        "{count} up to {high} times {size}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_wide_range_is_drawn_by_its_logarithm() {
        let wide = Scale::wide((0.5, 900.0), 50.0);
        assert!(wide.is_log);
        assert_eq!(wide.ticks(), [1.0, 10.0, 100.0, 1000.0]);
        assert!(!Scale::wide((10.0, 400.0), 50.0).is_log);
        assert!(!Scale::wide((-1.0, 400.0), 50.0).is_log);
        assert!(Scale::wide((0.0, 400.0), 50.0).is_log);
        assert_eq!(Scale::wide((0.0, 0.0), 50.0).numbers.0, 0.0);
    }

    #[test]
    fn odd_numbers_stand_inside() {
        for numbers in [
            (0.0, 0.0),
            (5.0, 5.0),
            (-5.0, -5.0),
            (-1e15, 1e15),
            (1e-300, 1e-299),
        ] {
            for scale in [Scale::even(numbers, true), Scale::wide(numbers, 20.0)] {
                let scale = scale.over(10.0, 90.0);
                for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, 3.0] {
                    let place = scale.place(number);
                    assert!(
                        (10.0..=90.0).contains(&place),
                        "{place} for {number} in {numbers:?}"
                    );
                }
                assert!(scale.ticks().iter().all(|tick| tick.is_finite()));
            }
        }
    }

    #[test]
    fn the_extent_leaves_out_what_is_no_number() {
        let numbers = [f64::NAN, 2.0, f64::INFINITY, -1.0, f64::MAX];
        assert_eq!(extent(numbers.into_iter()), Some((-1.0, FURTHEST)));
        assert_eq!(extent([f64::NAN].into_iter()), None);
    }
}
