//! The small encoders of `docs/encoders` write the same links as this project, and their reader reads them.
//!
//! They know fields by `fields.json` and `fields.mjs`, which follow from the table of fields (`cargo xtask golden`).

#![allow(clippy::unwrap_used)]

use scenario::document::Scenario;
use scenario::field::{Datum, FIELDS, Kind, step};
use scenario::link;
use scenario::setting::{MAX_ROWS, SettingPlace, rows};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[path = "../crates/scenario/tests/random/mod.rs"]
mod random;

/// Documents that every encoder is given.
const DOCUMENTS: usize = 2_000;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/encoders")
}

fn value(datum: &Datum) -> Value {
    match datum {
        Datum::Unset => Value::Null,
        Datum::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            json!(*number as i64)
        }
        Datum::Number(number) => json!(number),
        Datum::Flag(flag) => json!(flag),
        Datum::Text(text) => json!(text),
        Datum::Names(names) => json!(names),
        Datum::Moment(moment) => json!(moment.to_string()),
        Datum::Range(range) => json!(range.to_string()),
        Datum::Point(tokens, rate) => json!([value(&Datum::Number(*tokens)), rate]),
    }
}

fn table() -> Value {
    let rows = FIELDS.iter().map(|field| {
        let mut row = Map::new();
        row.insert("number".into(), json!(field.number));
        row.insert("path".into(), json!(field.path));
        let kind = match field.rule.kind {
            Kind::Number { .. } => "number",
            Kind::Choice(_) => "choice",
            Kind::Text(_) => "text",
            Kind::Names => "names",
            Kind::Flag => "flag",
            Kind::Moment => "moment",
            Kind::Point => "point",
        };
        row.insert("kind".into(), json!(kind));
        if let Kind::Choice(words) = field.rule.kind {
            row.insert("words".into(), json!(words));
        }
        row.insert("default".into(), value(&field.default()));
        Value::Object(row)
    });
    let settings = rows::all().map(|setting| {
        let mut row = Map::new();
        row.insert("number".into(), json!(setting.number));
        row.insert("path".into(), json!(setting.path));
        if let Kind::Choice(words) = setting.rule.kind {
            row.insert("words".into(), json!(words));
        }
        row.insert("usual".into(), value(&setting.usual_datum()));
        Value::Object(row)
    });
    let newest = link::SNAPSHOTS
        .iter()
        .position(|name| *name == link::newest());
    let snapshot = json!({ "number": newest.unwrap() + 1, "name": link::newest() });
    json!({
        "fields": rows.collect::<Vec<_>>(),
        "settings": settings.collect::<Vec<_>>(),
        "rows": MAX_ROWS,
        "snapshot": snapshot,
    })
}

#[test]
fn golden_table_of_the_encoders_is_that_of_the_fields() {
    let table = table();
    let lines = |name: &str| -> String {
        let rows = table[name].as_array().unwrap().iter();
        rows.map(|row| format!("  {row},\n")).collect()
    };
    let script = format!(
        "// Made by `cargo xtask golden` from the tables of fields and settings.\nexport const SNAPSHOT = {};\nexport const ROWS = {};\n\
         export const FIELDS = [\n{}];\nexport const SETTINGS = [\n{}];\n",
        table["snapshot"],
        table["rows"],
        lines("fields"),
        lines("settings")
    );
    let json = serde_json::to_string_pretty(&table).unwrap() + "\n";
    for (name, text) in [("fields.json", json), ("fields.mjs", script)] {
        golden::check(folder().join(name), text);
    }
}

/// A document as the encoders take it: what differs from the blank one, by path.
fn document(scenario: &Scenario) -> Value {
    let mut object = Map::new();
    object.insert("steps".into(), json!(scenario.steps.len()));
    for (index, step) in scenario.steps.iter().enumerate() {
        object.insert(format!("steps[{index}].levels"), json!(step.levels.len()));
    }
    object.insert("checking".into(), json!(scenario.checking.is_some()));
    for place in scenario.places() {
        let datum = scenario.get(&place);
        if place.field.path != "prices" && datum != place.field.default() {
            object.insert(place.to_string(), value(&datum));
        }
    }
    for set in scenario.settings.iter() {
        let place = SettingPlace::numbered(set.number, set.index).unwrap();
        object.insert(place.to_string(), value(&set.datum));
    }
    Value::Object(object)
}

fn scenarios() -> Vec<Scenario> {
    let mut dice = random::Dice(2_026);
    (0..DOCUMENTS).map(|_| dice.scenario()).collect()
}

/// What a program prints when it is given lines.
fn answers(program: &str, arguments: &[&str], lines: &str) -> Vec<String> {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|fault| unreachable!("{program} is needed: {fault}"));
    let mut input = child.stdin.take().unwrap();
    let lines = lines.to_string();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} failed");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(Into::into)
        .collect()
}

#[test]
fn small_encoders_write_links_that_say_the_same() {
    const SCRIPT: &str = "import { encode, encodeHuman, decode } from './tokenomics_link.mjs';\n\
        import { createInterface } from 'node:readline';\n\
        for await (const line of createInterface({ input: process.stdin })) {\n\
          const document = JSON.parse(line);\n\
          const link = encode(document);\n\
          const said = decode(link).fields.filter(([path]) => path in document || path === 'steps');\n\
          console.log(link + ' ' + encodeHuman(document) + ' ' + said.length);\n\
        }";
    const PYTHON: &str = "import json, sys\nimport tokenomics_link as link\n\
        for line in sys.stdin:\n    document = json.loads(line)\n    print(link.encode(document), link.encode_human(document))\n";
    let scenarios = scenarios();
    let lines: String = scenarios
        .iter()
        .map(|scenario| document(scenario).to_string() + "\n")
        .collect();
    let in_script = answers("node", &["--input-type=module", "-e", SCRIPT], &lines);
    let in_python = answers("python3", &["-c", PYTHON], &lines);
    assert_eq!((in_script.len(), in_python.len()), (DOCUMENTS, DOCUMENTS));
    let mut same = 0;
    for (scenario, (script, python)) in scenarios.iter().zip(in_script.iter().zip(&in_python)) {
        let ours = format!(
            "{} {}",
            link::encode_from(scenario, None),
            link::encode_human_from(scenario, None)
        );
        let (script, read) = script.rsplit_once(' ').unwrap();
        assert!(read.parse::<usize>().is_ok());
        for theirs in [script, python] {
            for link in theirs.split(' ') {
                let opened = link::decode(link).unwrap();
                assert!(opened.checked && opened.notices.is_empty(), "{link}");
                assert_eq!(opened.scenario, *scenario, "{link}");
            }
            same += usize::from(theirs == ours);
        }
    }
    // Where two shortest spellings of a number are equally near, languages choose differently; both are read.
    assert!(
        same > 2 * DOCUMENTS * 95 / 100,
        "only {same} links are spelled alike"
    );
}

#[test]
fn the_reader_in_script_says_what_a_link_says() {
    const SCRIPT: &str = "import { decode } from './tokenomics_link.mjs';\nconsole.log(JSON.stringify(decode(process.argv[1]).fields));";
    let mut scenario = scenario::presets::all()[0].scenario.clone();
    let model = step::MODEL.of_step(0);
    scenario
        .set(&model, Datum::Text("claude-haiku-4-5".into()))
        .unwrap();
    scenario.work.tasks = 0.75;
    for (path, datum) in [
        (
            "alternatives.models[1].model",
            Datum::Text("gpt-6-sol".into()),
        ),
        ("technical.batch", Datum::Number(32.0)),
    ] {
        let place = SettingPlace::parse(path).unwrap();
        place.set(&mut scenario, datum).unwrap();
    }
    let said = answers(
        "node",
        &[
            "--input-type=module",
            "-e",
            SCRIPT,
            &link::encode(&scenario),
        ],
        "",
    );
    assert_eq!(
        said,
        [
            r#"[["work.tasks",0.75],["steps[0].model","claude-haiku-4-5"],["technical.batch",32],["alternatives.models[1].model","gpt-6-sol"]]"#
        ]
    );
}
