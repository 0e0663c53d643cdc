//! Quality on the graph of steps (C-7, P7): what an attempt's chance of being right is, and what each step's quality is
//! worth to it (C-8, P8).

use crate::quantity::Probability;

/// How the qualities of a step's parents become the quality of what it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Combine {
    /// All of them must be right, independently.
    #[default]
    Product,
    /// The average of them counts.
    Mean,
    /// The weakest counts.
    Min,
}

impl Combine {
    /// Quality of what a step is given by its parents; 1 where it has none.
    #[must_use]
    pub fn of(self, parents: impl Iterator<Item = Probability> + Clone) -> Probability {
        if parents.clone().next().is_none() {
            return Probability::ONE;
        }
        match self {
            Self::Product => parents.fold(Probability::ONE, |all, one| all * one),
            Self::Min => parents.fold(Probability::ONE, |all, one| Probability(all.0.min(one.0))),
            Self::Mean => {
                let count = parents.clone().count() as f64;
                Probability(parents.map(|one| one.0).sum::<f64>() / count)
            }
        }
    }
}

/// The steps as a graph: who comes after whom, and how qualities combine. Steps are in topological order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// For each step those before it, by index, each smaller than its own.
    pub parents: Vec<Vec<usize>>,
    /// How their qualities combine.
    pub combine: Vec<Combine>,
    /// Part of each step in the quality of an attempt: 0 unless it is a sink; together 1.
    pub sink_weights: Vec<f64>,
}

/// Values of qualities, backwards through the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjoints {
    /// What a step is given by its parents g_w.
    pub given: Vec<f64>,
    /// Quality of each step q_w.
    pub quality: Vec<f64>,
    /// dq/dq_w: what a step's quality does for that of the attempt.
    pub of_quality: Vec<f64>,
    /// dq/df_w = dq/dq_w g_w: what its own success rate does.
    pub of_success: Vec<f64>,
}

impl Graph {
    /// A graph from parents, rules, and the weights of steps, of which only those of sinks count.
    #[must_use]
    pub fn new(parents: Vec<Vec<usize>>, combine: Vec<Combine>, weights: &[f64]) -> Self {
        let mut is_sink = vec![true; parents.len()];
        for parent in parents.iter().flatten() {
            is_sink[*parent] = false;
        }
        let sinks = is_sink.iter().filter(|is_sink| **is_sink).count();
        let weight = |step: usize| match (is_sink[step], sinks) {
            (false, _) => 0.0,
            (true, 1) => 1.0,
            (true, _) => weights[step],
        };
        let mut sink_weights: Vec<f64> = (0..parents.len()).map(weight).collect();
        let sum: f64 = sink_weights.iter().sum();
        if sum > 0.0 {
            sink_weights.iter_mut().for_each(|weight| *weight /= sum);
        }
        Self {
            parents,
            combine,
            sink_weights,
        }
    }

    /// A chain, each step after the one before it.
    #[must_use]
    pub fn chain(steps: usize) -> Self {
        let parents = (0..steps).map(|step: usize| step.checked_sub(1).into_iter().collect());
        Self::new(
            parents.collect(),
            vec![Combine::Product; steps],
            &vec![1.0; steps],
        )
    }

    /// Quality of each step: its own success rate times the quality of what it was given.
    ///
    /// ```
    /// # use economics::workflow::Graph;
    /// let quality = Graph::chain(4).qualities(&[0.7, 0.9, 0.85, 0.8]);
    /// assert!((quality[3] - 0.7 * 0.9 * 0.85 * 0.8).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn qualities(&self, success: &[f64]) -> Vec<f64> {
        self.forward(success).1
    }

    /// Chance that a whole attempt is right: the quality at the sink; of several, their weighted mean.
    #[must_use]
    pub fn attempt_success_rate(&self, success: &[f64]) -> Probability {
        Probability(self.at_sinks(&self.qualities(success)))
    }

    fn at_sinks(&self, quality: &[f64]) -> f64 {
        let weighted = quality.iter().zip(&self.sink_weights);
        weighted.map(|(quality, weight)| quality * weight).sum()
    }

    fn forward(&self, success: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut quality: Vec<Probability> = Vec::with_capacity(success.len());
        let mut given = Vec::with_capacity(success.len());
        for ((parents, combine), own) in self.parents.iter().zip(&self.combine).zip(success) {
            let before = combine.of(parents.iter().map(|parent| quality[*parent]));
            given.push(before.0);
            quality.push(Probability(*own) * before);
        }
        (
            given,
            quality.into_iter().map(|quality| quality.0).collect(),
        )
    }

    /// The quality pass and its derivatives, exact, in reverse order (C-8). Where the weakest of several parents counts
    /// and some are equally weak, they share the value; a product with zeros uses the product of the others.
    ///
    /// ```
    /// # use economics::workflow::Graph;
    /// let adjoints = Graph::chain(4).adjoints(&[0.7, 0.9, 0.85, 0.8]);
    /// assert!((adjoints.of_quality[0] - 0.9 * 0.85 * 0.8).abs() < 1e-15);
    /// assert!((adjoints.of_success[2] - 0.7 * 0.9 * 0.8).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn adjoints(&self, success: &[f64]) -> Adjoints {
        let (given, quality) = self.forward(success);
        let mut of_quality = self.sink_weights.clone();
        for step in (0..success.len()).rev() {
            let of_given = of_quality[step] * success[step];
            let parents = &self.parents[step];
            for (place, parent) in parents.iter().enumerate() {
                let slope = parent_slope(self.combine[step], parents, place, &quality);
                of_quality[*parent] += of_given * slope;
            }
        }
        let of_success = of_quality.iter().zip(&given).map(|(of, given)| of * given);
        Adjoints {
            of_success: of_success.collect(),
            given,
            quality,
            of_quality,
        }
    }

    /// Whether the attempt's quality is a straight line in the step's own success rate: nowhere after it does the
    /// weakest count, nor a product of two that both come from it.
    #[must_use]
    pub fn is_affine_in(&self, step: usize) -> bool {
        let mut depends = vec![false; self.parents.len()];
        depends[step] = true;
        for later in step + 1..self.parents.len() {
            let parents = &self.parents[later];
            let touched = parents.iter().filter(|parent| depends[**parent]).count();
            let bends = match self.combine[later] {
                Combine::Product => touched > 1,
                Combine::Mean => false,
                Combine::Min => touched > 0 && parents.len() > 1,
            };
            if bends {
                return false;
            }
            depends[later] = touched > 0;
        }
        true
    }

    /// Pairs of a step that multiplies several parents and a step that at least two of them come from: the product
    /// counts that one twice.
    #[must_use]
    pub fn counted_twice(&self) -> Vec<(usize, usize)> {
        let mut before: Vec<Vec<bool>> = Vec::new();
        let mut found = Vec::new();
        for (step, parents) in self.parents.iter().enumerate() {
            let mut own = vec![false; self.parents.len()];
            for (ancestor, is_before) in own.iter_mut().enumerate() {
                let comes_from =
                    |parent: &&usize| **parent == ancestor || before[**parent][ancestor];
                let through = parents.iter().filter(comes_from).count();
                *is_before = through > 0;
                if through > 1 && self.combine[step] == Combine::Product {
                    found.push((step, ancestor));
                }
            }
            before.push(own);
        }
        found
    }
}

/// How what a step is given changes with the quality of one of its parents.
fn parent_slope(combine: Combine, parents: &[usize], place: usize, quality: &[f64]) -> f64 {
    let others = || {
        parents
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .map(|(_, parent)| quality[*parent])
    };
    let own = quality[parents[place]];
    match combine {
        Combine::Product => others().product(),
        Combine::Mean => 1.0 / parents.len() as f64,
        Combine::Min if others().any(|other| other < own) => 0.0,
        Combine::Min => {
            let tied = others().filter(|other| *other == own).count();
            1.0 / (tied + 1) as f64
        }
    }
}
