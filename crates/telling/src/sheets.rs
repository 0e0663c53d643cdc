//! The report as tables for a file: the answer, what it costs, until when it pays, by what rates.

use crate::sheet::{Cell, Sheet, Shown};
use crate::table;
use crate::words::{self, class_words, part_words};
use scenario::document::Scenario;
use scenario::field::{Place, Unit};
use scenario::report::{Part, Report};

/// The tables that have something to tell, the answer first.
///
/// ```
/// use catalogs::prices::Catalog;
/// let legal = scenario::presets::find("legal-contracts").map(|preset| preset.scenario.clone()).unwrap_or_default();
/// let report = scenario::evaluate(&legal, Catalog::embedded()).report;
/// let tabs: Vec<&str> = report.iter().flat_map(|report| telling::sheets::sheets(&legal, report)).map(|sheet| sheet.tab).collect();
/// assert_eq!(tabs[..3], ["Answer", "Parts", "Cost"]);
/// ```
#[must_use]
pub fn sheets(scenario: &Scenario, report: &Report) -> Vec<Sheet> {
    let mut sheets = vec![
        answer(scenario, report),
        parts(report),
        totals(report),
        classes(report),
        steps(report),
        break_even(scenario, report),
        rates(report),
    ];
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

/// A row of texts.
pub(crate) fn texts(texts: &[&str]) -> Vec<Cell> {
    texts.iter().map(|text| (*text).into()).collect()
}

fn answer(scenario: &Scenario, report: &Report) -> Sheet {
    let mut sheet = Sheet::new("Answer", "", &[]);
    let said = words::answer(scenario, report);
    let [sentence, then] = [&said.sentence, &said.then].map(|spans| words::plain_text(spans));
    let verdict = format!("{}. {sentence}", said.verdict.words());
    sheet.rows = vec![
        texts(&["Scenario", &report.title]),
        texts(&["Answer", &verdict]),
    ];
    if !then.is_empty() {
        sheet.rows.push(texts(&["", &then]));
    }
    sheet
}

fn parts(report: &Report) -> Sheet {
    let caption = "What comes in and what goes out, in US dollars";
    let [task, period] = [&report.task_name, &report.period];
    let [task, period] =
        [task, period].map(|of| scenario::format::article(of).to_owned() + " " + of);
    let mut sheet = Sheet::new("Parts", caption, &["what", &task, &period]);
    let parts = report.value.iter().flat_map(|value| &value.parts);
    sheet.rows.extend(parts.map(|row| {
        let of_task = (row.part != Part::PaidAnyway).then_some(row.task_usd);
        vec![
            part_words(row.part).into(),
            Cell::usd(of_task),
            Cell::usd(row.period_usd),
        ]
    }));
    sheet
}

fn totals(report: &Report) -> Sheet {
    let mut sheet = Sheet::new("Cost", "What it costs", &["what", "US dollars"]);
    let rows = table::total_rows(report).into_iter();
    sheet
        .rows
        .extend(rows.map(|(label, usd)| vec![label.into(), Cell::usd(usd)]));
    sheet
}

fn classes(report: &Report) -> Sheet {
    let columns = [
        "class of token",
        "tokens a try",
        "share of the tokens",
        "US dollars a try",
        "share of the cost",
    ];
    let caption = "Tokens and cost of a try, by class";
    let mut sheet = Sheet::new("Classes", caption, &columns);
    let cost = &report.cost;
    let used = cost.classes.iter().filter(|class| class.tokens > 0.0);
    sheet.rows.extend(used.map(|class| {
        vec![
            class_words(class.class).into(),
            Cell::count(class.tokens),
            Cell::share(class.token_share),
            Cell::usd(class.usd),
            Cell::share(class.cost_share),
        ]
    }));
    if cost.fees_usd > 0.0 {
        sheet.rows.push(vec![
            "fees of calls".into(),
            Cell::count(0.0),
            Cell::share(0.0),
            Cell::usd(cost.fees_usd),
            Cell::share(cost.fees_usd / cost.per_attempt_usd),
        ]);
    }
    sheet
}

fn steps(report: &Report) -> Sheet {
    let columns = [
        "step",
        "tokens a try",
        "share of the tokens",
        "US dollars a try",
        "share of the cost",
        "success rate",
        "quality",
    ];
    let caption = "Tokens and cost of a try, by step";
    let mut sheet = Sheet::new("Steps", caption, &columns);
    sheet.rows.extend(report.steps.iter().map(|step| {
        vec![
            step.name.as_str().into(),
            Cell::count(step.tokens),
            Cell::share(step.token_share),
            Cell::usd(step.cost_usd),
            Cell::share(step.cost_share),
            Cell::share(step.success_rate),
            Cell::share(step.quality),
        ]
    }));
    sheet
}

fn break_even(scenario: &Scenario, report: &Report) -> Sheet {
    let head = ["number", "today", "threshold", "room as a share of today"];
    let mut sheet = Sheet::new("Break-even", "Until when it pays", &head);
    sheet.rows.extend(report.break_even.iter().map(|row| {
        let shown = Place::parse(&row.path).map_or(Shown::Plain, shown_of);
        vec![
            words::row_name(scenario, &row.path).into(),
            Cell::Number(row.today, shown),
            Cell::known(row.threshold, shown),
            Cell::share(row.room),
        ]
    }));
    sheet
}

fn shown_of(place: Place) -> Shown {
    match place.field.rule.unit {
        Unit::Usd => Shown::Usd,
        Unit::Share => Shown::Share,
        Unit::Tokens => Shown::Count,
        _ => Shown::Plain,
    }
}

fn rates(report: &Report) -> Sheet {
    let columns = [
        "step",
        "provider",
        "model",
        "source",
        "rate",
        "US dollars",
        "for how many",
        "above input tokens",
    ];
    let mut sheet = Sheet::new("Rates", "Rates", &columns);
    for source in &report.price_sources {
        for rate in &source.rates {
            let mut add = |usd: f64, above: Option<f64>| {
                sheet.rows.push(vec![
                    source.step.as_str().into(),
                    source.provider.as_str().into(),
                    source.model.as_str().into(),
                    source.source.as_str().into(),
                    table::rate_words(rate.unit).into(),
                    Cell::Number(usd, Shown::Plain),
                    Cell::count(rate.per),
                    Cell::known(above, Shown::Count),
                ]);
            };
            add(rate.usd, None);
            let tiers = rate.tiers.iter();
            tiers.for_each(|tier| add(tier.usd, Some(tier.above_input_tokens)));
        }
    }
    sheet
}
