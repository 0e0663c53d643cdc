//! Where between two neighbours a function changes its side.

use super::{Crossing, MOST_STEPS, Search, Side};

/// A function that is still this part of its values beside it has leapt.
const LEAP: f64 = 1e-6;
/// What is this part of rounding is nothing at all.
const EXACT: f64 = 1.0 / 64.0;

impl Search<'_> {
    /// Narrows by the secant where it helps and by halves where it does not, until no number lies between.
    pub(super) fn narrowed(&mut self, low: Side, high: Side) -> Crossing {
        let rises = high.1.is_above();
        let (above, below) = if rises { (high, low) } else { (low, high) };
        if let Some(root) = self.root(above, below, rises) {
            return root; // an end that is nothing
        }
        let scale = low.1.value.abs().max(high.1.value.abs());
        let (mut low, mut high) = (low, high);
        let mut halve = false;
        for _ in 0..MOST_STEPS {
            let width = high.0 - low.0;
            let secant = low.0 - low.1.value * (width / (high.1.value - low.1.value));
            let is_inside = low.0 < secant && secant < high.0;
            let next = if halve || self.is_whole || !is_inside {
                self.between(low.0, high.0)
            } else {
                Some(secant)
            };
            let Some(next) = next.and_then(|next| Some((next, self.at(next)?))) else {
                break;
            };
            let is_exact = next.1.value.abs() <= EXACT * next.1.rounding;
            let root = is_exact.then(|| self.root(next, below, rises)).flatten();
            if let Some(root) = root {
                let meant = [above.0, below.0, 0.0]
                    .into_iter()
                    .find(|x| (x - root.at).abs() <= root.residual);
                return Crossing {
                    at: meant.unwrap_or(root.at),
                    residual: next.1.value,
                    ..root
                };
            }
            let is_above = if self.is_whole {
                next.1.is_above()
            } else {
                is_exact || next.1.value >= 0.0
            };
            *(if is_above == rises {
                &mut high
            } else {
                &mut low
            }) = next;
            halve = high.0 - low.0 > width / 2.0;
        }
        let nearest = low.1.value.abs().min(high.1.value.abs());
        crossing(low, high, rises, self.is_whole || nearest > LEAP * scale)
    }

    /// A place that is nothing as the root, unless it is nothing beside it, too: then the last such place is asked for.
    /// Its residual is how far from it the same is true, but for rounding.
    fn root(&mut self, place: Side, below: Side, rises: bool) -> Option<Crossing> {
        /// So near, as a part of the way to a place below 0, it is seen whether the function passes 0.
        const BESIDE: f64 = 1e-6;
        let (x, height) = place;
        if self.is_whole || !height.is_nothing() {
            return None;
        }
        let away = BESIDE * (below.0 - x);
        let beside = self.at(x + away).filter(|beside| !beside.is_above())?;
        let half = self.at(x + away / 2.0)?.value / beside.value;
        let is_passed = (half - 0.5).abs() < 1e-3;
        if !is_passed {
            return None;
        }
        Some(Crossing {
            at: x,
            residual: height.rounding * (away / beside.value).abs(),
            is_jump: false,
            rises,
        })
    }
}

/// Between two neighbours on different sides.
pub(super) fn crossing(low: Side, high: Side, rises: bool, is_jump: bool) -> Crossing {
    let (at, height) = if rises { high } else { low };
    Crossing {
        at,
        residual: height.value,
        is_jump,
        rises,
    }
}
