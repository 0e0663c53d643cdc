//! Links: both forms say the same, what was damaged is noticed, and what others' links are known to suffer from.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop, and says what it measured"
)]

use catalogs::prices::Catalog;
use proptest::prelude::*;
use scenario::document::Scenario;
use scenario::field::{Datum, FIELDS, Place, checking, step, value, work};
use scenario::link::{self, Finding, LinkError};
use scenario::presets;

mod random;
use random::{Dice, scenarios};

/// What a person sees of a link: the scenario if it opens without a word, or that something is said.
fn opens_silently(fragment: &str) -> Option<Scenario> {
    let opened = link::decode(fragment).ok()?;
    (opened.checked && opened.newer.is_none() && opened.notices.is_empty())
        .then_some(opened.scenario)
}

/// A list that only grows, because links rely on it.
fn list(name: &str) -> String {
    format!("{}/tests/links/{name}.txt", env!("CARGO_MANIFEST_DIR"))
}

fn known(mut scenario: Scenario) -> Scenario {
    scenario.unknown.clear();
    scenario
}

// 256 cases of each, or as many as `PROPTEST_CASES` says.
proptest! {
    #[test]
    fn both_forms_open_as_the_same_document(scenario in scenarios()) {
        for written in [link::encode(&scenario), link::encode_human(&scenario)] {
            let opened = link::decode(&written).unwrap();
            prop_assert_eq!(&opened.scenario, &scenario, "{}", written);
            prop_assert!(opened.checked && opened.newer.is_none());
            prop_assert_eq!(opened.notices.len(), scenario.unknown.len(), "{:?}", opened.notices);
        }
    }

    #[test]
    fn writing_what_was_read_gives_the_same_link(scenario in scenarios()) {
        let (compact, human) = (link::encode(&scenario), link::encode_human(&scenario));
        prop_assert_eq!(link::encode(&link::decode(&human).unwrap().scenario), compact.clone());
        prop_assert_eq!(link::encode_human(&link::decode(&compact).unwrap().scenario), human);
    }

    #[test]
    fn every_base_tells_the_same_document(scenario in scenarios(), base in 0..presets::all().len()) {
        let base = Some(&presets::all()[base]);
        for written in [link::encode_from(&scenario, base), link::encode_human_from(&scenario, base)] {
            prop_assert_eq!(&link::decode(&written).unwrap().scenario, &scenario, "{}", written);
        }
    }

    #[test]
    fn what_the_page_reads_at_once_is_what_anybody_reads(scenario in scenarios()) {
        let written = link::encode(&scenario);
        prop_assert_eq!(link::whole(&written), Some(scenario));
        prop_assert_eq!(link::whole(&written[..written.len() - 1]), None);
    }

    #[test]
    fn a_link_uses_only_characters_that_survive(scenario in scenarios()) {
        let compact = link::encode(&scenario);
        prop_assert!(compact.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{}", compact);
        let human = link::encode_human(&scenario);
        prop_assert!(human.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~;=".contains(&b)), "{}", human);
    }

    #[test]
    fn no_text_makes_a_link_that_panics_or_lets_hidden_characters_in(text in "(1\\.|v1;|v1\\.|2\\.|)[ -~\u{202e}ä]{0,80}") {
        if let Ok(opened) = link::decode(&text) {
            let hidden = opened.scenario.title.contains('\u{202e}');
            prop_assert!(!hidden);
            // What was opened can be sent on.
            let again = link::decode(&link::encode(&opened.scenario)).unwrap();
            prop_assert_eq!(known(again.scenario), known(opened.scenario));
        }
    }
}

/// A character lost, changed, doubled, or the end cut off; never down to nothing.
fn damaged(dice: &mut Dice, link: &str) -> String {
    const OTHERS: &[u8] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~;=%+ ()#&";
    let mut bytes = link.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    match dice.below(4) {
        0 => drop(bytes.remove(at)),
        1 => bytes[at] = OTHERS[dice.below(OTHERS.len())],
        2 => bytes.insert(at, bytes[at]),
        _ => bytes.truncate(at.max(1)),
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn of_a_hundred_thousand_damaged_links_none_passes_unnoticed() {
    // Where the codec itself is changed in hundreds of places (`xtask mutants`), fewer do.
    let asked = std::env::var("DAMAGED_LINKS").ok();
    let count = asked.map_or(100_000, |count| count.parse().unwrap());
    let mut dice = Dice(20_261_125);
    let mut links: Vec<(String, Scenario)> = Vec::new();
    for preset in presets::all() {
        let mut scenario = preset.scenario.clone();
        for count in 0..4 {
            for written in [link::encode(&scenario), link::encode_human(&scenario)] {
                links.push((written, scenario.clone()));
            }
            scenario.work.tasks += 1_000.0;
            scenario.steps[0].reasoning_tokens = Some(12_345.0 * f64::from(count));
            scenario.title.push_str(" (mine)");
        }
    }
    let mut missed = Vec::new();
    for _ in 0..count {
        let (link, scenario) = &links[dice.below(links.len())];
        let damaged = damaged(&mut dice, link);
        if opens_silently(&damaged).is_some_and(|opened| opened != *scenario) {
            missed.push((link, damaged));
        }
    }
    // At least 99.99 % are noticed, or repaired to the identical scenario.
    assert!(
        missed.len() <= count / 10_000,
        "{} of {count}: {missed:?}",
        missed.len()
    );
}

#[test]
fn links_are_short() {
    let longest =
        |links: &mut dyn Iterator<Item = String>| links.map(|link| link.len()).max().unwrap();
    let default = link::encode(&presets::all()[0].scenario);
    assert!(default.len() <= 12, "{default}");
    let mut changed = presets::all()[0].scenario.clone();
    for (field, number) in [
        (&step::REASONING_TOKENS, 150_000.0),
        (&step::INPUT_TOKENS, 123_456.0),
        (&step::VISIBLE_OUTPUT_TOKENS, 2_345.0),
        (&step::SUCCESS_RATE, 0.8765),
        (&step::CACHE_READ_TOKENS, 45_000.0),
        (&work::TASKS, 12_345.0),
        (&value::GAIN_USD, 123.45),
        (&value::LOSS_USD, 67.89),
        (&checking::COST_USD, 4.56),
    ] {
        changed.set(&field.place(), Datum::Number(number)).unwrap();
    }
    let model = Datum::Text("claude-haiku-4-5".into());
    changed.set(&step::MODEL.place(), model).unwrap();
    let ten = link::encode(&changed);
    assert!(ten.len() <= 120, "{} characters: {ten}", ten.len());
    let first = presets::all().first();
    let largest = longest(
        &mut presets::all()
            .iter()
            .map(|preset| link::encode_from(&preset.scenario, first)),
    );
    assert!(largest <= 500, "{largest} characters");
    println!(
        "default {}, ten fields {}, largest preset {largest}",
        default.len(),
        ten.len()
    );
}

#[test]
fn the_link_of_an_example_names_it_and_nothing_else() {
    for preset in presets::all() {
        assert!(link::encode(&preset.scenario).len() <= 12);
        let link = link::encode_human(&preset.scenario);
        let (_, body) = link.split_once(';').unwrap();
        assert_eq!(
            body,
            format!("b={};prices={}", preset.numbered_id(), link::newest())
        );
    }
}

#[test]
fn fields_by_name_make_the_document_again() {
    for preset in presets::all() {
        let fields = link::fields_by_name(&preset.scenario);
        assert_eq!(link::from_fields(&fields).as_ref(), Some(&preset.scenario));
    }
    assert_eq!(link::from_fields("work.tasks=7;no.such=1"), None);
}

#[test]
fn the_newest_snapshot_of_links_is_that_of_the_price_list() {
    assert_eq!(link::newest(), Catalog::embedded().snapshot().name);
}

#[test]
fn golden_a_field_keeps_its_number_for_ever() {
    // One line a row: number, path, and the words of a choice in their order. Lines are added, never changed.
    let mut rows: Vec<(u8, String)> = FIELDS
        .iter()
        .map(|field| {
            let words = match field.rule.kind {
                scenario::field::Kind::Choice(words) => format!(" {}", words.join(" ")),
                _ => String::new(),
            };
            (
                field.number,
                format!("{} {}{words}", field.number, field.path),
            )
        })
        .collect();
    rows.sort();
    assert!(
        rows.windows(2).all(|pair| pair[0].0 != pair[1].0),
        "two rows with one number"
    );
    let rows: String = rows.into_iter().map(|(_, row)| row + "\n").collect();
    // A choice may gain words at its end.
    let keeps = |known: &str, row: &str| {
        let more = row.strip_prefix(known);
        more.is_some_and(|more| more.is_empty() || more.starts_with(' '))
    };
    golden::check_growing(list("fields"), &rows, keeps);
}

#[test]
fn links_that_cannot_be_opened_say_why() {
    let whole = link::encode_human(&presets::find("legal-contracts").unwrap().scenario);
    assert_eq!(link::decode(""), Err(LinkError::NotALink));
    assert_eq!(link::decode("section-2"), Err(LinkError::NotALink));
    assert_eq!(link::decode("v1"), Err(LinkError::NotALink));
    assert_eq!(
        link::decode("v1;b=never-was~1"),
        Err(LinkError::UnknownBase {
            base: "never-was~1".into()
        })
    );
    assert!(matches!(
        link::decode(&whole[..30]),
        Err(LinkError::Damaged { .. })
    ));
    assert!(matches!(
        link::decode(&"v1;".repeat(9_999)),
        Err(LinkError::TooLong { .. })
    ));
}

#[test]
fn a_newer_link_opens_with_what_is_known_and_says_what_was_left_out() {
    let opened = link::decode("v2;b=legal-contracts~1;work.tasks=750;later.rate=0.5").unwrap();
    assert_eq!(opened.newer.as_deref(), Some("2"));
    assert_eq!(opened.scenario.work.tasks, 750.0);
    assert_eq!(opened.scenario.unknown, ["later.rate=0.5"]);
    assert_eq!(opened.notices.len(), 1);
    assert_eq!(
        link::decode("7.abcdAQE"),
        Err(LinkError::Newer {
            version: "7".into()
        })
    );
    // What it does not know, it hands on.
    assert!(link::encode_human(&opened.scenario).ends_with(";later.rate=0.5"));
}

#[test]
fn a_finding_tells_newer_links_from_plain_ones() {
    let mut scenario = presets::all()[0].scenario.clone();
    let plain = Finding::of(&link::encode_human(&scenario));
    assert_eq!(
        (plain.newer.as_str(), plain.notices.as_str()),
        ("", ""),
        "{plain:?}"
    );
    assert_eq!(link::whole(&plain.fragment).as_ref(), Some(&scenario));
    scenario.unknown.push("later.rate=0.5".into());
    for written in [link::encode(&scenario), link::encode_human(&scenario)] {
        let newer = Finding::of(&written);
        assert_eq!((newer.fault.as_str(), newer.newer.as_str()), ("", "1"));
        assert_eq!(link::whole(&newer.fragment).as_ref(), Some(&scenario));
    }
    let later = Finding::of("v2;b=legal-contracts~1;later.rate=0.5");
    assert_eq!(later.newer, "2");
    assert_eq!(
        link::whole(&later.fragment).unwrap().unknown,
        ["later.rate=0.5"]
    );
}

#[test]
fn of_several_repairs_the_one_with_the_least_to_say_is_taken() {
    let opened = link::decode("v1;b=legal-contracts~1;work.tasks=750).").unwrap();
    assert_eq!(opened.scenario.work.tasks, 750.0);
    // That it was repaired, and nothing more.
    assert_eq!(opened.notices.len(), 1, "{:?}", opened.notices);
    let as_it_stands = link::decode("v1;b=legal-contracts~1;work.tasks=750;wrok=7").unwrap();
    assert_eq!(as_it_stands.notices.len(), 1);
    assert!(
        as_it_stands.notices[0]
            .message
            .contains("is not known here")
    );
}

#[test]
fn what_could_be_read_is_marked_wherever_it_is_sent() {
    let scenario = &presets::find("coding-agent").unwrap().scenario;
    let mut changed = scenario.clone();
    changed.work.tasks = 750.0;
    for written in [link::encode(&changed), link::encode_human(&changed)] {
        let finding = Finding::of(&written[..written.len() - 1]);
        assert!(
            finding.fault.starts_with("This link was cut off"),
            "{}",
            finding.fault
        );
        let read = link::whole(&finding.fragment).unwrap();
        assert_eq!(read.title, format!("{} (read in part)", scenario.title));
    }
}

#[test]
fn a_readable_link_that_was_changed_by_hand_says_how_to_open_it() {
    let written = link::encode_human(&presets::all()[0].scenario) + ";work.tasks=750";
    let changed = written.replace("750", "800");
    let told = Finding::of(&changed).fault;
    assert!(
        told.contains("if you changed it yourself, take out its check"),
        "{told}"
    );
    let (check, rest) = changed.split_once(';').unwrap();
    assert_eq!(check.len(), "v1.aqGw".len());
    let opened = link::decode(&format!("v1;{rest}")).unwrap();
    assert_eq!(opened.scenario.work.tasks, 800.0);
}

#[test]
fn a_slip_of_the_hand_is_no_newer_version() {
    let finding = Finding::of("v1;b=legal-contracts~1;work.tassks=750;steps.0.modle=a");
    assert_eq!((finding.fault.as_str(), finding.newer.as_str()), ("", ""));
    for meant in ["did you mean work.tasks?", "did you mean steps.0.model?"] {
        assert!(finding.notices.contains(meant), "{}", finding.notices);
    }
    let told = Finding::of("v1;b=legal-contracts;work.tasks=7").fault;
    assert!(told.contains("write legal-contracts~1"), "{told}");
}

#[test]
fn a_link_by_hand_opens_without_a_check() {
    let by_hand = "v1;b=legal-contracts~1;steps.0.reasoning_tokens=150k;work.tasks=1.5M";
    let opened = link::decode(by_hand).unwrap();
    assert!(
        !opened.checked && opened.notices.is_empty(),
        "{:?}",
        opened.notices
    );
    assert_eq!(opened.scenario.steps[0].reasoning_tokens, Some(150_000.0));
    assert_eq!(opened.scenario.work.tasks, 1_500_000.0);
}

/// What programs did to the links of others, by the reports of those who lost something.
mod known_troubles {
    use super::*;

    /// The scenario with a title that has every character that links of others stumbled over.
    fn hostile() -> Scenario {
        let mut scenario = presets::find("coding-agent").unwrap().scenario.clone();
        scenario.title = "a|b <i>&amp; (c) [d] \"e\" 'f' %20+1 100% #2".into();
        scenario
    }

    fn opens_the_same(change: impl Fn(&str) -> String) {
        let scenario = hostile();
        for written in [link::encode(&scenario), link::encode_human(&scenario)] {
            let changed = change(&written);
            let opened = link::decode(&changed);
            let opened = opened.unwrap_or_else(|error| unreachable!("{changed}: {error}"));
            assert!(opened.checked, "{changed}");
            assert_eq!(opened.scenario, scenario, "{changed}");
        }
    }

    fn encoded(link: &str) -> String {
        link.replace(';', "%3B")
            .replace('=', "%3D")
            .replace('~', "%7E")
            .replace('.', "%2E")
    }

    #[test]
    fn safe_links_turn_the_hash_into_percent_23_once_or_twice() {
        opens_the_same(|link| format!("%23{}", encoded(link)));
        opens_the_same(|link| format!("%2523{}", encoded(link).replace('%', "%25")));
    }

    #[test]
    fn a_host_percent_encodes_what_it_likes_in_the_fragment() {
        opens_the_same(encoded);
    }

    #[test]
    fn nothing_in_a_link_is_eaten_as_markup() {
        let written = [link::encode(&hostile()), link::encode_human(&hostile())].concat();
        assert!(
            !written.contains([
                '<', '>', '|', '(', ')', '[', ']', '"', '\'', '*', '`', '\\', '{', '}'
            ]),
            "{written}"
        );
    }

    #[test]
    fn spaces_come_in_where_a_browser_unescapes_or_a_mail_wraps() {
        opens_the_same(|link| format!(" {} \n{} ", &link[..9], &link[9..]));
        opens_the_same(|link| format!("{}\u{ad}{}\u{200b}", &link[..9], &link[9..]));
    }

    #[test]
    fn no_link_has_a_space_or_plus_that_could_become_the_other() {
        let written = [link::encode(&hostile()), link::encode_human(&hostile())].concat();
        assert!(!written.contains([' ', '+', '%']), "{written}");
    }

    #[test]
    fn a_preview_turns_ampersands_into_entities() {
        // None of ours to turn: there is no ampersand in a link, and `;` needs no escape.
        let written = [link::encode(&hostile()), link::encode_human(&hostile())].concat();
        assert!(!written.contains('&'), "{written}");
        opens_the_same(|link| link.replace(';', "&#59;"));
    }

    #[test]
    fn sharing_twice_appends_a_second_hash() {
        opens_the_same(|link| format!("{link}#{link}"));
        opens_the_same(|link| format!("{link}%23{link}"));
    }

    #[test]
    fn chat_programs_take_the_punctuation_along() {
        for tail in [
            ")", ".", ",", ">", "]", "'", "\"", "!", ").", ">,", ")**", "*", "}", ":", "\u{201c}",
            "\u{201d}", "\u{bb}",
        ] {
            opens_the_same(|link| format!("{link}{tail}"));
        }
    }

    #[test]
    fn programs_append_where_a_link_was_clicked() {
        for tail in ["?utm_source=mail", "&fbclid=abc", "?a=b&c=d"] {
            opens_the_same(|link| format!("{link}{tail}"));
        }
    }

    #[test]
    fn a_browser_writes_spaces_and_line_ends_as_bytes() {
        opens_the_same(|link| format!("%20{}%20{}%0A", &link[..9], &link[9..]));
        opens_the_same(|link| format!("{}%0D%0A{}", &link[..12], &link[12..]));
    }

    #[test]
    fn an_undefined_that_was_serialised_is_no_link() {
        for text in [
            "undefined",
            "null",
            "[object Object]",
            "dW5kZWZpbmVk",
            "1.undefined",
            "v1.null;",
        ] {
            assert!(opens_silently(text).is_none(), "{text}");
            assert!(link::decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_damaged_link_never_opens_as_the_first_example() {
        let first = &presets::all()[0].scenario;
        let scenario = hostile();
        for written in [link::encode(&scenario), link::encode_human(&scenario)] {
            for end in 1..written.len() {
                let opened = link::decode(&written[..end]);
                assert!(
                    !opened.as_ref().is_ok_and(|opened| opened.checked),
                    "{}",
                    &written[..end]
                );
                assert!(
                    !opened.is_ok_and(|opened| opened.scenario == *first),
                    "{}",
                    &written[..end]
                );
            }
        }
    }

    #[test]
    fn every_setting_is_in_the_link_and_not_only_the_content() {
        for field in FIELDS.iter().filter(|field| field.path != "prices") {
            let mut scenario = hostile();
            scenario.steps[0]
                .levels
                .push(scenario::document::Level::default());
            let place = Place {
                field,
                step: 0,
                level: 0,
            };
            let other = other_than(&scenario.get(&place), field);
            scenario.set(&place, other).unwrap();
            for written in [link::encode(&scenario), link::encode_human(&scenario)] {
                assert_eq!(
                    link::decode(&written).unwrap().scenario,
                    scenario,
                    "{}",
                    field.path
                );
            }
        }
    }

    fn other_than(datum: &Datum, field: &scenario::field::Field) -> Datum {
        use scenario::field::Kind;
        match field.rule.kind {
            Kind::Number { min, max, .. } => [min, max, 1.0]
                .map(Datum::Number)
                .into_iter()
                .find(|it| it != datum)
                .unwrap(),
            Kind::Choice(words) => {
                let mut others = words.iter().map(|word| Datum::Text((*word).into()));
                others.find(|it| it != datum).unwrap()
            }
            Kind::Text(_) => Datum::Text("another".into()),
            Kind::Names => Datum::Names(vec!["a".into(), "b".into()]),
            Kind::Flag => Datum::Flag(*datum != Datum::Flag(true)),
            Kind::Moment => Datum::Moment(economics::price::Instant {
                seconds: 1_700_000_001,
            }),
            Kind::Point => Datum::Point(5_000.0, 0.25),
        }
    }

    #[test]
    fn golden_a_default_that_changes_later_changes_no_link() {
        // Links start from numbered bases; the blank document is one, so its defaults are written down here.
        let blank = link::fields_by_name(&Scenario::default());
        assert_eq!(blank, "");
        let said: String = FIELDS
            .iter()
            .map(|field| format!("{} {:?}\n", field.path, field.default()))
            .collect();
        golden::check_growing(list("defaults"), &said, |known, now| known == now);
    }
}
