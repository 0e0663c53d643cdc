//! The kinds, a module for each subject.

mod alternatives;
mod coverage;
mod margin;
mod outcome;
mod over_time;
mod savings;
mod technical;

use crate::Kind;

/// Every subject's kinds.
pub(crate) const ALL: &[&[Kind]] = &[
    alternatives::KINDS,
    coverage::KINDS,
    margin::KINDS,
    outcome::KINDS,
    over_time::KINDS,
    savings::KINDS,
    technical::KINDS,
];
