//! Settings of the views: their table, and how documents carry them.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use scenario::document::Scenario;
use scenario::field::{Datum, Field};
use scenario::link;
use scenario::setting::{SettingPlace, problems, rows};
use scenario::text;
use std::collections::BTreeSet;

#[test]
fn every_setting_explains_itself_and_has_a_number_and_path_of_its_own() {
    let mut seen = BTreeSet::new();
    for setting in rows::all() {
        assert!(
            setting.help.ends_with('.') && setting.help.len() > 15,
            "{}",
            setting.path
        );
        assert!(
            !setting.label.is_empty() && !setting.label.ends_with('.'),
            "{}",
            setting.path
        );
        assert!((200..1_000).contains(&setting.number), "{}", setting.path);
        assert!(seen.insert(setting.number.to_string()), "{}", setting.path);
        assert!(seen.insert(setting.path.to_string()), "{}", setting.path);
        assert!(Field::find(setting.path).is_none(), "{}", setting.path);
        let place = SettingPlace { setting, index: 0 };
        assert_eq!(
            SettingPlace::parse(&place.to_string())
                .unwrap()
                .setting
                .number,
            setting.number
        );
    }
    for field in scenario::field::FIELDS {
        assert!(
            field.number < 200,
            "{}: numbers from 200 on are settings",
            field.path
        );
    }
}

#[test]
fn what_is_usual_is_allowed_and_not_kept() {
    for setting in rows::all() {
        let usual = setting.usual_datum();
        assert_eq!(setting.rule.check(&usual), Ok(()), "{}", setting.path);
        let mut scenario = Scenario::default();
        SettingPlace { setting, index: 0 }
            .set(&mut scenario, usual)
            .unwrap();
        assert_eq!(scenario, Scenario::default());
    }
}

/// Number, path and usual value of each setting, as links and documents rely on them for ever.
#[test]
fn golden_numbers_and_usual_values_never_change() {
    let line = |setting: &scenario::setting::Setting| {
        format!(
            "{} {} {}\n",
            setting.number,
            setting.path,
            setting.usual_datum()
        )
    };
    let mut lines: Vec<String> = rows::all().map(line).collect();
    lines.sort();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/links/settings.txt");
    golden::check_growing(path, &lines.concat(), |known, now| known == now);
}

#[test]
fn a_setting_of_a_newer_version_is_kept_through_links_and_named() {
    let fragment = "v1;s950.2=n7.5;s951.0=t~41bc";
    let scenario = link::decode(fragment).unwrap().scenario;
    assert_eq!(scenario.settings.iter().count(), 2);
    let human = link::encode_human(&scenario);
    assert!(human.ends_with(";s951.0=tAbc;s950.2=n7.5"), "{human}");
    for fragment in [human, link::encode(&scenario)] {
        assert_eq!(link::decode(&fragment).unwrap().scenario, scenario);
        assert_eq!(
            link::whole(&link::encode(&scenario)).as_ref(),
            Some(&scenario)
        );
    }
    let written = text::write(&scenario);
    assert!(written.contains("s950.2=n7.5"), "{written}");
    assert_eq!(text::read(&written).as_ref(), Ok(&scenario));
    let told = problems(&scenario);
    assert!(
        told.len() == 2 && told.iter().all(|problem| !problem.is_error()),
        "{told:?}"
    );
}

#[test]
fn no_setting_lies_beyond_the_numbers_and_rows_that_there_are() {
    for part in ["s950.20=n1", "s199.0=n1", "s1000.0=n1"] {
        let opened = link::decode(&format!("v1;{part}")).unwrap();
        assert_eq!(opened.scenario.settings.iter().count(), 0, "{part}");
        assert_eq!(opened.notices.len(), 1, "{part}");
    }
    let left_open = link::decode("v1;s950.0=").unwrap();
    assert!(left_open.notices.is_empty(), "{:?}", left_open.notices);
    let opened = link::decode("v1;s950.19=n1;s999.0=n1").unwrap();
    assert_eq!(opened.scenario.settings.iter().count(), 2);
}

#[test]
fn a_list_keeps_the_places_of_its_rows() {
    let mut scenario = Scenario::default();
    let place = SettingPlace::parse("alternatives.models[2].model").unwrap();
    place
        .set(&mut scenario, Datum::Text("gpt-5".into()))
        .unwrap();
    let human = link::encode_human(&scenario);
    assert!(
        human.contains("alternatives.models.2.model=gpt-5"),
        "{human}"
    );
    assert_eq!(link::decode(&human).unwrap().scenario, scenario);
    assert!(SettingPlace::parse("alternatives.models[20].model").is_none());
}
