//! How much the model thinks before it answers: a count, or a multiple of the answer.

use super::group::group;
use crate::element::{Changing, Element, View, all, button, el, flag, part, text};
use crate::field::number::Number;
use crate::kept::Kept;
use crate::state::State;
use scenario::document::Step;
use scenario::edit::{follows_curve, keep_known, known_at};
use scenario::estimate::REASONING_LEVELS;
use scenario::field::step;
use scenario::format;
use telling::words;

/// The box in one of its two forms, and quick choices for whoever does not know.
pub fn reasoning(state: State) -> View {
    let summary = text(move || {
        state
            .with_step(words::reasoning_summary)
            .unwrap_or_default()
    });
    let ratio = Kept::new(move || state.with_step(|step| step.reasoning_ratio).flatten());
    let by_ratio = move || ratio.with(Option::is_some);
    let by_count = flag(move || ratio.with(Option::is_none));
    let hidden = move || state.with_step(Step::hidden_tokens).unwrap_or_default();
    let chip = move |(name, times): (&'static str, f64)| {
        let label = if times > 0.0 {
            format!("{name} {}", format::times(times))
        } else {
            name.into()
        };
        let is_on = move || ratio.get() == Some(times) || times == 0.0 && hidden() == 0.0;
        let pressed = text(move || is_on().to_string());
        button("", move || set_ratio(state, times))
            .follow_text("aria-pressed", pressed)
            .says(&label)
            .view()
    };
    let number = part(move || {
        Number::full(if by_ratio() {
            &step::REASONING_RATIO
        } else {
            &step::REASONING_TOKENS
        })
        .view(state)
    });
    let ways = el("fieldset", "ways")
        .and(el("legend", "unseen").says("Hidden reasoning is entered as"))
        .and(way("a count", by_count, move || set_count(state, hidden())))
        .and(way("a multiple of the answer", flag(by_ratio), move || {
            set_ratio(state, ratio_now(state));
        }));
    let chips = el("div", "chips")
        .set("role", "group")
        .set("aria-label", "Hidden reasoning as a multiple of the answer")
        .holds(all(REASONING_LEVELS.map(chip).into()));
    // A multiple of a short answer may be less than what the step reasons now: what one comes to is said.
    let one = text(move || {
        state
            .with_step(words::reasoning_level_note)
            .unwrap_or_default()
    });
    let note = el("p", "note").follows(one);
    group(
        "Reasoning",
        summary,
        vec![ways.view(), number, chips.view(), note.view()],
    )
}

fn way(name: &str, on: Changing<bool>, choose: impl Fn() + 'static) -> Element {
    let choice = el("input", "")
        .set("type", "radio")
        .set("name", "reasoning");
    el("label", "")
        .and(choice.checked(on).on("change", move |_| choose()))
        .says(name)
}

/// The multiple that the present count comes to.
fn ratio_now(state: State) -> f64 {
    let index = state.step.get_untracked();
    let ratio =
        state.with_report(|report| report.steps.get(index).and_then(|step| step.hidden_ratio));
    ratio.flatten().unwrap_or(0.0)
}

fn set_ratio(state: State, ratio: f64) {
    change(state, |step| {
        step.reasoning_ratio = Some(ratio);
        step.reasoning_tokens = None;
    });
}

fn set_count(state: State, tokens: f64) {
    change(state, |step| {
        step.reasoning_ratio = None;
        step.reasoning_tokens = Some(tokens);
    });
}

fn change(state: State, edit: impl FnOnce(&mut Step)) {
    let index = state.step.get_untracked();
    for field in [&step::REASONING_RATIO, &step::REASONING_TOKENS] {
        state.forget_draft(&field.of_step(index).to_string());
    }
    let before = state.scenario.get_untracked();
    state.change(|scenario| {
        if let Some(step) = scenario.steps.get_mut(index) {
            let known = follows_curve(step).then(|| known_at(step)).flatten();
            edit(step);
            keep_known(step, known);
        }
    });
    let after = state.scenario.get_untracked();
    state.keep_rate(&before, &after, index);
}
