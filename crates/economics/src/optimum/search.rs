//! The steps whose effort may change, and what an attempt comes to at given efforts.

use super::joins::{Joins, Shares};
use super::variable::{Branch, Variable};
use crate::model::Model;

/// Logarithms of quality, and shares, that are equal to this part, are equal.
pub(super) const FINELY: f64 = 1e-12;

/// Choices of so many steps that bend upwards first are all looked at.
const CHOSEN: usize = 5;

/// What is searched.
pub(super) struct Search<'a> {
    pub(super) model: &'a Model,
    pub(super) variables: Vec<Variable<'a>>,
    pub(super) joins: Joins,
    /// Success rates of all steps today.
    pub(super) rates: Vec<f64>,
    /// What an attempt costs beside the variables.
    pub(super) other_cost: f64,
}

impl<'a> Search<'a> {
    /// Nothing where no step has a curve.
    pub(super) fn new(model: &'a Model, only: Option<&[usize]>) -> Option<Self> {
        let rates = model.success_rates()?;
        let is_asked = |step: &usize| only.is_none_or(|only| only.contains(step));
        let variables: Vec<Variable> = (0..model.steps.len())
            .filter(is_asked)
            .filter_map(|step| Variable::new(model, step))
            .collect();
        if variables.is_empty() {
            return None;
        }
        let is_variable = |step: usize| variables.iter().any(|variable| variable.step == step);
        let others = model
            .steps
            .iter()
            .enumerate()
            .filter(|(index, _)| !is_variable(*index));
        let cost =
            others.map(|(_, step)| (step.call_cost_at(step.present_effort()) * step.calls).0);
        Some(Self {
            model,
            other_cost: cost.sum(),
            joins: Joins::new(&model.graph),
            variables,
            rates,
        })
    }

    /// Whether the best split of any money is one and only: a product, or the weakest, of curves with concave logarithms,
    /// at one price a token each. Then prices lead to it and prove it.
    pub(super) fn is_concave(&self) -> bool {
        let is_bowed = |variable: &Variable| !variable.is_bent() && !variable.has_tiers();
        !self.joins.has_means() && self.variables.iter().all(is_bowed)
    }

    /// To which part answers are settled.
    pub(super) fn tolerance(&self) -> f64 {
        match self.is_concave() {
            true => FINELY,
            false if self.is_small() => 1e-9,
            false => 1e-7,
        }
    }

    /// Whether there are so few steps that much can be tried; of more, only what promises most.
    pub(super) fn is_small(&self) -> bool {
        self.variables.len() <= 8
    }

    /// Whether somewhere the weakest of several steps counts, so that quality has kinks.
    pub(super) fn has_kinks(&self) -> bool {
        self.joins.weakest().next().is_some()
    }

    /// Whether the cost of some call jumps with its effort.
    pub(super) fn has_tiers(&self) -> bool {
        self.variables.iter().any(Variable::has_tiers)
    }

    /// Whether effort costs nothing anywhere.
    pub(super) fn is_free(&self) -> bool {
        self.variables.iter().all(Variable::is_free)
    }

    pub(super) fn steps(&self) -> Vec<usize> {
        let steps = self.variables.iter().map(|variable| variable.step);
        steps.collect()
    }

    pub(super) fn present(&self) -> Vec<f64> {
        let efforts = self.variables.iter().map(|variable| variable.present);
        efforts.collect()
    }

    /// Whether today's efforts are at least the least ones.
    pub(super) fn allows_today(&self) -> bool {
        let mut all = self.variables.iter();
        all.all(|variable| variable.least <= variable.present)
    }

    pub(super) fn least(&self) -> Vec<f64> {
        self.variables
            .iter()
            .map(|variable| variable.least)
            .collect()
    }

    pub(super) fn most(&self) -> Vec<f64> {
        self.variables
            .iter()
            .map(|variable| variable.most)
            .collect()
    }

    /// Steps that are either at their least effort or well above it: their curves bend upwards first; or nothing succeeds
    /// at first, and a mean is served without them, too.
    pub(super) fn bent(&self) -> Vec<usize> {
        let all = 0..self.variables.len();
        all.filter(|index| self.is_chosen(&self.variables[*index]))
            .collect()
    }

    /// Whether they are so many that not every choice of them is a start.
    pub(super) fn has_many_bends(&self) -> bool {
        self.bent().len() > CHOSEN
    }

    fn is_chosen(&self, variable: &Variable) -> bool {
        variable.is_bent() || self.joins.has_means() && variable.is_late()
    }

    /// Of curves that bend upwards first, the part on which given efforts are; the whole of others.
    pub(super) fn branches_at(&self, efforts: &[f64]) -> Vec<Branch> {
        let each = self.variables.iter().zip(efforts);
        let of = |(variable, effort): (&Variable, &f64)| match self.is_chosen(variable) {
            false => Branch::Any,
            true if variable.is_above(*effort) => Branch::High,
            true => Branch::Low,
        };
        each.map(of).collect()
    }

    /// The same, a step between its least effort and its bend held where it is.
    pub(super) fn sides_of(&self, efforts: &[f64]) -> Vec<Branch> {
        let each = self.branches_at(efforts).into_iter().zip(&self.variables);
        let of = |((branch, variable), effort): ((Branch, &Variable), &f64)| match branch {
            Branch::Low if variable.least < *effort => Branch::Held(*effort),
            _ => branch,
        };
        each.zip(efforts).map(of).collect()
    }

    /// Where searches start, at most so many: which parts of their curves the steps may be on, and first shares. Steps that
    /// bend upwards first are at their least effort or above the bend: each choice of them where they are few; else all
    /// above, all below, and as they are today.
    pub(super) fn ways(&self, most: usize) -> Vec<(Vec<Branch>, Shares)> {
        let bent = self.bent();
        let with = |choice: usize| {
            let mut branches = vec![Branch::Any; self.variables.len()];
            for (place, index) in bent.iter().enumerate() {
                let is_high = choice >> place.min(CHOSEN) & 1 == 1;
                branches[*index] = if is_high { Branch::High } else { Branch::Low };
            }
            branches
        };
        let branches: Vec<Vec<Branch>> = if !self.has_many_bends() {
            (0..1 << bent.len()).rev().map(with).collect()
        } else {
            vec![with(usize::MAX), with(0), self.branches_at(&self.present())]
        };
        let starts = self.joins.starts();
        let mut ways = Vec::new();
        // The first of each with all of the other come before the last of both.
        for far in 0..branches.len() + starts.len() {
            for (place, branches) in branches.iter().enumerate().take(far + 1) {
                if ways.len() < most
                    && let Some(shares) = starts.get(far - place)
                {
                    ways.push((branches.clone(), shares.clone()));
                }
            }
        }
        ways
    }

    /// Whether two plans spend nearly the same on every step.
    pub(super) fn are_near(&self, one: &[f64], other: &[f64]) -> bool {
        /// Of what an attempt costs.
        const NEAR: f64 = 0.01;
        let room = NEAR * (self.cost(one) - self.other_cost);
        let each = self.variables.iter().zip(one.iter().zip(other));
        let apart = |(variable, (one, other)): (&Variable, (&f64, &f64))| {
            (variable.cost(*one) - variable.cost(*other)).abs()
        };
        each.map(apart).all(|apart| apart <= room)
    }

    /// The variables that are parents of a step for which the weakest counts.
    pub(super) fn members(&self, step: usize) -> impl Iterator<Item = usize> {
        let parents = &self.joins.parents[step];
        (0..self.variables.len())
            .filter(move |index| parents.contains(&self.variables[*index].step))
    }

    pub(super) fn cost(&self, efforts: &[f64]) -> f64 {
        let costs = self.variables.iter().zip(efforts);
        costs
            .map(|(variable, effort)| variable.cost(*effort))
            .sum::<f64>()
            + self.other_cost
    }

    /// Success of each step, in place.
    pub(super) fn success_into(&self, efforts: &[f64], success: &mut [f64]) {
        for (variable, effort) in self.variables.iter().zip(efforts) {
            success[variable.step] = variable.curve.success(*effort);
        }
    }

    fn success(&self, efforts: &[f64]) -> Vec<f64> {
        let mut rates = self.rates.clone();
        self.success_into(efforts, &mut rates);
        rates
    }

    pub(super) fn quality(&self, efforts: &[f64]) -> f64 {
        let mut quality = vec![0.0; self.rates.len()];
        self.joins.forward(&self.success(efforts), &mut quality)
    }

    /// What the next dollar of an attempt adds to quality, by variable; 0 where it is free or capped.
    pub(super) fn quality_per_dollar(&self, efforts: &[f64]) -> Vec<f64> {
        let adjoints = self.model.graph.adjoints(&self.success(efforts));
        let each = self.variables.iter().zip(efforts);
        each.map(|(variable, effort)| {
            let price = variable.price(*effort);
            let gain = adjoints.of_success[variable.step] * variable.curve.slope(*effort);
            if price > 0.0 { gain / price } else { 0.0 }
        })
        .collect()
    }

    /// Efforts of all steps, those that do not change as they are.
    pub(super) fn all_efforts(&self, efforts: &[f64]) -> Vec<f64> {
        let present = self.model.steps.iter().map(|step| step.present_effort().0);
        let mut all: Vec<f64> = present.collect();
        for (variable, effort) in self.variables.iter().zip(efforts) {
            // A rounded least effort may be -0.
            all[variable.step] = *effort + 0.0;
        }
        all
    }
}
