//! The best split of a budget.

use super::balance::Balance;
use super::polish;
use super::search::Search;
use super::variable::Branch;

/// Searches, each from a start of its own.
const STARTS: usize = 48;
/// The best of them that are polished; and of many steps.
const POLISHED: (usize, usize) = (6, 1);

/// Efforts, and how much better ln q could be for the budget.
pub(super) struct Found {
    pub(super) efforts: Vec<f64>,
    pub(super) gap: f64,
}

/// The efforts of the best quality for a budget, or the least efforts where they cost more. `known` are some to start
/// from.
pub(super) fn within(search: &Search, budget: f64, known: &[Vec<f64>]) -> Found {
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
    let started = search.ways(STARTS).into_iter();
    let started = started.map(|(branches, shares)| Balance::new(search, shares, &branches));
    let about = known.iter().map(|efforts| Balance::about(search, efforts));
    let spent: Vec<Vec<f64>> = started
        .chain(about)
        .filter_map(|balance| spent(balance, budget))
        .collect();
    tried.extend(spent);
    Found {
        efforts: polished(search, budget, tried),
        gap: f64::INFINITY,
    }
}

fn spent(mut balance: Balance, budget: f64) -> Option<Vec<f64>> {
    balance.at_budget(budget).then_some(balance.efforts)
}

/// Steps whose curve bends upwards first, each moved to the other side of its bend, or held below it (of a best split one
/// at most is), while the others share what is left; kept where it helps.
fn bent(search: &Search, budget: f64, mut efforts: Vec<f64>) -> Vec<f64> {
    /// Efforts below a bend.
    const HELD: u32 = 6;
    for index in search.bent() {
        let held = search.variables[index].below_bend(HELD);
        let start = Balance::about(search, &efforts);
        let mut tried = vec![start.clone().flipped(index)];
        tried.extend(held.map(|effort| start.clone().held(index, effort)));
        for trial in tried
            .into_iter()
            .filter_map(|balance| spent(balance, budget))
        {
            if search.quality(&trial) > search.quality(&efforts) {
                efforts = trial;
            }
        }
    }
    efforts
}

/// The best of some efforts, the few best of them polished.
fn polished(search: &Search, budget: f64, tried: Vec<Vec<f64>>) -> Vec<f64> {
    let mut rated: Vec<(f64, Vec<f64>)> = tried
        .into_iter()
        .map(|efforts| (search.quality(&efforts), efforts))
        .collect();
    crate::short_sort::sort_short(&mut rated, |left, right| left.0 > right.0);
    rated.dedup_by(|left, right| left.1 == right.1);
    rated.truncate(if search.is_small() {
        POLISHED.0
    } else {
        POLISHED.1
    });
    let polished = rated.into_iter().map(|(_, efforts)| {
        let efforts = bent(search, budget, efforts);
        let efforts = polish::split(search, budget, &efforts);
        (search.quality(&efforts), efforts)
    });
    let best = polished.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or_else(|| search.least(), |(_, efforts)| efforts)
}
