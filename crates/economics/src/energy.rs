//! Energy and carbon of tokens (C-21).
//!
//! J/token = P PUE / v, P the power of a machine at work in watts, PUE what its building takes for each watt of it, v tokens
//! a second. Hidden tokens take as much as visible ones. What is read takes energy, too, and so do the hours in which the
//! machine waits for work: P_i PUE (1 - u) / u for each second at work, u the part of the time at work, P_i what an idle
//! machine draws.

use crate::quantity::{Seconds, Tokens, TokensPerSecond, Usd};

/// Joules of a watt-hour.
pub const JOULES_PER_WH: f64 = 3_600.0;
/// Watt-hours of a kilowatt-hour.
const WH_PER_KWH: f64 = 1_000.0;

/// What a machine draws.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    /// Watts at work.
    pub at_work: f64,
    /// Watts while it waits for work, the model in memory.
    pub idle: f64,
    /// Watts that its building takes for each watt of it, 1 or more.
    pub building: f64,
}

/// Energy of some work in watt-hours, by its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Energy {
    /// Writing output, hidden output included.
    pub writing: f64,
    /// Reading input.
    pub reading: f64,
    /// Its share of the hours in which the machine waits.
    pub idle: f64,
}

impl Energy {
    /// All parts.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.writing + self.reading + self.idle
    }
}

impl Power {
    /// Energy of work that keeps the machine so long at writing and so long at reading, where it is at work for a part of
    /// the time and the work bears the rest. Nothing where the machine is never at work: no work bears what it draws then.
    ///
    /// ```
    /// # use economics::{energy::*, quantity::Seconds};
    /// let power = Power { at_work: 7_140.0, idle: 1_734.0, building: 1.2 };
    /// let found = power.energy(Seconds(3_600.0), Seconds(360.0), 0.5).unwrap();
    /// let parts = (7_140.0 * 1.2, 714.0 * 1.2, 1_734.0 * 1.2 * 1.1); // as long idle as at work
    /// assert!((found.writing - parts.0).abs() + (found.reading - parts.1).abs() + (found.idle - parts.2).abs() < 1e-9);
    /// assert_eq!(found.total(), found.writing + found.reading + found.idle);
    /// assert_eq!(power.energy(Seconds(1.0), Seconds(1.0), 0.0), None);
    /// ```
    #[must_use]
    pub fn energy(&self, writing: Seconds, reading: Seconds, utilisation: f64) -> Option<Energy> {
        let watt_hours = |watts: f64, time: Seconds| watts * self.building * time.0 / JOULES_PER_WH;
        (utilisation > 0.0).then(|| Energy {
            writing: watt_hours(self.at_work, writing),
            reading: watt_hours(self.at_work, reading),
            idle: watt_hours(self.idle, writing + reading) * (1.0 - utilisation) / utilisation,
        })
    }
}

/// Joules of a token on a machine that draws so many watts; nothing where it writes no tokens.
///
/// ```
/// # use economics::{energy::*, quantity::*};
/// let found = joules_per_token(10_200.0 * 0.7, 1.2, TokensPerSecond(14_800.0)).unwrap();
/// assert!((found - 10_200.0 * 0.7 * 1.2 / 14_800.0).abs() < 1e-12); // 0.578919
/// assert_eq!(joules_per_token(10_200.0, 1.2, TokensPerSecond(0.0)), None);
/// ```
#[must_use]
pub fn joules_per_token(watts: f64, building: f64, speed: TokensPerSecond) -> Option<f64> {
    (speed.0 > 0.0).then(|| watts * building / speed.0)
}

/// Watt-hours of so many tokens.
///
/// ```
/// # use economics::{energy::*, quantity::Tokens};
/// assert_eq!(watt_hours(2.16, Tokens(500.0)), 2.16 * 500.0 / 3_600.0); // 0.3 Wh
/// ```
#[must_use]
pub fn watt_hours(joules_per_token: f64, tokens: Tokens) -> f64 {
    joules_per_token * tokens.0 / JOULES_PER_WH
}

/// Joules of a token where so many take so many watt-hours: how a published figure is read. Nothing without tokens.
///
/// ```
/// # use economics::{energy::*, quantity::Tokens};
/// assert_eq!(joules_of_published(0.3, Tokens(500.0)), Some(0.3 * 3_600.0 / 500.0)); // 2.16
/// assert_eq!(joules_of_published(0.3, Tokens(0.0)), None);
/// ```
#[must_use]
pub fn joules_of_published(watt_hours: f64, tokens: Tokens) -> Option<f64> {
    (tokens.0 > 0.0).then(|| watt_hours * JOULES_PER_WH / tokens.0)
}

/// What energy costs at a price of the kilowatt-hour.
///
/// ```
/// # use economics::{energy::*, quantity::Usd};
/// assert_eq!(electricity_cost(500.0, Usd(0.08)), Usd(0.08 * 0.5));
/// ```
#[must_use]
pub fn electricity_cost(watt_hours: f64, kilowatt_hour: Usd) -> Usd {
    kilowatt_hour * (watt_hours / WH_PER_KWH)
}

/// Grams of carbon dioxide of energy at so many grams for a kilowatt-hour.
///
/// ```
/// use economics::energy::carbon_grams;
/// assert_eq!(carbon_grams(500.0, 400.0), 400.0 * 0.5);
/// ```
#[must_use]
pub fn carbon_grams(watt_hours: f64, grams_per_kwh: f64) -> f64 {
    watt_hours / WH_PER_KWH * grams_per_kwh
}
