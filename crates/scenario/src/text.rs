//! The document as TOML: read with all its problems at once, written so that it reads back the same.
//!
//! Both directions walk the table of fields, so a field cannot be readable and not writable.

mod write;

pub use write::write;

use crate::amount::{Range, Shape};
use crate::document::{Checking, Level, MAX_LEVELS, MAX_STEPS, Scenario, Step};
use crate::field::{Datum, FIELDS, Field, Kind};
use crate::problem::Problem;
use crate::setting::{self, MAX_ROWS, SettingPlace};
use catalogs::nearest::hint;
use economics::price::Instant;
use toml::{Table, Value};

/// Version of the document that this code writes and reads.
pub const VERSION: i64 = 1;
/// Most bytes of a document; a larger one is refused before it is read.
pub const MAX_BYTES: usize = 1 << 20;

/// Reads a document.
///
/// # Errors
/// Every problem, each at its path.
pub fn read(text: &str) -> Result<Scenario, Vec<Problem>> {
    let (scenario, problems) = read_lenient(text);
    if problems.is_empty() {
        Ok(scenario)
    } else {
        Err(problems)
    }
}

/// Reads what can be read, and says what could not.
#[must_use]
pub fn read_lenient(text: &str) -> (Scenario, Vec<Problem>) {
    if text.len() > MAX_BYTES {
        let message = format!(
            "the document has {} bytes; at most {MAX_BYTES} are read, so shorten it",
            text.len()
        );
        return (Scenario::default(), vec![Problem::error("", message)]);
    }
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => return (Scenario::default(), vec![fault(text, &error)]),
    };
    let mut reader = Reader {
        scenario: Scenario {
            steps: Vec::new(),
            ..Scenario::default()
        },
        problems: Vec::new(),
    };
    reader.document(&table);
    (reader.scenario, reader.problems)
}

/// A fault of the TOML itself, with its line and column.
fn fault(text: &str, error: &toml::de::Error) -> Problem {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |last| last.chars().count())
        + 1;
    let what = error.message().replace('\n', ", ");
    Problem::error(
        "",
        format!("line {line}, column {column}: this is not TOML: {what}"),
    )
}

/// Where a table stands: which step, which level of it.
type Indices = (usize, usize);

struct Reader {
    scenario: Scenario,
    problems: Vec<Problem>,
}

impl Reader {
    fn document(&mut self, table: &Table) {
        for (key, value) in table {
            match (key.as_str(), value) {
                ("version", value) if value.as_integer() == Some(VERSION) => {}
                ("version", found) => {
                    self.problem(
                        "version",
                        format!("{found} is not known; write {VERSION}, the only version there is"),
                    );
                }
                ("unknown", Value::Array(parts)) => self.unknown(parts),
                ("steps", Value::Array(steps)) => self.steps(steps),
                ("steps", _) => self.problem(
                    "steps",
                    "is not a list; write each step as a [[steps]] table".into(),
                ),
                (_, Value::Table(inner)) if has_settings_below(key) => {
                    self.settings(key, key, 0, inner);
                }
                (_, Value::Table(inner)) if has_fields_below(key) => {
                    if key == "checking" {
                        self.scenario.checking = Some(Checking::default());
                    }
                    self.table(key, key, (0, 0), inner);
                }
                _ => self.field(key, key, (0, 0), value),
            }
        }
    }

    /// Parts of a newer version's link, which are carried along.
    fn unknown(&mut self, parts: &[Value]) {
        for part in parts {
            let text = part.as_str();
            if text.is_some_and(|part| crate::link::keep_unknown(&mut self.scenario, part)) {
                continue;
            }
            match text.filter(|part| crate::link::can_be_kept(part)) {
                Some(part) => self.scenario.unknown.push(part.into()),
                None => self.problem(
                    "unknown",
                    format!("{part} is not a part of a newer link; leave the list as `tokenomics open` wrote it, or take it out"),
                ),
            }
        }
    }

    fn steps(&mut self, steps: &[Value]) {
        if steps.len() > MAX_STEPS {
            self.problem(
                "steps",
                format!("has {} steps; at most {MAX_STEPS} are allowed", steps.len()),
            );
            return;
        }
        for (index, value) in steps.iter().enumerate() {
            self.scenario.steps.push(Step::default());
            let path = format!("steps[{index}]");
            let Value::Table(step) = value else {
                self.problem(
                    &path,
                    "is not a table; write each step as a [[steps]] table".into(),
                );
                continue;
            };
            for (key, value) in step {
                let at = format!("{path}.{key}");
                match (key.as_str(), value) {
                    ("levels", Value::Array(levels)) => self.levels(index, levels),
                    ("levels", _) => self.problem(
                        &at,
                        "is not a list; write each as a [[steps.levels]] table".into(),
                    ),
                    ("price", Value::Table(price)) => {
                        self.table("steps[].price", &at, (index, 0), price);
                    }
                    _ => self.field(&format!("steps[].{key}"), &at, (index, 0), value),
                }
            }
        }
    }

    fn levels(&mut self, step: usize, levels: &[Value]) {
        let path = format!("steps[{step}].levels");
        if levels.len() > MAX_LEVELS {
            self.problem(
                &path,
                format!(
                    "has {} levels; at most {MAX_LEVELS} are allowed",
                    levels.len()
                ),
            );
            return;
        }
        for (index, value) in levels.iter().enumerate() {
            self.scenario.steps[step].levels.push(Level::default());
            let at = format!("{path}[{index}]");
            match value {
                Value::Table(level) => self.table("steps[].levels[]", &at, (step, index), level),
                _ => self.problem(&at, "is not a table of name and tokens".into()),
            }
        }
    }

    /// Fields of a table whose own path is `pattern` in the table of fields and `path` in this document.
    fn table(&mut self, pattern: &str, path: &str, at: Indices, table: &Table) {
        for (key, value) in table {
            self.field(
                &format!("{pattern}.{key}"),
                &format!("{path}.{key}"),
                at,
                value,
            );
        }
    }

    fn field(&mut self, pattern: &str, path: &str, at: Indices, value: &Value) {
        let Some(field) = Field::find(pattern) else {
            let paths = FIELDS.iter().map(|field| field.path);
            self.problems.push(unknown(pattern, path, paths));
            return;
        };
        let of_number = matches!(field.rule.kind, Kind::Number { .. });
        let range = value.as_str().filter(|_| of_number).and_then(Range::parse);
        let datum = range.map_or_else(|| datum(value), |range| Ok(Datum::Range(range)));
        match datum {
            Ok(datum) => {
                if let Err(problem) = self.scenario.set(&field.of_level(at.0, at.1), datum) {
                    self.problems.push(problem);
                }
            }
            Err(found) => self.problem(
                path,
                format!("{found} is not what belongs here; {}", field.allowed()),
            ),
        }
    }

    /// Settings of a table, whose lists are tables in turn.
    fn settings(&mut self, pattern: &str, path: &str, index: usize, table: &Table) {
        for (key, value) in table {
            let (below, at) = (format!("{pattern}.{key}"), format!("{path}.{key}"));
            match value {
                Value::Array(rows) if has_settings_below(&format!("{below}[]")) => {
                    if rows.len() > MAX_ROWS {
                        let message =
                            format!("has {} rows; at most {MAX_ROWS} are allowed", rows.len());
                        self.problem(&at, message);
                        continue;
                    }
                    for (index, row) in rows.iter().enumerate() {
                        let at = format!("{at}[{index}]");
                        match row {
                            Value::Table(row) => {
                                self.settings(&format!("{below}[]"), &at, index, row);
                            }
                            _ => self.problem(&at, "is not a table".into()),
                        }
                    }
                }
                _ => self.setting(&below, &at, index, value),
            }
        }
    }

    fn setting(&mut self, pattern: &str, path: &str, index: usize, value: &Value) {
        let Some(place) = SettingPlace::of(pattern, index) else {
            let paths = setting::rows::all().map(|setting| setting.path);
            self.problems.push(unknown(pattern, path, paths));
            return;
        };
        let set = match datum(value) {
            Ok(datum) => place.set(&mut self.scenario, datum),
            Err(found) => Err(Problem::error(
                path,
                format!(
                    "{found} is not what belongs here; {}",
                    place.setting.rule.allowed()
                ),
            )),
        };
        self.problems.extend(set.err());
    }

    fn problem(&mut self, path: &str, message: String) {
        self.problems.push(Problem::error(path, message));
    }
}

fn has_fields_below(key: &str) -> bool {
    FIELDS.iter().any(|field| {
        field
            .path
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

fn has_settings_below(key: &str) -> bool {
    setting::rows::all().any(|setting| {
        setting
            .path
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(['.', '[']))
    })
}

/// What a name could have been: its table's own fields and tables.
fn unknown<'a>(pattern: &str, path: &str, paths: impl Iterator<Item = &'a str>) -> Problem {
    let (table, name) = pattern
        .rsplit_once('.')
        .map_or(("", pattern), |(table, name)| (table, name));
    let prefix = if table.is_empty() {
        String::new()
    } else {
        format!("{table}.")
    };
    let mut siblings: Vec<&str> = paths
        .filter_map(|path| path.strip_prefix(prefix.as_str()))
        .filter_map(|rest| rest.split(['.', '[']).next())
        .collect();
    siblings.dedup();
    let hint = hint(name, siblings.iter().copied());
    Problem::error(path, format!("there is no field \"{name}\" here{hint}"))
}

/// A TOML value as a field's value; the error says what was found.
fn datum(value: &Value) -> Result<Datum, String> {
    Ok(match value {
        Value::String(text) => Datum::Text(text.clone()),
        Value::Integer(number) => Datum::Number(*number as f64),
        Value::Float(number) => Datum::Number(*number),
        Value::Boolean(flag) => Datum::Flag(*flag),
        Value::Datetime(moment) => {
            let moment = moment.to_string();
            Datum::Moment(Instant::parse(&moment).ok_or_else(|| format!("the time {moment}"))?)
        }
        Value::Array(items) => list(items)?,
        Value::Table(table) => Datum::Range(range(table).ok_or("a table")?),
    })
}

/// A range as a table: `{ low = 5, high = 10, likely = 6, shape = "uniform" }`.
fn range(table: &Table) -> Option<Range> {
    let number = |name: &str| numeric(table.get(name)?);
    let mut range = Range::between(number("low")?, number("high")?);
    for (name, value) in table {
        match name.as_str() {
            "low" | "high" => {}
            "likely" => range.likely = Some(numeric(value)?),
            "shape" => range.shape = Some(Shape::from_word(value.as_str()?)?),
            _ => return None,
        }
    }
    Some(range)
}

fn list(items: &[Value]) -> Result<Datum, String> {
    if let [tokens, rate] = items
        && let (Some(tokens), Some(rate)) = (numeric(tokens), numeric(rate))
    {
        return Ok(Datum::Point(tokens, rate));
    }
    let names: Option<Vec<String>> = items
        .iter()
        .map(|item| item.as_str().map(str::to_string))
        .collect();
    names
        .map(Datum::Names)
        .ok_or_else(|| "a list of other things than names".into())
}

fn numeric(value: &Value) -> Option<f64> {
    value
        .as_float()
        .or_else(|| value.as_integer().map(|number| number as f64))
}
