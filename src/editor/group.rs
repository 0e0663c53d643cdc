//! A group of fields that folds to one line.

use crate::app::ALIVE;
use crate::element::{Changing, View, all, el};

/// A group: what it is about in a word, what it says now, whether it is open at first, and its fields.
pub fn group(name: &str, summary: Changing<String>, open: bool, fields: Vec<View>) -> View {
    let line = el("summary", "")
        .and(el("b", "").says(name))
        .and(el("span", "").follows(summary));
    // What is folded away is not needed before the page answers to a person.
    let fields = if open || ALIVE { fields } else { Vec::new() };
    let body = el("div", "group-body").holds(all(fields));
    el("details", "group")
        .set_if("open", open)
        .and(line)
        .and(body)
        .view()
}

/// Fields that open by themselves.
pub fn more(name: &str, fields: Vec<View>) -> View {
    let fields = if ALIVE { fields } else { Vec::new() };
    el("details", "more")
        .and(el("summary", "").says(name))
        .holds(all(fields))
        .view()
}
