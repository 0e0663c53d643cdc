//! What a person reads of the next years, and their drawings.

use super::budget;
use super::calendar::Names;
use super::history::ChangeReport;
use super::{MonthReport, OverTimeReport, PaybackReport, PerTask};
use crate::{Subject, inputs};
use scenario::format::{count, count_full, factor, share, times, usd, usd_full, usd_per_mtok};
use scenario::setting::rows::over_time as rows;
use telling::sections::blocks::{FORMULA, TABLE, chart, fold, line, section as made, table};
use telling::sections::{Block, Section};
use telling::table::Table;
use telling::words::FormulaLine;

/// What a person reads.
#[must_use]
pub fn section(subject: &Subject, found: &OverTimeReport) -> Section {
    let shown = [
        &rows::YEARS,
        &rows::DECLINE,
        &rows::GROWTH,
        &rows::DISCOUNT,
        &rows::BUDGET,
        &rows::BUDGET_FOR,
    ];
    let names = Names::of(subject);
    let mut blocks = vec![inputs(subject.scenario, &shown)];
    if found.none_because.is_none() {
        blocks.push(chart("over-time-bills", &bills_words(found)));
        blocks.push(fold(
            TABLE,
            vec![Block::Table(months_table(found, &names), Vec::new())],
        ));
        blocks.push(Block::Table(sums_table(found), Vec::new()));
        if let Some(back) = &found.payback {
            blocks.push(Block::Line(payback_words(back, found.years)));
            blocks.push(chart(
                "over-time-net",
                "All that was earned so far, less what was paid once.",
            ));
        } else {
            blocks.push(Block::Line(
                "How often a task is right is not known, so this is a bill without what it earns."
                    .into(),
            ));
        }
        blocks.push(fold(FORMULA, vec![Block::Formula(formula(subject, found))]));
    }
    blocks.push(Block::Line(dated_words(found)));
    if !found.dated.is_empty() {
        let twin = changes_table("Prices that are already dated", &found.dated);
        blocks.push(Block::Table(twin, Vec::new()));
    }
    blocks.push(history_fold(found));
    made(
        "over-time",
        "Over time",
        "extension",
        takeaway(found, &names),
        blocks,
    )
}

fn years_words(years: f64) -> String {
    if years == 1.0 {
        "a year".into()
    } else {
        format!("{} years", scenario::number::plain(years))
    }
}

fn takeaway(found: &OverTimeReport, names: &Names) -> String {
    if let Some(reason) = &found.none_because {
        return reason.clone();
    }
    let (Some(first), Some(last)) = (found.months.first(), found.months.last()) else {
        return String::new();
    };
    let span = years_words(found.years);
    let change = if last.bill_usd > first.bill_usd * 1.005 {
        format!(
            "rises from {} a month to {}",
            usd(first.bill_usd),
            usd(last.bill_usd)
        )
    } else if last.bill_usd < first.bill_usd * 0.995 {
        format!(
            "falls from {} a month to {}",
            usd(first.bill_usd),
            usd(last.bill_usd)
        )
    } else {
        format!("stays at {} a month", usd(first.bill_usd))
    };
    let outruns = if found.decline > 1.0 && found.growth > found.decline {
        format!(
            "Prices fall {} a year, but use grows {}: ",
            times(found.decline),
            times(found.growth)
        )
    } else {
        String::new()
    };
    let the = if outruns.is_empty() {
        "The bill"
    } else {
        "the bill"
    };
    let lasts = found.budget.as_ref();
    let lasts = lasts.map_or_else(String::new, |budget| budget::words(budget, names) + " ");
    format!(
        "{lasts}{outruns}{the} {change} over {span}: {} in all, worth {} today.{}",
        usd(found.bill_usd),
        usd(found.bill_worth_now_usd),
        first_dated_words(found)
    )
}

/// The first price that is already dated, because it moves the bill without anyone's assumption.
fn first_dated_words(found: &OverTimeReport) -> String {
    let Some(change) = found.dated.first() else {
        return String::new();
    };
    let date = change.date.as_deref().unwrap_or_default();
    let name = &change.model_name;
    match (change.input_usd_per_mtok, change.output_usd_per_mtok) {
        (Some(input), Some(output)) => format!(
            " {name} has a new price from {date}: {} in, {} out.",
            usd_per_mtok(input),
            usd_per_mtok(output)
        ),
        _ => format!(" {name} has a new price from {date}."),
    }
}

fn bills_words(found: &OverTimeReport) -> String {
    let sum = |part: fn(&MonthReport) -> f64| found.months.iter().map(part).sum::<f64>();
    let tokens = sum(|month| month.tokens_usd);
    if found.bill_usd > 0.0 {
        format!(
            "The bill of each month; tokens are {} of all.",
            share(tokens / found.bill_usd)
        )
    } else {
        "The bill of each month: nothing.".into()
    }
}

fn payback_words(back: &PaybackReport, years: f64) -> String {
    let span = years_words(years);
    let month = |number: usize| scenario::number::plain(number as f64);
    let even = match back.breaks_even_month {
        Some(1) => "Each month earns its bill from the first on".to_string(),
        Some(number) => format!("Month {} is the first to earn its own bill", month(number)),
        None => return format!("No month of {span} earns its own bill{}.", not_back(back)),
    };
    let once = usd(back.one_off_usd);
    let paid = match (
        back.one_off_usd > 0.0,
        back.paid_back_month,
        back.paid_back_discounted_month,
    ) {
        (false, ..) => ", and nothing was paid once".into(),
        (true, Some(plain), Some(later)) if plain == later => {
            format!(
                "; the {once} paid once are back after month {}",
                month(plain)
            )
        }
        (true, Some(plain), Some(later)) => format!(
            "; the {once} paid once are back after month {}, or {} with later money counted for less",
            month(plain),
            month(later)
        ),
        (true, Some(plain), None) => format!(
            "; the {once} paid once are back after month {}, but not in {span} with later money counted for less",
            month(plain)
        ),
        (true, None, _) => not_back(back),
    };
    format!(
        "{even}{paid}. Over {span} that is worth {} today.",
        usd(back.worth_now_usd)
    )
}

fn not_back(back: &PaybackReport) -> String {
    if back.one_off_usd > 0.0 {
        format!(
            "; the {} paid once do not come back in this time",
            usd(back.one_off_usd)
        )
    } else {
        String::new()
    }
}

fn months_table(found: &OverTimeReport, names: &Names) -> Table {
    let known = |usd: Option<f64>| usd.map_or("\u{2013}".into(), usd_full);
    let row = |month: &MonthReport| {
        vec![
            names.whole(month.month),
            count_full(libm::round(month.tasks * 10.0) / 10.0),
            usd_full(month.tokens_usd),
            usd_full(month.people_usd),
            usd_full(month.fixed_usd),
            usd_full(month.bill_usd),
            usd_full(month.bill_worth_now_usd),
            known(month.net_usd),
            known(month.net_so_far_usd),
        ]
    };
    table(
        "The bill by month",
        &[
            "month",
            "tasks",
            "tokens",
            "checks and people",
            "paid anyway",
            "bill",
            "worth today",
            "net",
            "net so far",
        ],
        found.months.iter().map(row).collect(),
    )
}

fn sums_table(found: &OverTimeReport) -> Table {
    let year = |number: usize| {
        let months = found.months.iter().skip(number * 12).take(12);
        let (mut bill, mut now, mut net) = (0.0, 0.0, Some(0.0));
        for month in months {
            bill += month.bill_usd;
            now += month.bill_worth_now_usd;
            net = net.zip(month.net_usd).map(|(net, more)| net + more);
        }
        vec![
            format!("year {}", number + 1),
            usd_full(bill),
            usd_full(now),
            net.map_or("\u{2013}".into(), usd_full),
        ]
    };
    let mut rows: Vec<Vec<String>> = (0..found.months.len().div_ceil(12)).map(year).collect();
    let nets = found.months.iter().map(|month| month.net_usd);
    let net: Option<f64> = nets.sum();
    rows.push(vec![
        "in all".into(),
        usd_full(found.bill_usd),
        usd_full(found.bill_worth_now_usd),
        net.map_or("\u{2013}".into(), usd_full),
    ]);
    table(
        "The bill by year",
        &["", "bill", "worth today", "net"],
        rows,
    )
}

fn formula(subject: &Subject, found: &OverTimeReport) -> Vec<FormulaLine> {
    let mut lines = vec![line(
        "rate of a year (extension)",
        format!(
            "ln(1 + {}) + ln {} \u{2212} ln {}",
            factor(found.discount),
            factor(found.decline),
            factor(found.growth)
        ),
        factor(found.rate),
    )];
    if let (Some(by_formula), Some(first)) =
        (found.tokens_worth_now_by_formula_usd, found.months.first())
    {
        // The first month is at today's prices and today's use.
        let fees = PerTask::of(subject.report).fees * first.tasks * 12.0;
        let worth = |what: String, rate: f64| worth_now(&what, rate, found.years);
        let yearly = usd_full(first.tokens_usd * 12.0 - fees);
        let mut expression = worth(format!("{yearly} a year"), found.rate);
        if fees > 0.0 {
            let stays = libm::log1p(found.discount) - libm::log(found.growth);
            let fees = usd_full(fees);
            expression += &worth(
                format!(" + {fees} a year of fees, which do not fall"),
                stays,
            );
        }
        lines.push(line(
            "tokens, worth today, if paid all the time at today\u{2019}s list price (extension)",
            expression,
            usd_full(by_formula),
        ));
        lines.push(line(
            "the same month by month",
            "each month at its first day\u{2019}s price and use, paid on its last".into(),
            usd_full(found.tokens_worth_now_usd),
        ));
    }
    if let Some(months) = found.halving_months {
        lines.push(line(
            "a price halves in (extension)",
            format!("12 \u{d7} ln 2 / ln {}", factor(found.decline)),
            format!("{} months", factor(libm::round(months * 1e4) / 1e4)),
        ));
    }
    if subject.scenario.fixed.one_off_usd > 0.0
        && let Some(back) = &found.payback
    {
        lines.push(line(
            "worth of it all today",
            format!(
                "nets, each worth today, \u{2212} {} paid once",
                usd_full(back.one_off_usd)
            ),
            usd_full(back.worth_now_usd),
        ));
    }
    lines
}

/// What is paid all the time, worth now, as an expression.
fn worth_now(what: &str, rate: f64, years: f64) -> String {
    let (shown, less, years) = (factor(rate), factor(-rate), factor(years));
    let under = if rate < 0.0 {
        format!("({shown})")
    } else {
        shown.clone()
    };
    match shown.as_str() {
        "0" => format!("{what} \u{d7} {years}"),
        _ => format!("{what} \u{d7} (1 \u{2212} e^({less} \u{d7} {years})) / {under}"),
    }
}

fn dated_words(found: &OverTimeReport) -> String {
    match found.dated.len() {
        0 => "No price of these models is dated in these years yet; the decline above is your assumption.".into(),
        1 => "One price of these models is already dated in these years; it stands in the bill as it is, and the decline above is put on top.".into(),
        many => format!(
            "{} prices of these models are already dated in these years; they stand in the bill as they are, and the decline \
             above is put on top.",
            count(many as f64)
        ),
    }
}

fn changes_table(caption: &str, changes: &[ChangeReport]) -> Table {
    let rate = |rate: Option<f64>| rate.map_or("\u{2013}".into(), usd_full);
    let row = |change: &ChangeReport| {
        vec![
            change.date.clone().unwrap_or_else(|| "before".into()),
            change.model_name.clone(),
            rate(change.input_usd_per_mtok),
            rate(change.output_usd_per_mtok),
        ]
    };
    table(
        caption,
        &["from", "model", "input, a million", "output, a million"],
        changes.iter().map(row).collect(),
    )
}

fn history_fold(found: &OverTimeReport) -> Block {
    let history = &found.history;
    let mut inside = Vec::new();
    if let Some(reason) = &history.none_because {
        inside.push(Block::Line(reason.clone()));
    } else {
        inside.push(chart(
            "over-time-history",
            &format!("List prices of {} over time.", history.model_name),
        ));
    }
    if !history.changes.is_empty() {
        let caption = format!("List prices of {}", history.model_name);
        inside.push(Block::Table(
            changes_table(&caption, &history.changes),
            Vec::new(),
        ));
    }
    fold("What this model has cost", inside)
}
