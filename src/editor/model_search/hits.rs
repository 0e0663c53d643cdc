//! Models that a search finds, and taking one over.

use crate::browser;
use crate::state::State;
use catalogs::prices::Found;
use economics::price::{Instant, UnitId};
use scenario::document::{OwnPrice, STANDARD};
use telling::words;

/// Models that are listed at most.
const MOST: usize = 40;

/// A model in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Id of its provider.
    pub provider: String,
    /// Name of its provider.
    pub provider_name: String,
    /// Its id.
    pub model: String,
    /// Its name.
    pub name: String,
    /// What it costs today.
    pub rates: String,
}

/// The models that have all the words, best first.
pub fn search(state: State, query: &str) -> Vec<Hit> {
    let catalog = state.catalog.get();
    let today = browser::today();
    let hit = |found: Found| Hit {
        provider: found.provider.id.clone(),
        provider_name: found.provider.name.clone(),
        model: found.model.id.clone(),
        name: found.model.name.clone(),
        rates: rates(&found, today),
    };
    catalog
        .search(query)
        .into_iter()
        .take(MOST)
        .map(hit)
        .collect()
}

fn rates(found: &Found, today: Option<Instant>) -> String {
    let resolved = today.and_then(|today| found.resolve(today, STANDARD));
    resolved.map_or(String::new(), |resolved| {
        let rate = |unit: UnitId| resolved.rates.get(unit).map(|rate| rate.base);
        words::rates_words(rate(UnitId::INPUT_TOKENS), rate(UnitId::OUTPUT_TOKENS))
    })
}

/// Takes a model over: with today's prices, and without rates that were meant for another one.
pub fn pick(state: State, hit: &Hit) {
    let index = state.step.get_untracked();
    let today = browser::today();
    let catalog = state.catalog.get_untracked();
    state.change(|scenario| {
        let Some(step) = scenario.steps.get_mut(index) else {
            return;
        };
        step.provider.clone_from(&hit.provider);
        step.model.clone_from(&hit.model);
        step.price_date = today;
        step.price = OwnPrice::default();
        let offered = catalog
            .find(Some(&hit.provider), &hit.model)
            .map(|found| found.processings());
        if !offered.is_ok_and(|offered| offered.contains(&step.processing.as_str())) {
            step.processing = STANDARD.into();
        }
    });
}
