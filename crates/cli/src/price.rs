//! `tokenomics price`: many requests at once, one JSON object a line.

mod answer;
mod decimal;
mod json;
mod pricer;
mod row;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use catalogs::prices::{Catalog, CompactError, RESELLERS};
use economics::price::Usage;

use crate::Failure;
use pricer::Pricer;
use row::{Line, RowError};

/// Prices many requests, one JSON object a line, and answers each with a line in the same order.
///
/// A line has model_ref and usage (counts by name, input_tokens including cache reads and writes), and may
/// have case, provider_id, timestamp (none is now) and price_context. The answer has status and the USD of
/// input, output and total, or an error with its kind and a message. Its notes say what to know beside the figure: a
/// price that is another seller's, of an unsure day, about to end, or corrected by the amendments. Empty lines are
/// passed over.
///
/// price_context chooses a price of its own: {"processing": "batch"}, {"service_tier": "flex"}, {"speed": "fast"},
/// {"endpoint": "regional"} or "multi-region" for Claude at Google, {"inference_geo": "us"}, {"data_residency": "eu"}.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Read JSON Lines (the one form there is)
    #[arg(long, required = true)]
    jsonl: bool,
    /// Use the project's amendments over the price list as published
    #[arg(long)]
    overlay: bool,
    /// File to read; - or nothing reads standard input
    file: Option<PathBuf>,
}

/// Bytes read and written at a time.
const BUFFER: usize = 1 << 20;
/// A line beyond this is refused, so that memory stays bounded.
const LONGEST_LINE: usize = 1 << 24;

/// The command.
///
/// # Errors
/// Where the file cannot be read or the answers cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let readable = |catalog: Result<Catalog, CompactError>| {
        catalog.map_err(|error| Failure::new(error.to_string()))
    };
    let amended = readable(Catalog::with_resellers(RESELLERS))?;
    let bare = match arguments.overlay {
        true => None,
        false => Some(readable(Catalog::bare(RESELLERS))?),
    };
    let mut pricer = match &bare {
        Some(bare) => Pricer::new(bare, Some(&amended)),
        None => Pricer::new(&amended, None),
    };
    let output = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let outcome = match arguments
        .file
        .as_deref()
        .filter(|file| *file != Path::new("-"))
    {
        Some(path) => {
            let file = File::open(path)
                .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
            answer_lines(&mut pricer, file, output)
        }
        None => answer_lines(&mut pricer, io::stdin().lock(), output),
    };
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()), // the reader has had enough
        outcome => outcome.map_err(|error| Failure::new(error.to_string())),
    }
}

/// Prices each line of `input` to a line of `output`, in bounded memory.
///
/// # Errors
/// Where reading or writing fails; a faulty line is an answer, not an error.
pub fn price_lines(catalog: &Catalog, input: impl Read, output: impl Write) -> io::Result<()> {
    answer_lines(&mut Pricer::new(catalog, None), input, output)
}

fn answer_lines(pricer: &mut Pricer<'_>, input: impl Read, output: impl Write) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut output = output;
    let mut usage = Usage::new();
    let mut bad_counts = Vec::new();
    let (mut line, mut answer) = (Vec::new(), Vec::new());
    let mut number = 0_u64;
    while read_line(&mut input, &mut line)? {
        number += 1;
        answer.clear();
        let bytes = if number == 1 {
            line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&line)
        } else {
            &line
        };
        answer_line(
            pricer,
            bytes,
            number,
            &mut usage,
            &mut bad_counts,
            &mut answer,
        );
        output.write_all(&answer)?;
        if input.buffer().is_empty() {
            output.flush()?; // whoever waits for the answer to its last line gets it
        }
    }
    output.flush()
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn answer_line(
    pricer: &mut Pricer<'_>,
    line: &[u8],
    number: u64,
    usage: &mut Usage,
    bad_counts: &mut Vec<row::BadCount>,
    out: &mut Vec<u8>,
) {
    let not_json = |reason: &dyn std::fmt::Display| RowError {
        kind: "bad_json",
        message: format!("line {number} is not JSON: {reason}"),
    };
    if line.len() > LONGEST_LINE {
        return answer::push_error(out, "null", &not_json(&"it is longer than 16 MiB"));
    }
    let Ok(text) = std::str::from_utf8(line) else {
        return answer::push_error(out, "null", &not_json(&"it is not UTF-8"));
    };
    if text.trim_ascii().is_empty() {
        return;
    }
    match row::read(text, usage, bad_counts) {
        Err(fault) => {
            let reason = format!("{} (at byte {})", fault.what, fault.at + 1);
            answer::push_error(out, "null", &not_json(&reason));
        }
        Ok(Line::Meta) => {}
        Ok(Line::Faulty(case, error)) => answer::push_error(out, case, &error),
        Ok(Line::Request(row)) => match pricer.price(&row, usage, bad_counts) {
            Ok(priced) => answer::push_answer(out, row.case, &priced),
            Err(error) => answer::push_error(out, row.case, &error),
        },
    }
}

/// Reads a line without its end; of one that is too long only the beginning is kept. `false` at the end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = input
        .by_ref()
        .take(LONGEST_LINE as u64 + 1)
        .read_until(b'\n', line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LONGEST_LINE {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
}
