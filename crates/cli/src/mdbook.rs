//! `tokenomics mdbook`: a preprocessor of mdBook that turns fenced blocks into live calculators.
//!
//! mdBook asks `tokenomics mdbook supports RENDERER`, then writes `[context, book]` as JSON to standard input and reads the
//! book from standard output. In HTML a block becomes the element `<tokenomics-scenario>` around a text that was calculated
//! now, which stands where no script runs; other renderers get the text alone.

mod chapter;

use std::io::Read;

use serde_json::Value;

use crate::block::Fallback;
use crate::embed::Page;
use crate::{Failure, print};

pub use chapter::replaced;

/// Put live calculators into an mdBook; mdBook calls this
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    question: Option<Question>,
}

#[derive(clap::Subcommand, Debug)]
enum Question {
    /// Say whether a renderer is served: every one is
    Supports {
        /// Name of the renderer
        renderer: String,
    },
}

/// How the blocks of a book are turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the calculator is, seen from the book's first page.
    pub page: Option<Page>,
    /// Whether scripts can run where the book is read.
    pub is_html: bool,
    /// What stands where no script runs.
    pub fallback: Fallback,
    /// Folder of the chapters, for messages.
    pub source: String,
}

/// Answers mdBook.
///
/// # Errors
/// Where what it sent is not a book, the settings lack the calculator's address, or a block has an error.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.question.is_some() {
        return Ok(());
    }
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("cannot read what mdBook sent: {error}")))?;
    print(&answered(&text)?)
}

/// The book with its blocks turned.
///
/// # Errors
/// As [`run`].
pub fn answered(text: &str) -> Result<String, Failure> {
    let sent: (Value, Value) = serde_json::from_str(text).map_err(|error| {
        Failure::new(format!(
            "this is not what mdBook sends a preprocessor ({error}); name this command in book.toml: [preprocessor.tokenomics]"
        ))
    })?;
    let (context, mut book) = sent;
    let settings = Settings::of(&context)?;
    let mut faults = Vec::new();
    turn(&mut book, &settings, &mut faults);
    if !faults.is_empty() {
        return Err(Failure::document(faults.join("\n")));
    }
    serde_json::to_string(&book)
        .map_err(|error| Failure::new(format!("the book cannot be written: {error}")))
}

impl Settings {
    fn of(context: &Value) -> Result<Self, Failure> {
        let own = &context["config"]["preprocessor"]["tokenomics"];
        let page = match &own["page"] {
            Value::String(address) => Some(Page::of(address)?),
            Value::Null => None,
            other => {
                let message =
                    "page of [preprocessor.tokenomics] is the calculator's address as a text, not";
                return Err(Failure::new(format!("book.toml: {message} {other}")));
            }
        };
        let fallback = match own["fallback"].as_str() {
            None => Fallback::Text,
            Some(word) => Fallback::of(word).map_err(|fault| {
                Failure::new(format!("book.toml: [preprocessor.tokenomics] {fault}"))
            })?,
        };
        let source = context["config"]["book"]["src"].as_str().unwrap_or("src");
        Ok(Self {
            page,
            is_html: context["renderer"] == "html",
            fallback,
            source: source.into(),
        })
    }
}

/// Goes through a book, whatever its version of mdBook calls the list of chapters.
fn turn(value: &mut Value, settings: &Settings, faults: &mut Vec<String>) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| turn(item, settings, faults)),
        Value::Object(fields) => {
            let path = fields
                .get("path")
                .and_then(Value::as_str)
                .map(str::to_owned);
            if let (Some(path), Some(Value::String(content))) = (path, fields.get_mut("content")) {
                match replaced(content, &path, settings) {
                    Ok(turned) => *content = turned,
                    Err(found) => faults.extend(found),
                }
            }
            for (_, inner) in fields.iter_mut() {
                turn(inner, settings, faults);
            }
        }
        _ => {}
    }
}
