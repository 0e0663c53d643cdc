//! The best net: a look along the prices of money.
//!
//! A task's net depends on the efforts only through q and C, so the best ones are the best split of what they cost, and
//! one number is left to search: the price of money at which everything answers.

use super::Worth;
use super::balance::Balance;
use super::falling::falling;
use super::search::Search;
use crate::quantity::{Probability, Usd};

/// Prices looked at where every answer has a closed form.
const LOOKS: usize = 72;
/// The same where answers have to be settled.
const SETTLED_LOOKS: usize = 24;
/// How far prices are looked at above the least that can be best, as a power of e.
const SPAN: f64 = 16.0;
/// And as far again, in larger steps, while anything is still bought.
const FAR: f64 = 64.0;
/// Money that is none, by part.
const NONE: f64 = 1e-12;
/// Of all places where a best net may lie, so many are looked at closely; and of many steps.
const NARROWED: (usize, usize) = (12, 3);
/// Searches along the prices, each from a start of its own; and of many steps.
const STARTS: (usize, usize) = (32, 12);
/// Rounds in which efforts and their own price agree.
const AGREEING: usize = 60;

/// Efforts, what they net (risk taken off), and how much better ln q could be for what they cost.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) net: f64,
    pub(super) efforts: Vec<f64>,
    pub(super) gap: f64,
}

/// No answer to a lower price of money can be best: a quarter over the most that quality can be worth. Nothing where
/// quality is worth nothing anywhere.
pub(super) fn lowest_price(search: &Search) -> Option<f64> {
    const PARTS: u32 = 32;
    let model = search.model;
    let cost = Usd(search.cost(&search.least()));
    let worth = (0..=PARTS).map(|part| {
        let quality = Probability(f64::from(part) / f64::from(PARTS));
        let net = crate::outcome::net(cost, quality, &model.checking, &model.value);
        net.certain_per_quality(model.value.risk_aversion)
    });
    let most = worth.fold(0.0, f64::max);
    // An attempt that costs more is worth repeating less, but never by more than what it costs itself.
    let repeated = search.cost(&search.present()) * f64::from(model.checking.attempts);
    (most > 0.0).then(|| 0.25 / (most + repeated))
}

/// Two neighbouring prices: at the lower too much is spent, at the higher too little, so that a best net lies between.
struct Bracket<'s, 'a> {
    /// The better of their nets.
    net: f64,
    prices: (f64, f64),
    start: Balance<'s, 'a>,
}

/// The efforts with the best net.
pub(super) fn best(search: &Search, worth: &Worth) -> Found {
    let least = search.least();
    let mut found = Found {
        net: worth.at(search.quality(&least), search.cost(&least)).net,
        efforts: least,
        gap: 0.0,
    };
    let Some(lowest) = lowest_price(search) else {
        return found;
    };
    let mut brackets = Vec::new();
    let (starts, narrowed) = if search.is_small() {
        (STARTS.0, NARROWED.0)
    } else {
        (STARTS.1, NARROWED.1)
    };
    for (branches, shares) in search.ways(starts) {
        let balance = Balance::new(search, shares, &branches);
        along(search, worth, lowest, balance, &mut found, &mut brackets);
    }
    crate::short_sort::sort_short(&mut brackets, |left, right| left.net > right.net);
    brackets.truncate(narrowed);
    // A rough look may have missed the place by a little, so that it may lie a little outside.
    for Bracket {
        prices: (low, high),
        start,
        ..
    } in brackets
    {
        let mut start = start.finely();
        let (width, ends) = (high - low, (2.0 * low - high, 2.0 * high - low));
        falling((high, width), ends, search.tolerance(), &mut |price| {
            looked_at(search, worth, price, &mut start, &mut found).0
        });
    }
    if !search.is_concave() {
        let start = found.efforts.clone();
        agree(search, worth, &start, &mut found);
    }
    found
}

fn along<'s, 'a>(
    search: &'s Search<'a>,
    worth: &Worth,
    lowest: f64,
    mut balance: Balance<'s, 'a>,
    found: &mut Found,
    brackets: &mut Vec<Bracket<'s, 'a>>,
) {
    let is_closed = search.is_concave() && !search.has_kinks();
    let looks = if is_closed { LOOKS } else { SETTLED_LOOKS };
    let nothing = search.cost(&search.least()) * (1.0 + NONE);
    let mut before: Option<(f64, f64, f64)> = None;
    let (mut price, mut step) = (libm::log(lowest), SPAN / looks as f64);
    let (near, far) = (price + SPAN, price + FAR);
    while price <= far {
        let (over, net) = looked_at(search, worth, price, &mut balance, found);
        if let Some((low, too_much, other)) = before
            && too_much > 0.0
            && over <= 0.0
        {
            let start = balance.clone();
            brackets.push(Bracket {
                net: net.max(other),
                prices: (low, price),
                start,
            });
        }
        before = Some((price, over, net));
        if search.cost(&balance.efforts) <= nothing {
            break;
        }
        if near <= price {
            step *= 1.5;
        }
        price += step;
    }
}

/// Answers to a price and keeps what is better; by how much too much is spent there, in parts of what pays.
fn looked_at(
    search: &Search,
    worth: &Worth,
    price: f64,
    balance: &mut Balance,
    found: &mut Found,
) -> (f64, f64) {
    let price = libm::exp(price);
    balance.at_price(price);
    let cost = search.cost(&balance.efforts);
    let there = worth.at(balance.whole, cost);
    if there.net > found.net {
        let gap = if search.is_concave() {
            balance.gap(cost, balance.whole)
        } else {
            f64::INFINITY
        };
        *found = Found {
            net: there.net,
            efforts: balance.efforts.clone(),
            gap,
        };
    }
    let over = 1.0 - there.per_quality * balance.whole * price / there.per_cost;
    (over, there.net)
}

/// Efforts may lie on a branch of answers that the look did not follow: there the price is moved to what money is worth,
/// until efforts and price agree; then each step is tried on the other side of its bend.
pub(super) fn agree(search: &Search, worth: &Worth, start: &[f64], found: &mut Found) {
    let mut balance = Balance::about(search, start).finely();
    for _ in 0..AGREEING {
        let before = balance.efforts.clone();
        let Some(price) = own_price(search, worth, &before) else {
            break;
        };
        looked_at(search, worth, price, &mut balance, found);
        if balance.efforts == before {
            break;
        }
    }
    flip(search, worth, found);
}

/// Steps whose curve bends upwards first, each moved to the other side of its bend while the others answer.
fn flip(search: &Search, worth: &Worth, found: &mut Found) {
    for index in search.bent() {
        let Some(price) = own_price(search, worth, &found.efforts) else {
            break;
        };
        let mut balance = Balance::about(search, &found.efforts).flipped(index);
        looked_at(search, worth, price, &mut balance, found);
    }
}

/// The logarithm of the price of money at which what is paid for quality is what it is worth.
fn own_price(search: &Search, worth: &Worth, efforts: &[f64]) -> Option<f64> {
    let quality = search.quality(efforts);
    let there = worth.at(quality, search.cost(efforts));
    let price = libm::log(there.per_cost / (there.per_quality * quality));
    price.is_finite().then_some(price)
}
