//! What to know beside the listed prices of a scenario: a promotion that ends, a day of which the list is not sure, one
//! price for many hosts.

use crate::sections::{Block, Section};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::document::{Scenario, Step};

/// A sentence for each thing to know, in the order of the steps, each once; none for steps that bring all their rates.
///
/// ```
/// use catalogs::prices::Catalog;
/// use economics::price::Instant;
/// use scenario::document::{Scenario, Step};
/// use telling::price_notes::notes;
/// let step = Step {
///     provider: "google".into(),
///     model: "gemini-3.6-flash".into(),
///     price_date: Instant::parse("2026-11-24"),
///     ..Step::default()
/// };
/// let scenario = Scenario { steps: vec![step], ..Scenario::default() };
/// let said = notes(&scenario, Catalog::embedded());
/// assert!(said[0].starts_with("Gemini 3.6 Flash: this price holds until 2026-12-31"), "{said:?}");
/// ```
#[must_use]
pub fn notes(scenario: &Scenario, catalog: &Catalog) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for step in &scenario.steps {
        for note in of_step(step, catalog) {
            if !all.contains(&note) {
                all.push(note);
            }
        }
    }
    all
}

/// Puts them into the section that names the prices.
pub fn add(sections: &mut [Section], scenario: &Scenario, catalog: &Catalog) {
    let prices = sections.iter_mut().find(|section| section.id == "prices");
    if let Some(prices) = prices {
        let lines = notes(scenario, catalog).into_iter().map(Block::Line);
        prices.blocks.extend(lines);
    }
}

fn of_step(step: &Step, catalog: &Catalog) -> Vec<String> {
    let own = &step.price;
    let is_own = own.input_usd_per_mtok.is_some() && own.output_usd_per_mtok.is_some();
    let found = catalog.find_named(&step.provider, &step.model);
    let day = step
        .price_date
        .or_else(|| Instant::parse(&catalog.snapshot().date));
    let (Ok(found), Some(day), false) = (found, day, is_own || step.model.is_empty()) else {
        return Vec::new();
    };
    let notes = found.notes_of_processing(day, &step.processing);
    let name = &found.model.name;
    notes.iter().map(|note| format!("{name}: {note}")).collect()
}
