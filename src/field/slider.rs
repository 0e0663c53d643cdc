//! Where a slider stands: even steps for shares, a log scale for everything that grows by factors.

use scenario::field::Unit;

/// Positions of a slider, from 0.
pub const STEPS: f64 = 1_000.0;
/// Positions at the left end of a log scale that mean 0.
const ZERO_STEPS: f64 = 20.0;
/// Significant figures of a value that a slider sets, so that dragging gives round numbers.
const FIGURES: i32 = 2;

/// What a slider runs over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Even steps from 0 to 1.
    Share,
    /// By factors from `least` to `most`; at the left end 0, where that is allowed.
    Log {
        /// Least value above 0.
        least: f64,
        /// Largest value.
        most: f64,
        /// Whether the left end means 0.
        zero: bool,
        /// Whether only whole numbers are set.
        whole: bool,
    },
}

/// The scale of a field.
#[must_use]
pub fn scale(unit: Unit, min: f64, whole: bool) -> Scale {
    let (least, most) = match unit {
        Unit::Share => return Scale::Share,
        Unit::Tokens => (10.0, 1e7),
        Unit::Ratio => (0.1, 100.0),
        Unit::Usd => (0.01, 1e4),
        Unit::UsdPerMtok => (0.01, 1e3),
        Unit::UsdPerHour => (1.0, 1e3),
        Unit::Minutes => (1.0, 1e4),
        Unit::PerUsd => (1e-6, 1.0),
        Unit::Count | Unit::None => (1.0, if whole { 100.0 } else { 1e6 }),
    };
    Scale::Log {
        least,
        most,
        zero: min <= 0.0,
        whole,
    }
}

impl Scale {
    /// The position of a value; a value beyond an end stands at the end.
    #[must_use]
    pub fn position(self, value: f64) -> f64 {
        match self {
            Self::Share => (value * STEPS).round().clamp(0.0, STEPS),
            Self::Log { zero: true, .. } if value <= 0.0 => 0.0,
            Self::Log {
                least, most, zero, ..
            } => {
                let start = if zero { ZERO_STEPS } else { 0.0 };
                let part = libm::log10(value / least) / libm::log10(most / least);
                (start + part * (STEPS - start)).round().clamp(start, STEPS)
            }
        }
    }

    /// The value at a position.
    #[must_use]
    pub fn value(self, position: f64) -> f64 {
        match self {
            Self::Share => position / STEPS,
            Self::Log { zero: true, .. } if position < ZERO_STEPS / 2.0 => 0.0,
            Self::Log {
                least,
                most,
                zero,
                whole,
            } => {
                let start = if zero { ZERO_STEPS } else { 0.0 };
                let part = ((position - start) / (STEPS - start)).clamp(0.0, 1.0);
                let value =
                    round_to_figures(least * power_of_ten(libm::log10(most / least) * part));
                if whole { value.round().max(1.0) } else { value }
            }
        }
    }
}

fn round_to_figures(value: f64) -> f64 {
    let digits = libm::floor(libm::log10(value)) as i32 + 1;
    let scale = (0..(FIGURES - digits).abs()).fold(1.0, |scale, _| scale * 10.0);
    if digits > FIGURES {
        (value / scale).round() * scale
    } else {
        (value * scale).round() / scale
    }
}

/// Near enough for two figures, and half as heavy as `libm::pow`.
fn power_of_ten(exponent: f64) -> f64 {
    libm::exp(exponent * core::f64::consts::LN_10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens() -> Scale {
        scale(Unit::Tokens, 0.0, false)
    }

    #[test]
    fn the_left_end_is_nothing_and_the_right_end_the_most() {
        assert_eq!(tokens().value(0.0), 0.0);
        assert_eq!(tokens().value(STEPS), 1e7);
        assert_eq!(tokens().position(0.0), 0.0);
        assert_eq!(tokens().position(1e12), STEPS);
    }

    #[test]
    fn a_slider_gives_round_numbers_and_finds_them_again() {
        for position in 0..=STEPS as u32 {
            let value = tokens().value(f64::from(position));
            assert_eq!(value, value.round(), "{value}");
            let back = tokens().value(tokens().position(value));
            assert!((back - value).abs() <= value * 0.06, "{value} {back}");
        }
    }

    #[test]
    fn further_right_is_never_less() {
        for scale in [
            tokens(),
            scale(Unit::Usd, 0.0, false),
            scale(Unit::Count, 1.0, true),
            Scale::Share,
        ] {
            let values: Vec<f64> = (0..=STEPS as u32)
                .map(|position| scale.value(f64::from(position)))
                .collect();
            assert!(
                values.windows(2).all(|pair| pair[0] <= pair[1]),
                "{scale:?}"
            );
        }
    }

    #[test]
    fn attempts_are_whole_and_at_least_one() {
        let attempts = scale(Unit::Count, 1.0, true);
        assert_eq!(attempts.value(0.0), 1.0);
        assert!((0..=1_000).all(|position| attempts.value(f64::from(position)).fract() == 0.0));
    }
}
