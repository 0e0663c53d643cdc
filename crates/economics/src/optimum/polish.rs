//! The last word where nothing is proven: one line after the other through the efforts, each looked at from end to end,
//! until none helps. It needs no slope and no bow, and crosses valleys and follows kinks: some lines lift all that are
//! weakest at once, some move money, some keep what two steps bring together (see [`super::moves`]).

use super::moves::{Line, Move, Trial};
use super::search::Search;
use super::variable::Branch;

/// Rounds over all lines.
const ROUNDS: usize = 40;
/// Where more steps than that may change, only those that promise most are looked at together.
const FEW: usize = 8;
/// Halvings that find where a payer has no more to give.
const HALVINGS: usize = 30;
/// A gain below this part is rounding.
const GAIN: f64 = 1e-12;

/// What efforts are polished for.
pub(super) trait Aim {
    /// What is to be as great as can be, of the quality and the cost of an attempt.
    fn measure(&self, quality: f64, cost: f64) -> f64;
    /// What an attempt may cost, where money is moved between steps, while it costs so much.
    fn money(&self, cost: f64) -> f64;
    /// What a change of the measure is compared with.
    fn scale(&self, measure: f64, cost: f64) -> f64;
    /// Efforts nearby that answer to one price, each step on one part of its curve.
    fn settled(&self, search: &Search, efforts: &[f64], sides: &[Branch]) -> Option<Vec<f64>>;
}

/// The efforts from which no line leads to better ones, and their measure.
pub(super) fn polished(search: &Search, start: &[f64], aim: &dyn Aim) -> (f64, Vec<f64>) {
    let mut at = Trial::new(search, start);
    let mut trial = at.clone();
    let mut best = aim.measure(at.whole(), at.cost());
    let mut settles = true;
    for _ in 0..ROUNDS {
        let before = best;
        for by in moves(search, &at.efforts) {
            along(&mut at, &mut trial, by, &mut best, aim);
        }
        if settles {
            let sides = search.sides_of(&at.efforts);
            settles = settle(&mut at, &sides, &mut best, aim);
        }
        let gained = before + search.tolerance() * aim.scale(best, at.cost());
        if best <= gained {
            flip(search, &mut at, &mut best, aim);
        }
        if best <= gained {
            break;
        }
    }
    (best, at.efforts)
}

/// Moves to efforts that answer to one price, where these are better; whether they are so by enough to try again.
fn settle(at: &mut Trial, sides: &[Branch], best: &mut f64, aim: &dyn Aim) -> bool {
    let Some(efforts) = aim.settled(at.search, &at.efforts, sides) else {
        return false;
    };
    let mut settled = Trial::new(at.search, &efforts);
    let found = aim.measure(settled.whole(), settled.cost());
    let (before, scale) = (*best, aim.scale(*best, at.cost()));
    if found > before + GAIN * scale {
        (*best, *at) = (found, settled);
    }
    found > before + at.search.tolerance() * scale
}

/// Where so many steps bend upwards first that searches did not start from every choice of sides: each of them on the
/// other side of its bend, while the others answer. Where the weakest counts, the levels are lines across all bends.
fn flip(search: &Search, at: &mut Trial, best: &mut f64, aim: &dyn Aim) {
    if search.has_kinks() || !search.has_many_bends() {
        return;
    }
    for index in search.bent() {
        let mut sides = search.sides_of(&at.efforts);
        sides[index] = match sides[index] {
            Branch::High => Branch::Low,
            Branch::Low | Branch::Any | Branch::Held(_) => Branch::High,
        };
        settle(at, &sides, best, aim);
    }
}

/// Moves to the best place of a line, where that is better than what is.
fn along<'s, 'a>(
    at: &mut Trial<'s, 'a>,
    trial: &mut Trial<'s, 'a>,
    by: Move,
    best: &mut f64,
    aim: &dyn Aim,
) {
    let mut places = at.places(by);
    let money = aim.money(at.cost());
    let mut measure = |place: f64| {
        trial.moved(at, by, place, money);
        aim.measure(trial.whole(), trial.cost())
    };
    let mut found: Vec<f64> = places.iter().map(|place| measure(*place)).collect();
    if by.payer.is_some() {
        // Where the payer has just no more to give.
        for next in (1..places.len()).rev() {
            let is_out = |found: f64| found == f64::NEG_INFINITY;
            if is_out(found[next - 1]) != is_out(found[next]) {
                let (mut inside, mut outside) = (places[next - 1], places[next]);
                if is_out(found[next - 1]) {
                    std::mem::swap(&mut inside, &mut outside);
                }
                for _ in 0..HALVINGS {
                    let middle = (inside + outside) / 2.0;
                    if is_out(measure(middle)) {
                        outside = middle;
                    } else {
                        inside = middle;
                    }
                }
                places.insert(next, inside);
                found.insert(next, measure(inside));
            }
        }
    }
    let top =
        (0..found.len()).reduce(|top, next| if found[next] > found[top] { next } else { top });
    let gain = GAIN * aim.scale(*best, at.cost());
    let Some(top) = top.filter(|top| found[*top] > *best + gain) else {
        return;
    };
    let (low, high) = (top.saturating_sub(1), (top + 1).min(places.len() - 1));
    let (inner, between) = golden((places[low], places[high]), &mut measure);
    let place = if inner > found[top] {
        between
    } else {
        places[top]
    };
    *best = measure(place);
    std::mem::swap(at, trial);
}

/// All moves; where steps are many, those of steps whose next dollar brings least and most.
fn moves(search: &Search, efforts: &[f64]) -> Vec<Move> {
    let count = efforts.len();
    let mut lines: Vec<Line> = (0..count).map(Line::Step).collect();
    let is_few = count <= FEW;
    let some = if is_few {
        (0..count).collect()
    } else {
        extremes(search, efforts)
    };
    for step in search.joins.weakest() {
        lines.push(Line::Level(step));
        let is_before = |index: &usize| {
            let own = search.variables[*index].step;
            let mut parents = search.joins.parents[step].iter();
            parents.any(|parent| *parent != own && search.joins.is_after(*parent, own))
        };
        let before = (0..count).filter(|index| is_few && is_before(index));
        lines.extend(before.map(|index| Line::Lift(index, step)));
    }
    if search.has_kinks() {
        let step = |index: usize| search.variables[index].step;
        for (early, late) in (0..count).flat_map(|late| (0..late).map(move |early| (early, late))) {
            let is_near = is_few || search.joins.parents[step(late)].contains(&step(early));
            if is_near && search.joins.is_after(step(late), step(early)) {
                lines.extend([Line::Exchange(early, late), Line::Exchange(late, early)]);
            }
        }
    }
    let mut moves: Vec<Move> = Vec::new();
    for line in lines {
        moves.push(Move { line, payer: None });
        let payers = match line {
            Line::Step(index) if some.contains(&index) => some.len(),
            Line::Step(_) => 0,
            _ if is_few => count,
            Line::Level(_) => 2,
            _ => 0,
        };
        let is_other = |payer: &&usize| match line {
            Line::Step(index) | Line::Lift(index, _) => **payer != index,
            Line::Level(_) => true,
            Line::Exchange(index, other) => **payer != index && **payer != other,
        };
        let payers = some.iter().take(payers).filter(is_other);
        moves.extend(payers.map(|payer| Move {
            line,
            payer: Some(*payer),
        }));
    }
    moves
}

/// The variables whose next dollar brings most and least, by turns.
fn extremes(search: &Search, efforts: &[f64]) -> Vec<usize> {
    let returns = search.quality_per_dollar(efforts);
    let mut ranked: Vec<usize> = (0..efforts.len()).collect();
    crate::short_sort::sort_short(&mut ranked, |left, right| returns[*left] < returns[*right]);
    let ends = ranked.iter().rev().zip(&ranked).take(FEW / 2);
    ends.flat_map(|(most, least)| [*most, *least]).collect()
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
