//! The table of fields: one row for everything that can be set.
//!
//! Range checks, form labels, help, the TOML text, the links and the documentation follow from it. Adding an
//! input is a struct field, a row here, a use in `lower` and a line in an editor panel.

mod place;
mod rows;
mod rule;

pub use crate::datum::{Datum, Slot};
pub use place::Place;
pub use rows::FIELDS;
pub use rule::Rule;

use crate::document::{Checking, Level, Scenario, Step};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words, not a number.
    None,
    /// A plain count.
    Count,
    /// Tokens.
    Tokens,
    /// A multiple, written with a times sign.
    Ratio,
    /// A part of a whole, entered as per cent.
    Share,
    /// US dollars.
    Usd,
    /// US dollars for a million tokens.
    UsdPerMtok,
    /// US dollars for an hour.
    UsdPerHour,
    /// Minutes.
    Minutes,
    /// One over a dollar.
    PerUsd,
}

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number from `min` to `max`.
    Number {
        /// Least allowed value.
        min: f64,
        /// Largest allowed value.
        max: f64,
        /// Whether fractions are refused.
        whole: bool,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Text of at most so many characters.
    Text(usize),
    /// A list of names of steps.
    Names,
    /// Yes or no.
    Flag,
    /// A date, or a date and time.
    Moment,
    /// Effort in tokens and a success rate.
    Point,
}

type Get<T> = fn(&T) -> Datum;
type Put<T> = fn(&mut T, Datum) -> bool;

/// How a field is reached in the document.
#[derive(Clone, Copy)]
pub enum Access {
    /// In the document itself.
    Scenario(Get<Scenario>, Put<Scenario>),
    /// In each step.
    Step(Get<Step>, Put<Step>),
    /// In each level of each step.
    Level(Get<Level>, Put<Level>),
}

/// One row of the table.
pub struct Field {
    /// Path with `[]` where an index belongs: `steps[].success_rate`.
    pub path: &'static str,
    /// Number in compact links, which never changes: links live for ever.
    pub number: u8,
    /// What a form calls it.
    pub label: &'static str,
    /// Unit of the number.
    pub unit: Unit,
    /// What it can hold.
    pub kind: Kind,
    /// Whether it may be left open.
    pub optional: bool,
    /// One or two sentences beside the field.
    pub help: &'static str,
    /// How it is reached.
    pub access: Access,
}

impl core::fmt::Debug for Field {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.path)
    }
}

impl Field {
    /// The field of a path pattern.
    #[must_use]
    pub fn find(pattern: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.path == pattern)
    }

    /// The last part of the path, the name in its own table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// Whether it stands in the table `[checking]`, which may be absent.
    #[must_use]
    pub fn is_of_checking(&self) -> bool {
        self.path.starts_with("checking.")
    }

    /// What it holds in a document where nobody has set it.
    #[must_use]
    pub fn default(&self) -> Datum {
        match self.access {
            Access::Scenario(get, _) => get(&Scenario {
                checking: Some(Checking::default()),
                ..Scenario::default()
            }),
            Access::Step(get, _) => get(&Step::default()),
            Access::Level(get, _) => get(&Level::default()),
        }
    }

    /// The field of the tokens that its own are a part of.
    #[must_use]
    pub fn whole(&self) -> Option<&'static str> {
        Some(match self.path {
            "steps[].cache_read_tokens"
            | "steps[].cache_write_tokens"
            | "steps[].retrieval_tokens" => "steps[].input_tokens",
            "steps[].cache_write_1h_tokens" => "steps[].cache_write_tokens",
            _ => return None,
        })
    }

    /// What it can hold, whatever it is called.
    #[must_use]
    pub fn rule(&self) -> Rule {
        Rule {
            unit: self.unit,
            kind: self.kind,
            optional: self.optional,
        }
    }

    /// Whether a value is allowed here; if not, what was found, what is allowed and what to do.
    ///
    /// # Errors
    /// The message, without the path.
    pub fn check(&self, datum: &Datum) -> Result<(), String> {
        self.rule().check(datum)
    }

    /// What is allowed, as an instruction: "write a number between 0 and 1".
    #[must_use]
    pub fn allowed(&self) -> String {
        self.rule().allowed()
    }
}
