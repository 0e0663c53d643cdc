//! The workflow as a graph: parents by name, an order in which each step comes after its parents.

use super::Checker;
use crate::choice::CombineRule;
use crate::document::Step;
use crate::field;
use catalogs::nearest::hint;
use economics::workflow::{Combine, Graph};

/// Steps in an order in which each comes after its parents.
#[derive(Debug)]
pub(super) struct Order {
    /// Places in the document.
    pub(super) places: Vec<usize>,
    /// For each of them its parents, as indices into `places`.
    pub(super) parents: Vec<Vec<usize>>,
}

impl Order {
    /// The graph of the ordered steps.
    pub(super) fn graph(&self, steps: &[Step]) -> Graph {
        let rules = self
            .places
            .iter()
            .map(|place| combine(steps[*place].combine));
        let weights: Vec<f64> = self
            .places
            .iter()
            .map(|place| steps[*place].weight)
            .collect();
        Graph::new(self.parents.clone(), rules.collect(), &weights)
    }
}

fn combine(rule: CombineRule) -> Combine {
    match rule {
        CombineRule::Product => Combine::Product,
        CombineRule::Mean => Combine::Mean,
        CombineRule::Min => Combine::Min,
    }
}

/// The order, or nothing where names or arrows do not make one.
pub(super) fn order(check: &mut Checker, steps: &[Step]) -> Option<Order> {
    if steps.is_empty() {
        check.error("steps", "has no step; write at least one [[steps]] table");
        return None;
    }
    let before = check.problems.len();
    check_names(check, steps);
    let parents: Vec<Vec<usize>> = (0..steps.len())
        .map(|index| parents(check, steps, index))
        .collect();
    if check.problems.len() > before {
        return None;
    }
    let places = sorted(check, steps, &parents)?;
    check_sinks(check, steps, &parents);
    check_twice(check, steps, &parents, &places);
    let mut rank = vec![0; steps.len()];
    places
        .iter()
        .enumerate()
        .for_each(|(position, place)| rank[*place] = position);
    let parents = places
        .iter()
        .map(|place| parents[*place].iter().map(|parent| rank[*parent]).collect())
        .collect();
    Some(Order { places, parents })
}

fn check_names(check: &mut Checker, steps: &[Step]) {
    for (index, step) in steps.iter().enumerate() {
        let first = steps
            .iter()
            .position(|other| other.name == step.name)
            .unwrap_or(index);
        if !step.name.is_empty() && first < index {
            let message = format!(
                "\"{}\" is the name of steps[{first}] too; give each step its own",
                step.name
            );
            check.error(field::step::NAME.of_step(index), message);
        }
    }
}

fn parents(check: &mut Checker, steps: &[Step], index: usize) -> Vec<usize> {
    let Some(names) = &steps[index].after else {
        return index.checked_sub(1).into_iter().collect();
    };
    let mut parents = Vec::with_capacity(names.len());
    for name in names {
        match steps
            .iter()
            .position(|step| !step.name.is_empty() && step.name == *name)
        {
            Some(parent) if parents.contains(&parent) => {
                check.error(
                    field::step::AFTER.of_step(index),
                    format!("names \"{name}\" twice; once is enough"),
                );
            }
            Some(parent) => parents.push(parent),
            None => check.error(field::step::AFTER.of_step(index), no_such_step(steps, name)),
        }
    }
    parents
}

fn no_such_step(steps: &[Step], name: &str) -> String {
    let names = steps
        .iter()
        .map(|step| step.name.as_str())
        .filter(|name| !name.is_empty());
    format!("there is no step \"{name}\"{}", hint(name, names))
}

/// Repeatedly takes the first step whose parents are all taken; what is left over lies on or behind a cycle.
fn sorted(check: &mut Checker, steps: &[Step], parents: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(steps.len());
    let mut taken = vec![false; steps.len()];
    while let Some(next) = (0..steps.len())
        .find(|step| !taken[*step] && parents[*step].iter().all(|parent| taken[*parent]))
    {
        taken[next] = true;
        places.push(next);
    }
    if places.len() == steps.len() {
        return Some(places);
    }
    let cycle = cycle(parents, &taken);
    let names: Vec<String> = cycle
        .iter()
        .map(|step| format!("\"{}\"", steps[*step].shown_name(*step)))
        .collect();
    let first = cycle.first().copied().unwrap_or_default();
    let message = format!(
        "the steps {} wait for each other in a circle; take one of them out of \"after\" (a loop of tries belongs \
         to [checking], a loop of turns to \"turns\")",
        names.join(" -> ")
    );
    check.error(field::step::AFTER.of_step(first), message);
    None
}

/// Walks from an untaken step to untaken parents until one comes again.
fn cycle(parents: &[Vec<usize>], taken: &[bool]) -> Vec<usize> {
    let Some(mut step) = taken.iter().position(|taken| !taken) else {
        return Vec::new();
    };
    let mut path: Vec<usize> = Vec::new();
    loop {
        if let Some(from) = path.iter().position(|earlier| *earlier == step) {
            path.drain(..from);
            path.reverse();
            return path;
        }
        path.push(step);
        match parents[step].iter().find(|parent| !taken[**parent]) {
            Some(parent) => step = *parent,
            None => return path,
        }
    }
}

fn check_sinks(check: &mut Checker, steps: &[Step], parents: &[Vec<usize>]) {
    let is_sink = |step: &usize| !parents.iter().any(|parents| parents.contains(step));
    let sinks: Vec<usize> = (0..steps.len()).filter(is_sink).collect();
    let weight: f64 = sinks.iter().map(|sink| steps[*sink].weight).sum();
    if sinks.len() > 1 && weight <= 0.0 {
        let message = "is 0 for every step that ends the workflow; give at least one of them a weight above 0";
        check.error(field::step::WEIGHT.of_step(sinks[0]), message);
        return;
    }
    if sinks.len() > 1 {
        check_pure_cost(check, steps, parents, &sinks);
    }
}

/// A step from which no way leads to a sink that counts costs and does nothing.
fn check_pure_cost(check: &mut Checker, steps: &[Step], parents: &[Vec<usize>], sinks: &[usize]) {
    let mut counts = vec![false; steps.len()];
    let mut open: Vec<usize> = sinks
        .iter()
        .copied()
        .filter(|sink| steps[*sink].weight > 0.0)
        .collect();
    while let Some(step) = open.pop() {
        if !counts[step] {
            counts[step] = true;
            open.extend(&parents[step]);
        }
    }
    for (index, step) in steps
        .iter()
        .enumerate()
        .filter(|(index, _)| !counts[*index])
    {
        let message = format!(
            "nothing that counts comes of \"{}\": it costs and changes no result; connect it, or give its end a weight",
            step.shown_name(index)
        );
        check.warning(field::step::WEIGHT.of_step(index), message);
    }
}

/// A product over parents with a common ancestor counts that ancestor's success twice.
fn check_twice(check: &mut Checker, steps: &[Step], parents: &[Vec<usize>], places: &[usize]) {
    let rank = |place: &usize| places.iter().position(|other| other == place).unwrap_or(0);
    let ordered = places
        .iter()
        .map(|place| parents[*place].iter().map(rank).collect());
    let rules = places.iter().map(|place| combine(steps[*place].combine));
    let graph = Graph::new(ordered.collect(), rules.collect(), &vec![1.0; steps.len()]);
    let mut said: Option<usize> = None;
    for (step, ancestor) in graph.counted_twice() {
        if said.replace(step) == Some(step) {
            continue; // one ancestor is enough to say it
        }
        let (step, ancestor) = (places[step], places[ancestor]);
        let message = format!(
            "several of its parents come from \"{}\", whose success the product counts more than once; their \
             average (mean) or the weakest of them (min) does not",
            steps[ancestor].shown_name(ancestor)
        );
        check.warning(field::step::COMBINE.of_step(step), message);
    }
}
