//! Thresholds of everyday decisions in closed form: a subscription, fine-tuning, a batch, a person.
//!
//! A scenario compares the same by the whole outcome of a task ([`crate::plan`]); these are its simplest cases.

use crate::quantity::{Calls, Probability, Usd};

/// Tasks a period from which a subscription is cheaper: S / c. Nothing where a task costs nothing.
///
/// ```
/// # use economics::{decisions::tasks_for_subscription, quantity::Usd};
/// assert_eq!(tasks_for_subscription(Usd(200.0), Usd(1.775)), Some(200.0 / 1.775));
/// ```
#[must_use]
pub fn tasks_for_subscription(subscription: Usd, task: Usd) -> Option<f64> {
    (task.0 > 0.0).then(|| subscription.0 / task.0)
}

/// Calls from which training has paid for itself: F / (what a call saves). Nothing where it saves nothing.
///
/// ```
/// # use economics::{decisions::calls_for_tuning, quantity::*};
/// // 3,000 input tokens less at $3, 800 output tokens dearer by $2 for a million.
/// let saving = Usd((3_000.0 * 3.0 - 800.0 * 2.0) / 1e6);
/// assert_eq!(calls_for_tuning(Usd(500.0), saving), Some(Calls(500.0 / saving.0)));
/// ```
#[must_use]
pub fn calls_for_tuning(training: Usd, saving: Usd) -> Option<Calls> {
    (saving.0 > 0.0).then(|| Calls(training.0 / saving.0))
}

/// What an hour of waiting may cost before a batch no longer pays: what it saves over the delay. Nothing without delay.
///
/// ```
/// # use economics::{decisions::delay_cost_of_batch, quantity::Usd};
/// // Half of $100 saved for a day.
/// assert_eq!(delay_cost_of_batch(Usd(50.0), 24.0), Some(Usd(50.0 / 24.0)));
/// ```
#[must_use]
pub fn delay_cost_of_batch(saved: Usd, delay_hours: f64) -> Option<Usd> {
    (delay_hours > 0.0).then(|| Usd(saved.0 / delay_hours))
}

/// Success rate from which a model whose every result a person reviews, and redoes where it is wrong, beats the person
/// alone: (c + w t_r) / (w t_h), as in GDPval's "try once, then fix" (Patwardhan et al. 2025, arXiv:2510.04374). Above 1:
/// never. Nothing where the person costs nothing.
///
/// ```
/// # use economics::{decisions::success_to_beat_person, quantity::Usd};
/// let rate = success_to_beat_person(Usd(3.03), Usd(60.0 * 0.25), Usd(60.0 * 2.0));
/// assert_eq!(rate, Some((3.03 + 15.0) / 120.0));
/// ```
#[must_use]
pub fn success_to_beat_person(attempt: Usd, review: Usd, person: Usd) -> Option<f64> {
    (person.0 > 0.0).then(|| (attempt + review).0 / person.0)
}

/// Expected cost of that: c + w t_r + (1 - p) w t_h.
///
/// ```
/// # use economics::{decisions::cost_with_person_after, quantity::*};
/// let cost = cost_with_person_after(Usd(3.03), Usd(15.0), Usd(120.0), Probability(0.8));
/// assert!((cost.0 - (3.03 + 15.0 + 0.2 * 120.0)).abs() < 1e-12);
/// ```
#[must_use]
pub fn cost_with_person_after(attempt: Usd, review: Usd, person: Usd, success: Probability) -> Usd {
    attempt + review + person * success.complement()
}
