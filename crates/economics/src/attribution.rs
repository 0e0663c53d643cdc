//! What each of several agents adds to what they bring about together.
//!
//! Two ways. Shapley's needs the worth of every team and splits what all bring among them, whatever the reason
//! it is more than the sum of its parts. Linear influence needs only who passes how much on to whom.
//!
//! Beside them: what a workflow of agents nets when each may fail.

use crate::quantity::{Probability, Usd};

/// Most players that [`shapley`] takes: it asks for the worth of each of the 2^n teams.
pub const MOST_EXACT_PLAYERS: usize = 12;

/// Most players that a [`Team`] has room for.
pub const MOST_PLAYERS: usize = 64;

/// Some of the players, who are numbered from 0: player i is bit i.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Team(pub u64);

impl Team {
    /// Nobody.
    pub const EMPTY: Self = Self(0);

    /// The first `players` of them, at most [`MOST_PLAYERS`].
    #[must_use]
    pub fn of_all(players: usize) -> Self {
        (0..players).fold(Self::EMPTY, Self::with)
    }

    /// Whether a player is in it; nobody is from [`MOST_PLAYERS`] on.
    #[must_use]
    pub fn has(self, player: usize) -> bool {
        self.0 & Self::only(player).0 != 0
    }

    /// The same with one player more; a number from [`MOST_PLAYERS`] on adds nobody.
    #[must_use]
    pub fn with(self, player: usize) -> Self {
        Self(self.0 | Self::only(player).0)
    }

    fn only(player: usize) -> Self {
        Self(if player < MOST_PLAYERS {
            1 << player
        } else {
            0
        })
    }
}

/// Shapley value of each player in US dollars: what it adds to those before it, averaged over every order in
/// which all may arrive (Source: Shapley 1953). `worth` is what a team brings about, in US dollars; it is asked
/// once for each team. The values add up to the worth of all less that of nobody.
///
/// `None` above [`MOST_EXACT_PLAYERS`]; see [`shapley_sampled`].
///
/// ```
/// # use economics::{attribution::*, quantity::Usd};
/// // Alone 10 and 20, together 50: the 20 more are halved.
/// let worth = |team: Team| Usd([0.0, 10.0, 20.0, 50.0][team.0 as usize]);
/// assert_eq!(shapley(2, worth), Some(vec![Usd(10.0 + 20.0 / 2.0), Usd(20.0 + 20.0 / 2.0)]));
/// ```
#[must_use]
pub fn shapley(players: usize, worth: impl Fn(Team) -> Usd) -> Option<Vec<Usd>> {
    if players > MOST_EXACT_PLAYERS {
        return None;
    }
    let worths: Vec<Usd> = (0..1_u64 << players)
        .map(|team| worth(Team(team)))
        .collect();
    // Part of the orders in which exactly a given team of s comes before a given player: s! (n - s - 1)! / n!.
    let mut weights = vec![1.0 / players as f64];
    for before in 1..players {
        let last = weights[before - 1];
        weights.push(last * before as f64 / (players - before) as f64);
    }
    let value_of = |player: usize| -> Usd {
        (0..1_u64 << players)
            .map(Team)
            .filter(|team| !team.has(player))
            .map(|team| {
                let gain = worths[team.with(player).0 as usize] - worths[team.0 as usize];
                gain * weights[team.0.count_ones() as usize]
            })
            .sum()
    };
    Some((0..players).map(value_of).collect())
}

/// A mean over samples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The mean itself.
    pub mean: Usd,
    /// Its standard error: the standard deviation of the samples over the root of their number. The true value
    /// is within two of them about 19 times of 20; four times as many samples halve it.
    pub standard_error: Usd,
}

/// Shapley values estimated from orders of arrival drawn at random (Source: Castro, Gómez and Tejada 2009), in
/// US dollars, for any number of players up to [`MOST_PLAYERS`]. `worth` is asked `players` times for each order.
/// The same seed gives the same orders. The means add up to the worth of all less that of nobody, as every
/// order's gains do; they are not independent of one another.
///
/// `None` above [`MOST_PLAYERS`], or with fewer than two orders, which leave the error unknown.
///
/// ```
/// # use economics::{attribution::*, quantity::Usd};
/// // Everybody adds $3 whoever is there, so every order agrees and the error is 0.
/// let worth = |team: Team| Usd(3.0 * f64::from(team.0.count_ones()));
/// let each = Estimate { mean: Usd(3.0), standard_error: Usd(0.0) };
/// assert_eq!(shapley_sampled(20, 10, 1, worth), Some(vec![each; 20]));
/// ```
#[must_use]
pub fn shapley_sampled(
    players: usize,
    orders: u32,
    seed: u64,
    worth: impl Fn(Team) -> Usd,
) -> Option<Vec<Estimate>> {
    if players > MOST_PLAYERS || orders < 2 {
        return None;
    }
    let mut random = SplitMix64 { state: seed };
    let mut order: Vec<usize> = (0..players).collect();
    let mut spreads = vec![Spread::default(); players];
    let nobody = worth(Team::EMPTY);
    for _ in 0..orders {
        random.shuffle(&mut order);
        let (mut team, mut before) = (Team::EMPTY, nobody);
        for &player in &order {
            team = team.with(player);
            let after = worth(team);
            spreads[player].add((after - before).0);
            before = after;
        }
    }
    Some(spreads.iter().map(Spread::estimate).collect())
}

/// How much one node passes on to another for each unit of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// Index of the node that has the influence.
    pub from: usize,
    /// Index of the node that is influenced.
    pub to: usize,
    /// How much of what `to` is worth one unit of `from` brings about, any finite number.
    pub weight: f64,
}

/// Worth of a unit at each node, its own and what it brings about downstream: mu = u + W mu, that is
/// mu = (I - W)^(-1) u (Source: Leontief's inverse; the linear case of the Paper's adjoint value, after Zhu 2026).
/// `own` is u, in any one unit, which is that of the result. Two influences between the same nodes add up.
///
/// Solved from the last node back, which is exact for a graph without cycles. `None` where influences form a
/// cycle, or name a node that is not there.
///
/// ```
/// # use economics::attribution::*;
/// // The second is worth 1 and halves of it come from the first, which is worth 0.2 by itself.
/// let half = Influence { from: 0, to: 1, weight: 0.5 };
/// assert_eq!(linear_influence(&[0.2, 1.0], &[half]), Some(vec![0.2 + 0.5 * 1.0, 1.0]));
/// let back = Influence { from: 1, to: 0, weight: 0.1 };
/// assert_eq!(linear_influence(&[0.2, 1.0], &[half, back]), None);
/// ```
#[must_use]
pub fn linear_influence(own: &[f64], influences: &[Influence]) -> Option<Vec<f64>> {
    let is_known = |one: &Influence| one.from < own.len() && one.to < own.len();
    if !influences.iter().all(is_known) {
        return None;
    }
    let mut unsolved_after = vec![0_usize; own.len()];
    for influence in influences {
        unsolved_after[influence.from] += 1;
    }
    let mut ready: Vec<usize> = (0..own.len())
        .filter(|node| unsolved_after[*node] == 0)
        .collect();
    let mut worth = own.to_vec();
    let mut solved = 0;
    while let Some(node) = ready.pop() {
        solved += 1;
        for influence in influences.iter().filter(|one| one.to == node) {
            worth[influence.from] += influence.weight * worth[node];
            unsolved_after[influence.from] -= 1;
            if unsolved_after[influence.from] == 0 {
                ready.push(influence.from);
            }
        }
    }
    (solved == own.len()).then_some(worth)
}

/// What a workflow of agents nets in US dollars if all must be reliable and a failure costs something:
/// W = V - C - L (1 - rho_1 rho_2 ...), the product over the agents' independent chances of not failing
/// (Source: Zhu's Agentomics, as reported by its readers). `value` V, `cost` C and `failure_loss` L are for one run.
///
/// V is had even on a failure, which costs L on top. Where a failure brings nothing, what is wanted is the
/// expected value of an [outcome](crate::outcome) instead.
///
/// ```
/// # use economics::{attribution::*, quantity::*};
/// let agents = [Probability(0.5), Probability(0.5)];
/// assert_eq!(workflow_net(Usd(100.0), Usd(10.0), Usd(40.0), &agents), Usd(100.0 - 10.0 - 40.0 * 0.75));
/// ```
#[must_use]
pub fn workflow_net(value: Usd, cost: Usd, failure_loss: Usd, agents: &[Probability]) -> Usd {
    let reliability = agents.iter().fold(Probability::ONE, |all, one| all * *one);
    value - cost - failure_loss * reliability.complement()
}

/// Mean and squared deviations so far (Source: Welford 1962), which do not cancel as a sum of squares does.
#[derive(Clone, Copy, Default)]
struct Spread {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Spread {
    fn add(&mut self, sample: f64) {
        self.count += 1.0;
        let off = sample - self.mean;
        self.mean += off / self.count;
        self.squares += off * (sample - self.mean);
    }

    /// At least two samples have been added.
    fn estimate(&self) -> Estimate {
        let variance = self.squares / (self.count - 1.0);
        Estimate {
            mean: Usd(self.mean),
            standard_error: Usd(libm::sqrt(variance / self.count)),
        }
    }
}

/// A generator of 64 random bits from a counter (Source: Steele, Lea and Flood 2014). Any seed is a good one.
struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A whole number below `end`. Some are likelier than others by `end` / 2^64, which no sample shows.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Every order with the same chance (Source: Fisher and Yates 1938).
    fn shuffle(&mut self, items: &mut [usize]) {
        for end in (2..=items.len()).rev() {
            items.swap(end - 1, self.below(end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix64 { state: 1_234_567 };
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn every_order_of_three_comes_up_about_as_often() {
        let mut random = SplitMix64 { state: 1 };
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6_000 {
            let mut order = [0, 1, 2];
            random.shuffle(&mut order);
            *seen.entry(order).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        // Each is binomial(6,000, 1/6): 1,000 with standard deviation 28.9.
        assert!(
            seen.values().all(|count| (850..1_150).contains(count)),
            "{seen:?}"
        );
    }
}
