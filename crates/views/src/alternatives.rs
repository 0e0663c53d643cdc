//! Other ways to the same result, each a change of the scenario that the same engine evaluates.
//!
//! A candidate is made from the document (`changed`, `mixed`, `owned`, `people`), becomes a plan of the engine, and is compared
//! with today's plan: cost, quality, net, and the number on which it depends whether it wins. What is not known is asked
//! for: a success rate that nobody gave is never taken from today's model; the row says which rate is needed.

mod against;
mod candidate;
mod capacity;
mod catalogue;
mod changed;
mod forms;
mod mixed;
mod owned;
mod people;
mod sheet;
mod show;
mod wins_if;

pub use against::AgainstReport;
pub use candidate::Kind;
pub use catalogue::RankedModel;
pub use sheet::sheet;
pub use wins_if::WinsIf;

use super::Subject;
use candidate::{Candidate, Context};
use catalogs::prices::Catalog;
use economics::cost_of_pass::{StepUp, beyond, frontier, step_up};
use economics::plan::Plan;
use economics::quantity::Usd;
use economics::roots::Height;
use economics::short_sort::sort_short;
use scenario::document::Scenario;
use scenario::setting::rows::alternatives as ask;
use serde::Serialize;
use telling::picture::plot::Plot;
use telling::sections::Section;
use wins_if::decisive;

/// All alternatives of a scenario, in the order that it asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlternativesReport {
    /// Today's way; null while a success rate is unknown.
    pub today: Option<FiguresReport>,
    /// Every other way.
    pub rows: Vec<AlternativeReport>,
    /// Names of those on the frontier of cost and quality, today's (`today`) among them, from the cheapest up; not doing it
    /// is none.
    pub frontier: Vec<String>,
    /// Every model of the price list in the place of today's, where that is asked for.
    pub models: Vec<RankedModel>,
    /// What machines of one's own are taken to be; null where there are none that can do the work.
    pub machines: Option<MachinesReport>,
    /// One of the ways against today's, number by number, where that is asked for.
    pub against: Option<AgainstReport>,
}

/// Machines of one's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MachinesReport {
    /// What one is, as the technical view has it; null where its speed was entered.
    pub name: Option<String>,
    /// What one costs an hour.
    pub usd_per_hour: f64,
    /// Output tokens that one writes a second at full load.
    pub written_tokens_per_second: f64,
    /// Input tokens that one reads a second at full load.
    pub read_tokens_per_second: f64,
    /// How many the work takes; null where that is not known, or more than there are.
    pub machines: Option<f64>,
    /// For which part of the time they are at work then.
    pub at_work: Option<f64>,
}

/// What a way of doing the work comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FiguresReport {
    /// Spend on a task, with its part of what is paid anyway.
    pub per_task_usd: f64,
    /// Spend for each right result, with its part of what is paid anyway; null where none is right.
    pub per_success_usd: Option<f64>,
    /// Spend of a period.
    pub per_period_usd: f64,
    /// What is paid in a period anyway.
    pub fixed_usd: f64,
    /// Chance that a task ends with a right result.
    pub right: f64,
    /// Chance that a wrong one gets through.
    pub wrong: f64,
    /// Attempts a task.
    pub attempts: f64,
    /// What a task loses by waiting longer than today; negative where it waits less.
    pub lost_usd: f64,
    /// Expected net of a period.
    pub net_usd: f64,
}

/// One other way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AlternativeReport {
    /// Kind of change: `model`, `effort`, `processing`, `cache`, `cascade`, `router`, `best_of`, `majority`, `attempts`,
    /// `hosting`, `speculative_decoding`, `provisioned`, `fine_tuning`, `subscription`, `person_after`, `person`, `nothing`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Cost of an attempt; null where there is none to speak of.
    pub attempt_usd: Option<f64>,
    /// What it comes to; null where something is missing.
    pub figures: Option<FiguresReport>,
    /// Hours that a task waits longer for its processing than today, shorter where negative.
    pub waits_hours: f64,
    /// What is missing, and what to enter; null where nothing is.
    pub missing: Option<String>,
    /// Net of a period against today's; null where either is unknown.
    pub difference_usd: Option<f64>,
    /// What each further right result costs against today; null where it does not cost more and bring more.
    pub per_further_success_usd: Option<f64>,
    /// On which number it depends whether it wins; null where that is not one number.
    pub wins_if: Option<WinsIf>,
}

/// Works all of them out.
///
/// ```
/// use catalogs::prices::Catalog;
/// use scenario::presets;
/// use views::Viewed;
/// use views::alternatives::alternatives;
/// let legal = presets::find("legal-contracts").expect("it is there").scenario.clone();
/// let viewed = Viewed::new(legal, Catalog::embedded()).expect("it has no errors");
/// let found = alternatives(&viewed.subject());
/// // A batch costs half and is as often right.
/// let batch = found.rows.iter().find(|row| row.name == "In a batch").expect("it is offered");
/// let (batch, today) = (batch.figures.as_ref().expect("all is known"), found.today.as_ref().expect("all is known"));
/// assert_eq!(batch.right, today.right);
/// assert!((today.per_task_usd - batch.per_task_usd - 1.2 * 3.025 / 2.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn alternatives(subject: &Subject) -> AlternativesReport {
    let Some(context) = Context::new(subject.scenario, subject.catalog) else {
        return AlternativesReport::default();
    };
    let today = context.today_plan();
    let mut rows: Vec<AlternativeReport> = candidates(&context, None)
        .into_iter()
        .map(|candidate| row(candidate, today.as_ref()))
        .collect();
    sort(&mut rows, &subject.scenario.settings.word(&ask::SORT));
    AlternativesReport {
        frontier: on_frontier(&rows, today.as_ref()),
        today: today.as_ref().map(figures),
        models: catalogue::ranked(&context),
        machines: owned::machines(&context),
        against: against::against(subject, &context, &rows),
        rows,
    }
}

/// Every candidate, or those of one kind.
fn candidates<'a>(context: &'a Context<'a>, only: Option<Kind>) -> Vec<Candidate<'a>> {
    let is_asked = |kinds: &[Kind]| only.is_none_or(|only| kinds.contains(&only));
    let mut all = Vec::new();
    let mut add = |kinds: &[Kind], make: &dyn Fn() -> Vec<Candidate<'a>>| {
        if is_asked(kinds) {
            all.extend(make());
        }
    };
    add(&[Kind::Model], &|| changed::models(context));
    add(&[Kind::Effort], &|| changed::efforts(context));
    add(&[Kind::Processing], &|| changed::processings(context));
    add(&[Kind::Cache], &|| changed::caches(context));
    add(&[Kind::Cascade], &|| vec![mixed::cascade(context)]);
    add(&[Kind::Router], &|| vec![mixed::router(context)]);
    add(&[Kind::BestOf], &|| vec![mixed::best_of(context)]);
    add(&[Kind::Majority], &|| vec![mixed::majority(context)]);
    add(&[Kind::Attempts], &|| changed::attempts(context));
    add(&[Kind::Hosting, Kind::Speculative], &|| {
        owned::hosting(context)
    });
    add(&[Kind::Provisioned], &|| vec![owned::provisioned(context)]);
    add(&[Kind::Tuning], &|| vec![owned::tuning(context)]);
    add(&[Kind::Subscription], &|| {
        vec![owned::subscription(context)]
    });
    add(&[Kind::PersonAfter, Kind::Person], &|| {
        people::people(context)
    });
    add(&[Kind::Nothing], &|| people::nothing(context));
    // What a right result is worth decides where quality and cost both change.
    for candidate in &mut all {
        if let (Ok(plan), true, true) = (
            &candidate.plan,
            candidate.levers.is_empty(),
            context.today.success().is_some(),
        ) {
            candidate
                .levers
                .push(people::gain_lever(context, plan.clone()));
        }
    }
    all
}

fn row(candidate: Candidate, today: Option<&Plan>) -> AlternativeReport {
    let plan = candidate.plan.as_ref().ok();
    let both = plan.zip(today);
    // What is paid anyway is part of what a task costs.
    let point = |of: FiguresReport| (Usd(of.per_task_usd), of.right);
    let step = |(plan, today)| match step_up(point(figures(today)), point(figures(plan))) {
        StepUp::PerSuccess(usd) => Some(usd.0),
        _ => None,
    };
    AlternativeReport {
        kind: candidate.kind.word(),
        name: candidate.name,
        attempt_usd: candidate.attempt_usd,
        waits_hours: candidate.waits_hours,
        figures: plan.map(figures),
        missing: candidate.plan.as_ref().err().cloned(),
        difference_usd: both.map(difference_of),
        per_further_success_usd: both.and_then(step),
        wins_if: decisive(&candidate.levers),
    }
}

/// By how much a period nets more; what is rounding is nothing.
fn difference_of((plan, today): (&Plan, &Plan)) -> f64 {
    let (plan, today) = (plan.standing(), today.standing());
    let (one, other) = (plan.period_net.0, today.period_net.0);
    let size = one.abs().max(other.abs()).max(today.period_spend.0);
    beyond(one, other, size)
}

fn figures(plan: &Plan) -> FiguresReport {
    let standing = plan.standing();
    let fixed_per_task = if plan.tasks > 0.0 {
        plan.fixed.0 / plan.tasks
    } else {
        0.0
    };
    FiguresReport {
        per_task_usd: standing.task_spend.0 + fixed_per_task,
        per_success_usd: standing.cost_per_success(plan.tasks).map(|usd| usd.0),
        per_period_usd: standing.period_spend.0,
        fixed_usd: plan.fixed.0,
        right: standing.right,
        wrong: standing.wrong,
        attempts: standing.attempts,
        lost_usd: plan.lost.0,
        net_usd: standing.period_net.0,
    }
}

/// The best first, of those that are as good by name; what something is missing for stands at the end.
fn sort(rows: &mut [AlternativeReport], by: &str) {
    let figure = |row: &AlternativeReport| {
        let of = row.figures.as_ref()?;
        // The figure of which less is better, and the size of what its rounding is a part of.
        Some(match by {
            "name" => (0.0, 1.0),
            "cost" => (of.per_task_usd, of.per_task_usd),
            "quality" => (-of.right, 1.0),
            _ => (-of.net_usd, of.net_usd.abs().max(of.per_period_usd)),
        })
    };
    sort_short(rows, |one, other| match (figure(one), figure(other)) {
        (Some((first, size)), Some((second, other_size))) => {
            let more = beyond(first, second, size.max(other_size));
            more < 0.0 || more == 0.0 && one.name < other.name
        }
        (first, second) => first.is_some() || second.is_none() && one.name < other.name,
    });
}

/// Name of today's way on the frontier.
const TODAY: &str = "today";

fn on_frontier(rows: &[AlternativeReport], today: Option<&Plan>) -> Vec<String> {
    let done = rows.iter().filter(|row| row.kind != Kind::Nothing.word());
    let known = done.filter_map(|row| {
        let of = row.figures.as_ref()?;
        Some((row.name.clone(), (of.per_task_usd, of.right)))
    });
    let today = today
        .map(figures)
        .map(|of| (TODAY.to_string(), (of.per_task_usd, of.right)));
    let all: Vec<(String, (f64, f64))> = today.into_iter().chain(known).collect();
    let points: Vec<(f64, f64)> = all.iter().map(|(_, point)| *point).collect();
    frontier(&points)
        .into_iter()
        .map(|place| all[place].0.clone())
        .collect()
}

/// The difference of an alternative's net of a period to today's in a changed document.
fn difference(scenario: &Scenario, catalog: &Catalog, kind: Kind, name: &str) -> Option<Height> {
    let context = Context::new(scenario, catalog)?;
    let today = context.today_plan()?;
    let rival = candidates(&context, Some(kind))
        .into_iter()
        .find(|candidate| candidate.name == name)?;
    Some(wins_if::height(&rival.plan.ok()?, &today))
}

/// What a person reads.
#[must_use]
pub fn section(subject: &Subject, found: &AlternativesReport) -> Section {
    show::section(subject, found)
}

/// The frontier of cost and quality.
#[must_use]
pub fn plot(_subject: &Subject, found: &AlternativesReport, name: &str) -> Option<Plot> {
    (name == show::FRONTIER)
        .then(|| show::frontier_plot(found))
        .flatten()
}
