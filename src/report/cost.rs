//! What it costs and which tokens cost it.

use super::figures;
use crate::chart::canvas::Chart;
use crate::chart::two_bars::{self, TwoBars};
use crate::state::State;
use leptos::prelude::*;
use scenario::format;
use scenario::report::{ClassReport, Report};
use scenario::words::{self, FormulaLine};

/// Id of the section.
pub const ID: &str = "cost";

/// Takeaway, chart, table, formula.
pub fn cost(state: State) -> AnyView {
    let takeaway = Memo::new(move |_| state.with_report(words::cost_takeaway).unwrap_or_default());
    let line = Memo::new(move |_| {
        state.shown.with(|shown| {
            shown
                .as_ref()
                .map(|shown| words::cost_line(&shown.scenario, &shown.report))
        })
    });
    let bars = Memo::new(move |_| state.with_report(TwoBars::of).unwrap_or_default());
    let classes = Memo::new(move |_| {
        state
            .with_report(|report| report.cost.classes.clone())
            .unwrap_or_default()
    });
    let formula = Memo::new(move |_| {
        let lines = |shown: &crate::state::Shown| words::formula(&shown.scenario, &shown.report);
        state
            .shown
            .with(|shown| shown.as_ref().map(lines).unwrap_or_default())
    });
    view! {
        <section class="section" id=ID aria-labelledby="cost-name">
            <h2 id="cost-name">"Cost"</h2>
            <p class="take">{takeaway}</p>
            <figure class="chart">
                <Chart label=takeaway data=bars height=two_bars::height/>
                {move || classes.with(|classes| key(classes))}
            </figure>
            <p class="under"><span>{line}</span><span class="tag" title="After the paper: Zhu 2026, AI Tokenomics">"paper"</span></p>
            {figures::figures(state)}
            <details class="fold">
                <summary>"The chart as a table"</summary>
                <div class="scroll">{move || classes.with(|classes| state.with_report(|report| table(classes, report)))}</div>
            </details>
            <details class="fold">
                <summary>"How this is computed, with these numbers"</summary>
                {move || formula.with(|lines| steps(lines))}
            </details>
        </section>
    }
    .into_any()
}

fn key(classes: &[ClassReport]) -> impl IntoView + use<> {
    let present = classes.iter().filter(|class| class.tokens > 0.0);
    let item = |class: &ClassReport| {
        view! { <li><span class=format!("swatch {}", class.class)></span>{words::class_words(class.class)}</li> }
    };
    view! { <ul class="key">{present.map(item).collect_view()}</ul> }
}

fn table(classes: &[ClassReport], report: &Report) -> impl IntoView + use<> {
    let share = |share: Option<f64>| share.map_or("\u{2013}".into(), format::share_full);
    let row = |class: &ClassReport| {
        view! {
            <tr>
                <th scope="row"><span class=format!("swatch {}", class.class)></span>{words::class_words(class.class)}</th>
                <td class="n">{format::count_full(class.tokens)}</td>
                <td class="n">{share(class.token_share)}</td>
                <td class="n">{format::usd_full(class.usd)}</td>
                <td class="n">{share(class.cost_share)}</td>
            </tr>
        }
    };
    let fees = (report.cost.fees_usd > 0.0).then(|| {
        view! {
            <tr>
                <th scope="row">"fees of calls"</th>
                <td class="n"></td>
                <td class="n"></td>
                <td class="n">{format::usd_full(report.cost.fees_usd)}</td>
                <td class="n"></td>
            </tr>
        }
    });
    view! {
        <table>
            <caption>"One attempt, by class of token"</caption>
            <thead><tr>
                <th scope="col">"class"</th>
                <th scope="col" class="n">"tokens"</th>
                <th scope="col" class="n">"of the tokens"</th>
                <th scope="col" class="n">"cost"</th>
                <th scope="col" class="n">"of the cost"</th>
            </tr></thead>
            <tbody>
                {classes.iter().filter(|class| class.tokens > 0.0).map(row).collect_view()}
                {fees}
                <tr class="sum">
                    <th scope="row">"all"</th>
                    <td class="n">{format::count_full(report.cost.classes.iter().map(|class| class.tokens).sum())}</td>
                    <td class="n"></td>
                    <td class="n">{format::usd_full(report.cost.per_attempt_usd)}</td>
                    <td class="n"></td>
                </tr>
            </tbody>
        </table>
    }
}

fn steps(lines: &[FormulaLine]) -> impl IntoView + use<> {
    let item = |line: &FormulaLine| {
        view! {
            <div>
                <dt>{line.label.clone()}</dt>
                <dd>{line.expression.clone()} " = " <span class="result">{line.result.clone()}</span></dd>
            </div>
        }
    };
    view! { <dl class="formula">{lines.iter().map(item).collect_view()}</dl> }
}
