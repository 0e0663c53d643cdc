//! Finds a model in the whole catalogue by name, provider or price, and stamps the day on which it was picked.

use crate::browser;
use crate::state::{Notice, State};
use economics::price::{Instant, UnitId};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use scenario::catalog::{Catalog, Found};
use scenario::document::{OwnPrice, STANDARD};
use scenario::words;

const INPUT_ID: &str = "steps-model";
const LIST_ID: &str = "model-hits";
/// Models that are listed at most.
const MOST: usize = 40;

/// A model in the list.
#[derive(Clone, Debug, PartialEq)]
struct Hit {
    provider: String,
    provider_name: String,
    model: String,
    name: String,
    rates: String,
}

/// The box and the list under it.
pub fn model_search(state: State) -> AnyView {
    let query = RwSignal::new(None::<String>);
    let active = RwSignal::new(0_usize);
    let loading = RwSignal::new(false);
    let everything = Memo::new(move |_| {
        state.catalog.get().providers().len() > Catalog::embedded().providers().len()
    });
    let hits =
        Memo::new(move |_| query.with(|query| query.as_ref().map(|query| search(state, query))));
    let chosen = Memo::new(move |_| {
        let source = state
            .with_step(|step| (step.provider.clone(), step.model.clone()))
            .unwrap_or_default();
        let catalog = state.catalog.get();
        let found = catalog.find(
            (!source.0.is_empty()).then_some(source.0.as_str()),
            &source.1,
        );
        found.map_or(source.1.clone(), |found| found.model.name.clone())
    });
    let problem = Memo::new(move |_| {
        let message = |path| crate::field::number::problem_at(state, path);
        message("steps[].model").or_else(|| message("steps[].provider"))
    });
    let close = move || {
        query.set(None);
        active.set(0);
    };
    let pick = move |hit: Hit| {
        close();
        pick(state, &hit);
    };
    let load = move || {
        loading.set(true);
        leptos::task::spawn_local(async move {
            match browser::later::catalog_with_resellers().await {
                Ok(catalog) => state.catalog.set(catalog),
                Err(message) => state.notice.set(Some(Notice::Warning(message))),
            }
            loading.set(false);
        });
    };
    let key = move |event: KeyboardEvent| {
        let count = hits.with(|hits| hits.as_ref().map_or(0, Vec::len));
        let present = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count == 0 => query.set(Some(String::new())),
            "ArrowDown" => active.set((present + 1) % count),
            "ArrowUp" if count > 0 => active.set((present + count - 1) % count),
            "Enter" => {
                if let Some(hit) =
                    hits.with(|hits| hits.as_ref().and_then(|hits| hits.get(present).cloned()))
                {
                    pick(hit);
                }
            }
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let item = move |(index, hit): (usize, Hit)| {
        let picked = hit.clone();
        view! {
            <div
                id=format!("model-hit-{index}")
                role="option"
                aria-selected=move || if active.get() == index { "true" } else { "false" }
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| pick(picked.clone())
            >
                <b>{hit.name}</b>
                <span>{hit.provider_name} " \u{b7} " {hit.rates}</span>
            </div>
        }
    };
    let list = move || {
        hits.get().map(|hits| {
            let none = hits.is_empty().then(|| view! { <p class="none">"No model has all these words."</p> });
            let more = (!everything.get()).then(|| view! {
                <button
                    type="button"
                    class="link"
                    on:pointerdown=move |event| event.prevent_default()
                    on:click=move |_| load()
                >{move || if loading.get() { "Loading\u{2026}" } else { "Search resellers too (Azure, Bedrock, OpenRouter \u{2026})" }}</button>
            });
            view! {
                <div class="hits">
                    <div id=LIST_ID role="listbox" aria-label="Models">
                        {hits.into_iter().enumerate().map(item).collect_view()}
                    </div>
                    {none}
                    {more}
                </div>
            }
        })
    };
    view! {
        <div class="field search" class:wrong=move || problem.with(Option::is_some)>
            <div class="field-head"><label for=INPUT_ID>"Model"</label></div>
            <div class="box">
                <input
                    id=INPUT_ID
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="Search by name, provider or price"
                    aria-autocomplete="list"
                    aria-controls=LIST_ID
                    aria-expanded=move || if hits.with(Option::is_some) { "true" } else { "false" }
                    aria-activedescendant=move || hits.with(Option::is_some).then(|| format!("model-hit-{}", active.get()))
                    aria-describedby="steps-model-note"
                    value=move || chosen.get()
                    prop:value=move || query.get().unwrap_or_else(|| chosen.get())
                    on:focus=move |event| browser::select_all(&event)
                    on:input=move |event| {
                        active.set(0);
                        query.set(Some(event_target_value(&event)));
                    }
                    on:keydown=key
                    on:blur=move |_| close()
                />
            </div>
            {list}
            <p class="note" id="steps-model-note">
                {move || problem.get().unwrap_or_else(|| "Type to search all models; the day you pick one is kept with it.".into())}
            </p>
        </div>
    }
    .into_any()
}

fn search(state: State, query: &str) -> Vec<Hit> {
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
fn pick(state: State, hit: &Hit) {
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
