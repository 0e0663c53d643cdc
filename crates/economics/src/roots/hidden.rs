//! Whether a function may dip to its other side and come back between two places that were looked at.

use super::{Height, Search};

/// Neighbours that are this near hide nothing that matters: a part of the number, or of 1 below it.
const RESOLUTION: f64 = 1e-7;
/// A slope may be so many times as steep between two places as beside them.
const STEEPER: f64 = 2.0;
/// Slopes that differ by no more than this factor are those of one rise or fall.
const ALIKE: f64 = 4.0;

impl Search<'_> {
    /// Whether the function may change its side twice between a place and the next.
    pub(super) fn may_hide(&self, place: usize) -> bool {
        let (Some(here), Some(there)) = (self.height(place), self.height(place + 1)) else {
            return false;
        };
        let (low, high) = (self.places[place].x, self.places[place + 1].x);
        let width = high - low;
        let resolution = RESOLUTION * high.abs().max(low.abs()).max(1.0);
        let is_narrow = width <= if self.is_whole { 1.0 } else { resolution };
        if is_narrow || here.is_above() != there.is_above() || self.places[place + 1].is_start {
            return false;
        }
        let is_sloped = |place: usize| self.height(place).is_some_and(|at| !at.is_nothing());
        if here.is_nothing() && there.is_nothing() {
            return place > 0 && is_sloped(place - 1) || is_sloped(place + 2);
        }
        // From here on the side that both are on is up.
        let sign = if here.is_above() { 1.0 } else { -1.0 };
        let slope = |from: usize| self.slope(from).map(|slope| slope * sign);
        let before = place.checked_sub(1).and_then(slope);
        let after = slope(place + 1);
        let Some(own) = slope(place) else {
            return true;
        };
        let (here, there) = (sign * here.value, sign * there.value);
        let falls = before.is_some_and(|slope| here + STEEPER * slope * width <= 0.0);
        let rises = after.is_some_and(|slope| there - STEEPER * slope * width <= 0.0);
        match (before, after) {
            (None, None) => true,
            (Some(before), Some(after)) if is_one_way(before, own) && is_one_way(own, after) => {
                false
            }
            (Some(beside), None) | (None, Some(beside)) if is_one_way(2.0 * beside, own) => false,
            _ => {
                falls
                    || rises
                    || before.is_some_and(|before| self.dips(place, before, own, here))
                    || after.is_some_and(|after| self.dips(place + 1, own, after, there))
            }
        }
    }

    fn height(&self, place: usize) -> Option<Height> {
        self.places.get(place)?.height
    }

    /// Slope from a place to the next; nothing over a jump.
    fn slope(&self, place: usize) -> Option<f64> {
        let (here, there) = (self.height(place)?, self.height(place + 1)?);
        let (low, high) = (self.places[place], self.places[place + 1]);
        (!high.is_start).then(|| (there.value - here.value) / (high.x - low.x))
    }

    /// Whether the parabola through a least place and its neighbours falls to less than half of its height.
    fn dips(&self, place: usize, before: f64, after: f64, height: f64) -> bool {
        if before > 0.0 || after < 0.0 {
            return false;
        }
        let (low, high) = (
            self.places[place].x - self.places[place - 1].x,
            self.places[place + 1].x - self.places[place].x,
        );
        let curvature = (after - before) / (low + high);
        let slope = before + curvature * low;
        slope * slope / (4.0 * curvature) > height / 2.0
    }
}

/// Whether two slopes are parts of one rise or fall.
fn is_one_way(one: f64, other: f64) -> bool {
    one * other > 0.0 && one.abs() <= ALIKE * other.abs() && other.abs() <= ALIKE * one.abs()
}
