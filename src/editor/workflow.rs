//! Which step of the workflow the groups below show.

use super::group::group;
use crate::element::{View, all, el, flag, part, text};
use crate::kept::Kept;
use crate::state::State;
use scenario::report::StepReport;
use scenario::{format, words};

/// One line a step, with its part of the cost.
pub fn workflow(state: State) -> View {
    let summary = text(move || state.scenario.with(words::workflow_summary));
    let steps = Kept::new(move || {
        let line = |step: &StepReport| (step.name.clone(), format::usd(step.cost_usd));
        state
            .with_report(|report| report.steps.iter().map(line).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let item = move |(index, (name, cost)): (usize, (String, String))| {
        let on = flag(move || state.step.get() == index);
        let choice = el("input", "")
            .set("type", "radio")
            .set("name", "step")
            .checked(on);
        el("label", "")
            .and(choice.on("change", move |_| state.step.set(index)))
            .and(el("span", "").says(&name))
            .and(el("span", "amount").says(&cost))
            .view()
    };
    let list = part(move || all(steps.get().into_iter().enumerate().map(item).collect()));
    let fields = el("fieldset", "steps")
        .and(el("legend", "").says("The fields below are those of"))
        .holds(list);
    group("Workflow", summary, true, vec![fields.view()])
}
