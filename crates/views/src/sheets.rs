//! All that a file for a spreadsheet holds of a scenario.

use super::{Viewed, alternatives, over_time};
use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::report::Report;
use telling::inputs;
use telling::sheet::Sheet;

/// The answer, what was entered, the tables of the report, other ways and the months: those that have something to tell.
/// `opened` is what was begun with, where that is known.
///
/// ```
/// use catalogs::prices::Catalog;
/// let legal = &scenario::presets::find("legal-contracts").expect("it is there").scenario;
/// let report = scenario::analysis::analyse(legal, Catalog::embedded()).report.expect("it has no errors");
/// let sheets = views::sheets(legal, &report, None, Catalog::embedded());
/// let tabs: Vec<&str> = sheets.iter().map(|sheet| sheet.tab).collect();
/// let all = ["Answer", "Inputs", "Parts", "Cost", "Classes", "Steps", "Break-even", "Rates", "Alternatives", "Months"];
/// assert_eq!(tabs, all);
/// ```
#[must_use]
pub fn sheets(
    scenario: &Scenario,
    report: &Report,
    opened: Option<&Scenario>,
    catalog: &Catalog,
) -> Vec<Sheet> {
    let mut sheets = telling::sheets::sheets(scenario, report);
    sheets.insert(1, inputs::sheet(scenario, opened));
    if let Some(viewed) = Viewed::new(scenario.clone(), catalog) {
        let subject = viewed.subject();
        let ways = alternatives::alternatives(&subject);
        sheets.push(alternatives::sheet(&subject, &ways));
        sheets.push(over_time::sheet(&over_time::over_time(&subject)));
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}
