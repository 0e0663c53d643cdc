//! Settings in the human form of a link: by name, or by number where a newer version set them or one holds what nobody can
//! set there.

use super::value;
use crate::document::{MAX_ROWS, NUMBERS, Scenario, Set};
use crate::field::{Datum, Kind};
use crate::setting::SettingPlace;

/// Settings that differ from those of `from`.
pub(super) fn parts(scenario: &Scenario, from: &Scenario, parts: &mut Vec<String>) {
    for set in scenario.settings.iter() {
        if from.settings.set(set.number, set.index) != Some(set) {
            parts.push(part(set, &set.datum));
        }
    }
    for set in from.settings.iter() {
        if scenario.settings.set(set.number, set.index).is_none() {
            parts.push(part(set, &Datum::Unset));
        }
    }
}

fn part(set: &Set, datum: &Datum) -> String {
    let text = value::write(datum);
    if let Some((place, _)) = SettingPlace::held(set) {
        let name = place.to_string().replace('[', ".").replace(']', "");
        return format!("{name}={text}");
    }
    let kind = match datum {
        Datum::Unset => "",
        Datum::Number(_) => "n",
        _ => "t",
    };
    format!("s{}.{}={kind}{text}", set.number, set.index)
}

/// Those that have no name here, as parts of a link.
#[cfg(feature = "text")]
pub(crate) fn unknown_parts(scenario: &Scenario) -> impl Iterator<Item = String> {
    let is_unknown = |set: &&Set| SettingPlace::held(set).is_none();
    scenario
        .settings
        .iter()
        .filter(is_unknown)
        .map(|set| part(set, &set.datum))
}

/// Keeps a setting that is named by its number; false where the part is none.
pub(crate) fn keep_unknown(scenario: &mut Scenario, part: &str) -> bool {
    let read = || {
        let (name, text) = part.strip_prefix('s')?.split_once('=')?;
        let (number, index) = name.split_once('.')?;
        let (number, index) = (number.parse::<u64>().ok()?, index.parse::<usize>().ok()?);
        let datum = match text.split_at_checked(1) {
            _ if text.is_empty() => Datum::Unset,
            Some(("n", number)) => value::read(
                number,
                Kind::Number {
                    min: 0.0,
                    max: 0.0,
                    whole: false,
                },
            )?,
            Some(("t", text)) => value::read(text, Kind::Text(0))?,
            _ => return None,
        };
        (NUMBERS.contains(&number) && index < MAX_ROWS).then_some((number, index, datum))
    };
    let Some((number, index, datum)) = read() else {
        return false;
    };
    scenario.settings.keep(number, index, &datum);
    true
}
