//! Laws of markets, of money over time, of hidden tokens and of demand, on random numbers.

#![allow(clippy::unwrap_used)]

use economics::demand::{Demand, Observed, fit};
use economics::hidden_tokens::{audit, beyond_visible, by_ratio, by_time};
use economics::market::Population;
use economics::market::auction::{clearing_price, one_price, proportional};
use economics::market::congestion::{Queue, Rule, linear, settled, toll};
use economics::market::hedge::hedge;
use economics::market::tariff::{
    Sale, Tariff, best_flat, best_menu, menu_sale, sale, two_part, with_margin,
};
use economics::over_time::{Pace, months, payback, present_value};
use economics::quantity::{Share, Tokens, Usd, UsdPerMtok};
use proptest::prelude::*;

prop_compose! {
    fn populations()(
        users in 1.0..1e4f64, share in 0.0..1.0f64, light in 0.5..50.0f64, apart in 0.1..50.0f64,
        fall in 0.01..10.0f64, cost in 0.0..60.0f64
    ) -> Population {
        let firsts = [UsdPerMtok(light), UsdPerMtok(light + apart)];
        Population::new(users, Share(share), firsts, fall, UsdPerMtok(cost)).unwrap()
    }
}

prop_compose! {
    fn queues()(
        capacity in 0.05..3.0f64, request in 1e2..1e5f64, seconds in 1e3..1e7f64, waiting in 1e-5..1.0f64
    ) -> Queue {
        Queue {
            capacity: Tokens(capacity), per_request: Tokens(request), busy_seconds: seconds, waiting_per_second: Usd(waiting)
        }
    }
}

/// A queue whose capacity is so many times what would be taken at cost.
fn sized(queue: Queue, all: &Population) -> Queue {
    let wanted = all.demand(all.cost).0.max(1.0);
    Queue {
        capacity: Tokens(queue.capacity.0 * wanted),
        ..queue
    }
}

fn every_sale(all: &Population) -> [Sale; 5] {
    [
        sale(all, with_margin(all, 0.0)),
        sale(all, with_margin(all, 0.3)),
        sale(all, best_flat(all)),
        sale(all, two_part(all)),
        menu_sale(all, &best_menu(all)),
    ]
}

/// As large, but for rounding.
fn at_least(more: f64, less: f64) -> bool {
    more >= less - 1e-9 * more.abs().max(less.abs()).max(1e-12)
}

proptest! {
    #[test]
    fn finer_prices_bring_no_less_profit(all in populations()) {
        let [cost, margin, flat, two_part, menu] = every_sale(&all);
        prop_assert!(cost.profit.0.abs() <= 1e-9 * cost.welfare.0.max(1.0));
        prop_assert!(at_least(flat.profit.0, margin.profit.0), "{flat:?} {margin:?}");
        prop_assert!(at_least(two_part.profit.0, flat.profit.0), "{two_part:?} {flat:?}");
        prop_assert!(at_least(menu.profit.0, two_part.profit.0), "{menu:?} {two_part:?}");
    }

    #[test]
    fn nothing_is_worth_more_to_all_than_tokens_at_cost(all in populations()) {
        let best = every_sale(&all)[0].welfare.0;
        for sale in every_sale(&all) {
            prop_assert!(at_least(best, sale.welfare.0), "{sale:?}");
            let kept = sale.light.keeps.0 * (1.0 - all.heavy_share.0) + sale.heavy.keeps.0 * all.heavy_share.0;
            let parts = sale.profit.0 + kept * all.users;
            prop_assert!((sale.welfare.0 - parts).abs() <= 1e-9 * best.max(1.0));
            let light = sale.light.keeps.0 >= -1e-9 * sale.light.pays.0.max(1e-9);
            prop_assert!(light && sale.heavy.keeps.0 >= -1e-9 * sale.heavy.pays.0.max(1e-9), "{sale:?}");
            // No distortion at the top is for the menu alone, but nobody takes more than is best.
            prop_assert!(at_least(all.heavy.demand(all.cost).0, sale.heavy.tokens.0));
        }
    }

    #[test]
    fn no_other_tariff_brings_more_than_the_best_of_its_kind(
        all in populations(), price in 0.0..1.0f64, fee in 0.0..1.0f64
    ) {
        let price = UsdPerMtok(price * all.heavy.first.0);
        let flat = sale(&all, Tariff { price, fee: Usd::ZERO });
        prop_assert!(at_least(sale(&all, best_flat(&all)).profit.0, flat.profit.0), "{price:?}");
        let fee = all.heavy.surplus(price) * fee;
        let other = sale(&all, Tariff { price, fee });
        prop_assert!(at_least(sale(&all, two_part(&all)).profit.0, other.profit.0), "{price:?} {fee:?}");
    }

    #[test]
    fn the_packages_of_the_menu_are_taken_by_those_they_are_meant_for(all in populations()) {
        let menu = best_menu(&all);
        let found = menu_sale(&all, &menu);
        prop_assert_eq!(found.light.tokens, menu.light.map_or(Tokens::ZERO, |light| light.0));
        prop_assert_eq!(found.heavy.tokens, menu.heavy.0);
    }

    #[test]
    fn use_calibrates_the_fall(all in populations(), millions in 0.1..1e4f64) {
        let firsts = [all.light.first, all.heavy.first];
        let tokens = Tokens(millions * 1e6);
        match Population::fall_for(all.users, all.heavy_share, firsts, all.cost, tokens) {
            None => prop_assert!(all.demand(all.cost).0 <= 0.0),
            Some(fall) => {
                let fitted = Population::new(all.users, all.heavy_share, firsts, fall, all.cost).unwrap();
                prop_assert!((fitted.demand(all.cost).0 / tokens.0 - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_full_machine_settles_below_its_capacity_and_the_toll_is_best_for_all(
        all in populations(), queue in queues(), factor in 0.0..20.0f64
    ) {
        let queue = sized(queue, &all);
        let free = settled(&all, &queue, Rule::AtCost).unwrap();
        let priced = settled(&all, &queue, Rule::Toll).unwrap();
        let linear = settled(&all, &queue, Rule::Linear(UsdPerMtok(factor))).unwrap();
        for found in [&free, &priced, &linear] {
            prop_assert!((0.0..=1.0).contains(&found.load), "{found:?}");
            // What they take at that price and waiting is what makes them wait that long.
            let taken = all.demand(found.price + found.waiting);
            prop_assert!((taken.0 - found.tokens.0).abs() <= 1e-9 * queue.capacity.0);
            prop_assert!(priced.welfare.0 >= found.welfare.0 - 1e-6 * priced.welfare.0.abs().max(1e-6), "{found:?} {priced:?}");
        }
        prop_assert!(priced.tokens.0 <= free.tokens.0 && priced.seconds <= free.seconds);
    }

    #[test]
    fn near_a_full_machine_the_linear_rule_asks_less_than_the_toll(
        all in populations(), queue in queues(), near in 0.1..0.9f64, load in 0.0..1.0f64
    ) {
        let queue = sized(queue, &all);
        let factor = queue.linear_factor(near).unwrap();
        let capacity = queue.served_per_second();
        let load = near + (1.0 - near) * load * 0.999;
        let rule = linear(UsdPerMtok::ZERO, factor, load, 1.0).unwrap();
        let owed = queue.for_mtok(toll(queue.waiting_per_second, load * capacity, capacity).unwrap());
        prop_assert!(rule.0 <= owed.0 * (1.0 + 1e-9), "{rule:?} {owed:?}");
    }

    #[test]
    fn the_clearing_price_sells_all_or_is_the_cost(all in populations(), part in 0.01..2.0f64) {
        let capacity = Tokens(part * all.demand(UsdPerMtok::ZERO).0.max(1.0));
        let price = clearing_price(&all, capacity).unwrap();
        let taken = all.demand(price);
        prop_assert!(taken.0 <= capacity.0 * (1.0 + 1e-9));
        prop_assert!(price == all.cost || (taken.0 / capacity.0 - 1.0).abs() < 1e-6, "{price:?} {taken:?}");
    }

    #[test]
    fn auctions_sell_no_more_than_there_is(
        bids in prop::collection::vec(0.0..100.0f64, 1..12), lots in 1usize..14, reserve in 0.0..50.0f64
    ) {
        let sold = one_price(&bids, lots, reserve).unwrap();
        prop_assert!(sold.winners.len() <= lots && sold.price >= reserve);
        for (place, bid) in bids.iter().enumerate() {
            let wins = sold.winners.contains(&place);
            prop_assert!(if wins { *bid >= sold.price } else { *bid <= sold.price }, "{bid} at {sold:?}");
        }
        let money: Vec<Usd> = bids.iter().map(|bid| Usd(*bid + 1.0)).collect();
        let shares = proportional(&money, Tokens(1e6)).unwrap();
        let all: Tokens = shares.tokens.iter().copied().sum();
        prop_assert!((all.0 / 1e6 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn no_other_hedge_leaves_less_variance(
        correlation in -1.0..1.0f64, paid in 0.01..2.0f64, futures in 0.01..2.0f64, other in -5.0..5.0f64
    ) {
        let found = hedge(correlation, paid, futures).unwrap();
        let left = |ratio: f64| paid * paid - 2.0 * ratio * correlation * paid * futures + ratio * ratio * futures * futures;
        prop_assert!(left(found.ratio) <= left(other) + 1e-12);
        prop_assert!((left(found.ratio).max(0.0).sqrt() - paid * (1.0 - found.cut)).abs() < 1e-7);
    }

    #[test]
    fn money_later_is_worth_less_the_more_money_costs(
        decline in 0.5..50.0f64, growth in 0.5..5.0f64, discount in -0.5..1.0f64, more in 0.001..1.0f64, years in 0.0..10.0f64
    ) {
        let worth = |discount| present_value(Usd(1.0), years, &Pace::new(decline, growth, discount).unwrap()).unwrap().0;
        prop_assert!(worth(discount + more) <= worth(discount) * (1.0 + 1e-12));
    }

    #[test]
    fn bills_by_the_month_come_to_the_closed_form(
        decline in 0.8..10.0f64, growth in 0.8..5.0f64, discount in 0.0..0.5f64, years in 1u32..4
    ) {
        let pace = Pace::new(decline, growth, discount).unwrap();
        let bills = |pace: &Pace| months(years * 12, pace).iter().map(|month| month.price * month.used * month.worth_now).sum::<f64>() / 12.0;
        let closed = present_value(Usd(1.0), f64::from(years), &pace).unwrap().0;
        // A month's bill is that of its first day, worth what its last day makes of it: the exact sum has a closed form too.
        let k = pace.rate() / 12.0;
        let count = f64::from(years * 12);
        let exact = if k.abs() < 1e-9 { count } else { (1.0 - (-k * count).exp()) / (1.0 - (-k).exp()) };
        let exact = exact * (1.0 + discount).powf(-1.0 / 12.0) / 12.0;
        prop_assert!((bills(&pace) / exact - 1.0).abs() < 1e-9);
        prop_assert!((bills(&pace) / closed - 1.0).abs() < (k.abs() + 0.04), "{} {closed}", bills(&pace));
    }

    #[test]
    fn what_costs_more_at_first_is_paid_back_no_sooner(
        nets in prop::collection::vec(-50.0..100.0f64, 12), once in 0.0..500.0f64, more in 0.0..500.0f64
    ) {
        let months = months(12, &Pace::new(1.0, 1.0, 0.1).unwrap());
        let nets: Vec<Usd> = nets.into_iter().map(Usd).collect();
        let [less, more] = [once, once + more].map(|once| payback(Usd(once), &nets, &months));
        prop_assert!(more.paid_back.is_none_or(|late| less.paid_back.is_some_and(|early| early <= late)));
        prop_assert_eq!(less.breaks_even, more.breaks_even);
        prop_assert_eq!(less.paid_back_discounted.is_some(), less.worth_now.0 >= 0.0);
    }

    #[test]
    fn every_estimate_lies_in_its_range(
        billed in 0.0..1e6f64, visible in 0.0..1e5f64, error in 0.0..2.0f64, ratio in 0.0..50.0f64, speed in 1.0..500.0f64
    ) {
        let ways = [
            beyond_visible(Tokens(billed), Tokens(visible), error),
            by_time(speed, 60.0, 1.0, Tokens(visible), error),
            by_ratio(Tokens(visible), ratio, error),
        ];
        for found in ways.into_iter().flatten() {
            prop_assert!(0.0 <= found.low.0 && found.low.0 <= found.tokens.0 && found.tokens.0 <= found.high.0, "{found:?}");
        }
    }

    #[test]
    fn a_dearer_bill_is_flagged_where_a_smaller_one_is(
        billed in 0.0..1e5f64, more in 0.0..1e5f64, predicted in 1.0..1e5f64, error in 0.01..1.0f64
    ) {
        let flagged = |billed| audit(Tokens(billed), Tokens(predicted), error).unwrap().is_flagged;
        prop_assert!(!flagged(billed) || flagged(billed + more));
        prop_assert!(!flagged(predicted));
    }

    #[test]
    fn a_fit_leaves_nothing_that_a_trait_could_still_explain(
        logs in prop::collection::vec(prop::array::uniform4(-3.0..3.0f64), 6..20)
    ) {
        let tasks: Vec<Observed> = logs.iter().map(|[tokens, a, b, c]| Observed {
            tokens: Tokens(tokens.exp()), traits: [a.exp(), b.exp(), c.exp()]
        }).collect();
        let Ok(found) = fit(&tasks) else { return Ok(()) };
        prop_assert!((0.0..=1.0).contains(&found.explained));
        let rest = |task: &Observed| (task.tokens.0 / found.demand.tokens(task.traits).unwrap().0).ln();
        for column in 0..4 {
            let along: f64 = tasks.iter().map(|task| rest(task) * if column == 0 { 1.0 } else { task.traits[column - 1].ln() }).sum();
            prop_assert!(along.abs() < 1e-6, "{along} {found:?}");
        }
    }

    #[test]
    fn the_unit_of_a_trait_changes_no_exponent(
        logs in prop::collection::vec(prop::array::uniform4(-3.0..3.0f64), 6..20), unit in 0.01..100.0f64
    ) {
        let tasks = |unit: f64| logs.iter().map(|[tokens, a, b, c]| Observed {
            tokens: Tokens(tokens.exp()), traits: [a.exp() * unit, b.exp(), c.exp()]
        }).collect::<Vec<_>>();
        let (Ok(one), Ok(other)) = (fit(&tasks(1.0)), fit(&tasks(unit))) else { return Ok(()) };
        for (one, other) in one.demand.exponents.iter().zip(other.demand.exponents) {
            prop_assert!((one - other).abs() < 1e-6 * one.abs().max(1.0));
        }
    }
}

#[test]
fn a_task_of_reference_takes_the_scale() {
    let demand = Demand {
        scale: Tokens(200.0),
        exponents: [0.7, 1.1, 1.3],
    };
    assert_eq!(demand.tokens([1.0; 3]), Some(Tokens(200.0)));
}
