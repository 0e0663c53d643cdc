//! What a little more is worth: of quality, of success, of effort, of money (C-8, C-9, P8, P11).
//!
//! Average and marginal are different things: a step whose tokens are productive on average may lose money on its next
//! dollar.

use crate::effort::marginal_price;
use crate::model::{Model, Step};
use crate::outcome::Net;
use crate::production::{Form, Known, Production};
use crate::quantity::{TOKENS_PER_MTOK, Tokens, Usd, UsdPerMtok};
use crate::workflow::Adjoints;

/// The margin of one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// Effort of a call.
    pub effort: Tokens,
    /// What one more token of effort costs.
    pub price: UsdPerMtok,
    /// mu = dEV/dq_w: what a little more of the step's quality is worth, dollars for a chance of 1.
    pub adjoint: Usd,
    /// nu = dEV/df_w: what a little more of its own success rate is worth.
    pub value_of_success: Usd,
    /// What one more token of effort in a call is worth: nu f'(T); nothing without a curve.
    pub value_of_token: Option<Usd>,
    /// What the next dollar spent on effort here returns, risk taken off; nothing without a curve, or where effort is
    /// free.
    pub next_dollar: Option<f64>,
    /// The same by each of the three forms, where the form is assumed.
    pub next_dollar_by_form: Option<[f64; 3]>,
}

/// The margins of all steps. `net` is that of a task today.
#[must_use]
pub fn margins(model: &Model, adjoints: &Adjoints, net: &Net) -> Vec<Margin> {
    // Risk counts in what a person does with the next dollar, not in what quality is worth.
    let aversion = model.value.risk_aversion;
    let certain = net.certain_per_quality(aversion);
    let per_cost = net.certain_per_cost(aversion);
    let margin = |(index, step): (usize, &Step)| {
        let price = marginal_price(&step.agent, &step.rates, step.effort);
        let effort = step.present_effort();
        let of_success = adjoints.of_success[index];
        let value_of_success = net.per_quality * of_success;
        // Dollars that one more token of effort in each call of the step takes from a task, risk included.
        let cost_of_token = per_cost * step.calls.0 * price.0 / TOKENS_PER_MTOK;
        let returns = |slope: f64| certain * of_success * slope / cost_of_token;
        let slope = step.curve.ok().map(|curve| curve.slope(effort.0));
        let is_free = cost_of_token <= 0.0;
        let assumed = step.curve.ok().filter(|curve| curve.is_assumed && !is_free);
        let by_form = |known: &Known| {
            Form::ALL.map(|form| {
                let other = Production::calibrated(&Known { form, ..*known });
                returns(other.map_or(0.0, |curve| curve.slope(effort.0)))
            })
        };
        Margin {
            effort,
            price,
            adjoint: Usd(net.per_quality * adjoints.of_quality[index]),
            value_of_success: Usd(value_of_success),
            value_of_token: slope.map(|slope| Usd(value_of_success * slope)),
            next_dollar: slope.filter(|_| !is_free).map(returns),
            next_dollar_by_form: assumed.and(step.known.as_ref()).map(by_form),
        }
    };
    model.steps.iter().enumerate().map(margin).collect()
}
