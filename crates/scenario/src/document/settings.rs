//! The settings of a document: what a person has set for the views below the report, by number.
//!
//! What a number means, and what is allowed there, is the table's ([`crate::setting`]): a document carries a setting
//! without knowing it.

use crate::datum::Datum;

/// Numbers of settings in links; below are the fields of the document, above is what is not known yet.
pub(crate) const NUMBERS: core::ops::Range<u64> = 200..1_000;

/// Most rows of a list of settings.
pub const MAX_ROWS: usize = 20;

/// One that is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Which row of a list; 0 for one that is in none.
    pub index: usize,
    /// Its number.
    pub number: u64,
    /// What it holds: a number or text.
    pub datum: Datum,
}

/// The settings of a scenario, those that are set, by index and number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings(Vec<Set>);

impl Settings {
    /// Those that are set.
    pub fn iter(&self) -> impl Iterator<Item = &Set> {
        self.0.iter()
    }

    /// The one of a number.
    #[must_use]
    pub fn set(&self, number: u64, index: usize) -> Option<&Set> {
        let is_it = |set: &&Set| (set.index, set.number) == (index, number);
        self.0.iter().find(is_it)
    }

    /// What is set under a number.
    #[must_use]
    pub fn kept(&self, number: u64, index: usize) -> Option<Datum> {
        Some(self.set(number, index)?.datum.clone())
    }

    /// Keeps a number or text under its number; left open, it is as if nobody had set it.
    pub fn keep(&mut self, number: u64, index: usize, datum: &Datum) {
        self.0
            .retain(|set| (set.index, set.number) != (index, number));
        let before = |set: &&Set| (set.index, set.number) < (index, number);
        let at = self.0.iter().take_while(before).count();
        if *datum != Datum::Unset {
            let set = Set {
                index,
                number,
                datum: datum.clone(),
            };
            self.0.insert(at, set);
        }
    }
}
