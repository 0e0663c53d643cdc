//! Numbers to text, in one place: short in sentences, full in tables.
//!
//! Every digit that is shown is right: a figure is rounded once, half up, and no digit before the point is rounded away
//! except with a letter behind it (`1.25 M`). Only nothing is shown as nothing: no figure has more than nine decimals, and
//! what is smaller is said to be less than the last of them.

mod english;
mod measure;
mod towards;

pub use english::{article, capital, capital_article, counted, plural};
pub use measure::{bytes, grams, seconds, watt_hours};
pub use towards::{read, towards};

use crate::number::{in_groups, placed, style};

/// Most decimals of any figure: more would have to be counted before they can be read.
const MOST_DECIMALS: i32 = 9;

/// Thousands, millions and so on.
const LETTERS: [&str; 5] = ["", " k", " M", " B", " T"];

/// A number in decimal digits, rounded, as it is about to be shown.
struct Digits {
    /// What stands before it: a minus sign, or that it is less.
    sign: &'static str,
    mantissa: u64,
    /// The power of ten of the last digit.
    exponent: i32,
}

/// The power of ten of a number's first digit; 0 where it has none.
fn first(number: f64) -> i32 {
    if number == 0.0 || !number.is_finite() {
        return 0;
    }
    libm::floor(libm::log10(number.abs())) as i32
}

impl Digits {
    /// Rounds to a power of ten, half up.
    fn of(number: f64, last: i32) -> Self {
        // What is not known is no number, and no sum of such.
        let size = if number.is_finite() {
            number.abs()
        } else {
            f64::INFINITY
        };
        // Twenty digits would not fit, and a double has seventeen.
        let last = last.max(-MOST_DECIMALS).max(first(number) - 18);
        // Exact up to 10^22, and for showing good enough beyond; `libm::pow` would bring tables of its own.
        let power = (0..last.abs()).fold(1.0, |power, _| power * 10.0);
        let scaled = if last < 0 { size * power } else { size / power };
        let mut whole = libm::round(scaled);
        // A half in decimals may be a little less as a product of doubles.
        if whole + 0.5 - scaled <= (scaled * 1e-15).min(1e-6) {
            whole += 1.0;
        }
        let is_less = whole == 0.0 && size > 0.0;
        let mut digits = Self {
            sign: match (number < 0.0, is_less) {
                (false, false) => "",
                (true, false) => "\u{2212}",
                (false, true) => "<",
                (true, true) => ">\u{2212}",
            },
            mantissa: if is_less { 1 } else { whole as u64 },
            exponent: last,
        };
        while digits.mantissa.is_multiple_of(10) && (digits.mantissa > 0 || digits.exponent < 0) {
            digits.mantissa /= 10;
            digits.exponent += 1;
        }
        digits
    }

    /// Takes thousands off, as many as there are from the `least`th letter on; which letter stands for them.
    fn letter(&mut self, least: usize) -> &'static str {
        let digits = self.mantissa.checked_ilog10().unwrap_or(0) as i32;
        let letter = ((digits + self.exponent) / 3).clamp(0, 4) as usize;
        if letter < least {
            return "";
        }
        self.exponent -= 3 * letter as i32;
        LETTERS[letter]
    }

    /// With its sign and what stands around it; `zeros` fills up one decimal to cents.
    fn shown(&self, before: &str, zeros: bool, after: &str) -> String {
        if self.mantissa == u64::MAX {
            return "\u{2013}".into(); // no number
        }
        let mut digits = in_groups(&placed(&self.mantissa.to_string(), self.exponent), style());
        if zeros && self.exponent == -1 {
            digits.push('0');
        }
        [self.sign, before, &digits, after].concat()
    }
}

/// Dollars for a sentence: `$7.93`, `$40,785`, `$0.0012`, `$1.2 M`. Cents below a thousand unless the amount is whole, two
/// figures below ten cents, three from a million up.
///
/// ```
/// use scenario::format::usd;
/// assert_eq!(usd(7.927632), "$7.93");
/// assert_eq!(usd(835.4747), "$835.47");
/// assert_eq!(usd(40_785.0), "$40,785");
/// assert_eq!(usd(1_234_567.0), "$1.23 M");
/// assert_eq!(usd(0.00123), "$0.0012");
/// assert_eq!(usd(-3.0), "\u{2212}$3");
/// assert_eq!(usd(2e-12), "<$0.000000001");
/// ```
#[must_use]
pub fn usd(amount: f64) -> String {
    let last = match first(amount) {
        first if first >= 6 => (first - 2).min(12),
        3..=5 => 0,
        -1..=2 => -2,
        first => first - 1,
    };
    let mut digits = Digits::of(amount, last);
    let letter = digits.letter(2);
    digits.shown("$", letter.is_empty(), letter)
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
    let first = first(amount);
    let digits = Digits::of(amount, if first > 0 { -2 } else { first - 5 });
    digits.shown("$", true, &whole_cents(&digits))
}

/// Dollars for a column of a table: cents from a dollar up, six significant figures below.
///
/// ```
/// use scenario::format::usd_cents;
/// assert_eq!(usd_cents(0.0453751), "$0.0453751");
/// assert_eq!(usd_cents(3.025), "$3.03");
/// assert_eq!(usd_cents(40_785.0), "$40,785.00");
/// assert_eq!(usd_cents(-3.7), "\u{2212}$3.70");
/// ```
#[must_use]
pub fn usd_cents(amount: f64) -> String {
    let first = first(amount);
    let digits = Digits::of(amount, if first >= 0 { -2 } else { first - 5 });
    digits.shown("$", true, &whole_cents(&digits))
}

/// The cents of whole dollars.
fn whole_cents(digits: &Digits) -> String {
    match digits.exponent {
        ..0 => String::new(),
        _ => style().marks().1.to_owned() + "00",
    }
}

/// A rate for a million tokens: `$0.30`, `$5`, `$1.25`.
#[must_use]
pub fn usd_per_mtok(rate: f64) -> String {
    Digits::of(rate, (first(rate) - 5).min(-2)).shown("$", true, "")
}

/// A count for a sentence, in three figures: `850`, `1.5 k`, `100 k`, `1.25 M`.
///
/// ```
/// use scenario::format::count;
/// assert_eq!(count(100_000.0), "100 k");
/// assert_eq!(count(1_250_000.0), "1.25 M");
/// assert_eq!(count(999_950.0), "1 M");
/// assert_eq!(count(850.0), "850");
/// ```
#[must_use]
pub fn count(number: f64) -> String {
    let mut digits = Digits::of(number, (first(number) - 2).min(12));
    let letter = digits.letter(1);
    digits.shown("", false, letter)
}

/// A count for a table, in full: two decimals, none from a thousand up, two figures where it is small.
///
/// ```
/// use scenario::format::count_full;
/// assert_eq!(count_full(1.25), "1.25");
/// assert_eq!(count_full(213_770.44), "213,770");
/// assert_eq!(count_full(0.0034), "0.0034");
/// ```
#[must_use]
pub fn count_full(number: f64) -> String {
    let first = first(number);
    let last = if first < 3 { (first - 1).min(-2) } else { 0 };
    Digits::of(number, last).shown("", false, "")
}

/// A count or chance in a formula, with the figures that it takes to follow the line by hand: six decimals, six figures
/// where it is small.
#[must_use]
pub fn factor(number: f64) -> String {
    Digits::of(number, (first(number) - 5).min(-6)).shown("", false, "")
}

/// A share of a whole as per cent, in two figures: `83 %`, `4.8 %`, `0.12 %`, `105 %`.
///
/// ```
/// use scenario::format::share;
/// assert_eq!(share(0.8264), "83 %");
/// assert_eq!(share(0.048), "4.8 %");
/// assert_eq!(share(0.9999), "99.99 %");
/// assert_eq!(share(1.0), "100 %");
/// assert_eq!(share(1.052), "105 %");
/// ```
#[must_use]
pub fn share(part: f64) -> String {
    let percent = part * 100.0;
    // Nearly all is not all: what is missing from the whole keeps its own first figure.
    let missing = 100.0 - percent;
    let last = if 0.0 < missing && missing < 1.0 {
        first(missing)
    } else {
        (first(percent) - 1).min(0)
    };
    Digits::of(percent, last).shown("", false, " %")
}

/// A rate on which a decision hangs: to a tenth of a point, two figures where it is small; nearly all keeps its own first
/// figure.
///
/// ```
/// use scenario::format::rate;
/// assert_eq!(rate(0.95), "95 %");
/// assert_eq!(rate(0.9624), "96.2 %");
/// assert_eq!(rate(0.0123), "1.2 %");
/// assert_eq!(rate(0.00123), "0.12 %");
/// assert_eq!(rate(0.9999), "99.99 %");
/// ```
#[must_use]
pub fn rate(part: f64) -> String {
    let percent = part * 100.0;
    let missing = 100.0 - percent;
    let last = if 0.0 < missing && missing < 1.0 {
        first(missing).min(-1)
    } else {
        (first(percent) - 1).min(-1)
    };
    Digits::of(percent, last).shown("", false, " %")
}

/// A share for a table: one decimal, two figures where it is small.
#[must_use]
pub fn share_full(part: f64) -> String {
    let percent = part * 100.0;
    Digits::of(percent, (first(percent) - 1).min(-1)).shown("", false, " %")
}

/// A multiple: `×100`, `×2.5`.
#[must_use]
pub fn times(ratio: f64) -> String {
    Digits::of(ratio, (first(ratio) - 2).min(0)).shown("\u{d7}", false, "")
}

/// Rounds to `figures` significant figures, for showing only.
#[must_use]
pub fn significant(number: f64, figures: i32) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let digits_before = libm::floor(libm::log10(number.abs())) as i32 + 1;
    rounded(number, figures - digits_before)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_once_and_every_digit_is_right() {
        let borders = [
            (835.4747, "$835.47"),
            (999.994, "$999.99"),
            (999.995, "$1,000"),
            (0.994, "$0.99"),
            (0.995, "$1"),
            (9.994, "$9.99"),
            (9.995, "$10"),
            (0.0994, "$0.099"),
            (0.0995, "$0.10"),
            (999_499.5, "$999,500"),
            (999_999.4, "$999,999"),
            (999_999.5, "$1 M"),
            (999_500_000.0, "$1 B"),
            (1e15, "$1,000 T"),
            (1.234_567e15, "$1,235 T"),
        ];
        for (amount, text) in borders {
            assert_eq!(usd(amount), text);
            assert_eq!(usd(-amount), format!("\u{2212}{text}"));
        }
        assert_eq!(usd_full(9.999_996), "$10.00");
        assert_eq!(usd_full(1e24), "$1,000,000,000,000,000,000,000,000.00");
        assert_eq!(usd_full(2.345_678e-7), "$0.000000235");
        assert_eq!(usd_per_mtok(1_234_567.0), "$1,234,567");
    }

    #[test]
    fn counts_and_shares_beside_a_border() {
        assert_eq!(count(999.5), "1 k");
        assert_eq!(count(999_499.0), "999 k");
        assert_eq!(count(999_500.0), "1 M");
        assert_eq!(count(999_500_000_000.0), "1 T");
        assert_eq!(count(1.000_000_000_1), "1");
        assert_eq!(count_full(999.995), "1,000");
        assert_eq!(count_full(-0.001), "\u{2212}0.001");
        assert_eq!(share(0.9995), "99.95 %");
        assert_eq!(share(0.0995), "10 %");
        assert_eq!(share(0.285), "29 %");
        assert_eq!(share(1.0 + 1e-9), "100 %");
        assert_eq!(share(47.614_2), "4,761 %");
        assert_eq!(share_full(1.052), "105.2 %");
        assert_eq!(times(1_234.4), "\u{d7}1,234");
        assert_eq!(seconds(0.7564), "756 ms");
        assert_eq!(seconds(123.4 * 86_400.0), "123 days");
    }

    #[test]
    fn only_nothing_is_shown_as_nothing() {
        let texts: [fn(f64) -> String; 9] = [
            usd,
            usd_full,
            usd_per_mtok,
            count,
            count_full,
            factor,
            share,
            share_full,
            times,
        ];
        for text in texts {
            for tiny in [5e-324, 1e-100, 4e-12] {
                assert!(text(tiny).starts_with('<'), "{}", text(tiny));
                assert!(text(-tiny).starts_with(">\u{2212}"), "{}", text(-tiny));
            }
            assert_eq!(text(-0.0), text(0.0));
            for none in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                assert_eq!(text(none), "\u{2013}");
            }
        }
        let zero = texts.map(|text| text(0.0));
        let nothing = ["$0", "$0.00", "$0", "0", "0", "0", "0 %", "0 %", "\u{d7}0"];
        assert_eq!(zero, nothing);
        assert_eq!(usd(-2e-12), ">\u{2212}$0.000000001");
        assert_eq!(share(5e-13), "<0.000000001 %");
        assert_eq!(seconds(5e-324), "<0.000000001 \u{b5}s");
    }
}
