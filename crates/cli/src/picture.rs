//! `tokenomics picture`: a scenario as a picture, for a README, a printed page, the preview of a link.

mod pixels;

use std::io::Write;

use charts::card::{Body, CARD, Card, Size, Theme};
use clap::builder::PossibleValuesParser;
use scenario::document::Scenario;
use scenario::report::Report;
use scenario::sweep::Base;
use telling::sections::Section;
use views::{self, Subject};

use crate::document::{Source, catalog_of};
use crate::{Failure, check, print};

/// Draw a scenario as a picture
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// What it shows: the answer with its figures, or a drawing of the report
    #[arg(long, default_value = CARD, value_parser = views())]
    view: String,
    /// How it is written; by default as the ending of --output says, else as SVG
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Its colours; `auto`, for SVG only, follows the page that shows it
    #[arg(long, value_enum)]
    theme: Option<ThemeWord>,
    /// For what it is made: `social` is 1200 by 630 pixels
    #[arg(long, value_enum, default_value_t = SizeWord::Page)]
    size: SizeWord,
    /// Where to put it; by default standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<String>,
}

/// How a picture is written.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines and letters, sharp at every size
    Svg,
    /// Pixels, two for each of the layout, for what shows no SVG
    Png,
}

/// See [`Theme`].
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeWord {
    /// As the page that shows it
    Auto,
    /// Light
    Light,
    /// Dark
    Dark,
}

/// See [`Size`].
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeWord {
    /// For a page of text
    Page,
    /// For the preview of a link
    Social,
}

impl ThemeWord {
    /// The theme that it names.
    #[must_use]
    pub fn theme(self) -> Theme {
        match self {
            Self::Auto => Theme::Auto,
            Self::Light => Theme::Light,
            Self::Dark => Theme::Dark,
        }
    }
}

/// Names of all views.
#[must_use]
pub fn views() -> PossibleValuesParser {
    PossibleValuesParser::new([CARD].into_iter().chain(Body::NAMES))
}

/// Draws the picture.
///
/// # Errors
/// Where the document has an error, has no such drawing, or the file cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let drawn = Drawable::read(&arguments.source)?;
    let card = drawn.card(&arguments.view)?;
    let is_named_png = |name: &String| name.to_ascii_lowercase().ends_with(".png");
    let format = arguments.format.unwrap_or_else(|| {
        match arguments.output.as_ref().is_some_and(is_named_png) {
            true => Format::Png,
            false => Format::Svg,
        }
    });
    let size = match arguments.size {
        SizeWord::Page => Size::Page,
        SizeWord::Social => Size::Social,
    };
    let bytes = match format {
        Format::Svg => {
            let theme = arguments.theme.unwrap_or(ThemeWord::Auto);
            card.svg(size, theme.theme()).into_bytes()
        }
        Format::Png => png(&card, size, arguments.theme.unwrap_or(ThemeWord::Light))?,
    };
    match &arguments.output {
        Some(file) => std::fs::write(file, bytes)
            .map_err(|error| Failure::new(format!("cannot write {file}: {error}"))),
        None if format == Format::Svg => print(&String::from_utf8_lossy(&bytes)),
        None => std::io::stdout()
            .write_all(&bytes)
            .map_err(|error| Failure::new(format!("cannot write: {error}"))),
    }
}

/// A picture as PNG.
///
/// # Errors
/// Where it is to follow its page, which pixels cannot.
pub fn png(card: &Card, size: Size, theme: ThemeWord) -> Result<Vec<u8>, Failure> {
    if theme == ThemeWord::Auto {
        let message = "a PNG has the same colours everywhere; write --theme light or --theme dark, or choose SVG";
        return Err(Failure::new(message));
    }
    let scale = match size {
        Size::Page => 2.0,
        Size::Social => charts::card::SOCIAL_SCALE,
    };
    pixels::png(&card.svg(size, theme.theme()), scale)
}

/// A scenario that was evaluated for its pictures.
pub struct Drawable {
    /// The document.
    pub scenario: Scenario,
    /// Its report.
    pub report: Report,
    base: Option<Base>,
}

impl Drawable {
    /// Reads and evaluates.
    ///
    /// # Errors
    /// Where the document has an error, or cannot be read at all.
    pub fn read(source: &Source) -> Result<Self, Failure> {
        let (scenario, evaluated) = source.evaluate()?;
        let Some(report) = evaluated.report else {
            return Err(check::failure(source.name(), &evaluated.problems));
        };
        Self::new(scenario, report)
    }

    /// Of what was evaluated.
    ///
    /// # Errors
    /// Where the embedded prices are damaged.
    pub fn new(scenario: Scenario, report: Report) -> Result<Self, Failure> {
        let base = Base::new(&scenario, &catalog_of(&scenario)?);
        Ok(Self {
            scenario,
            report,
            base,
        })
    }

    /// The picture of a view.
    ///
    /// # Errors
    /// Where the scenario has no such drawing; the message names those that it has.
    pub fn card(&self, view: &str) -> Result<Card, Failure> {
        self.find(view).ok_or_else(|| {
            let all = [CARD].into_iter().chain(Body::NAMES);
            let there: Vec<&str> = all.filter(|view| self.find(view).is_some()).collect();
            Failure::new(format!(
                "this scenario has no drawing \"{view}\"; it has {}",
                there.join(", ")
            ))
        })
    }

    /// The picture of a view, where there is one.
    #[must_use]
    pub fn find(&self, view: &str) -> Option<Card> {
        Card::of(view, &self.scenario, &self.report, self.base.as_ref())
    }

    /// A view that opens below the report, where there is one of that id.
    #[must_use]
    pub fn section(&self, view: &str) -> Option<Section> {
        let subject = Subject {
            scenario: &self.scenario,
            report: &self.report,
            base: self.base.as_ref(),
            catalog: &catalog_of(&self.scenario).ok()?,
        };
        Some(views::find(&subject, view)?.section(&subject))
    }
}
