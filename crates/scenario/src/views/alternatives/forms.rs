//! What the alternatives ask for, and one of them against today, number by number.

use super::AlternativesReport;
use super::against::AgainstRow;
use super::show::known;
use crate::field::Place;
use crate::sections::blocks::fold;
use crate::sections::{Block, Input};
use crate::setting::rows::alternatives as ask;
use crate::setting::{MAX_ROWS, Setting};
use crate::table::Table;
use crate::views::{Subject, input, input_at, inputs};
use crate::words;

/// The forms, one for each kind of change.
pub(super) fn asked(subject: &Subject) -> Vec<Block> {
    let scenario = subject.scenario;
    let form =
        |name: &str, settings: &[&'static Setting]| fold(name, vec![inputs(scenario, settings)]);
    vec![
        fold("Name other models", vec![Block::Inputs(pinned(subject))]),
        form(
            "Batch and flex: what waiting costs",
            &[&ask::DELAY_USD, &ask::BATCH_HOURS, &ask::FLEX_HOURS],
        ),
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
        form(
            "Machines of your own, reserved capacity",
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
        ),
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
            let value = |x: f64| {
                Place::parse(&row.path)
                    .map_or(String::new(), |place| words::field_value(place.field, x))
            };
            vec![
                words::row_name(subject.scenario, &row.path),
                value(row.today),
                format!(
                    "{} {}",
                    if row.above { "from" } else { "up to" },
                    value(row.threshold)
                ),
            ]
        };
        inside.push(Block::Table(
            Table {
                caption: format!(
                    "Where \u{201c}{}\u{201d} and today are worth the same",
                    against.name
                ),
                head: ["number", "today", "it wins"].map(Into::into).into(),
                rows: against.rows.iter().map(row).collect(),
            },
            Vec::new(),
        ));
        if against.rows.is_empty() {
            inside.push(Block::Line(
                "No number of the scenario changes which of the two is better.".into(),
            ));
        }
    }
    fold("One of them against today, number by number", inside)
}
