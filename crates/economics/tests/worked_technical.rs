//! Worked numbers of compute, memory, decoding, hosting, supply and energy: each computed independently, each at its
//! tolerance; and the two published tables that close by themselves.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

use economics::compute::{Attention, Experts, Shape, Window, plain_parameters};
use economics::energy::{
    Energy, Power, carbon_grams, electricity_cost, joules_of_published, joules_per_token,
    watt_hours,
};
use economics::hosting::{
    NoHosting, Units, accepted_tokens, break_even_tokens, break_even_utilisation, busy_time,
    cost_per_mtok, hosted, speedup,
};
use economics::quantity::{Bytes, Seconds, Tokens, TokensPerSecond, Usd, UsdPerMtok};
use economics::roofline::{
    Bound, Machine, NoDecode, Serving, balanced_batch, critical_batch, decode, largest_batch,
    reading_time,
};
use economics::supply::{Sold, gross_margin, machine_cost, node_days, return_on_cost, revenue};

fn within(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

/// Relative 1e-6, as closed forms are given.
fn close(found: f64, expected: f64) {
    within(found, expected, 1e-6 * expected.abs());
}

/// To the last figure that is printed.
fn printed(found: f64, expected: f64, decimals: i32) {
    within(
        found,
        expected,
        0.5000001 * libm::pow(10.0, f64::from(-decimals)),
    );
}

fn dense(parameters: f64, layers: f64, width: f64, attention: Attention) -> Shape {
    Shape {
        parameters,
        embedding: 0.0,
        layers,
        width,
        attention,
        window: None,
        experts: None,
    }
}

fn grouped(heads: f64, kv_heads: f64) -> Attention {
    Attention::Heads {
        heads,
        kv_heads,
        head_width: 128.0,
    }
}

fn llama_70b() -> Shape {
    dense(70.6e9, 80.0, 8_192.0, grouped(64.0, 8.0))
}

fn deepseek_v3() -> Shape {
    Shape {
        experts: Some(Experts {
            layers: 58.0,
            count: 256.0,
            chosen: 8.0,
            parameters: 3.0 * 7_168.0 * 2_048.0,
        }),
        ..dense(
            671e9,
            61.0,
            7_168.0,
            Attention::Latent {
                heads: 128.0,
                latent_width: 512.0,
                position_width: 64.0,
                key_width: 128.0,
                value_width: 128.0,
            },
        )
    }
}

fn h100() -> Machine {
    Machine {
        flops_per_second: 989e12,
        bytes_per_second: 3.35e12,
        memory: Bytes(80e9),
        compute_efficiency: 0.5,
        memory_efficiency: 0.7,
    }
}

fn serving(batch: f64, context: f64) -> Serving {
    Serving {
        batch,
        context: Tokens(context),
        weight_bytes: 2.0,
        kept_bytes: 2.0,
    }
}

#[test]
fn a_shape_tells_parameters_and_operations() {
    // GPT-3's 96 layers of 12,288.
    printed(plain_parameters(96.0, 12_288.0) / 1e11, 1.73946, 5);
    printed(2.0 * plain_parameters(96.0, 12_288.0) / 1e11, 3.47892, 5);
    let llama = llama_70b();
    let (context, weights) = (Tokens(8_192.0), 1.412e11);
    printed(llama.attention_flops(context).0 / 1e10, 2.147484, 6);
    close(llama.token_flops(context).0, weights + 2.147_483_648e10);
    printed(
        llama.attention_flops(context).0 / weights * 100.0,
        15.2088,
        4,
    );
    printed(llama.balanced_context().unwrap().0, 53_863.5, 1);
    close(
        llama.reading_flops(Tokens(0.0), context).0,
        2.0 * 70.6e9 * 8_192.0 + 2.0 * 80.0 * 8_192.0 * 8_192.0 * 8_192.0,
    );
}

/// Memory of a token of context in decimal kilobytes, two bytes a number: table 1 of "Insights into DeepSeek-V3" (ISCA 2025).
#[test]
fn the_published_table_of_kept_memory_closes() {
    let kilobytes = |shape: &Shape| shape.kept_bytes_per_token(2.0).0 / 1e3;
    let qwen = dense(72.7e9, 80.0, 8_192.0, grouped(64.0, 8.0));
    let llama = dense(405.9e9, 126.0, 16_384.0, grouped(128.0, 8.0));
    assert_eq!(kilobytes(&deepseek_v3()), 70.272);
    assert_eq!(kilobytes(&qwen), 327.680);
    assert_eq!(kilobytes(&llama), 516.096);
    printed(kilobytes(&qwen) / kilobytes(&deepseek_v3()), 4.66, 2);
    printed(kilobytes(&llama) / kilobytes(&deepseek_v3()), 7.34, 2);
}

#[test]
fn grouped_heads_and_smaller_numbers_keep_less() {
    let llama = llama_70b();
    assert_eq!(llama.kept_bytes_per_token(1.0), Bytes(163_840.0));
    assert_eq!(llama.kept_bytes_per_token(1.0).0 / 1_024.0, 160.0); // KiB, not kB
    assert_eq!(llama.kept_bytes_per_token(2.0), Bytes(327_680.0));
    let every_head = dense(70.6e9, 80.0, 8_192.0, grouped(64.0, 64.0));
    assert_eq!(every_head.kept_bytes_per_token(2.0), Bytes(2_621_440.0));
    // A sequence of 32 k tokens with one byte a number: about 5.3 GB.
    printed(llama.kept_bytes(Tokens(32_768.0), 1.0).0 / 1e9, 5.4, 1);
}

#[test]
fn decoding_is_as_fast_as_memory_or_computing() {
    let (llama, node) = (llama_70b(), h100().times(8.0));
    let cases = [
        (1.0, 2_000.0, 7.5616, 132.247, 33.607),
        (32.0, 2_000.0, 8.6445, 3_701.76, 1.2006),
        (128.0, 2_000.0, 11.9982, 10_668.3, 0.4166),
        (32.0, 32_000.0, 25.4128, 1_259.21, 3.5296),
    ];
    for (batch, context, milliseconds, speed, usd) in cases {
        let found = decode(&llama, &node, &serving(batch, context)).unwrap();
        printed(found.step.0 * 1e3, milliseconds, 4);
        within(found.speed.0, speed, 1e-5 * speed);
        let cost = cost_per_mtok(Usd(16.0), found.speed, 1.0).unwrap();
        within(cost.0, usd, 1e-4 * usd);
        assert_eq!(found.bound, Bound::Memory);
        within(found.request_speed.0 * batch, found.speed.0, 1e-9);
    }
}

#[test]
fn computing_takes_over_at_the_critical_batch() {
    let sure = |flops, bytes| Machine {
        flops_per_second: flops,
        bytes_per_second: bytes,
        memory: Bytes(1e13),
        compute_efficiency: 1.0,
        memory_efficiency: 1.0,
    };
    printed(critical_batch(&sure(989e12, 3.35e12), 2.0), 295.22, 2);
    printed(critical_batch(&sure(1.97e14, 8.2e11), 2.0), 240.24, 2);
    // One byte a parameter reads twice as fast.
    printed(critical_batch(&sure(989e12, 3.35e12), 1.0), 147.61, 2);
    let (llama, machine) = (llama_70b(), sure(989e12, 3.35e12));
    let at = |batch| decode(&llama, &machine, &serving(batch, 0.0)).unwrap();
    let (below, above) = (at(295.0), at(296.0));
    assert_eq!((below.bound, above.bound), (Bound::Memory, Bound::Compute));
    let balanced = balanced_batch(&llama, &machine, &serving(1.0, 0.0));
    assert_eq!(balanced, Some(296.0)); // whole requests: the first above 295.22
    // 16 GB of weights read at 820 GB a second: 19.5 ms at least, on the v5e.
    let eight_billion = dense(8e9, 32.0, 4_096.0, grouped(32.0, 8.0));
    let step = decode(&eight_billion, &sure(1.97e14, 8.2e11), &serving(1.0, 0.0)).unwrap();
    printed(step.step.0 * 1e3, 19.5, 1);
}

#[test]
fn memory_limits_how_many_requests_there_can_be() {
    let (llama, node) = (llama_70b(), h100().times(8.0));
    let most = largest_batch(&llama, &node, &serving(1.0, 32_000.0)).unwrap();
    assert_eq!(most, 47.0); // (640 - 141.2) GB / (32,000 x 327,680 B)
    assert!(decode(&llama, &node, &serving(most, 32_000.0)).is_ok());
    let refused = decode(&llama, &node, &serving(most + 1.0, 32_000.0));
    let needed = Bytes(141.2e9 + 48.0 * 32_000.0 * 327_680.0);
    let fitting = 47.0;
    assert_eq!(refused, Err(NoDecode::RequestsDoNotFit { needed, fitting }));
    assert_eq!(
        decode(&llama, &h100(), &serving(1.0, 1.0)),
        Err(NoDecode::WeightsDoNotFit {
            needed: Bytes(141.2e9)
        })
    );
    assert_eq!(
        decode(&llama, &node, &serving(0.0, 1.0)),
        Err(NoDecode::NoRequest)
    );
    let still = Machine {
        compute_efficiency: 0.0,
        ..node
    };
    assert_eq!(
        decode(&llama, &still, &serving(1.0, 1.0)),
        Err(NoDecode::NoMachine)
    );
    assert_eq!(
        reading_time(&llama, &still, Tokens(0.0), Tokens(1.0), 2.0),
        Err(NoDecode::NoMachine)
    );
    // No context at all is the first token of an empty prompt: the weights alone.
    let first = decode(&llama, &node, &serving(1.0, 0.0)).unwrap();
    close(first.step.0, 141.2e9 / (8.0 * 3.35e12 * 0.7));
    assert_eq!(
        largest_batch(&llama, &node, &serving(1.0, 0.0)),
        Some(f64::INFINITY)
    );
}

#[test]
fn a_mixture_reads_more_experts_with_more_requests() {
    let deepseek = deepseek_v3();
    // Eight of 256 and what every token uses: 37 billion, as published.
    within(deepseek.active_parameters() / 1e9, 37.0, 0.7);
    close(
        deepseek.touched_parameters(1.0),
        deepseek.active_parameters(),
    );
    let experts = deepseek.experts.unwrap();
    close(
        experts.touched(32.0),
        1.0 - (1.0 - 8.0_f64 / 256.0).powi(32),
    );
    let mut before = 0.0;
    for batch in [1.0, 2.0, 8.0, 32.0, 128.0, 512.0, 4_096.0] {
        let touched = deepseek.touched_parameters(batch);
        assert!(before < touched && touched <= deepseek.parameters);
        before = touched;
    }
    close(before, deepseek.parameters);
}

/// DeepSeek-V3 in four bits on sixteen A100 behind 60,250 tokens: were every expert read, computing would take over at
/// 57.66 requests; so many touch only a part of the experts, and it does from 44 on.
#[test]
fn a_mixture_balances_on_the_experts_that_are_touched() {
    let shape = Shape {
        parameters: 671_025_397_760.0,
        embedding: 129_280.0 * 7_168.0,
        ..deepseek_v3()
    };
    let machine = Machine {
        flops_per_second: 312e12,
        bytes_per_second: 2.039e12,
        ..h100()
    }
    .times(16.0);
    let at = |batch| Serving {
        weight_bytes: 0.5,
        ..serving(batch, 60_250.0)
    };
    let bound = |batch| decode(&shape, &machine, &at(batch)).unwrap().bound;
    assert_eq!(balanced_batch(&shape, &machine, &at(1.0)), Some(44.0));
    assert_eq!((bound(43.0), bound(44.0)), (Bound::Memory, Bound::Compute));
    let kept = shape.kept_bytes(Tokens(60_250.0), 2.0).0;
    let ratio = 2.039e12 * 0.7 / (312e12 * 0.5);
    let flops = 2.0 * shape.active_parameters() + shape.attention_flops(Tokens(60_250.0)).0;
    let all_read = shape.parameters * 0.5 / (flops * ratio - kept);
    printed(all_read, 57.66, 2);
}

/// A row of the input embedding is looked up, not multiplied. What three makers publish as active leaves it out.
#[test]
fn a_look_up_is_no_work() {
    let shape = Shape {
        embedding: 0.93e9,
        ..deepseek_v3()
    };
    close(
        shape.working_parameters(),
        shape.active_parameters() - 0.93e9,
    );
    close(
        shape.token_flops(Tokens(0.0)).0,
        2.0 * shape.working_parameters(),
    );
    let read = shape.reading_flops(Tokens(0.0), Tokens(1e-9)).0;
    within(read / 2e-9, shape.working_parameters(), 1.0);
    // What is kept in memory and read from it stays the same.
    assert_eq!(
        shape.touched_parameters(8.0),
        deepseek_v3().touched_parameters(8.0)
    );
}

#[test]
fn a_short_prompt_waits_for_the_weights() {
    let (llama, node) = (llama_70b(), h100().times(8.0));
    let reads = |cached: f64, tokens: f64| {
        let time = reading_time(&llama, &node, Tokens(cached), Tokens(tokens), 2.0);
        time.unwrap().0 * 1e3
    };
    printed(reads(0.0, 100.0), 7.5267, 4); // 3.58 ms to compute
    printed(reads(0.0, 1_000.0), 36.0239, 4);
    // Behind a cached beginning of 31,000 tokens the attention is to 31,500 on average, not to 16,000.
    printed(reads(31_000.0, 1_000.0), 56.5661, 4);
    let whole = reads(0.0, 32_000.0);
    within(whole, reads(0.0, 31_000.0) + reads(31_000.0, 1_000.0), 1e-9);
}

#[test]
fn a_window_stops_growing() {
    let shape = Shape {
        window: Some(Window {
            layers: 12.0,
            tokens: Tokens(128.0),
        }),
        ..dense(20.9e9, 24.0, 2_880.0, grouped(64.0, 8.0))
    };
    let all = Shape {
        window: None,
        ..shape
    };
    assert_eq!(
        shape.kept_bytes(Tokens(128.0), 2.0),
        all.kept_bytes(Tokens(128.0), 2.0)
    );
    let long = |shape: &Shape| shape.kept_bytes(Tokens(1e6), 2.0).0;
    within(long(&shape) / long(&all), 0.5, 1e-4);
    // Sum over the tokens of what each sees.
    let counted: f64 = (0..1_000)
        .map(|token| shape.attention_flops(Tokens(f64::from(token) + 0.5)).0)
        .sum();
    let weights = 2.0 * shape.parameters * 1_000.0;
    let read = shape.reading_flops(Tokens(0.0), Tokens(1_000.0)).0 - weights;
    within(read / counted, 1.0, 1e-4);
    let balanced = shape.balanced_context().unwrap();
    close(shape.attention_flops(balanced).0, 2.0 * shape.parameters);
    let blind = Shape {
        window: Some(Window {
            layers: 24.0,
            tokens: Tokens(128.0),
        }),
        ..shape
    };
    assert_eq!(blind.balanced_context(), None);
}

#[test]
fn own_machines_break_even_at_a_part_of_the_time() {
    let (hourly, speed, price) = (Usd(20.0), TokensPerSecond(10_000.0), UsdPerMtok(0.9));
    printed(
        break_even_utilisation(hourly, speed, price).unwrap(),
        0.617284,
        6,
    );
    let tokens = break_even_tokens(hourly, 730.0, price).unwrap();
    printed(tokens.0 / 1e10, 1.62222, 5);
    // At that load the unit is at work for that part of the time, and a million tokens cost the price.
    let units = Units {
        hourly,
        hours: 730.0,
        most_utilisation: 1.0,
        least: 1.0,
        most: None,
    };
    let load = busy_time(&[(tokens, speed)]).unwrap();
    let found = hosted(&units, load).unwrap();
    assert_eq!(found.units, 1.0);
    printed(found.utilisation, 0.617284, 6);
    close(found.per_mtok(tokens).unwrap().0, 0.9);
    close(
        cost_per_mtok(hourly, speed, found.utilisation).unwrap().0,
        0.9,
    );
    // Above 1: a unit that costs more than it can ever earn back.
    assert!(break_even_utilisation(hourly, speed, UsdPerMtok(0.5)).unwrap() > 1.0);
    assert_eq!(
        break_even_utilisation(hourly, speed, UsdPerMtok(0.0)),
        Err(NoHosting::NoPrice)
    );
    assert_eq!(
        break_even_tokens(hourly, 730.0, UsdPerMtok(0.0)),
        Err(NoHosting::NoPrice)
    );
}

#[test]
fn whole_units_are_steps_with_a_limit() {
    let units = Units {
        hourly: Usd(20.0),
        hours: 730.0,
        most_utilisation: 0.5,
        least: 1.0,
        most: Some(4.0),
    };
    let unit = Seconds(730.0 * 3_600.0);
    let at = |part: f64| hosted(&units, unit * part);
    for (part, expected) in [
        (0.0, 1.0),
        (0.5, 1.0),
        (0.500_1, 2.0),
        (1.0, 2.0),
        (2.0, 4.0),
    ] {
        let found = at(part).unwrap();
        assert_eq!(found.units, expected, "at {part}");
        close(found.cost.0, expected * 20.0 * 730.0);
        within(found.utilisation, part / expected, 1e-12);
        within(found.spare.0, (expected * 0.5 - part) * unit.0, 1.0);
    }
    assert_eq!(
        at(2.01),
        Err(NoHosting::TooMuchLoad {
            needed: 5.0,
            most: 4.0
        })
    );
    let idle = Units {
        most_utilisation: 0.0,
        ..units
    };
    assert_eq!(hosted(&idle, unit), Err(NoHosting::NoUtilisation));
    let beyond = Units {
        most_utilisation: 1.5,
        ..units
    };
    assert_eq!(hosted(&beyond, unit), Err(NoHosting::NotAShare));
    let never = Units {
        hours: 0.0,
        ..units
    };
    assert_eq!(hosted(&never, unit), Err(NoHosting::NoTime));
    assert_eq!(hosted(&units, Seconds(f64::NAN)), Err(NoHosting::NoLoad));
    let no_speed = [(Tokens(1.0), TokensPerSecond(0.0))];
    assert_eq!(busy_time(&no_speed), Err(NoHosting::NoSpeed));
    let nothing_to_do = [(Tokens(0.0), TokensPerSecond(0.0))];
    assert_eq!(busy_time(&nothing_to_do), Ok(Seconds(0.0)));
    assert_eq!(
        busy_time(&[(Tokens(-1.0), TokensPerSecond(1.0))]),
        Err(NoHosting::NoLoad)
    );
    assert_eq!(
        cost_per_mtok(Usd(1.0), TokensPerSecond(f64::NAN), 1.0),
        Err(NoHosting::NoSpeed)
    );
}

#[test]
fn guessing_ahead_brings_more_tokens_a_step() {
    close(accepted_tokens(0.8, 4.0), 3.3616);
    close(speedup(0.8, 4.0, 0.1), 2.401_142_857);
    close(speedup(0.8, 4.0, 0.02), 3.112_592_593);
    assert_eq!(accepted_tokens(1.0, 4.0), 5.0);
    within(accepted_tokens(1.0 - 1e-8, 4.0), 5.0, 1e-6);
}

/// A day of a provider as it was disclosed: average nodes, tokens by kind, throughput of a node, all from one text.
#[test]
fn the_disclosed_day_closes() {
    let cost = machine_cost(226.75 * 8.0, Usd(2.0), 24.0);
    close(cost.0, 87_072.0);
    let (hit, missed, written) = (Tokens(342e9), Tokens(608e9 - 342e9), Tokens(168e9));
    let sold = |tokens, price| Sold {
        tokens,
        price: UsdPerMtok(price),
    };
    let asked = revenue(&[sold(hit, 0.14), sold(missed, 0.55), sold(written, 2.19)]);
    printed(asked.0, 562_100.0, 0);
    let published = Usd(562_027.0);
    within(asked / published, 1.0, 0.0002);
    printed(return_on_cost(published, cost).unwrap(), 5.4547, 4);
    printed(gross_margin(published, cost).unwrap(), 0.84508, 5);
    printed(return_on_cost(asked, cost).unwrap(), 5.45558, 4);
    printed(gross_margin(asked, cost).unwrap(), 0.845095, 6);
    // A node reads 73.7 k or writes 14.8 k tokens a second; the days that takes are the days that were paid.
    let (reads, writes) = (TokensPerSecond(73_700.0), TokensPerSecond(14_800.0));
    let reading = node_days(Tokens(608e9), reads).unwrap();
    let writing = node_days(written, writes).unwrap();
    printed(reading, 95.482, 3);
    printed(writing, 131.381, 3);
    within(reading + writing, 226.75, 0.2);
    let node = Usd(16.0);
    printed(cost_per_mtok(node, reads, 1.0).unwrap().0, 0.0603, 4);
    printed(cost_per_mtok(node, writes, 1.0).unwrap().0, 0.3003, 4);
    let load = busy_time(&[(Tokens(608e9), reads), (written, writes)]).unwrap();
    let units = Units {
        hourly: node,
        hours: 24.0,
        most_utilisation: 1.0,
        least: 0.0,
        most: None,
    };
    let whole = hosted(&units, load).unwrap();
    assert_eq!(whole.units, 227.0);
    printed(whole.per_mtok(Tokens(776e9)).unwrap().0, 0.1123, 4);
    printed(cost.0 / 776e3, 0.1122, 4);
    assert_eq!(gross_margin(Usd(0.0), cost), None);
    assert_eq!(return_on_cost(published, Usd(0.0)), None);
}

#[test]
fn energy_follows_from_power_and_speed() {
    let joules = joules_per_token(10_200.0 * 0.7, 1.2, TokensPerSecond(14_800.0)).unwrap();
    printed(joules, 0.578919, 6);
    let energy = watt_hours(joules, Tokens(1e6));
    printed(energy / 1e3, 0.160811, 6);
    printed(electricity_cost(energy, Usd(0.08)).0, 0.012865, 6);
    printed(carbon_grams(energy, 400.0), 64.32, 2);
    // Published figures, read back.
    close(joules_of_published(0.3, Tokens(500.0)).unwrap(), 2.16);
    close(0.03 / 0.24 * 1e3, 125.0);
    close(carbon_grams(0.24, 125.0), 0.03);
    // 25 times the energy for 6,988 tokens instead of 717: 2.57 times as much a token.
    let (long, short) = (
        joules_of_published(25.0, Tokens(6_988.0)).unwrap(),
        joules_of_published(1.0, Tokens(717.0)).unwrap(),
    );
    printed(long / short, 2.57, 2);
    assert_eq!(joules_per_token(1.0, 1.0, TokensPerSecond(0.0)), None);
    assert_eq!(joules_of_published(1.0, Tokens(0.0)), None);
}

/// A node of 10.2 kW that writes 14,800 tokens a second, at work half of the time and at 0.17 of its power in between.
#[test]
fn idle_hours_are_borne_by_the_work() {
    let node = Power {
        at_work: 10_200.0 * 0.7,
        idle: 10_200.0 * 0.17,
        building: 1.2,
    };
    let written = Seconds(1.0 / 14_800.0);
    let token = |reading, utilisation| node.energy(written, Seconds(reading), utilisation).unwrap();
    let joules = |energy: Energy| energy.total() * 3_600.0;
    printed(joules(token(0.0, 1.0)), 0.578919, 6);
    printed(joules(token(0.0, 0.5)), 0.719514, 6);
    printed(joules(token(0.0, 0.1)), 1.844270, 6);
    // Ten tokens read for each that is written, at 73,700 a second.
    printed(joules(token(10.0 / 73_700.0, 0.5)), 2.164398, 6);
    assert_eq!(node.energy(written, written, 0.0), None);
}

/// Two home servers, measured at their plugs: a month of mostly idle hours, and all tokens of another month.
#[test]
fn what_plugs_measured_closes() {
    printed(135_730.0 / (31.0 * 24.0), 182.4, 1); // watts on average, 170 of them idle
    printed(
        joules_of_published(64e3, Tokens(1.136e9)).unwrap(),
        0.2028,
        4,
    );
}
