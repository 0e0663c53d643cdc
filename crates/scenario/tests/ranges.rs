//! Ranges have their place in files and links before they are counted: what is written reads back, and what cannot be is
//! said at its field.

#![cfg(feature = "text")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use proptest::prelude::*;
use scenario::amount::{Range, Shape};
use scenario::document::Scenario;
use scenario::field::{Access, Datum, Kind, Place, level, step, value, work};
use scenario::{edit, link, presets, text, workflow};

mod random;
use random::scenarios;

/// A range that a field allows: two different numbers of it, awkward ones among them.
fn range_of(place: &Place, picks: (f64, f64, f64), shape: u8) -> Option<Range> {
    let Kind::Number { min, max, whole } = place.field.rule.kind else {
        return None;
    };
    let number = |pick: f64| {
        let number = min + (max - min) * pick.powi(12);
        if whole { number.round() } else { number }.clamp(min, max)
    };
    let (low, high) = (number(picks.0.min(picks.1)), number(picks.0.max(picks.1)));
    let mut range = Range::between(low, high);
    range.likely = (picks.2 < 0.5)
        .then(|| [low, high, low.max(high.min(number(picks.2)))][shape as usize % 3]);
    range.shape = [None, Some(Shape::Uniform), Some(Shape::Triangular)][shape as usize % 3];
    (low < high && !matches!(place.field.access, Access::Level(..))).then_some(range)
}

prop_compose! {
    /// A document in which about half of the numbers are ranges.
    fn ranged()(
        scenario in scenarios(),
        drawn in prop::collection::vec(((prop_oneof![Just(0.0), 0.0..=1.0f64], prop_oneof![Just(1.0), 0.0..=1.0f64], 0.0..1.0f64), 0u8..6), 400),
    ) -> Scenario {
        let mut scenario = scenario;
        for (place, (picks, shape)) in scenario.places().into_iter().zip(drawn) {
            if shape < 3 && let Some(range) = range_of(&place, picks, shape) {
                scenario.set(&place, Datum::Range(range)).unwrap();
                assert_eq!(scenario.get(&place), Datum::Range(range), "{place}");
            }
        }
        scenario
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn text_and_both_forms_of_a_link_read_back_as_the_same_ranges(scenario in ranged()) {
        let written = text::write(&scenario);
        prop_assert_eq!(text::read(&written), Ok(scenario.clone()), "{}", written);
        for written in [link::encode(&scenario), link::encode_human(&scenario)] {
            let opened = link::decode(&written).unwrap();
            prop_assert_eq!(&opened.scenario, &scenario, "{}", written);
            prop_assert!(opened.checked && opened.newer.is_none());
        }
        prop_assert_eq!(link::whole(&link::encode(&scenario)), Some(scenario));
    }

    #[test]
    fn a_range_of_any_numbers_is_read_as_it_is_written(
        ends in (any::<f64>(), any::<f64>()), likely in prop::option::of(any::<f64>()), shape in 0usize..3,
    ) {
        prop_assume!([ends.0, ends.1, likely.unwrap_or(0.0)].iter().all(|number| number.is_finite()));
        let shape = shape.checked_sub(1).map(|place| Shape::ALL[place]);
        let range = Range { likely, shape, ..Range::between(ends.0, ends.1) };
        prop_assert_eq!(Range::parse(&range.to_string()), Some(range));
        prop_assert!(range.middle().is_finite());
    }

    #[test]
    fn every_range_is_said_at_its_field_and_nothing_is_counted(scenario in ranged()) {
        let evaluated = scenario::evaluate(&scenario, Catalog::embedded());
        for place in scenario.places() {
            if let Datum::Range(_) = scenario.get(&place) {
                let path = place.to_string();
                let is_said = evaluated.problems.iter().any(|problem| {
                    problem.is_error() && problem.path == path && problem.message.contains("ranges come later")
                });
                prop_assert!(is_said, "{}", path);
                prop_assert!(evaluated.report.is_none());
            }
        }
    }
}

fn legal() -> Scenario {
    presets::find("legal-contracts").unwrap().scenario.clone()
}

#[test]
fn a_range_is_written_as_text_or_as_a_table_and_said_with_what_to_do() {
    let as_text = "version = 1\n[[steps]]\nsuccess_rate = \"70 % to 90 %, likely 0.8, uniform\"\n";
    let as_table = "version = 1\n[[steps]]\nsuccess_rate = { low = 0.7, high = 0.9, likely = 0.8, shape = \"uniform\" }\n";
    let read = text::read(as_text).unwrap();
    assert_eq!(Ok(&read), text::read(as_table).as_ref());
    assert!(
        text::write(&read).contains(
            "success_rate = { low = 0.7, high = 0.9, likely = 0.8, shape = \"uniform\" }"
        )
    );
    let problems = scenario::evaluate(&read, Catalog::embedded()).problems;
    let said = problems
        .iter()
        .find(|problem| problem.path == "steps[0].success_rate")
        .unwrap();
    assert_eq!(
        said.message,
        "0.7 to 0.9, likely 0.8, uniform is a range, which stays in files and links and cannot be counted yet: ranges \
         come later; write one number, such as 0.8"
    );
}

#[test]
fn what_is_no_range_is_refused_with_what_to_write() {
    let mut made = legal();
    let tasks = work::TASKS.place();
    let mut message =
        |place: &Place, range: Range| made.set(place, Datum::Range(range)).unwrap_err().message;
    assert_eq!(
        message(&tasks, Range::between(10.0, 5.0)),
        "10 to 5 goes down; write the smaller number first: 5 to 10"
    );
    assert_eq!(
        message(&tasks, Range::between(5.0, 5.0)),
        "5 to 5 is one number; write it once: 5"
    );
    let likely = Range {
        likely: Some(20.0),
        ..Range::between(5.0, 10.0)
    };
    assert_eq!(
        message(&tasks, likely),
        "the most likely number 20 is not between 5 and 10; write one in the range"
    );
    assert!(message(&tasks, Range::between(-1.0, 10.0)).starts_with("-1 is not between 0 and"));
    assert!(message(&step::TURNS.of_step(0), Range::between(1.5, 2.0)).contains("whole number"));
    let name = message(&step::NAME.of_step(0), Range::between(5.0, 10.0));
    assert!(
        name.starts_with("the range 5 to 10 is not what belongs here"),
        "{name}"
    );
    assert!(
        message(&level::TOKENS.of_level(0, 0), Range::between(5.0, 10.0))
            .contains("write one number")
    );
    let setting = "version = 1\n[technical]\nbatch = { low = 1, high = 8 }\n";
    let problems = text::read(setting).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "technical.batch: the range 1 to 8 is of no use here yet; write one number"
    );
}

#[test]
fn a_number_that_is_entered_takes_the_place_of_its_range() {
    let mut made = legal();
    let gain = value::GAIN_USD.place();
    made.set(&gain, Datum::Range(Range::between(15.0, 60.0)))
        .unwrap();
    edit::enter(&mut made, &gain, Datum::Number(18.0)).unwrap();
    let mut plain = legal();
    plain.set(&gain, Datum::Number(18.0)).unwrap();
    assert_eq!(made, plain);
    // Where code gives it another number, the range is no longer read.
    made.set(&gain, Datum::Range(Range::between(15.0, 60.0)))
        .unwrap();
    made.value.gain_usd = 18.0;
    assert_eq!(made.get(&gain), Datum::Number(18.0));
    assert_eq!(link::encode(&made), link::encode(&plain));
}

#[test]
fn a_range_goes_with_its_step() {
    let mut made = presets::find("multi-agent").unwrap().scenario.clone();
    let range = Datum::Range(Range::between(1_000.0, 9_000.0));
    made.set(&step::INPUT_TOKENS.of_step(1), range.clone())
        .unwrap();
    let to = workflow::shift(&mut made, 1, true);
    assert_eq!(made.get(&step::INPUT_TOKENS.of_step(to)), range);
    assert_ne!(made.get(&step::INPUT_TOKENS.of_step(1)), range);
}

/// The same document in the compact and the human form, as the first version with ranges wrote it.
const LINKS: [&str; 2] = [
    "1.YIr_AAGqAwUAFACQA0oLAQEKAQESAQEQAAI",
    "v1.bk7w;prices=genai-prices-0.2.3;steps.0.success_rate=0.5_to_0.9~2C_likely_0.8~2C_triangular;value.loss_usd=20_to_400",
];

#[test]
fn a_link_that_was_made_with_a_range_opens_for_ever() {
    let rate = Range {
        shape: Some(Shape::Triangular),
        likely: Some(0.8),
        ..Range::between(0.5, 0.9)
    };
    for written in LINKS {
        let opened = link::decode(written).unwrap();
        assert!(opened.checked && opened.notices.is_empty(), "{written}");
        let held = |place: Place| opened.scenario.get(&place);
        assert_eq!(held(step::SUCCESS_RATE.of_step(0)), Datum::Range(rate));
        let loss = Range::between(20.0, 400.0);
        assert_eq!(held(value::LOSS_USD.place()), Datum::Range(loss));
    }
}
