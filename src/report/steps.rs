//! What each step of the workflow costs.

use crate::state::State;
use leptos::prelude::*;
use scenario::format;
use scenario::report::StepReport;
use scenario::words;

/// Id of the section.
pub const ID: &str = "by-step";

/// Takeaway and table.
pub fn steps(state: State) -> AnyView {
    let takeaway = Memo::new(move |_| state.with_report(words::steps_takeaway).unwrap_or_default());
    let steps = Memo::new(move |_| {
        state
            .with_report(|report| report.steps.clone())
            .unwrap_or_default()
    });
    let share = |share: Option<f64>| share.map_or("\u{2013}".into(), format::share_full);
    let row = move |step: StepReport| {
        view! {
            <tr>
                <th scope="row">{step.name}</th>
                <td class="n">{format::count_full(step.calls)}</td>
                <td class="n">{format::count_full(step.tokens)}</td>
                <td class="n">{share(step.token_share)}</td>
                <td class="n">{format::usd_full(step.cost_usd)}</td>
                <td class="n">{share(step.cost_share)}</td>
                <td class="n">{step.success_rate.map_or("not set".into(), format::share_full)}</td>
            </tr>
        }
    };
    view! {
        <section class="section" id=ID aria-labelledby="by-step-name">
            <h2 id="by-step-name">"Steps"</h2>
            <p class="take">{takeaway}</p>
            <div class="scroll">
                <table>
                    <caption>"One attempt, by step"</caption>
                    <thead><tr>
                        <th scope="col">"step"</th>
                        <th scope="col" class="n">"calls"</th>
                        <th scope="col" class="n">"tokens"</th>
                        <th scope="col" class="n">"of the tokens"</th>
                        <th scope="col" class="n">"cost"</th>
                        <th scope="col" class="n">"of the cost"</th>
                        <th scope="col" class="n">"right"</th>
                    </tr></thead>
                    <tbody>{move || steps.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
