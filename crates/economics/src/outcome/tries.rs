//! The attempts of one task: how likely each is made, and is right, with the slopes of both in q.

use super::{Attempt, Checking};

/// A chance and how it changes with q.
#[derive(Clone, Copy, Default)]
pub(super) struct Chance {
    pub(super) chance: f64,
    pub(super) slope: f64,
}

/// One attempt of a task.
pub(super) struct Try {
    /// That it is made.
    pub(super) reached: Chance,
    /// That it is made and right, accepted or not.
    pub(super) right: Chance,
}

/// Goes through the attempts; returns the chance that all were rejected.
pub(super) fn tries(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    each: &mut dyn FnMut(u32, Try),
) -> Chance {
    if checking.correlation > 0.0 && checking.attempts > 1 {
        correlated_tries(attempt(0).success.0, checking, each)
    } else {
        independent_tries(attempt, checking, each)
    }
}

fn independent_tries(
    attempt: &dyn Fn(u32) -> Attempt,
    checking: &Checking,
    each: &mut dyn FnMut(u32, Try),
) -> Chance {
    let (f, r) = (checking.false_reject.0, checking.recall.0);
    let mut reached = Chance {
        chance: 1.0,
        slope: 0.0,
    };
    for index in 0..checking.attempts {
        let q = attempt(index).success.0;
        let right = Chance {
            chance: reached.chance * q,
            slope: reached.slope * q + reached.chance,
        };
        each(index, Try { reached, right });
        let rejected = q * f + (1.0 - q) * r;
        reached = Chance {
            chance: reached.chance * rejected,
            slope: reached.slope * rejected + reached.chance * (f - r),
        };
    }
    reached
}

/// E[s^k] and E[q s^k] with s = q f + (1 - q) r and q from a beta distribution, by the binomial theorem and
/// E[q^i (1 - q)^j] = (a)_i (b)_j / (a + b)_(i + j), where (x)_k is the rising factorial. Every term is positive.
///
/// `weights[i]` is the chance that k attempts were rejected and i of them were right, a and b multiplied through by
/// rho: the next attempt is then right with chance (q (1 - rho) + i rho) / (1 - rho + k rho).
fn correlated_tries(q: f64, checking: &Checking, each: &mut dyn FnMut(u32, Try)) -> Chance {
    let rho = checking.correlation;
    let (f, r) = (checking.false_reject.0, checking.recall.0);
    let mut weights = vec![Chance {
        chance: 1.0,
        slope: 0.0,
    }];
    for index in 0..checking.attempts {
        let k = weights.len() - 1;
        // At k = 0 the chance is q itself, also where rho is 1 and both parts of the quotient are 0.
        let both = if k == 0 {
            1.0
        } else {
            1.0 - rho + k as f64 * rho
        };
        let own = if k == 0 { 1.0 } else { 1.0 - rho };
        let mut reached = Chance::default();
        let mut right = Chance::default();
        let mut next = vec![Chance::default(); k + 2];
        for (i, weight) in weights.iter().enumerate() {
            let next_right = Chance {
                chance: (q * own + i as f64 * rho) / both,
                slope: own / both,
            };
            let is_right = product(*weight, next_right);
            add(&mut reached, *weight, 1.0);
            add(&mut right, is_right, 1.0);
            add(&mut next[i + 1], is_right, f);
            let is_wrong = Chance {
                chance: (weight.chance * ((1.0 - q) * own + (k - i) as f64 * rho)) / both,
                slope: weight.slope - is_right.slope,
            };
            add(&mut next[i], is_wrong, r);
        }
        each(index, Try { reached, right });
        weights = next;
    }
    let mut exhausted = Chance::default();
    weights
        .iter()
        .for_each(|weight| add(&mut exhausted, *weight, 1.0));
    exhausted
}

fn product(one: Chance, other: Chance) -> Chance {
    Chance {
        chance: one.chance * other.chance,
        slope: one.slope * other.chance + one.chance * other.slope,
    }
}

fn add(sum: &mut Chance, more: Chance, factor: f64) {
    sum.chance += more.chance * factor;
    sum.slope += more.slope * factor;
}
