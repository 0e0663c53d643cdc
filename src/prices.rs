//! Price lists that are loaded when they are first needed: resellers, and past ones.

use crate::browser::keeper;
use crate::state::{Notice, State};
use catalogs::prices::Catalog;
use scenario::document::{Scenario, Step};
use scenario::link::{SNAPSHOTS, newest};
use std::cell::RefCell;

/// What the head of the page calls the file of the present resellers; a past list is called by its own name.
const RESELLERS: &str = "second-prices";

/// A price list that is here: its name in the head of the page, and what is in it.
type List = (&'static str, &'static Catalog);

thread_local! {
    static LISTS: RefCell<Vec<List>> = const { RefCell::new(Vec::new()) };
}

fn here(name: &str) -> Option<&'static Catalog> {
    let is_it = |list: &&List| list.0 == name;
    LISTS.with_borrow(|lists| lists.iter().find(is_it).map(|list| list.1))
}

/// The price list of that name, loaded once and used as long as the page is open.
///
/// # Errors
/// What to tell a person.
async fn list(name: &'static str) -> Result<&'static Catalog, String> {
    if let Some(catalog) = here(name) {
        return Ok(catalog);
    }
    let file = keeper::file(name)
        .await
        .ok_or("The price list could not be loaded; are you offline? Reload to try again.")?;
    let catalog =
        Catalog::of_file(&file).map_err(|_| "The price list could not be read.".to_string())?;
    let catalog: &'static Catalog = Box::leak(Box::new(catalog));
    LISTS.with_borrow_mut(|lists| lists.push((name, catalog)));
    Ok(catalog)
}

/// The list of today, beside a past one.
#[must_use]
pub fn present() -> &'static Catalog {
    here(RESELLERS).unwrap_or_else(Catalog::embedded)
}

/// The list that a scenario needs and this one is not: a past one that it names, the present one after that, or the
/// resellers of whom alone it has a provider.
pub fn wanted(catalog: &Catalog, scenario: &Scenario) -> Option<&'static str> {
    let shown = &catalog.snapshot().name;
    let is_missing =
        |step: &Step| !step.provider.is_empty() && catalog.provider(&step.provider).is_none();
    let name = scenario.prices.as_deref().unwrap_or(newest());
    if name != newest() {
        // A name that no list ever had stays the scenario's problem.
        return SNAPSHOTS
            .into_iter()
            .find(|known| *known == name && name != shown);
    }
    (name != shown || scenario.steps.iter().any(is_missing)).then_some(RESELLERS)
}

/// The list that a scenario is evaluated with.
///
/// # Errors
/// What to tell a person.
pub async fn of(scenario: &Scenario) -> Result<&'static Catalog, String> {
    let embedded = Catalog::embedded();
    match wanted(embedded, scenario) {
        Some(name) => list(name).await,
        None => Ok(embedded),
    }
}

/// Adds the models of resellers, or says why it cannot.
pub async fn load_resellers(state: State) {
    show(state, RESELLERS).await;
}

/// Shows the scenario with a price list, or says why it cannot. Gives whether it is a past one that is now shown.
pub async fn show(state: State, name: &'static str) -> bool {
    let mut loaded = list(name).await;
    if name != RESELLERS {
        // Beside a past list stands what it would be today.
        loaded = match list(RESELLERS).await {
            Ok(_) => loaded,
            Err(message) => Err(message),
        };
    }
    match loaded {
        Ok(catalog) => {
            state.catalog.set(catalog);
            name != RESELLERS
        }
        Err(message) => {
            state.notice.set(Some(Notice::Warning(message)));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    use catalogs::prices::{PAST, RESELLERS as WITH_RESELLERS};

    fn scenario(prices: Option<&str>, provider: &str) -> Scenario {
        Scenario {
            prices: prices.map(String::from),
            steps: vec![Step {
                provider: provider.into(),
                ..Step::default()
            }],
            ..Scenario::default()
        }
    }

    #[test]
    fn a_scenario_wants_the_list_that_it_names_or_the_one_that_has_its_provider() {
        let makers = Catalog::embedded();
        let all = Catalog::of_file(WITH_RESELLERS).unwrap();
        let past = Catalog::of_file(PAST[0].1).unwrap();
        let maker = scenario(None, "anthropic");
        assert_eq!(wanted(makers, &maker), None);
        assert_eq!(wanted(&past, &maker), Some(RESELLERS));
        let reseller = scenario(Some(newest()), "openrouter");
        assert_eq!(wanted(makers, &reseller), Some(RESELLERS));
        assert_eq!(wanted(&all, &reseller), None);
        let old = scenario(Some("genai-prices-0.2.1"), "openrouter");
        assert_eq!(wanted(&all, &old), Some("genai-prices-0.2.1"));
        assert_eq!(wanted(&past, &old), None);
        // What no list was ever called is the scenario's problem.
        assert_eq!(
            wanted(makers, &scenario(Some("prices-9"), "openrouter")),
            None
        );
    }
}
