//! What is left of a count after its parts, as exact decimals would have it.
//!
//! Counts of tokens are whole and need no care. Seconds of audio come as decimal fractions, and
//! `1000000.1 - 1000000` in binary is off in the tenth digit: such counts are subtracted as whole
//! numbers of their smallest decimal place.

/// Whole numbers below this are exact in an f64, and so are their differences.
pub(crate) const EXACT_WHOLE: f64 = 9_007_199_254_740_992.0; // 2^53

/// Whether plain subtraction of this count is exact.
pub(crate) fn is_plain(count: f64) -> bool {
    count < EXACT_WHOLE && libm::trunc(count) == count
}

/// `total` minus its `parts`, all finite and >= 0; negative where the parts are really more than the total.
///
/// What is only rounding noise of a sum of several parts is 0. A single part is compared exactly.
pub(crate) fn remainder(total: f64, parts: &[f64]) -> f64 {
    let counts = || std::iter::once(total).chain(parts.iter().copied());
    for power in POWERS_OF_TEN {
        if counts().all(|count| as_whole_of(count, power).is_some()) {
            let mut left = 0;
            for (position, count) in counts().enumerate() {
                let whole = i128::from(as_whole_of(count, power).unwrap_or(0));
                left += if position == 0 { whole } else { -whole };
            }
            return left as f64 / power;
        }
    }
    binary_remainder(total, parts)
}

/// The count as a whole number of `1 / power`, if that decimal is the one that the f64 stands for.
fn as_whole_of(count: f64, power: f64) -> Option<i64> {
    let whole = libm::round(count * power);
    (whole < EXACT_WHOLE && whole / power == count).then_some(whole as i64)
}

/// Fallback for counts with too many digits: the error of each subtraction is carried along.
fn binary_remainder(total: f64, parts: &[f64]) -> f64 {
    let (mut left, mut error) = (total, 0.0);
    for part in parts {
        let difference = left - part;
        let taken = left - difference;
        error += (left - (difference + taken)) + (taken - part);
        left = difference;
    }
    let left = left + error;
    let noise = total * f64::EPSILON * parts.len() as f64;
    if parts.len() > 1 && left < 0.0 && -left <= noise {
        0.0
    } else {
        left
    }
}

/// Decimal places that are tried; ten to any of these powers is exact.
const POWERS_OF_TEN: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_subtracted_as_decimals() {
        assert_eq!(remainder(1_000_000.1, &[1_000_000.0]), 0.1);
        assert_eq!(remainder(0.3, &[0.1, 0.2]), 0.0);
        assert_eq!(remainder(1266.0, &[616.89]), 649.11);
        assert_eq!(remainder(10.1, &[10.0]), 0.1);
    }

    #[test]
    fn a_part_that_is_more_leaves_less_than_nothing() {
        assert!(remainder(0.3, &[0.1 + 0.2]) < 0.0);
        assert!(remainder(1.0, &[1.5]) < 0.0);
        assert!(remainder(0.5, &[0.25, 0.26]) < 0.0);
        assert!(remainder(1e300, &[2e300]) < 0.0);
    }

    #[test]
    fn the_noise_of_a_sum_is_nothing() {
        let parts = [
            std::f64::consts::PI,
            std::f64::consts::E,
            std::f64::consts::SQRT_2,
        ];
        let total: f64 = parts.iter().sum();
        assert!(remainder(total, &parts) >= 0.0);
        assert!(remainder(total, &parts) <= total * 1e-15);
    }

    #[test]
    fn large_counts_stay_finite() {
        assert_eq!(remainder(1e308, &[1e308]), 0.0);
        assert_eq!(remainder(1e22, &[0.5]), 1e22);
        assert_eq!(remainder(f64::MAX, &[0.0, 0.0]), f64::MAX);
    }
}
