//! Events as Parquet: a column for each member of a row, decimals as decimals.

use std::io::Write;
use std::sync::Arc;

use ::usage::Collected;
use ::usage::decimal::Decimal;
use ::usage::events::rows;
use ::usage::report::Ask;
use catalogs::prices::Catalog;
use parquet::basic::Compression;
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type,
};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Count,
    Millis,
    Flag,
    Money,
}

/// The columns, in the order of a row's members; `at` is told by `at_millis` alone.
#[rustfmt::skip]
const COLUMNS: &[(&str, Kind)] = &[
    ("id", Kind::Text), ("format", Kind::Text), ("at_millis", Kind::Millis), ("precision", Kind::Text),
    ("zone_assumed", Kind::Flag), ("grain", Kind::Text), ("requests", Kind::Count), ("outcome", Kind::Text),
    ("finality", Kind::Text), ("proof", Kind::Text), ("model", Kind::Text), ("listed_model", Kind::Text),
    ("provider", Kind::Text), ("processing", Kind::Text), ("region", Kind::Text), ("long_context", Kind::Flag),
    ("project", Kind::Text), ("session", Kind::Text), ("turn", Kind::Text), ("agent", Kind::Text), ("user", Kind::Text),
    ("key", Kind::Text), ("fresh_input_tokens", Kind::Count), ("cache_read_tokens", Kind::Count),
    ("cache_write_5m_tokens", Kind::Count), ("cache_write_30m_tokens", Kind::Count),
    ("cache_write_1h_tokens", Kind::Count), ("cache_write_12h_tokens", Kind::Count),
    ("cache_write_unsplit_tokens", Kind::Count), ("input_audio_tokens", Kind::Count),
    ("input_image_tokens", Kind::Count), ("tool_prompt_tokens", Kind::Count), ("visible_output_tokens", Kind::Count),
    ("reasoning_tokens", Kind::Count), ("unnamed_hidden_tokens", Kind::Count), ("output_audio_tokens", Kind::Count),
    ("output_image_tokens", Kind::Count), ("web_searches", Kind::Count), ("web_fetches", Kind::Count),
    ("cost_low_usd", Kind::Money), ("cost_high_usd", Kind::Money), ("charged", Kind::Money),
    ("charged_currency", Kind::Text), ("charged_kind", Kind::Text), ("clamped", Kind::Flag),
];

/// Rows that are written at once.
const GROUP: usize = 1 << 16;

type Row = Map<String, Value>;

/// Writes every event.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    collected: &Collected,
    catalog: &Catalog,
    ask: &Ask,
    to: impl Write + Send,
) -> Result<()> {
    let schema = Arc::new(parse_message_type(&message())?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let mut writer = SerializedFileWriter::new(to, schema, Arc::new(properties))?;
    let mut group: Vec<Row> = Vec::new();
    rows(collected.store(), catalog, ask, |row| {
        if let Ok(Value::Object(row)) = serde_json::to_value(row) {
            group.push(row);
        }
        if group.len() < GROUP {
            return Ok(());
        }
        flush(&mut writer, &mut group)
    })?;
    flush(&mut writer, &mut group)?;
    writer.close()?;
    Ok(())
}

fn message() -> String {
    let columns = COLUMNS.iter().map(|(name, kind)| {
        let kind = match kind {
            Kind::Text => format!("BYTE_ARRAY {name} (STRING)"),
            Kind::Count => format!("INT64 {name}"),
            Kind::Millis => format!("INT64 {name} (TIMESTAMP(MILLIS,true))"),
            Kind::Flag => format!("BOOLEAN {name}"),
            Kind::Money => format!("FIXED_LEN_BYTE_ARRAY (16) {name} (DECIMAL(38,18))"),
        };
        format!("OPTIONAL {kind};")
    });
    format!(
        "message event {{ {} }}",
        columns.collect::<Vec<_>>().join(" ")
    )
}

fn flush<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    group: &mut Vec<Row>,
) -> Result<()> {
    if group.is_empty() {
        return Ok(());
    }
    let mut rows = writer.next_row_group()?;
    for (name, kind) in COLUMNS {
        if let Some(column) = rows.next_column()? {
            fill(column, name, *kind, group)?;
        }
    }
    rows.close()?;
    group.clear();
    Ok(())
}

fn fill(
    mut column: SerializedColumnWriter<'_>,
    name: &str,
    kind: Kind,
    group: &[Row],
) -> Result<()> {
    let cells = || {
        group
            .iter()
            .map(|row| row.get(name).unwrap_or(&Value::Null))
    };
    let levels: Vec<i16> = cells().map(|cell| i16::from(!cell.is_null())).collect();
    let levels = Some(levels.as_slice());
    let texts = || cells().filter_map(Value::as_str);
    match kind {
        Kind::Text => {
            let values: Vec<ByteArray> = texts().map(ByteArray::from).collect();
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, levels, None)?;
        }
        Kind::Count | Kind::Millis => {
            let whole = |cell: &Value| {
                let count = cell
                    .as_u64()
                    .map(|count| i64::try_from(count).unwrap_or(i64::MAX));
                cell.as_i64().or(count)
            };
            let values: Vec<i64> = cells().filter_map(whole).collect();
            column
                .typed::<Int64Type>()
                .write_batch(&values, levels, None)?;
        }
        Kind::Flag => {
            let values: Vec<bool> = cells().filter_map(Value::as_bool).collect();
            column
                .typed::<BoolType>()
                .write_batch(&values, levels, None)?;
        }
        Kind::Money => {
            let bytes = |text: &str| {
                let units = Decimal::parse(text).unwrap_or_default().units();
                FixedLenByteArray::from(units.to_be_bytes().to_vec())
            };
            let values: Vec<FixedLenByteArray> = texts().map(bytes).collect();
            column
                .typed::<FixedLenByteArrayType>()
                .write_batch(&values, levels, None)?;
        }
    }
    column.close()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use economics::price::Instant;
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    #[test]
    fn every_member_of_a_row_has_a_column_and_reads_back() {
        let log =
            r#"{"id":"a","model":"gpt-4o","usage":{"prompt_tokens":1000,"completion_tokens":7}}"#;
        let mut collector = ::usage::Collector::new();
        collector.read("log", [log]);
        let collected = collector.finish();
        let ask = Ask::new(Instant {
            seconds: 1_796_000_000,
        });
        let mut members = Vec::new();
        rows(collected.store(), Catalog::embedded(), &ask, |row| {
            let value = serde_json::to_value(row).unwrap();
            members = value.as_object().unwrap().keys().cloned().collect();
            Ok::<(), ()>(())
        })
        .unwrap();
        members.retain(|name| name != "at");
        let mut columns: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
        columns.sort_unstable();
        members.sort_unstable();
        assert_eq!(columns, members);
        let path = std::env::temp_dir().join(format!("events-{}.parquet", std::process::id()));
        let file = std::fs::File::create(&path).unwrap();
        write(&collected, Catalog::embedded(), &ask, file).unwrap();
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        std::fs::remove_file(&path).unwrap();
        let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
        let text = row.to_string();
        assert!(text.contains("fresh_input_tokens: 1000"), "{text}");
        assert!(text.contains("cache_read_tokens: null"), "{text}");
    }
}
