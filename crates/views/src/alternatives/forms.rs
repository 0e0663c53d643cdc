//! What the alternatives ask for, and one of them against today, number by number.

use super::against::AgainstRow;
use super::changed::waiting_hours;
use super::show::known;
use super::{AlternativesReport, MachinesReport};
use crate::{Subject, input, input_at, inputs};
use scenario::field::Place;
use scenario::format;
use scenario::number;
use scenario::setting::rows::alternatives as ask;
use scenario::setting::{MAX_ROWS, Setting};
use telling::sections::blocks::fold;
use telling::sections::{Block, Input};
use telling::table::Table;
use telling::words;

/// The forms, one for each kind of change.
pub(super) fn asked(subject: &Subject, found: &AlternativesReport) -> Vec<Block> {
    let scenario = subject.scenario;
    let form =
        |name: &str, settings: &[&'static Setting]| fold(name, vec![inputs(scenario, settings)]);
    vec![
        fold("Name other models", vec![Block::Inputs(pinned(subject))]),
        waiting(subject),
        form(
            "Cache: what is the same in every call",
            &[&ask::PREFIX, &ask::ARRIVALS],
        ),
        form(
            "A cheaper model first, or a router",
            &[
                &ask::FIRST_MODEL,
                &ask::FIRST_PROVIDER,
                &ask::FIRST_SUCCESS,
                &ask::ROUTER_SHARE,
                &ask::ROUTER_USD,
            ],
        ),
        form(
            "Several tries at once",
            &[
                &ask::TRIES,
                &ask::COVERAGE,
                &ask::COVERAGE_TRIES,
                &ask::COVERAGE_RATE,
                &ask::SAMPLES,
                &ask::SAMPLES_RIGHT,
            ],
        ),
        machines(subject, found),
        form(
            "Fine-tuning, a subscription",
            &[
                &ask::TUNING_USD,
                &ask::TUNING_PERIODS,
                &ask::TUNING_SAVED,
                &ask::TUNING_SURCHARGE,
                &ask::TUNING_SUCCESS,
                &ask::SUBSCRIPTION_USD,
                &ask::SUBSCRIPTION_TASKS,
            ],
        ),
    ]
}

/// What waiting costs, and for how long a task waits.
fn waiting(subject: &Subject) -> Block {
    let asked = [&ask::DELAY_USD, &ask::BATCH_HOURS, &ask::FLEX_HOURS];
    let inside = core::iter::once(inputs(subject.scenario, &asked));
    fold(
        "Batch and flex: what waiting costs",
        inside.chain(waits(subject).map(Block::Line)).collect(),
    )
}

/// Machines and units, and what a machine is taken to be.
fn machines(subject: &Subject, found: &AlternativesReport) -> Block {
    let machines = inputs(
        subject.scenario,
        &[
            &ask::HOSTING_USD,
            &ask::HOSTING_SPEED,
            &ask::HOSTING_READS,
            &ask::HOSTING_LOAD,
            &ask::HOSTING_MOST,
            &ask::HOSTING_SUCCESS,
            &ask::DRAFT_ACCEPTED,
            &ask::DRAFT_TOKENS,
            &ask::DRAFT_COST,
            &ask::UNIT_USD,
            &ask::UNIT_SPEED,
        ],
    );
    let is_of = found.machines.as_ref().map(own_machines);
    let machines = core::iter::once(machines).chain(is_of.map(Block::Line));
    fold(
        "Machines of your own, reserved capacity",
        machines.collect(),
    )
}

/// For how long a task waits today, where it does: other ways are compared with that.
fn waits(subject: &Subject) -> Option<String> {
    let scenario = subject.scenario;
    let hours = waiting_hours(scenario);
    let turns = scenario.steps.iter().map(|step| step.turns);
    let turns = turns.fold(1.0, f64::max);
    let mut says = Vec::new();
    if hours > 0.0 {
        says.push(format!(
            "Today each attempt waits up to {} already; what waits less gains that.",
            duration(hours)
        ));
    }
    if turns > 1.0 {
        says.push(format!(
            "A loop of {} turns waits for each of them, one after the other.",
            format::count(turns)
        ));
    }
    (!says.is_empty()).then(|| says.join(" "))
}

/// Hours as a person says them: `24 hours`, `40 days`.
pub(super) fn duration(hours: f64) -> String {
    /// From so many hours on, days.
    const LONG: f64 = 72.0;
    const DAY: f64 = 24.0;
    if hours > LONG {
        format!("{} days", format::count(hours / DAY))
    } else if hours == 1.0 {
        "an hour".into()
    } else {
        format!("{} hours", format::count(hours))
    }
}

/// What a machine is taken to be, and how many it takes.
fn own_machines(found: &MachinesReport) -> String {
    let is = match &found.name {
        Some(name) => format!("A machine here is {name}, as the technical view has it"),
        None => "A machine here".into(),
    };
    let busy = match (found.machines, found.at_work) {
        (Some(machines), Some(at_work)) => format!(
            " Today\u{2019}s work takes {}, at work {} of the time.",
            format::count(machines),
            format::share(at_work)
        ),
        _ => String::new(),
    };
    format!(
        "{is}: {} an hour, {} tokens a second written, {} read.{busy}",
        format::usd(found.usd_per_hour),
        format::count(found.written_tokens_per_second),
        format::count(found.read_tokens_per_second)
    )
}

/// The pinned models, and a row for one more.
fn pinned(subject: &Subject) -> Vec<Input> {
    let settings = &subject.scenario.settings;
    let last = (0..MAX_ROWS)
        .rev()
        .find(|index| !settings.word_at(&ask::MODEL, *index).is_empty());
    let count = last.map_or(1, |last| (last + 2).min(MAX_ROWS));
    let row = |index| {
        [&ask::MODEL, &ask::MODEL_PROVIDER, &ask::MODEL_SUCCESS]
            .map(|setting| input_at(subject.scenario, setting, index))
    };
    (0..count).flat_map(row).collect()
}

/// One way against today, number by number.
pub(super) fn against(subject: &Subject, found: &AlternativesReport) -> Block {
    let mut choose = input(subject.scenario, &ask::AGAINST);
    let names = known(found).map(|(row, _)| row.name.clone());
    let none = (String::new(), "none".into());
    let each = names.map(|name| (name.clone(), name));
    choose.options = core::iter::once(none).chain(each).collect();
    let mut inside = vec![Block::Inputs(vec![choose])];
    if let Some(against) = &found.against {
        let row = |row: &AgainstRow| {
            let field = Place::parse(&row.path).map(|place| place.field);
            let threshold =
                field.map(|field| words::value_towards(field, row.threshold, row.above));
            vec![
                words::row_name(subject.scenario, &row.path),
                field.map_or(String::new(), |field| words::field_value(field, row.today)),
                format!(
                    "{} {}",
                    if row.above { "from" } else { "up to" },
                    threshold.unwrap_or_default()
                ),
            ]
        };
        let own = against.own.iter().map(|wins| {
            vec![
                format::capital(wins.number),
                wins.today.map_or(String::new(), |today| {
                    number::grouped(format::significant(today, 6))
                }),
                wins.words
                    .strip_prefix(wins.number)
                    .unwrap_or(&wins.words)
                    .trim()
                    .into(),
            ]
        });
        inside.push(Block::Table(
            Table {
                caption: format!(
                    "Where \u{201c}{}\u{201d} and today are worth the same",
                    against.name
                ),
                head: ["number", "today", "it wins"].map(Into::into).into(),
                rows: own.chain(against.rows.iter().map(row)).collect(),
            },
            Vec::new(),
        ));
        if against.rows.is_empty() && against.own.is_empty() {
            inside.push(Block::Line(
                "No number of the scenario changes which of the two is better.".into(),
            ));
        }
    }
    fold("One of them against today, number by number", inside)
}
