//! A scenario of what was measured: looked at beside what is there, then taken over as any scenario is opened.

use super::found::action;
use super::page::Page;
use super::told::Made;
use crate::browser::address;
use crate::element::{View, all, button, el, nothing, part, part_if};
use crate::kept::Kept;
use crate::own;
use crate::prices;
use crate::state::Notice;
use crate::table::{Style, rows};
use scenario::document::Scenario;
use scenario::format::{count, usd_cents};
use scenario::link;
use scenario::report::Report;
use telling::table::Table;

/// What is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    scenario: Scenario,
    beside: Table,
}

/// The way to it, and what is looked at.
pub fn offer(page: Page) -> View {
    let is_there = Kept::new(move || page.told(|shown| shown.made.is_some()));
    part(move || {
        if !is_there.get() {
            return nothing();
        }
        let shown = part_if(
            move || page.offer.get(),
            move |offer| looked_at(page, &offer),
        );
        let words = "A scenario with a step for each model and role, whose cost a period is that of your logs to the cent. \
            How often it succeeds and what that is worth no log knows: the page asks for it.";
        let look = el("div", "offer")
            .and(el("p", "").says(words))
            .holds(action("Make a scenario of this", move || look(page)));
        el("div", "").and(look).holds(shown).view()
    })
}

/// Works out what it would come to, and shows it beside what is there.
fn look(page: Page) {
    let Some(made) = page.told(|shown| shown.made.clone()) else {
        return;
    };
    crate::browser::spawn(async move {
        let offer = offered(page, &made).await;
        match offer {
            Ok(offer) => page.offer.set(Some(offer)),
            Err(message) => page.trouble.set(message),
        }
    });
}

async fn offered(page: Page, made: &Made) -> Result<Offer, String> {
    let scenario = link::whole(&made.link)
        .ok_or("The scenario could not be made: what was read has names that no link can hold.")?;
    let catalog = prices::of(&scenario).await?;
    let then = scenario::evaluate(&scenario, catalog);
    let report = then
        .report
        .ok_or("The scenario could not be made: a step of it has no price in this list.")?;
    let now = page.state.with_report(Report::clone);
    let present = page.state.scenario.get_untracked();
    let beside = beside((&present, now.as_ref()), (&scenario, &report));
    Ok(Offer { scenario, beside })
}

/// What is there and what would be, a line for each that a person asks for first.
fn beside(
    (present, now): (&Scenario, Option<&Report>),
    (scenario, report): (&Scenario, &Report),
) -> Table {
    let dollars = |usd: Option<f64>| usd.map_or("–".to_owned(), usd_cents);
    let models = |scenario: &Scenario| {
        let mut names: Vec<&str> = scenario
            .steps
            .iter()
            .map(|step| step.model.as_str())
            .filter(|model| !model.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        names.join(", ")
    };
    let tasks = |scenario: &Scenario| {
        let work = &scenario.work;
        format!(
            "{} \u{d7} {} a {}",
            count(work.tasks),
            work.task_name,
            work.period.word()
        )
    };
    let of =
        |report: Option<&Report>, read: fn(&Report) -> Option<f64>| dollars(report.and_then(read));
    let tokens = |report: &Report| count(report.steps.iter().map(|step| step.tokens).sum());
    let row = |name: &str, now: String, then: String| vec![name.to_owned(), now, then];
    let lines = vec![
        row("title", present.title.clone(), scenario.title.clone()),
        row("tasks", tasks(present), tasks(scenario)),
        row(
            "steps",
            present.steps.len().to_string(),
            scenario.steps.len().to_string(),
        ),
        row("models", models(present), models(scenario)),
        row(
            "tokens a try",
            now.map_or("–".to_owned(), tokens),
            tokens(report),
        ),
        row(
            "cost of a task",
            of(now, |report| report.cost.per_task_usd),
            dollars(report.cost.per_task_usd),
        ),
        row(
            "cost a period",
            of(now, |report| report.cost.per_period_usd),
            dollars(report.cost.per_period_usd),
        ),
        row(
            "cost a year",
            of(now, |report| report.cost.per_year_usd),
            dollars(report.cost.per_year_usd),
        ),
    ];
    Table {
        caption: "What is there, and what would be".into(),
        head: ["", "now", "of your logs"].map(str::to_owned).into(),
        rows: lines,
    }
}

fn looked_at(page: Page, offer: &Offer) -> View {
    let scenario = offer.scenario.clone();
    let take = button("primary", move || take_over(page, &scenario)).says("Take it over");
    let leave = action("Leave it", move || page.offer.set(None));
    let made = page.told(|shown| shown.made.clone().unwrap_or_default());
    let steps = made
        .steps
        .shown()
        .map_or_else(nothing, |steps| rows(&steps, Style::Plain, Vec::new()));
    let each = made
        .beside
        .iter()
        .map(|line| el("li", "").says(line).view());
    el("div", "looked-at")
        .set("role", "group")
        .set("aria-label", "The scenario of your logs")
        .holds(rows(&offer.beside, Style::Plain, Vec::new()))
        .and(el("p", "under").says(&made.words))
        .holds(steps)
        .and(el("ul", "lines").holds(all(each.collect())))
        .and(el("p", "choices").and(take).holds(leave))
        .view()
}

/// Opens it as any scenario is opened: undo leads back.
fn take_over(page: Page, scenario: &Scenario) {
    let state = page.state;
    own::open(state, || state.open(scenario.clone()));
    address::push(&state.address.with_untracked(String::clone));
    page.offer.set(None);
    let message = "The scenario of your logs is open. Undo brings back what was.";
    state.notice.set(Some(Notice::Done(message.into())));
}
