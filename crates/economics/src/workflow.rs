//! Quality on the graph of steps (C-7, P7): what an attempt's chance of being right is.

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

/// A node of the workflow as the quality pass sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Indices of the steps before it; each smaller than the node's own (topological order).
    pub parents: Vec<usize>,
    /// How their qualities combine.
    pub combine: Combine,
    /// Chance that the step's own result is usable when what it was given is good.
    pub success_rate: Probability,
    /// Weight among the sinks; ignored for a step that has a child.
    pub weight: f64,
}

/// Quality of each step: its own success rate times the quality of what it was given.
///
/// ```
/// # use economics::{workflow::*, quantity::Probability};
/// let node = |parents: &[usize], rate| Node { parents: parents.to_vec(), combine: Combine::Product,
///     success_rate: Probability(rate), weight: 1.0 };
/// let chain = [node(&[], 0.7), node(&[0], 0.9), node(&[1], 0.85), node(&[2], 0.8)];
/// let quality = qualities(&chain);
/// assert!((quality[3].0 - 0.7 * 0.9 * 0.85 * 0.8).abs() < 1e-15);
/// ```
#[must_use]
pub fn qualities(nodes: &[Node]) -> Vec<Probability> {
    let mut done: Vec<Probability> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let given = node
            .combine
            .of(node.parents.iter().map(|parent| done[*parent]));
        done.push(node.success_rate * given);
    }
    done
}

/// Indices of the steps that no other step comes after.
#[must_use]
pub fn sinks(nodes: &[Node]) -> Vec<usize> {
    let mut has_child = vec![false; nodes.len()];
    for parent in nodes.iter().flat_map(|node| &node.parents) {
        has_child[*parent] = true;
    }
    (0..nodes.len())
        .filter(|index| !has_child[*index])
        .collect()
}

/// Chance that a whole attempt is right: the quality at the sink; of several, their weighted mean.
#[must_use]
pub fn attempt_success_rate(nodes: &[Node]) -> Probability {
    let quality = qualities(nodes);
    let sinks = sinks(nodes);
    if let [only] = sinks[..] {
        return quality[only];
    }
    let weight: f64 = sinks.iter().map(|sink| nodes[*sink].weight).sum();
    Probability(
        sinks
            .iter()
            .map(|sink| nodes[*sink].weight * quality[*sink].0)
            .sum::<f64>()
            / weight,
    )
}
