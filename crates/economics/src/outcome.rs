//! What becomes of a task: attempts, a look at each result, a person at the end, or giving up; and what that is worth.
//!
//! An attempt is right with chance q. Each result is looked at for the cost of a look v: a wrong one is noticed
//! with recall r, a right one rejected by mistake with rate f. A rejected one is tried again, at most R attempts
//! in all; after the last a person does it for F, or it is given up. With s = q f + (1 - q) r the chance that an
//! attempt is rejected, n = 1 + s + ... + s^(R - 1) attempts are expected.
//!
//! Tries of one hard task are alike: with intra-class correlation rho a task's own chance is
//! Beta(q (1 - rho) / rho, (1 - q) (1 - rho) / rho), and the results are expectations over it. They are sums of
//! positive terms only, so nothing cancels.
//!
//! Every history of a task ends in one of four ways, each with its chance and its net value: [`histories`] names them
//! all, and expectation, variance, chance of a loss and the worst twentieth follow from them exactly, with their
//! derivatives in q and in the cost of an attempt.

mod tries;

use crate::quantity::{Probability, Usd};
use crate::short_sort::sort_short;
use tries::tries;

/// How results are looked at and what follows a rejection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checking {
    /// Cost of a look v.
    pub cost: Usd,
    /// Chance r that a wrong result is noticed.
    pub recall: Probability,
    /// Chance f that a right result is rejected.
    pub false_reject: Probability,
    /// Attempts allowed R; with none a task goes to the person, or is given up, at once.
    pub attempts: u32,
    /// Intra-class correlation rho of the tries of one task, 0 <= rho <= 1.
    pub correlation: f64,
    /// What a person costs who does it after the last attempt, F; nothing: the task is given up.
    pub person: Option<Usd>,
}

impl Checking {
    /// Nobody looks, one attempt.
    pub const NONE: Self = Self {
        cost: Usd(0.0),
        recall: Probability(0.0),
        false_reject: Probability(0.0),
        attempts: 1,
        correlation: 0.0,
        person: None,
    };
}

/// What results are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// A right result G.
    pub gain: Usd,
    /// A wrong one that gets through L, as a positive cost.
    pub loss: Usd,
    /// A task given up, or not done at all D, as a positive cost.
    pub undone: Usd,
    /// Risk aversion zeta, 1/$: half the absolute one (P9).
    pub risk_aversion: f64,
}

/// One attempt: what it costs and how likely it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attempt {
    /// Cost C of a pass through the workflow.
    pub cost: Usd,
    /// Chance q that it is right.
    pub success: Probability,
}

/// What one task comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Chance q that the first attempt is right.
    pub attempt_success_rate: Probability,
    /// Attempts n.
    pub attempts: f64,
    /// Chance A that the task ends with a right result.
    pub right: Probability,
    /// Chance W that a wrong result is let through.
    pub wrong: Probability,
    /// Chance that every attempt is rejected, so that a person does it or it is given up.
    pub exhausted: Probability,
    /// Spend on tokens.
    pub tokens_usd: Usd,
    /// Spend on looks.
    pub checking_usd: Usd,
    /// Spend on the person after the last attempt.
    pub person_usd: Usd,
    /// What it is worth in expectation, without its cost: G A - L W - D where it is given up.
    pub worth: Usd,
    /// Expected net value EV and how it changes.
    pub net: Net,
    /// Chance that the task's net is below 0.
    pub loss_probability: Probability,
    /// Mean net of the worst twentieth of the chances (CVaR 5 %).
    pub cvar05: Usd,
}

/// Expected net value and variance of a task, with their slopes in q and in the cost of an attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Net {
    /// Expected net value EV.
    pub expected: Usd,
    /// dEV/dq: what a little more quality is worth, dollars for a chance of 1.
    pub per_quality: f64,
    /// Attempts n: dEV/dC is -n.
    pub attempts: f64,
    /// Variance of the net, $^2.
    pub variance: f64,
    /// dVar/dq.
    pub variance_per_quality: f64,
    /// dVar/dC.
    pub variance_per_cost: f64,
}

impl Net {
    /// EV - zeta Var, what a risk-averse person maximises (P9).
    #[must_use]
    pub fn certain(&self, risk_aversion: f64) -> Usd {
        Usd(self.expected.0 - risk_aversion * self.variance)
    }

    /// How that grows with quality.
    #[must_use]
    pub fn certain_per_quality(&self, risk_aversion: f64) -> f64 {
        self.per_quality - risk_aversion * self.variance_per_quality
    }

    /// How that falls with the cost of an attempt: n where risk does not matter.
    #[must_use]
    pub fn certain_per_cost(&self, risk_aversion: f64) -> f64 {
        self.attempts + risk_aversion * self.variance_per_cost
    }
}

impl Outcome {
    /// What a task costs in all.
    #[must_use]
    pub fn spend(&self) -> Usd {
        self.tokens_usd + self.checking_usd + self.person_usd
    }

    /// Spend for each right result; nothing where none is ever right.
    #[must_use]
    pub fn cost_per_success(&self) -> Option<Usd> {
        (self.right.0 > 0.0).then(|| Usd(self.spend().0 / self.right.0))
    }
}

/// A way in which a task can end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// What it nets.
    pub net: f64,
    /// Its chance.
    pub chance: f64,
    /// How the chance changes with q.
    pub slope: f64,
    /// Attempts made.
    pub attempts: f64,
}

/// What a task comes to whose attempts cost `attempt_cost` each and are right with chance `success`.
///
/// ```
/// # use economics::{outcome::*, quantity::*};
/// // The failures are noticed, three attempts: 1 + 0.6 + 0.36 of them are expected.
/// let checking = Checking { recall: Probability(1.0), attempts: 3, ..Checking::NONE };
/// let value = Value { gain: Usd(1.0), ..Value::default() };
/// let task = outcome(Usd(0.05), Probability(0.4), &checking, &value);
/// assert!((task.attempts - (1.0 + 0.6 + 0.36)).abs() < 1e-12);
/// assert!((task.right.0 - (1.0 - 0.6 * 0.6 * 0.6)).abs() < 1e-12);
/// assert!((task.cost_per_success().map_or(0.0, |usd| usd.0) - 0.05 / 0.4).abs() < 1e-12);
/// assert!((task.net.expected.0 - (0.784 - 1.96 * 0.05)).abs() < 1e-12);
/// ```
#[must_use]
pub fn outcome(
    attempt_cost: Usd,
    success: Probability,
    checking: &Checking,
    value: &Value,
) -> Outcome {
    let same = Attempt {
        cost: attempt_cost,
        success,
    };
    outcome_of(&|_| same, checking, value)
}

/// The same where attempt `k` (from 0) may be another one, as in a cascade from a cheap model to a dear one. Attempts
/// that are alike (a correlation above 0) are taken to be right with the first one's chance.
#[must_use]
pub fn outcome_of(attempt: &dyn Fn(u32) -> Attempt, checking: &Checking, value: &Value) -> Outcome {
    let mut sums = Sums::default();
    let exhausted = tries(attempt, checking, &mut |index, try_of| {
        sums.attempts += try_of.reached.chance;
        sums.right += try_of.right.chance;
        sums.tokens_usd += attempt(index).cost * Probability(try_of.reached.chance);
    });
    let left = Probability(exhausted.chance);
    let person_usd = checking.person.map_or(Usd::ZERO, |cost| cost * left);
    let (by_person, undone) = match checking.person {
        Some(_) => (left.0, 0.0),
        None => (0.0, left.0),
    };
    let right = sums.right * checking.false_reject.complement().0 + by_person;
    let wrong = (sums.attempts - sums.right) * checking.recall.complement().0;
    let checking_usd = checking.cost * sums.attempts;
    let worth = value.gain * right - value.loss * wrong - value.undone * undone;
    let mut net = net_of(attempt, checking, value, true);
    net.expected = worth - (sums.tokens_usd + checking_usd + person_usd);
    let tail = tail(attempt, checking, value);
    Outcome {
        attempt_success_rate: attempt(0).success,
        attempts: sums.attempts,
        right: Probability(right),
        wrong: Probability(wrong),
        exhausted: left,
        tokens_usd: sums.tokens_usd,
        checking_usd,
        person_usd,
        worth,
        net,
        loss_probability: tail.0,
        cvar05: tail.1,
    }
}

/// Expected net value and its slopes alone: the quick way, for solvers. The variance is left at 0 where risk aversion
/// is 0.
#[must_use]
pub fn net(attempt_cost: Usd, success: Probability, checking: &Checking, value: &Value) -> Net {
    let same = Attempt {
        cost: attempt_cost,
        success,
    };
    net_of(&|_| same, checking, value, value.risk_aversion != 0.0)
}

#[derive(Default)]
struct Sums {
    attempts: f64,
    /// Attempts made that were right, accepted or not.
    right: f64,
    tokens_usd: Usd,
}

fn net_of(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    value: &Value,
    with_variance: bool,
) -> Net {
    let mut net = Net::default();
    histories(attempt, checking, value, &mut |history| {
        net.expected += Usd(history.chance * history.net);
        net.per_quality += history.slope * history.net;
        net.attempts += history.chance * history.attempts;
    });
    if with_variance {
        histories(attempt, checking, value, &mut |history| {
            let away = history.net - net.expected.0;
            net.variance += history.chance * away * away;
            net.variance_per_quality += history.slope * away * away;
            net.variance_per_cost -= 2.0 * history.chance * away * history.attempts;
        });
    }
    net
}

/// Chance of a net below 0, and the mean of the worst twentieth, the history at its border split.
fn tail(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    value: &Value,
) -> (Probability, Usd) {
    /// The part of the chances that counts as the worst.
    const WORST: f64 = 0.05;
    let mut all = distribution(attempt, checking, value);
    sort_short(&mut all, |left, right| left.net < right.net);
    let loss = all.iter().filter(|history| history.net < 0.0);
    let loss_probability = Probability(loss.map(|history| history.chance).sum());
    let (mut open, mut sum) = (WORST, 0.0);
    for history in &all {
        let part = history.chance.min(open);
        sum += part * history.net;
        open -= part;
    }
    (loss_probability, Usd(sum / (WORST - open)))
}

/// All histories of a task, in the order of the attempts.
#[must_use]
pub fn distribution(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    value: &Value,
) -> Vec<History> {
    let mut all = Vec::new();
    histories(attempt, checking, value, &mut |history| {
        if history.chance > 0.0 {
            all.push(history);
        }
    });
    all
}

/// Every way in which a task can end: accepted and right, accepted and wrong, at each attempt; done by a person, or
/// given up, after the last.
pub fn histories(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    value: &Value,
    each: &mut dyn FnMut(History),
) {
    let (kept, missed) = (
        checking.false_reject.complement().0,
        checking.recall.complement().0,
    );
    let mut spent = 0.0;
    let mut attempts = 0.0;
    let exhausted = tries(attempt, checking, &mut |index, try_of| {
        spent += attempt(index).cost.0 + checking.cost.0;
        attempts += 1.0;
        each(History {
            net: value.gain.0 - spent,
            chance: try_of.right.chance * kept,
            slope: try_of.right.slope * kept,
            attempts,
        });
        each(History {
            net: -value.loss.0 - spent,
            chance: (try_of.reached.chance - try_of.right.chance) * missed,
            slope: (try_of.reached.slope - try_of.right.slope) * missed,
            attempts,
        });
    });
    let end = checking
        .person
        .map_or(-value.undone.0, |cost| value.gain.0 - cost.0);
    each(History {
        net: end - spent,
        chance: exhausted.chance,
        slope: exhausted.slope,
        attempts,
    });
}
