//! Events for other programs.

mod columns;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use ::usage::Collected;
use ::usage::events::rows;
use ::usage::report::Ask;
use catalogs::prices::Catalog;

use crate::Failure;

/// How events are written.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A JSON object a line
    Jsonl,
    /// Parquet, amounts as decimals
    Parquet,
}

/// Writes every event to a file, which stands whole or not at all.
///
/// # Errors
/// Where it cannot be written.
pub fn write(
    kind: Kind,
    collected: &Collected,
    catalog: &Catalog,
    ask: &Ask,
    path: &Path,
) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    if path == Path::new("-") {
        return match kind {
            Kind::Jsonl => jsonl(collected, catalog, ask, std::io::stdout().lock()).map_err(failed),
            Kind::Parquet => Err(Failure::new(
                "Parquet is written to a file; name one with --out",
            )),
        };
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let file = File::create(&part).map_err(failed)?;
    match kind {
        Kind::Jsonl => jsonl(collected, catalog, ask, file).map_err(failed)?,
        Kind::Parquet => columns::write(collected, catalog, ask, BufWriter::new(file))
            .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?,
    }
    std::fs::rename(&part, path).map_err(failed)
}

fn jsonl(
    collected: &Collected,
    catalog: &Catalog,
    ask: &Ask,
    to: impl Write,
) -> std::io::Result<()> {
    let mut to = BufWriter::new(to);
    rows(collected.store(), catalog, ask, |row| {
        serde_json::to_writer(&mut to, row)?;
        to.write_all(b"\n")
    })?;
    to.flush()
}
