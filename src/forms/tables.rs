//! The tables of a scenario for a spreadsheet: what it comes to, other ways, the months; or two scenarios side by side.

use super::Taken;
use super::both::{lines, of_both};
use crate::later::NotLoaded;
use catalogs::prices::Catalog;
use scenario::analysis::analyse;
use telling::sheet::Sheet;
use telling::{compared, csv};
use wasm_split_helpers::wasm_split;

/// The part's functions.
pub struct Tables {
    /// The tables as CSV.
    pub csv: fn(&Taken, &Catalog) -> Result<String, String>,
}

static TABLE: Tables = Tables {
    csv: |taken, catalog| Ok(csv::written(&sheets_of(taken, catalog)?)),
};

/// The part.
#[wasm_split(tables, fallible)]
pub fn tables() -> Result<&'static Tables, NotLoaded> {
    Ok(&TABLE)
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
