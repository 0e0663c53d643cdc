//! Measures with a unit: time, memory, energy, mass.

use super::{Digits, first, significant};

/// In so many figures, and all of those before the point.
fn in_figures(number: f64, figures: i32, unit: &str) -> String {
    Digits::of(number, (first(number) + 1 - figures).min(0)).shown("", false, unit)
}

/// The number in the largest unit of which it has at least one; in the least where it has none.
fn in_unit(number: f64, units: &[(f64, &str)], figures: i32) -> String {
    let size = number.abs();
    if size == 0.0 {
        let name = units
            .iter()
            .find(|(one, _)| *one == 1.0)
            .map_or("", |(_, name)| name);
        return format!("0 {name}");
    }
    let is_due = |one: f64| significant(size / one, figures) >= 1.0;
    let unit = units.iter().find(|(one, _)| is_due(*one));
    let (one, name) = unit.or(units.last()).copied().unwrap_or((1.0, ""));
    in_figures(number / one, figures, &format!(" {name}"))
}

/// A time for a sentence: `7.6 ms`, `19 s`, `2.5 min`, `3.4 h`, `12 days`.
///
/// ```
/// use scenario::format::seconds;
/// assert_eq!(seconds(0.0075616), "7.6 ms");
/// assert_eq!(seconds(90.0), "1.5 min");
/// assert_eq!(seconds(0.0), "0 s");
/// ```
#[must_use]
pub fn seconds(time: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (86_400.0, "days"),
        (3_600.0, "h"),
        (60.0, "min"),
        (1.0, "s"),
        (1e-3, "ms"),
        (1e-6, "\u{b5}s"),
    ];
    // One day is written in hours: there is no plural to get wrong.
    let units = if time.abs() < 172_800.0 {
        &UNITS[1..]
    } else {
        &UNITS[..]
    };
    in_unit(time, units, 2)
}

/// Memory for a sentence, in decimal units: `327.68 kB` is written `328 kB`.
///
/// ```
/// use scenario::format::bytes;
/// assert_eq!(bytes(327_680.0), "328 kB");
/// assert_eq!(bytes(141.2e9), "141 GB");
/// ```
#[must_use]
pub fn bytes(size: f64) -> String {
    const UNITS: [(f64, &str); 5] = [
        (1e12, "TB"),
        (1e9, "GB"),
        (1e6, "MB"),
        (1e3, "kB"),
        (1.0, "B"),
    ];
    in_unit(size, &UNITS, 3)
}

/// Energy for a sentence, of watt-hours: `0.3 Wh`, `1.2 kWh`.
///
/// ```
/// use scenario::format::watt_hours;
/// assert_eq!(watt_hours(0.24), "0.24 Wh");
/// assert_eq!(watt_hours(0.0024), "2.4 mWh");
/// assert_eq!(watt_hours(1_234.0), "1.2 kWh");
/// ```
#[must_use]
pub fn watt_hours(energy: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (1e9, "GWh"),
        (1e6, "MWh"),
        (1e3, "kWh"),
        (1.0, "Wh"),
        (1e-3, "mWh"),
        (1e-6, "\u{b5}Wh"),
    ];
    // Figures of single answers are told in watt-hours everywhere.
    let size = energy.abs();
    if (0.01..1.0).contains(&size) {
        return in_figures(energy, 2, " Wh");
    }
    in_unit(energy, &UNITS, 2)
}

/// Mass for a sentence, of grams: `64 g`, `1.2 t`.
///
/// ```
/// use scenario::format::grams;
/// assert_eq!(grams(64.32), "64 g");
/// assert_eq!(grams(0.03), "0.03 g");
/// assert_eq!(grams(1.2e6), "1.2 t");
/// ```
#[must_use]
pub fn grams(mass: f64) -> String {
    const UNITS: [(f64, &str); 5] = [
        (1e6, "t"),
        (1e3, "kg"),
        (1.0, "g"),
        (1e-3, "mg"),
        (1e-6, "\u{b5}g"),
    ];
    if (0.01..1.0).contains(&mass.abs()) {
        return in_figures(mass, 2, " g");
    }
    in_unit(mass, &UNITS, 2)
}
