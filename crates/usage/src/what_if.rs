//! The same use priced another way.

use serde::Serialize;

use crate::decimal::Decimal;

/// One way.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhatIf {
    /// Which.
    pub name: String,
    /// What it would cost, USD; null where not one figure.
    pub cost_usd: Option<Decimal>,
}
