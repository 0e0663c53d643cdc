//! Numbers as people type them, in the way of writing that they are used to.
//!
//! `1.5M`, `2k`, `1,500,000`, `1 500 000`, `1.234,56`, `12,5 %`, `1/3`, `€ 3`, `٤٠`, `-2`. What can be read in one way only is
//! read so whatever the style; what could mean two numbers is read by the style in use and comes with the other one, so
//! that a guess is never silent.

use super::Style;
use crate::decimal;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typed {
    /// The number; of `50 %` a half.
    pub number: f64,
    /// What the same text is where the other mark stands before decimals; nothing where it can be read in one way only.
    pub other: Option<f64>,
    /// Whether it was written as per cent.
    pub is_per_cent: bool,
}

/// Reads a number. A share may be written `50%` or `0.5`.
///
/// # Errors
/// What was found and how to write it.
///
/// ```
/// use scenario::number::{Style, read};
/// let number = |text| read(text, Style::Point).map(|typed| typed.number);
/// assert_eq!(number("1.5M"), Ok(1.5e6));
/// assert_eq!(number("12,5"), Ok(12.5));
/// assert_eq!(number("1.234,56"), Ok(1_234.56));
/// assert_eq!(number("50 %"), Ok(0.5));
/// assert_eq!(read("40.000", Style::Point).map(|typed| (typed.number, typed.other)), Ok((40.0, Some(40_000.0))));
/// assert_eq!(read("40.000", Style::Comma).map(|typed| (typed.number, typed.other)), Ok((40_000.0, Some(40.0))));
/// ```
pub fn read(text: &str, style: Style) -> Result<Typed, String> {
    let plain = plainly(text);
    let mut rest = plain.trim();
    if rest.is_empty() {
        let examples = style.write("1,500 or 2k or 1.5M");
        return Err(format!("is empty; write a number, like {examples}"));
    }
    let inside = rest.strip_prefix('(');
    let in_brackets = inside.and_then(|rest| rest.strip_suffix(')'));
    let (signed, is_minus) = without_signs(in_brackets.unwrap_or(rest));
    let is_negative = in_brackets.is_some() != is_minus;
    rest = signed;
    for sign in CURRENCIES {
        rest = rest.strip_suffix(sign).unwrap_or(rest).trim_end();
    }
    let per_cent = PER_CENT.iter().find_map(|sign| rest.strip_suffix(sign));
    let (digits, factor) = split_factor(per_cent.unwrap_or(rest).trim_end());
    let (over, under) = digits
        .split_once('/')
        .map_or((digits, None), |(over, under)| (over, Some(under)));
    let over = number(over, style).map_err(|fault| fault.told(text, digits, style))?;
    let under = match under {
        None => 1.0,
        Some(under) => {
            let under = number(under, style).map_err(|fault| fault.told(text, digits, style))?;
            if under.0 == 0.0 || over.1.or(under.1).is_some() {
                return Err(Fault::NoNumber.told(text, "", style));
            }
            under.0
        }
    };
    let whole = |number: f64| {
        // Dividing keeps 50 % at exactly 0.5 and 7 % at the double nearest to 0.07.
        let number = if per_cent.is_some() {
            number / 100.0
        } else {
            number * factor
        } / under;
        if is_negative { 0.0 - number } else { number }
    };
    let typed = Typed {
        number: whole(over.0),
        other: over.1.map(whole),
        is_per_cent: per_cent.is_some(),
    };
    if typed.number.is_finite() {
        Ok(typed)
    } else {
        let asked = text.trim();
        Err(format!("\"{asked}\" is too large; write a smaller number"))
    }
}

/// What follows the signs, and whether one of them was a minus.
fn without_signs(text: &str) -> (&str, bool) {
    let (mut rest, mut is_minus) = (text.trim_start(), false);
    loop {
        let sign = BEFORE.iter().find_map(|sign| rest.strip_prefix(sign));
        let minus = rest.strip_prefix('-').filter(|_| !is_minus);
        is_minus |= sign.is_none() && minus.is_some();
        match sign.or(minus) {
            Some(after) => rest = after.trim_start(),
            None => return (rest, is_minus),
        }
    }
}

/// Spellings of powers of ten, longest first.
const SUFFIXES: [(&str, f64); 13] = [
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("mio", 1e6),
    ("mrd", 1e9),
    ("tsd", 1e3),
    ("mn", 1e6),
    ("bn", 1e9),
    ("tn", 1e12),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
    ("t", 1e12),
];
const PER_CENT: [&str; 3] = ["%", "percent", "per cent"];
/// The amounts of a scenario are in one currency: its sign says only that it is one.
const CURRENCIES: [&str; 8] = ["$", "€", "£", "¥", "usd", "eur", "gbp", "chf"];
/// What may stand before a number.
const BEFORE: [&str; 11] = [
    "+", "×", "x", "$", "€", "£", "¥", "usd", "eur", "gbp", "chf",
];
/// A mark between groups that stands for nothing else.
const GROUP: char = '\'';
/// A mark before decimals that stands for nothing else.
const POINT: char = ';';

/// The same in ASCII, small letters: digits of other scripts, and one letter for marks of one meaning.
fn plainly(text: &str) -> String {
    /// The zeros of Arabic, Persian, Devanagari, Bengali and full-width digits.
    const ZEROS: [u32; 5] = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];
    let plain = |letter: char| {
        let digit = |zero: &u32| {
            (letter as u32)
                .checked_sub(*zero)
                .filter(|digit| *digit < 10)
        };
        match letter {
            ';' => '?', // it is nothing in a number
            '_' | '’' | '`' | '\u{66c}' => GROUP,
            '\u{66b}' => POINT,
            '．' => '.',
            '，' => ',',
            '％' | '\u{66a}' => '%',
            '\u{2212}' | '–' => '-',
            '\u{2044}' | '\u{2215}' => '/',
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}' | '\t' => ' ',
            letter if letter.is_ascii() => letter.to_ascii_lowercase(),
            letter => ZEROS
                .iter()
                .find_map(digit)
                .map_or(letter, |digit| (b'0' + digit as u8) as char),
        }
    };
    text.chars().map(plain).collect()
}

fn split_factor(text: &str) -> (&str, f64) {
    let text = text
        .strip_suffix('.')
        .filter(|rest| rest.ends_with(|c: char| c.is_ascii_alphabetic()))
        .unwrap_or(text);
    for (suffix, factor) in SUFFIXES {
        if let Some(rest) = text.strip_suffix(suffix) {
            let rest = rest.trim_end();
            if rest.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
                return (rest, factor);
            }
        }
    }
    (text, 1.0)
}

/// Why digits are no number.
enum Fault {
    /// Something else stands there.
    NoNumber,
    /// Marks stand where no style has them.
    Marks,
}

impl Fault {
    fn told(self, text: &str, digits: &str, style: Style) -> String {
        let asked = text.trim();
        let count = || digits.find(|c: char| c.is_ascii_alphabetic());
        // Of "5 reviews" the number is there.
        let counted = count()
            .map(|at| digits[..at].trim_end())
            .filter(|head| matches!(number(head, style), Ok((_, None))));
        match (self, counted) {
            (Self::NoNumber, Some(head)) => {
                format!("\"{asked}\" is not a number; write {head}")
            }
            (Self::NoNumber, None) => {
                let examples = style.write("1,500 or 2k or 1.5M");
                format!("\"{asked}\" is not a number; write it like {examples}")
            }
            (Self::Marks, _) => {
                let example = style.write("1,500.25");
                format!("\"{asked}\" could mean two numbers; write it like {example}")
            }
        }
    }
}

/// Digits with their marks, and an exponent: the number, and the other one that it could be.
fn number(digits: &str, style: Style) -> Result<(f64, Option<f64>), Fault> {
    let digits = digits.trim();
    let (mantissa, exponent) = digits.split_once('e').unwrap_or((digits, "0"));
    let is_mark = |c: char| matches!(c, '.' | ',' | ' ' | GROUP | POINT);
    let is_number = mantissa.contains(|c: char| c.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || is_mark(c));
    if !is_number {
        return Err(Fault::NoNumber);
    }
    let written = |whole: &str, decimals: &str| {
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        decimal::parse(&[&whole, ".", decimals, "e", exponent].concat()).ok_or(Fault::NoNumber)
    };
    let last = mantissa.rfind(is_mark);
    let Some((at, mark)) = last.and_then(|at| Some((at, mantissa[at..].chars().next()?))) else {
        return Ok((written(mantissa, "0")?, None));
    };
    let (whole, decimals) = (&mantissa[..at], &mantissa[at + mark.len_utf8()..]);
    let as_decimals = in_groups(whole, mark) && decimals.bytes().all(|b| b.is_ascii_digit());
    let as_groups = !matches!(mark, POINT) && in_groups(mantissa, POINT);
    let can_have_decimals = matches!(mark, '.' | ',' | POINT) && as_decimals;
    match (can_have_decimals, as_groups) {
        (true, false) => Ok((written(whole, decimals)?, None)),
        (false, true) => Ok((written(mantissa, "0")?, None)),
        (true, true) => {
            let (point, group) = (written(whole, decimals)?, written(mantissa, "0")?);
            let (_, own) = style.marks();
            let is_point = own.starts_with(mark);
            Ok(if is_point {
                (point, Some(group))
            } else {
                (group, Some(point))
            })
        }
        (false, false) => Err(Fault::Marks),
    }
}

/// Whether digits stand in groups of three, all with the same mark, which is another than `not`; in India only the last
/// group has three, the others two. Digits without marks are one group.
fn in_groups(text: &str, not: char) -> bool {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return true;
    };
    let groups: Vec<&str> = text.split(mark).collect();
    let of = |length: usize| move |group: &&str| group.len() == length;
    let [first, between @ .., last] = groups.as_slice() else {
        return false;
    };
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_even = between.iter().all(of(3));
    let is_indian =
        mark == ',' && first.len() < 3 && !between.is_empty() && between.iter().all(of(2));
    let digits_only = groups
        .iter()
        .all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    mark != not
        && mark != POINT
        && digits_only
        && is_first
        && last.len() == 3
        && (is_even || is_indian)
}
