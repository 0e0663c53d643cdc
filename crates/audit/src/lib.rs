//! Every figure found a second time, by a way of its own, over random scenarios of each awkward kind.
//!
//! A [`Kind`] is a family of scenarios in which figures have gone wrong, or might: S-curves, ties, tiers, correlated
//! tries, rare losses. It draws one scenario from its [`Dice`], works a figure out in a way that shares nothing with
//! the engine's (brute force, another optimiser, a dense scan, exact enumeration), and compares. The tests try a few
//! hundred scenarios of each; `cargo xtask audit` tries as many as there is time for.

pub mod dice;
pub mod documents;
pub mod kinds;
pub mod read_back;

use dice::Dice;

/// A family of scenarios and a second way to a figure of theirs.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name on the command line.
    pub name: &'static str,
    /// Which figure is found a second time, and how.
    pub what: &'static str,
    /// Scenarios that the tests try: few of what is slow.
    pub in_tests: u32,
    /// Draws one scenario and compares.
    pub law: fn(&mut Dice) -> Verdict,
}

/// What came of one scenario: nothing to say, or where the two ways differ.
pub type Verdict = Result<(), Difference>;

/// Two ways to a figure that do not agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which figure, what was reported and what is right.
    pub what: String,
    /// The scenario, to be put into a file: TOML where there is a document.
    pub scenario: String,
}

/// All kinds.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    kinds::ALL.iter().copied().flatten()
}

/// Tries scenario `index` of a kind: the same number draws the same scenario on every machine.
///
/// # Errors
/// Where the two ways differ.
pub fn try_one(kind: &Kind, index: u64) -> Verdict {
    (kind.law)(&mut Dice::of(kind.name, index))
}
