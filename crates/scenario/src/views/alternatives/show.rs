//! The section: the table of all ways, their frontier, and what is asked for.

use super::catalogue::RankedModel;
use super::{AlternativeReport, AlternativesReport, FiguresReport, TODAY};
use crate::field::Place;
use crate::format::{count, share, share_full, usd, usd_full};
use crate::picture::plot::{Axis, Line, LineTone, Lines, Plot, Written};
use crate::sections::{Block, Input, Section};
use crate::setting::rows::alternatives as ask;
use crate::setting::{MAX_ROWS, Setting};
use crate::table::Table;
use crate::views::{Subject, input, input_at, inputs};
use crate::words;
use crate::words::FormulaLine;

/// Name of the drawing.
pub(super) const FRONTIER: &str = "alternatives";
/// What stands for a number that is not known.
const UNKNOWN: &str = "\u{2013}";
/// Models of the price list that the page shows.
const SHOWN_MODELS: usize = 40;

pub(super) fn section(subject: &Subject, found: &AlternativesReport) -> Section {
    let scenario = subject.scenario;
    let mut blocks = vec![Block::Table(table(subject, found), Vec::new())];
    if frontier_plot(found).is_some() {
        blocks.push(Block::Chart(FRONTIER.into(), chart_words(found)));
    }
    blocks.push(inputs(scenario, &[&ask::SORT, &ask::RANKED]));
    if !found.models.is_empty() {
        blocks.push(fold(
            "The models of the price list, the least demanding first",
            vec![
                Block::Table(models(&found.models), Vec::new()),
                Block::Line(models_words(&found.models)),
            ],
        ));
    }
    blocks.extend(missing(found));
    blocks.extend(asked(subject));
    blocks.push(against(subject, found));
    blocks.push(fold("How this is computed, with these numbers", vec![
        Block::Formula(formula(found)),
        Block::Line("Each way is the scenario with one change, worked out by the same rules as the answer at the top; nothing else is chosen anew. Prices of machines, subscriptions and training are yours, and count whether they are used or not.".into()),
    ]));
    Section {
        id: "alternatives".into(),
        name: "Alternatives".into(),
        source: "extension".into(),
        takeaway: takeaway(subject, found),
        blocks,
    }
}

fn fold(name: &str, inside: Vec<Block>) -> Block {
    Block::Fold(name.into(), inside)
}

fn known(found: &AlternativesReport) -> impl Iterator<Item = (&AlternativeReport, &FiguresReport)> {
    found
        .rows
        .iter()
        .filter_map(|row| Some((row, row.figures.as_ref()?)))
}

/// What to take away: the way that nets most, or that there is none better.
fn takeaway(subject: &Subject, found: &AlternativesReport) -> String {
    let Some(today) = &found.today else {
        return "Say how often a result is right, and other ways can be compared by what they net."
            .into();
    };
    let period = subject.scenario.work.period.word();
    let best = known(found).max_by(|one, other| one.1.net_usd.total_cmp(&other.1.net_usd));
    let cheapest = known(found)
        .filter(|(row, figures)| {
            figures.right >= today.right
                && row.kind != "nothing"
                && figures.per_task_usd < today.per_task_usd
        })
        .min_by(|one, other| one.1.per_task_usd.total_cmp(&other.1.per_task_usd));
    let task = &subject.scenario.work.task_name;
    let mut text = match best {
        Some((row, figures)) if figures.net_usd > today.net_usd => format!(
            "\u{201c}{}\u{201d} nets {} a {period} more than today.",
            row.name,
            usd(figures.net_usd - today.net_usd)
        ),
        _ => "No other way that is known here nets more than today\u{2019}s.".into(),
    };
    if let Some((row, figures)) = cheapest
        && best.is_none_or(|(best, _)| best.name != row.name)
    {
        text += &format!(
            " \u{201c}{}\u{201d} is as good at {} a {task} instead of {}.",
            row.name,
            usd(figures.per_task_usd),
            usd(today.per_task_usd)
        );
    }
    text
}

fn table(subject: &Subject, found: &AlternativesReport) -> Table {
    let period = subject.scenario.work.period.word();
    let figures = |of: Option<&FiguresReport>, attempt: Option<f64>| {
        let or = |text: Option<String>| text.unwrap_or_else(|| UNKNOWN.into());
        [
            or(of
                .map(|of| usd_full(of.per_task_usd))
                .or(attempt.map(|usd| format!("{} a try", usd_full(usd))))),
            or(of.map(|of| share_full(of.right))),
            or(of.map(|of| usd_full(of.net_usd))),
        ]
    };
    let mut rows = Vec::new();
    if let Some(today) = &found.today {
        let mut row = vec!["Today".to_string()];
        row.extend(figures(Some(today), None));
        row.extend([String::new(), String::new()]);
        rows.push(row);
    }
    let is_shown = |row: &&AlternativeReport| {
        row.figures.is_some() || row.attempt_usd.is_some() || row.wins_if.is_some()
    };
    for row in found.rows.iter().filter(is_shown) {
        let mut cells = vec![row.name.clone()];
        cells.extend(figures(row.figures.as_ref(), row.attempt_usd));
        cells.push(row.difference_usd.map_or(UNKNOWN.into(), signed));
        cells.push(
            row.wins_if
                .as_ref()
                .map_or(UNKNOWN.into(), |wins| wins.words.clone()),
        );
        rows.push(cells);
    }
    let task = &subject.scenario.work.task_name;
    let head = [
        "way".to_string(),
        format!("costs a {task}"),
        "right".into(),
        format!("nets a {period}"),
        "against today".into(),
        "wins if".into(),
    ];
    Table {
        caption: "Other ways to do the same work".into(),
        head: head.into(),
        rows,
    }
}

/// Dollars with their sign, gains too.
fn signed(amount: f64) -> String {
    if amount > 0.0 {
        format!("+{}", usd_full(amount))
    } else {
        usd_full(amount)
    }
}

/// What is not worked out, and what to enter for it.
fn missing(found: &AlternativesReport) -> Option<Block> {
    let line = |row: &AlternativeReport| Some(format!("{}: {}.", row.name, row.missing.as_ref()?));
    let lines: Vec<Block> = found
        .rows
        .iter()
        .filter_map(line)
        .map(Block::Line)
        .collect();
    let name = format!("Not worked out yet: {}", lines.len());
    (!lines.is_empty()).then(|| fold(&name, lines))
}

/// The forms, one for each kind of change.
fn asked(subject: &Subject) -> Vec<Block> {
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
fn against(subject: &Subject, found: &AlternativesReport) -> Block {
    let mut choose = input(subject.scenario, &ask::AGAINST);
    choose.options = vec![String::new()];
    choose
        .options
        .extend(known(found).map(|(row, _)| row.name.clone()));
    let mut inside = vec![Block::Inputs(vec![choose])];
    if let Some(against) = &found.against {
        let row = |row: &super::against::AgainstRow| {
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

fn models(all: &[RankedModel]) -> Table {
    let row = |model: &RankedModel| {
        let needs = match model.needs_success_rate {
            Some(rate) if rate <= 0.0 => "any rate".into(),
            Some(rate) => share_full(rate),
            None => "never enough".into(),
        };
        let fits = match model.fits {
            Some(true) => "yes",
            Some(false) => "no",
            None => UNKNOWN,
        };
        vec![
            model.name.clone(),
            model.provider.clone(),
            usd_full(model.attempt_usd),
            needs,
            fits.into(),
        ]
    };
    Table {
        caption:
            "What each would cost, and how often it must be right to net what today\u{2019}s does"
                .into(),
        head: ["model", "provider", "a try", "must be right", "input fits"]
            .map(Into::into)
            .into(),
        rows: all.iter().take(SHOWN_MODELS).map(row).collect(),
    }
}

fn models_words(all: &[RankedModel]) -> String {
    let never = all
        .iter()
        .filter(|model| model.needs_success_rate.is_none())
        .count();
    let mut text = format!(
        "{} models have prices for this day; the first {} are shown. Tokens are counted as today\u{2019}s model counts them; others may need more or fewer.",
        all.len(),
        all.len().min(SHOWN_MODELS)
    );
    if never > 0 {
        text += &format!(" {never} would net less even if they were always right.");
    }
    text
}

fn formula(found: &AlternativesReport) -> Vec<FormulaLine> {
    let line = |label: &str, expression: String, result: String| FormulaLine {
        label: label.into(),
        expression,
        result,
    };
    let mut lines = vec![line(
        "net of a period",
        "tasks \u{d7} (right \u{d7} worth \u{2212} wrong \u{d7} loss \u{2212} spend) \u{2212} what is paid anyway".into(),
        found.today.as_ref().map_or(UNKNOWN.into(), |today| usd_full(today.net_usd)),
    )];
    let steps = found.rows.iter().filter_map(|row| {
        let (usd, figures, today) = (
            row.per_further_success_usd?,
            row.figures.as_ref()?,
            found.today.as_ref()?,
        );
        Some(line(
            &format!(
                "each further right result by \u{201c}{}\u{201d} (ICER)",
                row.name
            ),
            format!(
                "({} \u{2212} {}) / ({} \u{2212} {})",
                usd_full(figures.per_task_usd),
                usd_full(today.per_task_usd),
                share_full(figures.right),
                share_full(today.right)
            ),
            usd_full(usd),
        ))
    });
    lines.extend(steps);
    let passes = found.rows.iter().filter_map(|row| {
        let figures = row.figures.as_ref()?;
        Some(line(
            &format!(
                "cost of a right result by \u{201c}{}\u{201d} (cost of pass)",
                row.name
            ),
            format!(
                "{} / {}",
                usd_full(figures.per_task_usd),
                share_full(figures.right)
            ),
            usd_full(figures.per_success_usd?),
        ))
    });
    lines.extend(passes.take(3));
    lines
}

fn chart_words(found: &AlternativesReport) -> String {
    let names: Vec<&str> = found
        .frontier
        .iter()
        .map(|name| if name == TODAY { "today" } else { name })
        .collect();
    let range = known(found).map(|(_, figures)| figures.right);
    let best = range.fold(
        found.today.as_ref().map_or(0.0, |today| today.right),
        f64::max,
    );
    format!(
        "Cost of a task across, how often it ends right up, at most {}. On the line, where more money buys more right results: {}. {} of {} ways lie below it.",
        share(best),
        names.join(", "),
        count((known(found).count() + 1 - names.len().min(known(found).count() + 1)) as f64),
        count((known(found).count() + 1) as f64)
    )
}

/// Ways as dots, those that no other beats joined by a line, the others grey.
pub(super) fn frontier_plot(found: &AlternativesReport) -> Option<Plot> {
    let today = found.today.as_ref()?;
    let point = |of: &FiguresReport| (of.per_task_usd, of.right);
    let named = |name: &String| {
        if name == TODAY {
            return Some(point(today));
        }
        known(found)
            .find(|(row, _)| row.name == *name)
            .map(|(_, figures)| point(figures))
    };
    let line: Vec<(f64, f64)> = found.frontier.iter().filter_map(named).collect();
    let is_on = |name: &str| found.frontier.iter().any(|on| on == name);
    let mut dots = vec![("today".to_string(), point(today))];
    for (row, figures) in known(found) {
        let name = if is_on(&row.name) {
            row.name.clone()
        } else {
            String::new()
        };
        dots.push((name, point(figures)));
    }
    (dots.len() > 2).then(|| {
        Plot::Lines(Lines {
            across: Axis::even("cost of a task", Written::Usd),
            up: Axis::even("right results", Written::Share),
            lines: vec![Line {
                tone: LineTone::Accent,
                points: line,
                ..Line::default()
            }],
            dots,
        })
    })
}
