//! The rows of the table of settings, a module for each view.

pub mod alternatives;

use super::Setting;

/// Every row, in the order of the views.
pub fn all() -> impl Iterator<Item = &'static Setting> + Clone {
    let tables: [&'static [&'static Setting]; 1] = [alternatives::ALL];
    tables.into_iter().flatten().copied()
}

/// A static for each row and the list of them all. The number after `#` is its name in links: it never changes.
macro_rules! settings {
    ($($name:ident: $path:literal #$number:literal = $label:literal, $unit:expr, $kind:expr, $usual:expr, $help:literal;)+) => {
        $(
            #[doc = $help]
            pub static $name: $crate::setting::Setting = $crate::setting::Setting {
                path: $path,
                number: $number,
                label: $label,
                rule: $crate::setting::rule($unit, $kind, $usual),
                usual: $usual,
                help: $help,
            };
        )+
        /// All of them, in the order of the form.
        pub static ALL: &[&$crate::setting::Setting] = &[$(&$name),+];
    };
}
pub(crate) use settings;

/// Kinds of numbers that many rows have.
pub(crate) mod kinds {
    pub(crate) use crate::field::Kind;
    pub(crate) use crate::field::Unit::{
        Count, Share, Tokens, Usd, UsdPerHour, UsdPerMtok, Word as Unit,
    };
    pub(crate) use crate::setting::Usual::{Number, Open, Word};

    /// A number in a range.
    pub(crate) const fn number(min: f64, max: f64) -> Kind {
        Kind::Number {
            min,
            max,
            whole: false,
        }
    }

    /// A whole number in a range.
    pub(crate) const fn whole(min: f64, max: f64) -> Kind {
        Kind::Number {
            min,
            max,
            whole: true,
        }
    }

    /// A part of a whole.
    pub(crate) const SHARE: Kind = number(0.0, 1.0);
    /// Dollars.
    pub(crate) const USD: Kind = number(0.0, 1e12);
    /// Tokens.
    pub(crate) const TOKENS: Kind = number(0.0, 1e12);
    /// No unit.
    pub(crate) const NONE: crate::field::Unit = crate::field::Unit::None;
}
