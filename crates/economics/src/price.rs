//! The price engine: from what was used and a dated price to an exact amount.
//!
//! Generic over units: a unit is a row of [`unit::UNITS`], its place among the others follows from its
//! dimensions. A model has a [`PriceBook`]; at an instant and in a context it resolves to [`Rates`];
//! those make a [`Bill`] of a [`Usage`].

pub mod bill;
pub mod dated;
pub mod instant;
pub mod rates;
mod remainder;
pub mod unit;
pub mod usage;

pub use bill::{Amounts, Bill, BillLine};
pub use dated::{Constraint, DatedRates, PriceBook, Variant};
pub use instant::{Date, Instant};
pub use rates::{Rate, Rates, Tier};
pub use unit::{Direction, Unit, UnitId, UnitSet};
pub use usage::{Usage, UsageError, UsageErrorKind};
