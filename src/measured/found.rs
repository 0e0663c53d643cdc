//! What was used: a drawing, figures by what is asked for, other ways to price it, what was charged, a scenario.

use super::offer;
use super::page::{Page, entered, fold, grid, labelled, line, picked};
use super::remembered;
use super::told::{Audited, Days, Grid, Shown, Wanted};
use crate::browser::{drawing, jobs};
use crate::chart::canvas::chart;
use crate::element::{View, all, button, el, nothing, part, text};
use crate::kept::Kept;
use crate::table::{Style, table_view};
use charts::card::Body;
use telling::picture::plot::{Areas, LineTone, Plot, Written};
use usage::report::Dimension;

/// All of it.
pub fn found(page: Page) -> View {
    all(vec![
        remembered::line(page),
        filter(page),
        problem(page),
        picture(page),
        figures(page),
        line(page, |shown| &shown.cache),
        line(page, |shown| &shown.hidden),
        notes(page),
        largest(page),
        ways(page),
        audit(page),
        offer::offer(page),
        remembered::keeping(page),
    ])
}

fn problem(page: Page) -> View {
    let words = Kept::new(move || page.told(|shown| shown.problem.clone()));
    part(move || {
        words.with(|words| match words.as_str() {
            "" => nothing(),
            words => el("p", "refused").set("role", "alert").says(words).view(),
        })
    })
}

/// Whether what is shown can be asked about: a summary that was kept cannot.
fn is_live(page: Page) -> bool {
    page.remembered.with(String::is_empty)
}

/// Which part of it is shown, and whose days are counted.
fn filter(page: Page) -> View {
    let is_live = Kept::new(move || is_live(page));
    part(move || {
        if !is_live.get() {
            return nothing();
        }
        let names = |all: &'static str, read: fn(&Shown) -> &Vec<String>| {
            move || {
                let mut options = vec![(String::new(), all.to_owned())];
                page.told(|shown| {
                    options.extend(read(shown).iter().map(|name| (name.clone(), name.clone())));
                });
                options
            }
        };
        el("div", "filter")
            .set("role", "group")
            .set("aria-label", "What is shown")
            .holds(picked(
                page,
                "Model",
                names("all models", |shown| &shown.models),
                |wanted| &mut wanted.model,
            ))
            .holds(picked(
                page,
                "Project",
                names("all projects", |shown| &shown.projects),
                |wanted| &mut wanted.project,
            ))
            .holds(dated(page, "From", |wanted| &mut wanted.since))
            .holds(dated(page, "To", |wanted| &mut wanted.until))
            .holds(picked(page, "Days of", zones, |wanted| &mut wanted.zone))
            .view()
    })
}

fn dated(page: Page, label: &str, of: fn(&mut Wanted) -> &mut String) -> View {
    let field = el("input", "").set("type", "date");
    labelled(label, entered(page, field, of))
}

/// Whose days may be counted. Times in logs that name no zone are read as UTC.
fn zones() -> Vec<(String, String)> {
    let own = jobs::zone();
    let mut zones = vec![("UTC".to_owned(), "UTC".to_owned())];
    if !own.is_empty() && own != "+00:00" {
        zones.push((own.clone(), format!("this device, {own}")));
    }
    for hour in -12..=14 {
        let zone = format!(
            "{}{:02}:00",
            if hour < 0 { '-' } else { '+' },
            i32::abs(hour)
        );
        if hour != 0 && zone != own {
            zones.push((zone.clone(), zone));
        }
    }
    zones
}

/// What each day cost, by model.
fn picture(page: Page) -> View {
    let is_there = Kept::new(move || page.told(|shown| !shown.days.models.is_empty()));
    part(move || {
        if !is_there.get() {
            return nothing();
        }
        let label = text(move || {
            page.told(|shown| format!("Cost of each day by model. {}", shown.days.takeaway))
        });
        let drawn = chart(page.state, label, move |place| {
            let areas = page.told(|shown| areas(&shown.days));
            drawing::draw(&Body::Plot(Plot::Areas(areas)), place);
        });
        all(vec![
            line(page, |shown| &shown.days.takeaway),
            el("figure", "chart free").holds(drawn).view(),
            fold("Each day as a table")
                .holds(grid(page, |shown| &shown.days.table))
                .view(),
        ])
    })
}

fn areas(days: &Days) -> Areas {
    /// The dearest model has the whole accent, the others less and less of it.
    const SHADES: [f64; 5] = [1.0, 0.72, 0.5, 0.33, 0.18];
    let kinds = days.models.iter().zip(SHADES);
    Areas {
        name: "dollars a day".into(),
        written: Written::Usd,
        first: days.first,
        kinds: kinds
            .map(|((name, costs), shade)| (name.clone(), LineTone::Shade(shade), costs.clone()))
            .collect(),
    }
}

/// Figures by what is asked for, and of all.
fn figures(page: Page) -> View {
    let by = move || {
        let names = Dimension::ALL
            .iter()
            .map(|(_, name)| ((*name).to_owned(), (*name).to_owned()));
        names.collect::<Vec<_>>()
    };
    let is_live = Kept::new(move || is_live(page));
    let groups = part(move || {
        if !is_live.get() {
            return nothing();
        }
        let choice = picked(page, "A line for each", by, |wanted| &mut wanted.by);
        all(vec![
            el("div", "filter").holds(choice).view(),
            grid(page, |shown| &shown.groups),
        ])
    });
    let totals = fold("All figures").holds(grid(page, |shown| &shown.totals));
    all(vec![groups, totals.view()])
}

fn notes(page: Page) -> View {
    let notes = Kept::new(move || page.told(|shown| shown.notes.clone()));
    part(move || {
        let note = |note: &String| el("li", "").says(note).view();
        let list = |notes: &Vec<String>| match notes.is_empty() {
            true => nothing(),
            false => el("ul", "lines")
                .set("aria-label", "To know")
                .holds(all(notes.iter().map(note).collect()))
                .view(),
        };
        notes.with(list)
    })
}

fn largest(page: Page) -> View {
    let is_there = Kept::new(move || page.told(|shown| !shown.largest.is_empty()));
    part(move || match is_there.get() {
        true => fold("The dearest requests")
            .holds(grid(page, |shown| &shown.largest))
            .view(),
        false => nothing(),
    })
}

/// The same requests priced another way.
fn ways(page: Page) -> View {
    const LISTED: &str = "usage-listed";
    let listed = part(move || {
        let option = |name: &String| el("option", "").set("value", name).view();
        page.told(|shown| all(shown.listed.iter().map(option).collect()))
    });
    let problem = text(move || page.told(|shown| shown.ways_problem.clone()));
    let field = el("input", "")
        .set("type", "text")
        .set("list", LISTED)
        .set("autocomplete", "off")
        .set("placeholder", "not set; all ranks every model");
    let field = entered(page, field, |wanted| &mut wanted.instead);
    let asks = el("div", "filter")
        .holds(labelled("Another model", field))
        .and(el("datalist", "").set("id", LISTED).holds(listed));
    fold("What if it had been done another way")
        .and(asks)
        .and(el("p", "refused").set("role", "status").follows(problem))
        .holds(grid(page, |shown| &shown.ways))
        .and(el("p", "under").says("The same requests and counts. Another model would count other tokens and write at another length; with a batch answers come within a day."))
        .view()
}

/// What was charged beside the list.
fn audit(page: Page) -> View {
    let is_there = Kept::new(move || page.told(|shown| shown.audit.is_some()));
    part(move || {
        if !is_there.get() {
            return nothing();
        }
        let of = |shown: &Shown| shown.audit.clone().unwrap_or_default();
        let sentence = text(move || page.told(|shown| of(shown).sentence));
        let table = |read: fn(&Audited) -> &Grid| {
            let table = Kept::new(move || page.told(|shown| read(shown.audit.as_ref()?).shown()));
            table_view(table, Style::Plain)
        };
        fold("What was charged")
            .and(el("p", "under").follows(sentence))
            .holds(table(|audit| &audit.differences))
            .holds(table(|audit| &audit.days))
            .view()
    })
}

/// A button that does something with what is shown.
pub fn action(words: &str, act: impl Fn() + 'static) -> View {
    button("plain", act).says(words).view()
}
