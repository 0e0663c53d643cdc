//! What was used, made ready to be shown: sentences, tables, what each day cost, a scenario.

use super::files;
use super::told::{Audited, Days, Grid, Made, Shown, Wanted};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::format::{count, count_full, share, usd, usd_full};
use std::collections::{BTreeMap, BTreeSet};
use telling::table::Table;
use usage::Collected;
use usage::calibration::{Calibration, Spread, calibrate};
use usage::decimal::Decimal;
use usage::price::Pricer;
use usage::report::{Ask, Dimension, Only, Report, moment, report, zone};
use usage::store::{Context, NameId, Store};
use usage::what_if::WhatIf;
use usage::{audit, what_if, words};

/// So many lines has a table; of more it says how many.
const MOST_LINES: usize = 40;
/// So many models are drawn; the others are one.
const MOST_MODELS: usize = 5;
/// So many days are drawn.
const MOST_DAYS: i64 = 3_700;
/// So many names are offered to choose from.
const MOST_NAMES: usize = 300;

/// Everything that is shown of what was read.
pub fn shown(collected: &Collected, catalog: &Catalog, wanted: &Wanted, now: Instant) -> Shown {
    let store = &collected.store;
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
    let offset_seconds = zone(&wanted.zone).unwrap_or_default();
    let mut day = |text: &str, days| {
        let is_given = !text.is_empty();
        is_given
            .then(|| told(moment(text, offset_seconds, days)))
            .flatten()
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
        offset_seconds,
        ..Ask::new(now)
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

fn shortened(mut table: Table) -> Grid {
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

/// What each day cost, by model.
fn days(store: &Store, catalog: &Catalog, ask: &Ask) -> Days {
    let mut pricer = Pricer::new(catalog, ask.now);
    let mut by_model: BTreeMap<&str, BTreeMap<i64, f64>> = BTreeMap::new();
    for (_, record) in store.iter().filter(|(_, record)| ask.takes(store, record)) {
        let Some(at) = record.at else { continue };
        let Ok(cost) = pricer.cost(store, &record) else {
            continue;
        };
        let model = by_model
            .entry(store.name(store.context_of(&record).model))
            .or_default();
        *model.entry(at.day_number(ask.offset_seconds)).or_default() += cost.high.to_f64();
    }
    let known = || by_model.values().flat_map(BTreeMap::keys).copied();
    let (Some(first), Some(last)) = (known().min(), known().max()) else {
        return Days::default();
    };
    let last = last.min(first + MOST_DAYS);
    let course = |days: &BTreeMap<i64, f64>| -> Vec<f64> {
        let day = |day: i64| days.get(&day).copied().unwrap_or(0.0);
        (first..=last).map(day).collect()
    };
    let sum = |days: &Vec<f64>| days.iter().sum::<f64>();
    let mut models: Vec<(String, Vec<f64>)> = by_model
        .iter()
        .map(|(name, days)| ((*name).to_owned(), course(days)))
        .filter(|(_, days)| sum(days) > 0.0)
        .collect();
    models.sort_by(|one, other| sum(&other.1).total_cmp(&sum(&one.1)));
    if models.len() > MOST_MODELS {
        let mut others = vec![0.0; (last - first + 1) as usize];
        for (_, days) in models.split_off(MOST_MODELS - 1) {
            others
                .iter_mut()
                .zip(days)
                .for_each(|(sum, day)| *sum += day);
        }
        models.push(("others".to_owned(), others));
    }
    Days {
        takeaway: takeaway(first, &models),
        table: day_table(first, &models),
        first: first as f64,
        models,
    }
}

fn name_of(day: i64) -> String {
    Instant {
        seconds: day * 86_400,
    }
    .to_string()
}

/// Which day cost most, and which model.
fn takeaway(first: i64, models: &[(String, Vec<f64>)]) -> String {
    let Some((dearest, costs)) = models.first() else {
        return String::new();
    };
    let sums = (0..costs.len()).map(|day| models.iter().map(|(_, days)| days[day]).sum::<f64>());
    let (mut highest, mut whole) = ((0, 0.0), 0.0);
    for (day, sum) in sums.enumerate() {
        whole += sum;
        if highest.1 < sum {
            highest = (day as i64, sum);
        }
    }
    let part = costs.iter().sum::<f64>() / whole.max(f64::MIN_POSITIVE);
    let of_model = format!("{} of all went to {dearest}", share(part));
    if costs.len() == 1 {
        return format!("{} cost {}: {of_model}.", name_of(first), usd_full(whole));
    }
    format!(
        "The dearest day was {} with {}; {of_model}.",
        name_of(first + highest.0),
        usd(highest.1)
    )
}

fn day_table(first: i64, models: &[(String, Vec<f64>)]) -> Grid {
    let mut head = vec!["day".to_owned()];
    head.extend(models.iter().map(|(name, _)| name.clone()));
    let days = models.first().map_or(0, |(_, days)| days.len());
    let row = |day: usize| {
        let costs = models.iter().map(|(_, days)| usd(days[day]));
        core::iter::once(name_of(first + day as i64))
            .chain(costs)
            .collect()
    };
    let used = (0..days).filter(|day| models.iter().any(|(_, days)| days[*day] > 0.0));
    shortened(Table {
        caption: "Cost of each day, by model".into(),
        head,
        rows: used.map(row).collect(),
    })
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
        cost: format!("{} a {}", usd_full(made.cost_per_period_usd), made.period),
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
