//! The kinds, a module for each subject.

mod alternatives;
mod break_even;
mod coverage;
mod margin;
mod optimum;
mod outcome;
mod over_time;
mod period;
mod quality;
mod risk;
mod savings;
mod shown;
mod technical;
mod text;
mod tries;
mod wins_if;

use crate::Kind;

/// Every subject's kinds.
pub(crate) const ALL: &[&[Kind]] = &[
    alternatives::KINDS,
    break_even::KINDS,
    coverage::KINDS,
    margin::KINDS,
    optimum::KINDS,
    outcome::KINDS,
    over_time::KINDS,
    period::KINDS,
    quality::KINDS,
    risk::KINDS,
    savings::KINDS,
    technical::KINDS,
    text::KINDS,
    tries::KINDS,
    wins_if::KINDS,
];
