//! Amounts as plain decimals: no exponent, 15 significant digits, no zeros at the end.

use std::io::Write;

/// Digits that an f64 holds for certain.
const SIGNIFICANT: usize = 15;

/// Appends a finite number to a text.
pub fn push_decimal(out: &mut Vec<u8>, number: f64) {
    if number < 0.0 {
        out.push(b'-');
    }
    let mut digits = [b'0'; SIGNIFICANT];
    let exponent = significant_digits(number.abs(), &mut digits);
    let last = digits.iter().rposition(|digit| *digit != b'0').unwrap_or(0);
    let digits = &digits[..=last];
    match usize::try_from(exponent) {
        Ok(exponent) if exponent >= digits.len() => {
            out.extend_from_slice(digits);
            out.resize(out.len() + exponent + 1 - digits.len(), b'0');
        }
        Ok(exponent) => {
            let (whole, fraction) = digits.split_at(exponent + 1);
            out.extend_from_slice(whole);
            if !fraction.is_empty() {
                out.push(b'.');
                out.extend_from_slice(fraction);
            }
        }
        Err(_) => {
            out.extend_from_slice(b"0.");
            out.resize(out.len() + exponent.unsigned_abs() as usize - 1, b'0');
            out.extend_from_slice(digits);
        }
    }
}

/// Fills in the digits and returns the power of ten of the first one.
fn significant_digits(number: f64, digits: &mut [u8; SIGNIFICANT]) -> i32 {
    if number == 0.0 {
        return 0;
    }
    let mut text = [0_u8; 32]; // d.dddddddddddddde-ddd takes 21
    let mut rest = &mut text[..];
    let written = write!(rest, "{number:.precision$e}", precision = SIGNIFICANT - 1);
    debug_assert!(written.is_ok(), "a number in this form is short");
    digits[0] = text[0];
    digits[1..].copy_from_slice(&text[2..=SIGNIFICANT]);
    let exponent = &text[SIGNIFICANT + 2..];
    let (is_negative, exponent) = match exponent.split_first() {
        Some((b'-', exponent)) => (true, exponent),
        _ => (false, exponent),
    };
    let places = exponent.iter().take_while(|byte| byte.is_ascii_digit());
    let exponent = places.fold(0, |number, byte| number * 10 + i32::from(byte - b'0'));
    if is_negative { -exponent } else { exponent }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn decimal(number: f64) -> String {
        let mut out = Vec::new();
        push_decimal(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn amounts_are_plain() {
        for text in [
            "0",
            "1",
            "10",
            "0.1",
            "0.1230778",
            "0.00000024",
            "1234.5",
            "123456789012345",
            "0.0833333333333333",
            "1230000000000000000000",
            "0.000000000000000000001",
            "-2.5",
            "100000000000000",
            "99999.9999999999",
        ] {
            assert_eq!(decimal(text.parse().unwrap()), text);
        }
    }

    #[test]
    fn noise_beyond_fifteen_digits_is_rounded_away() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(0.999_999_999_999_999_9), "1");
        assert_eq!(decimal(-0.0), "0");
    }

    #[test]
    fn what_is_written_reads_back_to_fifteen_digits() {
        let mut number = 1.234_567_890_123_456_7e-300;
        while number < 1e300 {
            let back: f64 = decimal(number).parse().unwrap();
            assert!((back / number - 1.0).abs() < 1e-14, "{number}");
            number *= 7.3;
        }
    }
}
