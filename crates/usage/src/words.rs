//! The report in a sentence and in tables.

use scenario::format::{count_full, share, usd_cents};
use telling::table::Table;

use crate::decimal::Decimal;
use crate::event::ChargeKind;
use crate::report::{Charged, Figures, Report};

/// What stands for a number that is not known.
const UNKNOWN: &str = "–";

/// An amount to the cent, below a dollar to six figures.
///
/// ```
/// use usage::decimal::Decimal;
/// use usage::words::usd;
/// assert_eq!(usd(Decimal::parse("482.10449").unwrap_or_default()), "$482.10");
/// assert_eq!(usd(Decimal::parse("0.01466").unwrap_or_default()), "$0.01466");
/// ```
pub fn usd(amount: Decimal) -> String {
    usd_cents(amount.to_f64())
}

/// What it costs: a figure, a range, or a floor where something has no price.
pub fn cost(figures: &Figures) -> String {
    match (figures.cost_usd, figures.cost_high_usd) {
        (Some(cost), _) if figures.floor_requests == 0 => usd(cost),
        (Some(cost), _) => format!("at least {}", usd(cost)),
        (None, Some(high)) => format!("{} to {}", usd(figures.cost_low_usd), usd(high)),
        (None, None) if figures.cost_low_usd == Decimal::ZERO => "no listed price".to_owned(),
        (None, None) => format!("at least {}", usd(figures.cost_low_usd)),
    }
}

/// "31,204 requests of 12 days came to $482.10; 79 % of what was written nobody saw; the cache saved $1,904".
pub fn sentence(report: &Report) -> String {
    let total = &report.total;
    let requests = match total.requests {
        Some(1) => "1 request".to_owned(),
        Some(requests) if requests > 0 => format!("{} requests", count_full(requests as f64)),
        _ => "What was used".to_owned(),
    };
    let days = match report.days {
        0 => String::new(),
        1 => format!(" of {}", report.first_day.clone().unwrap_or_default()),
        days => format!(" of {days} days"),
    };
    let is_money_only = total.input_tokens + total.output_tokens == 0;
    let mut text = if is_money_only {
        format!("No tokens{days}")
    } else {
        format!("{requests}{days} came to {}", cost(total))
    };
    for charged in &total.charged {
        let kind = kind_words(charged.kind);
        text += &format!("; {} {kind}", charged_money(charged));
    }
    if let Some(hidden) = total.hidden_share.filter(|hidden| *hidden > 0.0) {
        text += &format!("; {} of what was written nobody saw", share(hidden));
    }
    if let Some(saved) = report
        .cache_saved_usd
        .filter(|saved| *saved > Decimal::ZERO)
    {
        text += &format!("; the cache saved {}", usd(saved));
    }
    text + "."
}

/// What was charged, in its currency.
fn charged_money(charged: &Charged) -> String {
    match charged.currency.as_str() {
        "USD" => usd(charged.amount),
        currency => format!("{} {currency}", charged.amount.rounded(6)),
    }
}

fn kind_words(kind: ChargeKind) -> &'static str {
    match kind {
        ChargeKind::Billed => "were billed",
        ChargeKind::ProviderEstimate => "by the provider's own count",
        ChargeKind::ToolEstimate => "by the tool's own count",
        ChargeKind::Included => "were covered by a plan",
        ChargeKind::Credit => "were credited",
    }
}

/// The figures of all, one a line.
pub fn totals(report: &Report) -> Table {
    let total = &report.total;
    let count = |count: u64| count_full(count as f64);
    let mut rows = vec![
        ("requests", total.requests.map_or(UNKNOWN.to_owned(), count)),
        ("input", count(total.input_tokens)),
        ("of it fresh", count(total.fresh_input_tokens)),
        ("of it from the cache", count(total.cache_read_tokens)),
        (
            "of it written to the cache",
            count(total.cache_write_tokens),
        ),
        ("output", count(total.output_tokens)),
        (
            "of it reasoning",
            total
                .reasoning_tokens
                .map_or("not reported".to_owned(), count),
        ),
    ];
    if total.unnamed_hidden_tokens > 0 {
        rows.push((
            "of it hidden, not named",
            count(total.unnamed_hidden_tokens),
        ));
    }
    rows.push(("cost by the price list", cost(total)));
    table(
        "What was used",
        &["", "all"],
        rows.into_iter()
            .map(|(name, value)| vec![name.to_owned(), value]),
    )
}

/// Groups, one a line.
pub fn groups(report: &Report) -> Table {
    let names: Vec<String> = report
        .groups
        .first()
        .map_or(Vec::new(), |group| group.by.keys().cloned().collect());
    let mut head: Vec<&str> = names.iter().map(String::as_str).collect();
    head.extend([
        "requests",
        "input",
        "from the cache",
        "output",
        "hidden",
        "cost",
        "a request",
    ]);
    let rows = report.groups.iter().map(|group| {
        let figures = &group.figures;
        let count = |count: u64| count_full(count as f64);
        let known = |share_of: Option<f64>| share_of.map_or(UNKNOWN.to_owned(), share);
        let median = figures
            .cost_of_a_request_usd
            .map(|spread| usd_cents(spread.median));
        let keys = group.by.values().map(|key| match key.as_str() {
            "" => UNKNOWN.to_owned(),
            key => key.to_owned(),
        });
        let cells = [
            figures.requests.map_or(UNKNOWN.to_owned(), count),
            count(figures.input_tokens),
            known(figures.cache_share),
            count(figures.output_tokens),
            known(figures.hidden_share),
            cost(figures),
            median.unwrap_or(UNKNOWN.to_owned()),
        ];
        keys.chain(cells).collect()
    });
    table("By what was asked for", &head, rows)
}

/// Other ways to price it, one a line.
pub fn ways(report: &Report) -> Table {
    let ways = report.what_if.iter().flatten();
    let rows = ways.map(|way| {
        let cost = match (way.cost_usd, way.cost_high_usd) {
            (Some(cost), _) => usd(cost),
            (None, Some(high)) => format!("{} to {}", usd(way.cost_low_usd), usd(high)),
            (None, None) => format!("{} have no price", way.unpriced),
        };
        let difference = way.difference_usd.map_or(UNKNOWN.to_owned(), |difference| {
            let sign = if difference < Decimal::ZERO {
                "−"
            } else {
                "+"
            };
            format!("{sign}{}", usd(difference.abs()))
        });
        let name = way.model.clone().unwrap_or(way.way.replace('_', " "));
        vec![name, cost, difference]
    });
    table("Priced another way", &["way", "cost", "difference"], rows)
}

/// Files, one a line.
pub fn sources(report: &Report) -> Table {
    let rows = report.sources.iter().map(|source| {
        let skipped: Vec<String> = source
            .skipped
            .iter()
            .map(|skipped| {
                format!(
                    "{} {} (first: {})",
                    count_full(skipped.rows as f64),
                    skipped.reason,
                    skipped.first_row
                )
            })
            .collect();
        vec![
            source.file.clone(),
            source.format.clone().unwrap_or("unknown".to_owned()),
            count_full(source.rows as f64),
            count_full(source.events as f64),
            count_full(source.duplicates as f64),
            skipped.join("; "),
        ]
    });
    let head = [
        "file",
        "format",
        "rows",
        "counted",
        "told again",
        "left out",
    ];
    table("What was read", &head, rows)
}

/// What an audit says first.
pub fn audit_sentence(audit: &crate::audit::Audit) -> String {
    let differ = audit
        .days
        .iter()
        .filter(|day| day.status == "differs")
        .count();
    format!(
        "{} charges compared row by row: {} agree, {} but for rounding, {} differ ({} charged, {} by the list); {} days and models compared, {differ} differ.",
        count_full(audit.compared as f64),
        count_full(audit.agrees as f64),
        count_full(audit.rounding as f64),
        count_full(audit.differs as f64),
        usd(audit.charged_usd),
        usd(audit.listed_usd),
        audit.days.len(),
    )
}

/// Rows that differ, by what explains them.
pub fn differences(audit: &crate::audit::Audit) -> Table {
    let rows = audit.differences.iter().map(|one| {
        vec![
            one.model.clone(),
            one.explanation
                .clone()
                .unwrap_or("nothing known explains it".to_owned()),
            count_full(one.rows as f64),
            usd(one.charged_usd),
            usd(one.listed_usd),
        ]
    });
    table(
        "Charges that differ",
        &["model", "explanation", "rows", "charged", "list"],
        rows,
    )
}

/// Days and models whose charges and usage stand on lines of their own.
pub fn days(audit: &crate::audit::Audit) -> Table {
    let rows = audit.days.iter().map(|day| {
        let listed = if day.listed_low_usd == day.listed_high_usd {
            usd(day.listed_low_usd)
        } else {
            format!(
                "{} to {}",
                usd(day.listed_low_usd),
                usd(day.listed_high_usd)
            )
        };
        vec![
            day.day.clone(),
            day.model.clone(),
            usd(day.charged_usd),
            listed,
            day.status.replace('_', " "),
        ]
    });
    table(
        "Bills beside usage, by day and model",
        &["day", "model", "charged", "list", ""],
        rows,
    )
}

fn table(caption: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Table {
    Table {
        caption: caption.to_owned(),
        head: head.iter().map(|name| (*name).to_owned()).collect(),
        rows: rows.collect(),
    }
}
