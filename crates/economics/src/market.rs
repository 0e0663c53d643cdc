//! Prices of a company's own AI service: demonstrations of what a rule of pricing does (C-22, P13).
//!
//! [`population`] is who uses it and what they would pay; [`tariff`] are the prices to choose from, each with who is served,
//! who pays what, profit and welfare; [`congestion`] is what a full machine adds; [`auction`] sells what there is; [`hedge`]
//! holds a price steady.

pub mod auction;
pub mod congestion;
pub mod hedge;
pub mod population;
pub mod tariff;

pub use population::{NoPopulation, Population, Taste};
pub use tariff::{Sale, Tariff};
