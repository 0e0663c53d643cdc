//! A group of fields that folds to one line.

use crate::browser::deeper;
use crate::element::{Changing, Element, View, all, el, part};
use crate::later::waiting;
use crate::parts::Fold;
use crate::state::State;

/// A group that is open at first: what it is about in a word, what it says now, and its fields.
pub fn group(name: &str, summary: Changing<String>, fields: Vec<View>) -> View {
    framed(name, summary, all(fields))
        .set_if("open", true)
        .view()
}

/// A group that is folded at first.
pub fn folded(state: State, name: &str, summary: Changing<String>, fold: Fold) -> View {
    let inside = inside(state, fold);
    let group = framed(name, summary, inside);
    group
        .on("toggle", move |_| deeper::ask_for_folded(state))
        .view()
}

fn framed(name: &str, summary: Changing<String>, inside: View) -> Element {
    let line = el("summary", "")
        .and(el("b", "").says(name))
        .and(el("span", "").follows(summary));
    let body = el("div", "group-body").holds(inside);
    el("details", "group").and(line).and(body)
}

/// Fields that open by themselves.
pub fn more(state: State, name: &str, fold: Fold) -> View {
    el("details", "more")
        .on("toggle", move |_| deeper::ask_for_folded(state))
        .and(el("summary", "").says(name))
        .holds(inside(state, fold))
        .view()
}

/// The same inside of a fold, where all of it has come.
pub fn more_of(name: &str, fields: Vec<View>) -> View {
    el("details", "more")
        .and(el("summary", "").says(name))
        .holds(all(fields))
        .view()
}

/// What is inside a fold, once it is here.
pub fn inside(state: State, fold: Fold) -> View {
    part(move || match state.folded.get() {
        Some(part) => (part.inside)(state, fold),
        None => waiting(
            state,
            move || state.folded.has_failed(),
            deeper::ask_for_folded,
        ),
    })
}
