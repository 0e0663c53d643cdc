//! One of a few words.

use super::number::{back, framed, note_id, problem_at, warning_at};
use crate::element::{View, all, el, nothing, part, text};
use crate::framework::*;
use crate::kept::Kept;
use crate::state::State;
use scenario::edit::enter;
use scenario::field::{Datum, Field};

/// A word of the document, and what a person reads.
pub type Named = (String, String);

/// A choice of the table, as a list to pick from.
pub fn choice(state: State, path: &'static str, options: Kept<Vec<Named>>) -> View {
    let Some(field) = Field::find(path) else {
        return nothing();
    };
    let problem = Kept::new(move || problem_at(state, path));
    let note = text(move || {
        let said = problem.get().or_else(|| warning_at(state, path));
        said.unwrap_or_else(|| field.help.into())
    });
    let list = list(state, path, options, "", Some(note_id(state, path)));
    framed(
        state,
        path,
        field.label,
        problem,
        note,
        list,
        back(state, path),
    )
}

/// The list alone, for a box that holds something else too.
pub fn list(
    state: State,
    path: &'static str,
    options: Kept<Vec<Named>>,
    class: &str,
    described_by: Option<String>,
) -> View {
    let chosen = Kept::new(move || state.datum(path).text().unwrap_or_default().to_string());
    let choose = move |event| {
        let word = event_target_value(&event);
        state.change(|scenario| {
            if let Some(place) = state.place(path) {
                // The list offers only what is allowed; an empty word leaves it open.
                let datum = if word.is_empty() {
                    Datum::Unset
                } else {
                    Datum::Text(word)
                };
                let _ = enter(scenario, &place, datum);
            }
        });
    };
    let items = part(move || items(&chosen.get(), options.get()));
    let mut select = el("select", class)
        .set("id", &state.id_of(path))
        .on("change", choose)
        .holds(items);
    match described_by {
        Some(id) => select = select.set("aria-describedby", &id),
        None => {
            select = select.set(
                "aria-label",
                Field::find(path).map_or("", |field| field.label),
            );
        }
    }
    select.view()
}

/// The items of a list, the chosen one marked.
pub fn items(chosen: &str, options: Vec<Named>) -> View {
    let item = |(word, name): Named| {
        el("option", "")
            .set("value", &word)
            .set_if("selected", chosen == word)
            .says(&name)
            .view()
    };
    all(options.into_iter().map(item).collect())
}

/// What is offered for each field of a few words: the word of the document, and what a person reads.
const OFFERED: [(&str, &[(&str, &str)]); 6] = [
    (
        "checking.fallback",
        &[("person", "a person does it"), ("none", "it is given up")],
    ),
    (
        "steps[].turn_cache",
        &[
            ("none", "not cached"),
            ("5m", "for five minutes"),
            ("1h", "for an hour"),
        ],
    ),
    (
        "steps[].combine",
        &[
            ("product", "all of them must be right"),
            ("mean", "their average counts"),
            ("min", "the weakest counts"),
        ],
    ),
    (
        "steps[].effort",
        &[
            ("", "answer and reasoning, where it reasons"),
            ("generated", "answer and reasoning"),
            ("reasoning", "reasoning alone"),
            ("all", "input and output together"),
        ],
    ),
    (
        "steps[].production",
        &[
            ("exponential", "exponential: the paper\u{2019}s"),
            ("hill", "Hill: slower towards the end"),
            ("power", "power, up to the ceiling"),
        ],
    ),
    (
        "work.period",
        &[
            ("day", "a day"),
            ("week", "a week"),
            ("month", "a month"),
            ("year", "a year"),
        ],
    ),
];

/// What is offered for a field.
#[must_use]
pub fn offered(path: &'static str) -> Kept<Vec<Named>> {
    let named = |(word, name): &(&str, &str)| ((*word).into(), (*name).into());
    Kept::new(move || {
        let row = OFFERED.iter().find(|(field, _)| *field == path);
        row.map(|(_, pairs)| pairs.iter().map(named).collect())
            .unwrap_or_default()
    })
}
