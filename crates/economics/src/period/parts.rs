//! The ways in which a task can end, taken apart again and again where that tells most of the net.

use crate::outcome::History;

/// Endings next to each other by their net.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Chance that a task ends so.
    pub(super) chance: f64,
    /// Mean net of those.
    pub(super) mean: f64,
    /// Variance of their net.
    pub(super) variance: f64,
    /// Least net.
    pub(super) low: f64,
    /// Largest net.
    pub(super) high: f64,
    /// Dollars that move, on average.
    pub(super) moved: f64,
    /// The two parts of it, by their place; nothing: not taken apart.
    pub(super) halves: Option<[usize; 2]>,
    /// How much of the variance lies between the two.
    pub(super) between: f64,
    from: usize,
    to: usize,
    cut: usize,
}

/// All of them, the whole first.
pub(super) struct Parts {
    pub(super) all: Vec<Part>,
}

impl Parts {
    /// From kinds in rising order of their net. Where there are very many, the least different ones stay together.
    pub(super) fn of(kinds: &[History]) -> Self {
        /// Parts that are not taken apart.
        const MOST: usize = 96;
        let mut all = vec![part(kinds, 0, kinds.len())];
        for _ in 1..MOST {
            let weighs = |place: &usize| match all[*place].halves {
                None => all[*place].chance * all[*place].between,
                Some(_) => 0.0,
            };
            let widest = (0..all.len()).max_by(|one, other| weighs(one).total_cmp(&weighs(other)));
            let Some(place) = widest.filter(|place| weighs(place) > 0.0) else {
                break;
            };
            let Part { from, to, cut, .. } = all[place];
            all[place].halves = Some([all.len(), all.len() + 1]);
            all.push(part(kinds, from, cut));
            all.push(part(kinds, cut, to));
        }
        Self { all }
    }

    /// Those that are not taken apart.
    pub(super) fn last(&self) -> impl Iterator<Item = &Part> + Clone {
        self.all.iter().filter(|part| part.halves.is_none())
    }
}

fn part(kinds: &[History], from: usize, to: usize) -> Part {
    let here = &kinds[from..to];
    let sum = |of: &dyn Fn(&History) -> f64| here.iter().map(|kind| kind.chance * of(kind)).sum();
    let chance: f64 = sum(&|_| 1.0);
    let total: f64 = sum(&|kind| kind.net);
    let mean = if chance > 0.0 { total / chance } else { 0.0 };
    let squares: f64 = sum(&|kind| (kind.net - mean) * (kind.net - mean));
    let moved: f64 = sum(&|kind| kind.moved);
    let (mut cut, mut between) = (to, 0.0);
    let (mut left, mut below) = (0.0, 0.0);
    for (place, kind) in here.iter().enumerate().skip(1) {
        left += here[place - 1].chance;
        below += here[place - 1].chance * (here[place - 1].net - mean);
        // With d_l, d_r the means of both sides less the whole's: p_l d_l^2 + p_r d_r^2, and p_l d_l = -p_r d_r.
        let right: f64 = chance - left;
        let lies_between = below * below * (1.0 / left + 1.0 / right.max(kind.chance));
        if lies_between > between {
            (cut, between) = (from + place, lies_between);
        }
    }
    let over = |sum: f64| if chance > 0.0 { sum / chance } else { 0.0 };
    // Of one ending alone the mean is its net, to the last bit.
    let [low, high] = [here.first(), here.last()].map(|kind| kind.map_or(0.0, |kind| kind.net));
    Part {
        chance,
        mean: if low == high { low } else { mean },
        variance: if low == high { 0.0 } else { over(squares) },
        low,
        high,
        moved: over(moved),
        halves: None,
        between: over(between),
        from,
        to,
        cut,
    }
}
