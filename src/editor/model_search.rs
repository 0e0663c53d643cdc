//! Finds a model in the whole catalogue by name, provider or price, and stamps the day on which it was picked.

mod hits;

use crate::browser::{self, Event};
use crate::element::{View, all, button, el, el_marked, flag, maybe, nothing, part, text};
use crate::field::number::note_id;
use crate::framework::*;
use crate::kept::{Held, Kept};
use crate::prices;
use crate::report;
use crate::state::State;
use hits::{Hit, pick, search};
use scenario::field::step;

const HELP: &str = "Type to search all models. The day on which you pick one is kept with it.";

/// What the box is doing.
#[derive(Clone, Copy)]
struct Search {
    state: State,
    /// What was typed; nothing while the list is closed.
    query: Held<Option<String>>,
    /// Which hit the arrow keys have reached.
    active: Held<usize>,
    hits: Kept<Vec<Hit>>,
}

/// The box and the list under it.
pub fn model_search(state: State) -> View {
    let query = Held::new(None::<String>);
    let hits = Kept::new(move || {
        query
            .with(|query| query.as_ref().map(|query| search(state, query)))
            .unwrap_or_default()
    });
    let search = Search {
        state,
        query,
        active: Held::new(0),
        hits,
    };
    let problem = Kept::new(move || {
        let message = |path| crate::field::number::problem_at(state, path);
        message(&step::MODEL).or_else(|| message(&step::PROVIDER))
    });
    let note = text(move || problem.get().unwrap_or_else(|| HELP.into()));
    el_marked(
        "div",
        "field search",
        "wrong",
        flag(move || problem.with(Option::is_some)),
    )
    .on("focusout", move |event| {
        // The way to resellers is in the list.
        if !browser::keeps_focus(&event) {
            search.close();
        }
    })
    .and(
        el("div", "field-head").and(
            el("label", "")
                .set("for", &state.id_of(&step::MODEL))
                .says("Model"),
        ),
    )
    .and(el("div", "box").holds(input(search)))
    .holds(list(search))
    .and(
        el("p", "note")
            .set("id", &note_id(state, &step::MODEL))
            .follows(note),
    )
    .view()
}

fn input(search: Search) -> View {
    let Search {
        state,
        query,
        active,
        ..
    } = search;
    let chosen = Kept::new(move || {
        let (provider, model) = state
            .with_step(|step| (step.provider.clone(), step.model.clone()))
            .unwrap_or_default();
        let catalog = state.catalog.get();
        let found = catalog.find_named(&provider, &model);
        found.map_or(model.clone(), |found| found.model.name.clone())
    });
    let shown = text(move || query.get().unwrap_or_else(|| chosen.get()));
    let expanded = text(move || query.with(Option::is_some).to_string());
    let reached = maybe(move || {
        query
            .with(Option::is_some)
            .then(|| search.hit_id(active.get()))
    });
    let typed = move |event: Event| {
        active.set(0);
        query.set(Some(event_target_value(&event)));
    };
    el("input", "")
        .set("id", &state.id_of(&step::MODEL))
        .set("type", "text")
        .set("role", "combobox")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("placeholder", "Search by name, provider or price")
        .set("aria-autocomplete", "list")
        .set("aria-controls", &search.list_id())
        .follow_text("aria-expanded", expanded)
        .follow("aria-activedescendant", reached)
        .set("aria-describedby", &note_id(state, &step::MODEL))
        .value(shown)
        .on("focus", |event| browser::select_all(&event))
        .on("input", typed)
        .on("keydown", move |event| search.key(&event))
        .view()
}

fn list(search: Search) -> View {
    let is_open = Kept::new(move || search.query.with(Option::is_some));
    let items = move || {
        let item = |(index, hit)| item(search, index, hit);
        all(search
            .hits
            .get()
            .into_iter()
            .enumerate()
            .map(item)
            .collect())
    };
    let none = move || {
        if prices::is_first(search.state.catalog.get()) {
            report::part::PART.ask(search.state);
            return report::part::PART.waiting();
        }
        let is_empty = search.hits.with(Vec::is_empty);
        if is_empty {
            el("p", "none").says("No model has all these words.").view()
        } else {
            nothing()
        }
    };
    part(move || {
        if !is_open.get() {
            return nothing();
        }
        let found = el("div", "")
            .set("id", &search.list_id())
            .set("role", "listbox")
            .set("aria-label", "Models");
        el("div", "hits")
            .and(found.holds(part(items)))
            .holds(part(none))
            .holds(resellers(search.state))
            .view()
    })
}

fn item(search: Search, index: usize, hit: Hit) -> View {
    let selected = text(move || (search.active.get() == index).to_string());
    let about = format!("{} \u{b7} {}", hit.provider_name, hit.rates);
    el("div", "")
        .set("id", &search.hit_id(index))
        .set("role", "option")
        .follow_text("aria-selected", selected)
        .and(el("b", "").says(&hit.name))
        .and(el("span", "").says(&about))
        .on("pointerdown", |event| event.prevent_default())
        .on("click", move |_| search.pick(&hit))
        .view()
}

/// The way to the models of resellers, whose prices are a file of their own.
fn resellers(state: State) -> View {
    let loading = Held::new(false);
    let load = move || {
        loading.set(true);
        browser::spawn(async move {
            prices::load_resellers(state).await;
            loading.try_set(false);
        });
    };
    let words = text(move || {
        let words = if loading.get() {
            "Loading\u{2026}"
        } else {
            "Search resellers too: Azure, Bedrock, OpenRouter \u{2026}"
        };
        words.into()
    });
    part(move || {
        let catalog = state.catalog.get();
        // Of the makers' list, their button follows.
        if prices::is_first(catalog) || catalog.providers().iter().any(|known| !known.is_maker) {
            return nothing();
        }
        button("link", load)
            .on("pointerdown", |event| event.prevent_default())
            .follows(words.clone())
            .view()
    })
}

impl Search {
    fn list_id(self) -> String {
        self.state.id_of(&step::MODEL) + "-hits"
    }

    fn hit_id(self, index: usize) -> String {
        format!("{}-{index}", self.list_id())
    }

    fn close(self) {
        self.query.set(None);
        self.active.set(0);
    }

    fn pick(self, hit: &Hit) {
        self.close();
        pick(self.state, hit);
    }

    fn key(self, event: &Event) {
        let count = self.hits.with_untracked(Vec::len);
        let present = self.active.get_untracked();
        match browser::key_of(event).as_str() {
            "ArrowDown" if self.query.with_untracked(Option::is_none) => {
                self.query.set(Some(String::new()));
            }
            "ArrowDown" if count == 0 => {}
            "ArrowDown" => self.active.set((present + 1) % count),
            "ArrowUp" if count > 0 => self.active.set((present + count - 1) % count),
            "Enter" => {
                if let Some(hit) = self.hits.with_untracked(|hits| hits.get(present).cloned()) {
                    self.pick(&hit);
                }
            }
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
        browser::scroll_near(&self.hit_id(self.active.get_untracked()));
    }
}
