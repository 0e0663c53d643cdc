//! Worked numbers of markets, prices over time, hidden tokens and demand: each computed independently, at its tolerance.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

use economics::demand::{CannotFit, Demand, Observed, fit};
use economics::hidden_tokens::{
    Audit, NoEstimate, audit, beyond_visible, by_ratio, by_time, reported,
};
use economics::market::auction::{NoAuction, clearing_price, one_price, proportional};
use economics::market::congestion::{Congested, Queue, Rule, linear, settled, toll};
use economics::market::hedge::{NoHedge, hedge};
use economics::market::tariff::{
    Menu, best_flat, best_menu, menu_sale, sale, two_part, two_part_for_both, two_part_for_heavy,
    with_margin,
};
use economics::market::{NoPopulation, Population};
use economics::over_time::{
    NoPace, Pace, halving_months, months, payback, present_value, yearly_decline,
};
use economics::quantity::{Share, Tokens, Usd, UsdPerMtok};

/// Relative 1e-6, as closed forms are given.
fn close(found: f64, expected: f64) {
    within(found, expected, 1e-6 * expected.abs().max(1e-9));
}

fn within(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

// C-22: congestion.

#[test]
fn the_linear_rule_grows_with_the_load() {
    let price = |demand, supply| linear(UsdPerMtok(2.0), UsdPerMtok(1.0), demand, supply);
    for (load, expected) in [(0.5, 2.5), (1.0, 3.0), (1.5, 3.5)] {
        close(price(load, 1.0).unwrap().0, expected);
    }
    assert_eq!(price(1.0, 0.0), Err(Congested::NoCapacity));
    assert_eq!(price(f64::NAN, 1.0), Err(Congested::NoArrivals));
}

#[test]
fn the_toll_of_a_queue_has_no_bound() {
    let toll = |arrivals| toll(Usd(0.02), arrivals, 10.0);
    for (arrivals, expected) in [(0.0, 0.0), (5.0, 0.004), (8.0, 0.04), (9.5, 0.76)] {
        within(toll(arrivals).unwrap().0, expected, 1e-12);
    }
    for arrivals in [10.0, 12.0] {
        let full = Congested::Full {
            arrivals,
            capacity: 10.0,
        };
        assert_eq!(toll(arrivals), Err(full));
    }
    assert_eq!(toll(-1.0), Err(Congested::NoArrivals));
}

/// A thousand tokens a request, ten requests a second, for as long as serves a capacity.
fn queue(capacity: f64) -> Queue {
    Queue {
        capacity: Tokens(capacity),
        per_request: Tokens(1e3),
        busy_seconds: capacity / 1e3 / 10.0,
        waiting_per_second: Usd(0.02),
    }
}

#[test]
fn a_linear_rule_that_is_right_at_half_load_asks_a_hundredth_at_19_in_20() {
    let queue = queue(36e6);
    let factor = queue.linear_factor(0.5).unwrap();
    let request = |load: f64| factor.0 * load * 1e3 / 1e6;
    within(request(0.5), 0.004, 1e-12);
    within(request(0.95), 0.0076, 1e-12);
    within(request(0.95) / 0.76, 0.01, 1e-9);
}

// C-22: one population, c = 2, a quarter heavy, 10 and 20 for the first, 1 less for each further.

fn population(heavy_share: f64, cost: f64) -> Population {
    let firsts = [UsdPerMtok(10.0), UsdPerMtok(20.0)];
    Population::new(1.0, Share(heavy_share), firsts, 1.0, UsdPerMtok(cost)).unwrap()
}

#[test]
fn a_two_part_tariff_for_both_or_for_heavy_users_alone() {
    let all = population(0.25, 2.0);
    let both = two_part_for_both(&all).unwrap();
    close(both.price.0, 4.5);
    close(both.fee.0, 15.125);
    close(sale(&all, both).profit.0, 35.125);
    let alone = sale(&all, two_part_for_heavy(&all));
    close(alone.profit.0, 40.5);
    assert!(!alone.light.is_served());
    assert_eq!(two_part(&all), two_part_for_heavy(&all));
}

#[test]
fn a_price_above_what_light_users_would_pay_drops_them() {
    // 2 + 0.9 x 10 = 11 is more than 10.
    assert_eq!(two_part_for_both(&population(0.9, 2.0)), None);
    let few_light = best_menu(&population(0.9, 2.0));
    assert_eq!(few_light.light, None); // (10 - 2 - 9 x 10) / 1 < 0
    assert_eq!(best_menu(&population(1.0, 2.0)).light, None);
    // At a cost of 12 only heavy users are left, at any price.
    let dear = population(0.25, 12.0);
    let found = sale(&dear, best_flat(&dear));
    close(found.heavy.tokens.0, 4e6); // (20 - 16) / 1
    assert!(!found.light.is_served());
    // At 25 nobody is.
    let nobody = population(0.25, 25.0);
    for sale in [
        sale(&nobody, best_flat(&nobody)),
        sale(&nobody, two_part(&nobody)),
        menu_sale(&nobody, &best_menu(&nobody)),
    ] {
        assert_eq!((sale.profit.0, sale.welfare.0), (0.0, 0.0), "{sale:?}");
    }
}

#[test]
fn the_two_item_menu_as_published() {
    let all = population(0.25, 2.0);
    let menu = best_menu(&all);
    let (small, small_charge) = menu.light.unwrap();
    within(small.0 / 1e6, 4.666667, 5e-7);
    within(small_charge.0, 35.777778, 5e-7);
    close(menu.heavy.0.0, 18e6);
    within(menu.heavy.1.0, 151.333333, 5e-7);
    let sale = menu_sale(&all, &menu);
    within(sale.profit.0, 48.666667, 5e-7);
    assert_eq!(sale.light.tokens, small);
    within(sale.light.keeps.0, 0.0, 1e-12);
    // Heavy users keep what the small package would have left them.
    within(sale.heavy.keeps.0, 46.666667, 5e-7);
}

/// The best menu found by trying: every package of a grid against every other, users choosing for themselves, the grid drawn
/// together around the best so far.
fn best_by_trying(all: &Population) -> (f64, Menu) {
    const PLACES: usize = 9;
    let mut centre = [10.0, 80.0, 10.0, 100.0];
    let mut half = [10.0, 80.0, 10.0, 100.0];
    let mut best = (0.0, [0.0; 4]);
    let menu = |at: [f64; 4]| Menu {
        light: Some((Tokens(at[0] * 1e6), Usd(at[1]))),
        heavy: (Tokens(at[2] * 1e6), Usd(at[3])),
    };
    for _ in 0..60 {
        for number in 0..PLACES.pow(4) {
            let at: [f64; 4] = std::array::from_fn(|axis| {
                let place = number / PLACES.pow(axis as u32) % PLACES;
                let part = place as f64 / (PLACES - 1) as f64 * 2.0 - 1.0;
                (centre[axis] + half[axis] * part).max(0.0)
            });
            let profit = menu_sale(all, &menu(at)).profit.0;
            if profit > best.0 {
                best = (profit, at);
            }
        }
        centre = best.1;
        half = half.map(|half| half * 0.85);
    }
    (best.0, menu(best.1))
}

#[test]
fn no_menu_found_by_trying_beats_the_two_item_menu() {
    let all = population(0.25, 2.0);
    let best = menu_sale(&all, &best_menu(&all)).profit.0;
    let (tried, menu) = best_by_trying(&all);
    assert!(tried <= best + 1e-6, "{tried} beats {best} with {menu:?}");
    within(tried, best, 0.1);
}

#[test]
fn each_price_serves_charges_and_brings_what_its_formula_says() {
    let all = population(0.25, 2.0);
    let at_cost = sale(&all, with_margin(&all, 0.0));
    close(at_cost.welfare.0, 0.75 * 32.0 + 0.25 * 162.0);
    assert_eq!(at_cost.profit.0, 0.0);
    let margin = sale(&all, with_margin(&all, 0.3));
    close(margin.profit.0, 0.6 * (0.75 * 7.4 + 0.25 * 17.4));
    let flat = best_flat(&all);
    close(flat.price.0, 7.25); // (12.5 + 2) / 2
    close(sale(&all, flat).profit.0, 5.25 * 5.25);
}

#[test]
fn a_population_that_cannot_be_says_why() {
    let make = |users, share, firsts: [f64; 2], fall, cost| {
        let firsts = firsts.map(UsdPerMtok);
        Population::new(users, Share(share), firsts, fall, UsdPerMtok(cost)).unwrap_err()
    };
    let firsts = [10.0, 20.0];
    assert_eq!(make(0.0, 0.5, firsts, 1.0, 2.0), NoPopulation::NoUsers);
    assert_eq!(make(1.0, 1.5, firsts, 1.0, 2.0), NoPopulation::ShareOutside);
    assert_eq!(
        make(1.0, 0.5, [0.0, 20.0], 1.0, 2.0),
        NoPopulation::WorthNothing
    );
    assert_eq!(
        make(1.0, 0.5, [20.0, 20.0], 1.0, 2.0),
        NoPopulation::HeavyNotAbove
    );
    assert_eq!(make(1.0, 0.5, firsts, 0.0, 2.0), NoPopulation::NoFall);
    assert_eq!(
        make(1.0, 0.5, firsts, 1.0, f64::NAN),
        NoPopulation::CostOutside
    );
}

#[test]
fn a_queue_that_cannot_be_says_why() {
    let all = population(0.25, 2.0);
    let with = |queue: Queue| settled(&all, &queue, Rule::Toll).unwrap_err();
    assert_eq!(with(queue(0.0)), Congested::NoCapacity);
    let silent = Queue {
        busy_seconds: 0.0,
        ..queue(1e7)
    };
    assert_eq!(with(silent), Congested::NoQueue);
    // Where waiting is free nothing keeps 10.5 million tokens from a machine that serves 5.
    let patient = Queue {
        waiting_per_second: Usd(0.0),
        ..queue(5e6)
    };
    let full = Congested::Full {
        arrivals: 21.0,
        capacity: 10.0,
    };
    assert_eq!(settled(&all, &patient, Rule::AtCost), Err(full));
}

// C-22: auctions and a hedge.

#[test]
fn capacity_goes_by_share_of_the_money_or_at_one_price() {
    let shares = proportional(&[Usd(10.0), Usd(20.0), Usd(30.0)], Tokens(6e6)).unwrap();
    close(shares.price.0, 10.0);
    for (found, expected) in shares.tokens.iter().zip([1e6, 2e6, 3e6]) {
        close(found.0, expected);
    }
    let sold = one_price(&[3.0, 9.0, 4.0, 7.0, 6.0], 3, 0.0).unwrap();
    assert_eq!((sold.price, sold.winners), (4.0, vec![1, 3, 4]));
    let reserved = one_price(&[9.0, 7.0, 6.0, 4.0, 3.0], 3, 6.5).unwrap();
    assert_eq!((reserved.price, reserved.winners), (6.5, vec![0, 1]));
    assert_eq!(one_price(&[9.0], 0, 0.0), Err(NoAuction::NothingToSell));
    assert_eq!(one_price(&[], 3, 0.0), Err(NoAuction::NoBids));
    assert_eq!(one_price(&[9.0, -1.0], 3, 0.0), Err(NoAuction::BadBid(1)));
    assert_eq!(
        proportional(&[Usd(0.0)], Tokens(6e6)),
        Err(NoAuction::NoBids)
    );
    assert_eq!(
        clearing_price(&population(0.25, 2.0), Tokens(0.0)),
        Err(NoAuction::NothingToSell)
    );
}

#[test]
fn a_hedge_and_what_it_takes_away() {
    let found = hedge(0.9, 0.5, 0.4).unwrap();
    close(found.ratio, 1.125);
    within(found.cut, 0.5641, 5e-5);
    // The 62 to 78 % that were published need prices that move together by so much.
    within(hedge(0.925, 1.0, 1.0).unwrap().cut, 0.62, 5e-4);
    within(hedge(0.976, 1.0, 1.0).unwrap().cut, 0.78, 3e-3);
    assert_eq!(hedge(0.9, 0.5, 0.0), Err(NoHedge::FuturesDoNotMove));
    assert_eq!(hedge(0.9, 0.0, 0.4), Err(NoHedge::PaidDoesNotMove));
    assert_eq!(hedge(1.1, 0.5, 0.4), Err(NoHedge::CorrelationOutside));
}

// C-23: prices over time.

fn pace(decline: f64, growth: f64) -> Pace {
    Pace::new(decline, growth, 0.1).unwrap()
}

#[test]
fn what_three_years_of_spend_are_worth_now() {
    let worth = |decline, growth| {
        present_value(Usd(100_000.0), 3.0, &pace(decline, growth))
            .unwrap()
            .0
    };
    within(worth(1.0, 1.0), 260_921.97, 0.005);
    within(worth(3.0, 1.0), 81_426.86, 0.005);
    within(worth(10.0, 1.0), 41_671.91, 0.005);
    within(worth(3.0, 5.0), 596_442.15, 0.005);
    // Growth that outruns the decline: more each year, and the rate is below 0.
    assert!(pace(3.0, 5.0).rate() < 0.0);
    assert_eq!(
        present_value(Usd(1.0), -1.0, &pace(1.0, 1.0)),
        Err(NoPace::YearsOutside)
    );
    let growing = Pace::new(1.0, 1e300, 0.0).unwrap();
    assert_eq!(
        present_value(Usd(1.0), 50.0, &growing),
        Err(NoPace::TooLarge)
    );
}

#[test]
fn a_rate_of_nothing_counts_every_year_whole() {
    let level = Pace::new(1.1, 1.1, 0.0).unwrap();
    assert_eq!(present_value(Usd(100.0), 3.0, &level), Ok(Usd(300.0)));
    let nearly = Pace::new(1.0 + 1e-13, 1.0, 0.0).unwrap();
    within(
        present_value(Usd(100.0), 3.0, &nearly).unwrap().0,
        300.0,
        1e-9,
    );
}

#[test]
fn months_in_which_a_price_halves() {
    for (decline, expected) in [
        (9.0, 3.7856),
        (10.0, 3.6124),
        (40.0, 2.2548),
        (900.0, 1.2228),
    ] {
        within(halving_months(decline).unwrap(), expected, 5e-5);
    }
    assert_eq!(halving_months(0.5), None);
    within(yearly_decline(60.0, 0.06, 3.0).unwrap(), 10.0, 1e-9);
}

#[test]
fn a_pace_that_cannot_be_says_why() {
    assert_eq!(Pace::new(0.0, 1.0, 0.0), Err(NoPace::DeclineNotPositive));
    assert_eq!(
        Pace::new(1.0, f64::NAN, 0.0),
        Err(NoPace::GrowthNotPositive)
    );
    assert_eq!(Pace::new(1.0, 1.0, -1.0), Err(NoPace::DiscountOutside));
}

#[test]
fn money_comes_back_later_where_it_is_worth_less_later() {
    let months = months(24, &Pace::new(1.0, 1.0, 0.5).unwrap());
    let nets = [Usd(100.0); 24];
    let found = payback(Usd(1_000.0), &nets, &months);
    assert_eq!(found.breaks_even, Some(1));
    assert_eq!(found.paid_back, Some(10));
    // 100 (1 - 1.5^(-m / 12)) / (1.5^(1 / 12) - 1) first covers 1,000 at m = 13.
    assert_eq!(found.paid_back_discounted, Some(13));
    let never = payback(Usd(1_000.0), &[Usd(-1.0); 24], &months);
    assert_eq!((never.breaks_even, never.paid_back), (None, None));
    let at_once = payback(Usd(0.0), &nets, &months);
    assert_eq!(at_once.paid_back, Some(1));
    let lost_again = payback(Usd(5.0), &[Usd(10.0), Usd(-10.0), Usd(10.0)], &months);
    assert_eq!(lost_again.paid_back, Some(3));
}

// C-24: hidden tokens.

#[test]
fn four_ways_to_tell_hidden_tokens() {
    close(reported(Tokens(4_000.0)).unwrap().tokens.0, 4_000.0);
    close(
        beyond_visible(Tokens(4_500.0), Tokens(500.0), 0.1)
            .unwrap()
            .tokens
            .0,
        4_000.0,
    );
    let by_time_here = by_time(40.0, 60.0, 0.8, Tokens(500.0), 0.2).unwrap();
    close(by_time_here.tokens.0, 1_868.0);
    let by_ratio = by_ratio(Tokens(500.0), 8.0, 0.5).unwrap();
    close(by_ratio.tokens.0, 4_000.0);
    within(by_ratio.low.0, 4_000.0 / 2.276017, 0.01); // e^(0.5 x 1.644854)
    within(by_ratio.high.0, 4_000.0 * 2.276017, 0.01);
}

#[test]
fn an_estimate_that_cannot_be_says_why() {
    let error = |found: Result<_, NoEstimate>| found.unwrap_err();
    assert_eq!(
        error(beyond_visible(Tokens(10.0), Tokens(500.0), 0.1)),
        NoEstimate::MoreVisibleThanBilled
    );
    assert_eq!(
        error(by_time(0.0, 60.0, 0.8, Tokens(5.0), 0.2)),
        NoEstimate::NoSpeed
    );
    assert_eq!(
        error(by_time(40.0, 0.5, 0.8, Tokens(5.0), 0.2)),
        NoEstimate::AnswerBeforeFirstToken
    );
    assert_eq!(
        error(by_time(40.0, 2.0, 0.8, Tokens(500.0), 0.2)),
        NoEstimate::MoreVisibleThanWritten
    );
    assert_eq!(
        error(by_ratio(Tokens(5.0), -1.0, 0.5)),
        NoEstimate::TokensOutside
    );
    assert_eq!(
        error(by_ratio(Tokens(5.0), 1.0, f64::NAN)),
        NoEstimate::ErrorOutside
    );
    assert_eq!(
        audit(Tokens(6_000.0), Tokens(0.0), 0.2),
        Err(NoEstimate::NoPrediction)
    );
}

#[test]
fn a_bill_is_flagged_beyond_three_deviations() {
    let z = |billed| audit(Tokens(billed), Tokens(4_000.0), 0.2).unwrap();
    let found = z(6_000.0);
    close(found.deviations, 2.5);
    assert!(!found.is_flagged);
    let Audit {
        deviations,
        is_flagged,
    } = z(6_500.0);
    assert!(is_flagged && deviations > 3.0);
    // Too little is no reason to ask.
    assert!(!z(0.0).is_flagged);
}

// C-25: demand.

const LAW: Demand = Demand {
    scale: Tokens(200.0),
    exponents: [1.0, 1.0, 1.3],
};

#[test]
fn tokens_of_a_class_of_tasks() {
    within(LAW.tokens([2.0, 3.0, 4.0]).unwrap().0, 7_275.439_5, 5e-5);
    within(LAW.growth(2, 2.0), 2.462289, 5e-7);
    assert_eq!(LAW.tokens([2.0, 3.0, 0.0]), None);
    assert_eq!(LAW.tokens([2.0, -3.0, 1.0]), None);
}

/// Traits of tasks that move on their own.
const TRAITS: [[f64; 3]; 6] = [
    [1.0, 1.0, 1.0],
    [2.0, 1.0, 3.0],
    [1.0, 4.0, 2.0],
    [3.0, 2.0, 1.0],
    [2.0, 3.0, 4.0],
    [5.0, 1.0, 2.0],
];

fn tasks(factor: impl Fn(usize) -> f64) -> Vec<Observed> {
    let task = |(place, traits): (usize, &[f64; 3])| Observed {
        tokens: LAW.tokens(*traits).unwrap() * factor(place),
        traits: *traits,
    };
    TRAITS.iter().enumerate().map(task).collect()
}

#[test]
fn a_fit_finds_the_law_that_made_the_tasks() {
    let found = fit(&tasks(|_| 1.0)).unwrap();
    close(found.demand.scale.0, 200.0);
    for (found, expected) in found.demand.exponents.iter().zip([1.0, 1.0, 1.3]) {
        within(*found, expected, 1e-10);
    }
    within(found.explained, 1.0, 1e-12);
    assert!(found.standard_errors.iter().all(|error| *error < 1e-10));
}

#[test]
fn a_fit_says_how_far_off_it_is() {
    // By the normal equations in exact fractions on the same six tasks, the second doubled, the fifth halved.
    let found = fit(&tasks(|place| [1.0, 2.0, 1.0, 1.0, 0.5, 1.0][place])).unwrap();
    let expected = [5.6278910992, 0.8509284364, 0.5511690376, 1.3153226115];
    let [alpha, beta, gamma] = found.demand.exponents;
    for (found, expected) in [found.demand.scale.0.ln(), alpha, beta, gamma]
        .iter()
        .zip(expected)
    {
        within(*found, expected, 1e-8);
    }
    for (found, expected) in
        found
            .standard_errors
            .iter()
            .zip([0.5066702588, 0.4316490380, 0.4471436485, 0.4668005021])
    {
        within(*found, expected, 1e-8);
    }
    within(found.explained, 0.8935708007, 1e-8);
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let six = tasks(|_| 1.0);
    assert_eq!(fit(&six[..4]), Err(CannotFit::TooFew { found: 4 }));
    let mut bad = six.clone();
    bad[3].traits[1] = 0.0;
    assert_eq!(fit(&bad), Err(CannotFit::NotPositive { task: 3 }));
    bad[3].tokens = Tokens(f64::NAN);
    assert_eq!(fit(&bad), Err(CannotFit::NotPositive { task: 3 }));
    let with = |change: fn(&mut Observed)| {
        let mut tasks = six.clone();
        tasks.iter_mut().for_each(change);
        fit(&tasks)
    };
    assert_eq!(
        with(|task| task.traits[0] = 7.0),
        Err(CannotFit::SameInAll(0))
    );
    let squared = |task: &mut Observed| task.traits[1] = 3.0 * task.traits[0] * task.traits[0];
    assert_eq!(with(squared), Err(CannotFit::MovesWithOthers(1)));
    let product = |task: &mut Observed| task.traits[2] = task.traits[0] * task.traits[1];
    assert_eq!(with(product), Err(CannotFit::MovesWithOthers(2)));
}
