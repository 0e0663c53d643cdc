//! What is said of a threshold stays on its safe side: the number that is read pays.

use crate::number;

/// A threshold as a text that is not below it (`up`) or not above it, as near to it as the text's own figures allow.
///
/// ```
/// use scenario::format::{share, towards, usd};
/// assert_eq!(towards(0.1526, true, &share), "16 %");
/// assert_eq!(towards(0.1526, false, &share), "15 %");
/// assert_eq!(towards(0.16, true, &share), "16 %");
/// assert_eq!(towards(1_749.375, false, &usd), "$1,749");
/// ```
#[must_use]
pub fn towards(number: f64, up: bool, write: &dyn Fn(f64) -> String) -> String {
    /// What is that near to a written number is that number.
    const ROUNDING: f64 = 1e-11;
    let near = ROUNDING * number.abs();
    let mut text = write(number);
    // Each time twice as far, no written number is passed over: the first was at most half a last figure away.
    let mut away = near;
    while away.is_normal() && !is_on_side(read(&text), number, up, near) {
        text = write(if up { number + away } else { number - away });
        away *= 2.0;
    }
    text
}

fn is_on_side(read: Option<f64>, number: f64, up: bool, near: f64) -> bool {
    read.is_none_or(|read| {
        if up {
            read >= number - near
        } else {
            read <= number + near
        }
    })
}

/// The number that a text begins with, with its unit: `15 %`, `$1.2 M`, `13.7 M tokens`; nothing where there is none.
#[must_use]
pub fn read(text: &str) -> Option<f64> {
    let mut words = text.split(' ');
    let number = words.next()?;
    let unit = words.next().unwrap_or_default();
    let factor = match unit {
        "%" => return parse(&format!("{number}%")),
        "k" => 1e3,
        "M" => 1e6,
        "B" => 1e9,
        "T" => 1e12,
        _ => 1.0,
    };
    parse(number).map(|number| number * factor)
}

/// A number as it is written here.
fn parse(text: &str) -> Option<f64> {
    let typed = number::read(text, number::style()).ok()?;
    Some(typed.number)
}
