//! Production functions of a step: how its success rate grows with effort (C-6, P6).
//!
//! Three forms, each with a floor lo (success without effort) and a ceiling hi (success at best):
//!
//! | form | success rate at effort T | found from one point | a second point gives |
//! |---|---|---|---|
//! | exponential | lo + (hi - lo)(1 - e^(-bT)) | b | the floor |
//! | Hill | lo + (hi - lo) T^n / (K^n + T^n) | K, with n = 1 | n |
//! | power | lo + A T^al, at most hi | A, with al = 1/2 | al |
//!
//! One known point fixes the slope only by assuming a form; [`Production::is_assumed`] says so.

mod relative;

/// The form of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Saturating exponential, the paper's (P6).
    Exponential,
    /// Hill curve.
    Hill,
    /// Power law, capped at the ceiling.
    Power,
}

impl Form {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Exponential, Self::Hill, Self::Power];
}

/// Why a step has no curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCurve {
    /// Its success rate is not known.
    NoSuccessRate,
    /// It does not reason, and nobody said which tokens are its effort.
    NoReasoning,
    /// Effort is reasoning, and without a floor no reasoning would mean no success.
    NeedsFloor,
    /// The success rate is known at no effort at all.
    NoEffort,
    /// The success rate is the floor: there is nothing that effort has brought.
    AtFloor,
    /// The success rate is the ceiling: there is nothing left to gain.
    AtCeiling,
    /// The two known points do not rise from less to more effort, or lie on one effort.
    PointsDoNotRise,
}

/// What is known of a step's success.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The assumed form.
    pub form: Form,
    /// Success rate without effort.
    pub floor: f64,
    /// Success rate at best.
    pub ceiling: f64,
    /// Effort in tokens and the success rate there.
    pub point: (f64, f64),
    /// Another such point, where there is one.
    pub second: Option<(f64, f64)>,
}

/// A calibrated production function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Production {
    /// Its form.
    pub form: Form,
    /// Success rate without effort; below 0 where two points ask for a least effort.
    pub floor: f64,
    /// Success rate at best.
    pub ceiling: f64,
    /// b in 1/token, K in tokens, or A in tokens^-al.
    pub scale: f64,
    /// 1, n, or al.
    pub shape: f64,
    /// Whether one point alone was known, so that the slope is the form's.
    pub is_assumed: bool,
}

/// The exponent of the power law where one point is known.
const POWER: f64 = 0.5;

impl Production {
    /// The curve through what is known.
    ///
    /// ```
    /// # use economics::production::*;
    /// let known = Known { form: Form::Exponential, floor: 0.0, ceiling: 1.0, point: (12_000.0, 0.7), second: None };
    /// let curve = Production::calibrated(&known).unwrap();
    /// assert!((curve.scale - 1.003311e-4).abs() < 1e-10); // -ln(1 - 0.7) / 12,000
    /// ```
    ///
    /// # Errors
    /// Why there is no curve.
    pub fn calibrated(known: &Known) -> Result<Self, NoCurve> {
        let (effort, rate) = known.point;
        check_point(known, effort, rate)?;
        let Some((other_effort, other_rate)) = known.second else {
            return Ok(through_one(known));
        };
        check_point(known, other_effort, other_rate)?;
        let rises = (other_effort - effort) * (other_rate - rate) > 0.0;
        if !rises {
            return Err(NoCurve::PointsDoNotRise);
        }
        Ok(through_two(known, (other_effort, other_rate)))
    }

    /// Success rate at an effort, between 0 and the ceiling.
    #[must_use]
    pub fn success(&self, effort: f64) -> f64 {
        let effort = effort.max(0.0);
        let span = self.ceiling - self.floor;
        let rate = match self.form {
            // From a floor far below 0 nothing would be left of the difference.
            Form::Exponential if self.floor < 0.0 => {
                self.ceiling - span * libm::exp(-self.scale * effort)
            }
            Form::Exponential => self.floor - span * libm::expm1(-self.scale * effort),
            Form::Hill => self.floor + span * self.hill(effort),
            Form::Power => self.floor + self.scale * libm::pow(effort, self.shape),
        };
        rate.max(0.0).min(self.ceiling)
    }

    /// What one more token of effort adds to the success rate, 1/token; 0 where the curve is capped.
    #[must_use]
    pub fn slope(&self, effort: f64) -> f64 {
        let span = self.ceiling - self.floor;
        if effort < self.least_useful() || self.cap() <= effort {
            return 0.0;
        }
        match self.form {
            Form::Exponential => span * self.scale * libm::exp(-self.scale * effort),
            Form::Hill if effort <= 0.0 => {
                if self.shape > 1.0 {
                    0.0
                } else if self.shape < 1.0 {
                    f64::INFINITY
                } else {
                    span / self.scale
                }
            }
            Form::Hill => {
                let part = self.hill(effort);
                span * self.shape * part * (1.0 - part) / effort
            }
            Form::Power => self.scale * self.shape * libm::pow(effort, self.shape - 1.0),
        }
    }

    /// The least effort that reaches a success rate; nothing above what the curve reaches.
    #[must_use]
    pub fn effort_for(&self, rate: f64) -> Option<f64> {
        if rate <= self.floor.max(0.0) {
            return Some(self.least_useful());
        }
        let span = self.ceiling - self.floor;
        let part = (rate - self.floor) / span;
        match self.form {
            Form::Power if rate <= self.ceiling => Some(libm::pow(
                (rate - self.floor) / self.scale,
                1.0 / self.shape,
            )),
            _ if rate >= self.ceiling => None,
            Form::Exponential => Some(libm::log(span / (self.ceiling - rate)) / self.scale),
            Form::Hill => Some(self.scale * libm::pow(part / (1.0 - part), 1.0 / self.shape)),
            Form::Power => None,
        }
    }

    /// Effort from which on nothing is gained any more; infinite but for the power law.
    #[must_use]
    pub fn cap(&self) -> f64 {
        if self.form == Form::Power {
            libm::pow((self.ceiling - self.floor) / self.scale, 1.0 / self.shape)
        } else {
            f64::INFINITY
        }
    }

    /// Effort below which nothing succeeds; 0 unless two points put the floor below 0.
    #[must_use]
    pub fn least_useful(&self) -> f64 {
        if self.floor >= 0.0 || self.form != Form::Exponential {
            return 0.0;
        }
        libm::log((self.ceiling - self.floor) / self.ceiling) / self.scale
    }

    /// Effort that earns most where a success is worth `value` and a token costs `cost` (both in the same money),
    /// between `least` and `most`: the concave branch of the curve against both ends.
    #[must_use]
    pub fn best_effort(&self, value: f64, cost: f64, least: f64, most: f64) -> f64 {
        let most = most.min(self.cap()).max(least);
        if value <= 0.0 {
            return least;
        }
        if cost <= 0.0 {
            return most;
        }
        let net = |effort: f64| value * self.success(effort) - cost * effort;
        let inner = self
            .effort_at_slope(cost / value, least, most)
            .max(least)
            .min(most);
        [least, most].into_iter().fold(
            inner,
            |best, end| {
                if net(end) > net(best) { end } else { best }
            },
        )
    }

    /// The largest effort at which one more token adds `slope`.
    fn effort_at_slope(&self, slope: f64, least: f64, most: f64) -> f64 {
        let span = self.ceiling - self.floor;
        match self.form {
            Form::Exponential => {
                (libm::log(span * self.scale / slope) / self.scale).max(self.least_useful())
            }
            Form::Power if self.shape < 1.0 => {
                libm::pow(self.scale * self.shape / slope, 1.0 / (1.0 - self.shape))
            }
            Form::Power => most,
            Form::Hill if self.shape == 1.0 => libm::sqrt(span * self.scale / slope) - self.scale,
            Form::Hill => self.falling_slope(slope, self.inflection().max(least), most),
        }
    }

    fn hill(&self, effort: f64) -> f64 {
        if effort <= 0.0 {
            return 0.0;
        }
        1.0 / (1.0 + libm::pow(self.scale / effort, self.shape))
    }

    /// Where a Hill curve of n > 1 turns from convex to concave.
    fn inflection(&self) -> f64 {
        let n = self.shape;
        if n <= 1.0 {
            return 0.0;
        }
        self.scale * libm::pow((n - 1.0) / (n + 1.0), 1.0 / n)
    }

    fn falling_slope(&self, slope: f64, from: f64, to: f64) -> f64 {
        falling(from, to, |effort| self.slope(effort) - slope)
    }
}

/// Steps of a bisection that leave no bit open.
const HALVINGS: usize = 200;
/// Where a function that falls through 0 does so, in a logarithmic bisection; an end where it does not.
fn falling(least: f64, most: f64, function: impl Fn(f64) -> f64) -> f64 {
    /// Below a millionth of a token nothing is looked for.
    const SMALLEST: f64 = 1e-6;
    let (mut low, mut high) = (least.max(SMALLEST), most);
    if function(low) <= 0.0 {
        return least;
    }
    if function(high) >= 0.0 {
        return most;
    }
    for _ in 0..HALVINGS {
        let middle = libm::sqrt(low) * libm::sqrt(high);
        if !(low < middle && middle < high) {
            break;
        }
        if function(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn check_point(known: &Known, effort: f64, rate: f64) -> Result<(), NoCurve> {
    if effort <= 0.0 {
        Err(NoCurve::NoEffort)
    } else if rate <= known.floor {
        Err(NoCurve::AtFloor)
    } else if known.ceiling <= rate {
        Err(NoCurve::AtCeiling)
    } else {
        Ok(())
    }
}

fn through_one(known: &Known) -> Production {
    let (effort, rate) = known.point;
    let (lo, hi) = (known.floor, known.ceiling);
    let (scale, shape) = match known.form {
        Form::Exponential => (-libm::log((hi - rate) / (hi - lo)) / effort, 1.0),
        Form::Hill => (effort * (hi - rate) / (rate - lo), 1.0),
        Form::Power => ((rate - lo) / libm::pow(effort, POWER), POWER),
    };
    Production {
        form: known.form,
        floor: lo,
        ceiling: hi,
        scale,
        shape,
        is_assumed: true,
    }
}

fn through_two(known: &Known, (other_effort, other_rate): (f64, f64)) -> Production {
    let (effort, rate) = known.point;
    let (lo, hi) = (known.floor, known.ceiling);
    let mut floor = lo;
    let ratio = libm::log(other_effort / effort);
    let (scale, shape) = match known.form {
        Form::Exponential => {
            let b = libm::log((hi - rate) / (hi - other_rate)) / (other_effort - effort);
            floor = hi - (hi - rate) * libm::exp(b * effort);
            (b, 1.0)
        }
        Form::Hill => {
            let odds = |rate: f64| (rate - lo) / (hi - rate);
            let n = libm::log(odds(other_rate) / odds(rate)) / ratio;
            (effort * libm::pow(odds(rate), -1.0 / n), n)
        }
        Form::Power => {
            let al = libm::log((other_rate - lo) / (rate - lo)) / ratio;
            ((rate - lo) / libm::pow(effort, al), al)
        }
    };
    Production {
        form: known.form,
        floor,
        ceiling: hi,
        scale,
        shape,
        is_assumed: false,
    }
}
