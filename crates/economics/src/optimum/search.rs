//! The steps whose effort may change, and what an attempt comes to at given efforts.

use super::coordinate::{self, Variable};
use crate::evaluate::Model;
use crate::production::Production;

/// What is searched.
pub(super) struct Search<'a> {
    pub(super) model: &'a Model,
    pub(super) variables: Vec<Variable<'a>>,
    /// Success rates of all steps today.
    rates: Vec<f64>,
    /// What an attempt costs beside the variables.
    other_cost: f64,
    /// For a pure product, how often each variable's success stands in it.
    pub(super) powers: Option<Vec<f64>>,
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
        let other_cost = cost.sum();
        let is_smooth = variables
            .iter()
            .all(|variable| variable.curve.is_log_concave() && variable.pieces.len() == 1);
        let powers = model.graph.powers().filter(|_| is_smooth);
        let powers = powers.map(|powers| {
            variables
                .iter()
                .map(|variable| powers[variable.step])
                .collect()
        });
        Some(Self {
            model,
            variables,
            rates,
            other_cost,
            powers,
        })
    }

    pub(super) fn is_certain(&self) -> bool {
        self.powers.is_some()
    }

    /// Whether somewhere the weakest of several steps counts, so that quality has kinks.
    pub(super) fn has_kinks(&self) -> bool {
        (0..self.model.steps.len()).any(|step| self.model.graph.takes_the_weakest(step))
    }

    /// Whether the cost of some call jumps with its effort.
    pub(super) fn has_tiers(&self) -> bool {
        self.variables
            .iter()
            .any(|variable| variable.pieces.len() > 1)
    }

    /// Whether effort costs nothing anywhere.
    pub(super) fn is_free(&self) -> bool {
        self.variables.iter().all(Variable::is_free)
    }

    pub(super) fn steps(&self) -> Vec<usize> {
        self.variables
            .iter()
            .map(|variable| variable.step)
            .collect()
    }

    pub(super) fn present(&self) -> Vec<f64> {
        self.variables
            .iter()
            .map(|variable| variable.present)
            .collect()
    }

    pub(super) fn is_allowed(&self, efforts: &[f64]) -> bool {
        let pairs = self.variables.iter().zip(efforts);
        pairs
            .into_iter()
            .all(|(variable, effort)| variable.least <= *effort)
    }

    pub(super) fn present_cost(&self) -> f64 {
        self.cost(&self.present())
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

    pub(super) fn cost(&self, efforts: &[f64]) -> f64 {
        let costs = self.variables.iter().zip(efforts);
        costs
            .map(|(variable, effort)| variable.cost(*effort))
            .sum::<f64>()
            + self.other_cost
    }

    pub(super) fn success(&self, efforts: &[f64]) -> Vec<f64> {
        let mut rates = self.rates.clone();
        for (variable, effort) in self.variables.iter().zip(efforts) {
            rates[variable.step] = variable.curve.success(*effort);
        }
        rates
    }

    pub(super) fn quality(&self, efforts: &[f64]) -> f64 {
        self.model
            .graph
            .attempt_success_rate(&self.success(efforts))
            .0
    }

    /// dq/df of each variable.
    pub(super) fn quality_slopes(&self, efforts: &[f64]) -> Vec<f64> {
        let adjoints = self.model.graph.adjoints(&self.success(efforts));
        let of = |variable: &Variable| adjoints.of_success[variable.step];
        self.variables.iter().map(of).collect()
    }

    /// What the next dollar of an attempt adds to quality, by variable; 0 where it is free or capped.
    pub(super) fn quality_per_dollar(&self, efforts: &[f64]) -> Vec<f64> {
        let slopes = self.quality_slopes(efforts);
        let each = self.variables.iter().zip(efforts).zip(slopes);
        each.map(|((variable, effort), slope)| {
            let price = variable.price(*effort);
            let gain = slope * variable.curve.slope(*effort);
            if price > 0.0 { gain / price } else { 0.0 }
        })
        .collect()
    }

    /// Efforts of all steps, those that do not change as they are.
    pub(super) fn all_efforts(&self, efforts: &[f64]) -> Vec<f64> {
        let present = self.model.steps.iter().map(|step| step.present_effort().0);
        let mut all: Vec<f64> = present.collect();
        for (variable, effort) in self.variables.iter().zip(efforts) {
            all[variable.step] = *effort;
        }
        all
    }

    /// The price lambda of quality that a member of the family was made for.
    pub(super) fn price_of_quality(&self, price: f64, quality: f64) -> f64 {
        if self.powers.is_some() {
            price * quality
        } else {
            price
        }
    }

    /// The efforts that maximise q - price C, or ln q - price C for a pure product.
    pub(super) fn member(&self, price: f64, start: &[f64]) -> Vec<f64> {
        match &self.powers {
            Some(powers) => {
                let each = self.variables.iter().zip(powers);
                each.map(|(variable, power)| of_product(variable, *power, price))
                    .collect()
            }
            None => coordinate::settled(self, price, start),
        }
    }
}

fn of_product(variable: &Variable, power: f64, price: f64) -> f64 {
    let of_token = price * variable.price(variable.least);
    if power <= 0.0 {
        return variable.least;
    }
    if of_token <= 0.0 {
        return variable.most;
    }
    let curve: &Production = &variable.curve;
    curve.effort_at_relative_slope(of_token / power, variable.least, variable.most)
}
