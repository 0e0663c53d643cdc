//! What is printed as JSON is as the schemas of the documentation have it: every view and the report, of every example.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop"
)]

use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::document::Scenario;
use scenario::field::Datum;
use scenario::presets;
use scenario::setting::SettingPlace;
use serde_json::Value;
use tokenomics_cli::compare;
use tokenomics_cli::evaluate::{Format, rendered, view};
use tokenomics_cli::schema::{Of, schema};
use views::VIEWS;

/// What a value has that its schema does not allow, each with its place. A member that the schema does not name is a fault
/// too, and so is a word of the schema that is not read here.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str) -> Vec<String> {
    let Value::Object(words) = schema else {
        return Vec::new(); // `true` allows everything
    };
    let mut found = Vec::new();
    for (word, allowed) in words {
        match word.as_str() {
            "$ref" => {
                let path = allowed.as_str().unwrap().trim_start_matches('#');
                let named = root.pointer(path).unwrap();
                found.extend(faults(named, root, value, at));
            }
            "anyOf" | "oneOf" => {
                let each = allowed.as_array().unwrap().iter();
                let each: Vec<_> = each.map(|one| faults(one, root, value, at)).collect();
                if each.iter().all(|faults| !faults.is_empty()) {
                    found.extend(each.into_iter().flatten());
                }
            }
            "type" => found.extend(wrong_type(allowed, value, at)),
            "enum" => {
                let is_one = allowed.as_array().unwrap().contains(value);
                found.extend((!is_one).then(|| format!("{at}: {value} is none of {allowed}")));
            }
            "const" => {
                let is_other = value != allowed;
                found.extend(is_other.then(|| format!("{at}: {value} is not {allowed}")));
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    let inside = format!("{at}.{name}");
                    match allowed.get(name) {
                        Some(allowed) => found.extend(faults(allowed, root, inner, &inside)),
                        None => found.push(format!("{inside} is not in the schema")),
                    }
                }
            }
            "required" => {
                let names = allowed.as_array().unwrap().iter();
                let missing = names.filter(|name| value.get(name.as_str().unwrap()).is_none());
                found.extend(missing.map(|name| format!("{at} lacks {name}")));
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(faults(allowed, root, inner, &format!("{at}[{index}]")));
                }
            }
            "prefixItems" => {
                let each = allowed.as_array().unwrap().iter();
                for (index, allowed) in each.enumerate() {
                    let inner = value.get(index).unwrap_or(&Value::Null);
                    found.extend(faults(allowed, root, inner, &format!("{at}[{index}]")));
                }
            }
            // Only of an object that names none of its members.
            "additionalProperties" => {
                let each = value.as_object().into_iter().flatten();
                found.extend(each.flat_map(|(_, inner)| faults(allowed, root, inner, at)));
            }
            "minimum" => {
                let is_less = value.as_f64() < allowed.as_f64() && value.is_number();
                found.extend(is_less.then(|| format!("{at}: {value} is below {allowed}")));
            }
            "$schema" | "$defs" | "title" | "description" | "format" | "minItems" | "maxItems" => {}
            other => panic!("{at}: this test does not read {other}"),
        }
    }
    found
}

fn wrong_type(allowed: &Value, value: &Value, at: &str) -> Option<String> {
    let is = |word: &str| match word {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{at}: this test does not know the type {other}"),
    };
    let is_one = match allowed {
        Value::Array(words) => words.iter().any(|word| is(word.as_str().unwrap())),
        word => is(word.as_str().unwrap()),
    };
    (!is_one).then(|| format!("{at}: {value} is no {allowed}"))
}

fn read(of: Of) -> Value {
    serde_json::from_str(&schema(of).unwrap()).unwrap()
}

/// The example, and again with what its views ask for.
fn both(scenario: &Scenario) -> [Scenario; 2] {
    let mut answered = scenario.clone();
    for step in &mut answered.steps {
        step.success_rate.get_or_insert(0.8);
    }
    let text = |text: &str| Datum::Text(text.into());
    for (path, datum) in [
        ("alternatives.catalogue", text("all")),
        ("alternatives.against", text("Majority of 3")),
        ("alternatives.models[0].model", text("claude-haiku-4-5")),
        ("alternatives.hosting_usd_per_hour", Datum::Number(20.0)),
        (
            "alternatives.hosting_tokens_per_second",
            Datum::Number(5_000.0),
        ),
        ("alternatives.hosting_success_rate", Datum::Number(0.7)),
    ] {
        let place = SettingPlace::parse(path).unwrap();
        place.set(&mut answered, datum).unwrap();
    }
    [scenario.clone(), answered]
}

#[test]
fn every_view_of_every_example_is_as_the_schema_has_it() {
    let schema = read(Of::View);
    let kinds = schema["anyOf"].as_array().unwrap();
    assert_eq!(kinds.len(), VIEWS.len());
    for preset in presets::all() {
        for scenario in both(&preset.scenario) {
            for (id, ..) in VIEWS {
                let json = view(&scenario, Catalog::embedded(), id, Format::Json).unwrap();
                let value: Value = serde_json::from_str(&json).unwrap();
                let at = format!("{} {id}", preset.id);
                assert_eq!(faults(&schema, &schema, &value, &at), Vec::<String>::new());
                // Each view's own description fits it alone, so that a reader can tell them apart.
                let fits = |kind: &&Value| faults(kind, &schema, &value, "").is_empty();
                assert_eq!(kinds.iter().filter(fits).count(), 1, "{at}");
            }
        }
    }
}

#[test]
fn the_report_of_every_example_is_as_the_schema_has_it() {
    let schema = read(Of::Report);
    for preset in presets::all() {
        for scenario in both(&preset.scenario) {
            let evaluated = scenario::analysis::analyse(&scenario, Catalog::embedded());
            let report = evaluated.report.unwrap();
            let json = rendered(&scenario, &report, None, Format::Json).unwrap();
            let value: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(
                faults(&schema, &schema, &value, preset.id),
                Vec::<String>::new()
            );
        }
    }
}

#[test]
fn a_comparison_of_any_two_examples_is_as_the_schema_has_it() {
    let schema = read(Of::Comparison);
    let read: Vec<compare::Read> = presets::all()
        .iter()
        .map(|preset| {
            let evaluated = scenario::evaluate(&preset.scenario, Catalog::embedded());
            compare::Read {
                scenario: preset.scenario.clone(),
                report: evaluated.report.unwrap(),
            }
        })
        .collect();
    for a in &read {
        for b in &read {
            let json = compare::rendered(a, b, Format::Json).unwrap();
            let value: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(faults(&schema, &schema, &value, ""), Vec::<String>::new());
        }
    }
}

#[test]
fn the_report_of_measured_usage_is_as_the_schema_has_it() {
    use usage::report::{Ask, Dimension, report};
    let schema = read(Of::Usage);
    let log = r#"[
        {"request_id": "a", "call_type": "c", "spend": 0.000021, "prompt_tokens": 100, "completion_tokens": 10,
         "total_tokens": 110, "model": "gpt-4o-mini", "startTime": "2026-08-01 10:00:00", "metadata": {}, "session_id": "s"},
        {"request_id": "b", "call_type": "c", "spend": 0.5, "prompt_tokens": 100, "completion_tokens": 10,
         "total_tokens": 110, "model": "gpt-4o-mini", "startTime": "2026-08-02 10:00:00", "metadata": {}, "session_id": "s"},
        {"request_id": "c", "call_type": "c", "spend": 0, "prompt_tokens": 1, "completion_tokens": 1, "model": "nobody-knows",
         "metadata": {}}]"#;
    for files in [&[][..], &[log][..], &[log, "no log"][..]] {
        let mut collector = usage::Collector::new();
        for (number, text) in files.iter().enumerate() {
            collector.read(&number.to_string(), [text]);
        }
        let ask = Ask {
            by: vec![Dimension::Day, Dimension::Model],
            audit: true,
            scenario: true,
            instead: Some(vec!["claude-haiku-4-5".into()]),
            ..Ask::new(Instant {
                seconds: 1_796_000_000,
            })
        };
        let report = report(&collector.finish(), Catalog::embedded(), &ask).unwrap();
        let value = serde_json::to_value(&report).unwrap();
        assert_eq!(faults(&schema, &schema, &value, ""), Vec::<String>::new());
    }
}

#[test]
fn what_is_not_as_the_schema_has_it_is_found() {
    let schema = read(Of::View);
    let legal = &presets::find("legal-contracts").unwrap().scenario;
    let json = view(legal, Catalog::embedded(), "alternatives", Format::Json).unwrap();
    let right: Value = serde_json::from_str(&json).unwrap();
    let changes: [fn(&mut Value); 4] = [
        |value| value["rows"][0]["name"] = Value::Null,
        |value| value["today"]["net_usd"] = "much".into(),
        |value| value["rows"][0]["more"] = 1.into(),
        |value| drop(value.as_object_mut().unwrap().remove("frontier")),
    ];
    for change in changes {
        let mut wrong = right.clone();
        change(&mut wrong);
        assert!(!faults(&schema, &schema, &wrong, "").is_empty());
    }
}
