//! How often at least one of several tries is right (coverage), and what a majority gets right.
//!
//! Coverage is worth something only where a check tells the right one; without, there is the majority.

use core::cmp::Ordering;
use libm::{exp, lgamma, log, pow};

/// Why a coverage cannot be had from what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCoverage {
    /// A rate of 0 or 1 fixes no curve.
    Certain,
    /// More tries were right less often than one.
    Falls,
    /// More were right than tries that have nothing in common could bring.
    MoreThanIndependent,
    /// No try was made, or more were right than there were.
    Counts,
}

/// Chance that at least one of `tries` independent tries is right, each with chance `success`: 1 - (1 - p)^k.
///
/// ```
/// assert!((economics::coverage::independent(0.4, 3.0) - (1.0 - 0.6 * 0.6 * 0.6)).abs() < 1e-15);
/// ```
#[must_use]
pub fn independent(success: f64, tries: f64) -> f64 {
    1.0 - pow(1.0 - success, tries)
}

/// The same where a task's own chance is Beta(a, b) with mean `success` and intra-class correlation `correlation`:
/// 1 - B(a, b + k) / B(a, b) with a = q (1 - rho) / rho, b = (1 - q) (1 - rho) / rho.
///
/// ```
/// // Beta(.5, 1.5): mean 1/4, correlation 1 / (.5 + 1.5 + 1).
/// let one = economics::coverage::alike(0.25, 1.0 / 3.0, 1.0);
/// assert!((one - 0.25).abs() < 1e-12);
/// ```
#[must_use]
pub fn alike(success: f64, correlation: f64, tries: f64) -> f64 {
    if correlation <= 0.0 {
        return independent(success, tries);
    }
    if correlation >= 1.0 || success <= 0.0 || 1.0 <= success {
        return success;
    }
    // Whole tries one by one, which keeps every digit where tries are nearly independent; the rest by B.
    let whole = libm::floor(tries).min(ONE_BY_ONE);
    let own = 1.0 - correlation;
    let mut none = 1.0;
    let mut before = 0.0;
    while before < whole {
        none *= ((1.0 - success) * own + before * correlation) / (own + before * correlation);
        before += 1.0;
    }
    if whole < tries {
        let all = own / correlation + whole;
        let wrong = (1.0 - success) * own / correlation + whole;
        let left = tries - whole;
        none *= exp(lgamma(wrong + left) - lgamma(wrong) + lgamma(all) - lgamma(all + left));
    }
    (1.0 - none).clamp(0.0, 1.0)
}

/// So many tries are multiplied one by one.
const ONE_BY_ONE: f64 = 1_000.0;

/// Coverage exp(a k^b) with a, b < 0 (Brown et al. 2024, Large Language Monkeys).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// Logarithm of the coverage of one try.
    pub a: f64,
    /// How fast what is missing falls.
    pub b: f64,
}

impl PowerLaw {
    /// Through the coverage of one try and that of `tries`.
    ///
    /// ```
    /// use economics::coverage::PowerLaw;
    /// let law = PowerLaw::through(0.159, 250.0, 0.56).expect("two rates that rise");
    /// assert!((law.coverage(1.0) - 0.159).abs() < 1e-12);
    /// assert!((law.coverage(250.0) - 0.56).abs() < 1e-12);
    /// ```
    ///
    /// # Errors
    /// Where a rate is 0 or 1, or the second is not above the first.
    pub fn through(one: f64, tries: f64, several: f64) -> Result<Self, NoCoverage> {
        if !(0.0 < one && one < 1.0 && 0.0 < several && several < 1.0) {
            return Err(NoCoverage::Certain);
        }
        if tries <= 1.0 {
            return Err(NoCoverage::Counts);
        }
        if several <= one {
            return Err(NoCoverage::Falls);
        }
        let a = log(one);
        let b = log(log(several) / a) / log(tries);
        Ok(Self { a, b })
    }

    /// Coverage of so many tries.
    #[must_use]
    pub fn coverage(&self, tries: f64) -> f64 {
        exp(self.a * pow(tries, self.b))
    }
}

/// Coverage of `tries` from `samples` answers of which `right` were right: 1 - C(n - c, k) / C(n, k), which is unbiased
/// (Chen et al. 2021).
///
/// ```
/// // 10 answers, 3 right: of 5 drawn, none is right in C(7, 5) / C(10, 5) = 21 / 252.
/// assert_eq!(economics::coverage::of_samples(10, 3, 5), Ok(1.0 - 21.0 / 252.0));
/// ```
///
/// # Errors
/// Where there are no samples, more right than there are, or fewer than tries.
pub fn of_samples(samples: u32, right: u32, tries: u32) -> Result<f64, NoCoverage> {
    if samples == 0 || right > samples || tries > samples {
        return Err(NoCoverage::Counts);
    }
    let wrong = samples - right;
    if tries > wrong {
        return Ok(1.0);
    }
    let none = (0..tries).fold(1.0, |none, index| {
        none * f64::from(wrong - index) / f64::from(samples - index)
    });
    Ok(1.0 - none)
}

/// How alike tries must be (intra-class correlation) for a coverage of `tries`, where one is right with chance `success`.
///
/// # Errors
/// Where no correlation from 0 to 1 gives that coverage.
///
/// ```
/// use economics::coverage::{alike, correlation_of};
/// let rho = correlation_of(0.25, 10.0, alike(0.25, 0.3, 10.0)).expect("it was made from one");
/// assert!((rho - 0.3).abs() < 1e-9);
/// ```
pub fn correlation_of(success: f64, tries: f64, coverage: f64) -> Result<f64, NoCoverage> {
    /// Rounding of a coverage.
    const SAME: f64 = 1e-12;
    if !(0.0 < success && success < 1.0) {
        return Err(NoCoverage::Certain);
    }
    if coverage < success - SAME {
        return Err(NoCoverage::Falls);
    }
    let most = independent(success, tries);
    if coverage > most + SAME {
        return Err(NoCoverage::MoreThanIndependent);
    }
    if coverage > most - SAME {
        return Ok(0.0);
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if alike(success, middle, tries) > coverage {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok((low + high) / 2.0)
}

/// Chance that the majority of `tries` answers is right; of a tie, half. Each is right with chance `success`, and a task's own
/// chance is spread as in [`alike`]: answers of a hard task err together. Wrong answers are taken to agree, which is the
/// worst case.
///
/// ```
/// use economics::coverage::majority;
/// // Two of three: p^3 + 3 p^2 (1 - p).
/// let p: f64 = 0.6;
/// assert!((majority(p, 0.0, 3) - (p * p * p + 3.0 * p * p * (1.0 - p))).abs() < 1e-12);
/// // Beta(1, 1): every count of right ones is as likely, and two or three of three are half of the four.
/// assert!((majority(0.5, 1.0 / 3.0, 3) - 0.5).abs() < 1e-12);
/// // Answers that are all the same are as good as one.
/// assert_eq!(majority(p, 1.0, 3), p);
/// ```
#[must_use]
pub fn majority(success: f64, correlation: f64, tries: u32) -> f64 {
    if tries <= 1 || success <= 0.0 || 1.0 <= success || correlation >= 1.0 {
        return success.clamp(0.0, 1.0);
    }
    // Chances of 0, 1, ... right answers, each from the one before, and only then made to sum to 1: nothing cancels.
    let (n, own) = (f64::from(tries), 1.0 - correlation);
    let (mut chance, mut all, mut right) = (1.0, 0.0, 0.0);
    for count in 0..=tries {
        let so_far = f64::from(count);
        all += chance;
        right += match (2 * u64::from(count)).cmp(&u64::from(tries)) {
            Ordering::Less => 0.0,
            Ordering::Equal => chance / 2.0,
            Ordering::Greater => chance,
        };
        let next_right = success * own + so_far * correlation;
        let next_wrong = (1.0 - success) * own + (n - so_far - 1.0) * correlation;
        chance *= (n - so_far) / (so_far + 1.0) * next_right / next_wrong;
        if chance > LARGE {
            (chance, all, right) = (chance / LARGE, all / LARGE, right / LARGE);
        }
    }
    right / all
}

/// From here on sums are divided by it: a chance beside which all before it are none.
const LARGE: f64 = 1e200;

/// How many tries are best where a right result is worth `value` dollars and a try costs `cost`: the first that is not
/// beaten by any other up to `most`.
///
/// ```
/// use economics::coverage::{best_tries, independent};
/// // The second try adds .4 * .6 = .24 of a dollar, the third .144.
/// assert_eq!(best_tries(1.0, 0.2, 100, |tries| independent(0.4, tries)), 2);
/// ```
#[must_use]
pub fn best_tries(value: f64, cost: f64, most: u32, coverage: impl Fn(f64) -> f64) -> u32 {
    let net = |tries: u32| value * coverage(f64::from(tries)) - cost * f64::from(tries);
    let (mut best, mut best_net) = (1, net(1));
    for tries in 2..=most {
        if net(tries) > best_net {
            (best, best_net) = (tries, net(tries));
        }
    }
    best
}
