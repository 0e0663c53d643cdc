//! The logarithm of success: where it bends, and at which effort it grows by how much.

use super::{Form, Production};

/// Steps of Newton's and halvings together that leave no bit open.
const STEPS: usize = 200;
/// Below a millionth of a token nothing is looked for.
const SMALLEST: f64 = 1e-6;
/// A step of Newton's in the logarithm of effort after which nothing is left to gain.
const STILL: f64 = 1e-9;
/// Logarithms of efforts that are one.
const CLOSED: f64 = 1e-15;

impl Production {
    /// The effort at which one more token adds `share` of the success rate there, f'(T) / f(T) = share, between two ends;
    /// looked for from `near` on, where that is known.
    pub(crate) fn effort_at_relative_slope(
        &self,
        share: f64,
        (least, most): (f64, f64),
        near: Option<f64>,
    ) -> f64 {
        let most = most.min(self.cap()).max(least);
        let span = self.ceiling - self.floor;
        let effort = match self.form {
            Form::Exponential => {
                let left = share * self.ceiling / (span * (self.scale + share));
                -libm::log(left) / self.scale
            }
            Form::Power if self.floor == 0.0 => self.shape / share,
            Form::Hill if self.floor == 0.0 && self.shape == 1.0 => {
                let k = self.scale;
                (libm::sqrt(k * k + 4.0 * k / share) - k) / 2.0
            }
            _ => self.falling_share(share, (least, most), near),
        };
        effort.max(least).min(most)
    }

    /// The same for a Hill curve or a power law, where f'/f falls from `least` on: Newton's steps in the logarithm of
    /// effort, held within what is known to lie on both sides.
    fn falling_share(&self, share: f64, (least, most): (f64, f64), near: Option<f64>) -> f64 {
        let wanted = libm::log(share);
        let scale = libm::log(self.scale);
        // ln (f'/f) less what is wanted, and its slope in ln T.
        let at = |place: f64| {
            let (n, span) = (self.shape, self.ceiling - self.floor);
            match self.form {
                Form::Hill => {
                    let part = 1.0 / (1.0 + libm::exp(n * (scale - place)));
                    let gained = span * part;
                    let success = self.floor + gained;
                    let log = libm::log(n * gained * (1.0 - part) / success) - place;
                    let bend = n * (1.0 - 2.0 * part) - 1.0 - gained * n * (1.0 - part) / success;
                    (log - wanted, bend)
                }
                Form::Exponential | Form::Power => {
                    let gained = libm::exp(scale + n * place);
                    let success = self.floor + gained;
                    (
                        libm::log(n * gained / success) - place - wanted,
                        n * self.floor / success - 1.0,
                    )
                }
            }
        };
        let ends = (
            libm::log(least.max(SMALLEST)),
            libm::log(most.max(SMALLEST)),
        );
        // Just outside, so that an end itself is looked at before it is taken.
        let (mut low, mut high) = (ends.0 - 1.0, ends.1 + 1.0);
        let start = near.unwrap_or(self.shape / share);
        let mut place = libm::log(start).max(ends.0).min(ends.1);
        for _ in 0..STEPS {
            let (above, bend) = at(place);
            if above > 0.0 {
                low = place;
            } else {
                high = place;
            }
            if high <= ends.0 {
                return least;
            }
            if ends.1 <= low {
                return most;
            }
            let step = -above / bend;
            if step.abs() <= STILL || high - low <= CLOSED {
                return libm::exp(place + step);
            }
            let next = (place + step).max(ends.0).min(ends.1);
            let is_inside = low < next && next < high;
            let halved = ((low + high) / 2.0).max(ends.0).min(ends.1);
            let next = if is_inside { next } else { halved };
            place = next;
        }
        libm::exp(place)
    }

    /// Effort from which on ln f is concave; 0 where it is everywhere that f is above 0.
    #[must_use]
    pub fn knee(&self) -> f64 {
        if self.is_log_concave() {
            return 0.0;
        }
        let (n, span, floor) = (self.shape, self.ceiling - self.floor, self.floor);
        match self.form {
            // Where f'/f turns, the part h of the span solves span h^2 + (span / n + 2 lo) h = (1 - 1 / n) lo.
            Form::Hill => {
                let half = (span / n + 2.0 * floor) / 2.0;
                let part = (libm::sqrt(half * half + span * floor * (1.0 - 1.0 / n)) - half) / span;
                self.scale * libm::pow(part / (1.0 - part), 1.0 / n)
            }
            Form::Exponential | Form::Power => {
                libm::pow(floor * (n - 1.0) / self.scale, 1.0 / n).min(self.cap())
            }
        }
    }

    /// Whether ln f is concave, so that the best split over a product is one and only.
    #[must_use]
    pub fn is_log_concave(&self) -> bool {
        match self.form {
            Form::Exponential => true,
            Form::Hill => self.shape <= 1.0 || self.floor == 0.0,
            Form::Power => self.shape <= 1.0 || self.floor == 0.0,
        }
    }
}
