//! The preprocessor of mdBook: blocks become calculators, wrong ones stop the build with file and line.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may stop")]

use scenario::{link, presets};
use serde_json::{Value, json};
use tokenomics_cli::mdbook::answered;

const CHAPTER: &str = include_str!("data/mdbook/chapter.md");
const WRONG: &str = include_str!("data/mdbook/wrong.md");

/// What mdBook sends for a book of one chapter.
fn sent(content: &str, path: &str, renderer: &str, own: &Value) -> String {
    let context = json!({
        "root": "book",
        "config": {"book": {"src": "docs"}, "preprocessor": {"tokenomics": own}},
        "renderer": renderer,
        "mdbook_version": "0.5.4",
    });
    let chapter = json!({"name": "A", "content": content, "number": [1], "sub_items": [],
        "path": path, "source_path": path, "parent_names": []});
    let book = json!({"items": [{"Chapter": chapter}, "Separator", {"PartTitle": "More"}]});
    json!([context, book]).to_string()
}

fn turned(content: &str, path: &str, renderer: &str, own: &Value) -> Result<String, String> {
    let answer = answered(&sent(content, path, renderer, own));
    let answer = answer.map_err(|failure| failure.message().to_owned())?;
    let book: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(book["items"][1], "Separator");
    let content = &book["items"][0]["Chapter"]["content"];
    Ok(content.as_str().unwrap().to_owned())
}

fn page() -> Value {
    json!({"page": "https://calculator.example", "command": "tokenomics mdbook"})
}

/// Compares with a file, in which links stand as their names.
fn assert_golden(name: &str, text: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mdbook");
    golden::check(format!("{folder}/{name}"), without_links(text));
}

/// Links change their spelling with the versions of links; what they say does not.
fn without_links(text: &str) -> String {
    let preset = |id: &str| presets::find(id).unwrap().scenario.clone();
    let mut legal = preset("legal-contracts");
    legal.title = "Our <contracts>".into();
    legal.work.tasks = 1000.0;
    legal.steps[0].reasoning_tokens = Some(50_000.0);
    let (_, by_hand) = CHAPTER.split_once("~~~tokenomics static\n").unwrap();
    let by_hand = scenario::text::read(by_hand.split("~~~").next().unwrap()).unwrap();
    let named = [
        ("LEGAL", legal),
        ("CHAT", preset("profile-chat")),
        ("HAND", by_hand),
    ];
    named
        .iter()
        .fold(text.to_owned(), |text, (name, scenario)| {
            text.replace(&link::encode(scenario), name)
        })
}

#[test]
fn golden_blocks_become_calculators_around_a_text() {
    let html = turned(CHAPTER, "chapter.md", "html", &page()).unwrap();
    assert_golden("chapter.html.md", &html);
    assert_eq!(html.matches("<script").count(), 1, "one script is enough");
    let blank_inside = html.split("<tokenomics-scenario").skip(1).any(|element| {
        element
            .split("</tokenomics-scenario>")
            .next()
            .unwrap()
            .contains("\n\n")
    });
    assert!(!blank_inside, "a blank line would end the HTML in Markdown");
}

#[test]
fn golden_other_renderers_get_the_text_alone() {
    let text = turned(CHAPTER, "chapter.md", "typst-pdf", &page()).unwrap();
    assert_golden("chapter.other.md", &text);
    assert!(!text.contains("<tokenomics-scenario") && !text.contains("<script"));
}

#[test]
fn golden_a_wrong_block_stops_the_build_with_file_and_line() {
    let faults = turned(WRONG, "part/wrong.md", "html", &page()).unwrap_err();
    assert_golden("wrong.txt", &(faults + "\n"));
}

#[test]
fn an_address_beside_the_book_is_found_from_every_chapter() {
    let own = json!({"page": "../app/"});
    let deep = turned(CHAPTER, "a/b/chapter.md", "html", &own).unwrap();
    assert!(deep.contains("page=\"../../../app/\""), "{deep}");
    assert!(
        deep.contains("src=\"../../../app/tokenomics.js\""),
        "{deep}"
    );
    let flat = turned(CHAPTER, "chapter.md", "html", &own).unwrap();
    assert!(flat.contains("page=\"../app/\""), "{flat}");
}

#[test]
fn a_picture_can_stand_where_no_script_runs() {
    let own = json!({"page": "https://calculator.example/", "fallback": "picture"});
    let block = "```tokenomics\npreset = \"legal-contracts\"\n```\n";
    let html = turned(block, "chapter.md", "html", &own).unwrap();
    assert!(
        html.contains("<img src=\"data:image/svg+xml,%3Csvg"),
        "{html}"
    );
    assert!(
        html.contains("alt=\"Contract review: A review nets $81.57"),
        "{html}"
    );
}

#[test]
fn a_link_alone_is_a_block() {
    let scenario = &presets::find("support-chat").unwrap().scenario;
    let fragment = link::encode(scenario);
    for line in [
        fragment.clone(),
        format!("https://elsewhere.example/#{fragment}"),
    ] {
        let block = format!("```tokenomics\n{line}\n```\n");
        let html = turned(&block, "chapter.md", "html", &page()).unwrap();
        assert!(html.contains(&format!("scenario=\"{fragment}\"")), "{html}");
    }
    let cut = format!("```tokenomics\n{}\n```\n", &fragment[..fragment.len() - 3]);
    let fault = turned(&cut, "chapter.md", "html", &page()).unwrap_err();
    assert!(fault.starts_with("docs/chapter.md:2: "), "{fault}");
}

#[test]
fn a_chapter_without_blocks_is_not_changed() {
    let plain = "# A\n\n```rust\nfn f() {}\n```\n\ntext without an end";
    assert_eq!(turned(plain, "a.md", "html", &page()).unwrap(), plain);
    assert_eq!(turned(plain, "a.md", "html", &Value::Null).unwrap(), plain);
}

#[test]
fn settings_that_are_missing_or_wrong_are_told() {
    let block = "```tokenomics\npreset = \"legal-contracts\"\n```\n";
    let fault = |own: Value| turned(block, "a.md", "html", &own).unwrap_err();
    assert!(fault(Value::Null).contains("page = \"https://"));
    assert!(fault(json!({"page": "javascript:alert(1)"})).contains("no address"));
    assert!(fault(json!({"page": 3})).contains("as a text"));
    assert!(fault(json!({"page": "x", "fallback": "none"})).contains("text or picture"));
    assert!(answered("no book").is_err());
}
