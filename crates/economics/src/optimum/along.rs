//! The best net: a look along the prices of money.
//!
//! A task's net depends on the efforts only through q and C, so the best ones are the best split of what they cost, and
//! one number is left to search: the price of money at which everything answers.

use super::Worth;
use super::balance::Balance;
use super::falling::falling;
use super::polish::Aim;
use super::search::Search;
use super::variable::Branch;
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
/// Efforts that are the same in a rough look, by part.
const ROUGH: f64 = 1e-3;
/// Searches along the prices, each from a start of its own; and of many steps.
const STARTS: (usize, usize) = (64, 12);
/// A price that is what money is worth, to this part.
const AGREED: f64 = 1e-6;
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

/// What a look along all prices from every start shows.
pub(super) struct Survey<'s, 'a> {
    /// The efforts with the best net, and others that are best about where they are, by falling net.
    pub(super) found: Vec<Found>,
    /// Where some money is just spent and just not spent, from every start.
    pub(super) within: Vec<Balance<'s, 'a>>,
    brackets: Vec<Bracket<'s, 'a>>,
}

/// Looks for the best net, and for where an attempt costs `money`.
pub(super) fn survey<'s, 'a>(search: &'s Search<'a>, worth: &Worth, money: f64) -> Survey<'s, 'a> {
    let least = search.least();
    let mut survey = Survey {
        found: vec![Found {
            net: worth.at(search.quality(&least), search.cost(&least)).net,
            efforts: least,
            gap: if search.is_concave() {
                0.0
            } else {
                f64::INFINITY
            },
        }],
        within: Vec::new(),
        brackets: Vec::new(),
    };
    let Some(lowest) = lowest_price(search) else {
        return survey;
    };
    let (starts, narrowed) = if search.is_small() {
        (STARTS.0, NARROWED.0)
    } else {
        (STARTS.1, NARROWED.1)
    };
    for (branches, shares) in search.ways(starts) {
        let balance = Balance::new(search, shares, &branches);
        survey.along(worth, lowest, money, balance);
    }
    let mut brackets = std::mem::take(&mut survey.brackets);
    crate::short_sort::sort_short(&mut brackets, |left, right| left.net > right.net);
    brackets.dedup_by(|left, right| left.is_like(right));
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
        let mut found = Found::none();
        falling((high, width), ends, search.tolerance(), &mut |price| {
            looked_at(search, worth, price, &mut start, &mut found).0
        });
        survey.found.push(found);
    }
    crate::short_sort::sort_short(&mut survey.found, |left, right| left.net > right.net);
    let (best, others) = survey.found.split_at_mut(1);
    for other in others {
        best[0].learn(other.net, other.gap);
    }
    survey
}

impl Bracket<'_, '_> {
    /// Whether two starts led to the same.
    fn is_like(&self, other: &Self) -> bool {
        let efforts = self.start.efforts.iter().zip(&other.start.efforts);
        let is_near = |(one, other): (&f64, &f64)| (one - other).abs() <= ROUGH * one.max(*other);
        self.prices == other.prices && efforts.into_iter().all(is_near)
    }
}

impl Found {
    fn none() -> Self {
        Self {
            net: f64::NEG_INFINITY,
            efforts: Vec::new(),
            gap: f64::INFINITY,
        }
    }

    /// What another net proves of this one: one that is as good, but for rounding, lends its proof; a better one ends it.
    fn learn(&mut self, net: f64, gap: f64) {
        let rounding = NONE * net.abs();
        if net > self.net + rounding || net >= self.net - rounding && gap < self.gap {
            self.gap = gap;
        }
    }
}

impl<'s, 'a> Survey<'s, 'a> {
    fn along(&mut self, worth: &Worth, lowest: f64, money: f64, mut balance: Balance<'s, 'a>) {
        let search = balance.search;
        let is_closed = search.is_concave() && !search.has_kinks();
        let looks = if is_closed { LOOKS } else { SETTLED_LOOKS };
        let nothing = search.cost(&search.least()) * (1.0 + NONE);
        let mut best = Found::none();
        let mut before: Option<(f64, f64, f64)> = None;
        // What money buys beyond all these prices is looked for from the very start.
        let (mut is_dearer, mut dearer) = (true, (!search.is_concave()).then(|| balance.clone()));
        let (mut price, mut step) = (libm::log(lowest), SPAN / looks as f64);
        let (near, far) = (price + SPAN, price + FAR);
        while price <= far {
            let (over, net) = looked_at(search, worth, price, &mut balance, &mut best);
            if let Some((low, too_much, other)) = before
                && too_much > 0.0
                && over <= 0.0
            {
                let start = balance.clone();
                self.brackets.push(Bracket {
                    net: net.max(other),
                    prices: (low, price),
                    start,
                });
            }
            before = Some((price, over, net));
            let cost = search.cost(&balance.efforts);
            let was_dearer = std::mem::replace(&mut is_dearer, money < cost);
            if is_dearer && !search.is_concave() {
                dearer = Some(balance.clone());
            } else if was_dearer && !is_dearer && !search.is_concave() {
                // Between the two the answers may jump, so that each leads to a split of its own.
                self.within.extend(dearer.take());
                self.within.push(balance.clone());
            }
            if cost <= nothing {
                break;
            }
            if near <= price {
                step *= 1.5;
            }
            price += step;
        }
        self.within.extend(dearer);
        self.found.push(best);
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
    let over = 1.0 - there.per_quality * balance.whole * price / there.per_cost;
    // The price proves what it leads to only where it is what money is worth.
    let is_proving = search.is_concave() && over.abs() <= AGREED;
    let gap = if is_proving {
        balance.gap(cost, balance.whole)
    } else {
        f64::INFINITY
    };
    found.learn(there.net, gap);
    if there.net > found.net {
        (found.net, found.efforts) = (there.net, balance.efforts.clone());
    }
    (over, there.net)
}

/// Polishes efforts for the best net.
pub(super) struct BestNet<'w, 'a> {
    pub(super) worth: &'w Worth<'a>,
}

impl Aim for BestNet<'_, '_> {
    fn measure(&self, quality: f64, cost: f64) -> f64 {
        self.worth.at(quality, cost).net
    }

    fn money(&self, cost: f64) -> f64 {
        cost
    }

    fn scale(&self, measure: f64, cost: f64) -> f64 {
        measure.abs() + cost
    }

    /// The price is moved to what money is worth, until efforts and price agree.
    fn settled(&self, search: &Search, efforts: &[f64], sides: &[Branch]) -> Option<Vec<f64>> {
        let mut balance = Balance::about(search, efforts, sides).finely();
        let mut found = Found::none();
        for _ in 0..AGREEING {
            let before = found.net;
            let Some(price) = own_price(search, self.worth, &balance.efforts) else {
                break;
            };
            let (_, net) = looked_at(search, self.worth, price, &mut balance, &mut found);
            if net <= before + search.tolerance() * net.abs() {
                break;
            }
        }
        (!found.efforts.is_empty()).then_some(found.efforts)
    }
}

/// The logarithm of the price of money at which what is paid for quality is what it is worth.
fn own_price(search: &Search, worth: &Worth, efforts: &[f64]) -> Option<f64> {
    let quality = search.quality(efforts);
    let there = worth.at(quality, search.cost(efforts));
    let price = libm::log(there.per_cost / (there.per_quality * quality));
    price.is_finite().then_some(price)
}
