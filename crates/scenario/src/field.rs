//! The table of fields: one row for everything that can be set.
//!
//! Range checks, form labels, help, the TOML text, the links and the documentation follow from it. Adding an
//! input is a struct field, a row here, a use in `lower` and a line in an editor panel. A row is a static, in a module for
//! each table of the document ([`step::SUCCESS_RATE`]): whoever means a field names it, so that a name that is none does not
//! compile.

mod place;
mod rows;
mod rule;

pub use crate::datum::{Datum, Slot};
pub use place::Place;
pub use rows::{FIELDS, about, checking, fixed, level, person, price, step, value, work};
pub use rule::Rule;

use crate::amount::Ranges;
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

/// When the break-even of a number is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is none that people decide about.
    Never,
    /// In every scenario that has it.
    Always,
    /// Where it is set.
    Set,
    /// Where it is not this one, which means none of it.
    Unless(u8),
    /// Where it is set or listed.
    Priced,
    /// Where something is paid anyway.
    WithFixedCost,
    /// Where a rejected task is tried again.
    WithRetries,
    /// Where a person comes in the end.
    WithPerson,
}

/// One row of the table.
pub struct Field {
    /// Path with `[]` where an index belongs: `steps[].success_rate`.
    pub path: &'static str,
    /// Number in compact links, which never changes: links live for ever.
    pub number: u8,
    /// What a form calls it.
    pub label: &'static str,
    /// What it can hold.
    pub rule: Rule,
    /// One or two sentences beside the field.
    pub help: &'static str,
    /// How it is reached.
    pub access: Access,
    /// When its break-even is asked for.
    pub asked: Asked,
    /// Whether a net is a straight line in it by its formula.
    pub is_straight: bool,
    /// What a row of a table calls it.
    pub short: &'static str,
    /// What a person reads for each word of a choice.
    pub said: &'static [&'static str],
    /// What a person reads for a choice that is left open.
    pub open: Option<&'static str>,
    /// The tokens that its own are a part of.
    pub part_of: Option<&'static Self>,
}

impl core::fmt::Debug for Field {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.path)
    }
}

/// A row is one, wherever it is named.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Field {
    /// The field of a path pattern, where a text names one.
    #[must_use]
    pub fn find(pattern: &str) -> Option<&'static Self> {
        FIELDS.iter().copied().find(|field| field.path == pattern)
    }

    /// Its place in the document, for a field of the document itself.
    #[must_use]
    pub const fn place(&'static self) -> Place {
        self.of_level(0, 0)
    }

    /// Its place in a step.
    ///
    /// ```
    /// use scenario::field::step;
    /// assert_eq!(step::SUCCESS_RATE.of_step(2).to_string(), "steps[2].success_rate");
    /// ```
    #[must_use]
    pub const fn of_step(&'static self, step: usize) -> Place {
        self.of_level(step, 0)
    }

    /// Its place in a level of a step.
    #[must_use]
    pub const fn of_level(&'static self, step: usize, level: usize) -> Place {
        Place {
            field: self,
            step,
            level,
        }
    }

    /// The last part of the path, the name in its own table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// Whether it stands in the table `[checking]`, which may be absent.
    #[must_use]
    pub fn is_of_checking(&self) -> bool {
        checking::ALL.contains(&self)
    }

    /// Whether it belongs to a step, or to a level of one.
    #[must_use]
    pub fn is_of_step(&self) -> bool {
        !matches!(self.access, Access::Scenario(..))
    }

    /// Whether it is a rate of one's own, or the discount on the listed ones.
    #[must_use]
    pub fn is_of_price(&self) -> bool {
        price::ALL.contains(&self)
    }

    /// What the document itself holds here; nothing for a field of a step or level.
    pub(crate) fn in_document(&self, scenario: &Scenario) -> Datum {
        match self.access {
            Access::Scenario(get, _) => self.or_range(get(scenario), &scenario.ranges),
            _ => Datum::Unset,
        }
    }

    /// What a step holds here; nothing for another field.
    pub(crate) fn in_step(&self, step: &Step) -> Datum {
        match self.access {
            Access::Step(get, _) => self.or_range(get(step), &step.ranges),
            _ => Datum::Unset,
        }
    }

    /// The range that a number stands for, else what is held.
    fn or_range(&self, held: Datum, ranges: &Ranges) -> Datum {
        let range = held.number().and_then(|held| ranges.of(self.number, held));
        range.map_or(held, Datum::Range)
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

    /// The number that a step holds here; 0 where it holds none.
    pub(crate) fn number_in(&self, step: &Step) -> f64 {
        match self.access {
            Access::Step(get, _) => get(step).number().unwrap_or_default(),
            _ => 0.0,
        }
    }

    /// The words of a choice, each with what a person reads; the empty word leaves it open, where that means something.
    ///
    /// ```
    /// use scenario::field::{checking, step};
    /// assert_eq!(checking::FALLBACK.offered().collect::<Vec<_>>(), [("person", "a person does it"), ("none", "it is given up")]);
    /// assert_eq!(step::EFFORT.offered().next(), Some(("", "answer and reasoning, where it reasons")));
    /// ```
    pub fn offered(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let words = match self.rule.kind {
            Kind::Choice(words) => words,
            _ => &[],
        };
        let open = self.open.map(|said| ("", said));
        let named = words.iter().copied().zip(self.said.iter().copied());
        open.into_iter().chain(named)
    }

    /// Whether a value is allowed here; if not, what was found, what is allowed and what to do.
    ///
    /// # Errors
    /// The message, without the path.
    pub fn check(&self, datum: &Datum) -> Result<(), String> {
        if let (Access::Level(..), Datum::Range(_)) = (self.access, datum) {
            return Err(format!(
                "{datum} is none that a level has; write one number"
            ));
        }
        self.rule.check(datum)
    }

    /// What is allowed, as an instruction: "write a number between 0 and 1".
    #[must_use]
    pub fn allowed(&self) -> String {
        self.rule.allowed()
    }
}
