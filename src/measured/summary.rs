//! What was used, made ready to be shown: sentences, tables, what each day cost, a scenario.

use super::days::days;
use super::files;
use super::told::{Audited, Grid, Made, Shown, Wanted};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::format::{count, count_full, share, usd_cents};
use std::collections::BTreeSet;
use telling::table::Table;
use usage::Collected;
use usage::calibration::{Calibration, Spread, calibrate};
use usage::decimal::Decimal;
use usage::report::{Ask, Dimension, Only, Report, report, zone};
use usage::store::{Context, NameId, Store};
use usage::what_if::WhatIf;
use usage::{audit, what_if, words};

/// So many lines has a table; of more it says how many.
const MOST_LINES: usize = 40;
/// So many names are offered to choose from.
const MOST_NAMES: usize = 300;

/// Everything that is shown of what was read.
pub fn shown(collected: &Collected, catalog: &Catalog, wanted: &Wanted, now: Instant) -> Shown {
    let store = collected.store();
    let (ask, problem) = asked(wanted, now);
    let mut shown = Shown {
        problem,
        models: names(store, |context| context.model),
        projects: names(store, |context| context.project),
        listed: listed(catalog),
        ..Shown::default()
    };
    // Nothing is priced as another model here, which alone can fail.
    let Ok(mut found) = report(collected, catalog, &ask) else {
        return shown;
    };
    shown.files = files::told(&found.sources);
    if store.is_empty() {
        return shown;
    }
    shown.sentence = words::sentence(&found);
    shown.notes = notes(&found);
    shown.totals = words::totals(&found).into();
    shown.groups = shortened(words::groups(&found));
    shown.largest = largest(&found).into();
    shown.days = days(store, catalog, &ask);
    let ways = ways(&mut shown, store, catalog, &ask, &wanted.instead);
    shown.cache = cache(&found, &ways);
    shown.hidden = hidden(&found);
    found.what_if = Some(ways);
    shown.ways = shortened(words::ways(&found));
    if !found.total.charged.is_empty() {
        let audit = audit::audit(store, catalog, &ask);
        shown.audit = Some(Audited {
            sentence: words::audit_sentence(&audit),
            differences: shortened(words::differences(&audit)),
            days: shortened(words::days(&audit)),
        });
    }
    shown.made = calibrate(store, catalog, &ask).map(|(_, made)| self::made(&made));
    shown
}

/// What is asked, and what is wrong with it: that is left out.
fn asked(wanted: &Wanted, now: Instant) -> (Ask, String) {
    let mut problems = Vec::new();
    let mut told =
        |problem: Result<Instant, String>| problem.map_err(|words| problems.push(words)).ok();
    let zoned = Ask {
        offset_seconds: zone(&wanted.zone).unwrap_or_default(),
        ..Ask::new(now)
    };
    let mut day = |text: &str, days| {
        let is_given = !text.is_empty();
        is_given.then(|| told(zoned.moment(text, days))).flatten()
    };
    let (since, until) = (day(&wanted.since, 0), day(&wanted.until, 1));
    let only = [
        (Dimension::Model, &wanted.model),
        (Dimension::Project, &wanted.project),
    ];
    let only = only.into_iter().filter(|(_, value)| !value.is_empty());
    let ask = Ask {
        by: vec![Dimension::parse(&wanted.by).unwrap_or(Dimension::Model)],
        only: only
            .map(|(dimension, value)| Only {
                dimension,
                value: value.clone(),
            })
            .collect(),
        since,
        until,
        ..zoned
    };
    (ask, problems.join(" "))
}

fn names(store: &Store, id: fn(&Context) -> NameId) -> Vec<String> {
    let contexts = (0..).map_while(|id| store.context(id));
    let found: BTreeSet<&str> = contexts.map(|context| store.name(id(context))).collect();
    let named = found.into_iter().filter(|name| !name.is_empty());
    named.take(MOST_NAMES).map(str::to_owned).collect()
}

/// Models of makers, as another one is named.
fn listed(catalog: &Catalog) -> Vec<String> {
    let makers = catalog
        .providers()
        .iter()
        .filter(|provider| provider.is_maker);
    let models = makers.flat_map(|maker| {
        let sold = maker.models.iter().filter(|model| !model.deprecated);
        sold.map(move |model| format!("{}/{}", maker.id, model.id))
    });
    models.collect()
}

/// What somebody should know, what has no price first.
fn notes(found: &Report) -> Vec<String> {
    let unpriced = found.total.unpriced.iter().map(|unpriced| {
        format!(
            "No price: model \u{201c}{}\u{201d} {} ({} requests or sums).",
            unpriced.what,
            unpriced.why,
            count_full(unpriced.how_many as f64)
        )
    });
    let floors = found.total.floor_requests;
    let floors = (floors > 0).then(|| {
        format!(
            "Of {} requests the log has only the beginning: they cost at least what is counted.",
            count_full(floors as f64)
        )
    });
    let priced = found.notes.iter().map(|note| format!("{note}."));
    unpriced
        .chain(floors)
        .chain(priced)
        .take(MOST_LINES)
        .collect()
}

/// A table without the lines of which there are too many, which its caption says.
pub fn shortened(mut table: Table) -> Grid {
    let all = table.rows.len();
    if all > MOST_LINES {
        table.rows.truncate(MOST_LINES);
        table.caption += &format!(": the first {MOST_LINES} of {}", count_full(all as f64));
    }
    table.into()
}

fn largest(found: &Report) -> Table {
    let rows = found.largest.iter().map(|one| {
        vec![
            one.at.clone().unwrap_or("–".into()).replace('T', " "),
            one.model.clone(),
            count_full(one.input_tokens as f64),
            count_full(one.output_tokens as f64),
            words::usd(one.cost_usd),
        ]
    });
    Table {
        caption: "The dearest requests".into(),
        head: ["when", "model", "input", "output", "cost"]
            .map(str::to_owned)
            .into(),
        rows: rows.collect(),
    }
}

/// The ways that need no choice, and the model that was asked for; what is wrong with it is said.
fn ways(
    shown: &mut Shown,
    store: &Store,
    catalog: &Catalog,
    ask: &Ask,
    instead: &str,
) -> Vec<WhatIf> {
    let models = [instead.trim().to_owned()];
    let models = if models[0].is_empty() {
        &[][..]
    } else {
        &models[..]
    };
    what_if::what_if(store, catalog, ask, models).unwrap_or_else(|problem| {
        shown.ways_problem = problem;
        what_if::what_if(store, catalog, ask, &[]).unwrap_or_default()
    })
}

/// What caches saved, and what longer lives of what was written would.
fn cache(found: &Report, ways: &[WhatIf]) -> String {
    let Some(served) = found.total.cache_share.filter(|served| *served > 0.0) else {
        return "No cache served any input.".into();
    };
    let saved = found
        .cache_saved_usd
        .map(|saved| match saved < Decimal::ZERO {
            true => format!(" and cost {} more than it saved", words::usd(saved.abs())),
            false => format!(" and saved {}", words::usd(saved)),
        });
    let longer = ways.iter().find(|way| way.way == "one_hour_writes");
    let missed = longer.and_then(|way| way.difference_usd).map(|difference| match difference < Decimal::ZERO {
        true => format!(
            " What had gone after five minutes and was sent again would have been there with writes for an hour: {} less.",
            words::usd(difference.abs())
        ),
        false => " Writes that live for an hour would not have been cheaper.".into(),
    });
    format!(
        "The cache served {} of the input{}.{}",
        share(served),
        saved.unwrap_or_default(),
        missed.unwrap_or_default()
    )
}

/// What nobody saw, and of how many events that is not known.
fn hidden(found: &Report) -> String {
    let total = &found.total;
    let unknown = total
        .not_reported
        .iter()
        .find(|share| share.class == "reasoning");
    let unknown = unknown.map_or(0, |share| share.events);
    let unknown = if unknown > 0 {
        format!(
            " {} requests or sums do not say what of them was reasoning.",
            count_full(unknown as f64)
        )
    } else {
        String::new()
    };
    match (total.hidden_share, total.output_tokens) {
        (_, 0) => String::new(),
        (Some(hidden), _) => format!(
            "Of the output {} was reasoning that nobody saw.{unknown}",
            share(hidden)
        ),
        (None, _) => format!("How much of the output was reasoning, the logs do not say.{unknown}"),
    }
}

/// A scenario of it, ready to be looked at.
fn made(made: &Calibration) -> Made {
    let mean =
        |figures: &[Spread], name: &str| match figures.iter().find(|figure| figure.name == name) {
            Some(figure) if figure.p05 == figure.p95 => count(figure.mean),
            Some(figure) => format!(
                "{} ({} to {})",
                count(figure.mean),
                count(figure.p05),
                count(figure.p95)
            ),
            None => "–".to_owned(),
        };
    let rows = made.steps.iter().map(|step| {
        let model = match step.model.as_str() {
            "" => "rates of its own",
            model => model,
        };
        vec![
            step.name.clone(),
            model.to_owned(),
            mean(&step.figures, "calls"),
            mean(&step.figures, "input_tokens"),
            mean(&step.figures, "cache_read_tokens"),
            mean(&step.figures, "visible_output_tokens"),
            mean(&step.figures, "reasoning_tokens"),
            words::usd(step.cost_usd),
        ]
    });
    let head = [
        "step",
        "model",
        "calls a task",
        "input a call",
        "from the cache",
        "visible output",
        "reasoning",
        "cost, all days",
    ];
    let left_out = made.left_out.iter().map(|left_out| {
        format!(
            "In no step: {} ({}).",
            left_out.reason,
            count_full(left_out.events as f64)
        )
    });
    let beside = made.beside.iter().filter_map(beside);
    Made {
        link: made.link.clone(),
        cost: format!("{} a {}", usd_cents(made.cost_per_period_usd), made.period),
        words: format!(
            "{} {}s of {} days, {} a {}. Counts are means of a call; behind each stands from where to where nine of ten lie.",
            count_full(made.tasks as f64),
            made.task,
            made.span_days,
            count(made.tasks_per_period),
            made.period
        ),
        steps: Table {
            caption: "Steps of the scenario".into(),
            head: head.map(str::to_owned).into(),
            rows: rows.collect(),
        }
        .into(),
        beside: beside.chain(left_out).collect(),
    }
}

fn beside(figure: &Spread) -> Option<String> {
    let (low, mean, high) = (count(figure.p05), count(figure.mean), count(figure.p95));
    Some(match figure.name.as_str() {
        "turns_of_a_task" => format!("A task takes {mean} calls ({low} to {high})."),
        "turn_growth_tokens" => {
            format!("From call to call the input grows by {mean} tokens ({low} to {high}).")
        }
        "seconds_between_turns" => format!("Between calls pass {mean} seconds ({low} to {high})."),
        "failed_share" if figure.mean > 0.0 => {
            format!("{} of the calls failed.", share(figure.mean))
        }
        _ => return None,
    })
}
