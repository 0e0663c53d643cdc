//! When a prompt cache pays: by requests on one beginning, by hit rate, by arrivals.
//!
//! Prices are multiples of the input rate: `write` of what is written, `read` of what is read.

use libm::{exp, log};

/// Requests on one beginning within its lifetime from which caching is cheaper: (m_w - m_r) / (1 - m_r). The first
/// writes, the others read. Nothing where a read costs as much as fresh input.
///
/// ```
/// use economics::caching::requests_to_pay;
/// assert_eq!(requests_to_pay(1.25, 0.1), Some((1.25 - 0.1) / (1.0 - 0.1)));
/// ```
#[must_use]
pub fn requests_to_pay(write: f64, read: f64) -> Option<f64> {
    (read < 1.0).then(|| (write - read) / (1.0 - read))
}

/// Hit rate from which caching is cheaper, every miss being a write: (m_w - 1) / (m_w - m_r). Where a write is no dearer
/// than input, caching always pays: 0. Nothing where it never does.
///
/// ```
/// use economics::caching::hit_rate_to_pay;
/// assert_eq!(hit_rate_to_pay(2.0, 0.1), Some((2.0 - 1.0) / (2.0 - 0.1)));
/// assert_eq!(hit_rate_to_pay(1.0, 0.1), Some(0.0));
/// ```
#[must_use]
pub fn hit_rate_to_pay(write: f64, read: f64) -> Option<f64> {
    if write <= 1.0 && read <= 1.0 {
        return Some(0.0);
    }
    (read < 1.0).then(|| (write - 1.0) / (write - read))
}

/// Hit rate of requests that arrive at random, `per_hour` of them, where each use keeps the beginning for `hours` more:
/// 1 - e^(-rate ttl).
///
/// ```
/// use economics::caching::hit_rate;
/// // On average one request in the lifetime.
/// assert!((hit_rate(12.0, 1.0 / 12.0) - (1.0 - (-1.0f64).exp())).abs() < 1e-12);
/// ```
#[must_use]
pub fn hit_rate(per_hour: f64, hours: f64) -> f64 {
    1.0 - exp(-per_hour * hours)
}

/// Arrivals an hour from which caching for `hours` pays: -ln(1 - h*) / ttl. Nothing where it never does.
///
/// ```
/// use economics::caching::{arrivals_to_pay, hit_rate, hit_rate_to_pay};
/// let rate = arrivals_to_pay(1.25, 0.1, 1.0 / 12.0).expect("it pays from some rate on");
/// let needed = hit_rate_to_pay(1.25, 0.1).expect("there is one");
/// assert!((hit_rate(rate, 1.0 / 12.0) - needed).abs() < 1e-12);
/// ```
#[must_use]
pub fn arrivals_to_pay(write: f64, read: f64, hours: f64) -> Option<f64> {
    let needed = hit_rate_to_pay(write, read)?;
    (hours > 0.0).then(|| -log(1.0 - needed) / hours)
}

/// Cost of `requests` on one beginning within its lifetime, as a part of what they cost without a cache:
/// (m_w + (n - 1) m_r) / n. Nothing without requests.
///
/// ```
/// use economics::caching::relative_cost;
/// assert_eq!(relative_cost(1.25, 0.1, 10.0), Some((1.25 + 9.0 * 0.1) / 10.0));
/// ```
#[must_use]
pub fn relative_cost(write: f64, read: f64, requests: f64) -> Option<f64> {
    (requests >= 1.0).then(|| (write + (requests - 1.0) * read) / requests)
}

/// Reads an hour from which a cache that is rented by the hour pays: p_s / (p_I - p_c), prices for a million tokens. Nothing
/// where a read saves nothing.
///
/// ```
/// use economics::caching::reads_to_pay_storage;
/// assert_eq!(reads_to_pay_storage(4.5, 1.25, 0.125), Some(4.5 / (1.25 - 0.125)));
/// ```
#[must_use]
pub fn reads_to_pay_storage(storage_an_hour: f64, input: f64, read: f64) -> Option<f64> {
    (input > read).then(|| storage_an_hour / (input - read))
}
