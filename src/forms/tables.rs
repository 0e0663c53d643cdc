//! The tables of a scenario for a spreadsheet: what it comes to, other ways, the months; or two scenarios side by side.

use super::both::{lines, of_both};
use super::{Form, Taken};
use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use scenario::analysis::analyse;
use scenario::number;
use telling::sheet::Sheet;
use telling::{compared, csv};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Tables {
    /// The tables as CSV, in one of its forms.
    pub csv: fn(Form, &Taken, &Catalog) -> Result<String, String>,
}

static TABLE: Tables = Tables { csv };

/// The part.
#[wasm_split(tables, fallible)]
pub fn tables() -> Result<&'static Tables, NotLoaded> {
    Ok(&TABLE)
}

/// What a spreadsheet takes for the sign of this encoding; without it some read other letters.
const UTF_8: &str = "\u{feff}";

fn csv(form: Form, taken: &Taken, catalog: &Catalog) -> Result<String, String> {
    let sheets = sheets_of(taken, catalog)?;
    Ok(match form {
        Form::CsvFile => UTF_8.to_owned() + &csv::written_in(&sheets, number::style()),
        _ => csv::written(&sheets),
    })
}

fn sheets_of(taken: &Taken, catalog: &Catalog) -> Result<Vec<Sheet>, String> {
    if let Some(other) = &taken.other {
        return of_both(taken, other, catalog, compared::sheets);
    }
    let scenario = &taken.scenario;
    let evaluated = analyse(scenario, catalog);
    let report = evaluated.report.ok_or_else(|| lines(&evaluated.problems))?;
    Ok(views::sheets(
        scenario,
        &report,
        taken.opened.as_ref(),
        catalog,
    ))
}
