//! A period of many tasks: its net, how much that varies, and how likely it is a loss.
//!
//! Tasks are independent: N of them net N EV - K with a standard deviation of sqrt(N) sd. How likely they net less than
//! nothing is counted where that is done soon (how many tasks end in which way), and else found from the
//! characteristic function, between bounds that lie no more than a hundredth apart.

mod counted;
mod inverted;
mod parts;

use crate::outcome::History;
use crate::quantity::{Probability, ROUNDING, Usd};
use parts::Parts;

/// A period's net.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Expected net N EV - K.
    pub expected: Usd,
    /// Standard deviation sqrt(N) sd.
    pub standard_deviation: Usd,
    /// Chance that it is below 0. Where N is not whole, a period has one task more in that part of all periods.
    pub loss_probability: Probability,
    /// Whether that chance was counted, right to a millionth; else it is right to half a hundredth.
    pub is_exact: bool,
}

/// The net of `tasks` tasks with these histories, less what is paid anyway.
///
/// ```
/// # use economics::{outcome::History, period::period, quantity::Usd};
/// let history = |net: f64, chance| History { net, moved: net.abs(), chance, slope: 0.0, attempts: 1.0 };
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
    let kinds = by_net(histories);
    let whole = libm::floor(tasks);
    let mut loss = loss(&kinds, whole, fixed.0);
    if whole < tasks {
        let more = self::loss(&kinds, whole + 1.0, fixed.0);
        loss.chance += (tasks - whole) * (more.chance - loss.chance);
        loss.is_exact &= more.is_exact;
    }
    Period {
        expected: Usd(tasks * mean - fixed.0),
        standard_deviation: Usd(libm::sqrt(tasks * variance)),
        loss_probability: Probability(loss.chance.clamp(0.0, 1.0)),
        is_exact: loss.is_exact,
    }
}

/// A chance of a loss and whether it was counted.
struct Loss {
    chance: f64,
    is_exact: bool,
}

fn loss(kinds: &[History], tasks: f64, fixed: f64) -> Loss {
    /// A way to end that comes up less often than this in a period is left out.
    const NEVER: f64 = 1e-10;
    if tasks == 1.0 {
        let lost = kinds
            .iter()
            .filter(|kind| kind.net - fixed < -ROUNDING * (kind.moved + fixed.abs()));
        return Loss {
            chance: lost.map(|kind| kind.chance).sum(),
            is_exact: true,
        };
    }
    let come_up = kinds.iter().filter(|kind| kind.chance * tasks >= NEVER);
    let parts = Parts::of(&come_up.copied().collect::<Vec<_>>());
    let counted = counted::loss(&parts, tasks, fixed);
    if counted.is_exact {
        return counted;
    }
    let (chance, away) = inverted::loss(&parts, tasks, fixed);
    Loss {
        chance: counted.chance.clamp(chance - away, chance + away),
        is_exact: false,
    }
}

/// The same histories in rising order of their net, equal ones together.
#[must_use]
pub fn by_net(histories: &[History]) -> Vec<History> {
    let [first, rest @ ..] = histories else {
        return Vec::new();
    };
    if rest.is_empty() {
        return vec![*first];
    }
    let (left, right) = histories.split_at(histories.len() / 2);
    merged(&by_net(left), &by_net(right))
}

/// Two lists in rising order as one; nets that differ by rounding only are the same.
fn merged(left: &[History], right: &[History]) -> Vec<History> {
    let mut all: Vec<History> = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let from_left = match (left.peek(), right.peek()) {
            (Some(left), Some(right)) => left.net <= right.net,
            (left, _) => left.is_some(),
        };
        let next = if from_left { left.next() } else { right.next() };
        let Some(next) = next else {
            return all;
        };
        match all.last_mut() {
            Some(last) if (next.net - last.net).abs() <= ROUNDING * last.moved.max(next.moved) => {
                last.chance += next.chance;
                last.slope += next.slope;
                last.moved = last.moved.max(next.moved);
            }
            _ => all.push(*next),
        }
    }
}
