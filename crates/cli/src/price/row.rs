//! One request to price, as a line of JSON says it.

use std::borrow::Cow;

use economics::price::{Instant, UnitId, Usage, UsageError};

use super::json::{Fault, Json, Scalar};

/// A row, borrowed from its line. Kept from line to line for its memory.
#[derive(Default)]
pub struct Row<'line> {
    /// Label of the row, as it is written; `null` where there is none.
    pub case: &'line str,
    /// Provider, if one is named.
    pub provider: Option<Cow<'line, str>>,
    /// Reference of the model.
    pub model: Cow<'line, str>,
    /// When the request was made; `None` is now.
    pub at: Option<Instant>,
    /// Pairs that choose a variant of the price.
    pub context: Vec<(Cow<'line, str>, Cow<'line, str>)>,
    /// Whether any context was given, pairs with other values than text included.
    pub has_context: bool,
}

/// Why a row cannot be priced.
#[derive(Debug, PartialEq, Eq)]
pub struct RowError {
    /// Kind, as in answers.
    pub kind: &'static str,
    /// For a person.
    pub message: String,
}

/// What a line holds.
pub enum Line<'line> {
    /// A request.
    Request(Row<'line>),
    /// A line about the file, not a request: an object with `meta` and no model.
    Meta,
    /// A request with a fault; the label as it is written.
    Faulty(&'line str, RowError),
}

/// Reads a line; counts go into `usage`, those that are none into `bad_counts`.
///
/// # Errors
/// Where the line is not JSON.
pub fn read<'line>(
    line: &'line str,
    usage: &mut Usage,
    bad_counts: &mut Vec<BadCount>,
) -> Result<Line<'line>, Fault> {
    let mut json = Json::new(line);
    usage.clear();
    bad_counts.clear();
    if json.peek() != Some(b'{') {
        json.raw()?;
        json.end()?;
        return Ok(Line::Faulty(
            "null",
            bad_field("a row is an object with model_ref and usage"),
        ));
    }
    let mut fields = Fields {
        row: Row {
            case: "null",
            ..Row::default()
        },
        ..Fields::default()
    };
    json.object(|json, key| fields.read(json, key, usage, bad_counts))?;
    json.end()?;
    Ok(fields.finish())
}

/// A count of a known unit that is none.
pub struct BadCount {
    unit: UnitId,
    message: String,
}

impl BadCount {
    /// The first as an error.
    pub fn error(bad_counts: &[BadCount]) -> Option<RowError> {
        bad_counts.first().map(|bad| RowError {
            kind: "bad_count",
            message: bad.message.clone(),
        })
    }
}

/// What was read so far; a key that comes again replaces what it said before.
#[derive(Default)]
struct Fields<'line> {
    row: Row<'line>,
    has_model: bool,
    has_usage: bool,
    has_meta: bool,
    faults: [Option<RowError>; 5],
}

/// Places of [`Fields::faults`], in the order in which they are told.
const MODEL: usize = 0;
const PROVIDER: usize = 1;
const USAGE: usize = 2;
const CONTEXT: usize = 3;
const TIMESTAMP: usize = 4;

impl<'line> Fields<'line> {
    fn read(
        &mut self,
        json: &mut Json<'line>,
        key: &str,
        usage: &mut Usage,
        bad_counts: &mut Vec<BadCount>,
    ) -> Result<(), Fault> {
        match key {
            "case" => self.row.case = json.raw()?,
            "provider_id" => {
                let provider = self.text(json, PROVIDER, "provider_id is a text or null")?;
                self.row.provider = provider;
            }
            "model_ref" => {
                let model = self.text(json, MODEL, "model_ref is a text")?;
                self.has_model = model.is_some();
                self.row.model = model.unwrap_or_default();
            }
            "timestamp" => self.timestamp(json)?,
            "usage" => self.usage(json, usage, bad_counts)?,
            "price_context" => self.context(json)?,
            "meta" => {
                self.has_meta = true;
                json.raw()?;
            }
            _ => drop(json.raw()?),
        }
        Ok(())
    }

    fn text(
        &mut self,
        json: &mut Json<'line>,
        place: usize,
        wanted: &str,
    ) -> Result<Option<Cow<'line, str>>, Fault> {
        self.faults[place] = None;
        if matches!(json.peek(), Some(b'n' | b'"')) {
            return json.null_or_string();
        }
        let found = json.raw()?;
        self.faults[place] = Some(bad_field(&format!("{wanted}, not {}", shortened(found))));
        Ok(None)
    }

    fn timestamp(&mut self, json: &mut Json<'line>) -> Result<(), Fault> {
        self.faults[TIMESTAMP] = None;
        let (found, at) = match json.peek() {
            Some(b'n' | b'"') => match json.null_or_string()? {
                None => (None, None),
                Some(text) => {
                    let at = Instant::parse(&text);
                    (at.is_none().then(|| format!("{text:?}")), at)
                }
            },
            _ => (Some(json.raw()?.to_owned()), None),
        };
        self.row.at = at;
        self.faults[TIMESTAMP] = found.map(|found| RowError {
            kind: "bad_timestamp",
            message: format!(
                "timestamp: {} is not a date and time; write 2026-11-24T05:00:00Z",
                shortened(&found)
            ),
        });
        Ok(())
    }

    fn usage(
        &mut self,
        json: &mut Json<'line>,
        usage: &mut Usage,
        bad_counts: &mut Vec<BadCount>,
    ) -> Result<(), Fault> {
        usage.clear();
        bad_counts.clear();
        self.faults[USAGE] = None;
        self.has_usage = json.peek() == Some(b'{');
        if !self.has_usage {
            let found = json.raw()?;
            self.faults[USAGE] = Some(bad_field(&format!(
                "usage is an object of counts, not {}",
                shortened(found)
            )));
            return Ok(());
        }
        json.object(|json, key| match UnitId::from_usage_key(key) {
            Some(unit) if unit != UnitId::REQUESTS => {
                bad_counts.retain(|bad| bad.unit != unit);
                bad_counts.extend(count(json.scalar()?, unit, usage));
                Ok(())
            }
            _ => json.raw().map(drop),
        })
    }

    fn context(&mut self, json: &mut Json<'line>) -> Result<(), Fault> {
        let row = &mut self.row;
        row.context.clear();
        row.has_context = false;
        self.faults[CONTEXT] = None;
        if json.peek() != Some(b'{') {
            let found = json.raw()?;
            if found != "null" {
                let message = format!(
                    "price_context is an object of texts, not {}",
                    shortened(found)
                );
                self.faults[CONTEXT] = Some(bad_field(&message));
            }
            return Ok(());
        }
        json.object(|json, key| {
            row.has_context = true;
            row.context.retain(|(other, _)| other != key);
            if json.peek() == Some(b'"') {
                row.context
                    .push((Cow::Owned(key.to_owned()), json.string()?));
            } else {
                json.raw()?;
            }
            Ok(())
        })
    }

    fn finish(mut self) -> Line<'line> {
        if self.has_meta && !self.has_model && self.faults[MODEL].is_none() {
            return Line::Meta;
        }
        if !self.has_model && self.faults[MODEL].is_none() {
            self.faults[MODEL] = Some(bad_field("model_ref is missing: name the model"));
        }
        if !self.has_usage && self.faults[USAGE].is_none() {
            self.faults[USAGE] = Some(bad_field("usage is missing: give the counts, {} for none"));
        }
        match self.faults.into_iter().flatten().next() {
            Some(fault) => Line::Faulty(self.row.case, fault),
            None => Line::Request(self.row),
        }
    }
}

/// Stores a count, or says why it is none.
fn count(scalar: Scalar<'_>, unit: UnitId, usage: &mut Usage) -> Option<BadCount> {
    usage.unset(unit);
    let message = match scalar {
        Scalar::Number(count) => usage
            .set(unit, count)
            .err()
            .as_ref()
            .map(UsageError::to_string),
        Scalar::Null => None,
        Scalar::Other(found) => {
            let unit = unit.unit().usage_key;
            Some(format!(
                "{unit}: {} is not a count; write a number from 0 up",
                shortened(found)
            ))
        }
    };
    message.map(|message| BadCount { unit, message })
}

fn bad_field(message: &str) -> RowError {
    RowError {
        kind: "bad_field",
        message: message.to_owned(),
    }
}

/// What was found, cut where it is long: a message should not repeat a document.
fn shortened(found: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match found.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}...", &found[..end])),
        None => Cow::Borrowed(found),
    }
}
