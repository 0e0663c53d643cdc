//! What becomes of a task: attempts, a look at each result, a person at the end, or giving up; and what that is worth.
//!
//! An attempt is right with chance q. Each result is looked at for the cost of a look v: a wrong one is noticed
//! with recall r, a right one rejected by mistake with rate f. A rejected one is tried again, at most R attempts
//! in all; after the last a person does it for F, or it is given up. With s = q f + (1 - q) r the chance that an
//! attempt is rejected, n = 1 + s + ... + s^(R - 1) attempts are expected.
//!
//! Tries of one hard task are alike: with intra-class correlation rho a task's own chance is
//! Beta(q (1 - rho) / rho, (1 - q) (1 - rho) / rho), and the results are expectations over it, found attempt by attempt.
//!
//! Every history of a task ends in one of four ways, each with its chance and its net value: [`histories`] names them
//! all, and expectation, variance, chance of a loss and the worst twentieth follow from them exactly, with their
//! derivatives in q and in the cost of an attempt.

mod tries;
mod unlike;

use crate::quantity::{Probability, ROUNDING, Usd};
use tries::{Chance, Start, Try, tries};
use unlike::unlike;

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
    /// Dollars that move in it, whatever their sign.
    pub moved: f64,
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
    outcome_over(
        &same(attempt_cost, success, checking),
        success,
        checking,
        value,
    )
}

/// The same where attempts differ, as in a cascade from a cheap model to a dear one; the last stands for all that follow.
#[must_use]
pub fn outcome_of(attempts: &[Attempt], checking: &Checking, value: &Value) -> Outcome {
    let success = attempts
        .first()
        .map_or(Probability(0.0), |first| first.success);
    let tries: Tries = &|each| unlike(attempts, checking, each);
    outcome_over(tries, success, checking, value)
}

/// Expected net value and its slopes alone: the quick way, for solvers. The variance is left at 0 where risk aversion
/// is 0.
#[must_use]
pub fn net(attempt_cost: Usd, success: Probability, checking: &Checking, value: &Value) -> Net {
    let tries = same(attempt_cost, success, checking);
    net_over(&tries, checking, value, value.risk_aversion != 0.0)
}

/// All histories of a task, in the order of the attempts, of which the last stands for all that follow.
#[must_use]
pub fn distribution(attempts: &[Attempt], checking: &Checking, value: &Value) -> Vec<History> {
    let tries: Tries = &|each| unlike(attempts, checking, each);
    distribution_over(tries, checking, value)
}

/// What goes through the attempts of a task, telling each one's cost, and returns the chance that all were rejected.
type Tries<'a> = &'a dyn Fn(&mut dyn FnMut(Usd, Try)) -> Chance;

fn same(
    cost: Usd,
    success: Probability,
    checking: &Checking,
) -> impl Fn(&mut dyn FnMut(Usd, Try)) -> Chance {
    let (rho, attempts) = (checking.correlation, checking.attempts);
    let rates = (checking.false_reject.0, checking.recall.0);
    move |each| {
        let start = Start::of(success.0, rho);
        tries(start, rho, rates, attempts, &mut |one| each(cost, one))
    }
}

fn outcome_over(tries: Tries, success: Probability, checking: &Checking, value: &Value) -> Outcome {
    let mut sums = Sums::default();
    let exhausted = tries(&mut |cost, one| {
        sums.attempts += one.reached.chance;
        sums.right += one.right.chance;
        sums.wrong += one.wrong.chance;
        sums.tokens_usd += cost * Probability(one.reached.chance);
    });
    // Rounding must not make more than all of them.
    let chance = |sum: f64| Probability(sum.min(1.0));
    let left = chance(exhausted.chance);
    let person_usd = checking.person.map_or(Usd::ZERO, |cost| cost * left);
    let (by_person, undone) = match checking.person {
        Some(_) => (left.0, 0.0),
        None => (0.0, left.0),
    };
    let right = chance(sums.right * checking.false_reject.complement().0 + by_person);
    let wrong = chance(sums.wrong * checking.recall.complement().0);
    let checking_usd = checking.cost * sums.attempts;
    let worth = value.gain * right.0 - value.loss * wrong.0 - value.undone * undone;
    let mut net = net_over(tries, checking, value, true);
    net.expected = worth - (sums.tokens_usd + checking_usd + person_usd);
    let (loss_probability, cvar05) = tail(distribution_over(tries, checking, value));
    Outcome {
        attempt_success_rate: success,
        attempts: sums.attempts,
        right,
        wrong,
        exhausted: left,
        tokens_usd: sums.tokens_usd,
        checking_usd,
        person_usd,
        worth,
        net,
        loss_probability: chance(loss_probability),
        cvar05: Usd(cvar05),
    }
}

#[derive(Default)]
struct Sums {
    attempts: f64,
    /// Attempts made that were right, accepted or not.
    right: f64,
    /// Attempts made that were wrong, noticed or not.
    wrong: f64,
    tokens_usd: Usd,
}

fn net_over(tries: Tries, checking: &Checking, value: &Value, with_variance: bool) -> Net {
    let mut net = Net::default();
    histories(tries, checking, value, &mut |history| {
        net.expected += Usd(history.chance * history.net);
        net.per_quality += history.slope * history.net;
        net.attempts += history.chance * history.attempts;
    });
    if with_variance {
        histories(tries, checking, value, &mut |history| {
            let away = history.net - net.expected.0;
            net.variance += history.chance * away * away;
            net.variance_per_quality += history.slope * away * away;
            net.variance_per_cost -= 2.0 * history.chance * away * history.attempts;
        });
    }
    net
}

/// Chance of a net below 0, and the mean of the worst twentieth, the history at its border split.
fn tail(mut open_ones: Vec<History>) -> (f64, f64) {
    /// The part of the chances that counts as the worst.
    const WORST: f64 = 0.05;
    let below = |all: &[History], net: f64| {
        let ones = all.iter().filter(|history| history.net < net);
        ones.fold((0.0, 0.0), |(chance, sum), history| {
            (chance + history.chance, sum + history.chance * history.net)
        })
    };
    let loss_probability = below(&open_ones, 0.0).0;
    // The border is looked for as a median is: by halves around one of those that are left.
    let (mut open, mut sum) = (WORST, 0.0);
    while let Some(middle) = open_ones.get(open_ones.len() / 2) {
        let net = middle.net;
        let (chance, worst) = below(&open_ones, net);
        let is_above = chance < open;
        if is_above {
            let at = open_ones.iter().filter(|history| history.net == net);
            let at: f64 = at.map(|history| history.chance).sum();
            let part = at.min(open - chance);
            sum += worst + part * net;
            open -= chance + part;
        }
        if open <= 0.0 {
            break;
        }
        open_ones.retain(|history| (history.net > net) == is_above && history.net != net);
    }
    (loss_probability, sum / (WORST - open))
}

fn distribution_over(tries: Tries, checking: &Checking, value: &Value) -> Vec<History> {
    let mut all = Vec::new();
    histories(tries, checking, value, &mut |mut history| {
        // A net that is no more than rounding of the money that moves is none.
        if history.net.abs() <= ROUNDING * history.moved {
            history.net = 0.0;
        }
        if history.chance > 0.0 {
            all.push(history);
        }
    });
    all
}

/// Every way in which a task can end: accepted and right, accepted and wrong, at each attempt; done by a person, or
/// given up, after the last.
fn histories(tries: Tries, checking: &Checking, value: &Value, each: &mut dyn FnMut(History)) {
    let (kept, missed) = (
        checking.false_reject.complement().0,
        checking.recall.complement().0,
    );
    let (mut spent, mut attempts) = (0.0, 0.0);
    let mut tell = |worth: f64, paid: f64, one: Chance, kept: f64, attempts: f64| {
        each(History {
            net: worth - paid,
            moved: worth.abs() + paid.abs(),
            chance: one.chance * kept,
            slope: one.slope * kept,
            attempts,
        });
    };
    let exhausted = tries(&mut |cost, one| {
        spent += cost.0 + checking.cost.0;
        attempts += 1.0;
        tell(value.gain.0, spent, one.right, kept, attempts);
        tell(-value.loss.0, spent, one.wrong, missed, attempts);
    });
    let (worth, person) = match checking.person {
        Some(cost) => (value.gain.0, cost.0),
        None => (-value.undone.0, 0.0),
    };
    tell(worth, person + spent, exhausted, 1.0, attempts);
}
