//! All that was entered, by the names of the form: the value, its unit, and whose it is.

use crate::compared::{blank, example, is_in};
use crate::entered::{cell, unit};
use crate::sheet::{Cell, Sheet};
use crate::words::{field_name, tasks_label};
use scenario::document::Scenario;
use scenario::field::{Datum, about, work};
use scenario::setting::{Set, SettingPlace};

/// Whose a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// As the example has it, that was begun with.
    Example,
    /// A person entered it.
    Own,
    /// Nobody set it: it is what is usual.
    Usual,
}

impl Whose {
    fn words(self) -> &'static str {
        match self {
            Self::Example => "the example\u{2019}s",
            Self::Own => "entered",
            Self::Usual => "usual",
        }
    }
}

/// Everything that the scenario holds. `opened` is what was begun with, where that is known: of an example, what is still
/// as it was is said to be the example's.
///
/// ```
/// let legal = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let mut own = legal.clone();
/// own.work.tasks = 700.0;
/// let text = telling::csv::written(&[telling::inputs::sheet(&own, Some(&legal))]);
/// assert!(text.contains("\r\nReviews,700,,entered\r\n"));
/// assert!(text.contains("\r\nA look costs,3,$,the example\u{2019}s\r\n"));
/// ```
#[must_use]
pub fn sheet(scenario: &Scenario, opened: Option<&Scenario>) -> Sheet {
    let head = ["field", "value", "unit", "whose"];
    let mut sheet = Sheet::new("Inputs", "What was entered", &head);
    let example = opened.and_then(example);
    let blank = blank(scenario);
    for place in scenario.places() {
        let datum = scenario.get(&place);
        let is_told = [&about::TITLE, &about::DESCRIPTION].contains(&place.field);
        let whose = if blank.get(&place) == datum {
            Whose::Usual
        } else if example
            .is_some_and(|example| is_in(example, &place) && example.get(&place) == datum)
        {
            Whose::Example
        } else {
            Whose::Own
        };
        let is_usual_word =
            whose == Whose::Usual && matches!(datum, Datum::Text(_)) && place.field.is_of_step();
        if is_told || is_usual_word || is_nothing(&datum, whose) {
            continue;
        }
        let label = match place.field == &work::TASKS {
            true => tasks_label(scenario),
            false => field_name(scenario, &place),
        };
        let rule = place.field.rule;
        sheet.rows.push(vec![
            label.into(),
            cell(rule, &datum),
            unit(rule, &datum).into(),
            whose.words().into(),
        ]);
    }
    sheet.rows.extend(settings(scenario, example));
    sheet
}

/// What a person reads nothing of: an open field, and a zero, a no or an empty text that nobody set.
fn is_nothing(datum: &Datum, whose: Whose) -> bool {
    match datum {
        Datum::Unset => true,
        Datum::Text(text) => text.is_empty(),
        Datum::Names(names) => names.is_empty(),
        Datum::Number(number) => *number == 0.0 && whose == Whose::Usual,
        Datum::Flag(is_on) => !is_on && whose == Whose::Usual,
        _ => false,
    }
}

/// What was set for the views below the report.
fn settings(scenario: &Scenario, example: Option<&Scenario>) -> Vec<Vec<Cell>> {
    let row = |set: &Set| {
        let place = SettingPlace::numbered(set.number, set.index)?;
        let of_example = example.and_then(|example| example.settings.kept(set.number, set.index));
        let whose = if of_example.as_ref() == Some(&set.datum) {
            Whose::Example
        } else {
            Whose::Own
        };
        let (setting, unit) = (place.setting, place.setting.unit);
        let label = if setting.is_in_list() {
            format!("{} ({})", setting.label, set.index + 1)
        } else {
            setting.label.into()
        };
        let is_number = matches!(set.datum, Datum::Number(_));
        Some(vec![
            label.into(),
            cell(setting.rule, &set.datum),
            if is_number { unit } else { "" }.into(),
            whose.words().into(),
        ])
    };
    scenario.settings.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use scenario::presets;
    use scenario::setting::SettingPlace;

    fn row<'a>(sheet: &'a Sheet, label: &str) -> Option<&'a [Cell]> {
        let is_it = |row: &&Vec<Cell>| row[0] == label.into();
        sheet.rows.iter().find(is_it).map(|row| &row[1..])
    }

    #[test]
    fn every_number_of_an_example_is_the_examples_until_it_is_changed() {
        for preset in presets::all() {
            let all = sheet(&preset.scenario, Some(&preset.scenario));
            let words: Vec<&Cell> = all.rows.iter().map(|row| &row[3]).collect();
            assert!(
                words.iter().all(|cell| **cell != "entered".into()),
                "{}",
                preset.id
            );
            assert!(words.contains(&&"the example\u{2019}s".into()));
            let unknown = sheet(&preset.scenario, None);
            assert!(
                unknown
                    .rows
                    .iter()
                    .all(|row| row[3] != "the example\u{2019}s".into())
            );
            assert_eq!(unknown.rows.len(), all.rows.len());
        }
    }

    #[test]
    fn values_stand_as_the_form_has_them_with_their_units() {
        let legal = presets::find("legal-contracts").unwrap().scenario.clone();
        let mut own = legal.clone();
        own.steps[0].success_rate = Some(0.55);
        own.steps[0].model = "=cmd".into();
        let place = SettingPlace::parse("over_time.decline").unwrap();
        place.set(&mut own, Datum::Number(3.0)).unwrap();
        let found = sheet(&own, Some(&legal));
        let expected = [Cell::plain(100.0 * 0.55), "%".into(), "entered".into()];
        assert_eq!(row(&found, "Right, with good input"), Some(&expected[..]));
        let example = ["tokens", "the example\u{2019}s"].map(Cell::from);
        assert_eq!(
            row(&found, "Input").map(|row| &row[1..]),
            Some(&example[..])
        );
        let set = row(&found, place.setting.label).unwrap();
        assert_eq!(set[0], Cell::plain(3.0));
        let text = crate::csv::written(&[found]);
        assert!(
            text.contains("\r\n\"Right, with good input\",55,%,entered\r\n"),
            "{text}"
        );
        assert!(text.contains("\"'=cmd\""), "{text}");
    }
}
