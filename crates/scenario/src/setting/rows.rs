//! The rows of the table of settings, a module for each view.

pub mod alternatives;
pub mod hidden;
pub mod market;
pub mod over_time;
pub mod technical;

use super::Setting;

/// Every row, in the order of the views.
pub fn all() -> impl Iterator<Item = &'static Setting> + Clone {
    let tables: [&'static [&'static Setting]; 5] = [
        alternatives::ALL,
        technical::ALL,
        market::ALL,
        over_time::ALL,
        hidden::ALL,
    ];
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
                unit: $unit.words(),
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
    use crate::field;
    pub(crate) use crate::field::Kind;
    use crate::setting::Counted;

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
    pub(crate) const NONE: Counted = Counted::As(field::Unit::None);
    /// A plain count.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const Count: Counted = Counted::As(field::Unit::Count);
    /// Tokens.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const Tokens: Counted = Counted::As(field::Unit::Tokens);
    /// A part of a whole, entered as per cent.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const Share: Counted = Counted::As(field::Unit::Share);
    /// US dollars.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const Usd: Counted = Counted::As(field::Unit::Usd);
    /// US dollars for a million tokens.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const UsdPerMtok: Counted = Counted::As(field::Unit::UsdPerMtok);
    /// US dollars for an hour.
    #[allow(non_upper_case_globals, reason = "read as the units of fields are")]
    pub(crate) const UsdPerHour: Counted = Counted::As(field::Unit::UsdPerHour);

    /// Any other, by its word.
    #[allow(non_snake_case, reason = "read as the units of fields are")]
    pub(crate) const fn Unit(word: &'static str) -> Counted {
        Counted::By(word)
    }
}
