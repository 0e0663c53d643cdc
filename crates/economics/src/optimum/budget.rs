//! Several tasks that share one budget (C-10 i): each gets effort until its next dollar returns the same as the others'.

use crate::production::Production;
use crate::quantity::{Tokens, Usd, UsdPerMtok};

/// One of several tasks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// How its success grows with effort.
    pub curve: Production,
    /// What a success is worth.
    pub gain: Usd,
    /// What a token of effort costs.
    pub price: UsdPerMtok,
    /// Least effort.
    pub least: Tokens,
}

/// A budget split over tasks.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Effort of each.
    pub efforts: Vec<Tokens>,
    /// What they cost together.
    pub spend: Usd,
    /// What they are worth together.
    pub worth: Usd,
    /// What the next dollar of budget is worth: the shadow price lambda (P11). Below 1 the budget is too large.
    pub shadow_price: f64,
}

/// Most tokens of one task.
const MOST: f64 = 1e12;
/// Halvings that leave no bit of the shadow price open.
const HALVINGS: usize = 160;

/// The best split of a budget over tasks whose values add up. Where the least efforts cost more than the budget, they
/// stay.
///
/// ```
/// # use economics::{optimum::*, production::*, quantity::*};
/// let known = Known { form: Form::Exponential, floor: 0.0, ceiling: 1.0, point: (1.0 / 2e-5, 1.0 - (-1f64).exp()), second: None };
/// let claim = Claim { curve: Production::calibrated(&known).unwrap(), gain: Usd(10.0), price: UsdPerMtok(25.0), least: Tokens(0.0) };
/// // Alone and with no more than its own money, a task gets what it can pay for.
/// let split = split_budget(&[claim], Usd(1.0));
/// assert!((split.efforts[0].0 - 1.0 / 25e-6).abs() < 1e-6);
/// ```
#[must_use]
pub fn split_budget(claims: &[Claim], budget: Usd) -> Split {
    let efforts = |shadow_price: f64| -> Vec<f64> {
        let each = claims.iter().map(|claim| {
            let price = (Tokens(1.0) * claim.price).0;
            claim
                .curve
                .best_effort(claim.gain.0, shadow_price * price, claim.least.0, MOST)
        });
        each.collect()
    };
    let spend = |efforts: &[f64]| -> f64 {
        let each = claims.iter().zip(efforts);
        each.map(|(claim, effort)| (Tokens(*effort) * claim.price).0)
            .sum()
    };
    let (mut low, mut high) = (1e-12, 1e18);
    for _ in 0..HALVINGS {
        let middle = libm::sqrt(low) * libm::sqrt(high);
        if spend(&efforts(middle)) > budget.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let chosen = efforts(high);
    let worth = claims
        .iter()
        .zip(&chosen)
        .map(|(claim, effort)| claim.gain.0 * claim.curve.success(*effort));
    Split {
        spend: Usd(spend(&chosen)),
        worth: Usd(worth.sum()),
        efforts: chosen.into_iter().map(Tokens).collect(),
        shadow_price: high,
    }
}
