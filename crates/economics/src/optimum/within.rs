//! The best split of a budget.

use super::balance::Balance;
use super::polish::Aim;
use super::search::{FINELY, Search};
use super::variable::Branch;

/// Searches, each from a start of its own.
const STARTS: usize = 48;

/// Efforts, and how much better ln q could be for the budget.
pub(super) struct Found {
    pub(super) efforts: Vec<f64>,
    pub(super) gap: f64,
}

/// The efforts of the best quality for a budget, or the least efforts where they cost more. `known` are some to start
/// from.
pub(super) fn within<'s, 'a>(
    search: &'s Search<'a>,
    budget: f64,
    known: &[Vec<f64>],
    starts: Vec<Balance<'s, 'a>>,
) -> Found {
    let sure = |efforts| Found { efforts, gap: 0.0 };
    let (least, most) = (search.least(), search.most());
    if budget <= search.cost(&least) {
        return sure(least);
    }
    if search.is_free() || search.cost(&most) <= budget {
        return sure(most);
    }
    if search.is_concave() {
        let any = vec![Branch::Any; least.len()];
        let mut balance = Balance::new(search, search.joins.even(), &any).finely();
        if !balance.at_budget(budget) {
            // The money does not reach to where each step begins to succeed: nothing does.
            return sure(least);
        }
        let gap = balance.gap(budget, balance.whole);
        if gap <= super::PROVEN {
            return Found {
                efforts: balance.efforts,
                gap,
            };
        }
        return Found {
            efforts: polished(search, budget, vec![balance.efforts, least]),
            gap,
        };
    }
    let mut tried = vec![least];
    tried.extend(
        known
            .iter()
            .filter(|efforts| search.cost(efforts) <= budget)
            .cloned(),
    );
    let about = known
        .iter()
        .map(|efforts| Balance::about(search, efforts, &search.sides_of(efforts)));
    let mut starts: Vec<Balance> = starts.into_iter().chain(about).collect();
    starts.dedup_by(|left, right| search.are_near(&left.efforts, &right.efforts));
    let spent = starts
        .into_iter()
        .filter_map(|mut balance| balance.at_budget(budget).then_some(balance.efforts));
    tried.extend(spent);
    Found {
        efforts: polished(search, budget, tried),
        gap: f64::INFINITY,
    }
}

/// Where searches for a budget start when nothing is known yet.
pub(super) fn starts<'s, 'a>(search: &'s Search<'a>) -> Vec<Balance<'s, 'a>> {
    let ways = search.ways(STARTS).into_iter();
    ways.map(|(branches, shares)| Balance::new(search, shares, &branches))
        .collect()
}

/// Polishes the split of a budget.
struct BestSplit {
    budget: f64,
}

impl Aim for BestSplit {
    /// Money that is left counts a little, so that what saves some is kept and leaves it for something else.
    fn measure(&self, quality: f64, cost: f64) -> f64 {
        const LITTLE: f64 = 1e-6;
        let left = 1.0 - cost / self.budget;
        if left < -FINELY {
            f64::NEG_INFINITY
        } else {
            quality * (1.0 + LITTLE * left)
        }
    }

    fn money(&self, _: f64) -> f64 {
        self.budget
    }

    fn scale(&self, measure: f64, _: f64) -> f64 {
        measure.abs()
    }

    fn settled(&self, search: &Search, efforts: &[f64], sides: &[Branch]) -> Option<Vec<f64>> {
        let mut balance = Balance::about(search, efforts, sides).finely();
        balance.at_budget(self.budget).then_some(balance.efforts)
    }
}

/// The best of some efforts, the few best of them polished.
fn polished(search: &Search, budget: f64, tried: Vec<Vec<f64>>) -> Vec<f64> {
    let mut rated: Vec<(f64, Vec<f64>)> = tried
        .into_iter()
        .map(|efforts| (search.quality(&efforts), efforts))
        .collect();
    crate::short_sort::sort_short(&mut rated, |left, right| left.0 > right.0);
    let best = super::polished_of(search, rated, &BestSplit { budget });
    best.map_or_else(|| search.least(), |(_, efforts)| efforts)
}
