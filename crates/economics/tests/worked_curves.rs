//! Worked numbers and laws of value curves in dollars and of what each agent adds, as arithmetic. Tolerance 1e-6
//! relative, 1e-4 for optima that are searched for, or as a number is printed.

#![allow(clippy::expect_used)]

use economics::attribution::{
    Influence, MOST_EXACT_PLAYERS, MOST_PLAYERS, Team, linear_influence, shapley, shapley_sampled,
    workflow_net,
};
use economics::quantity::{Probability, Share, Tokens, Usd};
use economics::value_curve::{TokensAndTime, ValueCurve};
use proptest::prelude::*;

/// $25 for a million tokens.
const PRICE: f64 = 25e-6;

#[track_caller]
fn within(tolerance: f64, found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs().max(1e-9),
        "found {found}, expected {expected}"
    );
}

#[track_caller]
fn close(found: f64, expected: f64) {
    within(1e-6, found, expected);
}

fn best(curve: ValueCurve, price: f64) -> f64 {
    curve.best_tokens(price).expect("there is a best").0
}

fn best_net(curve: ValueCurve, price: f64) -> f64 {
    curve.best_net(price).expect("there is a best").0
}

fn saturating(ceiling: f64, productivity: f64) -> ValueCurve {
    ValueCurve::Saturating {
        ceiling: Usd(ceiling),
        productivity,
    }
}

fn logarithm(scale: f64, start: f64) -> ValueCurve {
    ValueCurve::Logarithm {
        scale: Usd(scale),
        start: Tokens(start),
    }
}

fn power(first: f64, elasticity: f64) -> ValueCurve {
    ValueCurve::Power {
        first: Usd(first),
        elasticity,
    }
}

fn hill(ceiling: f64, half: f64, steepness: f64) -> ValueCurve {
    ValueCurve::Hill {
        ceiling: Usd(ceiling),
        half: Tokens(half),
        steepness,
    }
}

fn overthinking(ceiling: f64, productivity: f64, harm: f64) -> ValueCurve {
    ValueCurve::Overthinking {
        ceiling: Usd(ceiling),
        productivity,
        harm,
    }
}

#[test]
fn a_saturating_curve_stops_paying_at_seven_eighths() {
    let curve = saturating(10.0, 2e-5);
    // b V / c = 8, so T* = ln 8 / b, where 1 - 1/8 is reached.
    close(best(curve, PRICE), 8.0_f64.ln() / 2e-5);
    close(best(curve, PRICE), 103_972.08);
    close(curve.value(Tokens(best(curve, PRICE))).0, 10.0 * 0.875);
    close(best_net(curve, PRICE), 6.150_698);
    close(curve.marginal(Tokens(best(curve, PRICE))), PRICE);
}

#[test]
fn a_saturating_curve_worth_less_than_its_first_token_gets_none() {
    let curve = saturating(1.0, 2e-5); // b V / c = 0.8
    assert_eq!(best(curve, PRICE), 0.0);
    assert_eq!(best_net(curve, PRICE), 0.0);
    assert_eq!(best(saturating(1.25, 2e-5), PRICE), 0.0, "1 is not above 1");
}

#[test]
fn a_saturating_curve_goes_through_the_point_that_its_productivity_was_found_from() {
    close(saturating(1.0, 1.003_311e-4).value(Tokens(12_000.0)).0, 0.7);
    close(
        saturating(1.0, 0.904_105e-4).value(Tokens(23_000.0)).0,
        0.875,
    );
    // $2.19 a million, and a right answer worth $1.
    within(2e-6, best(saturating(1.0, 9.5e-5), 2.19e-6), 39_684.0);
}

#[test]
fn a_power_spends_its_elasticity_of_the_value() {
    let curve = power(0.05, 0.5);
    close(best(curve, PRICE), 1_000_000.0);
    close(curve.value(Tokens(1_000_000.0)).0, 0.05 * 1_000.0);
    close(PRICE * best(curve, PRICE), 25.0);
    close(best_net(curve, PRICE), 50.0 - 25.0);
}

#[test]
fn a_logarithm_pays_up_to_its_scale_over_the_price() {
    let curve = logarithm(2.0, 5_000.0);
    close(best(curve, PRICE), 2.0 / 25e-6 - 5_000.0);
    close(curve.value(Tokens(75_000.0)).0, 5.545_177); // 2 ln 16
    close(best_net(curve, PRICE), 3.670_177);
    assert_eq!(best(logarithm(0.125, 5_000.0), PRICE), 0.0); // A = c t
}

#[test]
fn a_hill_curve_with_diminishing_returns_has_a_closed_form() {
    let curve = hill(10.0, 20_000.0, 1.0);
    close(best(curve, PRICE), 69_442.72);
    close(curve.value(Tokens(best(curve, PRICE))).0, 7.763_932);
    close(best_net(curve, PRICE), 6.027_864);
    assert_eq!(best(hill(0.5, 20_000.0, 1.0), PRICE), 0.0); // V = c K
}

#[test]
fn a_steep_hill_competes_with_spending_nothing() {
    let curve = hill(10.0, 20_000.0, 3.0);
    within(1e-4, best(curve, PRICE), 54_324.2);
    within(1e-4, best_net(curve, PRICE), 8.166_602);
    // With a ceiling of $0.50 no token is worth its price; with $0.90 some are, yet not the ones before them too.
    assert!(hill(0.5, 20_000.0, 3.0).marginal(Tokens(16_000.0)) < PRICE);
    assert_eq!(best(hill(0.5, 20_000.0, 3.0), PRICE), 0.0);
    assert!(hill(0.9, 20_000.0, 3.0).marginal(Tokens(16_000.0)) > PRICE);
    assert_eq!(best(hill(0.9, 20_000.0, 3.0), PRICE), 0.0);
}

#[test]
fn a_hill_below_one_and_near_it_agrees_with_the_closed_form() {
    let closed = best(hill(10.0, 20_000.0, 1.0), PRICE);
    within(1e-6, best(hill(10.0, 20_000.0, 1.0 - 1e-9), PRICE), closed);
    within(1e-6, best(hill(10.0, 20_000.0, 1.0 + 1e-9), PRICE), closed);
}

#[test]
fn thinking_peaks_even_where_tokens_are_free() {
    let curve = overthinking(10.0, 2e-5, 2e-6);
    let peak = 11.0_f64.ln() / 2e-5; // ln(1 + b/g) / b
    within(1e-6, best(curve, 0.0), peak);
    assert!(curve.marginal(Tokens(peak * 1.01)) < 0.0);
    within(1e-4, best(curve, PRICE), 75_041.153); // found by ternary search
    within(1e-4, best_net(curve, PRICE), 4.811_581);
    assert_eq!(best(overthinking(1.0, 2e-5, 2e-6), PRICE), 0.0);
    close(
        best(overthinking(10.0, 2e-5, 0.0), PRICE),
        best(saturating(10.0, 2e-5), PRICE),
    );
}

#[test]
fn where_more_always_brings_more_there_is_no_best() {
    let curves = [
        saturating(10.0, 2e-5),
        power(0.05, 0.5),
        logarithm(2.0, 5_000.0),
        hill(10.0, 20_000.0, 1.0),
        hill(10.0, 20_000.0, 3.0),
    ];
    for curve in curves {
        assert_eq!(curve.best_tokens(0.0), None, "{curve:?}");
        for price in [-1e-6, f64::NAN, f64::INFINITY] {
            assert_eq!(curve.best_tokens(price), None, "{curve:?} at {price}");
        }
    }
    for worthless in [
        saturating(0.0, 2e-5),
        power(0.0, 0.5),
        logarithm(0.0, 5_000.0),
        hill(0.0, 20_000.0, 1.0),
        hill(0.0, 20_000.0, 0.5),
        hill(0.0, 20_000.0, 3.0),
        overthinking(0.0, 2e-5, 2e-6),
    ] {
        assert_eq!(worthless.best_tokens(0.0), Some(Tokens(0.0)));
        assert_eq!(worthless.best_tokens(PRICE), Some(Tokens(0.0)));
    }
    for out_of_range in [
        saturating(10.0, 0.0),
        saturating(f64::NAN, 2e-5),
        power(0.05, 1.0),
        logarithm(-2.0, 5_000.0),
        hill(10.0, 0.0, 1.0),
        overthinking(10.0, 2e-5, -1e-9),
    ] {
        assert_eq!(out_of_range.best_tokens(PRICE), None, "{out_of_range:?}");
    }
}

#[test]
fn a_minute_goes_with_seven_hundred_thousand_tokens() {
    let work = TokensAndTime {
        scale: Usd(1.0),
        token_share: Share(0.4),
        substitution: 0.5,
    };
    // (0.4/0.6 x 1/0.025)^2 with $0.025 for a thousand tokens and $1 for a minute.
    let mixture = work
        .best_thousand_tokens_per_minute(0.025 / 1e3, 1.0)
        .expect("prices are above 0");
    close(mixture, 711.1111);
    close(mixture, (0.4 / 0.6 / 0.025_f64).powi(2));
    let alike = TokensAndTime {
        substitution: 1.0,
        ..work
    };
    assert_eq!(
        alike.best_thousand_tokens_per_minute(0.025 / 1e3, 1.0),
        None
    );
    assert_eq!(work.best_thousand_tokens_per_minute(0.0, 1.0), None);
}

#[test]
fn tokens_and_time_have_their_limits() {
    let work = |substitution: f64| TokensAndTime {
        scale: Usd(3.0),
        token_share: Share(0.4),
        substitution,
    };
    let (tokens, minutes) = (Tokens(32_000.0), 2.0);
    let cobb_douglas = 3.0 * 32.0_f64.powf(0.4) * 2.0_f64.powf(0.6);
    close(work(0.0).value(tokens, minutes).0, cobb_douglas);
    for near_zero in [1e-12, -1e-12, 1e-8, -1e-8] {
        close(work(near_zero).value(tokens, minutes).0, cobb_douglas);
    }
    let both_needed = 3.0 * 2.0;
    close(
        work(f64::NEG_INFINITY).value(tokens, minutes).0,
        both_needed,
    );
    within(1e-5, work(-1e6).value(tokens, minutes).0, both_needed);
    assert_eq!(
        work(f64::NEG_INFINITY).best_thousand_tokens_per_minute(PRICE, 1.0),
        Some(1.0)
    );
    for (tokens, minutes) in [(0.0, 2.0), (32_000.0, 0.0), (0.0, 0.0)] {
        for substitution in [f64::NEG_INFINITY, -2.0, 0.0] {
            assert_eq!(work(substitution).value(Tokens(tokens), minutes), Usd(0.0));
        }
    }
    // With rho = 1/2 either can do it alone: d^2 A X without time.
    close(
        work(0.5).value(Tokens(32_000.0), 0.0).0,
        3.0 * 0.4 * 0.4 * 32.0,
    );
}

#[test]
fn three_agents_share_three_hundred() {
    let worth = |team: Team| {
        let of_a_b_c = [0.0, 100.0, 60.0, 220.0, 0.0, 150.0, 90.0, 300.0];
        Usd(of_a_b_c[team.0 as usize])
    };
    let shares = shapley(3, worth).expect("three are few");
    for (share, expected) in shares.iter().zip([155.0, 105.0, 40.0]) {
        close(share.0, expected);
    }
    close(shares.into_iter().sum::<Usd>().0, 300.0);
    assert_eq!(shapley(0, worth), Some(vec![]));
}

#[test]
fn too_many_players_or_too_few_orders_are_refused() {
    let worth = |team: Team| Usd(f64::from(team.0.count_ones()));
    assert_eq!(shapley(MOST_EXACT_PLAYERS + 1, worth), None);
    assert!(shapley(MOST_EXACT_PLAYERS, worth).is_some());
    assert_eq!(shapley_sampled(MOST_PLAYERS + 1, 10, 1, worth), None);
    assert!(shapley_sampled(MOST_PLAYERS, 2, 1, worth).is_some());
    assert_eq!(shapley_sampled(3, 1, 1, worth), None);
    assert_eq!(Team::of_all(MOST_PLAYERS), Team(u64::MAX));
    assert_eq!(Team::EMPTY.with(MOST_PLAYERS), Team::EMPTY);
    assert_eq!(Team::EMPTY.with(3).with(3), Team::EMPTY.with(3));
}

#[test]
fn influence_flows_back_through_two_ways() {
    let influence = |from: usize, to: usize, weight: f64| Influence { from, to, weight };
    let graph = [
        influence(0, 1, 0.5),
        influence(0, 2, 0.3),
        influence(1, 3, 0.6),
        influence(2, 3, 0.4),
    ];
    let own = [0.0, 0.2, 0.0, 1.0];
    let worth = linear_influence(&own, &graph).expect("there is no cycle");
    for (found, expected) in worth.iter().zip([0.52, 0.8, 0.4, 1.0]) {
        close(*found, expected);
    }
    let with = |one: Influence| graph.iter().copied().chain([one]).collect::<Vec<_>>();
    assert_eq!(linear_influence(&own, &with(influence(3, 0, 0.1))), None);
    assert_eq!(linear_influence(&own, &with(influence(2, 2, 0.1))), None);
    assert_eq!(linear_influence(&own, &with(influence(3, 4, 0.1))), None);
    assert_eq!(linear_influence(&[], &[]), Some(vec![]));
}

#[test]
fn four_reliable_agents_still_lose_some() {
    let agents = [Probability(0.95); 4];
    close(0.95_f64.powi(4), 0.814_506_25);
    let net = workflow_net(Usd(1_000.0), Usd(200.0), Usd(2_000.0), &agents);
    close(net.0, 429.0125);
    let nobody_fails = workflow_net(Usd(1_000.0), Usd(200.0), Usd(2_000.0), &[]);
    close(nobody_fails.0, 800.0);
}

/// A game whose teams are worth what a seed says, with synergies of every size.
fn game(seed: u64) -> impl Fn(Team) -> Usd {
    move |team| {
        let bits = (team.0 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let noise = ((bits ^ (bits >> 32)) % 1_000) as f64;
        let size = f64::from(team.0.count_ones());
        Usd(if team == Team::EMPTY {
            0.0
        } else {
            10.0 * size * size + noise
        })
    }
}

#[test]
fn sampled_values_are_within_their_errors_of_the_exact_ones() {
    let worth = game(7);
    let exact = shapley(8, &worth).expect("eight are few");
    let sampled = shapley_sampled(8, 20_000, 42, &worth).expect("orders suffice");
    for (exact, sampled) in exact.iter().zip(&sampled) {
        let off = (sampled.mean.0 - exact.0).abs();
        assert!(sampled.standard_error.0 > 0.0);
        assert!(
            off < 4.0 * sampled.standard_error.0,
            "{sampled:?} against {exact:?}"
        );
        assert!(off < 0.02 * 10.0 * 64.0, "{sampled:?} against {exact:?}");
    }
    let again = shapley_sampled(8, 20_000, 42, &worth).expect("orders suffice");
    assert_eq!(sampled, again, "the same seed gives the same bits");
    let other = shapley_sampled(8, 20_000, 43, &worth).expect("orders suffice");
    assert_ne!(sampled, other);
}

#[test]
fn four_times_the_orders_halve_the_error() {
    let worth = game(3);
    let error = |orders: u32| {
        let sampled = shapley_sampled(20, orders, 5, &worth).expect("orders suffice");
        sampled[0].standard_error.0
    };
    within(0.1, error(8_000), error(2_000) / 2.0);
}

fn curves() -> impl Strategy<Value = ValueCurve> {
    let dollars = 0.0..50.0f64;
    let tokens = (2.0..6.0f64).prop_map(|log| 10.0_f64.powf(log));
    let productivity = (-6.0..-3.0f64).prop_map(|log| 10.0_f64.powf(log));
    let harm = prop_oneof![
        Just(0.0),
        (-8.0..-3.0f64).prop_map(|log| 10.0_f64.powf(log))
    ];
    let steepness = prop_oneof![Just(1.0), 0.2..8.0f64];
    prop_oneof![
        (dollars.clone(), productivity.clone()).prop_map(|(v, b)| saturating(v, b)),
        (0.0..0.1f64, 0.1..0.8f64).prop_map(|(v, a)| power(v, a)),
        (dollars.clone(), tokens.clone()).prop_map(|(v, t)| logarithm(v, t)),
        (dollars.clone(), tokens, steepness).prop_map(|(v, k, n)| hill(v, k, n)),
        (dollars, productivity, harm).prop_map(|(v, b, g)| overthinking(v, b, g)),
    ]
}

fn prices() -> impl Strategy<Value = f64> {
    (-7.0..-3.5f64).prop_map(|log| 10.0_f64.powf(log))
}

proptest! {
    #[test]
    fn no_number_of_tokens_beats_the_best(curve in curves(), price in prices()) {
        let best = curve.best_tokens(price).expect("there is a best");
        let net = curve.net(best, price).0;
        prop_assert!(net >= 0.0 && best.0 >= 0.0);
        let rounding = 1e-12 * (curve.value(best).0 + 1.0);
        for step in 0..=900 {
            let tokens = Tokens(10.0_f64.powf(f64::from(step) / 100.0));
            let rival = curve.net(tokens, price).0;
            prop_assert!(rival <= net + rounding, "{rival} at {tokens:?} beats {net} at {best:?}");
        }
    }

    #[test]
    fn the_next_token_brings_what_a_small_difference_says(curve in curves(), log in 1.0..6.5f64) {
        let t = 10.0_f64.powf(log);
        let step = 1e-4 * t;
        let (low, high) = (curve.value(Tokens(t - step)), curve.value(Tokens(t + step)));
        let difference = (high - low).0 / (2.0 * step);
        // Rounding of the values, the third derivative that a central difference leaves out, and next to nothing
        // where the curve has died away.
        let allowed = 1e-14 * high.0 / step + 1e-5 * difference.abs() + 1e-6 * high.0 / t + 1e-12;
        let found = curve.marginal(Tokens(t));
        prop_assert!((found - difference).abs() <= allowed, "{found} against {difference}");
    }

    #[test]
    fn every_curve_starts_at_nothing(curve in curves()) {
        prop_assert_eq!(curve.value(Tokens(0.0)), Usd(0.0));
        prop_assert!(curve.marginal(Tokens(0.0)) >= 0.0);
    }

    #[test]
    fn no_other_mixture_of_the_same_cost_is_worth_more(
        share in 0.05..0.95f64, rho in -5.0..0.8f64, price in prices(), minute in 0.05..5.0f64, budget in 1.0..100.0f64
    ) {
        let work = TokensAndTime { scale: Usd(1.0), token_share: Share(share), substitution: rho };
        let mixture = work.best_thousand_tokens_per_minute(price, minute).expect("prices are above 0");
        let value = |thousands_per_minute: f64| {
            let minutes = budget / (minute + price * 1e3 * thousands_per_minute);
            work.value(Tokens(1e3 * thousands_per_minute * minutes), minutes).0
        };
        let most = value(mixture);
        for step in -40..=40 {
            let rival = value(mixture * 10.0_f64.powf(f64::from(step) / 20.0));
            prop_assert!(rival <= most * (1.0 + 1e-12), "{rival} beats {most}");
        }
    }

    #[test]
    fn twice_of_both_is_worth_twice(
        share in 0.05..0.95f64, rho in -20.0..0.99f64, tokens in 1.0..1e6f64, minutes in 0.1..1e3f64
    ) {
        let work = TokensAndTime { scale: Usd(2.0), token_share: Share(share), substitution: rho };
        let once = work.value(Tokens(tokens), minutes).0;
        let twice = work.value(Tokens(2.0 * tokens), 2.0 * minutes).0;
        prop_assert!((twice - 2.0 * once).abs() <= 1e-10 * twice);
        let (least, most) = ((tokens / 1e3).min(minutes), (tokens / 1e3).max(minutes));
        prop_assert!(2.0 * least * (1.0 - 1e-12) <= once && once <= 2.0 * most * (1.0 + 1e-12));
    }

    #[test]
    fn shares_add_up_to_what_all_bring(players in 1usize..9, seed in any::<u64>()) {
        let worth = game(seed);
        let all = worth(Team::of_all(players)).0;
        let exact: Usd = shapley(players, &worth).expect("few").into_iter().sum();
        prop_assert!((exact.0 - all).abs() <= 1e-9 * all.abs());
        let sampled = shapley_sampled(players, 10, seed, &worth).expect("orders suffice");
        let sampled: f64 = sampled.iter().map(|one| one.mean.0).sum();
        prop_assert!((sampled - all).abs() <= 1e-9 * all.abs());
    }

    #[test]
    fn who_adds_nothing_gets_nothing(players in 2usize..9, idle in 0usize..9, seed in any::<u64>()) {
        let idle = idle % players;
        let worth = game(seed);
        let without = |team: Team| worth(Team(team.0 & !(1 << idle)));
        let exact = shapley(players, without).expect("few");
        prop_assert_eq!(exact[idle], Usd(0.0));
        let sampled = shapley_sampled(players, 10, seed, without).expect("orders suffice");
        prop_assert_eq!((sampled[idle].mean, sampled[idle].standard_error), (Usd(0.0), Usd(0.0)));
    }

    #[test]
    fn who_is_alike_gets_the_same(players in 2usize..9, seed in any::<u64>()) {
        let worth = game(seed);
        // The first two are interchangeable: what counts is how many of them are there.
        let alike = |team: Team| {
            let of_two = (team.0 & 0b11).count_ones();
            worth(Team(team.0 & !0b11 | [0b00, 0b01, 0b11][of_two as usize]))
        };
        let exact = shapley(players, alike).expect("few");
        prop_assert!((exact[0].0 - exact[1].0).abs() <= 1e-9 * exact[0].0.abs().max(1.0));
    }

    #[test]
    fn influence_solves_its_own_equation(
        own in prop::collection::vec(-5.0..5.0f64, 1..8),
        drawn in prop::collection::vec((0usize..8, 0usize..8, -1.0..1.0f64), 0..20),
    ) {
        // Every influence goes from a lower to a higher index, so there is no cycle.
        let graph: Vec<Influence> = drawn.into_iter()
            .filter(|(from, to, _)| from < to && *to < own.len())
            .map(|(from, to, weight)| Influence { from, to, weight })
            .collect();
        let worth = linear_influence(&own, &graph).expect("there is no cycle");
        for node in 0..own.len() {
            let passed: f64 = graph.iter().filter(|one| one.from == node)
                .map(|one| one.weight * worth[one.to]).sum();
            prop_assert!((worth[node] - own[node] - passed).abs() < 1e-9);
        }
    }
}
