//! The workflow as the search sees it: what each step's success does for the logarithm of quality.
//!
//! A small change of quality, in parts of it, is a sum over the steps: d ln q = sum of flow_w d ln f_w. The flow starts
//! as 1 at the end and goes back through the steps. A product hands the whole of it to each parent; a mean shares it
//! out by what each parent brings; where the weakest counts it is shared out by prices, which are right when all that
//! have one are equally weak.

use crate::workflow::{Combine, Graph};

/// The graph without parents that can never be the weakest.
pub(super) struct Joins {
    pub(super) parents: Vec<Vec<usize>>,
    pub(super) rules: Vec<Combine>,
    /// Steps that end the workflow and count, with their weights.
    sinks: Vec<(usize, f64)>,
    /// For each step, whether another is it or comes before it.
    before: Vec<Vec<bool>>,
}

/// How the flow of a step is shared out: for each step over its parents, and over the ends. Products do not read theirs.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    pub(super) of: Vec<Vec<f64>>,
    pub(super) ends: Vec<f64>,
}

impl Joins {
    pub(super) fn new(graph: &Graph) -> Self {
        let mut parents = graph.parents.clone();
        let mut rules = graph.combine.clone();
        // below[w][j]: the quality of w is never above that of j.
        let mut below: Vec<Vec<bool>> = Vec::new();
        for step in 0..parents.len() {
            if rules[step] == Combine::Min {
                let all = parents[step].clone();
                let counts = |parent: &usize| {
                    !all.iter()
                        .any(|other| other != parent && below[*other][*parent])
                };
                parents[step].retain(counts);
            }
            if parents[step].len() < 2 {
                rules[step] = Combine::Product;
            }
            let of_any = |above: usize| parents[step].iter().any(|parent| below[*parent][above]);
            let of_all = |above: usize| parents[step].iter().all(|parent| below[*parent][above]);
            let row = (0..parents.len()).map(|above| match rules[step] {
                _ if above == step => true,
                Combine::Mean => of_all(above),
                Combine::Product | Combine::Min => of_any(above),
            });
            let row = row.collect();
            below.push(row);
        }
        let mut before: Vec<Vec<bool>> = Vec::new();
        for step in 0..parents.len() {
            let comes = |other: usize| parents[step].iter().any(|parent| before[*parent][other]);
            let row = (0..parents.len()).map(|other| other == step || comes(other));
            let row = row.collect();
            before.push(row);
        }
        let weights = graph.sink_weights.iter().copied().enumerate();
        Self {
            before,
            sinks: weights.filter(|(_, weight)| *weight > 0.0).collect(),
            parents,
            rules,
        }
    }

    /// Whether shares depend on what steps bring: somewhere a mean counts, or there are several ends.
    pub(super) fn has_means(&self) -> bool {
        self.sinks.len() > 1 || self.rules.contains(&Combine::Mean)
    }

    /// Steps for which the weakest of several parents counts.
    pub(super) fn weakest(&self) -> impl Iterator<Item = usize> {
        (0..self.rules.len()).filter(|step| self.rules[*step] == Combine::Min)
    }

    /// Whether a step is another or comes after it.
    pub(super) fn is_after(&self, step: usize, other: usize) -> bool {
        self.before[step][other]
    }

    /// All alike.
    pub(super) fn even(&self) -> Shares {
        let even = |count: usize| vec![1.0 / count.max(1) as f64; count];
        Shares {
            of: self
                .parents
                .iter()
                .map(|parents| even(parents.len()))
                .collect(),
            ends: self.sinks.iter().map(|(_, weight)| *weight).collect(),
        }
    }

    /// Even ones, and for each parent of a mean, and each end, those that start with all on it: a mean may be best served by
    /// one parent alone.
    pub(super) fn starts(&self) -> Vec<Shares> {
        let even = self.even();
        let only = |count: usize, one: usize| -> Vec<f64> {
            let all = (0..count).map(|place| if place == one { 1.0 } else { 0.0 });
            all.collect()
        };
        let mut starts = vec![even.clone()];
        for (step, rule) in self.rules.iter().enumerate() {
            let count = self.parents[step].len();
            for place in (0..count).filter(|_| *rule == Combine::Mean) {
                let mut start = even.clone();
                start.of[step] = only(count, place);
                starts.push(start);
            }
        }
        let ends = self.sinks.len();
        for place in (0..ends).filter(|_| ends > 1) {
            let mut start = even.clone();
            start.ends = only(ends, place);
            starts.push(start);
        }
        starts
    }

    /// Quality of each step, in place, and of an attempt, from the success of each.
    pub(super) fn forward(&self, success: &[f64], quality: &mut [f64]) -> f64 {
        for step in 0..success.len() {
            quality[step] = success[step] * self.given(step, quality);
        }
        let at_ends = self
            .sinks
            .iter()
            .map(|(step, weight)| quality[*step] * weight);
        at_ends.sum()
    }

    /// Quality of what a step is given by its parents.
    pub(super) fn given(&self, step: usize, quality: &[f64]) -> f64 {
        let parents = self.parents[step].iter().map(|parent| quality[*parent]);
        match self.rules[step] {
            Combine::Product => parents.product(),
            Combine::Mean => parents.sum::<f64>() / self.parents[step].len() as f64,
            Combine::Min => parents.fold(1.0, f64::min),
        }
    }

    /// What each step's success does for quality, both in parts of themselves.
    pub(super) fn flows(&self, shares: &Shares, flows: &mut [f64]) {
        flows.fill(0.0);
        for ((step, _), share) in self.sinks.iter().zip(&shares.ends) {
            flows[*step] += share;
        }
        for step in (0..flows.len()).rev() {
            let flow = flows[step];
            for (place, parent) in self.parents[step].iter().enumerate() {
                flows[*parent] += match self.rules[step] {
                    Combine::Product => flow,
                    Combine::Mean | Combine::Min => flow * shares.of[step][place],
                };
            }
        }
    }

    /// The shares of means and ends, by what each brings at these qualities; what brings nothing at all stays.
    pub(super) fn share_by_parts(&self, quality: &[f64], shares: &mut Shares) {
        let share = |shares: &mut [f64], parts: &mut dyn Iterator<Item = f64>| {
            let parts: Vec<f64> = parts.collect();
            let sum: f64 = parts.iter().sum();
            if sum > 0.0 {
                for (share, part) in shares.iter_mut().zip(parts) {
                    *share = part / sum;
                }
            }
        };
        for (step, rule) in self.rules.iter().enumerate() {
            if *rule == Combine::Mean {
                let mut parts = self.parents[step].iter().map(|parent| quality[*parent]);
                share(&mut shares.of[step], &mut parts);
            }
        }
        if self.sinks.len() > 1 {
            let mut parts = self
                .sinks
                .iter()
                .map(|(step, weight)| quality[*step] * weight);
            share(&mut shares.ends, &mut parts);
        }
    }
}
