//! The kinds, a module for each subject.

mod outcome;
mod technical;

use crate::Kind;

/// Every subject's kinds.
pub(crate) const ALL: &[&[Kind]] = &[outcome::KINDS, technical::KINDS];
