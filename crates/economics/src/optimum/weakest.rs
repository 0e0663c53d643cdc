//! Prices for being the weakest: how much of a step's flow each of its parents gets, where the weakest of them counts.

use super::balance::Balance;
use super::falling::falling;

/// Share below which a parent has none.
const NONE: f64 = 1e-15;
/// Of a level of quality.
const NEAR: f64 = 1e-14;

impl Balance<'_, '_> {
    /// Moves share between the parents of a step for which the weakest counts, from the best that has some to the weakest,
    /// until those that have a share are equally weak. Whether they were before.
    pub(super) fn equalise(&mut self, step: usize, price: f64) -> bool {
        let parents = &self.search.joins.parents[step];
        if self.flows[step] <= 0.0 {
            return true;
        }
        let mut was_equal = true;
        for round in 0..=parents.len() {
            let log = |place: &usize| libm::log(self.quality[parents[*place]]);
            let shares = &self.shares.of[step];
            let with_share = (0..parents.len()).filter(|place| shares[*place] > 0.0);
            let best =
                with_share.reduce(|best, next| if log(&next) > log(&best) { next } else { best });
            let weakest = (0..parents.len())
                .reduce(|low, next| if log(&next) < log(&low) { next } else { low });
            let (Some(best), Some(weakest)) = (best, weakest) else {
                break;
            };
            let is_equal = log(&best) - log(&weakest) <= self.tolerance;
            if is_equal || self.quality[parents[best]] <= 0.0 {
                break;
            }
            was_equal = false;
            if round == 0 {
                self.level(step, price);
            } else {
                self.move_share(step, (best, weakest), price);
            }
        }
        was_equal
    }

    /// See [`Self::equalise`].
    fn move_share(&mut self, step: usize, (best, weakest): (usize, usize), price: f64) {
        /// Odds of the shares beyond which one has none, as a logarithm.
        const ALL: f64 = 34.0;
        let (from, to) = {
            let parents = &self.search.joins.parents[step];
            (parents[best], parents[weakest])
        };
        let shares = &self.shares.of[step];
        let both = shares[best] + shares[weakest];
        let odds = libm::log(shares[weakest].max(NONE * both) / shares[best].max(NONE * both));
        let (tolerance, first) = (self.tolerance / 4.0, self.first_step(from, to));
        let at = falling(
            (odds.max(-ALL), first),
            (-ALL, ALL),
            tolerance,
            &mut |odds| {
                let part = 1.0 / (1.0 + libm::exp(-odds));
                self.shares.of[step][weakest] = both * part;
                self.shares.of[step][best] = both * (1.0 - part);
                self.answer(price);
                let (from, to) = (self.quality[from], self.quality[to]);
                if to > 0.0 {
                    libm::log(from / to)
                } else {
                    f64::INFINITY
                }
            },
        );
        let part = 1.0 / (1.0 + libm::exp(-at));
        let part = if at >= ALL { 1.0 } else { part };
        self.shares.of[step][weakest] = both * part;
        self.shares.of[step][best] = both * (1.0 - part);
        self.answer(price);
    }

    /// How far odds are moved at first: as far as the two differ.
    fn first_step(&self, from: usize, to: usize) -> f64 {
        let apart = libm::log(self.quality[from] / self.quality[to]);
        apart.max(self.tolerance).min(0.5)
    }

    /// Shares by the level for which they suffice: what each parent needs to be so good, while what it is given stays.
    /// Exact where parents share nothing; elsewhere a start.
    fn level(&mut self, step: usize, price: f64) {
        /// Just below the level found, so that who needs much for the first step above it gets what the others leave.
        const BELOW: f64 = 1.0 - 1e-11;
        let parents = self.search.joins.parents[step].clone();
        let flow = self.flows[step];
        let needs = |level: f64| -> Vec<f64> {
            let each = parents.iter().enumerate();
            let need = |(place, parent): (usize, &usize)| {
                let need = self.need((step, place), *parent, level, price);
                need.min(flow)
            };
            each.map(need).collect()
        };
        let level = falling((0.5, 0.1), (0.0, 1.0), NEAR, &mut |level| {
            1.0 - needs(level).iter().sum::<f64>() / flow
        });
        let (below, above) = (needs(level * BELOW), needs(level));
        let sums = (below.iter().sum::<f64>(), above.iter().sum::<f64>());
        let part = (flow - sums.0) / (sums.1 - sums.0);
        let part = if 0.0 < part && part < 1.0 { part } else { 1.0 };
        let between = below.iter().zip(&above);
        let needs: Vec<f64> = between
            .map(|(below, above)| below + part * (above - below))
            .collect();
        let sum: f64 = needs.iter().sum();
        if sum > 0.0 {
            self.shares.of[step] = needs.iter().map(|need| need / sum).collect();
            self.answer(price);
        }
    }

    /// The part of the flow that makes a parent as good as a level; endless where none does.
    fn need(&self, (step, place): (usize, usize), parent: usize, level: f64, price: f64) -> f64 {
        let given = self.search.joins.given(parent, &self.quality);
        let index = self
            .search
            .variables
            .iter()
            .position(|variable| variable.step == parent);
        let Some(index) = index else {
            return if level > self.quality[parent] {
                f64::INFINITY
            } else {
                0.0
            };
        };
        let variable = &self.search.variables[index];
        let other = self.flows[parent] - self.flows[step] * self.shares.of[step][place];
        let worth = variable.worth_for(self.branches[index], level / given, libm::exp(price));
        (worth - other).max(0.0)
    }
}
