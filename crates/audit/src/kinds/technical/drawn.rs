//! Scenarios on machines, drawn with all that their figures depend on.

use crate::dice::Dice;
use crate::documents::{checking, difference, own_price};
use crate::{Difference, Verdict};
use catalogs::accelerators::{ACCELERATORS, Accelerator};
use catalogs::prices::Catalog;
use catalogs::shapes::{MODELS, OpenModel};
use scenario::choice::TurnCacheKind;
use scenario::document::{Scenario, Step};
use scenario::field::Datum;
use scenario::setting::SettingPlace;
use views::Viewed;
use views::technical::{TechnicalReport, technical};

/// A scenario, its machine and its model, as they were drawn.
pub(super) struct Drawn {
    pub(super) scenario: Scenario,
    pub(super) model: &'static OpenModel,
    pub(super) machine: &'static Accelerator,
    pub(super) count: f64,
    pub(super) requests: f64,
    pub(super) context: f64,
    pub(super) weight_bytes: f64,
    pub(super) kept_bytes: f64,
    /// Parts of computing and of memory that are reached.
    pub(super) reached: (f64, f64),
    pub(super) utilisation: f64,
}

impl Drawn {
    pub(super) fn set(&mut self, name: &str, value: Datum) {
        let place = SettingPlace::parse(&format!("technical.{name}"));
        let done = place.map(|place| place.set(&mut self.scenario, value));
        debug_assert!(matches!(done, Some(Ok(()))), "{name}: {done:?}");
    }

    /// One that is mostly as usual, and its value.
    pub(super) fn number(
        &mut self,
        dice: &mut Dice,
        name: &str,
        usual: f64,
        range: (f64, f64),
    ) -> f64 {
        if dice.once_in(2) {
            return usual;
        }
        let value = dice.by_factors(range.0, range.1);
        self.set(name, Datum::Number(value));
        value
    }

    /// Bytes and operations a second that are reached.
    pub(super) fn speeds(&self) -> (f64, f64) {
        let (compute, memory) = self.reached;
        (
            self.machine.bytes_per_second * self.count * memory,
            self.machine.flops_per_second * self.count * compute,
        )
    }

    pub(super) fn report(&self) -> Option<TechnicalReport> {
        let viewed = Viewed::new(self.scenario.clone(), Catalog::embedded())?;
        Some(technical(&viewed.subject()))
    }

    pub(super) fn differs(&self, what: &str, reported: f64, found: f64) -> Verdict {
        if (reported - found).abs() <= 1e-9 * reported.abs().max(found.abs()) {
            return Ok(());
        }
        Err(self.difference(format!("{what}: reported {reported}, found {found}")))
    }

    pub(super) fn difference(&self, what: String) -> Difference {
        difference(&self.scenario, what)
    }
}

/// Steps of few tokens, so that each can be looked at, on any machine with any open model.
pub(super) fn draw(dice: &mut Dice, most_tokens: f64) -> Drawn {
    let steps = 0..dice.whole(1, 3);
    let mut scenario = Scenario {
        steps: steps.map(|index| step(dice, index, most_tokens)).collect(),
        ..Scenario::default()
    };
    scenario.work.tasks = dice.pick(&[1.0, 1_000.0]);
    scenario.checking = dice.once_in(2).then(|| checking(dice));
    let model = &MODELS[dice.whole(0, MODELS.len() as u32 - 1) as usize];
    let machine = &ACCELERATORS[dice.whole(0, ACCELERATORS.len() as u32 - 1) as usize];
    let mut drawn = Drawn {
        scenario,
        model,
        machine,
        count: dice.pick(&[1.0, 2.0, 8.0, 16.0, 64.0, 512.0]),
        requests: dice.pick(&[1.0, 2.0, 7.0, 64.0, 256.0, 1_000.0]),
        context: dice.pick(&[0.0, 1.0, 127.0, 128.0, 129.0, 2_000.0, 60_000.0]),
        weight_bytes: model.weight_bytes,
        kept_bytes: 2.0,
        reached: (0.5, 0.7),
        utilisation: dice.pick(&[1.0, 0.5, 0.1, 0.001]),
    };
    drawn.set("shape", Datum::Text(model.id.into()));
    drawn.set("accelerator", Datum::Text(machine.id.into()));
    for (name, value) in [
        ("accelerators", drawn.count),
        ("batch", drawn.requests),
        ("context_tokens", drawn.context),
        ("utilisation", drawn.utilisation),
    ] {
        drawn.set(name, Datum::Number(value));
    }
    drawn.weight_bytes = drawn.number(dice, "weight_bytes", model.weight_bytes, (0.1, 8.0));
    drawn.kept_bytes = drawn.number(dice, "kept_bytes", 2.0, (0.1, 8.0));
    drawn.reached = (
        drawn.number(dice, "compute_efficiency", 0.5, (0.01, 1.0)),
        drawn.number(dice, "memory_efficiency", 0.7, (0.01, 1.0)),
    );
    drawn
}

fn step(dice: &mut Dice, index: u32, most_tokens: f64) -> Step {
    let mut tokens = || libm::floor(dice.by_factors(1.0, most_tokens));
    let (input, visible, reasoning, growth) = (tokens(), tokens(), tokens(), tokens());
    let turn_cache = dice.pick(&[TurnCacheKind::None, TurnCacheKind::FiveMinutes]);
    let cached = dice.pick(&[0.0, 0.5, 0.9, 1.0]);
    Step {
        name: format!("s{index}"),
        input_tokens: input,
        cache_read_tokens: match turn_cache {
            TurnCacheKind::None => libm::floor(input * cached),
            _ => 0.0,
        },
        visible_output_tokens: if dice.once_in(5) { 0.0 } else { visible },
        reasoning_tokens: Some(reasoning),
        turns: f64::from(dice.pick(&[1u8, 1, 2, 5])),
        turn_growth_tokens: growth,
        keeps_output: dice.once_in(2),
        turn_cache,
        calls: dice.pick(&[1.0, 0.5, 3.0]),
        success_rate: Some(dice.middling()),
        price: own_price(dice),
        ..Step::default()
    }
}
