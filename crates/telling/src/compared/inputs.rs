//! What was entered: the fields in which two scenarios differ, and how many numbers are still an example's.

use crate::entered;
use crate::words::field_name;
use scenario::document::{Checking, Scenario, Step};
use scenario::field::{Datum, Kind, Place, Rule, Unit, about};
use scenario::presets::{self, Preset};

/// A field that was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// What the form calls it.
    pub label: String,
    /// What it can hold.
    pub rule: Rule,
    /// In A.
    pub a: Datum,
    /// In B.
    pub b: Datum,
}

/// How many steps there are.
const STEPS: Rule = Rule {
    unit: Unit::Count,
    kind: Kind::Number {
        min: 0.0,
        max: f64::MAX,
        whole: true,
    },
    optional: false,
};

impl Input {
    /// As a person reads it: what it is called, A, B.
    #[must_use]
    pub fn cells(&self) -> [String; 3] {
        let written = |datum| entered::written(self.rule, datum);
        [self.label.clone(), written(&self.a), written(&self.b)]
    }
}

/// What was changed from A to B.
pub(super) fn changed(a: &Scenario, b: &Scenario) -> Vec<Input> {
    let mut inputs = Vec::new();
    let (of_a, of_b) = (a.steps.len(), b.steps.len());
    if of_a != of_b {
        inputs.push(Input {
            label: "Steps".into(),
            rule: STEPS,
            a: Datum::Number(of_a as f64),
            b: Datum::Number(of_b as f64),
        });
    }
    let mut places = b.places();
    places.extend(a.places());
    let mut seen = Vec::new();
    for place in places {
        let is_told = [&about::TITLE, &about::DESCRIPTION].contains(&place.field);
        let is_of_both = !place.field.is_of_step() || place.step < of_a.min(of_b);
        let path = place.to_string();
        let [of_a, of_b] = [a, b].map(|scenario| scenario.get(&place));
        if is_told || !is_of_both || of_a == of_b || seen.contains(&path) {
            continue;
        }
        seen.push(path);
        inputs.push(Input {
            label: field_name(b, &place),
            rule: place.field.rule,
            a: of_a,
            b: of_b,
        });
    }
    inputs
}

/// Of an example that was opened: how many of its numbers are still there as it has them; nothing where what was opened is
/// no example, or none is.
///
/// ```
/// use telling::compared::from_example;
/// let opened = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let mut shown = opened.clone();
/// shown.work.tasks = 7.0;
/// let words = from_example(&opened, &shown);
/// assert!(words.is_some_and(|words| words.ends_with(" numbers are the example\u{2019}s.")));
/// ```
#[must_use]
pub fn from_example(opened: &Scenario, shown: &Scenario) -> Option<String> {
    let opened = example(opened)?;
    let blank = blank(shown);
    let is_number = |place: &Place| matches!(shown.get(place), Datum::Number(_));
    let entered = |place: &Place| shown.get(place) != blank.get(place);
    let places: Vec<Place> = shown.places().into_iter().filter(is_number).collect();
    let counted: Vec<&Place> = places.iter().filter(|place| entered(place)).collect();
    let same = counted
        .iter()
        .filter(|place| is_in(opened, place) && opened.get(place) == shown.get(place));
    let (same, all) = (same.count(), counted.len());
    match same {
        0 => None,
        same if same == all => Some(format!("All {all} numbers are the example\u{2019}s.")),
        1 => Some(format!("One of {all} numbers is the example\u{2019}s.")),
        same => Some(format!("{same} of {all} numbers are the example\u{2019}s.")),
    }
}

/// The example that was opened; nothing where it is none.
pub(crate) fn example(opened: &Scenario) -> Option<&Scenario> {
    let is_it = |preset: &Preset| preset.scenario == *opened;
    presets::all().iter().any(is_it).then_some(opened)
}

/// A scenario of as many steps, and of a checker where there is one, in which nobody has set anything.
pub(crate) fn blank(of: &Scenario) -> Scenario {
    Scenario {
        steps: vec![Step::default(); of.steps.len()],
        checking: of.checking.as_ref().map(|_| Checking::default()),
        ..Scenario::default()
    }
}

/// Whether a scenario has the step of a place.
pub(crate) fn is_in(scenario: &Scenario, place: &Place) -> bool {
    place.step < scenario.steps.len() || !place.field.is_of_step()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn numbers_of_an_example_are_counted_down_as_they_are_changed() {
        let opened = presets::find("legal-contracts").unwrap().scenario.clone();
        let mut shown = opened.clone();
        let all = from_example(&opened, &shown).unwrap();
        assert!(
            all.starts_with("All ") && all.ends_with("example\u{2019}s."),
            "{all}"
        );
        let total: usize = all.split(' ').nth(1).unwrap().parse().unwrap();
        shown.work.tasks = 7.0;
        let words = from_example(&opened, &shown).unwrap();
        assert!(
            words.starts_with(&format!("{} of {total} ", total - 1)),
            "{words}"
        );
        assert_eq!(from_example(&shown, &shown), None);
    }
}
