//! Settings as inputs of a section, and what a person types there.

use catalogs::accelerators::accelerator;
use catalogs::shapes::open_model;
use scenario::document::Scenario;
use scenario::entry;
use scenario::estimate::Measure;
use scenario::field::{Datum, Kind};
use scenario::number;
use scenario::problem::Problem;
use scenario::setting::rows::over_time;
use scenario::setting::{Setting, SettingPlace};
use telling::sections::{Block, Input};

/// Text of more characters takes several lines.
const LONG: usize = 300;
/// Between the rows of a pasted table, which stands in one line in the document.
const ROWS: &str = "; ";

/// A setting as an input, with what is wrong with it.
#[must_use]
pub fn input(scenario: &Scenario, setting: &'static Setting) -> Input {
    input_at(scenario, setting, 0)
}

/// The same in a row of a list.
#[must_use]
pub fn input_at(scenario: &Scenario, setting: &'static Setting, index: usize) -> Input {
    let place = SettingPlace { setting, index };
    let set = scenario.settings.kept(setting.number, index);
    let problem = set
        .as_ref()
        .and_then(|datum| setting.rule.check(datum).err());
    let datum = set.unwrap_or(setting.usual_datum());
    let (options, is_long) = match setting.rule.kind {
        Kind::Choice(words) => (words.iter().map(|word| option(word)).collect(), false),
        Kind::Text(most) => (Vec::new(), most > LONG),
        _ => (Vec::new(), false),
    };
    let value = entry::shown(setting.rule, &datum, Measure::Tokens);
    Input {
        path: place.to_string(),
        label: setting.label.into(),
        unit: setting.unit.into(),
        help: setting.help.into(),
        value: if is_long {
            value.replace(ROWS, "\n")
        } else {
            value
        },
        problem: problem.unwrap_or_default(),
        options,
        is_long,
    }
}

/// A word of a choice, and how a person reads it.
fn option(word: &'static str) -> (String, String) {
    let name = match word {
        "pinned" => "those that I name",
        "all" => "the whole price list",
        "quality" => "right results",
        "correlation" => "as tries of one task are set to be",
        "two points" => "from a second point",
        "everything" => "the whole bill",
        "tokens" => "tokens and fees alone",
        "samples" => "from samples of one task",
        "match" => "each step\u{2019}s own",
        _ => open_model(word)
            .map(|model| model.name)
            .or_else(|| accelerator(word).map(|one| one.name))
            .unwrap_or(word),
    };
    (word.into(), name.into())
}

/// Several settings as the form of a section.
#[must_use]
pub fn inputs(scenario: &Scenario, settings: &[&'static Setting]) -> Block {
    let each = settings.iter().map(|setting| input(scenario, setting));
    Block::Inputs(each.collect())
}

/// Sets what a person typed or chose; an empty box leaves the setting open, or makes it usual again.
///
/// # Errors
/// What was found, what is allowed and what to do; the document is unchanged then.
pub fn type_in(scenario: &mut Scenario, path: &str, text: &str) -> Result<(), Problem> {
    let Some(place) = SettingPlace::parse(path) else {
        return Err(Problem::error(path, "is no setting of a view"));
    };
    let rule = place.setting.rule;
    let datum = if text.trim().is_empty() {
        Datum::Unset
    } else if let Some(times) = as_times(place.setting, text) {
        Datum::Number(times)
    } else if matches!(rule.kind, Kind::Number { .. }) {
        entry::read(rule, text, Measure::Tokens, None)
            .map_err(|message| Problem::error(place.to_string(), message))?
            .datum
    } else {
        let rows: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|row| !row.is_empty())
            .collect();
        Datum::Text(rows.join(ROWS))
    };
    place.set(scenario, datum)
}

/// By what use grows or prices fall in a year, where a person writes it as a change in per cent: `8 %` a year, or
/// `8 % a month`, which is twelve times in a year.
fn as_times(setting: &'static Setting, text: &str) -> Option<f64> {
    let (number, behind) = text.split_once('%')?;
    let part = number::parse(number.trim()).ok()? / 100.0;
    let a_period = match setting.number {
        number if number == over_time::GROWTH.number => 1.0 + part,
        number if number == over_time::DECLINE.number => 1.0 / (1.0 - part),
        _ => return None,
    };
    let behind = behind
        .trim()
        .trim_start_matches(['/', 'a', 'p', 'e', 'r', ' ']);
    let times = match behind {
        "" | "year" | "y" => a_period,
        "month" | "m" | "mo" => libm::pow(a_period, 12.0),
        _ => return None,
    };
    // Twelve figures are what a person means; the others are the power's.
    let scale = libm::pow(10.0, 11.0 - libm::floor(libm::log10(times)));
    (times.is_finite() && times > 0.0).then(|| libm::round(times * scale) / scale)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use scenario::setting::rows;
    use scenario::setting::rows::alternatives::{HOSTING_LOAD, TRIES};

    #[test]
    fn what_is_typed_is_set_in_the_unit_of_the_box_and_shown_again() {
        let mut scenario = Scenario::default();
        type_in(&mut scenario, HOSTING_LOAD.path, "45").unwrap();
        assert_eq!(scenario.settings.optional(&HOSTING_LOAD), Some(0.45));
        assert_eq!(input(&scenario, &HOSTING_LOAD).value, "45");
        type_in(&mut scenario, HOSTING_LOAD.path, " ").unwrap();
        assert_eq!(scenario.settings.optional(&HOSTING_LOAD), Some(0.6));
        assert_eq!(scenario, Scenario::default());
    }

    #[test]
    fn growth_is_typed_in_per_cent_of_a_year_or_a_month() {
        let typed = |path: &str, text: &str| {
            let mut scenario = Scenario::default();
            type_in(&mut scenario, path, text).map(|()| {
                let setting = SettingPlace::parse(path).unwrap().setting;
                scenario.settings.number(setting)
            })
        };
        let grows = |text| typed("over_time.growth", text).unwrap();
        assert_eq!(grows("8 %"), 1.08);
        assert_eq!(grows("8% a year"), 1.08);
        assert_eq!(grows("-20 %"), 0.8);
        // 1.08 to the power of twelve, by hand: 2.518170116818978...
        assert_eq!(grows("8 % a month"), 2.518_170_116_82);
        assert_eq!(grows("8 %/month"), grows("8 % per month"));
        assert_eq!(grows("2.5"), 2.5);
        assert_eq!(typed("over_time.decline", "50 %").unwrap(), 2.0);
        assert_eq!(typed("over_time.decline", "0 %").unwrap(), 1.0);
        for wrong in ["100 %", "120 %"] {
            let problem = typed("over_time.decline", wrong).unwrap_err();
            assert!(!problem.message.is_empty(), "{wrong}");
        }
        assert!(typed("over_time.growth", "8 % a day").is_err());
    }

    #[test]
    fn every_word_of_a_choice_has_a_name() {
        for setting in rows::all() {
            let input = input(&Scenario::default(), setting);
            for (word, name) in &input.options {
                let says_itself = ["net", "cost", "name", "gpt-oss-20b", "gpt-oss-120b"];
                let is_same = says_itself.contains(&word.as_str());
                assert_eq!(word == name, is_same, "{}: {word}", setting.path);
            }
        }
    }

    #[test]
    fn what_is_not_allowed_is_said_and_changes_nothing() {
        let mut scenario = Scenario::default();
        for text in ["0", "1.5", "many"] {
            let problem = type_in(&mut scenario, TRIES.path, text).unwrap_err();
            assert_eq!(problem.path, TRIES.path);
            assert!(problem.message.contains("write"), "{problem}");
        }
        assert!(type_in(&mut scenario, "technical.batsh", "1").is_err());
        assert_eq!(scenario, Scenario::default());
    }

    #[test]
    fn a_value_that_a_document_should_not_have_is_told_and_the_usual_one_counts() {
        let mut scenario = Scenario::default();
        scenario
            .settings
            .keep(TRIES.number, 0, &Datum::Number(-3.0));
        assert_eq!(scenario.settings.number(&TRIES), 3.0);
        assert!(input(&scenario, &TRIES).problem.contains("-3"));
        assert_eq!(scenario::setting::problems(&scenario).len(), 1);
    }
}
