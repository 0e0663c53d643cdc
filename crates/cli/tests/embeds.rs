//! Embeds of every view: what the command, the page, the element's script and the guide name is one list.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use scenario::presets;
use std::path::Path;
use tokenomics_cli::embed::{CONTROL, HEIGHTS, Page, Shown, height, iframe, markdown, views};
use tokenomics_cli::html;
use tokenomics_cli::picture::Drawable;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

fn drawn(preset: &str) -> Drawable {
    let scenario = presets::find(preset).unwrap().scenario.clone();
    let catalog = catalogs::prices::Catalog::embedded();
    let report = scenario::analysis::analyse(&scenario, catalog).report;
    Drawable::new(scenario, report.unwrap()).unwrap()
}

#[test]
fn every_view_has_a_height_and_the_elements_script_keeps_the_same() {
    assert_eq!(HEIGHTS.map(|(view, _)| view), *views());
    let row = |(view, [wide, narrow]): (&str, [u32; 2])| {
        let quote = if view.contains('-') { "\"" } else { "" };
        format!("{quote}{view}{quote}: [{wide}, {narrow}],")
    };
    let script = read("src/browser/element.js");
    let (_, after) = script.split_once("const HEIGHTS = {").unwrap();
    let (table, _) = after.split_once("};").unwrap();
    let rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
    assert_eq!(rows.collect::<Vec<_>>(), HEIGHTS.map(row));
    assert!(script.contains(&format!("const CONTROL = {CONTROL};")));
    let shown = |view: Option<&str>, controls: Option<&str>| {
        height(&Shown {
            view: view.map(Into::into),
            controls: controls.map(Into::into),
            theme: None,
        })
    };
    let (answer, risk) = (HEIGHTS[0].1[0], HEIGHTS[5].1[0]);
    assert_eq!(
        (shown(None, None), shown(Some("risk"), None)),
        (answer, risk)
    );
    let two = Some("work.tasks, value.gain_usd");
    assert_eq!(shown(None, two), answer + 2 * CONTROL);
}

/// A browser test holds the page to the sentence that this one holds the command to.
#[test]
fn the_page_and_the_guide_name_the_same_views() {
    let all = views();
    let (full, others) = all.split_last().unwrap();
    let allowed = format!("{} or {full}", others.join(", "));
    let browser = read("tests/browser/embed-views.test.mjs");
    assert!(browser.contains(&allowed), "{allowed}");
    for guide in ["docs/embedding.md", "docs/guide/documentation.md"] {
        let text = read(guide);
        for view in &all {
            assert!(text.contains(&format!("`{view}`")), "{guide}: {view}");
        }
    }
}

#[test]
fn an_input_that_is_not_there_is_said_and_all_at_once() {
    let scenario = &presets::all()[0].scenario;
    let shown = |controls: &str| Shown {
        controls: Some(controls.into()),
        ..Shown::default()
    };
    let right = shown("work.tasks, steps[0].reasoning_tokens");
    assert!(right.check(scenario).is_ok());
    let wrong = shown("work.task,steps[4].calls,foo.bar");
    let told = wrong.check(scenario).unwrap_err();
    assert_eq!(told.lines().count(), 3, "{told}");
    assert!(told.contains("did you mean \"work.tasks\"?"), "{told}");
}

#[test]
fn every_view_is_embedded_with_what_it_says() {
    let drawn = drawn("legal-contracts");
    let page = Page::of("https://calculator.example").unwrap();
    for view in views() {
        let shown = Shown {
            view: Some(view.into()),
            ..Shown::default()
        };
        let frame = iframe(&page, &drawn, &shown);
        assert!(frame.contains(&format!("?embed={view}&amp;")), "{frame}");
        assert!(frame.contains(&format!("height=\"{}\"", height(&shown))));
        let text = html::as_text(shown.view(), &drawn, None);
        assert!(text.contains("<strong>Contract review:</strong>"), "{text}");
        assert!(
            !text.contains("<strong>Contract review:</strong> </p>"),
            "{text}"
        );
    }
    let shown = Shown {
        view: Some("alternatives".into()),
        ..Shown::default()
    };
    let text = markdown(&page, &drawn, &shown, None);
    assert!(
        text.contains("nets $3,630 a month more than today"),
        "{text}"
    );
    assert!(text.contains("| In a batch"), "{text}");
}
