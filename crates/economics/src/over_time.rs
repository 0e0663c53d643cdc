//! Prices, use and money over years (C-23).
//!
//! Three things move a bill: prices for the same quality fall by a factor a year, use grows by a factor a year, and money
//! later is worth less than money now. Together they act like one rate k = ln(1 + discount) + ln(decline) - ln(growth).

use crate::quantity::Usd;

/// What moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// By what prices are divided in a year: 1 where they stay.
    pub decline: f64,
    /// By what use is multiplied in a year: 1 where it stays.
    pub growth: f64,
    /// What money costs a year: 0.1 for 10 %.
    pub discount: f64,
}

/// Why there is no present value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPace {
    /// Prices are divided by nothing, or less.
    DeclineNotPositive,
    /// Use is multiplied by nothing, or less.
    GrowthNotPositive,
    /// Money loses all its worth in a year, or more.
    DiscountOutside,
    /// The years are below 0, or not a number.
    YearsOutside,
    /// So much growth that the sum is no number.
    TooLarge,
}

/// Months of a year.
pub const MONTHS: f64 = 12.0;

impl Pace {
    /// A pace that a sum can be made of.
    ///
    /// ```
    /// # use economics::over_time::*;
    /// assert_eq!(Pace::new(0.0, 1.0, 0.1), Err(NoPace::DeclineNotPositive));
    /// ```
    ///
    /// # Errors
    /// Why there is none.
    pub fn new(decline: f64, growth: f64, discount: f64) -> Result<Self, NoPace> {
        if !(decline > 0.0 && decline.is_finite()) {
            return Err(NoPace::DeclineNotPositive);
        }
        if !(growth > 0.0 && growth.is_finite()) {
            return Err(NoPace::GrowthNotPositive);
        }
        if !(discount > -1.0 && discount.is_finite()) {
            return Err(NoPace::DiscountOutside);
        }
        Ok(Self {
            decline,
            growth,
            discount,
        })
    }

    /// The one rate k a year: ln(1 + discount) + ln(decline) - ln(growth). Below 0 the spend weighs more each year, although
    /// prices fall.
    ///
    /// ```
    /// # use economics::over_time::Pace;
    /// let pace = Pace { decline: 3.0, growth: 5.0, discount: 0.0 };
    /// assert!((pace.rate() - (3.0f64 / 5.0).ln()).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn rate(&self) -> f64 {
        libm::log1p(self.discount) + libm::log(self.decline) - libm::log(self.growth)
    }

    /// What a price of 1 is after some years: decline^-years.
    ///
    /// ```
    /// # use economics::over_time::Pace;
    /// let pace = Pace { decline: 10.0, growth: 1.0, discount: 0.0 };
    /// assert!((pace.price_after(2.0) - 1.0 / 100.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn price_after(&self, years: f64) -> f64 {
        libm::pow(self.decline, -years)
    }

    /// What a use of 1 is after some years: growth^years.
    ///
    /// ```
    /// # use economics::over_time::Pace;
    /// let pace = Pace { decline: 1.0, growth: 1.5, discount: 0.0 };
    /// assert!((pace.use_after(2.0) - 1.5 * 1.5).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn use_after(&self, years: f64) -> f64 {
        libm::pow(self.growth, years)
    }

    /// What a dollar after some years is worth now: (1 + discount)^-years.
    ///
    /// ```
    /// # use economics::over_time::Pace;
    /// let pace = Pace { decline: 1.0, growth: 1.0, discount: 0.25 };
    /// assert!((pace.worth_now(1.0) - 1.0 / 1.25).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn worth_now(&self, years: f64) -> f64 {
        libm::pow(1.0 + self.discount, -years)
    }
}

/// What a spend of `yearly` dollars a year, paid all the time, is worth now over some years: A (1 - e^(-k H)) / k, and A H
/// where k is 0.
///
/// ```
/// # use economics::{over_time::*, quantity::Usd};
/// let steady = Pace { decline: 1.0, growth: 1.0, discount: 0.0 };
/// assert_eq!(present_value(Usd(100.0), 3.0, &steady), Ok(Usd(100.0 * 3.0)));
/// let falling = Pace { decline: 1.0f64.exp(), ..steady }; // k = 1
/// let found = present_value(Usd(100.0), 3.0, &falling).unwrap();
/// assert!((found.0 - 100.0 * (1.0 - (-3.0f64).exp())).abs() < 1e-9);
/// ```
///
/// # Errors
/// No years, or a sum that is no number.
pub fn present_value(yearly: Usd, years: f64, pace: &Pace) -> Result<Usd, NoPace> {
    if !(years >= 0.0 && years.is_finite()) {
        return Err(NoPace::YearsOutside);
    }
    let rate = pace.rate();
    // Near 0 the quotient would lose its digits: expm1 keeps them.
    let years_counted = if rate == 0.0 {
        years
    } else {
        -libm::expm1(-rate * years) / rate
    };
    let found = yearly * years_counted;
    if found.0.is_finite() {
        Ok(found)
    } else {
        Err(NoPace::TooLarge)
    }
}

/// Months in which a price that is divided by `decline` a year halves: 12 ln 2 / ln decline. Nothing where it does not fall.
///
/// ```
/// # use economics::over_time::halving_months;
/// assert!((halving_months(4.0).unwrap() - 12.0 / 2.0).abs() < 1e-12); // a quarter in a year, half in half of it
/// assert_eq!(halving_months(1.0), None);
/// ```
#[must_use]
pub fn halving_months(decline: f64) -> Option<f64> {
    let falls = decline > 1.0 && decline.is_finite();
    falls.then(|| MONTHS * core::f64::consts::LN_2 / libm::log(decline))
}

/// By what a price was divided in a year, from two prices some years apart: (before / after)^(1 / years). Nothing unless
/// all three are above 0.
///
/// ```
/// # use economics::over_time::yearly_decline;
/// assert!((yearly_decline(8.0, 1.0, 3.0).unwrap() - 2.0).abs() < 1e-12);
/// assert_eq!(yearly_decline(8.0, 0.0, 3.0), None);
/// ```
#[must_use]
pub fn yearly_decline(before: f64, after: f64, years: f64) -> Option<f64> {
    let is_known = before > 0.0 && after > 0.0 && years > 0.0;
    let found = libm::pow(before / after, 1.0 / years);
    (is_known && found.is_finite()).then_some(found)
}

/// One month of a plan; the first is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// What a price of 1 is.
    pub price: f64,
    /// What a use of 1 is.
    pub used: f64,
    /// What a dollar at the end of this month is worth now.
    pub worth_now: f64,
}

/// Months of a plan: price and use of their first day, money of their last. So the first month is today's bill, and bills are
/// paid when the month is over.
///
/// ```
/// # use economics::over_time::*;
/// let months = months(13, &Pace { decline: 10.0, growth: 2.0, discount: 0.1 });
/// assert_eq!((months[0].price, months[0].used), (1.0, 1.0));
/// assert!((months[12].price - 0.1).abs() < 1e-12 && (months[12].used - 2.0).abs() < 1e-12);
/// assert!((months[11].worth_now - 1.0 / 1.1).abs() < 1e-12);
/// ```
#[must_use]
pub fn months(count: u32, pace: &Pace) -> Vec<Month> {
    let month = |month: u32| {
        let years = f64::from(month) / MONTHS;
        Month {
            price: pace.price_after(years),
            used: pace.use_after(years),
            worth_now: pace.worth_now(years + 1.0 / MONTHS),
        }
    };
    (0..count).map(month).collect()
}

/// When money spent at first comes back. Months are counted from 1; none where it does not come back in time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Payback {
    /// The first month whose own net is not below nothing.
    pub breaks_even: Option<usize>,
    /// The month from whose end on, in the months looked at, all nets together cover what was paid at first.
    pub paid_back: Option<usize>,
    /// The same with money later worth less.
    pub paid_back_discounted: Option<usize>,
    /// All nets, worth now, less what was paid at first.
    pub worth_now: Usd,
}

/// What monthly nets make of a cost that is paid once at first. Where the sum comes above it and falls below again, it is
/// not paid back until it stays.
///
/// ```
/// # use economics::{over_time::*, quantity::Usd};
/// let months = months(3, &Pace { decline: 1.0, growth: 1.0, discount: 0.0 });
/// let found = payback(Usd(25.0), &[Usd(-5.0), Usd(20.0), Usd(20.0)], &months);
/// assert_eq!((found.breaks_even, found.paid_back), (Some(2), Some(3))); // -5 + 20 + 20 covers 25
/// assert_eq!(found.worth_now, Usd(35.0 - 25.0));
/// ```
#[must_use]
pub fn payback(once: Usd, nets: &[Usd], months: &[Month]) -> Payback {
    let (mut plain, mut discounted) = (-once.0, -once.0);
    let mut found = Payback::default();
    for (place, (net, month)) in nets.iter().zip(months).enumerate() {
        let number = place + 1;
        plain += net.0;
        discounted += net.0 * month.worth_now;
        if net.0 >= 0.0 {
            found.breaks_even = found.breaks_even.or(Some(number));
        }
        found.paid_back = (plain >= 0.0).then(|| found.paid_back.unwrap_or(number));
        found.paid_back_discounted =
            (discounted >= 0.0).then(|| found.paid_back_discounted.unwrap_or(number));
    }
    found.worth_now = Usd(discounted);
    found
}
