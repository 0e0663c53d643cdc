//! Sections as text and back: records and fields between control characters, which no text of a report holds.

use super::{Action, Block, Input, Reading, Section, Sparkline};
use crate::table::Table;
use crate::words::FormulaLine;

/// Between records.
const RECORD: char = '\u{1e}';
/// Between the fields of a record; the first one says what it is.
const FIELD: char = '\u{1f}';
/// Between the cells of a row.
const CELL: char = '\u{1d}';

pub(super) fn write(reading: &Reading) -> String {
    let mut text = String::new();
    for section in &reading.sections {
        let Section {
            id,
            name,
            source,
            takeaway,
            ..
        } = section;
        record(&mut text, &["section", id, name, source, takeaway]);
        section
            .blocks
            .iter()
            .for_each(|block| write_block(&mut text, block));
    }
    for (path, spark) in &reading.sparks {
        record(&mut text, &["field", path, &spark_text(spark)]);
    }
    text
}

fn record(text: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push(FIELD);
        }
        text.push_str(field);
    }
    text.push(RECORD);
}

fn write_block(text: &mut String, block: &Block) {
    match block {
        Block::Line(line) => record(text, &["line", line]),
        Block::Chart(id, says) => record(text, &["chart", id, says]),
        Block::Source(line, url) => record(text, &["source", line, url]),
        Block::Offer(offer, action) => record(text, &["offer", offer, action.word()]),
        Block::Table(table, sparks) => {
            record(text, &["table", &table.caption, &cells(&table.head)]);
            for (index, row) in table.rows.iter().enumerate() {
                let spark = sparks.get(index).and_then(Option::as_ref);
                record(
                    text,
                    &[
                        "row",
                        &cells(row),
                        &spark.map(spark_text).unwrap_or_default(),
                    ],
                );
            }
        }
        Block::Formula(lines) => {
            record(text, &["formula"]);
            for line in lines {
                record(text, &["step", &line.label, &line.expression, &line.result]);
            }
        }
        Block::Inputs(inputs) => {
            record(text, &["inputs"]);
            for input in inputs {
                let options = input.options.iter().flat_map(|(word, name)| [word, name]);
                let options = cells(&options.cloned().collect::<Vec<_>>());
                let long = if input.is_long { "long" } else { "" };
                let Input {
                    path,
                    label,
                    unit,
                    help,
                    value,
                    problem,
                    ..
                } = input;
                record(
                    text,
                    &[
                        "input", path, label, unit, help, value, problem, &options, long,
                    ],
                );
            }
        }
        Block::Fold(name, inside) => {
            record(text, &["fold", name]);
            inside.iter().for_each(|block| write_block(text, block));
            record(text, &["end"]);
        }
    }
}

fn cells(row: &[String]) -> String {
    row.join(&CELL.to_string())
}

fn spark_text(spark: &Sparkline) -> String {
    let or_none = |x: Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
    let (x, y) = spark.today;
    let numbers = [
        x.to_string(),
        y.to_string(),
        or_none(spark.level),
        or_none(spark.threshold),
    ];
    format!("{}{CELL}{}", spark.path, numbers.join(&CELL.to_string()))
}

fn read_spark(text: &str) -> Option<Sparkline> {
    let mut cells = text.split(CELL);
    let path = cells.next()?.to_string();
    let mut number = || cells.next().and_then(crate::decimal::parse);
    let (x, y) = (number()?, number()?);
    Some(Sparkline {
        path,
        today: (x, y),
        level: number(),
        threshold: number(),
    })
}

pub(super) fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    // Blocks that are open: those of the section, then those of the folds inside it.
    let mut open: Vec<(String, Vec<Block>)> = Vec::new();
    for record in text.split_terminator(RECORD) {
        let fields: Vec<&str> = record.split(FIELD).collect();
        match fields.as_slice() {
            ["section", id, name, source, takeaway] => {
                close(&mut reading, &mut open);
                reading.sections.push(Section {
                    id: (*id).into(),
                    name: (*name).into(),
                    source: (*source).into(),
                    takeaway: (*takeaway).into(),
                    blocks: Vec::new(),
                });
                open.push((String::new(), Vec::new()));
            }
            ["field", path, spark] => {
                let spark = read_spark(spark);
                reading
                    .sparks
                    .extend(spark.map(|spark| ((*path).to_string(), spark)));
            }
            ["fold", name] => open.push(((*name).into(), Vec::new())),
            ["end"] => {
                if let Some((name, blocks)) = open.pop().filter(|_| !open.is_empty())
                    && let Some((_, around)) = open.last_mut()
                {
                    around.push(Block::Fold(name, blocks));
                }
            }
            fields => {
                if let Some((_, blocks)) = open.last_mut() {
                    read_block(fields, blocks);
                }
            }
        }
    }
    close(&mut reading, &mut open);
    reading
}

fn close(reading: &mut Reading, open: &mut Vec<(String, Vec<Block>)>) {
    if let (Some(section), Some((_, blocks))) = (reading.sections.last_mut(), open.drain(..).next())
    {
        section.blocks = blocks;
    }
}

fn read_block(fields: &[&str], blocks: &mut Vec<Block>) {
    let text = |text: &str| text.to_string();
    let cells = |text: &str| text.split(CELL).map(ToString::to_string).collect();
    match (fields, blocks.last_mut()) {
        (["line", line], _) => blocks.push(Block::Line(text(line))),
        (["chart", id, says], _) => blocks.push(Block::Chart(text(id), text(says))),
        (["source", line, url], _) => blocks.push(Block::Source(text(line), text(url))),
        (["offer", offer, "best"], _) => blocks.push(Block::Offer(text(offer), Action::Best)),
        (["offer", offer, "same_money"], _) => {
            blocks.push(Block::Offer(text(offer), Action::SameMoney));
        }
        (["table", caption, head], _) => {
            let table = Table {
                caption: text(caption),
                head: cells(head),
                rows: Vec::new(),
            };
            blocks.push(Block::Table(table, Vec::new()));
        }
        (["row", row, spark], Some(Block::Table(table, sparks))) => {
            table.rows.push(cells(row));
            // A table without curves has no column for them.
            if !spark.is_empty() || !sparks.is_empty() {
                sparks.resize(table.rows.len() - 1, None);
                sparks.push(read_spark(spark));
            }
        }
        // What they are is for the page's script, which makes their form.
        (["inputs"], _) => blocks.push(Block::Inputs(Vec::new())),
        (["formula"], _) => blocks.push(Block::Formula(Vec::new())),
        (["step", label, expression, result], Some(Block::Formula(lines))) => {
            lines.push(FormulaLine {
                label: text(label),
                expression: text(expression),
                result: text(result),
            });
        }
        _ => {}
    }
}
