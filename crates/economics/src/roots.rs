//! Where a function of one number changes its sign: every break-even is one.
//!
//! The range is scanned on a grid, each change of sign is narrowed to neighbouring numbers, and what is found there is
//! looked at: a root if the function passes 0, a jump if it leaps over it, as a tier of prices makes it do.

/// A place where the sign changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// Where; of a jump, the last place before it.
    pub at: f64,
    /// What the function is there.
    pub residual: f64,
    /// Whether the function leaps over 0 instead of passing it.
    pub is_jump: bool,
    /// Whether it is negative before and positive after.
    pub rises: bool,
}

/// What a scan found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// Changes of sign, in order.
    pub crossings: Vec<Crossing>,
    /// Whether it is somewhere above 0.
    pub is_somewhere_positive: bool,
    /// Whether it is somewhere below 0.
    pub is_somewhere_negative: bool,
    /// Whether it is the same everywhere, to twelve figures.
    pub is_constant: bool,
}

/// Most steps of narrowing; bisection alone needs 64 to leave no number between.
const MOST_STEPS: usize = 200;
/// A difference that is no more than rounding.
const ROUNDING: f64 = 1e-12;
/// A function that is still this part of its values beside it has leapt.
const LEAP: f64 = 1e-6;

/// Scans a grid in rising order; where the function has no value, the grid has a gap.
///
/// ```
/// # use economics::roots::scan;
/// let grid: Vec<f64> = (0..=10).map(f64::from).collect();
/// let found = scan(&grid, &mut |x| Some((x - 2.5) * (x - 7.25)));
/// assert_eq!(found.crossings.iter().map(|crossing| crossing.at).collect::<Vec<_>>(), [2.5, 7.25]);
/// ```
#[must_use]
pub fn scan(grid: &[f64], function: &mut dyn FnMut(f64) -> Option<f64>) -> Scan {
    scan_with(grid, function, &mut narrowed)
}

/// The same for a function of whole numbers: a crossing is the last number before the sign changes.
#[must_use]
pub fn scan_whole(grid: &[f64], function: &mut dyn FnMut(f64) -> Option<f64>) -> Scan {
    scan_with(grid, function, &mut narrowed_whole)
}

type Side = (f64, f64);
type Narrow<'a> =
    &'a mut dyn FnMut(Side, Side, &mut dyn FnMut(f64) -> Option<f64>) -> Option<Crossing>;

fn scan_with(grid: &[f64], function: &mut dyn FnMut(f64) -> Option<f64>, narrow: Narrow) -> Scan {
    let mut scan = Scan::default();
    let mut before: Option<Side> = None;
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for x in grid {
        let Some(y) = function(*x).filter(|y| y.is_finite()) else {
            before = None;
            continue;
        };
        (least, most) = (least.min(y), most.max(y));
        if let Some((before_x, before_y)) = before
            && (before_y < 0.0 && y > 0.0 || before_y > 0.0 && y < 0.0)
        {
            scan.crossings
                .extend(narrow((before_x, before_y), (*x, y), function));
        } else if y == 0.0 {
            scan.crossings.extend(touched(grid, *x, function));
        }
        // A root on the grid itself is found there, not between its neighbours.
        before = (y != 0.0).then_some((*x, y));
    }
    scan.is_somewhere_positive = most > 0.0;
    scan.is_somewhere_negative = least < 0.0;
    scan.is_constant = most - least <= ROUNDING * most.abs().max(least.abs());
    scan
}

/// A root that lies on the grid: one where the sign changes around it.
fn touched(grid: &[f64], x: f64, function: &mut dyn FnMut(f64) -> Option<f64>) -> Option<Crossing> {
    let at = grid.iter().position(|other| *other == x)?;
    let before = at.checked_sub(1).and_then(|at| function(grid[at]))?;
    let after = grid.get(at + 1).and_then(|x| function(*x))?;
    let changes = before < 0.0 && after > 0.0 || before > 0.0 && after < 0.0;
    changes.then_some(Crossing {
        at: x,
        residual: 0.0,
        is_jump: false,
        rises: after > 0.0,
    })
}

/// Narrows by the secant where it helps and by halves where it does not, until no number lies between.
fn narrowed(
    low: Side,
    high: Side,
    function: &mut dyn FnMut(f64) -> Option<f64>,
) -> Option<Crossing> {
    let rises = low.1 < 0.0;
    let scale = low.1.abs().max(high.1.abs());
    let (mut low, mut high) = (low, high);
    let mut halve = false;
    for _ in 0..MOST_STEPS {
        let width = high.0 - low.0;
        let secant = low.0 - low.1 * (width / (high.1 - low.1));
        let inside = low.0 < secant && secant < high.0;
        let next = if halve || !inside {
            middle(low.0, high.0)
        } else {
            secant
        };
        if !(low.0 < next && next < high.0) {
            break;
        }
        let y = function(next)?;
        if y == 0.0 {
            (low, high) = ((next, y), (next, y));
            break;
        }
        if (y < 0.0) == (low.1 < 0.0) {
            low = (next, y);
        } else {
            high = (next, y);
        }
        halve = high.0 - low.0 > width / 2.0;
    }
    let best = if low.1.abs() <= high.1.abs() {
        low
    } else {
        high
    };
    let is_jump = best.1.abs() > LEAP * scale;
    let (at, residual) = if is_jump { low } else { best };
    Some(Crossing {
        at,
        residual,
        is_jump,
        rises,
    })
}

/// Between two numbers of one sign the geometric middle, so that a wide range takes no longer than a narrow one.
fn middle(low: f64, high: f64) -> f64 {
    if low > 0.0 && high > 4.0 * low {
        libm::sqrt(low) * libm::sqrt(high)
    } else {
        low + (high - low) / 2.0
    }
}

fn narrowed_whole(
    low: Side,
    high: Side,
    function: &mut dyn FnMut(f64) -> Option<f64>,
) -> Option<Crossing> {
    let rises = low.1 < 0.0;
    let (mut low, mut high) = (low, high);
    while high.0 - low.0 > 1.0 {
        let next = libm::floor(middle(low.0, high.0)).max(low.0 + 1.0);
        let y = function(next)?;
        if y != 0.0 && (y < 0.0) == (low.1 < 0.0) {
            low = (next, y);
        } else {
            high = (next, y);
        }
    }
    Some(Crossing {
        at: low.0,
        residual: low.1,
        is_jump: true,
        rises,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(found.crossings.len(), 1);
        assert!(found.crossings[0].at == 2.5);
    }

    #[test]
    fn whole_numbers_stay_whole() {
        let grid = [1.0, 10.0, 100.0];
        let found = scan_whole(&grid, &mut |x| Some(42.5 - x));
        assert!(found.crossings[0].at == 42.0);
    }

    #[test]
    fn what_does_not_change_is_constant() {
        let found = scan(&[0.0, 1.0], &mut |_| Some(3.0));
        assert!(found.is_constant && found.is_somewhere_positive && !found.is_somewhere_negative);
    }
}
