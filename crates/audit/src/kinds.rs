//! The kinds, a module for each subject.

mod outcome;
mod text;

use crate::Kind;

/// Every subject's kinds.
pub(crate) const ALL: &[&[Kind]] = &[outcome::KINDS, text::KINDS];
