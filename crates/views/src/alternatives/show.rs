//! The section: the table of all ways, their frontier, and what is asked for.

use super::catalogue::RankedModel;
use super::forms::{against, asked, duration};
use super::{AlternativeReport, AlternativesReport, FiguresReport, Kind, TODAY};
use crate::{Subject, inputs};
use economics::cost_of_pass::beyond;
use scenario::format::{article, share, share_full, significant, usd, usd_full};
use scenario::number;
use scenario::setting::rows::alternatives as ask;
use telling::picture::plot::{Axis, Line, LineTone, Lines, Plot, Written};
use telling::sections::blocks::{EXTENSION, FORMULA, fold, line};
use telling::sections::{Block, Section, blocks};
use telling::table::Table;
use telling::words::FormulaLine;

/// Name of the drawing.
pub(super) const FRONTIER: &str = "alternatives";
/// What stands for a number that is not known.
const UNKNOWN: &str = "\u{2013}";
/// Models of the price list that the page shows.
const SHOWN_MODELS: usize = 40;

pub(super) fn section(subject: &Subject, found: &AlternativesReport) -> Section {
    let scenario = subject.scenario;
    let mut inside = vec![Block::Table(table(subject, found), Vec::new())];
    if frontier_plot(found).is_some() {
        inside.push(Block::Chart(FRONTIER.into(), chart_words(found)));
    }
    inside.push(inputs(scenario, &[&ask::SORT, &ask::RANKED]));
    if !found.models.is_empty() {
        inside.push(fold(
            "The models of the price list, the cheapest first",
            vec![
                Block::Table(models(&found.models), Vec::new()),
                Block::Line(models_words(&found.models)),
            ],
        ));
    }
    inside.extend(missing(found));
    inside.extend(asked(subject, found));
    inside.push(against(subject, found));
    inside.push(fold(FORMULA, vec![
        Block::Formula(formula(found)),
        Block::Line("Each way is the scenario with one change, worked out by the same rules as the answer at the top; nothing else is chosen anew. Prices of machines, subscriptions and training are yours, and count whether they are used or not.".into()),
    ]));
    let takeaway = takeaway(subject, found);
    blocks::section("alternatives", "Alternatives", EXTENSION, takeaway, inside)
}

pub(super) fn known(
    found: &AlternativesReport,
) -> impl Iterator<Item = (&AlternativeReport, &FiguresReport)> {
    found
        .rows
        .iter()
        .filter_map(|row| Some((row, row.figures.as_ref()?)))
}

/// Those in which the work is done at all.
fn done(found: &AlternativesReport) -> impl Iterator<Item = (&AlternativeReport, &FiguresReport)> {
    known(found).filter(|(row, _)| row.kind != Kind::Nothing.word())
}

/// What to take away: the way that nets most, or that there is none better.
fn takeaway(subject: &Subject, found: &AlternativesReport) -> String {
    let Some(today) = &found.today else {
        return "Say how often a result is right, and other ways can be compared by what they net."
            .into();
    };
    let period = subject.scenario.work.period.word();
    let nets_more = |row: &AlternativeReport| row.difference_usd.is_some_and(|more| more > 0.0);
    let best = known(found).reduce(|best, next| {
        let size = |of: &FiguresReport| of.net_usd.abs().max(of.per_period_usd);
        let size = size(best.1).max(size(next.1));
        if beyond(next.1.net_usd, best.1.net_usd, size) < 0.0 {
            best
        } else {
            next
        }
    });
    let costs_less = |one: &FiguresReport, other: &FiguresReport| {
        beyond(one.per_task_usd, other.per_task_usd, other.per_task_usd) < 0.0
    };
    let cheapest = done(found)
        .filter(|(row, figures)| {
            beyond(figures.right, today.right, 1.0) >= 0.0
                && costs_less(figures, today)
                && nets_more(row)
        })
        .reduce(|least, next| {
            if costs_less(next.1, least.1) {
                next
            } else {
                least
            }
        });
    let task = &subject.report.task_name;
    let mut text = match best {
        Some((row, figures)) if nets_more(row) => format!(
            "\u{201c}{}\u{201d} nets {} a {period} more than today{}.",
            row.name,
            usd(figures.net_usd - today.net_usd),
            if row.kind == Kind::Effort.word() && has_assumed_curve(subject) {
                " (assumed curve)".into()
            } else {
                condition(row)
            }
        ),
        _ => "No other way that is known here nets more than today\u{2019}s.".into(),
    };
    if best.is_some_and(|(row, _)| row.kind == Kind::Majority.word() && nets_more(row)) {
        text += " That takes answers that can be counted, as a number or a class can, and tries that err each on their own.";
    }
    if let Some((row, figures)) = cheapest
        && best.is_none_or(|(best, _)| best.name != row.name)
    {
        text += &format!(
            " \u{201c}{}\u{201d} is as good at {} {} {task} instead of {}{}.",
            row.name,
            usd(figures.per_task_usd),
            article(task),
            usd(today.per_task_usd),
            condition(row)
        );
    }
    text
}

/// On what a way depends that takes time, or is paid whether it is used or not.
fn condition(row: &AlternativeReport) -> String {
    let is_by_volume = row.kind == Kind::Hosting.word() || row.kind == Kind::Provisioned.word();
    match &row.wins_if {
        _ if row.waits_hours > 0.0 => {
            format!(", if it may come up to {} later", duration(row.waits_hours))
        }
        Some(wins) if is_by_volume => format!(" (wins with {})", wins.words),
        _ => String::new(),
    }
}

/// Whether success follows effort along a curve of which one point is known.
fn has_assumed_curve(subject: &Subject) -> bool {
    let mut steps = subject.report.steps.iter();
    steps.any(|step| step.curve.assumed)
}

fn table(subject: &Subject, found: &AlternativesReport) -> Table {
    let period = subject.scenario.work.period.word();
    let figures = |of: Option<&FiguresReport>, attempt: Option<f64>| {
        let or = |text: Option<String>| text.unwrap_or_else(|| UNKNOWN.into());
        [
            or(of
                .map(|of| unit_cost(of.per_task_usd))
                .or(attempt.map(|usd| format!("{} a try", unit_cost(usd))))),
            or(of.map(|of| share_full(of.right))),
            or(of.map(|of| amount(of.net_usd))),
        ]
    };
    let mut rows = Vec::new();
    if let Some(today) = &found.today {
        let mut row = vec!["Today".to_string(), String::new()];
        row.extend(figures(Some(today), None));
        row.push(String::new());
        rows.push(row);
    }
    let is_shown = |row: &&AlternativeReport| {
        row.figures.is_some() || row.attempt_usd.is_some() || row.wins_if.is_some()
    };
    for row in found.rows.iter().filter(is_shown) {
        let difference = row.difference_usd.map_or(UNKNOWN.into(), signed);
        let mut cells = vec![row.name.clone(), difference];
        cells.extend(figures(row.figures.as_ref(), row.attempt_usd));
        cells.push(
            row.wins_if
                .as_ref()
                .map_or(UNKNOWN.into(), |wins| wins.words.clone()),
        );
        rows.push(cells);
    }
    let task = &subject.report.task_name;
    let head = [
        "way".to_string(),
        "against today".into(),
        format!("costs {} {task}", article(task)),
        "ends right".into(),
        format!("nets a {period}"),
        "wins if".into(),
    ];
    Table {
        caption: "Other ways to do the same work".into(),
        head: head.into(),
        rows,
    }
}

/// What a task costs, to be compared with its neighbours: four figures.
fn unit_cost(usd: f64) -> String {
    usd_full(significant(usd, 4))
}

/// Dollars of a period, without cents from a thousand up.
fn amount(usd: f64) -> String {
    if usd.abs() < 1_000.0 {
        return usd_full(usd);
    }
    let text = usd_full(libm::round(usd));
    let cents = number::style().write(".00");
    text.strip_suffix(&cents).unwrap_or(&text).into()
}

/// The same with its sign, of gains too.
fn signed(usd: f64) -> String {
    let sign = if usd > 0.0 { "+" } else { "" };
    format!("{sign}{}", amount(usd))
}

/// What is not worked out, and what to enter for it.
fn missing(found: &AlternativesReport) -> Option<Block> {
    let row = |row: &AlternativeReport| Some(vec![row.name.clone(), row.missing.clone()?]);
    let rows: Vec<Vec<String>> = found.rows.iter().filter_map(row).collect();
    let name = format!("Not worked out yet: {}", rows.len());
    let table = blocks::table("What is missing for it", &["way", "missing"], rows);
    (!table.rows.is_empty()).then(|| fold(&name, vec![Block::Table(table, Vec::new())]))
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
            unit_cost(model.attempt_usd),
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
    let names: Vec<&str> = found.frontier.iter().map(String::as_str).collect();
    let all = done(found).count() + 1; // today's among them
    let best = done(found).map(|(_, figures)| figures.right);
    let best = best.fold(
        found.today.as_ref().map_or(0.0, |today| today.right),
        f64::max,
    );
    format!(
        "Cost of a task across, by factors; how often it ends right up, at most {}. On the line, where more money buys more right results: {}. Of {all} ways {} lie below it.",
        share(best),
        names.join(", "),
        all.saturating_sub(names.len())
    )
}

/// Ways as dots, those that no other beats joined by a line, the others grey.
pub(super) fn frontier_plot(found: &AlternativesReport) -> Option<Plot> {
    let today = found.today.as_ref()?;
    let point = |of: &FiguresReport| (of.per_task_usd, of.right);
    let is_on = |name: &str| found.frontier.iter().any(|on| on == name);
    let (mut dots, mut faint) = (vec![(TODAY.to_string(), point(today))], Vec::new());
    for (row, figures) in done(found) {
        if is_on(&row.name) {
            dots.push((row.name.clone(), point(figures)));
        } else {
            faint.push(point(figures));
        }
    }
    let named = |name: &String| dots.iter().find(|(of, _)| of == name).map(|(_, at)| *at);
    let line = Line {
        tone: LineTone::Accent,
        points: found.frontier.iter().filter_map(named).collect(),
        ..Line::default()
    };
    (dots.len() + faint.len() > 2).then(|| {
        Plot::Lines(Lines {
            across: Axis::log("cost of a task", Written::Usd),
            up: Axis::even("right results", Written::Share).near(),
            lines: vec![line],
            dots,
            faint,
        })
    })
}
