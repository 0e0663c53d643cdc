//! Selling what there is: by share of the money, by one price for all, or at the price at which all is taken (C-22).

use super::population::Population;
use crate::quantity::{TOKENS_PER_MTOK, Tokens, Usd, UsdPerMtok};

/// Why nothing is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAuction {
    /// There is nothing to sell.
    NothingToSell,
    /// Nobody bids.
    NoBids,
    /// A bid, by its place, is below 0 or not a number.
    BadBid(usize),
}

/// Capacity split by the money that each puts in.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// All money over all tokens.
    pub price: UsdPerMtok,
    /// Tokens of each bidder.
    pub tokens: Vec<Tokens>,
}

/// Whole lots sold to the highest bids.
#[derive(Clone, Debug, PartialEq)]
pub struct OnePrice {
    /// What each winner pays for a lot: the highest bid that lost; the reserve where none lost.
    pub price: f64,
    /// Places of the winning bids, the highest first; of equal bids the earlier wins.
    pub winners: Vec<usize>,
}

/// Each gets tokens in proportion to its money. Source: Kelly 1997.
///
/// ```
/// # use economics::{market::auction::*, quantity::{Tokens, Usd, UsdPerMtok}};
/// let found = proportional(&[Usd(10.0), Usd(20.0), Usd(30.0)], Tokens(6e6)).unwrap();
/// assert_eq!(found.price, UsdPerMtok((10.0 + 20.0 + 30.0) / 6.0));
/// assert_eq!(found.tokens, [Tokens(1e6), Tokens(2e6), Tokens(3e6)]);
/// ```
///
/// # Errors
/// Nothing to sell, nobody who bids, or a bid that is none.
pub fn proportional(money: &[Usd], capacity: Tokens) -> Result<Shares, NoAuction> {
    if !(capacity.0 > 0.0 && capacity.0.is_finite()) {
        return Err(NoAuction::NothingToSell);
    }
    check(money.iter().map(|money| money.0))?;
    let all: Usd = money.iter().copied().sum();
    if all.0 <= 0.0 {
        return Err(NoAuction::NoBids);
    }
    Ok(Shares {
        price: UsdPerMtok(all.0 / capacity.0 * TOKENS_PER_MTOK),
        tokens: money
            .iter()
            .map(|money| capacity * (*money / all))
            .collect(),
    })
}

/// The highest bids win, at most `lots` of them, none below `reserve`, and all pay the highest bid that lost. Who wants one
/// lot does best by bidding what it is worth. Source: Vickrey 1961.
///
/// ```
/// # use economics::market::auction::*;
/// let found = one_price(&[9.0, 7.0, 6.0, 4.0, 3.0], 3, 0.0).unwrap();
/// assert_eq!((found.price, found.winners), (4.0, vec![0, 1, 2]));
/// ```
///
/// # Errors
/// Nothing to sell, nobody who bids, or a bid that is none.
pub fn one_price(bids: &[f64], lots: usize, reserve: f64) -> Result<OnePrice, NoAuction> {
    if lots == 0 {
        return Err(NoAuction::NothingToSell);
    }
    check(bids.iter().copied())?;
    let mut order: Vec<usize> = (0..bids.len()).collect();
    // Few bids, and the standard sort is dear on the page.
    crate::short_sort::sort_short(&mut order, |left, right| bids[*left] > bids[*right]);
    order.retain(|bid| bids[*bid] >= reserve);
    let lost = order.get(lots).map_or(reserve, |bid| bids[*bid]);
    order.truncate(lots);
    Ok(OnePrice {
        price: lost.max(reserve),
        winners: order,
    })
}

/// The price at which a population takes just the capacity; the cost where it would not take all even then.
///
/// ```
/// # use economics::{market::{*, auction::*}, quantity::{Share, Tokens, UsdPerMtok}};
/// let all = Population::new(100.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// assert_eq!(clearing_price(&all, Tokens(850e6)), Ok(UsdPerMtok(12.5 - 850.0 / 100.0)));
/// assert_eq!(clearing_price(&all, Tokens(200e6)), Ok(UsdPerMtok(20.0 - 200.0 / 25.0))); // heavy users alone
/// assert_eq!(clearing_price(&all, Tokens(2e9)), Ok(UsdPerMtok(2.0)));
/// ```
///
/// # Errors
/// Nothing to sell.
pub fn clearing_price(population: &Population, capacity: Tokens) -> Result<UsdPerMtok, NoAuction> {
    if !(capacity.0 > 0.0 && capacity.0.is_finite()) {
        return Err(NoAuction::NothingToSell);
    }
    let millions = capacity.0 / TOKENS_PER_MTOK * population.light.fall / population.users;
    let mean = population.mean(population.light.first, population.heavy.first);
    let for_both = mean.0 - millions;
    let price = if for_both < population.light.first.0 {
        for_both
    } else {
        population.heavy.first.0 - millions / population.heavy_share.0
    };
    Ok(UsdPerMtok(price.max(population.cost.0)))
}

fn check(bids: impl ExactSizeIterator<Item = f64>) -> Result<(), NoAuction> {
    if bids.len() == 0 {
        return Err(NoAuction::NoBids);
    }
    let mut bids = bids;
    match bids.position(|bid| !(bid >= 0.0 && bid.is_finite())) {
        Some(place) => Err(NoAuction::BadBid(place)),
        None => Ok(()),
    }
}
