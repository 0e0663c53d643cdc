//! Where prices have tiers, the cost of a call jumps and efforts fall into runs between the jumps. A price of quality may
//! lead from one run into another past the best there, so that each run is looked at by itself in the end.

use super::polish::golden;
use super::search::Search;
use super::variable::Piece;

/// Rounds over all steps; where one step alone has tiers, the second finds nothing to do.
const ROUNDS: usize = 4;
/// A run without end is looked at up to so many times today's effort, or its own beginning.
const REACH: f64 = 64.0;

/// The last word: one step after the other, in each of its runs, where `measure` of quality and cost is best.
pub(super) fn polished(
    search: &Search,
    start: &[f64],
    measure: &dyn Fn(f64, f64) -> f64,
) -> Vec<f64> {
    let mut efforts = start.to_vec();
    let mut best = measure(search.quality(&efforts), search.cost(&efforts));
    for _ in 0..ROUNDS {
        let before = best;
        for (index, variable) in search.variables.iter().enumerate() {
            let runs = |efforts: &mut Vec<f64>, best: f64, runs: &[Piece]| {
                in_runs(search, efforts, index, best, runs, measure)
            };
            best = runs(&mut efforts, best, &variable.pieces);
            let finer = variable.runs_about(efforts[index]);
            best = runs(&mut efforts, best, &finer);
        }
        if best <= before {
            break;
        }
    }
    efforts
}

/// Moves one effort to where it is best in any of the runs, if that is better than `best`, and gives what is best then.
fn in_runs(
    search: &Search,
    efforts: &mut [f64],
    index: usize,
    mut best: f64,
    runs: &[Piece],
    measure: &dyn Fn(f64, f64) -> f64,
) -> f64 {
    let variable = &search.variables[index];
    let others = search.cost(efforts) - variable.cost(efforts[index]);
    let mut trial = efforts.to_vec();
    for piece in runs {
        let far = piece
            .to
            .min(REACH * piece.from.max(variable.present))
            .max(piece.from);
        let mut at = |effort: f64, cost: f64| {
            trial[index] = effort;
            measure(search.quality(&trial), others + cost)
        };
        let (_, inner) = golden((piece.from, far), &mut |effort| {
            at(effort, variable.cost_in(piece, effort))
        });
        for effort in [piece.from, far, inner] {
            let found = at(effort, variable.cost(effort));
            if found > best {
                best = found;
                efforts[index] = effort;
            }
        }
    }
    best
}
