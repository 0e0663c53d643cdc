//! Changes of the workflow that keep its arrows true: adding, removing, moving and connecting steps.

use crate::document::{MAX_STEPS, Scenario, Step};
use economics::short_sort::sort_short;

/// Parents of a step by place: those it names, else the step before it. Names that no step has are left out.
#[must_use]
pub fn parents(scenario: &Scenario, step: usize) -> Vec<usize> {
    let place = |name: &String| {
        let mut steps = scenario.steps.iter();
        steps.position(|other| !other.name.is_empty() && other.name == *name)
    };
    match scenario.steps.get(step).map(|step| &step.after) {
        Some(Some(names)) => names.iter().filter_map(place).collect(),
        Some(None) => step.checked_sub(1).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Whether `later` comes after `earlier`, directly or through others.
#[must_use]
pub fn comes_after(scenario: &Scenario, later: usize, earlier: usize) -> bool {
    let mut seen = vec![false; scenario.steps.len()];
    let mut open = parents(scenario, later);
    while let Some(step) = open.pop() {
        if step == earlier {
            return true;
        }
        if !core::mem::replace(&mut seen[step], true) {
            open.extend(parents(scenario, step));
        }
    }
    false
}

/// Adds a step behind another, with its model and prices, and returns its place. What came after the other now comes
/// after the new one. How often it is right stays open. Nothing where there are as many steps as allowed.
///
/// ```
/// use scenario::presets;
/// use scenario::workflow::{add, parents};
/// let mut agents = presets::find("multi-agent").expect("it is a preset").scenario.clone();
/// let new = add(&mut agents, 1).expect("there is room");
/// assert_eq!((new, parents(&agents, 2), parents(&agents, 3)), (2, vec![1], vec![2]));
/// ```
pub fn add(scenario: &mut Scenario, behind: usize) -> Option<usize> {
    let before = scenario.steps.get(behind)?;
    if scenario.steps.len() >= MAX_STEPS {
        return None;
    }
    let step = Step {
        name: free_name(scenario),
        provider: before.provider.clone(),
        model: before.model.clone(),
        price_date: before.price_date,
        processing: before.processing.clone(),
        price: before.price.clone(),
        effort: before.effort,
        after: None,
        ..Step::default()
    };
    let old = before.name.clone();
    let (name, at) = (step.name.clone(), behind + 1);
    for other in &mut scenario.steps {
        for parent in other.after.iter_mut().flatten() {
            if !old.is_empty() && *parent == old {
                parent.clone_from(&name);
            }
        }
    }
    scenario.steps.insert(at, step);
    Some(at)
}

/// Removes a step; what came after it now comes after its parents. The last step stays.
pub fn remove(scenario: &mut Scenario, step: usize) {
    if scenario.steps.len() < 2 || step >= scenario.steps.len() {
        return;
    }
    let above = parents(scenario, step);
    // Where the step before takes over by itself nothing needs a name.
    let is_chain = above == step.checked_sub(1).into_iter().collect::<Vec<_>>();
    let heir_is_implicit = scenario
        .steps
        .get(step + 1)
        .is_some_and(|next| next.after.is_none());
    if heir_is_implicit && !is_chain {
        let names = above
            .iter()
            .map(|parent| named(scenario, *parent))
            .collect();
        scenario.steps[step + 1].after = Some(names);
    }
    let heirs: Vec<String> = above
        .iter()
        .map(|parent| named(scenario, *parent))
        .collect();
    let removed = scenario.steps.remove(step);
    for other in &mut scenario.steps {
        let Some(names) = &mut other.after else {
            continue;
        };
        if removed.name.is_empty() || !names.contains(&removed.name) {
            continue;
        }
        names.retain(|name| *name != removed.name);
        for heir in &heirs {
            if !names.contains(heir) {
                names.push(heir.clone());
            }
        }
    }
}

/// Moves a step to the place before or behind it. Steps that say nothing about their parents follow the new order.
/// Returns where it is now.
pub fn shift(scenario: &mut Scenario, step: usize, later: bool) -> usize {
    let to = if later {
        step + 1
    } else {
        step.wrapping_sub(1)
    };
    if to >= scenario.steps.len() || step >= scenario.steps.len() {
        return step;
    }
    scenario.steps.swap(step, to);
    to
}

/// Makes a step come after another, or no longer. A step that would have to wait for itself stays as it is.
pub fn connect(scenario: &mut Scenario, step: usize, parent: usize, on: bool) {
    if step == parent || on && comes_after(scenario, parent, step) {
        return;
    }
    let mut wanted = parents(scenario, step);
    wanted.retain(|other| *other != parent);
    if on {
        wanted.push(parent);
        sort_short(&mut wanted, |left, right| left < right);
    }
    let names = wanted
        .into_iter()
        .map(|place| named(scenario, place))
        .collect();
    if let Some(step) = scenario.steps.get_mut(step) {
        step.after = Some(names);
    }
}

/// The name of a step, which it gets where it has none.
fn named(scenario: &mut Scenario, step: usize) -> String {
    if scenario
        .steps
        .get(step)
        .is_some_and(|step| step.name.is_empty())
    {
        let name = free_name(scenario);
        scenario.steps[step].name = name;
    }
    scenario
        .steps
        .get(step)
        .map(|step| step.name.clone())
        .unwrap_or_default()
}

fn free_name(scenario: &Scenario) -> String {
    let is_free = |name: &String| scenario.steps.iter().all(|step| step.name != *name);
    let candidates = (scenario.steps.len() + 1..).map(|number| format!("step {number}"));
    candidates.into_iter().find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    fn chain(names: &[&str]) -> Scenario {
        let step = |name: &&str| Step {
            name: (*name).into(),
            ..Step::default()
        };
        Scenario {
            steps: names.iter().map(step).collect(),
            ..Scenario::default()
        }
    }

    fn arrows(scenario: &Scenario) -> Vec<Vec<usize>> {
        (0..scenario.steps.len())
            .map(|step| parents(scenario, step))
            .collect()
    }

    #[test]
    fn what_is_added_and_removed_again_leaves_the_arrows_as_they_were() {
        let mut scenario = chain(&["a", "b", "c"]);
        connect(&mut scenario, 2, 0, true);
        let before = arrows(&scenario);
        let added = add(&mut scenario, 1).unwrap();
        assert_eq!(arrows(&scenario), [vec![], vec![0], vec![1], vec![0, 2]]);
        remove(&mut scenario, added);
        assert_eq!(arrows(&scenario), before);
    }

    #[test]
    fn who_came_after_a_removed_step_comes_after_its_parents() {
        let mut scenario = chain(&["a", "b", "c", "d"]);
        connect(&mut scenario, 1, 0, false);
        connect(&mut scenario, 2, 0, true);
        connect(&mut scenario, 2, 1, true);
        assert_eq!(arrows(&scenario), [vec![], vec![], vec![0, 1], vec![2]]);
        remove(&mut scenario, 2);
        assert_eq!(arrows(&scenario), [vec![], vec![], vec![0, 1]]);
    }

    #[test]
    fn no_step_comes_to_wait_for_itself() {
        let mut scenario = chain(&["a", "b", "c"]);
        let before = scenario.clone();
        connect(&mut scenario, 0, 2, true);
        connect(&mut scenario, 1, 1, true);
        assert_eq!(scenario, before);
        assert!(comes_after(&scenario, 2, 0) && !comes_after(&scenario, 0, 2));
    }

    #[test]
    fn a_step_without_a_name_gets_one_when_another_comes_after_it() {
        let mut scenario = chain(&["", "", ""]);
        connect(&mut scenario, 2, 0, true);
        assert_eq!(arrows(&scenario), [vec![], vec![0], vec![0, 1]]);
        assert!(!scenario.steps[0].name.is_empty());
    }

    #[test]
    fn the_last_step_stays_and_the_ends_do_not_move_further() {
        let mut scenario = chain(&["a"]);
        remove(&mut scenario, 0);
        assert_eq!(scenario.steps.len(), 1);
        assert_eq!(
            (
                shift(&mut scenario, 0, true),
                shift(&mut scenario, 0, false)
            ),
            (0, 0)
        );
    }
}
