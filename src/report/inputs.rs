//! Settings of a view, entered where it stands.

use crate::browser;
use crate::element::{View, all, el, el_marked, flag, maybe, part, text};
use crate::framework::event_target_value;
use crate::kept::Kept;
use crate::state::State;
use scenario::sections::Input;

/// One setting: what `first` says of it stays, value and problem follow `now`.
pub fn input_field(state: State, first: &Input, now: Kept<Input>) -> View {
    let (id, path) = (format!("view-{}", first.path), first.path.clone());
    let note_id = format!("{id}-note");
    let is_choice = !first.options.is_empty();
    let element = match (is_choice, first.is_long) {
        (true, _) => "select",
        (_, true) => "textarea",
        _ => "input",
    };
    let is_wrong = move || now.with(|input| !input.problem.is_empty());
    let mut entry = el(element, "")
        .set("id", &id)
        .set("aria-describedby", &note_id)
        .follow(
            "aria-invalid",
            maybe(move || is_wrong().then(|| "true".into())),
        )
        .on("change", move |event| {
            browser::views::type_in(state, &path, &event_target_value(&event));
        });
    if is_choice {
        entry = entry.holds(part(move || {
            let input = now.get();
            let option = |word: &String| {
                el("option", "")
                    .set_if("selected", *word == input.value)
                    .says(word)
                    .view()
            };
            all(input.options.iter().map(option).collect())
        }));
    } else {
        entry = entry
            .set("autocomplete", "off")
            .set("placeholder", "not set")
            .value(text(move || now.with(|input| input.value.clone())));
    }
    let note = text(move || {
        now.with(|input| {
            if input.problem.is_empty() {
                input.help.clone()
            } else {
                input.problem.clone()
            }
        })
    });
    let inside = el("div", "box")
        .and(entry)
        .and(el("span", "unit").says(&first.unit));
    el_marked("div", "field", "wrong", flag(is_wrong))
        .and(el("div", "field-head").and(el("label", "").set("for", &id).says(&first.label)))
        .and(el("div", "entry").and(inside))
        .and(el("p", "note").set("id", &note_id).follows(note))
        .view()
}
