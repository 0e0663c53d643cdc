//! Two scenarios side by side: the switch between them, what the difference is, and what was changed.

use crate::element::{Element, View, all, button, el, maybe, nothing, part, part_if, text};
use crate::header::copying::copy;
use crate::kept::Kept;
use crate::state::{Beside, Notice, Shown, State};
use crate::table::{Style, rows};
use scenario::document::Scenario;
use scenario::report::Report;
use std::iter;
use telling::compared::{Comparison, HEADS, Row, Side, compared};
use telling::csv::without_formula;
use telling::table::Table;

/// Keeps the scenario as A, and says what that is good for.
pub fn keep(state: State) {
    state.keep_as_a();
    let message = "This is A now. Change anything, or choose another example: that is B, and both stand side by side.";
    state.notice.set(Some(Notice::Done(message.into())));
}

/// The switch, what the difference is, and both in figures.
pub fn comparison(state: State) -> View {
    let found = found(state);
    el("section", "beside")
        .set("aria-label", "Compare")
        .and(switch(state, found))
        .holds(tables(state, found))
        .view()
}

fn switch(state: State, found: Kept<Option<Comparison>>) -> Element {
    let shows_b = Kept::new(move || {
        let is_a = |beside: &Option<Beside>| beside.as_ref().is_some_and(|beside| beside.is_b);
        !state.beside.with(is_a)
    });
    let side = |name: &'static str, is_b: bool| {
        let show = move || {
            if shows_b.with_untracked(|shows_b| *shows_b) != is_b {
                state.switch();
            }
        };
        let title = text(move || {
            let of = |scenario: &Scenario| format!("{name}: {}", scenario.title);
            if shows_b.get() == is_b {
                return state.scenario.with(of);
            }
            let waiting = |beside: &Option<Beside>| Some(of(&beside.as_ref()?.scenario));
            state.beside.with(waiting).unwrap_or_default()
        });
        button("", show)
            .follow(
                "aria-pressed",
                maybe(move || Some((shows_b.get() == is_b).to_string())),
            )
            .follow_text("title", title)
            .says(name)
    };
    let sentence = part(move || {
        found.with(|found| match found {
            Some(found) => super::spans(&found.sentence),
            None => View::of("One of the two has no answer."),
        })
    });
    let stop = button("link", move || state.stop_comparing()).says("Stop comparing");
    let switch = el("span", "either")
        .set("role", "group")
        .set("aria-label", "Shown")
        .and(side("A", false))
        .and(side("B", true));
    el("div", "both-head")
        .and(switch)
        .and(el("p", "").holds(sentence))
        .and(stop)
}

/// The figures, and what was changed.
fn tables(state: State, found: Kept<Option<Comparison>>) -> View {
    part_if(
        move || found.get(),
        move |found| {
            let copied = tabbed(&found);
            let done = "The comparison is copied: paste it into a spreadsheet.";
            let copy = button("link", move || copy(state, copied.clone(), done.into()));
            let changed = el("div", "")
                .holds(inputs(&found))
                .and(copy.says("Copy as a table"));
            el("div", "both-tables")
                .holds(figures(&found))
                .and(changed)
                .view()
        },
    )
}

/// A and B as they are now; nothing while one has no answer.
fn found(state: State) -> Kept<Option<Comparison>> {
    // What waits is evaluated when they are switched, and not at every edit.
    let waiting = Kept::uncompared(move |_| {
        let catalog = state.catalog.get();
        state
            .beside
            .with(|beside| scenario::evaluate(&beside.as_ref()?.scenario, catalog).report)
    });
    let found = move |beside: &Beside, waiting: &Report, shown: &Shown| {
        let shown = Side {
            scenario: &shown.scenario,
            report: &shown.report,
        };
        let waiting = Side {
            scenario: &beside.scenario,
            report: waiting,
        };
        if beside.is_b {
            compared(shown, waiting)
        } else {
            compared(waiting, shown)
        }
    };
    Kept::new(move || {
        waiting.with(|waiting| {
            state.beside.with(|beside| {
                state
                    .shown
                    .with(|shown| Some(found(beside.as_ref()?, waiting.as_ref()?, shown.as_ref()?)))
            })
        })
    })
}

/// Fields that are listed at most.
const MOST: usize = 12;

fn figures(found: &Comparison) -> View {
    let head = |name: &str| match name {
        "" => el("td", "").view(),
        name => el("th", "").set("scope", "col").says(name).view(),
    };
    let each = |row: &Row| {
        let [label, a, b, difference] = row.cells();
        let class = match row.is_better {
            Some(true) => "better",
            Some(false) => "worse",
            None => "",
        };
        el("tr", if row.is_part { "part" } else { "" })
            .and(el("th", "").set("scope", "row").says(&label))
            .and(el("td", "").says(&a))
            .and(el("td", "").says(&b))
            .and(el("td", class).says(&difference))
            .view()
    };
    el("table", "both")
        .and(el("caption", "unseen").says("A and B"))
        .and(el("thead", "").and(el("tr", "").holds(all(HEADS.map(head).into()))))
        .and(el("tbody", "").holds(all(found.rows.iter().map(each).collect())))
        .view()
}

fn inputs(found: &Comparison) -> View {
    if found.inputs.is_empty() {
        return el("p", "note")
            .says("Nothing was changed yet: A and B are the same.")
            .view();
    }
    let table = found.changed(MOST);
    let more = match found.inputs.len() - table.rows.len() {
        0 => nothing(),
        1 => el("p", "note").says("One more field was changed.").view(),
        more => el("p", "note")
            .says(&format!("{more} more fields were changed."))
            .view(),
    };
    all(vec![rows(&table, Style::Plain, Vec::new()), more])
}

/// The tables as a spreadsheet takes them.
fn tabbed(found: &Comparison) -> String {
    let lines = |table: &Table| {
        let lines = iter::once(&table.head).chain(&table.rows);
        let lines: Vec<String> = lines.map(|cells| cells.join("\t")).collect();
        lines.join("\n")
    };
    let mut changed = found.changed(usize::MAX);
    // What a person wrote is no formula.
    let cells = changed.rows.iter_mut().flatten();
    cells.for_each(|cell| *cell = without_formula(cell));
    [lines(&found.figures()), lines(&changed)].join("\n\n")
}
