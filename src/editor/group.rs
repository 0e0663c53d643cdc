//! A group of fields that folds to one line.

use super::{FOLDED, Fold};
use crate::element::{Changing, Element, View, all, el};
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
    group.on("toggle", move |_| FOLDED.ask(state)).view()
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
        .on("toggle", move |_| FOLDED.ask(state))
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
fn inside(state: State, fold: Fold) -> View {
    FOLDED.once_here(move |part| fold(part)(state))
}
