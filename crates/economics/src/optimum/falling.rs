//! Where a function that falls passes through 0.

/// Evaluations at most.
const MOST: usize = 80;
/// What is not found after so many is a jump, to which halvings lead soonest.
const STRAIGHT: usize = 20;

/// A place where a falling function is no longer above 0, within `ends`: from `start` outwards in growing steps, then by
/// false position with halvings between. Near enough is where the function is 0 to `tolerance`. An end where it does not
/// cross.
pub(super) fn falling(
    (start, step): (f64, f64),
    (low, high): (f64, f64),
    tolerance: f64,
    function: &mut dyn FnMut(f64) -> f64,
) -> f64 {
    let at_start = function(start);
    if -tolerance <= at_start && at_start <= 0.0 {
        return start;
    }
    let way = if at_start > 0.0 { step } else { -step };
    let (mut last, mut reach) = ((start, at_start), way);
    let next = loop {
        let at = (last.0 + reach).max(low).min(high);
        let found = (at, function(at));
        if (found.1 > 0.0) != (at_start > 0.0) {
            break found;
        }
        if at <= low || high <= at {
            return at;
        }
        (last, reach) = (found, 2.0 * reach);
    };
    let (above, below) = if at_start > 0.0 {
        (last, next)
    } else {
        (next, last)
    };
    narrowed(above, below, tolerance, function)
}

/// Between a place where it is above 0 and one where it is not.
fn narrowed(
    mut above: (f64, f64),
    mut below: (f64, f64),
    tolerance: f64,
    function: &mut dyn FnMut(f64) -> f64,
) -> f64 {
    // Places nearer to each other are one: there the function jumps.
    let same = 1e-3 * tolerance;
    // What each end counts; one that stays twice counts half (the Illinois rule), so that both move.
    let mut counts = (above.1, -below.1);
    let mut before = 0.0;
    for round in 0..MOST {
        let width = below.0 - above.0;
        if below.1.abs() <= tolerance || width <= same * below.0.abs().max(1.0) {
            break;
        }
        let part = counts.0 / (counts.0 + counts.1);
        let is_inside = 0.0 < part && part < 1.0;
        let is_straight = is_inside && round < STRAIGHT && round % 5 != 4;
        let at = above.0 + width * if is_straight { part } else { 0.5 };
        let found = function(at);
        if found > 0.0 {
            counts = (
                found,
                if before > 0.0 {
                    counts.1 / 2.0
                } else {
                    counts.1
                },
            );
            above = (at, found);
        } else {
            counts = (
                if before < 0.0 {
                    counts.0 / 2.0
                } else {
                    counts.0
                },
                -found,
            );
            below = (at, found);
        }
        before = found;
    }
    below.0
}
