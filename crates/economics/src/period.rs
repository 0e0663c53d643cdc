//! A period of many tasks: its net, how much that varies, and how likely it is a loss.
//!
//! Tasks are independent: N of them net N EV - K with a standard deviation of sqrt(N) sd. The chance of a loss is exact
//! as long as the sums of N tasks are few enough to be listed, and that of a normal distribution above.

use crate::outcome::History;
use crate::quantity::{Probability, Usd};
use crate::short_sort::sort_short;

/// A period's net.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Expected net N EV - K.
    pub expected: Usd,
    /// Standard deviation sqrt(N) sd.
    pub standard_deviation: Usd,
    /// Chance that it is below 0.
    pub loss_probability: Probability,
    /// Whether that chance was found by listing all sums.
    pub is_exact: bool,
}

/// Most steps that listing all sums may take: kinds of history, times tasks, times different sums.
pub const MOST_STEPS: f64 = 300_000.0;

/// The net of `tasks` tasks with these histories, less what is paid anyway.
///
/// ```
/// # use economics::{outcome::History, period::period, quantity::Usd};
/// let history = |net, chance| History { net, chance, slope: 0.0, attempts: 1.0 };
/// // Two coins for $1 or -$1, and $0.50 to take part: a loss unless both win.
/// let two = period(&[history(1.0, 0.5), history(-1.0, 0.5)], 2.0, Usd(0.5));
/// assert!(two.is_exact && (two.loss_probability.0 - 0.75).abs() < 1e-12);
/// ```
#[must_use]
pub fn period(histories: &[History], tasks: f64, fixed: Usd) -> Period {
    let mean: f64 = histories
        .iter()
        .map(|history| history.chance * history.net)
        .sum();
    let squares = histories.iter().map(|history| {
        let away = history.net - mean;
        history.chance * away * away
    });
    let variance: f64 = squares.sum();
    let expected = tasks * mean - fixed.0;
    let standard_deviation = libm::sqrt(tasks * variance);
    let exact = sums(histories, tasks).map(|sums| {
        let lost = sums.iter().filter(|(net, _)| *net - fixed.0 < 0.0);
        lost.map(|(_, chance)| chance).sum()
    });
    let is_exact = exact.is_some();
    let loss_probability = exact.unwrap_or_else(|| normal_below(0.0, expected, standard_deviation));
    Period {
        expected: Usd(expected),
        standard_deviation: Usd(standard_deviation),
        loss_probability: Probability(loss_probability),
        is_exact,
    }
}

/// Every sum of `tasks` independent tasks with its chance, in rising order; nothing where they are too many or their
/// number is not whole.
#[must_use]
pub fn sums(histories: &[History], tasks: f64) -> Option<Vec<(f64, f64)>> {
    let is_countable = tasks >= 0.0 && libm::floor(tasks) == tasks;
    let kinds = histories.len();
    if !is_countable || kinds as f64 * tasks * count_of_sums(kinds, tasks) > MOST_STEPS {
        return None;
    }
    let mut all = vec![(0.0, 1.0)];
    for _ in 0..tasks as u32 {
        let mut next: Vec<(f64, f64)> = Vec::with_capacity(all.len() * histories.len());
        for history in histories {
            let moved = all
                .iter()
                .map(|(net, chance)| (net + history.net, chance * history.chance));
            next = merged(&next, &moved.collect::<Vec<_>>());
        }
        all = next;
    }
    Some(all)
}

/// Ways to choose N out of m kinds, whatever their order: C(N + m - 1, m - 1).
fn count_of_sums(kinds: usize, tasks: f64) -> f64 {
    (1..kinds).fold(1.0, |count, kind| {
        count * (tasks + kind as f64) / kind as f64
    })
}

/// Two lists in rising order as one; sums that differ by rounding only are the same.
fn merged(left: &[(f64, f64)], right: &[(f64, f64)]) -> Vec<(f64, f64)> {
    /// Relative difference of sums that were added up in another order.
    const SAME: f64 = 1e-12;
    let mut all: Vec<(f64, f64)> = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let from_left = match (left.peek(), right.peek()) {
            (None, None) => return all,
            (Some(left), Some(right)) => left.0 <= right.0,
            (left, _) => left.is_some(),
        };
        let next = if from_left { left.next() } else { right.next() };
        let Some((net, chance)) = next else {
            return all;
        };
        match all.last_mut() {
            Some(last) if (net - last.0).abs() <= SAME * net.abs().max(last.0.abs()) => {
                last.1 += chance;
            }
            _ => all.push((*net, *chance)),
        }
    }
}

/// Chance that a normal variable is below `bound`.
fn normal_below(bound: f64, mean: f64, standard_deviation: f64) -> f64 {
    if standard_deviation > 0.0 {
        libm::erfc((mean - bound) / (standard_deviation * core::f64::consts::SQRT_2)) / 2.0
    } else if mean < bound {
        1.0
    } else {
        0.0
    }
}

/// The same histories in rising order of their net, equal ones together.
#[must_use]
pub fn by_net(histories: &[History]) -> Vec<History> {
    let mut sorted = histories.to_vec();
    sort_short(&mut sorted, |left, right| left.net < right.net);
    let mut all: Vec<History> = Vec::with_capacity(sorted.len());
    for history in sorted {
        match all.last_mut() {
            Some(last) if last.net == history.net => {
                last.chance += history.chance;
                last.slope += history.slope;
            }
            _ => all.push(history),
        }
    }
    all
}
