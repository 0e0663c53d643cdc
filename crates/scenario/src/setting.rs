//! Settings: the numbers and words of the views that open below the report, beside the fields of the document.
//!
//! A scenario keeps only those that a person has set, by number ([`Settings`]). So the page's first part carries them
//! without knowing what they are; the table of [`rows`] is for the parts that show the views. A setting never stops the
//! report: what is wrong with one is said in its view, and its usual value is used there.

mod place;
pub mod rows;

pub use crate::document::{MAX_ROWS, Set, Settings};
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

impl Settings {
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
