//! Second module.
