//! Cost of pass, and which of several options are worth their money at some value of a success.
//!
//! Cost of pass is C / q, what a right result costs where failures are noticed and tried again (Erol et al. 2025,
//! arXiv:2504.13359). A step up from one option to the next is judged by what another success costs there, the
//! incremental cost-effectiveness ratio of health economics.

use crate::quantity::{Probability, Usd};

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

/// The step from an option of cost `from.0` and quality `from.1` to another.
///
/// ```
/// # use economics::{cost_of_pass::*, quantity::*};
/// let step = step_up((Usd(1.0), 0.5), (Usd(3.0), 0.6));
/// assert!(matches!(step, StepUp::PerSuccess(usd) if (usd.0 - 2.0 / 0.1).abs() < 1e-12));
/// assert_eq!(step_up((Usd(1.0), 0.5), (Usd(0.5), 0.5)), StepUp::Better);
/// ```
#[must_use]
pub fn step_up(from: (Usd, f64), to: (Usd, f64)) -> StepUp {
    let (cost, quality) = ((to.0 - from.0).0, to.1 - from.1);
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
/// other one costs more and brings no more than one of these, or than a mixture of two neighbours.
///
/// ```
/// use economics::cost_of_pass::frontier;
/// // The second is beaten by the first; the third by a mixture of the first and the last.
/// assert_eq!(frontier(&[(1.0, 0.5), (2.0, 0.5), (3.0, 0.55), (4.0, 0.9)]), [0, 3]);
/// ```
#[must_use]
pub fn frontier(options: &[(f64, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..options.len()).collect();
    crate::short_sort::sort_short(&mut order, |left, right| {
        let (one, other) = (options[*left], options[*right]);
        one.0 < other.0 || one.0 == other.0 && one.1 > other.1
    });
    let mut hull: Vec<usize> = Vec::new();
    for place in order {
        let (cost, quality) = options[place];
        if hull.last().is_some_and(|last| quality <= options[*last].1) {
            continue;
        }
        while let [.., before, last] = hull.as_slice() {
            let (before, last) = (options[*before], options[*last]);
            let up_to_last = (last.1 - before.1) * (cost - last.0);
            let up_from_last = (quality - last.1) * (last.0 - before.0);
            if up_to_last > up_from_last {
                break;
            }
            hull.pop();
        }
        hull.push(place);
    }
    hull
}
