//! Tables of the report as text: the page's table twins, the terminal and Markdown show the same cells.

use crate::words::{class_words, part_words};
use scenario::format::{article, count_full, share_full, usd_cents, usd_per_mtok};
use scenario::report::{ClassReport, Part, PriceSource, Report};

/// A table: the first column names the row, the others are numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Names of the columns.
    pub head: Vec<String>,
    /// Rows, as many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    fn new(caption: &str, head: &[&str]) -> Self {
        let head = head.iter().map(|name| (*name).into()).collect();
        Self {
            caption: caption.into(),
            head,
            rows: Vec::new(),
        }
    }
}

/// What stands for a number that is not known.
const UNKNOWN: &str = "–";

fn share_cell(share: Option<f64>) -> String {
    share.map_or(UNKNOWN.into(), share_full)
}

/// From a call to a year.
#[must_use]
pub fn totals(report: &Report) -> Table {
    let mut table = Table::new("What it costs", &["", "cost"]);
    let rows = total_rows(report).into_iter();
    table.rows = rows
        .map(|(label, usd)| vec![label, usd_cents(usd)])
        .collect();
    table
}

/// From a call to a year, in dollars.
pub(crate) fn total_rows(report: &Report) -> Vec<(String, f64)> {
    let task = &report.task_name;
    let mut rows = Vec::new();
    let mut add = |label: String, usd: Option<f64>| rows.extend(usd.map(|usd| (label, usd)));
    let cost = &report.cost;
    add("a call, on average".into(), cost.per_call_usd);
    add("a try".into(), Some(cost.per_attempt_usd));
    let an = article(task);
    add(
        format!("{an} {task}, all tries and looks"),
        cost.per_task_usd,
    );
    if let Some(outcome) = &report.outcome {
        let parts = [
            ("of it, tokens", outcome.tokens_usd),
            ("of it, looks", outcome.checking_usd),
            ("of it, a person in the end", outcome.person_usd),
        ];
        // Where tokens are all there is, there is nothing to take apart.
        if outcome.tokens_usd < outcome.spend_usd {
            let due = parts.into_iter().filter(|(_, usd)| *usd > 0.0);
            due.for_each(|(label, usd)| add(label.into(), Some(usd)));
        }
    }
    add(format!("a right {task}"), cost.per_success_usd);
    let is_more = |full: &f64| {
        cost.per_success_usd
            .is_some_and(|success| success * (1.0 + 1e-9) < *full)
    };
    let full = cost.full_cost_per_success_usd.filter(is_more);
    add(format!("a right {task}, with what is paid anyway"), full);
    add(format!("a {}", report.period), cost.per_period_usd);
    if report.period == "day" || report.period == "week" {
        add("a month".into(), cost.per_month_usd);
    }
    if report.period != "year" {
        add("a year".into(), cost.per_year_usd);
    }
    rows
}

/// What comes in and what goes out, of a task and of a period; nothing while a success rate is unknown.
#[must_use]
pub fn parts(report: &Report) -> Option<Table> {
    let value = report.value.as_ref()?;
    let (task, period) = (&report.task_name, &report.period);
    let heads = [article(task), article(period)];
    let of = [
        format!("{} {task}", heads[0]),
        format!("{} {period}", heads[1]),
    ];
    let caption = "What comes in and what goes out";
    let mut table = Table::new(caption, &["", &of[0], &of[1]]);
    table.rows.extend(value.parts.iter().map(|row| {
        let of_task = match row.part {
            Part::PaidAnyway => UNKNOWN.into(),
            _ => usd_cents(row.task_usd),
        };
        vec![
            part_words(row.part).into(),
            of_task,
            usd_cents(row.period_usd),
        ]
    }));
    Some(table)
}

/// Tokens and cost of a try by class.
#[must_use]
pub fn classes(report: &Report) -> Table {
    let head = [
        "class of token",
        "tokens a try",
        "of the tokens",
        "cost a try",
        "of the cost",
    ];
    let mut table = Table::new("Tokens and cost of a try, by class", &head);
    let used = report
        .cost
        .classes
        .iter()
        .filter(|class| class.tokens > 0.0);
    table.rows.extend(used.map(class_row));
    let tokens: f64 = report.cost.classes.iter().map(|class| class.tokens).sum();
    if report.cost.fees_usd > 0.0 {
        let share = report.cost.fees_usd / report.cost.per_attempt_usd;
        let fees = usd_cents(report.cost.fees_usd);
        table.rows.push(vec![
            "fees of calls".into(),
            "0".into(),
            "0 %".into(),
            fees,
            share_full(share),
        ]);
    }
    let total = usd_cents(report.cost.per_attempt_usd);
    table.rows.push(vec![
        "together".into(),
        count_full(tokens),
        "100 %".into(),
        total,
        "100 %".into(),
    ]);
    table
}

fn class_row(class: &ClassReport) -> Vec<String> {
    vec![
        class_words(class.class).into(),
        count_full(class.tokens),
        share_cell(class.token_share),
        usd_cents(class.usd),
        share_cell(class.cost_share),
    ]
}

/// Tokens and cost of a try by step.
#[must_use]
pub fn steps(report: &Report) -> Table {
    let head = [
        "step",
        "tokens a try",
        "of the tokens",
        "cost a try",
        "of the cost",
        "right",
    ];
    let mut table = Table::new("Tokens and cost of a try, by step", &head);
    table.rows.extend(report.steps.iter().map(|step| {
        vec![
            step.name.clone(),
            count_full(step.tokens),
            share_cell(step.token_share),
            usd_cents(step.cost_usd),
            share_cell(step.cost_share),
            share_cell(step.success_rate),
        ]
    }));
    table
}

/// Rates of a step, with the tiers of long requests.
#[must_use]
pub fn rates(source: &PriceSource) -> Table {
    let mut table = Table::new("Rates", &["rate", "US dollars"]);
    for rate in &source.rates {
        let own = if rate.own { ", your own" } else { "" };
        let per = rate_unit(rate.unit, rate.per);
        table.rows.push(vec![
            format!("{}{own}", rate_words(rate.unit)),
            format!("{} / {per}", usd_per_mtok(rate.usd)),
        ]);
        table.rows.extend(rate.tiers.iter().map(|tier| {
            let above = format!(
                "… above {} input tokens",
                count_full(tier.above_input_tokens)
            );
            vec![above, format!("{} / {per}", usd_per_mtok(tier.usd))]
        }));
    }
    table
}

/// `cache_read_tokens` in words: cache read.
#[must_use]
pub fn rate_words(unit: &str) -> String {
    match unit {
        "input_tokens" => "input".into(),
        "output_tokens" => "output".into(),
        "cache_write_1h_tokens" => "cache write, an hour".into(),
        "output_reasoning_tokens" => "reasoning".into(),
        other => other
            .strip_suffix("_tokens")
            .unwrap_or(other)
            .replace('_', " "),
    }
}

fn rate_unit(unit: &str, per: f64) -> String {
    let million = 1e6;
    match (unit.ends_with("_tokens"), per) {
        (true, per) if per == million => "M tokens".into(),
        (_, per) if per == million => "M".into(),
        (_, 1.0) => "each".into(),
        (_, per) => count_full(per),
    }
}

/// Words that a person wrote, as they stand in Markdown: a title is no tag, no link and no cell of its own.
#[must_use]
pub fn markdown_text(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\n' | '\r' => text.push(' '),
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => text.extend(['\\', letter]),
            _ => text.push(letter),
        }
    }
    text
}

/// As Markdown, numbers to the right.
#[must_use]
pub fn to_markdown(table: &Table) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| markdown_text(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule: Vec<String> = (0..table.head.len())
        .map(|column| if column == 0 { "---" } else { "---:" }.into())
        .collect();
    let mut text = line(&table.head) + &line(&rule);
    table.rows.iter().for_each(|row| text += &line(row));
    text
}

/// As aligned text, numbers to the right.
#[must_use]
pub fn to_text(table: &Table) -> String {
    let lines = || core::iter::once(&table.head).chain(&table.rows);
    let width = |column: usize| {
        lines()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
    let mut text = String::new();
    for row in lines() {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                if column == 0 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        let line = cells.collect::<Vec<_>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
