//! Parts of the program that are loaded when they are first needed.
//!
//! The build cuts the program at the functions marked `wasm_split` here (xtask/src/build/program.rs): what only such a
//! function leads to lies in a file of its own, what several lead to in one that they share. Such a function fetches its
//! files and gives a table of functions; from then on the page calls these as any other, at once. So what is in a part is
//! reached through its table only: a function of a part that is called by its name is in the first load.

mod embed;
mod folded;
mod links;
mod patch;
pub mod report;
mod text;
mod views;

pub use embed::Embed;
pub use folded::{Fold, Folded};
pub use links::Links;
pub use report::Report;
pub use text::Text;
pub use views::Views;

use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::link;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// A part did not come: there is no network, or the host has other files now. It may be asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

impl NotLoaded {
    /// What to tell a person.
    pub const WORDS: &str = "A part of the page could not be loaded; are you offline?";
}

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The sections that follow the costs, their drawings, the picture of the answer.
#[wasm_split(report, fallible)]
pub fn report() -> Result<&'static Report, NotLoaded> {
    Ok(&report::PART)
}

/// What opens below the report.
#[wasm_split(views, fallible)]
pub fn views() -> Result<&'static Views, NotLoaded> {
    Ok(&views::PART)
}

/// The report in other forms; documents in TOML.
#[wasm_split(text, fallible)]
pub fn text() -> Result<&'static Text, NotLoaded> {
    Ok(&text::PART)
}

/// Links that are not plain, QR codes.
#[wasm_split(links, fallible)]
pub fn links() -> Result<&'static Links, NotLoaded> {
    Ok(&links::PART)
}

/// What stands folded at first: groups of the form, menus.
#[wasm_split(folded, fallible)]
pub fn folded() -> Result<&'static Folded, NotLoaded> {
    Ok(&folded::PART)
}

/// The page as a part of another one.
#[wasm_split(embed, fallible)]
pub fn embed() -> Result<&'static Embed, NotLoaded> {
    Ok(&embed::PART)
}

/// A form in which a scenario can be taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The answer, the tables and the link as Markdown.
    Markdown,
    /// The code that puts the scenario into somebody's page.
    EmbedCode,
    /// An address with the human form of the link.
    ReadableLink,
    /// The link as a QR code, in SVG.
    QrCode,
    /// The answer as a picture on light, in SVG.
    Picture,
    /// The same on dark.
    DarkPicture,
    /// The tables as CSV.
    Csv,
    /// The report as JSON.
    Json,
    /// The document as TOML.
    Toml,
}

/// Why something cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The part that tells it did not come.
    NotLoaded,
    /// What is wrong with the scenario, or with what was asked.
    Said(String),
}

impl Refused {
    /// What to tell a person.
    pub fn words(self) -> String {
        match self {
            Self::NotLoaded => NotLoaded::WORDS.into(),
            Self::Said(words) => words,
        }
    }
}

impl From<NotLoaded> for Refused {
    fn from(_: NotLoaded) -> Self {
        Self::NotLoaded
    }
}

/// The scenario of a link in any form.
///
/// # Errors
/// Why there is none.
pub async fn opened(fragment: &str) -> Result<Scenario, Refused> {
    match link::whole(fragment) {
        Some(scenario) => Ok(scenario),
        None => (text().await?.opened)(fragment).map_err(Refused::Said),
    }
}

/// A scenario in a form; `link` is its whole address.
///
/// # Errors
/// Where the part that writes it did not come, the scenario has an error or does not fit.
pub async fn written(
    form: Form,
    scenario: &Scenario,
    catalog: &'static Catalog,
    link: &str,
) -> Result<String, Refused> {
    let written = match form {
        Form::ReadableLink | Form::QrCode => (links().await?.written)(form, scenario, link),
        Form::Picture => (report().await?.picture)(scenario, catalog, false),
        Form::DarkPicture => (report().await?.picture)(scenario, catalog, true),
        _ => (text().await?.written)(form, scenario, catalog, link),
    };
    written.map_err(Refused::Said)
}
