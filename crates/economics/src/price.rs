//! The price engine: from what was used and a dated price to an exact amount.
//!
//! Generic over units: a unit is a row of [`unit::UNITS`], its place among the others follows from its dimensions.

pub mod dated;
pub mod instant;
pub mod rates;
pub mod unit;
pub mod usage;

pub use dated::{Constraint, DatedRates, PriceBook, Variant};
pub use instant::Instant;
pub use rates::{Bill, BillLine, Rate, Rates, Tier};
pub use unit::{Direction, Unit, UnitId};
pub use usage::{Usage, UsageError};
