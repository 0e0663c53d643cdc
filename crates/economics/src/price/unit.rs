//! Units that can be priced. STUB of signatures.

/// Index into [`UNITS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u8);

/// Which side of a request a unit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction { /// sent
    Input, /// received
    Output, /// neither
    Neither }

/// A priced unit.
pub struct Unit {
    /// name of the count, `cache_read_tokens`
    pub usage_key: &'static str,
    /// name of the rate, `cache_read_mtok`
    pub price_key: &'static str,
    /// how many of it the rate is for
    pub per: f64,
}
