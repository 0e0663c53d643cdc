//! The table of fields and the document are the same list.

#![allow(clippy::unwrap_used)]

use scenario::document::{Checking, Level, Scenario, Step};
use scenario::field::{Datum, FIELDS, Field, Kind, Place, Unit};

const DOCUMENT: &str = include_str!("../src/document.rs");

/// Structs of the document and where their fields stand in it.
const TABLES: [(&str, &str); 9] = [
    ("Scenario", ""),
    ("Work", "work."),
    ("Step", "steps[]."),
    ("Level", "steps[].levels[]."),
    ("OwnPrice", "steps[].price."),
    ("Value", "value."),
    ("Checking", "checking."),
    ("Person", "person."),
    ("Fixed", "fixed."),
];

/// Names and types of the public fields of a struct.
fn fields_of(name: &str) -> Vec<(&'static str, &'static str)> {
    let start = DOCUMENT.find(&format!("pub struct {name} {{")).unwrap();
    let body = &DOCUMENT[start..start + DOCUMENT[start..].find("\n}").unwrap()];
    body.lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("pub ")?
                .trim_end_matches(',')
                .split_once(": ")
        })
        .collect()
}

#[test]
fn every_field_of_the_document_is_a_row_and_every_row_is_a_field() {
    let is_table = |kind: &str| TABLES.iter().any(|(name, _)| kind.contains(name));
    let mut expected: Vec<String> = Vec::new();
    for (name, prefix) in TABLES {
        let leaves = fields_of(name)
            .into_iter()
            .filter(|(_, kind)| !is_table(kind) || *kind == "Option<Instant>");
        expected.extend(leaves.map(|(field, _)| format!("{prefix}{field}")));
    }
    expected.retain(|path| path != "unknown" && path != "settings"); // of a newer version, and of the views
    expected.retain(|path| !path.ends_with("ranges")); // kept beside the numbers that stand for them
    let mut rows: Vec<String> = FIELDS.iter().map(|field| field.path.to_string()).collect();
    expected.sort();
    rows.sort();
    assert_eq!(rows, expected);
}

#[test]
fn what_a_field_holds_by_default_is_allowed_there() {
    for field in FIELDS {
        let step = Step {
            levels: vec![Level::default()],
            ..Step::default()
        };
        let checking = Some(Checking::default());
        let mut scenario = Scenario {
            steps: vec![step],
            checking,
            ..Scenario::default()
        };
        let place = Place {
            field,
            step: 0,
            level: 0,
        };
        assert_eq!(scenario.get(&place), field.default(), "{}", field.path);
        scenario.set(&place, field.default()).unwrap();
    }
}

#[test]
fn a_path_with_indices_reads_back() {
    for field in FIELDS {
        let place = Place {
            field,
            step: 2,
            level: 1,
        };
        let read = Place::parse(&place.to_string()).unwrap();
        assert_eq!(read.to_string(), place.to_string());
    }
    assert!(Place::parse("steps[2].succes_rate").is_none());
    assert!(Place::parse("steps[x].success_rate").is_none());
    assert!(Place::parse("steps[1][2][3].success_rate").is_none());
}

#[test]
fn every_field_explains_itself() {
    for field in FIELDS {
        assert!(
            field.help.ends_with('.') && field.help.len() > 15,
            "{}",
            field.path
        );
        assert!(
            !field.label.is_empty() && !field.label.ends_with('.'),
            "{}",
            field.path
        );
        assert!(!field.allowed().is_empty());
    }
    let share = Field::find("steps[].success_rate").unwrap();
    assert_eq!(share.rule.unit, Unit::Share);
}

#[test]
fn every_word_of_a_choice_is_said_and_only_those() {
    for field in FIELDS {
        let words = match field.rule.kind {
            Kind::Choice(words) => words,
            _ => &[],
        };
        assert_eq!(words.len(), field.said.len(), "{}", field.path);
        assert!(
            field.open.is_none() || field.rule.optional,
            "{}",
            field.path
        );
        let allowed = |(word, said): (&str, &str)| {
            let datum = if word.is_empty() {
                Datum::Unset
            } else {
                Datum::Text(word.into())
            };
            !said.is_empty() && field.check(&datum).is_ok()
        };
        assert!(field.offered().all(allowed), "{}", field.path);
    }
}

#[test]
fn a_row_is_itself_and_no_other_and_stands_in_its_table_as_in_the_document() {
    for (place, field) in FIELDS.iter().enumerate() {
        assert_eq!(FIELDS.iter().position(|other| other == field), Some(place));
        assert_eq!(Field::find(field.path), Some(*field));
        assert_eq!(field.is_of_checking(), field.path.starts_with("checking."));
        assert_eq!(field.is_of_step(), field.path.starts_with("steps[]."));
        assert_eq!(
            field.is_of_price(),
            field.path.starts_with("steps[].price.")
        );
    }
}

/// A part is of tokens of the same step, and no number is a part of itself.
#[test]
fn what_a_number_is_a_part_of_is_a_count_of_tokens_beside_it() {
    for field in FIELDS {
        let mut whole = field.part_of;
        for _ in 0..FIELDS.len() {
            let Some(of) = whole else { break };
            assert_eq!(
                (of.rule.unit, of.is_of_step()),
                (Unit::Tokens, field.is_of_step())
            );
            whole = of.part_of;
        }
        assert!(whole.is_none(), "{} is a part of itself", field.path);
    }
}
