//! What tokens cost and what they are worth.
//!
//! Pure: no clock, no files, no web, no serialisation. The same input gives the same bits on every
//! machine, because transcendental functions come from `libm` only.

pub mod price;
