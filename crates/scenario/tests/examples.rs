//! The examples: each file reads, evaluates without an error, and stands in the gallery as a numbered base.
//! `cargo xtask golden` appends the next number of a file that was changed.

#![cfg(feature = "text")]
#![allow(clippy::unwrap_used, clippy::panic)]

use catalogs::prices::{Catalog, encode};
use scenario::document::Scenario;
use scenario::{evaluate, link, presets, text};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/examples")
}

fn example(id: &str) -> Scenario {
    let source = fs::read_to_string(folder().join(format!("{id}.toml"))).unwrap();
    text::read(&source).unwrap_or_else(|problems| panic!("{id}: {problems:?}"))
}

#[test]
fn every_file_is_in_the_gallery_and_every_entry_is_a_file() {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            Some(
                entry
                    .unwrap()
                    .file_name()
                    .to_str()?
                    .strip_suffix(".toml")?
                    .to_string(),
            )
        })
        .collect();
    let mut gallery: Vec<String> = presets::GALLERY
        .iter()
        .map(|(id, _)| id.to_string())
        .collect();
    files.sort();
    gallery.sort();
    assert_eq!(files, gallery);
}

#[test]
fn every_example_evaluates_without_an_error() {
    for (id, _) in presets::GALLERY {
        let evaluated = evaluate(&example(id), Catalog::embedded());
        let errors: Vec<_> = evaluated
            .problems
            .iter()
            .filter(|problem| problem.is_error())
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:?}");
        assert!(evaluated.report.unwrap().cost.per_attempt_usd > 0.0, "{id}");
    }
}

#[test]
fn golden_base_of_each_example_is_its_file() {
    let path = folder().join("bases.txt");
    let mut ledger = fs::read_to_string(&path).unwrap();
    for (id, _) in presets::GALLERY {
        let fields = link::fields_by_name(&example(id));
        let numbers = ledger.lines().filter_map(|line| {
            let (numbered, fields) = line.split_once(';')?;
            let (base, number) = numbered.split_once('~')?;
            (base == *id).then(|| Some((number.parse::<u32>().ok()?, fields.to_string())))?
        });
        let newest = numbers.max_by_key(|(number, _)| *number);
        if newest.as_ref().is_none_or(|(_, newest)| *newest != fields) {
            let number = newest.map_or(1, |(number, _)| number + 1);
            ledger.push_str(&format!("{id}~{number};{fields}\n"));
        }
    }
    let compiled = link::compiled(&ledger).unwrap();
    golden::check(path.with_extension("bin"), compiled);
    golden::check(path, ledger);
}

/// Or has the first price that is known: a day before it is an error.
fn is_named(provider: &str, model: &str) -> bool {
    let first = Catalog::embedded().first_price();
    let found = Catalog::embedded().find(Some(provider), model).unwrap();
    let mut entries = found.model.book.entries.iter();
    if entries.any(|entry| entry.start().is_some() && entry.start() == first) {
        return true;
    }
    presets::all().iter().any(|preset| {
        let mut steps = preset.scenario.steps.iter();
        steps.any(|step| step.provider == provider && step.model == model)
    })
}

#[test]
fn golden_prices_of_the_models_that_examples_name() {
    let prices = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../catalogs/data/prices");
    let json = |name: &str| fs::read_to_string(prices.join(name)).unwrap();
    let some = encode::pack_some(&json("first_party.json"), &json("overlay.json"), is_named);
    golden::check(prices.join("examples.bin"), some.unwrap());
}

#[test]
fn an_example_comes_to_the_same_before_the_whole_price_list_is_here() {
    for preset in presets::all() {
        let few = evaluate(&preset.scenario, Catalog::examples());
        let all = evaluate(&preset.scenario, Catalog::embedded());
        let json = |evaluated: &scenario::Evaluated| {
            let report = evaluated.report.as_ref();
            let report =
                report.unwrap_or_else(|| panic!("{}: {:?}", preset.id, evaluated.problems));
            serde_json::to_string(report).unwrap()
        };
        assert_eq!(json(&few), json(&all), "{}", preset.id);
        for step in &preset.scenario.steps {
            let is_there = Catalog::examples().has(&step.provider, &step.model);
            assert!(
                is_there || step.model.is_empty(),
                "{}: {}",
                preset.id,
                step.model
            );
        }
    }
}
