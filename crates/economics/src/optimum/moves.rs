//! Changes of some efforts along one line each: what the last word on the best efforts is made of (see
//! [`super::polish`]).

use super::search::Search;

/// A line through the efforts, along which one number tells them all.
#[derive(Clone, Copy, Debug)]
pub(super) enum Line {
    /// The effort of a variable.
    Step(usize),
    /// How good those are that are weakest of a step's parents.
    Level(usize),
    /// The effort of a variable, while the parents of a step stay as good as what of them comes after the variable.
    Lift(usize, usize),
    /// The effort of the first variable, while the second keeps the product of their success.
    Exchange(usize, usize),
}

/// A line, and who gives or gets the money that it takes or leaves; nobody where an attempt may become dearer or cheaper.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub(super) line: Line,
    pub(super) payer: Option<usize>,
}

/// Efforts, and what they come to while one after the other changes.
#[derive(Clone)]
pub(super) struct Trial<'s, 'a> {
    pub(super) search: &'s Search<'a>,
    pub(super) efforts: Vec<f64>,
    /// Of all steps.
    success: Vec<f64>,
    quality: Vec<f64>,
    /// Dollars an attempt, of each variable.
    costs: Vec<f64>,
}

/// Levels nearer to each other than this part are one.
const TIED: f64 = 1e-9;
/// What is near an effort, a level, or what is missing from all: in parts of it.
const NEAR: [f64; 17] = [
    0.02, 0.1, 0.25, 0.45, 0.65, 0.8, 0.9, 0.97, 0.999, 1.001, 1.03, 1.1, 1.25, 1.6, 2.2, 3.5, 8.0,
];
/// Money that is looked at wherever efforts are: parts of what an attempt costs, from the least to the most, by factors.
const MONEY: (f64, f64, f64) = (1e-12, 5.0, 6.0);

impl<'s, 'a> Trial<'s, 'a> {
    pub(super) fn new(search: &'s Search<'a>, efforts: &[f64]) -> Self {
        let steps = search.rates.len();
        let mut trial = Self {
            search,
            efforts: efforts.to_vec(),
            success: search.rates.clone(),
            quality: vec![0.0; steps],
            costs: vec![0.0; efforts.len()],
        };
        for (index, effort) in efforts.iter().enumerate() {
            trial.set(index, *effort);
        }
        trial.whole();
        trial
    }

    fn set(&mut self, index: usize, effort: f64) {
        let variable = &self.search.variables[index];
        self.efforts[index] = effort;
        self.success[variable.step] = variable.curve.success(effort);
        self.costs[index] = variable.cost(effort);
    }

    fn set_within(&mut self, index: usize, effort: f64) {
        let variable = &self.search.variables[index];
        self.set(index, effort.max(variable.least).min(variable.most));
    }

    /// Quality of an attempt.
    pub(super) fn whole(&mut self) -> f64 {
        self.search.joins.forward(&self.success, &mut self.quality)
    }

    /// Cost of an attempt.
    pub(super) fn cost(&self) -> f64 {
        self.costs.iter().sum::<f64>() + self.search.other_cost
    }

    /// Takes over what another has along a move.
    fn restore(&mut self, other: &Self) {
        self.efforts.copy_from_slice(&other.efforts);
        self.success.copy_from_slice(&other.success);
        self.quality.copy_from_slice(&other.quality);
        self.costs.copy_from_slice(&other.costs);
    }

    /// Makes this what `from` becomes at `place` of a move, an attempt to cost `money` where somebody pays.
    pub(super) fn moved(&mut self, from: &Self, by: Move, place: f64, money: f64) {
        self.restore(from);
        match by.line {
            Line::Step(index) => self.set_within(index, place),
            Line::Level(step) => self.level(from, step, place),
            Line::Lift(index, step) => {
                self.set_within(index, place);
                self.whole();
                let moved = self.search.variables[index].step;
                let parents = self.search.joins.parents[step].iter();
                let after = parents.filter(|parent| self.search.joins.is_after(**parent, moved));
                let level = after.fold(1.0, |low, parent| f64::min(low, self.quality[*parent]));
                self.level(from, step, level);
            }
            Line::Exchange(index, other) => {
                let step = |index: usize| self.search.variables[index].step;
                let product = from.success[step(index)] * from.success[step(other)];
                self.set_within(index, place);
                let success = product / self.success[step(index)];
                let variable = &self.search.variables[other];
                let effort = variable.curve.effort_for(success);
                self.set_within(other, effort.unwrap_or(variable.most));
            }
        }
        if let Some(payer) = by.payer {
            let others = self.cost() - self.costs[payer];
            self.set(payer, self.search.variables[payer].bought(money - others));
        }
    }

    /// The parents of a step that are worse are lifted to a level; or the weakest lowered to it.
    fn level(&mut self, from: &Self, step: usize, level: f64) {
        let search = self.search;
        let weakest = search.joins.given(step, &from.quality);
        for index in search.members(step) {
            let variable = &search.variables[index];
            let own = from.quality[variable.step];
            let is_moved = own < level || own <= weakest * (1.0 + TIED);
            let given = search.joins.given(variable.step, &self.quality);
            if is_moved && given > 0.0 {
                let effort = variable.curve.effort_for(level / given);
                self.set_within(index, effort.unwrap_or(variable.most));
            }
        }
    }

    /// Places of a move that are looked at, in rising order: about where it is, where curves turn, where steps become
    /// equally weak, and some money from very little to very much.
    pub(super) fn places(&self, by: Move) -> Vec<f64> {
        let mut places = match by.line {
            Line::Level(step) => self.levels(step),
            Line::Step(index) | Line::Lift(index, _) | Line::Exchange(index, _) => {
                self.some_efforts(index)
            }
        };
        crate::short_sort::sort_short(&mut places, |left, right| left < right);
        places.dedup();
        places
    }

    fn some_efforts(&self, index: usize) -> Vec<f64> {
        let variable = &self.search.variables[index];
        let at = self.efforts[index];
        let mut places = vec![variable.least, variable.knee(), at];
        let above = at - variable.least;
        places.extend(NEAR.map(|part| variable.least + part * above));
        let (mut money, most, factor) = MONEY;
        let (none, all) = (variable.cost(variable.least), self.cost());
        while money <= most {
            places.push(variable.bought(none + money * all));
            money *= factor;
        }
        if variable.has_tiers() {
            let ends = variable
                .pieces
                .iter()
                .flat_map(|piece| [piece.from, piece.to]);
            places.extend(ends);
        }
        self.ties(index, &mut places);
        places.retain(|place| variable.least <= *place && *place <= variable.most);
        places
    }

    /// Efforts of a variable at which something after it becomes as good as another parent of a step for which the weakest
    /// counts, where products lie between.
    fn ties(&self, index: usize, places: &mut Vec<f64>) {
        let variable = &self.search.variables[index];
        let own = self.success[variable.step];
        for step in self.search.joins.weakest() {
            let parents = &self.search.joins.parents[step];
            let is_after = |parent: usize| self.search.joins.is_after(parent, variable.step);
            for after in parents.iter().filter(|parent| is_after(**parent)) {
                for other in parents.iter().filter(|parent| !is_after(**parent)) {
                    let success = own * self.quality[*other] / self.quality[*after];
                    places.extend(variable.curve.effort_for(success));
                }
            }
        }
    }

    fn levels(&self, step: usize) -> Vec<f64> {
        let at = self.search.joins.given(step, &self.quality);
        let mut places: Vec<f64> = NEAR.iter().map(|part| at * part).collect();
        places.extend(NEAR.iter().map(|part| 1.0 - (1.0 - at) * part));
        places.extend(
            self.search.joins.parents[step]
                .iter()
                .map(|parent| self.quality[*parent]),
        );
        for index in self.search.members(step) {
            let variable = &self.search.variables[index];
            let given = self.search.joins.given(variable.step, &self.quality);
            let turns = [variable.least, variable.knee()];
            places.extend(turns.map(|effort| given * variable.curve.success(effort)));
        }
        places.retain(|place| 0.0 < *place && *place <= 1.0);
        places
    }
}
