//! Cost of pass, and which of several options are worth their money at some value of a success.
//!
//! Cost of pass is C / q, what a right result costs where failures are noticed and tried again (Erol et al. 2025,
//! arXiv:2504.13359). A step up from one option to the next is judged by what another success costs there, the
//! incremental cost-effectiveness ratio of health economics.

use crate::quantity::{Probability, ROUNDING, Usd};

/// Cost of a right result C / q; nothing where none is right.
///
/// ```
/// # use economics::{cost_of_pass::cost_of_pass, quantity::*};
/// assert_eq!(cost_of_pass(Usd(0.05), Probability(0.4)), Some(Usd(0.05 / 0.4)));
/// assert_eq!(cost_of_pass(Usd(0.05), Probability(0.0)), None);
/// ```
#[must_use]
pub fn cost_of_pass(cost: Usd, success: Probability) -> Option<Usd> {
    (success.0 > 0.0).then(|| Usd(cost.0 / success.0))
}

/// What a step from one option to another means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StepUp {
    /// It costs more and brings more: dollars for another success.
    PerSuccess(Usd),
    /// It costs less and brings less: dollars saved for each success given up.
    SavedPerSuccess(Usd),
    /// It is better in one and not worse in the other.
    Better,
    /// It is worse in one and not better in the other.
    Worse,
    /// It is the same.
    Same,
}

/// One figure less another of the same size; what is rounding is nothing.
///
/// ```
/// use economics::cost_of_pass::beyond;
/// assert_eq!(beyond(0.1 + 0.2, 0.3, 1.0), 0.0);
/// assert_eq!(beyond(3.0, 1.0, 3.0), 2.0);
/// ```
#[must_use]
pub fn beyond(one: f64, other: f64, size: f64) -> f64 {
    let difference = one - other;
    if difference.abs() <= ROUNDING * size {
        0.0
    } else {
        difference
    }
}

/// The step from an option of cost `from.0` and quality `from.1`, a chance, to another.
///
/// ```
/// # use economics::{cost_of_pass::*, quantity::*};
/// let step = step_up((Usd(1.0), 0.5), (Usd(3.0), 0.6));
/// assert!(matches!(step, StepUp::PerSuccess(usd) if (usd.0 - 2.0 / 0.1).abs() < 1e-12));
/// assert_eq!(step_up((Usd(1.0), 0.5), (Usd(0.5), 0.5)), StepUp::Better);
/// ```
#[must_use]
pub fn step_up(from: (Usd, f64), to: (Usd, f64)) -> StepUp {
    let size = from.0.0.abs().max(to.0.0.abs());
    let cost = beyond(to.0.0, from.0.0, size);
    let quality = beyond(to.1, from.1, 1.0);
    if cost == 0.0 && quality == 0.0 {
        StepUp::Same
    } else if cost <= 0.0 && quality >= 0.0 {
        StepUp::Better
    } else if cost >= 0.0 && quality <= 0.0 {
        StepUp::Worse
    } else if cost > 0.0 {
        StepUp::PerSuccess(Usd(cost / quality))
    } else {
        StepUp::SavedPerSuccess(Usd(cost / quality))
    }
}

/// Which options are on the frontier: the corners of the convex hull of cost and quality, from the cheapest up. Every
/// other one costs more and brings no more than one of these, or than a mixture of two neighbours. Of two that differ by
/// rounding alone the first is taken.
///
/// ```
/// use economics::cost_of_pass::frontier;
/// // The second is beaten by the first; the third by a mixture of the first and the last.
/// assert_eq!(frontier(&[(1.0, 0.5), (2.0, 0.5), (3.0, 0.55), (4.0, 0.9)]), [0, 3]);
/// // Two ways to be always right for the same money.
/// assert_eq!(frontier(&[(0.3, 1.0), (0.1 + 0.2, 1.0)]), [0]);
/// ```
#[must_use]
pub fn frontier(options: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..options.len()).collect();
    crate::short_sort::sort_short(&mut order, |left, right| {
        let (one, other) = (options[*left], options[*right]);
        let dearer = beyond(one.0, other.0, one.0.abs().max(other.0.abs()));
        dearer < 0.0 || dearer == 0.0 && beyond(one.1, other.1, 1.0) > 0.0
    });
    let mut hull: Vec<usize> = Vec::new();
    for place in order {
        let (cost, quality) = options[place];
        let is_better = |last: &usize| beyond(quality, options[*last].1, 1.0) > 0.0;
        if !hull.last().is_none_or(is_better) {
            continue;
        }
        while let [.., before, last] = hull.as_slice() {
            let (before, last) = (options[*before], options[*last]);
            let up_to_last = (last.1 - before.1) * (cost - last.0);
            let up_from_last = (quality - last.1) * (last.0 - before.0);
            // By how much a difference that is none moves the last one against the line of its neighbours.
            let rounding = ROUNDING * (cost - before.0 + cost.abs() * (quality - before.1));
            if up_to_last > up_from_last + rounding {
                break;
            }
            hull.pop();
        }
        hull.push(place);
    }
    hull
}
