//! Efforts that answer to a price of money, or to a budget.
//!
//! While the flows stay (see [`super::joins`]), quality is a product of powers, and every step answers to its own flow
//! alone: with the effort of the greatest flow ln f - price C. What the flows are follows from the answers. Shares of
//! means are what each parent brings: because ln q is convex in the ln f there, no round makes quality worse. Shares of
//! the weakest are prices: share is moved from who is too good to who is too weak, until all that have a share are equally
//! weak. There ln q is concave, and the prices prove what they lead to (see [`Balance::gap`]).

use super::falling::falling;
use super::joins::Shares;
use super::search::{FINELY, Search};
use super::variable::Branch;

/// Rounds in which answers and shares agree.
const ROUNDS: usize = 60;
/// The same where a look is all that is wanted.
const ROUGH_ROUNDS: usize = 12;
/// Logarithms of quality, and shares, that are equal to this part, where a look is all that is wanted.
const ROUGHLY: f64 = 1e-5;
/// Prices of money looked at, as logarithms.
const ENDS: (f64, f64) = (-80.0, 80.0);

/// See the module.
#[derive(Clone)]
pub(super) struct Balance<'s, 'a> {
    pub(super) search: &'s Search<'a>,
    pub(super) branches: Vec<Branch>,
    pub(super) shares: Shares,
    pub(super) flows: Vec<f64>,
    pub(super) efforts: Vec<f64>,
    /// Flow and price that each effort is the answer to: asked again, it need not be looked for again.
    asked: Vec<(f64, f64)>,
    pub(super) success: Vec<f64>,
    pub(super) quality: Vec<f64>,
    /// Quality of an attempt.
    pub(super) whole: f64,
    /// Logarithm of the price of money that was last answered to.
    price: f64,
    pub(super) tolerance: f64,
}

impl<'s, 'a> Balance<'s, 'a> {
    pub(super) fn new(search: &'s Search<'a>, shares: Shares, branches: &[Branch]) -> Self {
        let steps = search.rates.len();
        Self {
            search,
            branches: branches.to_vec(),
            shares,
            flows: vec![0.0; steps],
            efforts: search.least(),
            asked: vec![(f64::NAN, f64::NAN); search.variables.len()],
            success: search.rates.clone(),
            quality: vec![0.0; steps],
            whole: 0.0,
            price: 0.0,
            tolerance: ROUGHLY,
        }
    }

    /// The same, settled to the last bits; where nothing can be proven, to what a last word needs.
    pub(super) fn finely(mut self) -> Self {
        self.tolerance = self.search.tolerance();
        self
    }

    /// Begins where given efforts are.
    pub(super) fn about(search: &'s Search<'a>, efforts: &[f64], branches: &[Branch]) -> Self {
        let mut balance = Self::new(search, search.joins.even(), branches);
        search.success_into(efforts, &mut balance.success);
        balance.efforts.copy_from_slice(efforts);
        balance.whole = search.joins.forward(&balance.success, &mut balance.quality);
        search
            .joins
            .share_by_parts(&balance.quality, &mut balance.shares);
        balance
    }

    /// Every step answers to its flow at a price, its logarithm given.
    pub(super) fn answer(&mut self, price: f64) {
        self.search.joins.flows(&self.shares, &mut self.flows);
        self.price = price;
        let price = libm::exp(price);
        for (index, variable) in self.search.variables.iter().enumerate() {
            let flow = self.flows[variable.step];
            let asked = (flow, price);
            if self.asked[index] == asked {
                continue;
            }
            self.asked[index] = asked;
            let last = self.efforts[index];
            let effort = variable.answer(self.branches[index], asked, last);
            self.efforts[index] = effort;
            self.success[variable.step] = variable.curve.success(effort);
        }
        self.whole = self.search.joins.forward(&self.success, &mut self.quality);
    }

    /// The efforts with the greatest ln q - `price` C; of several, one near what the shares start from.
    pub(super) fn at_price(&mut self, price: f64) {
        let price = libm::log(price);
        let is_rough = self.tolerance == ROUGHLY;
        for _ in 0..self.rounds(if is_rough { ROUGH_ROUNDS } else { ROUNDS }) {
            self.answer(price);
            if self.settle_shares(price) {
                break;
            }
        }
    }

    /// The efforts of the greatest quality for a budget; nothing where these branches cost more.
    pub(super) fn at_budget(&mut self, budget: f64) -> bool {
        for _ in 0..self.rounds(ROUNDS) {
            let Some(price) = self.price_of(budget) else {
                return false;
            };
            let is_same = (price - self.price).abs() <= 10.0 * self.tolerance;
            self.answer(price);
            if self.settle_shares(price) && (is_same || !self.has_shares()) {
                break;
            }
        }
        match self.price_of(budget) {
            Some(price) => self.answer(price),
            None => return false,
        }
        true
    }

    /// Of many steps that are not simply bowed every round is dear.
    fn rounds(&self, most: usize) -> usize {
        let is_thorough = self.search.is_concave() || self.search.is_small();
        if is_thorough {
            most
        } else {
            most.min(ROUGH_ROUNDS) / 2
        }
    }

    fn has_shares(&self) -> bool {
        self.search.has_kinks() || self.search.joins.has_means()
    }

    /// The logarithm of the price at which the budget is spent, the shares as they are.
    fn price_of(&mut self, budget: f64) -> Option<f64> {
        self.search.joins.flows(&self.shares, &mut self.flows);
        let cost = |price: f64| {
            let price = libm::exp(price);
            let answers = self.search.variables.iter().enumerate();
            let costs = answers.map(|(index, variable)| {
                let (flow, last) = (self.flows[variable.step], self.efforts[index]);
                variable.cost(variable.answer(self.branches[index], (flow, price), last))
            });
            costs.sum::<f64>() + self.search.other_cost
        };
        let least = cost(ENDS.1);
        if least > budget * (1.0 + FINELY) {
            return None;
        }
        let free = (budget - least).max(f64::MIN_POSITIVE);
        let above = |cost: f64| libm::log((cost - least).max(0.0) / free);
        let start = if self.price == 0.0 {
            -libm::log(budget)
        } else {
            self.price
        };
        Some(falling((start, 0.5), ENDS, FINELY, &mut |price| {
            above(cost(price))
        }))
    }

    /// One round of all shares; whether they hold already.
    fn settle_shares(&mut self, price: f64) -> bool {
        let search = self.search;
        let mut holds = true;
        for step in search.joins.weakest() {
            holds &= self.equalise(step, price);
        }
        if search.joins.has_means() {
            let before = self.shares.clone();
            search.joins.share_by_parts(&self.quality, &mut self.shares);
            let pairs = before
                .of
                .iter()
                .flatten()
                .zip(self.shares.of.iter().flatten());
            let ends = before.ends.iter().zip(&self.shares.ends);
            holds &= pairs
                .chain(ends)
                .all(|(before, after)| (before - after).abs() <= 10.0 * self.tolerance);
        }
        holds
    }

    /// How much better in ln q anything of at most `budget` can be than `quality`, where no mean counts: the shares bound
    /// the weakest from above, and every step answers with its best.
    pub(super) fn gap(&self, budget: f64, quality: f64) -> f64 {
        let each = self.flows.iter().zip(&self.success);
        let log = each.map(|(flow, success)| {
            if *flow > 0.0 {
                flow * libm::log(*success)
            } else {
                0.0
            }
        });
        let spent = self.search.cost(&self.efforts) - budget;
        log.sum::<f64>() - libm::exp(self.price) * spent - libm::log(quality)
    }
}
