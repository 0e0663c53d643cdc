//! The table of fields and the document are the same list.

#![allow(clippy::unwrap_used)]

use scenario::document::{Checking, Level, Scenario, Step};
use scenario::field::{FIELDS, Field, Place, Unit};

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
    assert_eq!(share.unit, Unit::Share);
}
