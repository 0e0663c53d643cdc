//! Where prices have tiers, the cost of a call jumps and efforts fall into runs between the jumps. A price of quality may
//! lead from one run into another past the best there, so that each run is looked at by itself in the end.

use super::coordinate::is_still;
use super::kinks::golden;
use super::search::Search;

/// Rounds over all steps; where one step alone has tiers, the second finds nothing to do.
const ROUNDS: usize = 4;
/// A run without end is looked at up to so many times today's effort, or its own beginning.
const REACH: f64 = 64.0;

/// The last word: one step after the other, in each of its runs, where `measure` is best.
pub(super) fn polished(
    search: &Search,
    start: &[f64],
    measure: &dyn Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let mut efforts = start.to_vec();
    let mut best = measure(&efforts);
    for _ in 0..ROUNDS {
        let before = efforts.clone();
        for (index, variable) in search.variables.iter().enumerate() {
            for piece in &variable.pieces {
                let far = piece.to.min(REACH * piece.from.max(variable.present));
                let mut trial = efforts.clone();
                let mut at = |effort: f64| {
                    trial[index] = effort;
                    measure(&trial)
                };
                let ends = [piece.from, far].map(|effort| (at(effort), effort));
                let inner = golden(piece.from, far, piece.from, &mut at);
                for (found, effort) in ends.into_iter().chain(inner) {
                    if found > best {
                        best = found;
                        efforts[index] = effort;
                    }
                }
            }
        }
        if is_still(&before, &efforts) {
            break;
        }
    }
    efforts
}

/// What is left of a budget, spent on one step after the other, in the run where that brings most.
pub(super) fn filled(search: &Search, start: &[f64], budget: f64) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for (index, variable) in search.variables.iter().enumerate() {
        let mut best = (search.quality(&efforts), efforts[index]);
        let left = budget - search.cost(&efforts) + variable.cost(efforts[index]);
        for effort in variable.affordable(left) {
            efforts[index] = effort;
            let quality = search.quality(&efforts);
            if quality > best.0 && search.cost(&efforts) <= budget {
                best = (quality, effort);
            }
        }
        efforts[index] = best.1;
    }
    efforts
}
