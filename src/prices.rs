//! Price lists. The page begins with the models that examples name; the others are loaded when they are first needed: the
//! whole list of the makers, resellers, past lists.

use crate::browser::keeper;
use crate::later::NotLoaded;
use crate::state::{Notice, State};
use catalogs::prices::Catalog;
use scenario::document::{Scenario, Step};
use scenario::link::{SNAPSHOTS, newest};
use std::cell::RefCell;

/// What the head of the page calls the file of the makers.
const MAKERS: &str = "makers";
/// What it calls the file of the present resellers; a past list is called by its own name.
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
    let catalog = if name == RESELLERS {
        Catalog::of_file(&file(MAKERS).await?, &file(RESELLERS).await?)
    } else {
        Catalog::of_file(&file(name).await?, &[])
    };
    let catalog = catalog.map_err(|_| "The price list could not be read.".to_string())?;
    let catalog: &'static Catalog = Box::leak(Box::new(catalog));
    LISTS.with_borrow_mut(|lists| lists.push((name, catalog)));
    Ok(catalog)
}

async fn file(name: &str) -> Result<Vec<u8>, String> {
    let file = keeper::file(name).await;
    file.ok_or_else(|| {
        "The price list could not be loaded; are you offline? Reload to try again.".into()
    })
}

/// The list of today, beside a past one.
#[must_use]
pub fn present() -> &'static Catalog {
    let present = here(RESELLERS).or_else(|| here(MAKERS));
    present.unwrap_or_else(Catalog::examples)
}

/// Whether the list has only what the page begins with.
#[must_use]
pub fn is_first(catalog: &Catalog) -> bool {
    core::ptr::eq(catalog, Catalog::examples())
}

/// A part of the program that needs the whole list of the makers: it comes with it.
///
/// # Errors
/// Where either did not come.
pub async fn with_makers<T>(
    part: impl Future<Output = Result<T, NotLoaded>>,
) -> Result<T, NotLoaded> {
    list(MAKERS).await.map_err(|_| NotLoaded)?;
    part.await
}

/// Takes the whole list of the makers in place of the first one, if it is here.
pub fn complete(state: State) {
    if is_first(state.catalog.get_untracked())
        && let Some(makers) = here(MAKERS)
    {
        state.catalog.set(makers);
    }
}

/// The list that a scenario needs and this one is not: a past one that it names, the present one after that, the makers
/// where it has a model that no example has, or the resellers of whom alone it has a provider.
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
    if is_first(catalog) {
        let is_enough =
            |step: &Step| step.model.is_empty() || catalog.has(&step.provider, &step.model);
        return (!scenario.steps.iter().all(is_enough)).then_some(MAKERS);
    }
    (name != shown || scenario.steps.iter().any(is_missing)).then_some(RESELLERS)
}

/// The list that a scenario is evaluated with.
///
/// # Errors
/// What to tell a person.
pub async fn of(scenario: &Scenario) -> Result<&'static Catalog, String> {
    let makers = list(MAKERS).await?;
    match wanted(makers, scenario) {
        Some(name) => list(name).await,
        None => Ok(makers),
    }
}

/// Loads what the first scenario needs before anything is shown of it.
pub async fn begin(state: State) {
    let wanted = state
        .scenario
        .with_untracked(|scenario| wanted(Catalog::examples(), scenario));
    if wanted == Some(MAKERS) {
        show(state, MAKERS).await;
    }
}

/// Adds the models of resellers, or says why it cannot.
pub async fn load_resellers(state: State) {
    show(state, RESELLERS).await;
}

/// Shows the scenario with a price list, or says why it cannot. Gives whether it is a past one that is now shown.
pub async fn show(state: State, name: &'static str) -> bool {
    let mut loaded = list(name).await;
    let is_past = name != RESELLERS && name != MAKERS;
    if is_past {
        // Beside a past list stands what it would be today.
        loaded = match list(RESELLERS).await {
            Ok(_) => loaded,
            Err(message) => Err(message),
        };
    }
    match loaded {
        Ok(catalog) => {
            state.catalog.set(catalog);
            is_past
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
    use scenario::presets;

    fn scenario(prices: Option<&str>, provider: &str) -> Scenario {
        of_model(prices, provider, "")
    }

    fn of_model(prices: Option<&str>, provider: &str, model: &str) -> Scenario {
        Scenario {
            prices: prices.map(String::from),
            steps: vec![Step {
                provider: provider.into(),
                model: model.into(),
                ..Step::default()
            }],
            ..Scenario::default()
        }
    }

    #[test]
    fn a_scenario_wants_the_list_that_it_names_or_the_one_that_has_its_provider() {
        let makers = Catalog::embedded();
        let all = Catalog::with_resellers(WITH_RESELLERS).unwrap();
        let past = Catalog::of_file(PAST[0].1, &[]).unwrap();
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

    #[test]
    fn the_first_list_is_enough_for_examples_and_for_no_other_model() {
        for preset in presets::all() {
            assert_eq!(
                wanted(Catalog::examples(), &preset.scenario),
                None,
                "{}",
                preset.id
            );
        }
        for (provider, model) in [
            ("anthropic", "claude-3-haiku-20240307"),
            ("anthropic", "claude-opus-5-5-20261101"),
            ("", "claude-opus-5-5"),
            ("openrouter", "gpt-5.5"),
        ] {
            let other = of_model(None, provider, model);
            assert_eq!(wanted(Catalog::examples(), &other), Some(MAKERS), "{model}");
        }
        assert_eq!(
            wanted(
                Catalog::examples(),
                &scenario(Some("genai-prices-0.2.1"), "")
            ),
            Some("genai-prices-0.2.1")
        );
    }
}
