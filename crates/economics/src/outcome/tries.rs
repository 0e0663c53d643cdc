//! The attempts of one task, all of one kind: how likely each is made, is right and is wrong, with slopes in q.
//!
//! A rejected attempt tells something of the task: with weight 1 - rho its next one is right with q, and with rho for
//! each attempt so far as often as that one was right, known that it was rejected. So with V_0 = q, U = 1 - V and
//! s = f V + r U the chance that attempt k, once made, is rejected,
//!
//! ```text
//! V_k = ((1 - rho) q + k rho f V / s) / (1 - rho + k rho)        U_k = ((1 - rho) (1 - q) + k rho r U / s) / (1 - rho + k rho)
//! ```
//!
//! with V, U and s of attempt k - 1. It is E[p s(p)^k] / E[s(p)^k] for a chance p of the task's own that is
//! Beta(q (1 - rho) / rho, (1 - q) (1 - rho) / rho) and s(p) = f p + r (1 - p), integrated by parts. All terms are
//! positive: nothing cancels.

/// A chance and how it changes with q.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chance {
    pub(super) chance: f64,
    pub(super) slope: f64,
}

/// One attempt of a task.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Try {
    /// That it is made.
    pub(super) reached: Chance,
    /// That it is made and right, accepted or not.
    pub(super) right: Chance,
    /// That it is made and wrong, noticed or not.
    pub(super) wrong: Chance,
}

/// Where a row of attempts begins.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// That it is come to.
    pub(super) reached: Chance,
    /// How likely its first attempt is right, V_0.
    pub(super) right: Chance,
    /// How likely that is wrong, 1 - V_0 without cancelling.
    pub(super) wrong: f64,
    /// How firmly that is known, beside rho for each attempt: 1 - rho where none was made before.
    pub(super) weight: f64,
}

impl Start {
    /// Nothing was tried yet.
    pub(super) fn of(success: f64, correlation: f64) -> Self {
        Self {
            reached: Chance {
                chance: 1.0,
                slope: 0.0,
            },
            right: Chance {
                chance: success,
                slope: 1.0,
            },
            wrong: 1.0 - success,
            weight: 1.0 - correlation,
        }
    }
}

/// Goes through so many attempts, of which right ones are rejected with chance `f` and wrong ones with `r`; returns the
/// chance that all were rejected.
pub(super) fn tries(
    start: Start,
    correlation: f64,
    (f, r): (f64, f64),
    attempts: u32,
    each: &mut dyn FnMut(Try),
) -> Chance {
    let Start {
        mut reached,
        mut right,
        mut wrong,
        weight,
    } = start;
    for made in 1..=attempts {
        let moves = reached.chance * right.slope;
        each(Try {
            reached,
            right: Chance {
                chance: reached.chance * right.chance,
                slope: reached.slope * right.chance + moves,
            },
            wrong: Chance {
                chance: reached.chance * wrong,
                slope: reached.slope * wrong - moves,
            },
        });
        let rejected = f * right.chance + r * wrong;
        reached = Chance {
            chance: reached.chance * rejected,
            slope: reached.slope * rejected + moves * (f - r),
        };
        // What is never rejected has its limits: it was a wrong one where no right one is rejected.
        let (was_right, was_wrong, bend) = if rejected >= f64::MIN_POSITIVE {
            let (right_share, wrong_share) = (f / rejected, r / rejected);
            (
                right_share * right.chance,
                wrong_share * wrong,
                right_share * wrong_share * right.slope,
            )
        } else if f > 0.0 {
            (1.0, 0.0, 0.0)
        } else {
            (0.0, 1.0, 0.0)
        };
        let seen = f64::from(made) * correlation;
        let mixed = |prior: f64, seen_so: f64| (weight * prior + seen * seen_so) / (weight + seen);
        right.chance = mixed(start.right.chance, was_right);
        right.slope = mixed(start.right.slope, bend);
        wrong = mixed(start.wrong, was_wrong);
    }
    reached
}
