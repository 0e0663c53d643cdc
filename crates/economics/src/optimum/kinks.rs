//! Where the weakest of several steps counts, quality has kinks: prices for being the weakest, and a last polish.

use super::coordinate::is_still;
use super::search::Search;

/// Rounds of the last word: each is dear, and the start is near.
const ROUNDS_OF_POLISH: usize = 8;
/// Points of a look at one step alone, in the logarithm of its effort.
const LOOKS: usize = 14;
/// Rounds in which the prices of being the weakest settle.
const BALANCING: usize = 40;
/// How strongly they answer at first, and over how many rounds that halves.
const ANSWER: (f64, f64) = (3.0, 6.0);

/// Where the weakest of several counts, each of them has a price for being it: prices move until all that have one are
/// equally weak, while every step answers to them. One round costs no more than pricing every step once.
pub(super) fn balanced(search: &Search, price: f64) -> Vec<f64> {
    let graph = &search.model.graph;
    let even = |parents: &Vec<usize>| vec![1.0 / parents.len().max(1) as f64; parents.len()];
    let mut shares: Vec<Vec<f64>> = graph.parents.iter().map(even).collect();
    let mut efforts = search.most();
    for round in 0..BALANCING {
        let adjoints = graph.adjoints_shared(&search.success(&efforts), Some(&shares));
        let answer = ANSWER.0 / (1.0 + round as f64 / ANSWER.1);
        for (step, shares) in shares.iter_mut().enumerate() {
            if graph.takes_the_weakest(step) {
                rebalance(shares, &graph.parents[step], &adjoints.quality, answer);
            }
        }
        let answers = search.variables.iter();
        efforts = answers
            .map(|variable| variable.best(adjoints.of_success[variable.step], price))
            .collect();
    }
    efforts
}

fn rebalance(shares: &mut [f64], parents: &[usize], quality: &[f64], answer: f64) {
    let weakest = parents
        .iter()
        .map(|parent| quality[*parent])
        .fold(1.0, f64::min);
    let scale = weakest.max(1e-3);
    for (share, parent) in shares.iter_mut().zip(parents) {
        *share *= libm::exp(-answer * (quality[*parent] - weakest) / scale);
    }
    let sum: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|share| *share /= sum);
}

/// The last word where there are kinks: one step after the other, and the parents of a step for which the weakest counts
/// together, each where `measure` is best.
pub(super) fn polished(
    search: &Search,
    start: &[f64],
    measure: &dyn Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let mut efforts = start.to_vec();
    for _ in 0..ROUNDS_OF_POLISH {
        let before = efforts.clone();
        for index in 0..efforts.len() {
            efforts[index] = alone(search, &efforts, index, measure);
        }
        for step in 0..search.model.steps.len() {
            if search.model.graph.takes_the_weakest(step) {
                efforts = levelled(search, efforts, step, measure);
            }
        }
        if is_still(&before, &efforts) {
            break;
        }
    }
    efforts
}

fn alone(search: &Search, efforts: &[f64], index: usize, measure: &dyn Fn(&[f64]) -> f64) -> f64 {
    /// The look goes from this part of the present effort to as many times it.
    const REACH: f64 = 64.0;
    let variable = &search.variables[index];
    let present = efforts[index];
    let mut trial = efforts.to_vec();
    let mut at = |effort: f64| {
        trial[index] = effort;
        measure(&trial)
    };
    let middle = present.max(variable.least).max(1.0);
    let step = libm::pow(REACH, 2.0 / LOOKS as f64);
    let looks = (0..=LOOKS).map(|look| middle / REACH * libm::pow(step, look as f64));
    let looks = looks.map(|effort| effort.max(variable.least).min(variable.most));
    let mut best = (at(present), present);
    for effort in looks.chain([variable.least]) {
        let found = at(effort);
        if found > best.0 {
            best = (found, effort);
        }
    }
    let high = (best.1 * step).min(variable.most);
    golden(best.1 / step, high, variable.least, &mut at)
        .filter(|(found, _)| *found > best.0)
        .map_or(best.1, |(_, effort)| effort)
}

/// The parents of a step that takes the weakest of them, brought to one quality, which is then chosen.
fn levelled(
    search: &Search,
    efforts: Vec<f64>,
    step: usize,
    measure: &dyn Fn(&[f64]) -> f64,
) -> Vec<f64> {
    let parents = &search.model.graph.parents[step];
    let adjoints = search.model.graph.adjoints(&search.success(&efforts));
    let tied: Vec<(usize, f64)> = search
        .variables
        .iter()
        .enumerate()
        .filter(|(_, variable)| parents.contains(&variable.step))
        .map(|(index, variable)| (index, adjoints.given[variable.step]))
        .collect();
    let at_level = |level: f64| {
        let mut trial = efforts.clone();
        for (index, given) in &tied {
            let variable = &search.variables[*index];
            let effort = variable
                .curve
                .effort_for(level / given)
                .unwrap_or(variable.most);
            trial[*index] = effort.max(variable.least).min(variable.most);
        }
        trial
    };
    let present = measure(&efforts);
    let found = golden(0.0, 1.0, 0.0, &mut |level| measure(&at_level(level)));
    match found {
        Some((found, level)) if found > present => at_level(level),
        _ => efforts,
    }
}

/// Golden section, to the square root of the last bit.
pub(super) fn golden(
    low: f64,
    high: f64,
    least: f64,
    function: &mut dyn FnMut(f64) -> f64,
) -> Option<(f64, f64)> {
    const PART: f64 = 0.618_033_988_749_894_9;
    let (mut low, mut high) = (low.max(least), high);
    if low >= high {
        return None;
    }
    let (mut left, mut right) = (high - PART * (high - low), low + PART * (high - low));
    let (mut at_left, mut at_right) = (function(left), function(right));
    for _ in 0..40 {
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
    Some(if at_left >= at_right {
        (at_left, left)
    } else {
        (at_right, right)
    })
}
