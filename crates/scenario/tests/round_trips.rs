//! Whatever a document says, its text and its link say the same.

#![cfg(feature = "text")]
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use scenario::catalog::Catalog;
use scenario::document::{Checking, Level, Scenario, Step};
use scenario::field::{Datum, Field, Kind, Place};
use scenario::link::{self, LinkError};
use scenario::{number, presets, text};

/// A value that a field allows, made from two random numbers.
fn allowed(field: &Field, pick: f64, word: &str) -> Datum {
    if field.optional && pick < 0.2 {
        return Datum::Unset;
    }
    match field.kind {
        Kind::Number { min, max, whole } => {
            // Small and large ones alike: a power law over the range above the lower end.
            let number = min + (max - min) * pick.powi(12);
            Datum::Number(if whole {
                number.round().clamp(min, max)
            } else {
                number.clamp(min, max)
            })
        }
        Kind::Choice(words) => {
            Datum::Text(words[(pick * words.len() as f64) as usize % words.len()].into())
        }
        Kind::Text(most) => Datum::Text(word.chars().take(most).collect()),
        Kind::Names => Datum::Names(
            word.split(' ')
                .filter(|name| !name.is_empty())
                .map(Into::into)
                .take(3)
                .collect(),
        ),
        Kind::Flag => Datum::Flag(pick < 0.5),
        Kind::Moment => Datum::Moment(economics::price::Instant {
            seconds: (pick * 2e9) as i64,
        }),
        Kind::Point => Datum::Point((pick * 1e6).round() + 1.0, 0.001 + pick * 0.9),
    }
}

prop_compose! {
    fn scenarios()(
        steps in 1usize..4,
        levels in 0usize..3,
        looks in any::<bool>(),
        values in prop::collection::vec((0.0..1.0f64, "[ -~äß€]{0,12}", any::<bool>()), 400),
    ) -> Scenario {
        let step = Step { levels: vec![Level::default(); levels], ..Step::default() };
        let mut scenario = Scenario {
            steps: vec![step; steps],
            checking: looks.then(Checking::default),
            ..Scenario::default()
        };
        for (place, (pick, word, set)) in scenario.places().iter().zip(values) {
            if set && place.field.path != "prices" {
                scenario.set(place, allowed(place.field, pick, &word)).unwrap();
            }
        }
        scenario
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn text_reads_back_as_the_same_document(scenario in scenarios()) {
        let written = text::write(&scenario);
        let read = text::read(&written);
        prop_assert_eq!(read.as_ref(), Ok(&scenario), "{}", written);
        prop_assert_eq!(text::write(&read.unwrap()), written);
    }

    #[test]
    fn a_link_opens_as_the_same_document(scenario in scenarios()) {
        let written = link::encode(&scenario);
        let opened = link::decode(&written).unwrap();
        prop_assert!(opened.checked && opened.notices.is_empty(), "{:?}", opened.notices);
        prop_assert_eq!(&opened.scenario, &scenario, "{}", written);
        prop_assert_eq!(link::encode(&opened.scenario), written);
    }

    #[test]
    fn a_link_uses_only_characters_that_survive(scenario in scenarios()) {
        let written = link::encode(&scenario);
        prop_assert!(written.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~;=".contains(&b)), "{}", written);
    }

    #[test]
    fn a_cut_or_changed_link_is_never_opened_as_whole(scenario in scenarios(), at in 0.0..1.0f64, other in 33u8..126) {
        let written = link::encode(&scenario);
        let at = (at * written.len() as f64) as usize;
        let cut = link::decode(&written[..at]);
        prop_assert!(!cut.is_ok_and(|opened| opened.checked), "cut at {at}: {written}");
        let mut bytes = written.clone().into_bytes();
        if bytes[at] != other {
            bytes[at] = other;
            let changed = String::from_utf8(bytes).unwrap();
            let same = link::decode(&changed).is_ok_and(|opened| opened.checked && opened.scenario != scenario);
            prop_assert!(!same, "{changed}");
        }
    }

    #[test]
    fn any_document_evaluates_or_says_why_not(scenario in scenarios()) {
        let evaluated = scenario::evaluate(&scenario, Catalog::embedded());
        let has_error = evaluated.problems.iter().any(scenario::problem::Problem::is_error);
        prop_assert_eq!(evaluated.report.is_none(), has_error);
        if let Some(report) = evaluated.report {
            let json = serde_json::to_string(&report).unwrap();
            // JSON has no NaN: an amount that is none would have become null without a reason.
            prop_assert!(!json.contains("\"per_attempt_usd\":null"));
        }
    }

    #[test]
    fn nothing_that_is_typed_or_pasted_panics(text in "\\PC{0,60}") {
        let _ = number::parse(&text);
        let _ = link::decode(&text);
        let _ = text::read(&text);
        let _ = Place::parse(&text);
    }

    #[test]
    fn a_number_is_understood_as_it_is_written(number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
        let plain = number::plain(number);
        prop_assert_eq!(plain.parse::<f64>(), Ok(number));
        let size = number.abs();
        if size >= 1e21 || size > 0.0 && size < 1e-9 {
            prop_assert_eq!(plain, format!("{:e}", number));
        }
        prop_assert_eq!(number::parse(&number::grouped(number)), Ok(number));
    }
}

#[test]
fn messengers_change_links_and_they_open_all_the_same() {
    let scenario = presets::find("coding-agent").unwrap().scenario.clone();
    let written = link::encode(&scenario);
    let encoded = written
        .replace(';', "%3B")
        .replace('=', "%3D")
        .replace('~', "%7E");
    let twice = encoded.replace('%', "%25");
    let mangled = [
        format!("#{written}"),
        format!("%23{encoded}"),
        encoded,
        twice,
        format!("{written})"),
        format!("{written}.\n"),
        format!("{written}>,"),
        format!(" {} \u{ad}{}", &written[..20], &written[20..]),
    ];
    for link in mangled {
        let opened = link::decode(&link).unwrap();
        assert!(opened.checked, "{link}");
        assert_eq!(opened.scenario, scenario, "{link}");
    }
}

#[test]
fn links_that_cannot_be_opened_say_why() {
    let whole = link::encode(&presets::find("legal-contracts").unwrap().scenario);
    assert_eq!(link::decode(""), Err(LinkError::NotALink));
    assert_eq!(link::decode("section-2"), Err(LinkError::NotALink));
    assert_eq!(
        link::decode("v7.abcd;x=1"),
        Err(LinkError::Newer {
            version: "v7".into()
        })
    );
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

#[test]
fn the_link_of_an_example_names_it_and_nothing_else() {
    for preset in presets::all() {
        let link = link::encode(&preset.scenario);
        let (_, body) = link.split_once(';').unwrap();
        assert_eq!(
            body,
            format!(
                "b={};prices={}",
                preset.numbered_id(),
                Catalog::embedded().snapshot().name
            )
        );
    }
}
