//! The views of prices inside the company, of the next years and of hidden tokens: on every preset, with the worked numbers,
//! and with wrong input.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use catalogs::prices::Catalog;
use scenario::document::Scenario;
use scenario::{evaluate, presets};
use telling::picture::plot::Plot;
use telling::sections::{Block, Section};
use views::hidden_tokens::{HiddenReport, hidden};
use views::market::{MarketReport, market};
use views::over_time::{OverTimeReport, over_time};
use views::{Subject, Viewed, find, type_in};

const VIEWS: [&str; 3] = ["market", "over-time", "hidden"];

fn preset(id: &str) -> Scenario {
    presets::find(id).unwrap().scenario.clone()
}

fn set(scenario: &mut Scenario, settings: &[(&str, &str)]) {
    for (path, text) in settings {
        type_in(scenario, path, text).unwrap();
    }
}

fn with<T>(scenario: &Scenario, look: impl Fn(&Subject) -> T) -> T {
    let viewed = Viewed::new(scenario.clone(), Catalog::embedded()).unwrap();
    look(&viewed.subject())
}

fn market_of(id: &str, settings: &[(&str, &str)]) -> MarketReport {
    let mut scenario = preset(id);
    set(&mut scenario, settings);
    with(&scenario, market)
}

fn over_time_of(id: &str, settings: &[(&str, &str)]) -> OverTimeReport {
    let mut scenario = preset(id);
    set(&mut scenario, settings);
    with(&scenario, over_time)
}

fn hidden_of(id: &str, settings: &[(&str, &str)]) -> HiddenReport {
    let mut scenario = preset(id);
    set(&mut scenario, settings);
    with(&scenario, hidden)
}

fn section_of(scenario: &Scenario, id: &str) -> Section {
    with(scenario, |subject| {
        find(subject, id).unwrap().section(subject)
    })
}

fn close(found: f64, expected: f64) {
    let tolerance = 1e-6 * expected.abs().max(1e-9);
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

/// Every text of a section.
fn words_of(blocks: &[Block]) -> Vec<String> {
    let (mut words, mut charts) = (Vec::new(), Vec::new());
    texts(blocks, &mut words, &mut charts);
    words
}

/// Every text of a section, tables and formulas among them, and the names of its drawings.
fn texts(blocks: &[Block], texts_of: &mut Vec<String>, charts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Line(line) | Block::Source(line, _) | Block::Offer(line, _) => {
                texts_of.push(line.clone());
            }
            Block::Chart(name, says) => {
                charts.push(name.clone());
                texts_of.push(says.clone());
            }
            Block::Table(table, _) => texts_of.extend(table.rows.iter().flatten().cloned()),
            Block::Formula(lines) => {
                texts_of.extend(
                    lines
                        .iter()
                        .flat_map(|line| [line.expression.clone(), line.result.clone()]),
                );
            }
            Block::Fold(_, inside) => texts(inside, texts_of, charts),
            Block::Inputs(_) => {}
        }
    }
}

#[test]
fn every_view_of_every_preset_is_whole() {
    for preset in presets::all() {
        for id in VIEWS {
            with(&preset.scenario, |subject| {
                let found = find(subject, id).unwrap();
                let section = found.section(subject);
                assert!(
                    section.takeaway.len() > 40,
                    "{} {id}: {}",
                    preset.id,
                    section.takeaway
                );
                let (mut words, mut charts) = (vec![section.takeaway.clone()], Vec::new());
                texts(&section.blocks, &mut words, &mut charts);
                for text in &words {
                    let is_odd = ["NaN", "inf ", "infin", "null"]
                        .iter()
                        .any(|odd| text.contains(odd));
                    assert!(!is_odd, "{} {id}: {text}", preset.id);
                }
                assert!(!charts.is_empty(), "{} {id} has no drawing", preset.id);
                for name in charts {
                    let plot = found.plot(subject, &name);
                    assert!(plot.is_some(), "{} {id} has no drawing {name}", preset.id);
                    assert_finite(&plot.unwrap());
                }
                assert!(found.plot(subject, "no such drawing").is_none());
            });
        }
    }
}

fn assert_finite(plot: &Plot) {
    let mut numbers: Vec<f64> = Vec::new();
    if let Plot::Lines(lines) = plot {
        let points = lines.lines.iter().flat_map(|line| line.points.clone());
        numbers.extend(points.flat_map(|point| [point.0, point.1]));
    }
    if let Plot::Bars(bars) = plot {
        numbers.extend(bars.bars.iter().flat_map(|bar| bar.values.clone()));
    }
    assert!(numbers.iter().all(|number| number.is_finite()), "{plot:?}");
    assert!(!numbers.is_empty(), "{plot:?} draws nothing");
}

// Market.

#[test]
fn money_adds_up_and_finer_prices_earn_no_less_on_every_preset() {
    for preset in presets::all() {
        let found = with(&preset.scenario, market);
        let Some(all) = &found.population else {
            assert!(found.none_because.is_some(), "{}", preset.id);
            continue;
        };
        let best = found.prices[0].welfare_usd;
        for price in &found.prices {
            let kept = price.light.keeps_usd * (1.0 - all.heavy_share)
                + price.heavy.keeps_usd * all.heavy_share;
            let parts = price.profit_usd + kept * all.users;
            assert!(
                (parts - price.welfare_usd).abs() <= 1e-6 * best,
                "{} {price:?}",
                preset.id
            );
            assert!(
                price.welfare_usd <= best * (1.0 + 1e-9),
                "{} {price:?}",
                preset.id
            );
        }
        let profit = |id: &str| {
            found
                .prices
                .iter()
                .find(|price| price.id == id)
                .unwrap()
                .profit_usd
        };
        let order = ["at_cost", "with_margin", "best_flat", "two_part", "menu"].map(profit);
        assert!(
            order
                .windows(2)
                .all(|pair| pair[0] <= pair[1] + 1e-9 * best),
            "{} {order:?}",
            preset.id
        );
        let queue = found.queue.as_ref().unwrap();
        let of_rule = |id: &str| queue.rules.iter().find(|rule| rule.id == id).unwrap();
        assert!(
            of_rule("toll").welfare_usd >= of_rule("at_cost").welfare_usd,
            "{}",
            preset.id
        );
        assert!(
            of_rule("toll").load > 0.1,
            "{}: a toll that nobody pays shows nothing",
            preset.id
        );
    }
}

const WORKED: [(&str, &str); 7] = [
    ("market.users", "1"),
    ("market.heavy_share", "25"),
    ("market.light_worth_usd_per_mtok", "10"),
    ("market.heavy_worth_usd_per_mtok", "20"),
    ("market.cost_usd_per_mtok", "2"),
    // At a fall of $1 a million: 0.75 x 8 + 0.25 x 18.
    ("market.used_tokens", "10.5M"),
    ("market.linear_usd_per_mtok", "1"),
];

#[test]
fn the_worked_market_comes_out_of_its_settings() {
    let found = market_of("legal-contracts", &WORKED);
    let price = |id: &str| found.prices.iter().find(|price| price.id == id).unwrap();
    let both = price("two_part_for_both");
    close(both.price_usd_per_mtok.unwrap(), 4.5);
    close(both.fee_usd.unwrap(), 15.125);
    close(both.profit_usd, 35.125);
    let best = price("two_part");
    close(best.profit_usd, 40.5);
    assert_eq!(best.light.tokens, 0.0);
    let menu = price("menu");
    close(menu.light.tokens, 14e6 / 3.0);
    close(menu.light.pays_usd, 10.0 * 14.0 / 3.0 - 14.0 * 14.0 / 18.0);
    close(menu.heavy.pays_usd, 360.0 - 162.0 - 140.0 / 3.0);
    close(menu.profit_usd, 146.0 / 3.0);
}

#[test]
fn the_low_type_that_drops_out_is_said() {
    let mut scenario = preset("legal-contracts");
    set(&mut scenario, &WORKED);
    set(&mut scenario, &[("market.heavy_share", "90")]);
    let section = section_of(&scenario, "market");
    assert!(
        section.takeaway.contains("leave light users out"),
        "{}",
        section.takeaway
    );
    let words = words_of(&section.blocks);
    assert!(words.iter().any(|text| text == "not served"));
    assert!(
        words.iter().any(|text| text.contains("who drops out")),
        "{words:?}"
    );
}

#[test]
fn markets_that_cannot_be_say_what_to_do() {
    let because =
        |settings: &[(&str, &str)]| market_of("legal-contracts", settings).none_because.unwrap();
    let cases = [
        (vec![("market.cost_usd_per_mtok", "0")], "cost nothing"),
        (vec![("market.used_tokens", "0")], "takes no tokens"),
        (
            vec![("market.heavy_worth_usd_per_mtok", "1")],
            "write more for the heavy user",
        ),
        (vec![("market.light_worth_usd_per_mtok", "0")], "above $0"),
        (
            vec![
                ("market.light_worth_usd_per_mtok", "1"),
                ("market.heavy_worth_usd_per_mtok", "2"),
            ],
            "Nobody would buy",
        ),
    ];
    for (settings, expected) in cases {
        let found = because(&settings);
        assert!(found.contains(expected), "{settings:?}: {found}");
        assert!(found.contains("rite"), "{found} does not say what to do");
    }
}

#[test]
fn a_machine_without_capacity_or_time_says_what_to_do() {
    let because = |settings: &[(&str, &str)]| {
        let found = market_of("legal-contracts", settings);
        assert!(found.none_because.is_none() && found.queue.is_none());
        found.no_queue_because.unwrap()
    };
    assert!(because(&[("market.capacity_tokens", "0")]).contains("capacity is 0"));
    assert!(because(&[("market.busy_share", "0")]).contains("busy part"));
    let full = [
        ("market.capacity_tokens", "1M"),
        ("market.waiting_usd_per_hour", "0"),
    ];
    assert!(because(&full).contains("no end"));
    let auction = market_of("legal-contracts", &[("market.capacity_tokens", "0")]);
    assert!(
        auction
            .no_auction_because
            .unwrap()
            .contains("capacity is 0")
    );
    let hedge = market_of("legal-contracts", &[("market.future_moves", "0")]);
    assert!(hedge.no_hedge_because.unwrap().contains("does not move"));
}

#[test]
fn near_a_full_machine_the_linear_rule_asks_a_hundredth_of_the_toll() {
    let found = market_of("legal-contracts", &[]).queue.unwrap();
    close(found.too_low_from_load.unwrap(), 0.5);
    let at = |load: f64| *found.by_load.iter().find(|row| row.load == load).unwrap();
    close(at(0.5).toll_usd_per_mtok, at(0.5).linear_usd_per_mtok);
    close(
        at(0.95).linear_usd_per_mtok / at(0.95).toll_usd_per_mtok,
        0.01,
    );
}

#[test]
fn bids_are_read_and_what_is_none_is_named() {
    let found = market_of(
        "legal-contracts",
        &[("market.bids", "9, 7 $6;4, many, 3, -1")],
    )
    .auction
    .unwrap();
    assert_eq!(found.unread, ["many", "-1"]);
    assert_eq!((found.lot_usd, found.revenue_usd), (Some(4.0), Some(12.0)));
    let wins: Vec<bool> = found.bids.iter().map(|bid| bid.wins).collect();
    assert_eq!(wins, [true, true, true, false, false]);
    close(found.bids.iter().map(|bid| bid.share_by_money).sum(), 1.0);
    let nothing = market_of("legal-contracts", &[("market.bids", "0, 0")]);
    assert!(nothing.no_auction_because.unwrap().contains("Nobody bids"));
}

// Over time.

#[test]
fn the_first_month_is_todays_bill_and_all_months_add_up_on_every_preset() {
    for preset in presets::all() {
        let report = evaluate(&preset.scenario, Catalog::embedded())
            .report
            .unwrap();
        let found = with(&preset.scenario, over_time);
        assert_eq!(found.months.len(), 36, "{}", preset.id);
        let first = found.months[0];
        if let Some(month) = report.cost.per_month_usd {
            close(first.bill_usd, month);
        }
        if let (Some(net), Some(value)) = (first.net_usd, &report.value) {
            let periods = preset.scenario.work.period.per_year() / 12.0;
            close(
                net,
                (value.net_per_period_usd - value.nothing_usd) * periods,
            );
        }
        let sum: f64 = found.months.iter().map(|month| month.bill_usd).sum();
        close(found.bill_usd, sum);
        for month in &found.months {
            close(
                month.bill_usd,
                month.tokens_usd + month.people_usd + month.fixed_usd,
            );
            assert!(month.bill_worth_now_usd <= month.bill_usd);
        }
    }
}

#[test]
fn the_bill_rises_though_prices_fall_where_use_outruns_them() {
    let settings = [("over_time.decline", "3"), ("over_time.growth", "5")];
    let mut scenario = preset("legal-contracts");
    set(&mut scenario, &settings);
    let found = with(&scenario, over_time);
    assert!(found.rate < 0.0);
    let ratio = found.months[12].tokens_usd / found.months[0].tokens_usd;
    close(ratio, 5.0 / 3.0);
    let takeaway = section_of(&scenario, "over-time").takeaway;
    assert!(
        takeaway.starts_with("Prices fall \u{d7}3 a year, but use grows \u{d7}5: the bill rises"),
        "{takeaway}"
    );
    // What the formula says of $100,000 a year is a worked number of its own: the ratio of both is the same.
    let yearly = found.months[0].tokens_usd * 12.0;
    let worth = found.tokens_worth_now_by_formula_usd.unwrap();
    assert!(
        (worth / yearly - 5.964_421_5).abs() < 1e-6,
        "{}",
        worth / yearly
    );
}

#[test]
fn a_price_that_is_dated_in_the_future_stands_in_the_bill() {
    let scenario = preset("rag-assistant");
    let found = with(&scenario, over_time);
    let [change] = &found.dated[..] else {
        unreachable!("{:?}", found.dated)
    };
    assert_eq!(change.date.as_deref(), Some("2027-01-01"));
    let months = &found.months;
    // 24 November and 24 December are before it, from 24 January on it holds.
    assert_eq!(months[0].tokens_usd, months[1].tokens_usd);
    assert!(months[2].tokens_usd > months[1].tokens_usd * 1.5);
    assert_eq!(months[2].tokens_usd, months[35].tokens_usd);
    let mut later = scenario.clone();
    later.steps[0].price_date = economics::price::Instant::parse("2027-01-24");
    let report = evaluate(&later, Catalog::embedded()).report.unwrap();
    close(months[2].bill_usd, report.cost.per_month_usd.unwrap());
    assert!(found.history.none_because.is_none() && found.history.changes.len() == 2);
    let takeaway = section_of(&scenario, "over-time").takeaway;
    assert!(takeaway.contains("new price from 2027-01-01"), "{takeaway}");
}

#[test]
fn a_dated_price_holds_from_its_calendar_day_on() {
    // Each from 1 January 2027 on, whatever the weekday of the scenario's own day.
    for (day, first_dearer) in [
        ("2026-11-27", 2),
        ("2026-12-01", 1),
        ("2026-11-02", 2),
        ("2026-10-31", 3),
        ("2026-01-31", 12),
    ] {
        let mut scenario = preset("rag-assistant");
        for step in &mut scenario.steps {
            step.price_date = economics::price::Instant::parse(day);
        }
        let months = with(&scenario, over_time).months;
        let dearer = months
            .iter()
            .position(|month| month.tokens_usd > months[0].tokens_usd);
        assert_eq!(dearer, Some(first_dearer), "{day}");
    }
}

#[test]
fn fees_of_a_call_do_not_fall_with_token_prices() {
    let mut scenario = preset("legal-contracts");
    scenario.checking = None;
    scenario.work.tasks = 1_000.0;
    scenario.steps[0].price.request_usd = Some(0.5);
    let settings = [
        ("over_time.decline", "10"),
        ("over_time.growth", "2"),
        ("over_time.discount", "0"),
    ];
    set(&mut scenario, &settings);
    let found = with(&scenario, over_time);
    close(found.months[0].tokens_usd, 1_000.0 * (3.025 + 0.5));
    close(found.months[12].tokens_usd, 2_000.0 * (0.3025 + 0.5));
    close(found.months[24].tokens_usd, 4_000.0 * (0.03025 + 0.5));
    let worth = |rate: f64| (1.0 - f64::exp(-3.0 * rate)) / rate;
    let (falling, staying) = (f64::ln(5.0), -f64::ln(2.0));
    close(
        found.tokens_worth_now_by_formula_usd.unwrap(),
        12_000.0 * (3.025 * worth(falling) + 0.5 * worth(staying)),
    );
    let words = words_of(&section_of(&scenario, "over-time").blocks);
    assert!(
        words.iter().any(|text| text.contains(
            "$36,300.00 a year \u{d7} (1 \u{2212} e^(\u{2212}1.609438 \u{d7} 3)) / 1.609438 + $6,000.00 a year of fees, \
             which do not fall \u{d7} (1 \u{2212} e^(0.693147 \u{d7} 3)) / (\u{2212}0.693147)"
        )),
        "{words:?}"
    );
}

#[test]
fn a_model_with_one_price_has_no_history_and_it_is_said() {
    let found = over_time_of("legal-contracts", &[]);
    let because = found.history.none_because.unwrap();
    assert!(
        because.contains("one price of Claude Opus 4.8"),
        "{because}"
    );
    let own = over_time_of("multi-agent", &[])
        .history
        .none_because
        .unwrap();
    assert!(own.contains("No step has a model"), "{own}");
}

#[test]
fn what_was_paid_once_comes_back_in_the_month_that_the_report_says() {
    let mut scenario = preset("legal-contracts");
    scenario.fixed.one_off_usd = 100_000.0;
    let back = with(&scenario, over_time).payback.unwrap();
    // $40,785 a month: after two months 81,570, after three 122,355.
    assert_eq!(
        (back.breaks_even_month, back.paid_back_month),
        (Some(1), Some(3))
    );
    assert_eq!(back.paid_back_discounted_month, Some(3));
    scenario.fixed.one_off_usd = 1e9;
    assert_eq!(
        with(&scenario, over_time).payback.unwrap().paid_back_month,
        None
    );
    let words = words_of(&section_of(&scenario, "over-time").blocks);
    assert!(
        words
            .iter()
            .any(|text| text.contains("do not come back in this time"))
    );
}

#[test]
fn growth_without_end_says_what_to_do() {
    let mut scenario = preset("legal-contracts");
    scenario.work.tasks = 1e12;
    scenario.value.gain_usd = 1e9;
    set(&mut scenario, &[("over_time.growth", "1000")]);
    let found = with(&scenario, over_time);
    assert!(found.bill_usd.is_finite() || found.none_because.is_some());
}

// Hidden tokens.

#[test]
fn the_worked_estimates_come_out_of_their_settings() {
    let settings = [
        ("hidden.visible_tokens", "500"),
        ("hidden.billed_tokens", "6000"),
        ("hidden.seconds", "60"),
        ("hidden.reported_tokens", "4000"),
        ("hidden.expected_tokens", "4000"),
        ("hidden.expected_error", "20"),
    ];
    let found = hidden_of("legal-contracts", &settings);
    let tokens: Vec<f64> = found
        .estimates
        .iter()
        .map(|way| way.tokens.unwrap())
        .collect();
    for (found, expected) in tokens.iter().zip([4_000.0, 5_500.0, 1_868.0, 4_000.0]) {
        close(*found, expected);
    }
    let audit = found.audit.unwrap();
    close(audit.deviations, 2.5);
    assert!(!audit.flagged);
    let flagged = hidden_of(
        "legal-contracts",
        &[
            settings[0],
            ("hidden.billed_tokens", "7000"),
            settings[4],
            settings[5],
        ],
    );
    assert!(flagged.audit.unwrap().flagged);
}

#[test]
fn an_estimate_is_never_called_an_audit() {
    for billed in ["6000", "60000"] {
        let mut scenario = preset("legal-contracts");
        set(&mut scenario, &[("hidden.billed_tokens", billed)]);
        let words = words_of(&section_of(&scenario, "hidden").blocks);
        assert!(words.iter().any(|text| text.contains("not an audit")));
    }
}

#[test]
fn answers_that_cannot_be_say_what_to_do() {
    let because = |way: usize, settings: &[(&str, &str)]| {
        hidden_of("legal-contracts", settings).estimates[way]
            .none_because
            .clone()
            .unwrap()
    };
    let billed = because(1, &[("hidden.billed_tokens", "10")]);
    assert!(billed.contains("only 10 were billed"), "{billed}");
    let took = because(2, &[("hidden.seconds", "0.5")]);
    assert!(took.contains("until its first token"), "{took}");
    let speed = because(
        2,
        &[("hidden.seconds", "60"), ("hidden.tokens_per_second", "0")],
    );
    assert!(speed.contains("The speed is 0"), "{speed}");
    let short = because(2, &[("hidden.seconds", "2")]);
    assert!(short.contains("write a higher speed"), "{short}");
    let audit = hidden_of(
        "legal-contracts",
        &[
            ("hidden.billed_tokens", "2000"),
            ("hidden.expected_tokens", "0"),
        ],
    );
    assert!(
        audit
            .no_audit_because
            .unwrap()
            .contains("write what you expect")
    );
}

const TABLE: &str = "tokens, difficulty, context, uncertainty
200, 1, 1, 1
1668, 2, 1, 3
1970, 1, 4, 2
1200, 3, 2, 1
7275, 2, 3, 4
2462, 5, 1, 2";

#[test]
fn a_pasted_table_is_fitted_and_used() {
    let settings = [
        ("hidden.table", TABLE),
        ("hidden.difficulty", "2"),
        ("hidden.context", "3"),
        ("hidden.uncertainty", "4"),
    ];
    let found = hidden_of("legal-contracts", &settings).demand;
    let fit = found.fit.unwrap();
    assert_eq!((fit.tasks.len(), found.bad_rows.len()), (6, 0));
    assert!(fit.explained > 0.999_99, "{}", fit.explained);
    assert!(
        (found.exponents[2] - 1.3).abs() < 0.001,
        "{:?}",
        found.exponents
    );
    assert!((found.tokens.unwrap() / 7_275.0 - 1.0).abs() < 0.001);
}

#[test]
fn the_worked_demand_comes_out_of_its_settings() {
    let settings = [
        ("hidden.scale_tokens", "200"),
        ("hidden.difficulty", "2"),
        ("hidden.context", "3"),
        ("hidden.uncertainty", "4"),
    ];
    let found = hidden_of("legal-contracts", &settings).demand;
    close(found.tokens.unwrap(), 7_275.439_5);
    close(found.doubling[2], 2.462_289);
}

#[test]
fn tables_that_cannot_be_fitted_say_why_and_every_bad_row_is_named() {
    let found = |table: &str| hidden_of("legal-contracts", &[("hidden.table", table)]).demand;
    let few = found("200 1 1 1; 300 2 1 1; x 1 1 1; 5 1");
    assert!(
        few.not_fitted_because
            .unwrap()
            .contains("2 of at least 5 rows")
    );
    assert_eq!(few.bad_rows.len(), 2);
    assert!(
        few.bad_rows[0].starts_with("Row 3 has \u{201c}x\u{201d} as tokens"),
        "{:?}",
        few.bad_rows
    );
    let same = found("200 1 1 1; 300 1 2 1; 400 1 1 2; 500 1 3 1; 600 1 2 2");
    assert!(
        same.not_fitted_because
            .unwrap()
            .contains("difficulty is the same in all rows")
    );
    let tied = found("200 1 1 1; 300 2 4 1; 400 3 9 2; 500 4 16 1; 600 5 25 2");
    assert!(
        tied.not_fitted_because
            .unwrap()
            .contains("context moves with")
    );
    assert!(tied.tokens.is_some());
}
