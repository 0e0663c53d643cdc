//! `tokenomics usage`: what logs, exports and bills say was used.

mod events;
mod files;
mod places;
mod progress;
mod table;
mod text;
mod zones;

use std::path::PathBuf;

use ::usage::calibration;
use ::usage::report::{self, Ask, Dimension, Only, Report};
use ::usage::{Collected, Collector};
use catalogs::prices::{Catalog, RESELLERS};
use economics::price::Instant;

use crate::{Failure, print};
use progress::Progress;

/// Say what logs, exports and bills show was used, and what it cost
///
/// Reads the session logs of coding agents, usage and cost exports of providers and gateways, traces and cloud bills as they
/// are, packed ones too; each file is recognised by what is in it. Without a path the places of this machine where agents
/// keep their logs are read.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Files and folders; - reads standard input
    paths: Vec<PathBuf>,
    /// Groups: day, hour, month, model, provider, project, session, agent, user, key, processing, format; several with commas
    #[arg(long, value_delimiter = ',', value_name = "WHAT")]
    by: Vec<String>,
    /// Only from this day or moment on, as 2026-08-20
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only up to the end of this day, or before this moment
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Whose days are counted: UTC, an offset such as +02:00, or a zone such as Europe/Berlin
    #[arg(long, default_value = "UTC", allow_hyphen_values = true)]
    zone: String,
    /// Only what is so, as model=claude-opus-5 or model=claude-*; may come several times
    #[arg(long, value_name = "WHAT=VALUE")]
    only: Vec<String>,
    /// Price it again as another model, as claude-haiku-4-5; all ranks every model; may come several times
    #[arg(long = "as", value_name = "MODEL")]
    as_model: Vec<String>,
    /// Price it again in a batch, without the cache, with other lifetimes of the cache, at today's prices
    #[arg(long)]
    what_if: bool,
    /// Compare what was charged with the price list
    #[arg(long)]
    audit: bool,
    /// Write a scenario that costs a period what was measured; - writes it to standard output instead of the report
    #[arg(long, value_name = "FILE.toml")]
    scenario: Option<PathBuf>,
    /// Write every distinct event, for other programs; --out says where
    #[arg(long, value_enum, requires = "out")]
    events: Option<events::Kind>,
    /// File for the events; - writes them to standard output instead of the report
    #[arg(long, value_name = "FILE", requires = "events")]
    out: Option<PathBuf>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How a report is printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs, with the names of `tokenomics schema --of usage`
    Json,
    /// Groups as a table for other programs
    Csv,
    /// For a message or a page
    Markdown,
}

/// The command.
///
/// # Errors
/// Where an option is wrong, nothing can be read at all, or the report cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let ask = ask(arguments, crate::now())?;
    let catalog = Catalog::with_resellers(RESELLERS);
    let catalog = catalog.map_err(|error| Failure::new(error.to_string()))?;
    let collected = collect(&arguments.paths)?;
    let report = report::report(&collected, &catalog, &ask).map_err(Failure::new)?;
    if let Some(file) = &arguments.scenario {
        let text = scenario_text(&collected, &catalog, &ask)?;
        if file.as_os_str() == "-" {
            return print(&text);
        }
        std::fs::write(file, text)
            .map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
    }
    if let (Some(kind), Some(file)) = (arguments.events, &arguments.out) {
        events::write(kind, &collected, &catalog, &ask, file)?;
        if file.as_os_str() == "-" {
            return Ok(());
        }
    }
    print(&rendered(&report, arguments.format)?)?;
    if collected.store().is_empty() {
        return Err(Failure::document(nothing(&report)));
    }
    Ok(())
}

/// The scenario of what was measured, as a document.
fn scenario_text(collected: &Collected, catalog: &Catalog, ask: &Ask) -> Result<String, Failure> {
    let made = calibration::calibrate(collected.store(), catalog, ask);
    let (scenario, _) = made.ok_or_else(|| {
        Failure::document("no scenario can be made: nothing that has a price was used")
    })?;
    Ok(scenario::text::write(&scenario))
}

/// A report in a format.
///
/// # Errors
/// Where it cannot be written as JSON, which no report causes.
pub fn rendered(report: &Report, format: Format) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(text::text(report)),
        Format::Csv => Ok(table::csv(report)),
        Format::Markdown => Ok(text::markdown(report)),
        Format::Json => serde_json::to_string_pretty(report)
            .map(|json| json + "\n")
            .map_err(|error| Failure::new(format!("the report cannot be written: {error}"))),
    }
}

fn nothing(report: &Report) -> String {
    let reasons: Vec<String> = report
        .sources
        .iter()
        .flat_map(|source| {
            let first = source.skipped.first();
            first.map(|skipped| format!("{} {}", source.file, skipped.reason))
        })
        .take(3)
        .collect();
    match reasons.as_slice() {
        [] => "nothing was used in what was read".to_owned(),
        reasons => format!("no usage was found: {}", reasons.join("; ")),
    }
}

fn ask(arguments: &Arguments, now: Instant) -> Result<Ask, Failure> {
    let by = arguments.by.iter().map(|name| Dimension::parse(name));
    let only = arguments.only.iter().map(|text| Only::parse(text));
    let (offset_seconds, clock_changes) = zones::clocks(&arguments.zone, now)?;
    let mut ask = Ask {
        by: by.collect::<Result<_, _>>().map_err(Failure::new)?,
        only: only.collect::<Result<_, _>>().map_err(Failure::new)?,
        offset_seconds,
        clock_changes,
        audit: arguments.audit,
        scenario: arguments.scenario.is_some(),
        instead: (arguments.what_if || !arguments.as_model.is_empty())
            .then(|| arguments.as_model.clone()),
        ..Ask::new(now)
    };
    let moment = |text: &Option<String>, days: i64| match text {
        None => Ok(None),
        Some(text) => ask.moment(text, days).map(Some).map_err(Failure::new),
    };
    let (since, until) = (moment(&arguments.since, 0)?, moment(&arguments.until, 1)?);
    (ask.since, ask.until) = (since, until);
    Ok(ask)
}

/// Reads every path, or the known places of this machine.
///
/// # Errors
/// Where there is no path and none of the known places is there.
pub fn collect(paths: &[PathBuf]) -> Result<Collected, Failure> {
    let known;
    let paths = if paths.is_empty() {
        known = places::known()?;
        for place in &known {
            crate::notice(&format!("reading {}", place.display()));
        }
        &known
    } else {
        paths
    };
    let mut collector = Collector::new();
    let progress = Progress::new();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    files::read(&mut collector, paths, threads, &progress);
    progress.end();
    Ok(collector.finish())
}

/// Reads the bytes of one file, packed or not.
pub fn collect_bytes(name: &str, bytes: &[u8]) -> Collected {
    let mut collector = Collector::new();
    let length = bytes.len() as u64;
    let mut each = |said: files::Said| said.go_into(&mut collector);
    let progress = &Progress::new();
    let mut out = files::Out::new(&mut each, progress);
    files::unpack(&mut out, name, bytes, Some(length));
    collector.finish()
}
