//! What it costs and which tokens cost it.

use super::table::TableView;
use crate::chart::canvas::Chart;
use crate::chart::two_bars::{self, TwoBars};
use crate::state::State;
use leptos::prelude::*;
use scenario::table;
use scenario::words::{self, FormulaLine};

/// Id of the section.
pub const ID: &str = "cost";

/// Takeaway, chart, amounts, table, formula.
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
    let totals = Memo::new(move |_| state.with_report(table::totals));
    let classes = Memo::new(move |_| state.with_report(table::classes));
    let present = Memo::new(move |_| {
        let used = |report: &scenario::report::Report| {
            report
                .cost
                .classes
                .iter()
                .filter(|class| class.tokens > 0.0)
                .map(|class| class.class)
                .collect::<Vec<_>>()
        };
        state.with_report(used).unwrap_or_default()
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
                {move || key(&present.get())}
            </figure>
            <p class="under">
                <span>{line}</span>
                <span class="tag" title="After Zhu 2026, AI Tokenomics">"paper"</span>
            </p>
            <details class="fold">
                <summary>"Table"</summary>
                <TableView table=classes sum=true/>
            </details>
            <details class="fold">
                <summary>"How this is computed, with these numbers"</summary>
                {move || formula.with(|lines| steps(lines))}
            </details>
            <TableView table=totals bare=true/>
        </section>
    }
    .into_any()
}

fn key(classes: &[&'static str]) -> AnyView {
    let item = |class: &&'static str| {
        view! { <li><span class=format!("swatch {class}")></span>{words::class_words(class)}</li> }
    };
    view! { <ul class="key">{classes.iter().map(item).collect_view()}</ul> }.into_any()
}

fn steps(lines: &[FormulaLine]) -> AnyView {
    let item = |line: &FormulaLine| {
        view! {
            <div>
                <dt>{line.label.clone()}</dt>
                <dd>{line.expression.clone()} " = " <span class="result">{line.result.clone()}</span></dd>
            </div>
        }
    };
    view! { <dl class="formula">{lines.iter().map(item).collect_view()}</dl> }.into_any()
}
