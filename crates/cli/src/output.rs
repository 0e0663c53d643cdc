//! In which form a command writes what it found, and where to.

use std::io::Write;
use std::path::Path;

use telling::csv;
use telling::sheet::Sheet;

use crate::{Failure, xlsx};

/// In which form, and where to.
#[derive(clap::Args, Debug)]
pub struct Output {
    /// How it is written; by default as the ending of --output says, else for people
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Where to put it; by default standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<String>,
}

/// How it is written.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people
    Text,
    /// For programs, with the names of `tokenomics schema`
    Json,
    /// For a message or a page
    Markdown,
    /// Its tables, for a spreadsheet
    Csv,
    /// Its tables as a workbook, a sheet for each
    Xlsx,
}

/// Forms that are read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs, with the names of `tokenomics schema`.
    Json,
    /// For a message or a page.
    Markdown,
}

/// Endings of files, and what they say.
const ENDINGS: [(&str, Form); 6] = [
    (".txt", Form::Text),
    (".json", Form::Json),
    (".md", Form::Markdown),
    (".markdown", Form::Markdown),
    (".csv", Form::Csv),
    (".xlsx", Form::Xlsx),
];

impl Output {
    /// The form that is asked for.
    ///
    /// # Errors
    /// Where neither --format nor the file's ending says it.
    pub fn form(&self) -> Result<Form, Failure> {
        let name = self.output.as_deref().unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        let said = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending));
        let form = self.format.or(said.map(|(_, form)| *form));
        match (form, Path::new(name).extension()) {
            (Some(form), _) => Ok(form),
            (None, None) => Ok(Form::Text),
            (None, Some(_)) => {
                let endings: Vec<&str> = ENDINGS.iter().map(|(ending, _)| *ending).collect();
                Err(Failure::new(format!(
                    "the ending of {name} says no form; write --format, or end it with one of {}",
                    endings.join(", ")
                )))
            }
        }
    }

    /// Writes what was found: `text` in a form for reading, or `sheets` for a spreadsheet.
    ///
    /// # Errors
    /// What one of the two says, or that the file cannot be written.
    pub fn write(
        &self,
        text: impl FnOnce(Format) -> Result<String, Failure>,
        sheets: impl FnOnce() -> Result<Vec<Sheet>, Failure>,
    ) -> Result<(), Failure> {
        let bytes = match self.form()? {
            Form::Text => text(Format::Text)?.into_bytes(),
            Form::Json => text(Format::Json)?.into_bytes(),
            Form::Markdown => text(Format::Markdown)?.into_bytes(),
            Form::Csv => csv::written(&sheets()?).into_bytes(),
            Form::Xlsx => xlsx::workbook(&sheets()?)?,
        };
        match &self.output {
            Some(file) => std::fs::write(file, bytes)
                .map_err(|error| Failure::new(format!("cannot write {file}: {error}"))),
            None => to_standard_output(&bytes),
        }
    }
}

/// A reader that has seen enough (`| head`) is no failure.
pub fn to_standard_output(bytes: &[u8]) -> Result<(), Failure> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write: {error}")))
        }
        _ => Ok(()),
    }
}
