//! Writes a document: the fields that differ from their default, table by table.

use super::VERSION;
use crate::amount::Range;
use crate::document::Scenario;
use crate::field::{Datum, Field, about, checking, fixed, level, person, price, step, value, work};
use crate::link::unknown_parts;
use crate::number::{Style, grouped_in, plain};
use crate::setting::{self, MAX_ROWS, SettingPlace};
use toml::Value;

/// The document as TOML; reading it gives the same document.
#[must_use]
pub fn write(scenario: &Scenario) -> String {
    let mut text = format!("version = {VERSION}\n");
    let table =
        |text: &mut String, header, of_table| lines(text, scenario, header, (0, 0), of_table);
    table(&mut text, "", about::ALL);
    let unknown = scenario.unknown.iter().cloned();
    let parts: Vec<Value> = unknown
        .chain(unknown_parts(scenario))
        .map(Value::String)
        .collect();
    if !parts.is_empty() {
        text.push_str(&format!("unknown = {}\n", Value::Array(parts)));
    }
    table(&mut text, "\n[work]\n", work::ALL);
    for step in 0..scenario.steps.len() {
        write_step(&mut text, scenario, step);
    }
    table(&mut text, "\n[value]\n", value::ALL);
    table(&mut text, "\n[person]\n", person::ALL);
    table(&mut text, "\n[fixed]\n", fixed::ALL);
    if scenario.checking.is_some() {
        text.push_str("\n[checking]\n"); // its presence alone has a meaning
        table(&mut text, "", checking::ALL);
    }
    write_settings(&mut text, scenario);
    text
}

/// Settings, table by table in the order of their rows; a list as one table for each of its rows.
fn write_settings(text: &mut String, scenario: &Scenario) {
    let mut tables: Vec<&str> = Vec::new();
    for setting in setting::rows::all() {
        let table = setting.path.rsplit_once('.').map_or("", |(table, _)| table);
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    for table in tables {
        let (name, is_list) = match table.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (table, false),
        };
        let of_table = || {
            setting::rows::all().filter(|setting| {
                setting
                    .path
                    .rsplit_once('.')
                    .is_some_and(|(of, _)| of == table)
            })
        };
        let kept = |index| {
            of_table().filter_map(move |setting| {
                let set = scenario.settings.set(setting.number, index)?;
                let (_, datum) = SettingPlace::held(set)?;
                Some(format!("{} = {}\n", setting.name(), value(&datum)?))
            })
        };
        let rows: Vec<String> = (0..MAX_ROWS).map(|index| kept(index).collect()).collect();
        // Rows before the last one that holds something keep their places.
        let count = rows
            .iter()
            .rposition(|row| !row.is_empty())
            .map_or(0, |last| last + 1);
        for row in rows.iter().take(count) {
            let header = if is_list {
                format!("\n[[{name}]]\n")
            } else {
                format!("\n[{name}]\n")
            };
            text.push_str(&header);
            text.push_str(row);
        }
    }
}

fn write_step(text: &mut String, scenario: &Scenario, index: usize) {
    text.push_str("\n[[steps]]\n");
    lines(text, scenario, "", (index, 0), step::ALL);
    lines(text, scenario, "\n[steps.price]\n", (index, 0), price::ALL);
    for level in 0..scenario.steps[index].levels.len() {
        text.push_str("\n[[steps.levels]]\n");
        lines(text, scenario, "", (index, level), level::ALL);
    }
}

/// The fields of one table that differ from their default, under the header if there is any.
fn lines(
    text: &mut String,
    scenario: &Scenario,
    header: &str,
    (step, level): (usize, usize),
    of_table: &[&'static Field],
) {
    let mut header = Some(header);
    for field in of_table {
        let datum = scenario.get(&field.of_level(step, level));
        if datum == field.default() {
            continue;
        }
        if let Some(value) = value(&datum) {
            text.push_str(header.take().unwrap_or_default());
            text.push_str(&format!("{} = {value}\n", field.name()));
        }
    }
}

fn value(datum: &Datum) -> Option<String> {
    Some(match datum {
        Datum::Unset => return None,
        Datum::Number(number) => number_text(*number),
        Datum::Range(range) => range_text(range),
        Datum::Flag(flag) => flag.to_string(),
        Datum::Text(word) => quoted(word),
        Datum::Names(names) => format!(
            "[{}]",
            names
                .iter()
                .map(|name| quoted(name))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Datum::Moment(moment) => moment.to_string(),
        Datum::Point(tokens, rate) => format!("[{}, {}]", number_text(*tokens), number_text(*rate)),
    })
}

fn range_text(range: &Range) -> String {
    let mut text = format!(
        "{{ low = {}, high = {}",
        number_text(range.low),
        number_text(range.high)
    );
    if let Some(likely) = range.likely {
        text += &format!(", likely = {}", number_text(likely));
    }
    if let Some(shape) = range.shape {
        text += &format!(", shape = {}", quoted(shape.word()));
    }
    text + " }"
}

fn quoted(text: &str) -> String {
    Value::String(text.into()).to_string()
}

/// A number as TOML writes it, with `_` between groups of three from ten thousand up.
fn number_text(number: f64) -> String {
    let plain = plain(number);
    if number.abs() < 10_000.0 || plain.contains('e') {
        plain
    } else {
        grouped_in(number, Style::Point).replace(',', "_")
    }
}
