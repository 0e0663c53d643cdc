//! The kinds, a module for each subject.

mod outcome;
mod period;
mod risk;
mod tries;

use crate::Kind;

/// Every subject's kinds.
pub(crate) const ALL: &[&[Kind]] = &[outcome::KINDS, tries::KINDS, period::KINDS, risk::KINDS];
