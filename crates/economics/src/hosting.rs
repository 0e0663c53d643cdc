//! Paying for machines, not for tokens: own hosting and provisioned throughput (C-16, C-19).
//!
//! A unit is what is rented or bought as a whole: a machine, a node, a unit of provisioned throughput. It costs dollars an
//! hour whether it works or not, and can do so many tokens a second.
//!
//! | what | formula |
//! |---|---|
//! | cost of a million tokens | 10^6 c / (3600 v u) |
//! | use at which it costs what the API asks | u* = 10^6 c / (3600 v p), never where that is above 1 |
//! | tokens at which it does | 10^6 c H / p |
//! | units for a load | ceil(busy time / (u_max time)), at least one |
//!
//! c dollars an hour, v tokens a second, u the part of the time at work, p the price of a million tokens of the same mix of
//! input and output, H hours.

mod speculative;

pub use speculative::{accepted_tokens, speedup};

use crate::quantity::{Seconds, TOKENS_PER_MTOK, Tokens, TokensPerSecond, Usd, UsdPerMtok};

/// Seconds of an hour.
pub const HOUR: Seconds = Seconds(3_600.0);

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoHosting {
    /// Nothing is ever at work, so that no token bears the cost.
    NoUtilisation,
    /// A part of the time cannot be below 0 or above 1.
    NotAShare,
    /// A unit does no token, or not a number of them.
    NoSpeed,
    /// The price that it is compared with is 0: nothing is cheaper than free.
    NoPrice,
    /// The time in which the load is to be done is 0.
    NoTime,
    /// The load is not a number from 0 up.
    NoLoad,
    /// The load is more than all units can do.
    TooMuchLoad {
        /// Units that it takes, whole.
        needed: f64,
        /// Units that there are.
        most: f64,
    },
}

fn checked_speed(speed: TokensPerSecond) -> Result<f64, NoHosting> {
    let is_speed = speed.0 > 0.0 && speed.0.is_finite();
    is_speed.then_some(speed.0).ok_or(NoHosting::NoSpeed)
}

fn checked_utilisation(utilisation: f64) -> Result<f64, NoHosting> {
    if utilisation == 0.0 {
        Err(NoHosting::NoUtilisation)
    } else if 0.0 < utilisation && utilisation <= 1.0 {
        Ok(utilisation)
    } else {
        Err(NoHosting::NotAShare)
    }
}

/// What a million tokens cost on a unit that is at work for a part of the time.
///
/// ```
/// # use economics::{hosting::*, quantity::*};
/// let found = cost_per_mtok(Usd(16.0), TokensPerSecond(10_000.0), 0.5);
/// assert_eq!(found, Ok(UsdPerMtok(1e6 * 16.0 / (3_600.0 * 10_000.0 * 0.5))));
/// assert_eq!(cost_per_mtok(Usd(16.0), TokensPerSecond(10_000.0), 0.0), Err(NoHosting::NoUtilisation));
/// ```
///
/// # Errors
/// Where nothing is at work, or the unit does nothing.
pub fn cost_per_mtok(
    hourly: Usd,
    speed: TokensPerSecond,
    utilisation: f64,
) -> Result<UsdPerMtok, NoHosting> {
    let (speed, utilisation) = (checked_speed(speed)?, checked_utilisation(utilisation)?);
    let tokens = HOUR.0 * speed * utilisation;
    Ok(UsdPerMtok(TOKENS_PER_MTOK * hourly.0 / tokens))
}

/// The part of the time for which a unit must be at work to cost what the price asks; above 1: it never does.
///
/// ```
/// # use economics::{hosting::*, quantity::*};
/// let found = break_even_utilisation(Usd(20.0), TokensPerSecond(10_000.0), UsdPerMtok(0.9)).unwrap();
/// assert!((found - 20.0 * 1e6 / (3_600.0 * 10_000.0 * 0.9)).abs() < 1e-12); // 0.617284
/// ```
///
/// # Errors
/// Where the unit does nothing, or the price is 0.
pub fn break_even_utilisation(
    hourly: Usd,
    speed: TokensPerSecond,
    price: UsdPerMtok,
) -> Result<f64, NoHosting> {
    let full = cost_per_mtok(hourly, speed, 1.0)?;
    if price.0 > 0.0 {
        Ok(full / price)
    } else {
        Err(NoHosting::NoPrice)
    }
}

/// Tokens in so many hours at which a unit costs what the price asks for them. Whether the unit can do them is another
/// question: [`break_even_utilisation`].
///
/// ```
/// # use economics::{hosting::*, quantity::*};
/// let found = break_even_tokens(Usd(20.0), 730.0, UsdPerMtok(0.9)).unwrap();
/// assert!((found.0 - 20.0 * 730.0 / 0.9 * 1e6).abs() < 1.0); // 16.2 billion a month
/// ```
///
/// # Errors
/// Where the price is 0.
pub fn break_even_tokens(hourly: Usd, hours: f64, price: UsdPerMtok) -> Result<Tokens, NoHosting> {
    if price.0 > 0.0 {
        Ok(Tokens(hourly.0 * hours / price.0 * TOKENS_PER_MTOK))
    } else {
        Err(NoHosting::NoPrice)
    }
}

/// Time for which one unit is busy with a load, each kind of token at its own speed: a machine reads input faster than it
/// writes output, and can do one or the other.
///
/// ```
/// # use economics::{hosting::*, quantity::*};
/// let load = [(Tokens(1e6), TokensPerSecond(10_000.0)), (Tokens(1e5), TokensPerSecond(500.0))];
/// assert_eq!(busy_time(&load), Ok(Seconds(1e6 / 10_000.0 + 1e5 / 500.0)));
/// ```
///
/// # Errors
/// Where there is a load and no speed for it, or a load is not a number from 0 up.
pub fn busy_time(load: &[(Tokens, TokensPerSecond)]) -> Result<Seconds, NoHosting> {
    let mut time = Seconds::ZERO;
    for (tokens, speed) in load {
        if !(tokens.0 >= 0.0 && tokens.0.is_finite()) {
            return Err(NoHosting::NoLoad);
        }
        if tokens.0 > 0.0 {
            time += Seconds(tokens.0 / checked_speed(*speed)?);
        }
    }
    Ok(time)
}

/// Units of one kind, and how they may be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Units {
    /// Dollars an hour of one unit, at work or not.
    pub hourly: Usd,
    /// Hours of the period, all of them paid.
    pub hours: f64,
    /// The part of the time that may be planned at work, above 0 and at most 1: the rest is for peaks.
    pub most_utilisation: f64,
    /// Units that are kept in any case.
    pub least: f64,
    /// Units that can be had; nothing where there is no limit.
    pub most: Option<f64>,
}

/// What a load comes to on whole units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hosted {
    /// Whole units.
    pub units: f64,
    /// What they cost in the period.
    pub cost: Usd,
    /// The part of the time for which they are at work.
    pub utilisation: f64,
    /// Busy time that one more unit's worth of load would still find room for, of one unit.
    pub spare: Seconds,
}

impl Hosted {
    /// What a million tokens of the load cost; nothing without tokens.
    ///
    /// ```
    /// # use economics::{hosting::*, quantity::*};
    /// let hosted = Hosted { units: 2.0, cost: Usd(100.0), utilisation: 0.5, spare: Seconds(0.0) };
    /// assert_eq!(hosted.per_mtok(Tokens(50e6)), Some(UsdPerMtok(100.0 / 50.0)));
    /// assert_eq!(hosted.per_mtok(Tokens(0.0)), None);
    /// ```
    #[must_use]
    pub fn per_mtok(&self, tokens: Tokens) -> Option<UsdPerMtok> {
        (tokens.0 > 0.0).then(|| UsdPerMtok(self.cost.0 / tokens.0 * TOKENS_PER_MTOK))
    }
}

/// Whole units for a load of so much busy time in the period.
///
/// ```
/// # use economics::{hosting::*, quantity::*};
/// let units = Units { hourly: Usd(20.0), hours: 730.0, most_utilisation: 0.8, least: 1.0, most: None };
/// // A load that keeps one and a half units busy takes two of them at 0.75.
/// let hosted = hosted(&units, Seconds(1.5 * 730.0 * 3_600.0)).unwrap();
/// assert_eq!((hosted.units, hosted.cost, hosted.utilisation), (2.0, Usd(2.0 * 20.0 * 730.0), 0.75));
/// let one = Units { most: Some(1.0), ..units };
/// let too_much = NoHosting::TooMuchLoad { needed: 2.0, most: 1.0 };
/// assert_eq!(economics::hosting::hosted(&one, Seconds(1.5 * 730.0 * 3_600.0)), Err(too_much));
/// ```
///
/// # Errors
/// Where nothing may be at work, the period has no hours, the load is no number, or all units together cannot do it.
pub fn hosted(units: &Units, busy: Seconds) -> Result<Hosted, NoHosting> {
    /// A load that exceeds whole units by less than this part is rounding, not load.
    const ROUNDING: f64 = 1e-9;
    let utilisation = checked_utilisation(units.most_utilisation)?;
    if !(units.hours > 0.0 && units.hours.is_finite()) {
        return Err(NoHosting::NoTime);
    }
    if !(busy.0 >= 0.0 && busy.0.is_finite()) {
        return Err(NoHosting::NoLoad);
    }
    let time = units.hours * HOUR.0;
    let exact = busy.0 / (time * utilisation);
    let needed = libm::ceil(exact * (1.0 - ROUNDING)).max(units.least);
    if let Some(most) = units.most.filter(|most| needed > *most) {
        return Err(NoHosting::TooMuchLoad { needed, most });
    }
    let at_work = if needed > 0.0 {
        busy.0 / (needed * time)
    } else {
        0.0
    };
    Ok(Hosted {
        units: needed,
        cost: units.hourly * (needed * units.hours),
        utilisation: at_work,
        spare: Seconds((needed * time * utilisation - busy.0).max(0.0)),
    })
}
