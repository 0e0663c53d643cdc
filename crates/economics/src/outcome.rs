//! What becomes of a task: attempts, a look at each result, a person at the end, or giving up.
//!
//! An attempt is right with chance q. Each result is looked at for the cost of a look v: a wrong one is noticed
//! with recall r, a right one rejected by mistake with rate f. A rejected one is tried again, at most R attempts
//! in all; after the last a person does it for F, or it is given up. With s = q f + (1 - q) r the chance that an
//! attempt is rejected, n = 1 + s + ... + s^(R - 1) attempts are expected.
//!
//! Tries of one hard task are alike: with intra-class correlation rho a task's own chance is
//! Beta(q (1 - rho) / rho, (1 - q) (1 - rho) / rho), and the results are expectations over it. They are sums of
//! positive terms only, so nothing cancels.

use crate::quantity::{Probability, Usd};

/// How results are looked at and what follows a rejection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Checking {
    /// Cost of a look v.
    pub cost: Usd,
    /// Chance r that a wrong result is noticed.
    pub recall: Probability,
    /// Chance f that a right result is rejected.
    pub false_reject: Probability,
    /// Attempts allowed R, at least 1.
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

/// Expectations for one task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Chance q that an attempt is right.
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

/// Expectations of a task whose attempts cost `attempt_cost` each and are right with chance `success`.
///
/// ```
/// # use economics::{outcome::*, quantity::*};
/// // The failures are noticed, three attempts: 1 + 0.6 + 0.36 of them are expected.
/// let checking = Checking { recall: Probability(1.0), attempts: 3, ..Checking::NONE };
/// let task = outcome(Usd(0.05), Probability(0.4), &checking);
/// assert!((task.attempts - (1.0 + 0.6 + 0.36)).abs() < 1e-12);
/// assert!((task.right.0 - (1.0 - 0.6 * 0.6 * 0.6)).abs() < 1e-12);
/// assert!((task.cost_per_success().map_or(0.0, |usd| usd.0) - 0.05 / 0.4).abs() < 1e-12);
/// ```
#[must_use]
pub fn outcome(attempt_cost: Usd, success: Probability, checking: &Checking) -> Outcome {
    let tries = tries(success, checking);
    let person_usd = checking
        .person
        .map_or(Usd::ZERO, |cost| cost * tries.exhausted);
    let by_person = if checking.person.is_some() {
        tries.exhausted.0
    } else {
        0.0
    };
    Outcome {
        attempt_success_rate: success,
        attempts: tries.attempts,
        right: Probability(tries.right_attempts * checking.false_reject.complement().0 + by_person),
        wrong: Probability(
            (tries.attempts - tries.right_attempts) * checking.recall.complement().0,
        ),
        exhausted: tries.exhausted,
        tokens_usd: attempt_cost * tries.attempts,
        checking_usd: checking.cost * tries.attempts,
        person_usd,
    }
}

/// Expectations over the attempts of a task.
struct Tries {
    /// Attempts made.
    attempts: f64,
    /// Attempts made that were right, accepted or not.
    right_attempts: f64,
    /// Chance that all were rejected.
    exhausted: Probability,
}

fn tries(success: Probability, checking: &Checking) -> Tries {
    let q = success.0;
    let alike = checking.correlation > 0.0 && checking.attempts > 1 && 0.0 < q && q < 1.0;
    if alike {
        correlated_tries(q, checking)
    } else {
        independent_tries(q, checking)
    }
}

fn independent_tries(q: f64, checking: &Checking) -> Tries {
    let rejected = q * checking.false_reject.0 + (1.0 - q) * checking.recall.0;
    let mut attempts = 0.0;
    let mut reached = 1.0; // chance that the attempt is made
    for _ in 0..checking.attempts {
        attempts += reached;
        reached *= rejected;
    }
    Tries {
        attempts,
        right_attempts: attempts * q,
        exhausted: Probability(reached),
    }
}

/// E[s^k] and E[q s^k] with s = q f + (1 - q) r and q from a beta distribution, by the binomial theorem and
/// E[q^i (1 - q)^j] = (a)_i (b)_j / (a + b)_(i + j), where (x)_k is the rising factorial. Every term is positive.
fn correlated_tries(q: f64, checking: &Checking) -> Tries {
    let rho = checking.correlation;
    let attempts_allowed = checking.attempts as usize;
    let mut attempts = 0.0;
    let mut right_attempts = 0.0;
    // weights[i] = C(k, i) f^i r^(k - i) (a)_i (b)_(k - i) / (a + b)_k, multiplied through by rho so that
    // rho = 1, where a and b are 0, needs no case of its own: (a + i) rho = q (1 - rho) + i rho.
    let a = |i: usize| q * (1.0 - rho) + i as f64 * rho;
    let b = |j: usize| (1.0 - q) * (1.0 - rho) + j as f64 * rho;
    let both = |k: usize| (1.0 - rho) + k as f64 * rho;
    let mut weights = vec![1.0];
    if rho >= 1.0 {
        return alike_tries(q, checking);
    }
    for k in 0..attempts_allowed {
        attempts += weights.iter().sum::<f64>();
        right_attempts += weights
            .iter()
            .enumerate()
            .map(|(i, weight)| weight * a(i) / both(k))
            .sum::<f64>();
        let mut next = vec![0.0; k + 2];
        for (i, weight) in weights.iter().enumerate() {
            next[i + 1] += weight * checking.false_reject.0 * a(i) / both(k);
            next[i] += weight * checking.recall.0 * b(k - i) / both(k);
        }
        weights = next;
    }
    Tries {
        attempts,
        right_attempts,
        exhausted: Probability(weights.iter().sum()),
    }
}

/// Correlation 1: a task is either always right or always wrong.
fn alike_tries(q: f64, checking: &Checking) -> Tries {
    let right = independent_tries(1.0, checking);
    let wrong = independent_tries(0.0, checking);
    let mix = |of_right: f64, of_wrong: f64| q * of_right + (1.0 - q) * of_wrong;
    Tries {
        attempts: mix(right.attempts, wrong.attempts),
        right_attempts: q * right.right_attempts,
        exhausted: Probability(mix(right.exhausted.0, wrong.exhausted.0)),
    }
}
