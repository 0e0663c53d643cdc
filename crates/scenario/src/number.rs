//! Numbers as text: as people type them, and the plain way back.

mod style;
mod typed;

pub use style::{Style, set_style, style};
pub use typed::{Typed, read};

/// [`read`] in the style `1,234.56`.
///
/// # Errors
/// What was found and how to write it.
///
/// ```
/// use scenario::number::parse;
/// assert_eq!(parse("2k"), Ok(2e3));
/// assert_eq!(parse("1,500,000"), Ok(1_500_000.0));
/// assert_eq!(parse("3e6"), Ok(3e6));
/// ```
pub fn parse(text: &str) -> Result<f64, String> {
    read(text, Style::Point).map(|typed| typed.number)
}

/// A number in full, in the style that is in use: `1,500,000.25`. Reads back as the same number.
///
/// ```
/// assert_eq!(scenario::number::grouped(1_500_000.25), "1,500,000.25");
/// ```
#[must_use]
pub fn grouped(number: f64) -> String {
    grouped_in(number, style())
}

/// The same in a style of its own.
pub(crate) fn grouped_in(number: f64, style: Style) -> String {
    let plain = plain(number);
    if plain.contains(['e', 'n', 'i']) {
        return plain; // an exponent, or not a number: shown as it is
    }
    match plain.strip_prefix('-') {
        Some(digits) => ["-", &in_groups(digits, style)].concat(),
        None => in_groups(&plain, style),
    }
}

/// Digits in groups of three up to the point: `1500000.25` as `1,500,000.25`.
pub(crate) fn in_groups(digits: &str, style: Style) -> String {
    let (group, mark) = style.marks();
    let point = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(digits.len() + point);
    for (index, digit) in digits.char_indices() {
        if 0 < index && index < point && (point - index).is_multiple_of(3) {
            text += group;
        }
        match digit {
            '.' => text += mark,
            digit => text.push(digit),
        }
    }
    text
}

/// The shortest text that reads back as the same number, without groups: `1500000.25`, `1e308`, `1.5e-12`. A negative
/// zero is a zero.
#[must_use]
pub fn plain(number: f64) -> String {
    /// Beyond these powers of ten, zeros are harder to read than an exponent.
    const LARGEST: i32 = 21;
    const SMALLEST: i32 = -9;
    let sign = if number < 0.0 { "-" } else { "" };
    let size = number.abs();
    if size.is_nan() {
        return "NaN".into();
    }
    if size == f64::INFINITY {
        return [sign, "inf"].concat();
    }
    let (mantissa, exponent) = crate::decimal::shortest(size);
    let digits = mantissa.to_string();
    let before_point = digits.len() as i32 + exponent;
    if mantissa == 0 || SMALLEST < before_point && before_point <= LARGEST {
        return [sign, &placed(&digits, exponent)].concat();
    }
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e{}", before_point - 1)
}

/// Digits with their point: `25`, -2 as `0.25`.
pub(crate) fn placed(digits: &str, exponent: i32) -> String {
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    if exponent >= 0 {
        return [digits, &zeros(exponent)].concat();
    }
    let before_point = digits.len() as i32 + exponent;
    if before_point <= 0 {
        return ["0.", &zeros(-before_point), digits].concat();
    }
    let (whole, decimals) = digits.split_at(before_point as usize);
    [whole, ".", decimals].concat()
}
