//! How a command gets a scenario: from a file, from standard input, from a preset, from a link.

use std::io::Read;

use catalogs::prices::{Catalog, CompactError, PAST, RESELLERS};
use scenario::document::Scenario;
use scenario::problem::Problem;
use scenario::{Evaluated, link, presets, text};

use crate::Failure;

/// Which scenario a command is about.
#[derive(clap::Args, Debug)]
pub struct Source {
    /// The document; `-` reads standard input
    #[arg(
        value_name = "FILE",
        required_unless_present_any = ["preset", "link"],
        conflicts_with_all = ["preset", "link"]
    )]
    file: Option<String>,
    /// A worked example instead of a file; `tokenomics presets` lists them
    #[arg(long, value_name = "ID", conflicts_with = "link")]
    preset: Option<String>,
    /// A link instead of a file, or the part of it after `#`
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
}

impl Source {
    /// What to call it in a message.
    pub fn name(&self) -> &str {
        self.file
            .as_deref()
            .or(self.preset.as_deref())
            .unwrap_or("the link")
    }

    /// The worked example that it is, where it is one.
    #[must_use]
    pub fn example(&self) -> Option<Scenario> {
        presets::find(self.preset.as_deref()?).map(|preset| preset.scenario.clone())
    }

    /// Reads and evaluates the scenario, every problem noted.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub fn evaluate(&self) -> Result<(Scenario, Evaluated), Failure> {
        let (scenario, problems) = self.read()?;
        let evaluated = scenario::evaluate_read(&scenario, problems, &catalog_of(&scenario)?);
        Ok((scenario, evaluated))
    }

    /// Reads the scenario, every problem noted.
    ///
    /// # Errors
    /// Where the file cannot be read, there is no such preset, or the link cannot be opened.
    pub fn read(&self) -> Result<(Scenario, Vec<Problem>), Failure> {
        match (&self.file, &self.preset, &self.link) {
            (Some(file), ..) => of_file(file),
            (None, Some(id), _) => Ok((preset(id)?, Vec::new())),
            (None, None, Some(link)) => Ok((opened(link)?, Vec::new())),
            (None, None, None) => Err(Failure::new("name a file, a preset or a link")),
        }
    }
}

/// The scenario of a file, `-` for standard input, every problem noted.
///
/// # Errors
/// Where it cannot be read.
pub fn of_file(file: &str) -> Result<(Scenario, Vec<Problem>), Failure> {
    Ok(text::read_lenient(&file_text(file)?))
}

/// The scenario of a link, its notices on standard error.
///
/// # Errors
/// Why it cannot be opened.
pub fn opened(link: &str) -> Result<Scenario, Failure> {
    let fragment = link.split_once('#').map_or(link, |(_, after)| after);
    let opened = link::decode(fragment).map_err(|error| Failure::document(error.to_string()))?;
    for notice in &opened.notices {
        crate::notice(&notice.to_string());
    }
    Ok(opened.scenario)
}

fn file_text(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let read = match file {
        "-" => std::io::stdin().read_to_string(&mut text).map(|_| ()),
        path => std::fs::read_to_string(path).map(|read| text = read),
    };
    read.map_err(|error| Failure::new(format!("cannot read {file}: {error}")))?;
    Ok(text)
}

/// The scenario of a worked example.
///
/// # Errors
/// Where there is none of this id; the message names those that are near.
pub fn preset(id: &str) -> Result<Scenario, Failure> {
    let found = presets::find(id).map(|preset| preset.scenario.clone());
    found.ok_or_else(|| {
        let ids = presets::GALLERY.iter().map(|(id, _)| *id);
        let near = catalogs::nearest::nearest(id, ids, 3).join(", ");
        Failure::new(format!(
            "there is no preset \"{id}\"; the nearest are {near}"
        ))
    })
}

/// Every model there is, with the overlay.
///
/// # Errors
/// Where the embedded prices are damaged.
pub fn catalog() -> Result<Catalog, Failure> {
    readable(Catalog::with_resellers(RESELLERS))
}

/// The price list that a scenario names, or the present one; that too where the named one is not known, so that the
/// scenario has an error which says so.
///
/// # Errors
/// Where the embedded prices are damaged.
pub fn catalog_of(scenario: &Scenario) -> Result<Catalog, Failure> {
    let named = |(name, _): &&(&str, &[u8])| scenario.prices.as_deref() == Some(*name);
    match PAST.iter().find(named) {
        Some((_, file)) => readable(Catalog::of_file(file, &[])),
        None => catalog(),
    }
}

fn readable(catalog: Result<Catalog, CompactError>) -> Result<Catalog, Failure> {
    catalog.map_err(|error| Failure::new(format!("the embedded prices cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn every_list_that_links_can_name_is_here_under_its_name() {
        for name in link::SNAPSHOTS {
            let scenario = Scenario {
                prices: Some(name.into()),
                ..Scenario::default()
            };
            let catalog = catalog_of(&scenario).map_err(|_| ()).unwrap();
            assert_eq!(catalog.snapshot().name, name);
            assert!(catalog.provider("openrouter").is_some());
        }
    }
}
