//! What a provider earns on tokens: machine time against list prices (C-20).

use crate::hosting::{HOUR, NoHosting, busy_time};
use crate::quantity::{Tokens, TokensPerSecond, Usd, UsdPerMtok};

/// Hours of a day.
const DAY_HOURS: f64 = 24.0;

/// Tokens of one kind and the price of a million of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sold {
    /// How many.
    pub tokens: Tokens,
    /// What is asked for a million.
    pub price: UsdPerMtok,
}

/// What is asked for all of them.
///
/// ```
/// # use economics::{supply::*, quantity::*};
/// let sold = [Sold { tokens: Tokens(3e6), price: UsdPerMtok(0.5) }, Sold { tokens: Tokens(1e6), price: UsdPerMtok(2.0) }];
/// assert_eq!(revenue(&sold), Usd(3.0 * 0.5 + 1.0 * 2.0));
/// ```
#[must_use]
pub fn revenue(sold: &[Sold]) -> Usd {
    sold.iter().map(|sold| sold.tokens * sold.price).sum()
}

/// What so many accelerators cost for so many hours.
///
/// ```
/// # use economics::{supply::*, quantity::*};
/// assert_eq!(machine_cost(8.0, Usd(2.0), 24.0), Usd(8.0 * 2.0 * 24.0));
/// ```
#[must_use]
pub fn machine_cost(accelerators: f64, hourly: Usd, hours: f64) -> Usd {
    hourly * (accelerators * hours)
}

/// Part of the revenue that is left after the cost of machines: 1 - cost / revenue. Nothing without revenue.
///
/// ```
/// # use economics::{supply::*, quantity::*};
/// assert_eq!(gross_margin(Usd(100.0), Usd(25.0)), Some(0.75));
/// assert_eq!(gross_margin(Usd(0.0), Usd(25.0)), None);
/// ```
#[must_use]
pub fn gross_margin(revenue: Usd, cost: Usd) -> Option<f64> {
    (revenue.0 > 0.0).then(|| 1.0 - cost / revenue)
}

/// Profit for each dollar of cost: (revenue - cost) / cost; it may be above 1, which no margin is. Nothing without cost.
///
/// ```
/// # use economics::{supply::*, quantity::*};
/// assert_eq!(return_on_cost(Usd(100.0), Usd(25.0)), Some(3.0));
/// assert_eq!(return_on_cost(Usd(100.0), Usd(0.0)), None);
/// ```
#[must_use]
pub fn return_on_cost(revenue: Usd, cost: Usd) -> Option<f64> {
    (cost.0 > 0.0).then(|| (revenue - cost) / cost)
}

/// Days for which a load keeps one node busy.
///
/// ```
/// # use economics::{supply::*, quantity::*};
/// let found = node_days(Tokens(168e9), TokensPerSecond(14_800.0)).unwrap();
/// assert!((found - 168e9 / 14_800.0 / 86_400.0).abs() < 1e-9); // 131.381
/// ```
///
/// # Errors
/// Where the node does nothing.
pub fn node_days(tokens: Tokens, speed: TokensPerSecond) -> Result<f64, NoHosting> {
    Ok(busy_time(&[(tokens, speed)])?.0 / (DAY_HOURS * HOUR.0))
}
