//! Pictures as pixels, and the code that puts a scenario into a page: nothing gets out of it, whatever a scenario is called.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use charts::card::{CARD, Size};
use scenario::document::Scenario;
use scenario::{analysis, link, presets};
use std::process::Command;
use tokenomics_cli::embed::{Page, Shown, element, iframe, markdown};
use tokenomics_cli::html;
use tokenomics_cli::picture::{Drawable, ThemeWord, png};

fn drawn(scenario: Scenario) -> Drawable {
    let evaluated = analysis::analyse(&scenario, Catalog::embedded());
    Drawable::new(scenario, evaluated.report.unwrap()).unwrap()
}

fn preset(id: &str) -> Scenario {
    presets::find(id).unwrap().scenario.clone()
}

/// Width and height of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_preview_has_the_size_that_previews_want() {
    let legal = drawn(preset("legal-contracts"));
    let card = legal.card(CARD).unwrap();
    let light = png(&card, Size::Social, ThemeWord::Light).unwrap();
    assert_eq!(size(&light), (1200, 630));
    assert_eq!(light, png(&card, Size::Social, ThemeWord::Light).unwrap());
    assert_ne!(light, png(&card, Size::Social, ThemeWord::Dark).unwrap());
    assert_eq!(
        size(&png(&card, Size::Page, ThemeWord::Light).unwrap()).0,
        1520
    );
    assert!(png(&card, Size::Page, ThemeWord::Auto).is_err());
}

#[test]
fn letters_are_drawn_with_our_own_typefaces() {
    let mut card = drawn(preset("legal-contracts")).card(CARD).unwrap();
    let with = png(&card, Size::Social, ThemeWord::Light).unwrap();
    card.title.clear();
    let without = png(&card, Size::Social, ThemeWord::Light).unwrap();
    assert_ne!(with, without, "the title is not drawn");
}

#[test]
fn a_drawing_that_a_scenario_has_not_is_told_with_those_it_has() {
    let chat = drawn(preset("profile-chat"));
    let fault = chat.card("value").unwrap_err();
    assert_eq!(
        fault.message(),
        "this scenario has no drawing \"value\"; it has card, cost"
    );
}

const HOSTILE: [&str; 5] = [
    "{process.exit()}",
    "\"><script>alert(1)</script>",
    "](javascript:alert(1)) [x",
    "</tokenomics-scenario><img src=x onerror=alert(1)>",
    "a | b ` c",
];

#[test]
fn a_title_stays_text_in_every_code() {
    let page = Page::of("https://calculator.example").unwrap();
    for hostile in HOSTILE {
        let mut scenario = preset("legal-contracts");
        scenario.title = hostile.into();
        let drawn = drawn(scenario);
        let shown = Shown::default();
        let inside = html::as_text(CARD, &drawn, Some(&page.link(&drawn)));
        let codes = [
            iframe(&page, &drawn, &shown),
            element(&page, &drawn, &shown, &inside),
            html::as_picture(CARD, &drawn, "card.svg", None),
        ];
        for code in codes {
            assert!(!code.contains("<script>"), "{code}");
            assert!(!code.contains("<img src=x"), "{code}");
            assert!(!code.contains(['{', '}']), "{code}");
            assert_eq!(code.matches('"').count() % 2, 0, "{code}");
            assert!(code.matches("</tokenomics-scenario>").count() < 2, "{code}");
        }
        for picture in [None, Some("card.svg")] {
            let code = markdown(&page, &drawn, &shown, picture);
            // What could begin a tag, a link or a cell stands behind a backslash.
            let bare = code.replace("\\<", "").replace("\\]", "");
            assert!(!bare.contains("](javascript"), "{code}");
            assert!(
                !bare.contains("<script>") && !bare.contains("<img"),
                "{code}"
            );
        }
    }
}

#[test]
fn an_address_that_is_none_is_refused() {
    for wrong in [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
    ] {
        assert!(Page::of(wrong).is_err(), "{wrong}");
    }
    assert_eq!(Page::of("../app").unwrap().address(), "../app/");
    let fixed = Page::of("https://a.example/").unwrap();
    assert_eq!(fixed.from_below(3), fixed);
}

fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_tokenomics"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().unwrap();
    (code, text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_block_is_turned_for_any_tool() {
    let block = "preset = \"legal-contracts\"\n";
    let options = ["block", "--page", "https://calculator.example", "--options"];
    let (code, told, _) = run(&[&options[..], &["view=cost"]].concat(), block);
    assert_eq!(code, 0);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let fragment = link::encode(&preset("legal-contracts"));
    assert_eq!(
        told["link"],
        format!("https://calculator.example/#{fragment}")
    );
    assert_eq!(told["title"], "Contract review");
    assert_eq!(told["table"]["rows"][2][0], "hidden reasoning");
    assert!(
        told["html"]
            .as_str()
            .unwrap()
            .starts_with("<div>\n<tokenomics-scenario page=")
    );
    let (code, told, fault) = run(
        &options[..3],
        "preset = \"legal-contracts\"\n[work]\ntasks = -1\n",
    );
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(fault.starts_with("tokenomics: 3: work.tasks: "), "{fault}");
}

#[test]
fn a_link_can_be_pictured_and_a_cut_one_cannot() {
    let fragment = link::encode(&preset("support-chat"));
    let (code, svg, _) = run(&["picture", "--link", &fragment], "");
    assert_eq!(code, 0);
    assert!(
        svg.starts_with("<svg ") && svg.contains("Support chat"),
        "{svg}"
    );
    let (code, svg, fault) = run(&["picture", "--link", &fragment[..fragment.len() - 2]], "");
    assert_eq!((code, svg.as_str()), (2, ""));
    assert!(fault.contains("cut off or changed"), "{fault}");
}
