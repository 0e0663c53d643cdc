//! Laws of machines: what holds for every shape, machine and load.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use economics::compute::{Attention, Experts, Shape, Window};
use economics::hosting::{
    NoHosting, Units, accepted_tokens, break_even_utilisation, busy_time, cost_per_mtok, hosted,
    speedup,
};
use economics::quantity::{Bytes, Seconds, Tokens, TokensPerSecond, Usd, UsdPerMtok};
use economics::roofline::{
    Bound, Machine, NoDecode, Serving, balanced_batch, decode, largest_batch, reading_time,
};
use proptest::prelude::*;

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1e-12)
}

prop_compose! {
    fn attentions()(heads in 1u32..256, share in 1u32..9, width in 32u32..256, is_latent: bool) -> Attention {
        let (heads, width) = (f64::from(heads), f64::from(width));
        if is_latent {
            Attention::Latent { heads, latent_width: 512.0, position_width: 64.0, key_width: width, value_width: width }
        } else {
            Attention::Heads { heads, kv_heads: (heads / f64::from(share)).ceil(), head_width: width }
        }
    }
}

prop_compose! {
    fn shapes()(layers in 1u32..200, width in 256u32..20_000, attention in attentions(), rest in 1e8..1e11f64,
                mixture in prop::option::of((2u32..512, 1u32..9, 1e5..1e8f64)), looked_up in 0.0..0.5f64, part in prop::option::of((0.0..=1.0f64, 1u32..5_000)))
                -> Shape {
        let layers = f64::from(layers);
        let experts = mixture.map(|(count, chosen, parameters)| Experts {
            layers, count: f64::from(count), chosen: f64::from(chosen.min(count)), parameters,
        });
        Shape {
            parameters: rest + experts.map_or(0.0, |experts| experts.all_parameters()),
            embedding: rest * looked_up,
            layers,
            width: f64::from(width),
            attention,
            window: part.map(|(part, tokens)| Window { layers: (layers * part).floor(), tokens: Tokens(f64::from(tokens)) }),
            experts,
        }
    }
}

prop_compose! {
    fn machines()(flops in 1e14..1e16f64, bytes in 1e11..1e13f64, memory in 1e10..1e13f64, compute in 0.05..=1.0f64,
                  reading in 0.05..=1.0f64) -> Machine {
        Machine { flops_per_second: flops, bytes_per_second: bytes, memory: Bytes(memory), compute_efficiency: compute,
            memory_efficiency: reading }
    }
}

prop_compose! {
    fn servings()(batch in 1u32..5_000, context in 0u32..500_000, weight in 0.5..4.0f64, kept in 0.5..4.0f64) -> Serving {
        Serving { batch: f64::from(batch), context: Tokens(f64::from(context)), weight_bytes: weight, kept_bytes: kept }
    }
}

proptest! {
    #[test]
    fn a_batch_fits_exactly_up_to_the_largest(shape in shapes(), machine in machines(), serving in servings()) {
        match decode(&shape, &machine, &serving) {
            Ok(found) => {
                prop_assert!(found.needed <= machine.memory);
                // The division that finds the largest may round at the very edge.
                let largest = largest_batch(&shape, &machine, &serving).unwrap();
                prop_assert!(serving.batch <= largest + 1e-9 * largest + 1.0);
            }
            Err(NoDecode::RequestsDoNotFit { needed, fitting }) => {
                prop_assert!(needed > machine.memory && fitting < serving.batch + 1e-9 * fitting);
                if fitting >= 1.0 {
                    let fewer = Serving { batch: (fitting * (1.0 - 1e-9)).floor().max(1.0), ..serving };
                    prop_assert!(decode(&shape, &machine, &fewer).is_ok());
                }
            }
            Err(NoDecode::WeightsDoNotFit { needed }) => {
                prop_assert!(needed > machine.memory);
                prop_assert_eq!(largest_batch(&shape, &machine, &serving), None);
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn a_step_takes_the_longer_of_memory_and_computing(shape in shapes(), machine in machines(), serving in servings()) {
        if let Ok(found) = decode(&shape, &machine, &serving) {
            prop_assert_eq!(found.step.0, found.memory.0.max(found.compute.0));
            prop_assert_eq!(found.bound == Bound::Compute, found.compute > found.memory);
            prop_assert!(found.step.0 > 0.0 && found.speed.0.is_finite());
            // No machine is faster than its memory and its arithmetic allow.
            let weights = shape.active_parameters() * serving.weight_bytes;
            prop_assert!(found.step.0 * machine.bytes_per_second >= weights * (1.0 - 1e-12));
            let flops = 2.0 * shape.working_parameters() * serving.batch;
            prop_assert!(found.step.0 * machine.flops_per_second >= flops * (1.0 - 1e-12));
        }
    }

    #[test]
    fn more_requests_never_slow_the_machine_and_never_speed_one_request(
        shape in shapes(), machine in machines(), serving in servings(), more in 1u32..5_000,
    ) {
        let larger = Serving { batch: serving.batch + f64::from(more), ..serving };
        if let (Ok(few), Ok(many)) = (decode(&shape, &machine, &serving), decode(&shape, &machine, &larger)) {
            prop_assert!(many.speed.0 >= few.speed.0 * (1.0 - 1e-12));
            prop_assert!(many.request_speed.0 <= few.request_speed.0 * (1.0 + 1e-12));
        }
    }

    #[test]
    fn longer_contexts_take_more_time_and_memory(
        shape in shapes(), machine in machines(), serving in servings(), more in 1u32..500_000,
    ) {
        let longer = Serving { context: serving.context + Tokens(f64::from(more)), ..serving };
        if let (Ok(short), Ok(long)) = (decode(&shape, &machine, &serving), decode(&shape, &machine, &longer)) {
            prop_assert!(long.step.0 >= short.step.0 && long.needed.0 >= short.needed.0);
        }
        let read = |cached: Tokens, tokens: Tokens| shape.reading_flops(cached, tokens).0;
        let nothing = Tokens(0.0);
        prop_assert!(read(nothing, longer.context) > read(nothing, serving.context));
        // What is read in two parts takes as many operations as all at once.
        let rest = Tokens(f64::from(more));
        prop_assert!(near(read(nothing, longer.context), read(nothing, serving.context) + read(serving.context, rest)));
    }

    #[test]
    fn twice_the_machines_are_twice_as_fast_with_the_same_requests(
        shape in shapes(), machine in machines(), serving in servings(), tokens in 1u32..200_000,
    ) {
        if let Ok(one) = decode(&shape, &machine, &serving) {
            let two = decode(&shape, &machine.times(2.0), &serving).unwrap();
            prop_assert!(near(two.speed.0, 2.0 * one.speed.0));
            // So a token costs the same: dollars an hour double too.
            let cost = |dollars: f64, speed| cost_per_mtok(Usd(dollars), speed, 0.5).unwrap().0;
            prop_assert!(near(cost(2.0, one.speed), cost(4.0, two.speed)));
        }
        let tokens = Tokens(f64::from(tokens));
        let read = |machine: &Machine| reading_time(&shape, machine, serving.context, tokens, serving.weight_bytes).unwrap();
        prop_assert!(near(read(&machine).0, 2.0 * read(&machine.times(2.0)).0));
    }

    #[test]
    fn from_the_balanced_batch_on_computing_takes_the_time(
        shape in shapes(), machine in machines(), serving in servings(),
    ) {
        let ample = Machine { memory: Bytes(1e30), ..machine };
        let bound = |batch| decode(&shape, &ample, &Serving { batch, ..serving }).unwrap().bound;
        match balanced_batch(&shape, &ample, &serving) {
            Some(batch) if batch < 1e9 => {
                prop_assert_eq!(bound(batch), Bound::Compute);
                prop_assert!(batch == 1.0 || bound(batch - 1.0) == Bound::Memory);
                prop_assert_eq!(bound(batch * 10.0), Bound::Compute);
            }
            Some(_) => {}
            None => prop_assert_eq!(bound(1e9), Bound::Memory),
        }
    }

    #[test]
    fn active_parameters_are_what_one_token_touches(shape in shapes(), tokens in 1u32..10_000) {
        prop_assert!(near(shape.touched_parameters(1.0), shape.active_parameters()));
        let touched = shape.touched_parameters(f64::from(tokens));
        prop_assert!(shape.active_parameters() * (1.0 - 1e-9) <= touched && touched <= shape.parameters * (1.0 + 1e-9));
    }

    #[test]
    fn a_window_never_keeps_more_and_a_latent_never_more_than_its_own(shape in shapes(), context in 0u32..1_000_000) {
        let open = Shape { window: None, ..shape };
        let context = Tokens(f64::from(context));
        prop_assert!(shape.kept_bytes(context, 2.0).0 <= open.kept_bytes(context, 2.0).0 * (1.0 + 1e-12));
        prop_assert!(near(open.kept_bytes(context, 2.0).0, open.kept_bytes_per_token(2.0).0 * context.0));
        if let Some(balanced) = open.balanced_context() {
            prop_assert!(near(open.attention_flops(balanced).0, 2.0 * open.working_parameters()));
        }
    }

    #[test]
    fn whole_units_carry_the_load_and_one_fewer_would_not(
        hourly in 0.01..1e4f64, hours in 1.0..10_000.0f64, most in 0.01..=1.0f64, part in 0.0..500.0f64,
    ) {
        let units = Units { hourly: Usd(hourly), hours, most_utilisation: most, least: 0.0, most: None };
        let unit = hours * 3_600.0;
        let found = hosted(&units, Seconds(part * unit)).unwrap();
        prop_assert!(found.units.fract() == 0.0 && found.utilisation <= most * (1.0 + 1e-8));
        prop_assert!(found.units == 0.0 || (found.units - 1.0) * most < part * (1.0 + 1e-12));
        prop_assert!(near(found.cost.0, found.units * hourly * hours));
        if found.units >= 1.0 {
            let limited = Units { most: Some(found.units - 1.0), ..units };
            let refused = hosted(&limited, Seconds(part * unit));
            let is_refused = matches!(refused, Err(NoHosting::TooMuchLoad { needed, .. }) if needed == found.units);
            prop_assert!(is_refused);
        }
    }

    #[test]
    fn at_the_break_even_utilisation_a_token_costs_its_price(
        hourly in 0.01..1e4f64, speed in 1.0..1e6f64, price in 0.001..1e3f64,
    ) {
        let (hourly, speed, price) = (Usd(hourly), TokensPerSecond(speed), UsdPerMtok(price));
        let utilisation = break_even_utilisation(hourly, speed, price).unwrap();
        if utilisation <= 1.0 {
            prop_assert!(near(cost_per_mtok(hourly, speed, utilisation).unwrap().0, price.0));
        } else {
            prop_assert!(cost_per_mtok(hourly, speed, 1.0).unwrap().0 > price.0);
        }
    }

    #[test]
    fn loads_of_several_kinds_add_up(first in 0.0..1e12f64, second in 0.0..1e12f64, fast in 1.0..1e6f64, slow in 1.0..1e6f64) {
        let load = |tokens, speed| (Tokens(tokens), TokensPerSecond(speed));
        let alone = |one| busy_time(&[one]).unwrap().0;
        let both = busy_time(&[load(first, fast), load(second, slow)]).unwrap().0;
        prop_assert!(near(both, alone(load(first, fast)) + alone(load(second, slow))));
    }

    #[test]
    fn guesses_bring_between_one_token_and_all_of_them(acceptance in 0.0..=1.0f64, guesses in 0u32..33, cost in 0.0..=1.0f64) {
        let guesses = f64::from(guesses);
        let tokens = accepted_tokens(acceptance, guesses);
        prop_assert!((1.0 - 1e-9..=guesses + 1.0 + 1e-9).contains(&tokens));
        prop_assert!(near(speedup(acceptance, 0.0, cost), 1.0));
        prop_assert!(speedup(acceptance, guesses, cost) <= tokens * (1.0 + 1e-12));
    }
}
