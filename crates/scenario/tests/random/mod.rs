//! Documents of every shape, for laws that must hold whatever a document says.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may stop")]

use proptest::prelude::*;
use scenario::document::{Checking, Level, Scenario, Step};
use scenario::field::{Datum, Kind, Rule};
use scenario::setting::{SettingPlace, rows};

/// A value that a field allows, made from two random numbers.
fn allowed(rule: Rule, pick: f64, word: &str) -> Datum {
    if rule.optional && pick < 0.2 {
        return Datum::Unset;
    }
    match rule.kind {
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

/// Parts of links of versions to come: three with numbers, one by name.
const UNKNOWN: [&str; 4] = [
    "x90.0.0=0.05",
    "x91.2.1=2.0361620a",
    "x92.0.0=1.0304",
    "later.rate=0.5",
];

prop_compose! {
    /// A document with random fields, a third of them set.
    pub fn scenarios()(
        steps in 1usize..4,
        levels in 0usize..3,
        looks in any::<bool>(),
        unknown in prop::sample::subsequence(UNKNOWN.to_vec(), 0..=UNKNOWN.len()),
        snapshot in prop::sample::select(vec![None, Some("genai-prices-0.9.9"), Some("snapshot-200"), Some("my own ~list")]),
        values in prop::collection::vec((0.0..1.0f64, "[ -~äß€]{0,12}", any::<bool>()), 400),
        settings in prop::collection::vec((0.0..1.0f64, "[ -~äß€]{0,12}", any::<bool>()), 200),
    ) -> Scenario {
        let step = Step { levels: vec![Level::default(); levels], ..Step::default() };
        let mut scenario = Scenario {
            steps: vec![step; steps],
            checking: looks.then(Checking::default),
            unknown: unknown.into_iter().map(Into::into).collect(),
            prices: snapshot.map(Into::into),
            ..Scenario::default()
        };
        for (place, (pick, word, set)) in scenario.places().iter().zip(values) {
            if set && place.field.path != "prices" {
                scenario.set(place, allowed(place.field.rule, pick, &word)).unwrap();
            }
        }
        for (setting, (pick, word, set)) in rows::all().zip(settings) {
            let index = if setting.is_in_list() { (pick * 3.0) as usize } else { 0 };
            if set {
                let place = SettingPlace { setting, index };
                place.set(&mut scenario, allowed(setting.rule, pick, &word)).unwrap();
            }
        }
        scenario
    }
}

/// Numbers of its own, the same on every machine (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A whole number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }

    /// A document with random fields, a third of them set: quicker than [`scenarios`], for thousands of them.
    pub fn scenario(&mut self) -> Scenario {
        const LETTERS: [&str; 10] = ["a", "Z", "9", " ", "-", ".", "~", "\u{e4}", "\u{20ac}", ";"];
        let step = Step {
            levels: vec![Level::default(); self.below(3)],
            ..Step::default()
        };
        let mut scenario = Scenario {
            steps: vec![step; 1 + self.below(3)],
            checking: (self.below(2) == 0).then(Checking::default),
            ..Scenario::default()
        };
        for place in scenario.places() {
            let pick = self.below(1 << 53) as f64 / (1u64 << 53) as f64;
            let word: String = (0..self.below(8))
                .map(|_| LETTERS[self.below(LETTERS.len())])
                .collect();
            if place.field.path != "prices" && self.below(3) == 0 {
                scenario
                    .set(&place, allowed(place.field.rule, pick, &word))
                    .unwrap();
            }
        }
        for setting in rows::all() {
            let pick = self.below(1 << 53) as f64 / (1u64 << 53) as f64;
            let index = if setting.is_in_list() {
                self.below(3)
            } else {
                0
            };
            if self.below(10) == 0 {
                let place = SettingPlace { setting, index };
                place
                    .set(&mut scenario, allowed(setting.rule, pick, "a word"))
                    .unwrap();
            }
        }
        scenario
    }
}
