//! Each example gives the report that lies beside it, as text for people and as JSON to the last bit.
//! `cargo xtask golden` rewrites the expectations; the diff is the review.

#![allow(clippy::unwrap_used, clippy::panic)]

use catalogs::prices::Catalog;
use charts::card::{CARD, Card, Size, Theme};
use economics::price::Instant;
use scenario::analysis::{analyse, taken_apart};
use scenario::document::Step;
use scenario::presets;
use telling::csv;
use tokenomics_cli::compare::{self, Read};
use tokenomics_cli::evaluate::{Format, rendered, view};
use tokenomics_cli::schema::{Of, schema};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn check(id: &str, extension: &str, found: &str) {
    golden::check(format!("{ROOT}/tests/golden/{id}.{extension}"), found);
}

#[test]
fn golden_report_of_each_example() {
    for preset in presets::all() {
        let (evaluated, base) = taken_apart(&preset.scenario, Catalog::embedded());
        let report = evaluated
            .report
            .unwrap_or_else(|| panic!("{}: {:?}", preset.id, evaluated.problems));
        for (format, extension) in [(Format::Text, "txt"), (Format::Json, "json")] {
            check(
                preset.id,
                extension,
                &rendered(&preset.scenario, &report, base.as_ref(), format).unwrap(),
            );
        }
    }
}

/// Views, each of an example that shows it.
const VIEWS: [(&str, &str); 9] = [
    ("legal-contracts", "alternatives"),
    ("own-machines", "alternatives"),
    ("own-machines", "technical"),
    ("cheap-first", "alternatives"),
    ("coding-agent", "technical"),
    ("internal-pricing", "market"),
    ("internal-pricing", "over-time"),
    ("internal-pricing", "hidden"),
    // A price of its model is dated in the future.
    ("rag-assistant", "over-time"),
];

#[test]
fn golden_views() {
    for (id, name) in VIEWS {
        let scenario = &presets::find(id).unwrap().scenario;
        let found = view(scenario, Catalog::embedded(), name, Format::Text).unwrap();
        check(id, &format!("{name}.txt"), &found);
    }
}

/// The legal example against itself with other numbers, a step more and a checker less.
fn both() -> [Read; 2] {
    let a = presets::find("legal-contracts").unwrap().scenario.clone();
    let mut b = a.clone();
    b.title = "Contract review, in two steps".into();
    b.steps[0].success_rate = Some(0.7);
    b.steps[0].price_date = Instant::parse("2026-11-01");
    b.value.gain_usd = 95.5;
    b.checking = None;
    b.steps.push(Step {
        name: "Summary".into(),
        after: Some(vec![b.steps[0].name.clone()]),
        success_rate: Some(0.99),
        ..b.steps[0].clone()
    });
    [a, b].map(|scenario| {
        let report = scenario::evaluate(&scenario, Catalog::embedded()).report;
        let report = report.unwrap();
        Read { scenario, report }
    })
}

#[test]
fn golden_comparison_of_two_scenarios() {
    let [a, b] = both();
    for (format, extension) in [
        (Format::Text, "txt"),
        (Format::Markdown, "md"),
        (Format::Json, "json"),
    ] {
        let found = compare::rendered(&a, &b, format).unwrap();
        check("legal-contracts", &format!("compared.{extension}"), &found);
    }
    let tables = csv::written(&compare::sheets(&a, &b));
    check("legal-contracts", "compared.csv", &tables);
}

#[test]
fn golden_markdown_of_the_legal_example() {
    let preset = presets::find("legal-contracts").unwrap();
    let report = analyse(&preset.scenario, Catalog::embedded())
        .report
        .unwrap();
    check(
        "legal-contracts",
        "md",
        &rendered(&preset.scenario, &report, None, Format::Markdown).unwrap(),
    );
}

#[test]
fn golden_tables_of_the_legal_example() {
    let mut changed = presets::find("legal-contracts").unwrap().scenario.clone();
    let example = changed.clone();
    changed.steps[0].success_rate = Some(0.85);
    let report = analyse(&changed, Catalog::embedded()).report.unwrap();
    let sheets = views::sheets(&changed, &report, Some(&example), Catalog::embedded());
    check("legal-contracts", "csv", &csv::written(&sheets));
}

#[test]
fn golden_picture_of_the_legal_example() {
    let preset = presets::find("legal-contracts").unwrap();
    let (evaluated, base) = taken_apart(&preset.scenario, Catalog::embedded());
    let report = evaluated.report.unwrap();
    let card = Card::of(CARD, &preset.scenario, &report, base.as_ref()).unwrap();
    check(
        "legal-contracts",
        "svg",
        &card.svg(Size::Page, Theme::Light),
    );
}

#[test]
fn golden_schemas_are_those_of_the_types() {
    for (name, of) in [
        ("report", Of::Report),
        ("view", Of::View),
        ("comparison", Of::Comparison),
        ("usage", Of::Usage),
    ] {
        golden::check(
            format!("{ROOT}/docs/{name}.schema.json"),
            schema(of).unwrap(),
        );
    }
}
