//! Decimal digits to the nearest double, exactly, and the shortest digits of a double.
//!
//! The standard library gives the same numbers and is quicker, with tables that take 12 kB of the page (brotli) to
//! read and 4 kB to write. Here numbers are a few digits that a person typed or a table shows: dividing is quick enough.

use core::cmp::Ordering;

/// Digits of a mantissa that fit into 64 bits whatever they are.
const MOST_DIGITS: usize = 19;
/// One digit more than tell every double from its neighbours, to round by.
const SIGNIFICANT: u32 = 18;
/// Whole numbers up to here are doubles.
const EXACT: u64 = 1 << 53;
/// Powers of ten up to this one are doubles.
const EXACT_POWER: i32 = 22;
/// Beyond these exponents of ten every number of 19 digits is infinite or nothing.
const EXPONENTS: core::ops::RangeInclusive<i32> = -400..=400;

/// Reads `-12.5e-3` and its like: digits, at most one point, at most one exponent; nothing for anything else.
/// Digits after the 19th significant one are left off: two more than any double needs.
///
/// ```
/// use scenario::decimal::parse;
/// assert_eq!(parse("-12.5e-3"), Some(-0.0125));
/// assert_eq!(parse("0.30000000000000004"), Some(0.1 + 0.2));
/// assert_eq!(parse("1e999"), Some(f64::INFINITY));
/// assert_eq!(parse("1.2.3"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
        None => (text, 0),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && decimals.is_empty() {
        return None;
    }
    let (mantissa, left_off) = read_digits(whole.bytes().chain(decimals.bytes()))?;
    let exponent = exponent.saturating_sub(i32::try_from(decimals.len()).ok()?);
    let exponent = exponent.saturating_add(left_off);
    let size = nearest(mantissa, exponent);
    Some(if negative { -size } else { size })
}

fn read_exponent(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value = (!digits.is_empty()).then_some(0i32)?;
    for digit in digits.bytes() {
        value = value
            .saturating_mul(10)
            .saturating_add(digit_value(digit)? as i32);
    }
    Some(sign * value.min(1_000_000))
}

/// The first 19 significant digits as a whole number, and how many digits were left off.
fn read_digits(digits: impl Iterator<Item = u8>) -> Option<(u64, i32)> {
    let (mut value, mut significant, mut left_off) = (0u64, 0, 0);
    for digit in digits {
        let digit = digit_value(digit)?;
        if significant == MOST_DIGITS {
            left_off += 1;
            continue;
        }
        significant += usize::from(value > 0 || digit > 0);
        value = value * 10 + digit;
    }
    Some((value, left_off))
}

fn digit_value(digit: u8) -> Option<u64> {
    digit.is_ascii_digit().then(|| u64::from(digit - b'0'))
}

/// The double nearest to `mantissa * 10^exponent`, ties to even.
fn nearest(mantissa: u64, exponent: i32) -> f64 {
    if mantissa == 0 || exponent < *EXPONENTS.start() {
        return 0.0;
    }
    if exponent > *EXPONENTS.end() {
        return f64::INFINITY;
    }
    if mantissa <= EXACT && exponent.abs() <= EXACT_POWER {
        let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
        return if exponent < 0 {
            mantissa as f64 / power
        } else {
            mantissa as f64 * power
        };
    }
    let power = Whole::power_of_ten(exponent.unsigned_abs());
    if exponent < 0 {
        divided(Whole(vec![mantissa as u32, (mantissa >> 32) as u32]), power)
    } else {
        divided(power.times(mantissa), Whole(vec![1]))
    }
}

/// The shortest digits that read back as the same number, as a mantissa and a power of ten; `size` is finite and not
/// negative.
///
/// ```
/// use scenario::decimal::shortest;
/// assert_eq!(shortest(0.25), (25, -2));
/// assert_eq!(shortest(1_500_000.0), (1_500_000, 0));
/// assert_eq!(shortest(0.1 + 0.2), (30000000000000004, -17));
/// assert_eq!(shortest(5e-324), (5, -324));
/// ```
#[must_use]
pub fn shortest(size: f64) -> (u64, i32) {
    // Few decimals, as nearly always: the product may be a little off, the quotient of two exact numbers tells.
    let mut power = 1.0;
    for decimals in 0..=EXACT_POWER {
        let mantissa = libm::round(size * power);
        if mantissa > EXACT as f64 {
            break;
        }
        if mantissa / power == size {
            return (mantissa as u64, -decimals);
        }
        power *= 10.0;
    }
    let (digits, exponent) = first_digits(size);
    // Whatever has 15 digits or fewer reads back from 15, but for the tiniest numbers, which have fewer; 17 always do.
    let most_left_off = if size < f64::MIN_POSITIVE { 17 } else { 3 };
    for left_off in (2..=most_left_off).rev() {
        let (mantissa, exponent) = rounded_off(digits, exponent, left_off);
        if nearest(mantissa, exponent) == size {
            return (mantissa, exponent);
        }
    }
    rounded_off(digits, exponent, 1)
}

/// Without the last digits, and without the zeros before them.
fn rounded_off(digits: u64, exponent: i32, left_off: u32) -> (u64, i32) {
    let unit = 10u64.pow(left_off);
    let (mut mantissa, mut exponent) = ((digits + unit / 2) / unit, exponent + left_off as i32);
    while mantissa % 10 == 0 {
        mantissa /= 10;
        exponent += 1;
    }
    (mantissa, exponent)
}

/// The first 18 significant digits of a number that is not 0, and the power of ten of the last one.
fn first_digits(size: f64) -> (u64, i32) {
    let bits = size.to_bits();
    let biased = (bits >> 52) as i32;
    let fraction = bits & ((EXACT >> 1) - 1);
    let (mantissa, exponent) = if biased == 0 {
        (fraction, -1074)
    } else {
        (fraction | EXACT >> 1, biased - 1075)
    };
    let most = 10u64.pow(SIGNIFICANT);
    // The logarithm may be one off at a power of ten.
    let mut last = libm::floor(libm::log10(size)) as i32 + 1 - SIGNIFICANT as i32;
    loop {
        let (ten, one) = (Whole::power_of_ten(last.unsigned_abs()), Whole(vec![1]));
        let (mut top, mut bottom) = if last < 0 {
            (ten.times(mantissa), one)
        } else {
            (one.times(mantissa), ten)
        };
        top.shift_left(exponent.max(0) as u32);
        bottom.shift_left((-exponent).max(0) as u32);
        let digits = quotient(top, bottom);
        if digits < most / 10 {
            last -= 1;
        } else if digits >= most {
            last += 1;
        } else {
            return (digits, last);
        }
    }
}

/// How often the lower number goes into the upper one; less than 2^62 times.
fn quotient(mut top: Whole, mut bottom: Whole) -> u64 {
    const BITS: u32 = 62;
    let mut quotient = 0;
    bottom.shift_left(BITS);
    for _ in 0..=BITS {
        quotient <<= 1;
        if top.compare(&bottom) != Ordering::Less {
            top.subtract(&bottom);
            quotient |= 1;
        }
        bottom.shift_right_one();
    }
    quotient
}

/// The double nearest to a fraction, by binary long division.
fn divided(mut top: Whole, mut bottom: Whole) -> f64 {
    // Scale so that the quotient has 64 or 65 bits: more than any double keeps.
    let scale = 65 - (i64::from(top.bits()) - i64::from(bottom.bits()));
    if scale > 0 {
        top.shift_left(scale as u32);
    } else {
        bottom.shift_left(-scale as u32);
    }
    let mut quotient = 0u128;
    bottom.shift_left(66);
    for _ in 0..=66 {
        quotient <<= 1;
        if top.compare(&bottom) != Ordering::Less {
            top.subtract(&bottom);
            quotient |= 1;
        }
        bottom.shift_right_one();
    }
    rounded(quotient, top.is_zero(), -scale)
}

/// `quotient * 2^exponent` (and a little more, unless `exact`) as a double.
fn rounded(quotient: u128, exact: bool, exponent: i64) -> f64 {
    /// Exponent of the last bit of the smallest double.
    const LEAST: i64 = -1074;
    /// Bits of a double.
    const BITS: i64 = 53;
    /// Exponent of the last bit of the largest double.
    const MOST: i64 = 971;
    let length = i64::from(128 - quotient.leading_zeros());
    let dropped = (length - BITS).max(LEAST - exponent);
    if dropped > 126 {
        return 0.0;
    }
    let (kept, rest) = (quotient >> dropped, quotient & ((1 << dropped) - 1));
    let half = 1u128 << (dropped - 1);
    let up = rest > half || rest == half && (!exact || kept & 1 == 1);
    let kept = (kept + u128::from(up)) as u64;
    let last = exponent + dropped;
    if last > MOST || last == MOST && kept >= EXACT {
        return f64::INFINITY;
    }
    // A subnormal has no hidden bit; rounding up to 2^53 moves into the exponent by itself.
    let biased = if kept >= EXACT >> 1 {
        (last - LEAST + 1) as u64
    } else {
        0
    };
    let hidden = if biased > 0 { EXACT >> 1 } else { 0 };
    f64::from_bits((biased << 52) + (kept - hidden))
}

/// A whole number of any size, 32 bits a part, the lowest first.
struct Whole(Vec<u32>);

impl Whole {
    fn power_of_ten(exponent: u32) -> Self {
        (0..exponent).fold(Self(vec![1]), |power, _| power.times(10))
    }

    fn times(mut self, factor: u64) -> Self {
        let mut carry = 0u128;
        for part in &mut self.0 {
            carry += u128::from(*part) * u128::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        while carry > 0 {
            self.0.push(carry as u32);
            carry >>= 32;
        }
        self
    }

    fn bits(&self) -> u32 {
        let top = self.0.iter().rposition(|part| *part != 0);
        top.map_or(0, |top| 32 * (top as u32 + 1) - self.0[top].leading_zeros())
    }

    fn shift_left(&mut self, bits: u32) {
        let (parts, bits) = ((bits / 32) as usize, bits % 32);
        let mut shifted = vec![0; parts];
        let mut carry = 0u64;
        for part in &self.0 {
            carry |= u64::from(*part) << bits;
            shifted.push(carry as u32);
            carry >>= 32;
        }
        shifted.push(carry as u32);
        self.0 = shifted;
    }

    fn shift_right_one(&mut self) {
        let mut carry = 0;
        for part in self.0.iter_mut().rev() {
            let lowest = *part & 1;
            *part = *part >> 1 | carry << 31;
            carry = lowest;
        }
    }

    fn part(&self, index: usize) -> u32 {
        self.0.get(index).copied().unwrap_or(0)
    }

    fn compare(&self, other: &Self) -> Ordering {
        let parts = (0..self.0.len().max(other.0.len())).rev();
        parts
            .map(|index| self.part(index).cmp(&other.part(index)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    /// Takes away a number that is no larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0i64;
        for index in 0..self.0.len() {
            let left = i64::from(self.0[index]) - i64::from(other.part(index)) + borrow;
            self.0[index] = left as u32;
            borrow = left >> 32;
        }
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|part| *part == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn the_shortest_digits_are_as_many_as_the_standard_library_writes(bits in any::<u64>()) {
            let number = f64::from_bits(bits >> 1);
            prop_assume!(number.is_finite());
            let (mantissa, exponent) = shortest(number);
            prop_assert_eq!(format!("{mantissa}e{exponent}").parse(), Ok(number));
            let theirs = format!("{number:e}").replace('.', "");
            let theirs = theirs.split('e').next().unwrap_or_default().len();
            let ours = mantissa.to_string().trim_end_matches('0').len();
            prop_assert_eq!(ours.max(1), theirs, "{}", number);
        }

        #[test]
        fn every_double_reads_back_from_its_shortest_digits(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            prop_assert_eq!(parse(&format!("{number:e}")).map(f64::to_bits), Some(bits));
        }

        #[test]
        fn any_decimal_is_read_as_the_standard_library_reads_it(mantissa in any::<u64>(), exponent in -345..320i32) {
            let text = format!("{}e{exponent}", mantissa % 10_000_000_000_000_000_000);
            prop_assert_eq!(parse(&text), text.parse().ok());
        }
    }

    #[test]
    fn halfway_cases_go_to_even_and_ends_of_the_range_hold() {
        for text in [
            "9007199254740993",
            "9007199254740992.5",
            "9007199254740995",
            "4.9406564584124654e-324",
            "2.47e-324",
            "2.4703282292062328e-324",
            "1.7976931348623157e308",
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1e23",
            "8.5e22",
            "0",
            "-0",
            "0e999",
            ".5",
            "2.",
        ] {
            assert_eq!(
                parse(text).map(f64::to_bits),
                text.parse().ok().map(f64::to_bits),
                "{text}"
            );
        }
        for text in [
            "", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "inf", "nan", "1_0", "--1", " 1",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
