//! What a scenario of the use would hold.

use serde::Serialize;

/// Figures of a scenario.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Calibration {
    /// Days that the use is of.
    pub days: u64,
}
