//! The human form of a link: what a document has that its base has not, as `name=value`, and the way back.

use super::{settings, value};
use crate::document::{Level, MAX_LEVELS, MAX_STEPS, Scenario, Step};
use crate::field::{Access, FIELDS, Place, about};
use crate::problem::Problem;
use crate::setting::SettingPlace;
use catalogs::nearest;

/// Fields that differ from those of `from`; what it does not have differs from a blank one.
pub(super) fn fields(scenario: &Scenario, from: &Scenario, parts: &mut Vec<String>) {
    if scenario.steps.len() != from.steps.len() {
        parts.push(format!("steps={}", scenario.steps.len()));
    }
    for (index, step) in scenario.steps.iter().enumerate() {
        let before = from.steps.get(index).map_or(0, |step| step.levels.len());
        if step.levels.len() != before {
            parts.push(format!("steps.{index}.levels={}", step.levels.len()));
        }
    }
    if scenario.checking.is_some() != from.checking.is_some() {
        parts.push(format!(
            "checking={}",
            u8::from(scenario.checking.is_some())
        ));
    }
    for place in scenario
        .places()
        .iter()
        .filter(|place| place.field != &about::PRICES)
    {
        let datum = scenario.get(place);
        let before = if exists(from, place) {
            from.get(place)
        } else {
            place.field.default()
        };
        if datum != before {
            let name = place.to_string().replace('[', ".").replace(']', "");
            parts.push(format!("{name}={}", value::write(&datum)));
        }
    }
    settings::parts(scenario, from, parts);
    parts.extend(scenario.unknown.iter().cloned());
}

/// Whether a document has the step, level or table of a place.
fn exists(scenario: &Scenario, place: &Place) -> bool {
    match place.field.access {
        Access::Scenario(..) => scenario.checking.is_some() || !place.field.is_of_checking(),
        Access::Step(..) => place.step < scenario.steps.len(),
        Access::Level(..) => scenario
            .steps
            .get(place.step)
            .is_some_and(|step| place.level < step.levels.len()),
    }
}

/// Sets one part, or keeps it where its name is not known here.
pub(super) fn apply_or_keep(scenario: &mut Scenario, part: &str, notices: &mut Vec<Problem>) {
    if let Err(notice) = apply_part(scenario, part) {
        if can_be_kept(part) {
            scenario.unknown.push(part.into());
        }
        notices.push(notice);
    }
}

/// Whether a part is one that a newer version may have written, and a link can carry.
pub(crate) fn can_be_kept(part: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~=".contains(&byte);
    let is_unknown = |(name, _): (&str, &str)| {
        !name.is_empty()
            && !is_shape(name)
            && Place::parse_dotted(name).is_none()
            && SettingPlace::parse(name).is_none()
    };
    part.bytes().all(is_plain) && part.split_once('=').is_some_and(is_unknown)
}

/// Names that say how much of something there is.
fn is_shape(name: &str) -> bool {
    let levels = name
        .strip_prefix("steps.")
        .and_then(|rest| rest.strip_suffix(".levels"));
    matches!(name, "b" | "steps" | "checking") || levels.is_some()
}

fn apply_part(scenario: &mut Scenario, part: &str) -> Result<(), Problem> {
    let left_out =
        |path: &str, what: &str| Problem::warning(path, format!("{what} and was left out"));
    let (name, text) = part
        .split_once('=')
        .ok_or_else(|| left_out(part, "has no value"))?;
    if set_shape(scenario, name, text) || settings::keep_unknown(scenario, part) {
        return Ok(());
    }
    let as_it_was = |problem: Problem| {
        Problem::warning(
            problem.path,
            format!("{} (left as it was)", problem.message),
        )
    };
    if let Some(place) = SettingPlace::parse(name) {
        let datum = value::read(text, place.setting.rule.kind)
            .ok_or_else(|| left_out(&place.to_string(), "cannot be read"))?;
        return place.set(scenario, datum).map_err(as_it_was);
    }
    let place = Place::parse_dotted(name)
        .ok_or_else(|| left_out(name, &format!("is not known here{}", meant(name))))?;
    let path = place.to_string();
    let datum = value::read(text, place.field.rule.kind)
        .ok_or_else(|| left_out(&path, "cannot be read"))?;
    scenario.set(&place, datum).map_err(as_it_was)
}

/// The field that was probably meant by a name that is none.
fn meant(name: &str) -> String {
    let digits = |c: char| c.is_ascii_digit();
    let plain: Vec<&str> = name
        .split('.')
        .filter(|part| !part.chars().all(digits))
        .collect();
    let paths: Vec<String> = FIELDS
        .iter()
        .map(|field| field.path.replace("[]", ""))
        .collect();
    let among = paths.iter().map(String::as_str);
    nearest::meant(&plain.join("."), among).map_or(String::new(), |path| {
        let path = path.replacen("steps.", "steps.0.", 1);
        format!(" (did you mean {path}?)")
    })
}

/// How many steps and levels there are, and whether results are looked at.
fn set_shape(scenario: &mut Scenario, name: &str, text: &str) -> bool {
    if name == "checking" {
        let table = scenario.checking.take().unwrap_or_default();
        scenario.checking = (text != "0").then_some(table);
        return true;
    }
    let Ok(count) = text.parse::<usize>() else {
        return false;
    };
    if name == "steps" {
        scenario
            .steps
            .resize_with(count.min(MAX_STEPS), Step::default);
        return true;
    }
    let index = name
        .strip_prefix("steps.")
        .and_then(|rest| rest.strip_suffix(".levels"));
    let index = index.and_then(|index| index.parse::<usize>().ok());
    let Some(step) = index.and_then(|index| scenario.steps.get_mut(index)) else {
        return false;
    };
    step.levels
        .resize_with(count.min(MAX_LEVELS), Level::default);
    true
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::field::{Datum, step};

    #[test]
    fn every_field_can_be_named_in_a_link() {
        for field in FIELDS {
            let at = field.of_level(3, 2);
            let name = at.to_string().replace('[', ".").replace(']', "");
            assert_eq!(
                Place::parse_dotted(&name).unwrap().to_string(),
                at.to_string()
            );
        }
    }

    #[test]
    fn what_is_not_allowed_is_noticed_and_changes_nothing() {
        let mut scenario = Scenario::default();
        let mut notices = Vec::new();
        for part in "work.tasks=-1;wrok=~3~;work.tasks;steps.9.calls=2".split(';') {
            apply_or_keep(&mut scenario, part, &mut notices);
        }
        assert_eq!(scenario.unknown, ["wrok=~3~"]);
        scenario.unknown.clear();
        assert_eq!(scenario, Scenario::default());
        assert_eq!(notices.len(), 4);
    }

    #[test]
    fn a_field_that_is_left_open_is_open_again() {
        let mut scenario = Scenario::default();
        scenario.steps[0].success_rate = Some(0.5);
        apply_or_keep(&mut scenario, "steps.0.success_rate=", &mut Vec::new());
        assert_eq!(scenario.get(&step::SUCCESS_RATE.of_step(0)), Datum::Unset);
    }
}
