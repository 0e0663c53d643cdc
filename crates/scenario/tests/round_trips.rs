//! Whatever a document says, its text and its link say the same.

#![cfg(feature = "text")]
#![allow(clippy::unwrap_used)]

use catalogs::prices::Catalog;
use proptest::prelude::*;
use scenario::field::Place;
use scenario::link;
use scenario::{number, text};

mod random;
use random::scenarios;

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
