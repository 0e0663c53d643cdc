//! The last word: money moved between steps while that helps. It needs no slope and no bow, and finds its way along kinks
//! by lifting or lowering all that are weakest at once.

use super::falling::falling;
use super::search::Search;
use super::tiers;

/// Rounds over all pairs.
const ROUNDS: usize = 40;
/// Where more steps than that may change, only those that promise most are looked at.
const FEW: usize = 8;
/// Parts of what could be moved that are tried.
const PARTS: [f64; 11] = [1e-4, 1e-3, 0.01, 0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0];
/// A gain below this part is rounding.
const GAIN: f64 = 1e-12;
/// A round that gains less than this part is the last.
const WORTHWHILE: f64 = 1e-9;

/// What money is taken from or put into.
#[derive(Clone, Copy)]
enum Place {
    /// The effort of a variable.
    Step(usize),
    /// The level of those that are weakest of a step's parents.
    Level(usize),
}

/// The split of a budget from which no transfer helps.
pub(super) fn split(search: &Search, budget: f64, start: &[f64]) -> Vec<f64> {
    let mut efforts = start.to_vec();
    let mut best = search.quality(&efforts);
    for _ in 0..ROUNDS {
        let before = best;
        if search.has_tiers() {
            efforts = tiers::filled(search, &efforts, budget);
            best = search.quality(&efforts);
        }
        for to in all_places(search) {
            spend_rest(search, budget, to, &mut efforts, &mut best);
        }
        for (from, to) in pairs(search, &efforts) {
            transfer(search, budget, (from, to), &mut efforts, &mut best);
        }
        if best <= before * (1.0 + WORTHWHILE) {
            break;
        }
    }
    efforts
}

/// The efforts from which no change of one step, or of those that are weakest together, raises a measure.
pub(super) fn each(search: &Search, start: &[f64], measure: &dyn Fn(&[f64]) -> f64) -> Vec<f64> {
    let mut efforts = start.to_vec();
    let mut best = measure(&efforts);
    let today = search.cost(&search.present());
    for _ in 0..ROUNDS {
        let before = best;
        for place in all_places(search) {
            let spent = today + search.cost(&efforts);
            let inside = released(search, &efforts, place);
            let less = |part: f64| less(search, &efforts, place, part * inside);
            let lowered = along(inside, best, &less, measure);
            let more = |part: f64| more(search, &efforts, place, part * 4.0 * spent);
            let raised = along(spent, best, &more, measure);
            for (found, next) in [lowered, raised].into_iter().flatten() {
                if found > best + GAIN * best.abs() {
                    (best, efforts) = (found, next);
                }
            }
        }
        if best <= before + WORTHWHILE * before.abs() {
            break;
        }
    }
    efforts
}

fn all_places(search: &Search) -> Vec<Place> {
    let steps = (0..search.variables.len()).map(Place::Step);
    steps
        .chain(search.joins.weakest().map(Place::Level))
        .collect()
}

/// All pairs of places; where they are many, those of steps whose next dollar brings least and most, and of each level
/// with these.
fn pairs(search: &Search, efforts: &[f64]) -> Vec<(Place, Place)> {
    let mut places = all_places(search);
    let mut levels = Vec::new();
    if places.len() > FEW {
        levels = places.split_off(search.variables.len());
        let returns = search.quality_per_dollar(efforts);
        let mut ranked: Vec<usize> = (0..efforts.len()).collect();
        crate::short_sort::sort_short(&mut ranked, |left, right| returns[*left] < returns[*right]);
        let ends = ranked.len().min(FEW / 2);
        let middle = ends..ranked.len().saturating_sub(FEW / 2).max(ends);
        ranked.drain(middle);
        places = ranked.into_iter().map(Place::Step).collect();
    }
    let mut pairs = Vec::new();
    for (at, from) in places.iter().enumerate() {
        let others = places.iter().enumerate().filter(|(other, _)| *other != at);
        pairs.extend(others.map(|(_, to)| (*from, *to)));
    }
    for level in levels {
        let ends = [places.first(), places.last()].into_iter().flatten();
        pairs.extend(ends.flat_map(|end| [(*end, level), (level, *end)]));
    }
    pairs
}

/// What is left of the budget goes where it is of use.
fn spend_rest(search: &Search, budget: f64, to: Place, efforts: &mut Vec<f64>, best: &mut f64) {
    let left = budget - search.cost(efforts);
    if left > GAIN * budget {
        let trial = more(search, efforts, to, left);
        let quality = search.quality(&trial);
        if quality > *best && search.cost(&trial) <= budget * (1.0 + GAIN) {
            (*efforts, *best) = (trial, quality);
        }
    }
}

fn transfer(
    search: &Search,
    budget: f64,
    (from, to): (Place, Place),
    efforts: &mut Vec<f64>,
    best: &mut f64,
) {
    let most = released(search, efforts, from);
    let moved = |part: f64| {
        let taken = less(search, efforts, from, part * most);
        let left = budget - search.cost(&taken);
        more(search, &taken, to, left)
    };
    let measure = |trial: &[f64]| {
        if search.cost(trial) <= budget * (1.0 + GAIN) {
            search.quality(trial)
        } else {
            f64::NEG_INFINITY
        }
    };
    if let Some((quality, next)) = along(most, *best, &moved, &measure)
        && quality > *best * (1.0 + GAIN)
    {
        (*efforts, *best) = (next, quality);
    }
}

/// The best of some parts of a move, and of what lies about the best of them; nothing where none is better than what is.
fn along(
    most: f64,
    best: f64,
    moved: &dyn Fn(f64) -> Vec<f64>,
    measure: &dyn Fn(&[f64]) -> f64,
) -> Option<(f64, Vec<f64>)> {
    if most <= 0.0 {
        return None;
    }
    let tried = PARTS.map(|part| measure(&moved(part)));
    let at = (0..PARTS.len()).reduce(|at, next| if tried[next] > tried[at] { next } else { at })?;
    if tried[at] <= best {
        return None;
    }
    let low = if at == 0 { 0.0 } else { PARTS[at - 1] };
    let high = PARTS[(at + 1).min(PARTS.len() - 1)];
    let (found, part) = golden((low, high), &mut |part| measure(&moved(part)));
    let (found, part) = if found > tried[at] {
        (found, part)
    } else {
        (tried[at], PARTS[at])
    };
    Some((found, moved(part)))
}

/// Dollars that could be taken from a place.
fn released(search: &Search, efforts: &[f64], place: Place) -> f64 {
    let of = |index: usize| {
        let variable = &search.variables[index];
        variable.cost(efforts[index]) - variable.cost(variable.least)
    };
    match place {
        Place::Step(index) => of(index),
        Place::Level(step) => members(search, step).map(of).sum(),
    }
}

/// The variables that are parents of a step for which the weakest counts.
fn members(search: &Search, step: usize) -> impl Iterator<Item = usize> {
    let parents = &search.joins.parents[step];
    (0..search.variables.len())
        .filter(move |index| parents.contains(&search.variables[*index].step))
}

/// The efforts with so many dollars less in a place.
fn less(search: &Search, efforts: &[f64], place: Place, dollars: f64) -> Vec<f64> {
    match place {
        Place::Step(index) => with_money(search, efforts, index, -dollars),
        Place::Level(step) => levelled(search, efforts, step, -dollars),
    }
}

/// The efforts with so many dollars more in a place.
fn more(search: &Search, efforts: &[f64], place: Place, dollars: f64) -> Vec<f64> {
    match place {
        Place::Step(index) => with_money(search, efforts, index, dollars),
        Place::Level(step) => levelled(search, efforts, step, dollars),
    }
}

fn with_money(search: &Search, efforts: &[f64], index: usize, dollars: f64) -> Vec<f64> {
    let mut changed = efforts.to_vec();
    let variable = &search.variables[index];
    changed[index] = variable.bought(variable.cost(efforts[index]) + dollars);
    changed
}

/// The parents of a step lifted to one level, or lowered to one, for so many dollars more or less.
fn levelled(search: &Search, efforts: &[f64], step: usize, dollars: f64) -> Vec<f64> {
    /// Of the level, and so of the money.
    const NEAR: f64 = 1e-13;
    let levels = search.own_levels(efforts);
    let is_more = dollars > 0.0;
    let members: Vec<usize> = members(search, step).collect();
    let at = |level: f64, index: usize| {
        let variable = &search.variables[index];
        let (own, given) = levels[index];
        if (own < level) != is_more || own == level {
            return efforts[index];
        }
        let effort = variable.curve.effort_for(level / given);
        let effort = effort.unwrap_or(variable.most);
        effort.max(variable.least).min(variable.most)
    };
    let cost = |index: usize, effort: f64| search.variables[index].cost(effort);
    let left = |level: f64| {
        let more = members
            .iter()
            .map(|index| cost(*index, at(level, *index)) - cost(*index, efforts[*index]));
        dollars - more.sum::<f64>()
    };
    let scale = dollars.abs();
    let own = members.iter().map(|index| levels[*index].0);
    let start = own.fold(
        if is_more { 1.0 } else { 0.0 },
        if is_more { f64::min } else { f64::max },
    );
    let level = falling((start, 0.01), (0.0, 1.0), NEAR, &mut |level| {
        left(level) / scale
    });
    let mut changed = efforts.to_vec();
    members
        .iter()
        .for_each(|index| changed[*index] = at(level, *index));
    changed
}

/// Golden section, to the square root of the last bit.
pub(super) fn golden(
    (mut low, mut high): (f64, f64),
    function: &mut dyn FnMut(f64) -> f64,
) -> (f64, f64) {
    const PART: f64 = 0.618_033_988_749_894_9;
    let (mut left, mut right) = (high - PART * (high - low), low + PART * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..28 {
        if at_left >= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = high - PART * (high - low);
            at_left = function(left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = low + PART * (high - low);
            at_right = function(right);
        }
    }
    if at_left >= at_right {
        (at_left, left)
    } else {
        (at_right, right)
    }
}
