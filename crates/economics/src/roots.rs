//! Where a function of one number changes its side: every break-even is one.
//!
//! A side is at least 0 or below it; what is no more than rounding is 0. The range is looked at on a grid that has its
//! ends and every place where the function is known to bend or to leap. Between two neighbours on one side the function
//! may still dip to the other and come back: where the slopes beside them do not exclude that, the place between is
//! looked at too, until they do or the gap is too small to matter. Then each change of side is narrowed to neighbouring
//! numbers: a root if the function passes 0, a jump if it leaps over it, as a tier of prices makes it do.

mod hidden;
mod narrow;

use crate::quantity::ROUNDING;
use crate::short_sort::sort_short;
use narrow::crossing;

/// What a function is at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Height {
    /// Its value.
    pub value: f64,
    /// So much of it may be rounding.
    pub rounding: f64,
}

impl Height {
    /// Whether it is at least 0, but for rounding.
    #[must_use]
    pub fn is_above(self) -> bool {
        self.value >= -self.rounding
    }

    fn is_nothing(self) -> bool {
        self.value.abs() <= self.rounding
    }
}

/// A range to look at, and what is known of the function there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    /// Where to look first, both ends among them.
    pub points: Vec<f64>,
    /// The last places before it may leap.
    pub jumps: Vec<f64>,
    /// Whether only whole numbers count.
    pub is_whole: bool,
    /// Whether it is a straight line, so that nothing hides between two places.
    pub is_straight: bool,
}

/// A place where the side changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// Where: the last place that is at least 0.
    pub at: f64,
    /// What the function is there.
    pub residual: f64,
    /// Whether the function leaps over 0 instead of passing it.
    pub is_jump: bool,
    /// Whether it is below 0 before and at least 0 after.
    pub rises: bool,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// Changes of side, in order.
    pub crossings: Vec<Crossing>,
    /// Whether it is at least 0 somewhere.
    pub is_somewhere_above: bool,
    /// Whether it is below 0 somewhere.
    pub is_somewhere_below: bool,
    /// Whether it is the same everywhere, but for rounding.
    pub is_constant: bool,
    /// Whether it is 0 everywhere, but for rounding.
    pub is_nothing: bool,
}

/// Most steps of narrowing; bisection alone needs 64 to leave no number between.
const MOST_STEPS: usize = 200;
/// Most places that are looked at in all.
const MOST_PLACES: usize = 1_000;

/// A function of one number; nothing where it has no value.
pub type Function<'a> = &'a mut dyn FnMut(f64) -> Option<Height>;

/// Where a function changes its side on a grid in rising order; where it has no value, the grid has a gap.
///
/// ```
/// # use economics::roots::scan;
/// let grid: Vec<f64> = (0..=10).map(f64::from).collect();
/// let found = scan(&grid, &mut |x| Some((x - 2.5) * (x - 2.75)));
/// assert_eq!(found.crossings.iter().map(|crossing| crossing.at).collect::<Vec<_>>(), [2.5, 2.75]);
/// ```
#[must_use]
pub fn scan(grid: &[f64], function: &mut dyn FnMut(f64) -> Option<f64>) -> Scan {
    let range = Range {
        points: grid.to_vec(),
        ..Range::default()
    };
    search(&range, &mut |x| {
        let value = function(x)?;
        Some(Height {
            value,
            rounding: 0.0,
        })
    })
}

/// Every place of a range at which a function changes its side.
#[must_use]
pub fn search(range: &Range, function: Function) -> Scan {
    let mut search = Search {
        function,
        is_whole: range.is_whole,
        places: Vec::new(),
    };
    search.look(range);
    search.find_ends();
    if !range.is_straight {
        search.refine();
    }
    search.found()
}

/// A place that was looked at.
#[derive(Clone, Copy)]
struct Looked {
    x: f64,
    height: Option<Height>,
    /// Whether what is before it says nothing of it.
    is_start: bool,
}

type Side = (f64, Height);

struct Search<'a> {
    function: Function<'a>,
    is_whole: bool,
    places: Vec<Looked>,
}

impl Search<'_> {
    fn at(&mut self, x: f64) -> Option<Height> {
        (self.function)(x).filter(|height| height.value.is_finite())
    }

    /// The first look: at the grid, and on both sides of every jump.
    fn look(&mut self, range: &Range) {
        let (Some(least), Some(most)) = (range.points.first(), range.points.last()) else {
            return;
        };
        let mut all: Vec<(f64, bool)> = range.points.iter().map(|x| (*x, false)).collect();
        for jump in &range.jumps {
            let before = if range.is_whole {
                libm::floor(*jump)
            } else {
                *jump
            };
            let after = if range.is_whole {
                before + 1.0
            } else {
                before.next_up()
            };
            if *least <= before && after <= *most {
                all.extend([(before, false), (after, true)]);
            }
        }
        // Of two entries for one place the one that starts anew comes first and stays.
        sort_short(&mut all, |left, right| {
            left.0 < right.0 || left.0 == right.0 && left.1 && !right.1
        });
        all.dedup_by(|later, before| later.0 == before.0);
        for (x, is_start) in all {
            let height = self.at(x);
            self.places.push(Looked {
                x,
                height,
                is_start,
            });
        }
    }

    /// The last places that have a value, beside those that have none.
    fn find_ends(&mut self) {
        let mut place = 1;
        while place < self.places.len() {
            let (low, high) = (self.places[place - 1], self.places[place]);
            if low.height.is_some() != high.height.is_some() {
                let end = self.end(low, high);
                let is_known = end.x == low.x || end.x == high.x;
                if !is_known {
                    self.places.insert(place, end);
                    place += 1;
                }
            }
            place += 1;
        }
    }

    /// The last place with a value between one that has one and one that has none.
    fn end(&mut self, low: Looked, high: Looked) -> Looked {
        let (mut low, mut high) = (low, high);
        for _ in 0..MOST_STEPS {
            let Some(x) = self.between(low.x, high.x) else {
                break;
            };
            let next = Looked {
                x,
                height: self.at(x),
                is_start: false,
            };
            if next.height.is_some() == low.height.is_some() {
                low = next;
            } else {
                high = next;
            }
        }
        if low.height.is_some() { low } else { high }
    }

    /// A place between two, about in their middle; nothing where there is none.
    fn between(&self, low: f64, high: f64) -> Option<f64> {
        let middle = middle(low, high);
        let next = if self.is_whole {
            libm::floor(middle).max(low + 1.0)
        } else {
            middle
        };
        (low < next && next < high).then_some(next)
    }

    /// Looks between neighbours until nothing can hide there.
    fn refine(&mut self) {
        loop {
            let mut next = Vec::with_capacity(self.places.len());
            for place in 0..self.places.len() {
                next.push(self.places[place]);
                let room = MOST_PLACES.saturating_sub(next.len() + self.places.len() - place);
                if room == 0 || !self.may_hide(place) {
                    continue;
                }
                let (low, high) = (self.places[place].x, self.places[place + 1].x);
                if let Some(x) = self.between(low, high) {
                    next.push(Looked {
                        x,
                        height: self.at(x),
                        is_start: false,
                    });
                }
            }
            let is_settled = next.len() == self.places.len();
            self.places = next;
            if is_settled {
                return;
            }
        }
    }

    fn found(&mut self) -> Scan {
        let heights = || self.places.iter().filter_map(|place| place.height);
        let mut scan = Scan {
            is_somewhere_above: heights().any(Height::is_above),
            is_somewhere_below: heights().any(|at| !at.is_above()),
            is_constant: is_constant(heights()),
            is_nothing: heights().all(Height::is_nothing),
            crossings: Vec::new(),
        };
        let mut before: Option<(usize, Side)> = None;
        for place in 0..self.places.len() {
            let Looked { x, height, .. } = self.places[place];
            let Some(height) = height else { continue };
            let here = (x, height);
            if let Some((of, before)) = before
                && before.1.is_above() != height.is_above()
            {
                // Where it has no value between, the change lies in the gap.
                let is_gap = place - of > 1;
                scan.crossings.push(if is_gap {
                    crossing(before, here, height.is_above(), true)
                } else {
                    self.narrowed(before, here)
                });
            }
            before = Some((place, here));
        }
        scan
    }
}

/// Whether the least and the largest of some heights differ by no more than rounding.
fn is_constant(heights: impl Iterator<Item = Height> + Clone) -> bool {
    let least = heights.clone().reduce(|least, next| {
        if next.value < least.value {
            next
        } else {
            least
        }
    });
    let most = heights.reduce(
        |most, next| {
            if next.value > most.value { next } else { most }
        },
    );
    let (Some(least), Some(most)) = (least, most) else {
        return true;
    };
    let relative = ROUNDING * most.value.abs().max(least.value.abs());
    most.value - least.value <= relative.max(least.rounding).max(most.rounding)
}

/// Between two numbers of one sign the geometric middle, so that a wide range takes no longer than a narrow one.
fn middle(low: f64, high: f64) -> f64 {
    if low > 0.0 && high > 4.0 * low {
        libm::sqrt(low) * libm::sqrt(high)
    } else {
        low + (high - low) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(found: &Scan) -> Vec<f64> {
        found.crossings.iter().map(|crossing| crossing.at).collect()
    }

    #[test]
    fn a_leap_over_nothing_is_told_from_a_root() {
        let grid = [0.0, 1.0, 2.0, 3.0];
        let found = scan(&grid, &mut |x| {
            Some(if x <= 1.7 { 3.0 - x } else { -2.0 - x })
        });
        assert_eq!(found.crossings.len(), 1);
        assert!(found.crossings[0].is_jump && !found.crossings[0].rises);
        assert!((found.crossings[0].at - 1.7).abs() < 1e-12);
    }

    #[test]
    fn a_gap_hides_no_root_beside_it() {
        let grid = [0.0, 1.0, 2.0, 3.0];
        let found = scan(&grid, &mut |x| (x != 1.0).then_some(x - 2.5));
        assert_eq!(at(&found), [2.5]);
    }

    #[test]
    fn a_root_before_the_first_place_that_has_a_value_is_found() {
        let grid = [0.0, 1.0, 2.0, 3.0];
        let found = scan(&grid, &mut |x| (x >= 1.25).then_some(x - 1.5));
        assert_eq!(at(&found), [1.5]);
    }

    #[test]
    fn whole_numbers_stay_whole_and_pay() {
        let range = |x: &[f64]| Range {
            points: x.to_vec(),
            is_whole: true,
            ..Range::default()
        };
        let value = |value| {
            Some(Height {
                value,
                rounding: 0.0,
            })
        };
        let falls = search(&range(&[1.0, 10.0, 100.0]), &mut |x| value(42.5 - x));
        assert_eq!(at(&falls), [42.0]);
        let rises = search(&range(&[1.0, 10.0, 100.0]), &mut |x| value(x - 42.5));
        assert_eq!(at(&rises), [43.0]);
        let ties = search(&range(&[1.0, 10.0, 100.0]), &mut |x| value(42.0 - x));
        assert_eq!(at(&ties), [42.0]);
        // A hump of three numbers between two places that were looked at.
        let hump = search(&range(&[1.0, 10.0, 100.0, 1_000.0]), &mut |x| {
            value(1.5 - (x - 53.0).abs())
        });
        assert_eq!(at(&hump), [52.0, 54.0]);
    }

    #[test]
    fn what_does_not_change_is_constant() {
        let found = scan(&[0.0, 1.0], &mut |_| Some(3.0));
        assert!(found.is_constant && found.is_somewhere_above && !found.is_somewhere_below);
        let noise = search(
            &Range {
                points: vec![0.0, 1.0, 2.0, 3.0],
                ..Range::default()
            },
            &mut |x| {
                Some(Height {
                    value: if x == 1.0 { -1e-16 } else { 1e-16 },
                    rounding: 1e-12,
                })
            },
        );
        assert!(noise.is_constant && noise.crossings.is_empty() && noise.is_somewhere_above);
    }

    #[test]
    fn a_hump_and_a_dip_between_two_places_are_found_however_narrow() {
        for half in [0.4, 0.1, 1e-2, 1e-3, 1e-4] {
            for top in [3.3, 4.8, 0.2, 9.9] {
                let hump = |x: f64| half * half - (x - top) * (x - top);
                let grid: Vec<f64> = (0..=10).map(f64::from).collect();
                for sign in [1.0, -1.0] {
                    let found = scan(&grid, &mut |x| Some(sign * hump(x)));
                    let expected = [top - half, top + half].map(|x| x.clamp(0.0, 10.0));
                    let inside: Vec<f64> = expected
                        .into_iter()
                        .filter(|x| 0.0 < *x && *x < 10.0)
                        .collect();
                    assert_eq!(found.crossings.len(), inside.len(), "{half} {top} {sign}");
                    for (found, expected) in at(&found).iter().zip(inside) {
                        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_known_leap_is_told_at_the_last_place_before_it() {
        let range = Range {
            points: vec![0.0, 100.0],
            jumps: vec![37.0],
            ..Range::default()
        };
        let found = search(&range, &mut |x| {
            let value = if x <= 37.0 { x - 30.0 } else { x - 60.0 };
            Some(Height {
                value,
                rounding: 0.0,
            })
        });
        assert_eq!(at(&found), [30.0, 37.0, 60.0]);
        let jumps: Vec<bool> = found
            .crossings
            .iter()
            .map(|crossing| crossing.is_jump)
            .collect();
        assert_eq!(jumps, [false, true, false]);
    }

    #[test]
    fn what_is_at_least_nothing_pays_to_its_last_place() {
        // 0 from 2 to 3 is on the upper side.
        let found = scan(&[0.0, 1.0, 2.5, 4.0, 5.0], &mut |x| {
            Some((x - 2.0).min(0.0) + (3.0 - x).min(0.0))
        });
        let at = at(&found);
        assert!(
            (at[0] - 2.0).abs() < 1e-8 && (at[1] - 3.0).abs() < 1e-8,
            "{at:?}"
        );
    }
}
