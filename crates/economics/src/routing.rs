//! A cheaper model first, and a router before two models: what they cost, and from when they pay.
//!
//! These are the closed forms for one look without errors. With errors of the check, retries and a person, a cascade
//! is a plan like any other ([`crate::plan`]).

use crate::quantity::{Probability, Usd};

/// Cost of a cascade: the cheap model and the look at every task, the dear one where that was rejected:
/// c1 + v + (1 - a) c2.
///
/// ```
/// # use economics::{quantity::*, routing::cascade_cost};
/// let cost = cascade_cost(Usd(0.01), Usd(0.0), Usd(0.05), Probability(0.7));
/// assert!((cost.0 - (0.01 + 0.3 * 0.05)).abs() < 1e-15);
/// ```
#[must_use]
pub fn cascade_cost(cheap: Usd, look: Usd, dear: Usd, accepted: Probability) -> Usd {
    cheap + look + dear * accepted.complement()
}

/// The accepted part from which a cascade is cheaper than the dear model alone: (c1 + v) / c2. Above 1: never. Nothing
/// where the dear model is free.
///
/// ```
/// # use economics::{quantity::*, routing::cascade_threshold};
/// assert_eq!(cascade_threshold(Usd(0.01), Usd(0.0), Usd(0.05)), Some(0.01 / 0.05));
/// ```
#[must_use]
pub fn cascade_threshold(cheap: Usd, look: Usd, dear: Usd) -> Option<f64> {
    (dear.0 > 0.0).then(|| (cheap + look).0 / dear.0)
}

/// Quality of a cascade: what was accepted, and the dear model for the rest: a q1 + (1 - a) q2, with q1 among the
/// accepted ones.
///
/// ```
/// # use economics::{quantity::*, routing::mixed_quality};
/// let quality = mixed_quality(Probability(0.7), Probability(0.9), Probability(0.95));
/// assert!((quality.0 - (0.7 * 0.9 + 0.3 * 0.95)).abs() < 1e-15);
/// ```
#[must_use]
pub fn mixed_quality(
    first: Probability,
    of_first: Probability,
    of_rest: Probability,
) -> Probability {
    Probability(first.0 * of_first.0 + first.complement().0 * of_rest.0)
}

/// Cost of a router: its decision, then one of the two models: c_r + a c1 + (1 - a) c2.
///
/// ```
/// # use economics::{quantity::*, routing::router_cost};
/// let cost = router_cost(Usd(0.001), Usd(0.01), Usd(0.05), Probability(0.7));
/// assert!((cost.0 - (0.001 + 0.7 * 0.01 + 0.3 * 0.05)).abs() < 1e-15);
/// ```
#[must_use]
pub fn router_cost(decision: Usd, cheap: Usd, dear: Usd, to_cheap: Probability) -> Usd {
    decision + cheap * to_cheap + dear * to_cheap.complement()
}
