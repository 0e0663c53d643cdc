//! Numbers as people type them, and the plain way back.
//!
//! `1.5M`, `2k`, `1,500,000`, `1 500 000`, `50%`, `3e6`, `$0.15`, `-2`. What was understood is shown beside the
//! box, so a guess is never silent; what could mean two things is refused with both.

/// Spellings of powers of ten, longest first.
const SUFFIXES: [(&str, f64); 11] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("mio", 1e6),
    ("mrd", 1e9),
    ("bn", 1e9),
    ("tn", 1e12),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
    ("t", 1e12),
];

/// Reads a number. A share may be written `50%` or `0.5`.
///
/// # Errors
/// What was found and how to write it.
///
/// ```
/// use scenario::number::parse;
/// assert_eq!(parse("1.5M"), Ok(1.5e6));
/// assert_eq!(parse("2k"), Ok(2e3));
/// assert_eq!(parse("1,500,000"), Ok(1_500_000.0));
/// assert_eq!(parse("50 %"), Ok(50.0 / 100.0));
/// assert_eq!(parse("3e6"), Ok(3e6));
/// assert!(parse("1,5").is_err()); // 1.5 or 15?
/// ```
pub fn parse(text: &str) -> Result<f64, String> {
    let cleaned = clean(text);
    if cleaned.is_empty() {
        return Err("is empty; write a number, like 1,500 or 2k or 1.5M".into());
    }
    let (negative, rest) = match cleaned.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, cleaned.strip_prefix('+').unwrap_or(&cleaned)),
    };
    let rest = rest.trim().trim_start_matches(['$', '€', '×', 'x']).trim();
    let (digits, factor) = split_factor(rest);
    let number = parse_digits(digits.trim(), text)?;
    // Dividing keeps 50 % at exactly 0.5 and 7 % at the double nearest to 0.07.
    let scaled = if factor < 1.0 {
        number / libm::round(1.0 / factor)
    } else {
        number * factor
    };
    let value = if negative { -scaled } else { scaled };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(format!(
            "\"{}\" is too large; write a smaller number",
            text.trim()
        ))
    }
}

fn clean(text: &str) -> String {
    let trimmed = text.trim().to_ascii_lowercase();
    trimmed
        .chars()
        .filter(|c| !matches!(c, '_' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’'))
        .collect()
}

fn split_factor(text: &str) -> (&str, f64) {
    if let Some(rest) = text.strip_suffix('%') {
        return (rest, 0.01);
    }
    for (suffix, factor) in SUFFIXES {
        if let Some(rest) = text.strip_suffix(suffix)
            && rest
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            return (rest, factor);
        }
    }
    (text, 1.0)
}

/// Digits with `,` or a space between groups of three, `.` before decimals, `e` before an exponent.
fn parse_digits(digits: &str, asked: &str) -> Result<f64, String> {
    let asked = asked.trim();
    let wrong = || format!("\"{asked}\" is not a number; write it like 1,500 or 2k or 1.5M");
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !digits.contains(|c: char| c.is_ascii_digit())
    {
        return Err(wrong());
    }
    let (mantissa, exponent) = digits
        .split_once('e')
        .map_or((digits, None), |(m, e)| (m, Some(e)));
    let (whole, decimals) = mantissa
        .split_once('.')
        .map_or((mantissa, None), |(w, d)| (w, Some(d)));
    if decimals.is_some_and(|part| part.contains([',', '.', ' '])) {
        return Err(format!(
            "\"{asked}\" could mean two numbers; write decimals after a point: 1,500.25"
        ));
    }
    let groups: Vec<&str> = whole.split([',', ' ']).collect();
    let is_grouped = groups.len() == 1
        || groups[0].len() <= 3
            && !groups[0].is_empty()
            && groups[1..].iter().all(|group| group.len() == 3);
    if !is_grouped {
        let (point, without) = (whole.replace(',', "."), whole.replace([',', ' '], ""));
        return Err(format!(
            "\"{asked}\" could mean two numbers; write {point} for decimals or {without} without commas"
        ));
    }
    let plain = format!(
        "{}.{}e{}",
        groups.concat(),
        decimals.unwrap_or("0"),
        exponent.unwrap_or("0")
    );
    if !plain
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'-' | b'+'))
    {
        return Err(wrong());
    }
    crate::decimal::parse(&plain).ok_or_else(wrong)
}

/// A number in full, digits in groups of three: `1,500,000.25`. Reads back as the same number.
///
/// ```
/// assert_eq!(scenario::number::grouped(1_500_000.25), "1,500,000.25");
/// ```
#[must_use]
pub fn grouped(number: f64) -> String {
    let plain = plain(number);
    if plain.contains(['e', 'n', 'i']) {
        return plain; // an exponent, or not a number: shown as it is
    }
    match plain.strip_prefix('-') {
        Some(digits) => ["-", &in_groups(digits)].concat(),
        None => in_groups(&plain),
    }
}

/// Digits in groups of three up to the point: `1500000.25` as `1,500,000.25`.
pub(crate) fn in_groups(digits: &str) -> String {
    let point = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(digits.len() + point / 3);
    for (index, digit) in digits.char_indices() {
        if 0 < index && index < point && (point - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
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
