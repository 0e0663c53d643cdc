//! Settings: the numbers and words of the views that open below the report, beside the fields of the document.
//!
//! A scenario keeps only those that a person has set, by number, as links have them. So the page's first part carries
//! them without knowing what they are; the table of [`rows`] is for the parts that show the views. A setting never
//! stops the report: what is wrong with one is said in its view, and its usual value is used there.

mod place;
pub mod rows;

pub use place::{SettingPlace, problems};

use crate::entry::unit_words;
use crate::field::{Datum, Kind, Rule, Unit};

/// What a setting is where nobody has set it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Usual {
    /// Left open.
    Open,
    /// A number.
    Number(f64),
    /// A word of a choice, or text.
    Word(&'static str),
}

/// One row of the table of settings.
#[derive(Debug)]
pub struct Setting {
    /// Path with `[]` where an index belongs: `technical.batch`.
    pub path: &'static str,
    /// Number in compact links, which never changes.
    pub number: u64,
    /// What a form calls it.
    pub label: &'static str,
    /// What it can hold.
    pub rule: Rule,
    /// Unit that stands behind the box.
    pub unit: &'static str,
    /// What it is where nobody has set it.
    pub usual: Usual,
    /// One or two sentences beside it.
    pub help: &'static str,
}

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
    /// Its value as links have it: the wire, then the bytes.
    pub(crate) raw: Vec<u8>,
}

impl Set {
    /// A number or text; nothing where it is neither.
    #[must_use]
    pub fn datum(&self) -> Option<Datum> {
        crate::link::loose_datum(&self.raw)
    }
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
    pub(crate) fn set(&self, number: u64, index: usize) -> Option<&Set> {
        let is_it = |set: &&Set| (set.index, set.number) == (index, number);
        self.0.iter().find(is_it)
    }

    /// What is set under a number.
    #[must_use]
    pub(crate) fn kept(&self, number: u64, index: usize) -> Option<Datum> {
        self.set(number, index)?.datum()
    }

    /// Keeps a value under its number; left open, it is as if nobody had set it.
    pub(crate) fn keep(&mut self, number: u64, index: usize, datum: &Datum) {
        let raw = crate::link::loose_raw(datum);
        self.0
            .retain(|set| (set.index, set.number) != (index, number));
        let before = |set: &&Set| (set.index, set.number) < (index, number);
        let at = self.0.iter().take_while(before).count();
        if *datum != Datum::Unset {
            self.0.insert(at, Set { index, number, raw });
        }
    }

    /// What a setting holds: what was set and is allowed, else what is usual.
    #[must_use]
    pub fn datum(&self, setting: &Setting, index: usize) -> Datum {
        let set = self.kept(setting.number, index);
        set.filter(|datum| setting.rule.check(datum).is_ok())
            .unwrap_or(setting.usual_datum())
    }

    /// The number of a setting that is never open.
    #[must_use]
    pub fn number(&self, setting: &Setting) -> f64 {
        self.optional(setting).unwrap_or_default()
    }

    /// The number of a setting; nothing where it is open.
    #[must_use]
    pub fn optional(&self, setting: &Setting) -> Option<f64> {
        self.optional_at(setting, 0)
    }

    /// The number of a setting in a row of a list.
    #[must_use]
    pub fn optional_at(&self, setting: &Setting, index: usize) -> Option<f64> {
        self.datum(setting, index).number()
    }

    /// The word or text of a setting; empty where it is open.
    #[must_use]
    pub fn word(&self, setting: &Setting) -> String {
        self.word_at(setting, 0)
    }

    /// The word or text of a setting in a row of a list.
    #[must_use]
    pub fn word_at(&self, setting: &Setting, index: usize) -> String {
        let datum = self.datum(setting, index);
        datum.text().unwrap_or_default().into()
    }
}

impl Setting {
    /// What it is where nobody has set it.
    #[must_use]
    pub fn usual_datum(&self) -> Datum {
        match self.usual {
            Usual::Open => Datum::Unset,
            Usual::Number(number) => Datum::Number(number),
            Usual::Word(word) => Datum::Text(word.into()),
        }
    }

    /// The last part of the path, the name in its own table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// Whether it stands in a list.
    #[must_use]
    pub fn is_in_list(&self) -> bool {
        self.path.contains("[]")
    }
}

/// Unit of a setting: one that fields have, too, or a word.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Counted {
    /// As fields count.
    As(Unit),
    /// By a word.
    By(&'static str),
}

impl Counted {
    /// What stands behind the box.
    const fn words(self) -> &'static str {
        match self {
            Self::As(unit) => unit_words(unit),
            Self::By(word) => word,
        }
    }
}

/// The rule of a row; one that is usually open may be left open.
const fn rule(counted: Counted, kind: Kind, usual: Usual) -> Rule {
    let unit = match counted {
        Counted::As(unit) => unit,
        Counted::By(_) => Unit::Count,
    };
    Rule {
        unit,
        kind,
        optional: matches!(usual, Usual::Open),
    }
}
