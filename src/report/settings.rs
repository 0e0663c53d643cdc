//! The settings of a view, as the form of the page's own fields looks.

use super::analysed;
use super::blocks::At;
use crate::element::{Element, View, all, el, el_marked, flag, part, text};
use crate::framework::event_target_value;
use crate::kept::Kept;
use telling::sections::{Block, Input};

/// A form, built anew only where it asks for other settings than before.
pub fn settings(at: At) -> View {
    let place = at.clone();
    let asked = Kept::new(move || inputs(&place, |inputs| inputs.iter().map(asked).collect()));
    let fields = part(move || {
        let field = |(index, asked): (usize, &Input)| field(&at, index, asked);
        let asked: Vec<Input> = asked.get();
        all(asked.iter().enumerate().map(field).collect())
    });
    el("div", "settings").holds(fields).view()
}

/// What a setting asks for, without what it holds.
fn asked(input: &Input) -> Input {
    Input {
        value: String::new(),
        problem: String::new(),
        help: String::new(),
        ..input.clone()
    }
}

fn inputs<T: Default>(at: &At, read: impl FnOnce(&[Input]) -> T) -> T {
    let found = at.read(|block| match block {
        Block::Inputs(inputs) => Some(read(inputs)),
        _ => None,
    });
    found.unwrap_or_default()
}

/// A setting as it is now.
fn now(at: &At, index: usize, read: fn(&Input) -> String) -> String {
    inputs(at, |inputs| inputs.get(index).map(read).unwrap_or_default())
}

fn field(at: &At, index: usize, asked: &Input) -> View {
    let id = format!("view-{}", asked.path);
    let note_id = format!("{id}-note");
    let follow = |read: fn(&Input) -> String| {
        let at = at.clone();
        text(move || now(&at, index, read))
    };
    let problem = follow(|input| input.problem.clone());
    let is_wrong = flag(move || !problem.read().is_empty());
    let note = follow(|input| {
        let is_held = input.problem.is_empty();
        let said = if is_held { &input.help } else { &input.problem };
        said.clone()
    });
    let wrong = is_wrong.clone();
    let entry = entry(at, index, asked)
        .set("id", &id)
        .set("name", &asked.path)
        .set("autocomplete", "off")
        .set("placeholder", "not set")
        .set("aria-describedby", &note_id)
        .follow_text("aria-invalid", text(move || wrong.read().to_string()));
    let mut framed = el("div", "box").and(entry);
    if !asked.unit.is_empty() {
        framed = framed.and(el("span", "unit").says(&asked.unit));
    }
    let label = el("label", "").set("for", &id).says(&asked.label);
    el_marked("div", "field", "wrong", is_wrong)
        .and(el("div", "field-head").and(label))
        .and(framed)
        .and(el("p", "note").set("id", &note_id).follows(note))
        .view()
}

/// The element that is typed into or chosen from.
fn entry(at: &At, index: usize, asked: &Input) -> Element {
    let (state, path, place) = (at.state, asked.path.clone(), at.clone());
    let shown = text(move || now(&place, index, |input| input.value.clone()));
    let is_typed = asked.options.is_empty();
    let name = match (is_typed, asked.is_long) {
        (false, _) => "select",
        (true, true) => "textarea",
        (true, false) => "input",
    };
    let entry = el(name, "").on("change", move |event| {
        analysed::typed(state, &path, &event_target_value(&event));
    });
    if is_typed {
        return entry.value(shown);
    }
    let options = asked.options.clone();
    entry.holds(part(move || {
        let shown = shown.read();
        let option = |(word, name): &(String, String)| {
            el("option", "")
                .set("value", word)
                .set_if("selected", *word == shown)
                .says(name)
                .view()
        };
        all(options.iter().map(option).collect())
    }))
}
