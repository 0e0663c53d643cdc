//! What a full machine adds to a price: the paper's linear rule (P13), and the toll of a queue.
//!
//! Requests come at random and take a random time (M/M/1): with `capacity` requests a second served and `arrivals` a second
//! coming, a request takes 1 / (capacity - arrivals) seconds. One more makes all others wait longer; that part is the toll.
//! The linear rule grows with the load, the toll without bound: near a full machine the rule is far too low.

use super::population::Population;
use crate::quantity::{TOKENS_PER_MTOK, Tokens, Usd, UsdPerMtok};

/// Why there is no price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Congested {
    /// Nothing can be served.
    NoCapacity,
    /// Less than nothing arrives, or what arrives is not a number.
    NoArrivals,
    /// As much arrives as can be served, or more: the queue has no end.
    Full {
        /// Requests that arrive a second.
        arrivals: f64,
        /// Requests that can be served a second.
        capacity: f64,
    },
    /// A request without tokens, no time in which requests come, or waiting that costs less than nothing.
    NoQueue,
}

/// A machine that serves a population.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Tokens that it can serve in a period, while requests come.
    pub capacity: Tokens,
    /// Tokens of a request.
    pub per_request: Tokens,
    /// Seconds of a period in which requests come.
    pub busy_seconds: f64,
    /// What a second of waiting costs whoever waits.
    pub waiting_per_second: Usd,
}

/// How the price grows with the load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// It does not: tokens at cost.
    AtCost,
    /// By so much for a load of 1 (P13), added to the cost.
    Linear(UsdPerMtok),
    /// By the toll of the queue, added to the cost.
    Toll,
}

/// Where demand, waiting and price agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// What a million tokens cost a user.
    pub price: UsdPerMtok,
    /// What waiting costs a user for a million tokens, beyond the price.
    pub waiting: UsdPerMtok,
    /// Seconds that a request takes.
    pub seconds: f64,
    /// Tokens that all take in a period.
    pub tokens: Tokens,
    /// Tokens of a light user.
    pub light: Tokens,
    /// Tokens of a heavy user.
    pub heavy: Tokens,
    /// Part of the capacity in use.
    pub load: f64,
    /// Paid by all in a period, less cost.
    pub profit: Usd,
    /// Worth to all in a period, less cost and waiting.
    pub welfare: Usd,
}

/// The linear rule (P13): pi = pi0 + chi D / S.
///
/// ```
/// # use economics::{market::congestion::*, quantity::UsdPerMtok};
/// assert_eq!(linear(UsdPerMtok(2.0), UsdPerMtok(1.0), 3.0, 2.0), Ok(UsdPerMtok(2.0 + 1.0 * 3.0 / 2.0)));
/// assert_eq!(linear(UsdPerMtok(2.0), UsdPerMtok(1.0), 3.0, 0.0), Err(Congested::NoCapacity));
/// ```
///
/// # Errors
/// Nothing to serve with, or a demand below nothing.
pub fn linear(
    base: UsdPerMtok,
    factor: UsdPerMtok,
    demand: f64,
    supply: f64,
) -> Result<UsdPerMtok, Congested> {
    if !(supply > 0.0 && supply.is_finite()) {
        return Err(Congested::NoCapacity);
    }
    if !(demand >= 0.0 && demand.is_finite()) {
        return Err(Congested::NoArrivals);
    }
    Ok(base + factor * (demand / supply))
}

/// Seconds that a request takes, waiting and service: 1 / (capacity - arrivals), both a second. Source: M/M/1, Kleinrock
/// 1975.
///
/// ```
/// # use economics::market::congestion::*;
/// assert_eq!(seconds(8.0, 10.0), Ok(1.0 / (10.0 - 8.0)));
/// assert_eq!(seconds(10.0, 10.0), Err(Congested::Full { arrivals: 10.0, capacity: 10.0 }));
/// ```
///
/// # Errors
/// A queue without end, or none.
pub fn seconds(arrivals: f64, capacity: f64) -> Result<f64, Congested> {
    if !(capacity > 0.0 && capacity.is_finite()) {
        return Err(Congested::NoCapacity);
    }
    if !(arrivals >= 0.0 && arrivals.is_finite()) {
        return Err(Congested::NoArrivals);
    }
    if arrivals >= capacity {
        return Err(Congested::Full { arrivals, capacity });
    }
    Ok(1.0 / (capacity - arrivals))
}

/// What a request should pay for the waiting of all others: w arrivals / (capacity - arrivals)^2. Source: Naor 1969.
///
/// ```
/// # use economics::{market::congestion::*, quantity::Usd};
/// assert_eq!(toll(Usd(0.02), 8.0, 10.0), Ok(Usd(0.02 * 8.0 / (2.0 * 2.0))));
/// assert_eq!(toll(Usd(0.02), 0.0, 10.0), Ok(Usd(0.0))); // nobody else waits
/// ```
///
/// # Errors
/// A queue without end, or none.
pub fn toll(waiting_per_second: Usd, arrivals: f64, capacity: f64) -> Result<Usd, Congested> {
    let taken = seconds(arrivals, capacity)?;
    Ok(waiting_per_second * (arrivals * taken * taken))
}

impl Queue {
    /// Requests a second at a full machine.
    #[must_use]
    pub fn served_per_second(&self) -> f64 {
        self.capacity.0 / self.per_request.0 / self.busy_seconds
    }

    /// Dollars of a request as dollars for a million tokens.
    #[must_use]
    pub fn for_mtok(&self, request: Usd) -> UsdPerMtok {
        UsdPerMtok(request.0 / self.per_request.0 * TOKENS_PER_MTOK)
    }

    /// The factor at which the linear rule asks the toll at this load, and less at every higher one:
    /// w / (capacity (1 - load)^2), for a million tokens.
    ///
    /// ```
    /// # use economics::{market::congestion::*, quantity::*};
    /// // Ten requests a second of 1,000 tokens.
    /// let queue = Queue { capacity: Tokens(36e6), per_request: Tokens(1e3), busy_seconds: 3_600.0, waiting_per_second: Usd(0.02) };
    /// let factor = queue.linear_factor(0.5).unwrap();
    /// assert!((factor.0 * 0.5 - 0.02 * 5.0 / 25.0 * 1e3).abs() < 1e-9); // $0.004 a request, a thousand requests
    /// ```
    ///
    /// # Errors
    /// No queue, or a load of 1 and more.
    pub fn linear_factor(&self, load: f64) -> Result<UsdPerMtok, Congested> {
        self.check()?;
        let capacity = self.served_per_second();
        let toll = toll(self.waiting_per_second, load * capacity, capacity)?;
        Ok(self.for_mtok(toll) * (1.0 / load))
    }

    fn check(&self) -> Result<(), Congested> {
        if !(self.capacity.0 > 0.0 && self.capacity.0.is_finite()) {
            return Err(Congested::NoCapacity);
        }
        let has_requests = self.per_request.0 > 0.0 && self.busy_seconds > 0.0;
        let is_number = self.per_request.0.is_finite() && self.busy_seconds.is_finite();
        let has_cost = self.waiting_per_second.0 >= 0.0 && self.waiting_per_second.0.is_finite();
        if has_requests && is_number && has_cost {
            Ok(())
        } else {
            Err(Congested::NoQueue)
        }
    }
}

/// Where all settle: each user takes tokens up to where one more is worth the price and its own waiting. Demand falls as
/// both rise, so there is one such load, found by halves; it is below 1 as long as waiting or the toll costs anything.
///
/// ```
/// # use economics::{market::{*, congestion::*}, quantity::*};
/// let all = Population::new(100.0, Share(0.25), [UsdPerMtok(10.0), UsdPerMtok(20.0)], 1.0, UsdPerMtok(2.0)).unwrap();
/// // At cost they would take 1,050 M tokens; 1,000 M can be served, in 36,000 seconds.
/// let queue = Queue { capacity: Tokens(1e9), per_request: Tokens(1e3), busy_seconds: 3.6e4, waiting_per_second: Usd(0.02) };
/// let free = settled(&all, &queue, Rule::AtCost).unwrap();
/// let priced = settled(&all, &queue, Rule::Toll).unwrap();
/// assert!(free.load < 1.0 && priced.seconds < free.seconds && priced.welfare.0 > free.welfare.0);
/// ```
///
/// # Errors
/// No queue, or a price that does not keep demand below capacity where waiting costs nothing.
pub fn settled(population: &Population, queue: &Queue, rule: Rule) -> Result<Settled, Congested> {
    queue.check()?;
    let capacity = queue.served_per_second();
    let at = |load: f64| priced(population, queue, rule, load);
    let wanted = |(price, waiting): (UsdPerMtok, UsdPerMtok)| population.demand(price + waiting);
    let (mut low, mut high) = (0.0, 1.0);
    /// Halvings after which no number lies between.
    const MOST_HALVINGS: usize = 200;
    for _ in 0..MOST_HALVINGS {
        let middle = low + (high - low) / 2.0;
        if !(low < middle && middle < high) {
            break;
        }
        if wanted(at(middle)).0 > middle * queue.capacity.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let (price, waiting) = at(low);
    if high >= 1.0 {
        let arrivals = wanted((price, waiting)).0 / queue.capacity.0 * capacity;
        return Err(Congested::Full { arrivals, capacity });
    }
    let full = price + waiting;
    let (light, heavy) = (population.light.demand(full), population.heavy.demand(full));
    let tokens = population.demand(full);
    let worth = population.mean(population.light.worth(light), population.heavy.worth(heavy))
        * population.users;
    Ok(Settled {
        price,
        waiting,
        seconds: 1.0 / (capacity * (1.0 - low)),
        tokens,
        light,
        heavy,
        load: tokens.0 / queue.capacity.0,
        profit: tokens * price - tokens * population.cost,
        welfare: worth - tokens * population.cost - tokens * waiting,
    })
}

/// Price and waiting for a million tokens at a load below 1.
fn priced(
    population: &Population,
    queue: &Queue,
    rule: Rule,
    load: f64,
) -> (UsdPerMtok, UsdPerMtok) {
    let capacity = queue.served_per_second();
    let seconds = 1.0 / (capacity * (1.0 - load));
    let waiting = queue.waiting_per_second * seconds;
    let added = match rule {
        Rule::AtCost => UsdPerMtok::ZERO,
        Rule::Linear(factor) => factor * load,
        Rule::Toll => queue.for_mtok(waiting * (load * capacity * seconds)),
    };
    (population.cost + added, queue.for_mtok(waiting))
}
