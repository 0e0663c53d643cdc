//! Values for some fields of a scenario, as JSON from the page around an embed.

use catalogs::nearest::hint;
use economics::price::Instant;
use scenario::document::Scenario;
use scenario::edit::edit;
use scenario::field::{Datum, FIELDS, Kind, Place};
use serde_json::Value;

/// Most bytes of a patch.
const MAX_BYTES: usize = 1 << 16;

/// Sets every field that the patch names, or none and says why.
///
/// # Errors
/// Every path and value that is not allowed.
pub(super) fn apply(scenario: &mut Scenario, patch: &str) -> Result<(), Vec<String>> {
    if patch.len() > MAX_BYTES {
        let bytes = patch.len();
        return Err(vec![format!(
            "the patch has {bytes} bytes; at most {MAX_BYTES} are read"
        )]);
    }
    let Ok(Value::Object(fields)) = serde_json::from_str(patch) else {
        return Err(vec![
            "a patch is an object from paths to values, such as {\"work.tasks\": 500}".into(),
        ]);
    };
    let mut changed = scenario.clone();
    let problems: Vec<String> = fields
        .iter()
        .filter_map(|(path, value)| put(&mut changed, path, value).err())
        .collect();
    if problems.is_empty() {
        *scenario = changed;
        Ok(())
    } else {
        Err(problems)
    }
}

fn put(scenario: &mut Scenario, path: &str, value: &Value) -> Result<(), String> {
    let place = Place::parse(path).ok_or_else(|| {
        let names = FIELDS.iter().map(|field| field.path);
        format!("{path}: there is no such field{}", hint(path, names))
    })?;
    let datum = datum(place.field.rule.kind, value).ok_or_else(|| {
        format!(
            "{path}: {value} is no value for it; {}",
            place.field.allowed()
        )
    })?;
    edit(scenario, &place, datum).map_err(|problem| problem.to_string())
}

/// A value of JSON as what a field of this kind holds.
fn datum(kind: Kind, value: &Value) -> Option<Datum> {
    let text = || value.as_str().map(String::from);
    match (kind, value) {
        (_, Value::Null) => Some(Datum::Unset),
        (Kind::Number { .. }, _) => value.as_f64().map(Datum::Number),
        (Kind::Flag, _) => value.as_bool().map(Datum::Flag),
        (Kind::Text(_) | Kind::Choice(_), _) => text().map(Datum::Text),
        (Kind::Moment, _) => Instant::parse(value.as_str()?).map(Datum::Moment),
        (Kind::Names, Value::Array(names)) => {
            let names: Option<Vec<String>> = names
                .iter()
                .map(|name| name.as_str().map(String::from))
                .collect();
            names.map(Datum::Names)
        }
        (Kind::Point, Value::Array(pair)) => match pair.as_slice() {
            [tokens, rate] => Some(Datum::Point(tokens.as_f64()?, rate.as_f64()?)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenario::presets;

    fn first() -> Scenario {
        presets::all()[0].scenario.clone()
    }

    #[test]
    fn a_number_is_changed_as_in_the_form_and_words_flags_and_dates_are_set() {
        let mut scenario = first();
        let patch = r#"{"steps[0].reasoning_tokens": 5000, "work.period": "week", "steps[0].price_date": "2026-01-01",
            "steps[0].keeps_output": true, "steps[0].second_point": [1000, 0.5], "title": "Ours"}"#;
        assert_eq!(apply(&mut scenario, patch), Ok(()));
        let step = &scenario.steps[0];
        assert_eq!(step.reasoning_tokens, Some(5000.0));
        // What is known of the success rate is known at the effort of before.
        let before = first().steps[0].visible_output_tokens + first().steps[0].hidden_tokens();
        assert_eq!(step.success_rate_at_tokens, Some(before));
        assert_eq!(
            (step.keeps_output, step.second_point),
            (true, Some((1000.0, 0.5)))
        );
        assert_eq!(step.price_date, Instant::parse("2026-01-01"));
        assert_eq!(scenario.title, "Ours");
    }

    #[test]
    fn one_wrong_value_leaves_all_as_it_was_and_every_wrong_one_is_told() {
        let mut scenario = first();
        let patch = r#"{"work.tasks": 7, "work.task": 8, "steps[0].success_rate": 1.2, "value.gain_usd": "much"}"#;
        let problems = apply(&mut scenario, patch).err().unwrap_or_default();
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains("work.task:") && problem.contains("work.tasks"))
        );
        assert_eq!(scenario, first());
    }

    #[test]
    fn what_is_no_object_of_a_bearable_size_is_refused() {
        let mut scenario = first();
        for patch in ["", "7", "[]", "{\"work.tasks\": 1", &"[".repeat(1 << 17)] {
            assert_eq!(
                apply(&mut scenario, patch).map_err(|problems| problems.len()),
                Err(1),
                "{patch:.20}"
            );
        }
    }
}
