//! A scenario in other forms: what writes and reads them comes when it is first needed. Nothing here is seen.

mod both;
mod links;
mod patch;
mod picture;
mod tables;
mod text;
mod told;

use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::link::{self, Finding};

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
    /// The same as the spreadsheet of this person opens it as a file.
    CsvFile,
    /// The report as JSON.
    Json,
    /// The document as TOML.
    Toml,
}

/// What is taken along.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The scenario that is shown.
    pub scenario: Scenario,
    /// What was begun with, where that is known.
    pub opened: Option<Scenario>,
    /// The one that it is compared with, and whether that is B. Markdown and CSV hold both, the other forms what is shown.
    pub other: Option<(Scenario, bool)>,
    /// Its whole address.
    pub link: String,
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
        None => (text::text().await?.opened)(fragment).map_err(Refused::Said),
    }
}

/// What is taken along, in a form.
///
/// # Errors
/// Where the part that writes it did not come, a scenario has an error or does not fit.
pub async fn written(
    form: Form,
    taken: &Taken,
    catalog: &'static Catalog,
) -> Result<String, Refused> {
    let scenario = &taken.scenario;
    let written = match form {
        Form::ReadableLink | Form::QrCode => {
            (links::links().await?.written)(form, scenario, &taken.link)
        }
        Form::Picture => (picture::picture().await?)(scenario, catalog, false),
        Form::DarkPicture => (picture::picture().await?)(scenario, catalog, true),
        Form::Csv | Form::CsvFile => (tables::tables().await?.csv)(form, taken, catalog),
        _ => (text::text().await?.written)(form, taken, catalog),
    };
    written.map_err(Refused::Said)
}

/// What is found in a link of any form and state.
pub async fn finding(fragment: &str) -> Finding {
    match links::links().await {
        Ok(links) => (links.finding)(fragment),
        Err(NotLoaded) => Finding {
            fault: NotLoaded::WORDS.into(),
            ..Finding::default()
        },
    }
}

/// What a script beside the page asked for: its words are said at `start::told`.
///
/// # Errors
/// What is wrong in what was asked, or that a part did not come.
pub async fn told(what: String, given: String, more: String) -> Result<String, Refused> {
    (text::text().await?.told)(what, given, more).await
}
