//! The chance of a loss by counting: so many tasks end in this part of the ways, the others in that, and so on, until
//! what they net together is decided.

use super::Loss;
use super::parts::Parts;
use crate::quantity::ROUNDING;

/// Counts that may be tried before it is given up.
const MOST_STEPS: u32 = 50_000;
/// What is less likely than this is left out of a count.
const NEVER: f64 = 1e-14;

/// Taken apart once, twice and so on while there is time. Where that does not decide everything, sums that are open in
/// the end are taken to be normal.
pub(super) fn loss(parts: &Parts, tasks: f64, fixed: f64) -> Loss {
    let mut found = Loss {
        chance: 0.5,
        is_exact: false,
    };
    let mut steps = MOST_STEPS;
    for depth in 0..parts.all.len() {
        let mut count = Count {
            parts,
            fixed,
            steps,
            open: vec![(0, tasks)],
            is_exact: true,
        };
        let Some(chance) = count.loss(depth, 1.0) else {
            break;
        };
        found.chance = chance;
        found.is_exact = count.is_exact;
        if found.is_exact {
            break;
        }
        steps = count.steps;
    }
    found
}

struct Count<'a> {
    parts: &'a Parts,
    fixed: f64,
    steps: u32,
    /// Parts and how many tasks end in each.
    open: Vec<(usize, f64)>,
    is_exact: bool,
}

/// What tasks net together as long as it is not known how they end.
#[derive(Default)]
struct Sum {
    mean: f64,
    variance: f64,
    low: f64,
    high: f64,
    moved: f64,
    /// How far a single task may be above its part's mean, and below.
    above: f64,
    below: f64,
}

impl Count<'_> {
    /// Chance of a loss; nothing where it takes too long. `weight` is how likely it comes to this.
    fn loss(&mut self, depth: usize, weight: f64) -> Option<f64> {
        self.steps = self.steps.checked_sub(1)?;
        let sum = self.sum();
        if let Some(decided) = sum.decided() {
            return Some(decided);
        }
        let widest = self.widest().filter(|_| depth > 0);
        let Some((place, [low, high])) = widest else {
            self.is_exact = false;
            return Some(sum.normal());
        };
        let (part, tasks) = self.open[place];
        let chances = [low, high].map(|half| self.parts.all[half].chance);
        let (first, likely) = counts(tasks, chances, weight, self.steps)?;
        let mut loss = 0.0;
        self.open.push((high, 0.0));
        let last = self.open.len() - 1;
        for (more, chance) in likely.iter().enumerate() {
            let in_low = first + more as f64;
            self.open[place] = (low, in_low);
            self.open[last] = (high, tasks - in_low);
            loss += chance * self.loss(depth - 1, weight * chance)?;
        }
        self.open.pop();
        self.open[place] = (part, tasks);
        Some(loss)
    }

    /// The open part that tells most when it is taken apart.
    fn widest(&self) -> Option<(usize, [usize; 2])> {
        let told = |(part, tasks): &(usize, f64)| self.parts.all[*part].between * tasks;
        let places = self
            .open
            .iter()
            .enumerate()
            .filter(|(_, open)| told(open) > 0.0);
        let (place, open) = places.max_by(|one, other| told(one.1).total_cmp(&told(other.1)))?;
        self.parts.all[open.0].halves.map(|halves| (place, halves))
    }

    fn sum(&self) -> Sum {
        let mut sum = Sum {
            mean: -self.fixed,
            low: -self.fixed,
            high: -self.fixed,
            moved: self.fixed.abs(),
            ..Sum::default()
        };
        for (part, tasks) in self.open.iter().filter(|(_, tasks)| *tasks > 0.0) {
            let part = &self.parts.all[*part];
            sum.mean += tasks * part.mean;
            sum.variance += tasks * part.variance;
            sum.low += tasks * part.low;
            sum.high += tasks * part.high;
            sum.moved += tasks * part.moved;
            sum.above = sum.above.max(part.high - part.mean);
            sum.below = sum.below.max(part.mean - part.low);
        }
        sum
    }
}

impl Sum {
    /// 0 or 1 where that is sure, or as good as sure by Bernstein's inequality.
    fn decided(&self) -> Option<f64> {
        /// Of what is less likely than e to the minus this nobody hears.
        const SURE: f64 = 25.0;
        let nothing = -ROUNDING * self.moved;
        let is_sure = |away: f64, reach: f64| {
            away > 0.0 && away * away > 2.0 * SURE * (self.variance + reach * away / 3.0)
        };
        if self.high < nothing || is_sure(nothing - self.mean, self.above) {
            Some(1.0)
        } else if self.low >= nothing || is_sure(self.mean - nothing, self.below) {
            Some(0.0)
        } else {
            None
        }
    }

    fn normal(&self) -> f64 {
        libm::erfc(self.mean / libm::sqrt(2.0 * self.variance)) / 2.0
    }
}

/// How many of `tasks` end in the first of two parts: the least number that is likely enough, and the chances from
/// there on. Nothing where there are more than `most`.
fn counts(tasks: f64, chances: [f64; 2], weight: f64, most: u32) -> Option<(f64, Vec<f64>)> {
    let odds = chances[0] / chances[1];
    let both = chances[0] + chances[1];
    let spread = libm::sqrt(tasks * (chances[0] / both) * (chances[1] / both));
    if 4.0 * spread > f64::from(most) {
        return None;
    }
    let middle = libm::floor(tasks * (chances[0] / both)).min(tasks);
    let (mut down, mut up) = (Vec::new(), vec![1.0]);
    let (mut at, mut likely) = (middle, 1.0);
    while at > 0.0 && likely * weight > NEVER {
        likely *= at / ((tasks - at + 1.0) * odds);
        at -= 1.0;
        down.push(likely);
    }
    let first = at;
    (at, likely) = (middle, 1.0);
    while at < tasks && likely * weight > NEVER {
        likely *= (tasks - at) * odds / (at + 1.0);
        at += 1.0;
        up.push(likely);
    }
    down.reverse();
    down.extend(up);
    let all: f64 = down.iter().sum();
    down.iter_mut().for_each(|likely| *likely /= all);
    Some((first, down))
}
