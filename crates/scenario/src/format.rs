//! Numbers to text, in one place: short in sentences, full in tables.
//!
//! Sentences get two to three significant figures; a small cost is never shown as nothing.

mod measure;

pub use measure::{bytes, grams, seconds, watt_hours};

use crate::number::grouped;

/// Rounds to `figures` significant figures, for showing only.
pub(crate) fn significant(number: f64, figures: i32) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let digits_before = libm::floor(libm::log10(number.abs())) as i32 + 1;
    rounded(number, figures - digits_before)
}

/// Rounds to `figures` significant figures, up or down: what is said of a threshold stays on its safe side.
pub(crate) fn significant_towards(number: f64, figures: i32, up: bool) -> f64 {
    /// What is that near to a rounded number is that number.
    const ROUNDING: f64 = 1e-9;
    let near = significant(number, figures);
    let is_safe = if up { near >= number } else { near <= number };
    if is_safe || (near - number).abs() <= ROUNDING * number.abs() {
        return near;
    }
    // One step further in the last figure, which is at most half a step away.
    let digits_before = libm::floor(libm::log10(number.abs())) + 1.0;
    let step = libm::pow(10.0, digits_before - f64::from(figures));
    significant(if up { near + step } else { near - step }, figures)
}

/// Rounds to `decimals` places (before the point where negative).
fn rounded(number: f64, decimals: i32) -> f64 {
    // Exact up to 10^22, and for showing good enough beyond; `libm::pow` would bring tables of its own.
    let scale = (0..decimals.abs()).fold(1.0, |power, _| power * 10.0);
    if decimals >= 0 {
        libm::round(number * scale) / scale
    } else {
        libm::round(number / scale) * scale
    }
}

fn with_sign(number: f64, unsigned: &str) -> String {
    if number < 0.0 {
        format!("\u{2212}{unsigned}")
    } else {
        unsigned.to_string()
    }
}

/// Dollars for a sentence: `$7.93`, `$40,785`, `$0.0012`, `$1.2 M`.
///
/// ```
/// use scenario::format::usd;
/// assert_eq!(usd(7.927632), "$7.93");
/// assert_eq!(usd(0.00123), "$0.0012");
/// assert_eq!(usd(40_785.0), "$40,785");
/// assert_eq!(usd(3.0), "$3");
/// ```
#[must_use]
pub fn usd(amount: f64) -> String {
    let size = amount.abs();
    let text = if size >= 1e9 {
        format!("${} B", grouped(significant(size / 1e9, 3)))
    } else if size >= 1e6 {
        format!("${} M", grouped(significant(size / 1e6, 3)))
    } else if size >= 1e3 {
        format!("${}", grouped(libm::round(size)))
    } else if size >= 1.0 {
        cents(size)
    } else {
        small(size)
    };
    with_sign(amount, &text)
}

/// From one dollar up: cents, unless the amount is whole; four figures from a hundred.
fn cents(size: f64) -> String {
    let value = if size >= 100.0 {
        significant(size, 4)
    } else {
        rounded(size, 2)
    };
    if value.fract() == 0.0 {
        format!("${}", grouped(value))
    } else {
        two_decimals(value)
    }
}

/// `$7.90` from an amount that was rounded to cents.
fn two_decimals(amount: f64) -> String {
    let cents = libm::round(amount * 100.0) as u64;
    format!("${}.{:02}", cents / 100, cents % 100)
}

/// Below a dollar: two significant figures, or cents where that is more.
fn small(size: f64) -> String {
    if size == 0.0 {
        return "$0".into();
    }
    let value = if size >= 0.1 {
        rounded(size, 2)
    } else {
        significant(size, 2)
    };
    if value >= 0.1 {
        two_decimals(value)
    } else {
        format!("${}", crate::number::plain(value))
    }
}

/// Dollars for a table: up to six significant figures, cents at least, and from ten dollars up no more than cents.
///
/// ```
/// use scenario::format::usd_full;
/// assert_eq!(usd_full(0.0453751), "$0.0453751");
/// assert_eq!(usd_full(3.025), "$3.025");
/// assert_eq!(usd_full(20.6531), "$20.65");
/// assert_eq!(usd_full(40_785.0), "$40,785.00");
/// ```
#[must_use]
pub fn usd_full(amount: f64) -> String {
    const FIGURES: i32 = 6;
    let size = amount.abs();
    let value = if size >= 10.0 {
        rounded(size, 2)
    } else {
        significant(size, FIGURES)
    };
    let text = grouped(value);
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let text = match decimals {
        0 => format!("${text}.00"),
        1 => format!("${text}0"),
        _ => format!("${text}"),
    };
    with_sign(amount, &text)
}

/// A rate for a million tokens: `$0.30`, `$5`, `$1.25`.
#[must_use]
pub fn usd_per_mtok(rate: f64) -> String {
    let text = grouped(significant(rate, 6));
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if decimals == 1 {
        format!("${text}0")
    } else {
        format!("${text}")
    }
}

/// A count for a sentence: `850`, `1.5 k`, `100 k`, `1.25 M`.
///
/// ```
/// use scenario::format::count;
/// assert_eq!(count(100_000.0), "100 k");
/// assert_eq!(count(1_250_000.0), "1.25 M");
/// assert_eq!(count(850.0), "850");
/// ```
#[must_use]
pub fn count(number: f64) -> String {
    let size = number.abs();
    let text = if size >= 1e12 {
        format!("{} T", grouped(significant(size / 1e12, 3)))
    } else if size >= 999_500_000.0 {
        format!("{} B", grouped(significant(size / 1e9, 3)))
    } else if size >= 999_500.0 {
        format!("{} M", grouped(significant(size / 1e6, 3)))
    } else if size >= 1_000.0 {
        format!("{} k", grouped(significant(size / 1e3, 3)))
    } else {
        grouped(significant(size, 3))
    };
    with_sign(number, &text)
}

/// A count for a table, in full: at most two decimals, none from a thousand up.
///
/// ```
/// use scenario::format::count_full;
/// assert_eq!(count_full(1.25), "1.25");
/// assert_eq!(count_full(213_770.44), "213,770");
/// ```
#[must_use]
pub fn count_full(number: f64) -> String {
    let size = number.abs();
    let decimals = if size >= 1_000.0 { 0 } else { 2 };
    with_sign(number, &grouped(rounded(size, decimals)))
}

/// A share of a whole as per cent: `83 %`, `4.8 %`, `0.12 %`.
///
/// ```
/// use scenario::format::share;
/// assert_eq!(share(0.8264), "83 %");
/// assert_eq!(share(0.048), "4.8 %");
/// assert_eq!(share(0.9999), "99.99 %");
/// assert_eq!(share(1.0), "100 %");
/// ```
#[must_use]
pub fn share(part: f64) -> String {
    let percent = part * 100.0;
    // Nearly all is not all: what is missing from the whole keeps its own first figure.
    let missing = 100.0 - percent;
    let value = if 0.0 < missing && missing < 1.0 {
        100.0 - significant(missing, 1)
    } else {
        significant(percent, 2)
    };
    with_sign(percent, &format!("{} %", grouped(rounded(value.abs(), 9))))
}

/// A share for a table: one decimal, more where it is small.
#[must_use]
pub fn share_full(part: f64) -> String {
    let percent = part * 100.0;
    let value = if percent.abs() >= 1.0 {
        rounded(percent, 1)
    } else {
        significant(percent, 2)
    };
    with_sign(value, &format!("{} %", grouped(value.abs())))
}

/// A multiple: `×100`, `×2.5`.
#[must_use]
pub fn times(ratio: f64) -> String {
    format!("×{}", grouped(significant(ratio, 3)))
}

/// Plural of a simple English noun.
///
/// ```
/// use scenario::format::plural;
/// assert_eq!(plural("contract"), "contracts");
/// assert_eq!(plural("query"), "queries");
/// assert_eq!(plural("batch"), "batches");
/// assert_eq!(plural("essay"), "essays");
/// assert_eq!(plural("analysis"), "analyses");
/// ```
#[must_use]
pub fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if let Some(stem) = noun.strip_suffix("sis") {
        return format!("{stem}ses"); // analysis, analyses
    }
    let hissing = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| noun.ends_with(end));
    if hissing {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}
