//! What comes in and what goes out: the parts of the net, one bar after the other, a task and a period.

use super::section;
use crate::chart::shapes::{bar, shapes};
use crate::element::{View, all, el, nothing, part, text};
use crate::kept::Kept;
use crate::state::State;
use scenario::format::article;
use scenario::report::{Part, Report};
use telling::picture::{WaterfallBar, waterfall};
use telling::words;

/// Id of the section.
pub const ID: &str = "answer";

/// The section; empty while a success rate is unknown.
pub fn parts(state: State) -> View {
    let bars = Kept::new(move || {
        let heads = |report: &Report| {
            let head = |noun: &str| format!("{} {noun}", article(noun));
            let bars = waterfall(report)?;
            Some((head(&report.task_name), head(&report.period), bars))
        };
        state.with_report(heads).flatten()
    });
    let takeaway = text(move || state.with_report(words::parts_takeaway).unwrap_or_default());
    part(move || {
        bars.with(|bars| {
            let Some((task, period, bars)) = bars else {
                return nothing();
            };
            let head = el("tr", "")
                .and(el("th", "").says("part").set("scope", "col"))
                .and(el("td", ""))
                .and(el("th", "").says(task).set("scope", "col"))
                .and(el("th", "").says(period).set("scope", "col"));
            let table = el("table", "parts")
                .and(el("caption", "unseen").says("What comes in and what goes out"))
                .and(el("thead", "").and(head))
                .and(el("tbody", "").holds(all(bars.iter().map(row).collect())));
            section(ID, "Answer")
                .and(el("p", "take").follows(takeaway.clone()))
                .and(table)
                .view()
        })
    })
}

fn row(each: &WaterfallBar) -> View {
    let class = match each.part {
        Part::Net => "net",
        _ if each.to < each.from => "out",
        _ => "in",
    };
    el("tr", class)
        .and(el("th", "").set("scope", "row").says(&each.label))
        .and(el("td", "track").holds(shapes("bars", vec![bar(class, each.from, each.to)])))
        .and(el("td", "").says(&each.of_task))
        .and(el("td", "").says(&each.of_period))
        .view()
}
