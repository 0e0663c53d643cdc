//! What a person reads of the prices, and their drawings.

use super::busy::{LOADS, RuleReport};
use super::sold::unread_words;
use super::{BoughtReport, MarketReport, PopulationReport, PriceReport, QueueReport};
use crate::format::{count_full, plural, seconds, share, share_full, usd, usd_full, usd_per_mtok};
use crate::picture::plot::{Axis, Bar, Bars, Line, LineTone, Lines, Plot, Written};
use crate::sections::blocks::{FORMULA, TABLE, chart, fold, line, section as made, table};
use crate::sections::{Block, Section};
use crate::setting::rows::market as rows;
use crate::views::{Subject, inputs};
use crate::words::FormulaLine;

/// What a price is called.
fn price_words(id: &str) -> &'static str {
    match id {
        "at_cost" => "At cost",
        "with_margin" => "With a margin",
        "best_flat" => "Best flat price",
        "two_part" => "Two-part tariff",
        "menu" => "Two packages",
        "linear" => "Congestion price (P13)",
        _ => "Toll of the queue",
    }
}

/// What a person reads.
#[must_use]
pub fn section(subject: &Subject, found: &MarketReport) -> Section {
    let scenario = subject.scenario;
    let mut blocks = vec![inputs(
        scenario,
        &[&rows::USERS, &rows::HEAVY_SHARE, &rows::MARGIN],
    )];
    if let Some(all) = &found.population {
        blocks.push(chart("market-prices", &picture_words(found)));
        blocks.push(Block::Table(prices_table(subject, found), Vec::new()));
        blocks.push(Block::Line(
            "A demonstration on two kinds of user, no forecast: what tokens are worth to yours is an assumption until you \
             write it below."
                .into(),
        ));
        blocks.push(fold(FORMULA, vec![Block::Formula(formula(all, found))]));
    }
    blocks.push(fold(
        "Who the users are",
        vec![inputs(
            scenario,
            &[
                &rows::LIGHT_WORTH,
                &rows::HEAVY_WORTH,
                &rows::COST,
                &rows::USED,
            ],
        )],
    ));
    blocks.push(busy_fold(subject, found));
    blocks.push(auction_fold(subject, found));
    blocks.push(hedge_fold(subject, found));
    made(
        "market",
        "Market",
        "extension",
        takeaway(subject, found),
        blocks,
    )
}

fn takeaway(subject: &Subject, found: &MarketReport) -> String {
    if let Some(reason) = &found.none_because {
        return reason.clone();
    }
    let by_id = |id: &str| found.prices.iter().find(|price| price.id == id);
    let (Some(all), Some(cost), Some(margin), Some(menu)) = (
        &found.population,
        by_id("at_cost"),
        by_id("with_margin"),
        by_id("menu"),
    ) else {
        return String::new();
    };
    let period = &subject.report.period;
    let left_out = match (menu.light.tokens > 0.0, all.heavy_share < 1.0) {
        (false, true) => ", and leave light users out",
        _ => "",
    };
    let rate = margin.price_usd_per_mtok.unwrap_or_default();
    let kept = rate / all.cost_usd_per_mtok;
    let margin_words = if all.cost_usd_per_mtok > 0.0 && kept.is_finite() && margin.profit_usd > 0.0
    {
        format!(
            " {} a million brings {} and leaves users {}.",
            usd_per_mtok(rounded_rate(rate)),
            usd(margin.profit_usd),
            usd(margin.welfare_usd - margin.profit_usd)
        )
    } else {
        String::new()
    };
    format!(
        "At cost, {} a million tokens, users gain {} a {period} and the service earns nothing.{margin_words} Two packages would \
         earn most, {}, but leave users {}{left_out}.",
        usd_per_mtok(rounded_rate(all.cost_usd_per_mtok)),
        usd(cost.welfare_usd),
        usd(menu.profit_usd),
        usd(menu.welfare_usd - menu.profit_usd),
    )
}

/// A rate as a sentence has it: to the cent, and small ones to two figures.
fn rounded_rate(rate: f64) -> f64 {
    if rate.abs() >= 0.1 {
        libm::round(rate * 100.0) / 100.0
    } else {
        let power = libm::pow(10.0, 1.0 - libm::floor(libm::log10(rate.abs().max(1e-12))));
        libm::round(rate * power) / power
    }
}

fn picture_words(found: &MarketReport) -> String {
    let most = found
        .prices
        .iter()
        .fold(0.0, |most: f64, price| price.welfare_usd.max(most));
    let words = |price: &PriceReport| {
        let kept = if most > 0.0 {
            price.welfare_usd / most
        } else {
            0.0
        };
        format!("{} {}", price_words(price.id).to_lowercase(), share(kept))
    };
    let each: Vec<String> = found.prices.iter().map(words).collect();
    format!(
        "Of all that the tokens could be worth beyond their cost, each price leaves: {}.",
        each.join(", ")
    )
}

fn rate_cell(rate: Option<f64>) -> String {
    rate.map_or("\u{2013}".into(), usd_full)
}

fn user_cells(bought: &BoughtReport) -> [String; 2] {
    if bought.tokens > 0.0 {
        [
            usd_full(bought.pays_usd),
            count_full(libm::round(bought.tokens)),
        ]
    } else {
        ["not served".into(), "0".into()]
    }
}

fn prices_table(subject: &Subject, found: &MarketReport) -> crate::table::Table {
    let row = |price: &PriceReport| {
        let [light_pays, light_tokens] = user_cells(&price.light);
        let [heavy_pays, heavy_tokens] = user_cells(&price.heavy);
        vec![
            price_words(price.id).into(),
            rate_cell(price.price_usd_per_mtok),
            rate_cell(price.fee_usd),
            light_pays,
            light_tokens,
            heavy_pays,
            heavy_tokens,
            usd_full(price.profit_usd),
            usd_full(price.welfare_usd),
        ]
    };
    let busy = |rule: &RuleReport| {
        let pays = |tokens: f64| tokens / 1e6 * rule.price_usd_per_mtok;
        let bought = |tokens: f64| BoughtReport {
            tokens,
            pays_usd: pays(tokens),
            keeps_usd: 0.0,
        };
        let [light_pays, light_tokens] = user_cells(&bought(rule.light_tokens));
        let [heavy_pays, heavy_tokens] = user_cells(&bought(rule.heavy_tokens));
        let name = if rule.id == "at_cost" {
            "At cost, with a queue"
        } else {
            price_words(rule.id)
        };
        vec![
            name.into(),
            usd_full(rule.price_usd_per_mtok),
            usd_full(0.0),
            light_pays,
            light_tokens,
            heavy_pays,
            heavy_tokens,
            usd_full(rule.profit_usd),
            usd_full(rule.welfare_usd),
        ]
    };
    let rules = found.queue.iter().flat_map(|queue| &queue.rules).map(busy);
    let rows = found.prices.iter().map(row).chain(rules).collect();
    let period = &subject.report.period;
    let caption = format!(
        "Prices side by side: who pays what in a {period}, what the service earns and what it is worth to all. The last three \
         count waiting at a machine of limited capacity."
    );
    let head = [
        "price",
        "a million tokens",
        "fee",
        "a light user pays",
        "for tokens",
        "a heavy user pays",
        "for tokens",
        "the service earns",
        "worth to all, less cost",
    ];
    table(&caption, &head, rows)
}

fn formula(all: &PopulationReport, found: &MarketReport) -> Vec<FormulaLine> {
    let apart = all.heavy_first_usd_per_mtok - all.light_first_usd_per_mtok;
    let (cost, fall) = (all.cost_usd_per_mtok, all.fall_usd_per_mtok);
    let mut lines = vec![line(
        "tokens that a user takes at a price p (extension)",
        format!(
            "(worth of the first \u{2212} p) / fall, in millions: ({} or {} \u{2212} p) / {}",
            usd_full(all.light_first_usd_per_mtok),
            usd_full(all.heavy_first_usd_per_mtok),
            usd_full(fall)
        ),
        format!(
            "{} by all at cost",
            count_full(libm::round(all.used_tokens))
        ),
    )];
    let price = cost + all.heavy_share * apart;
    lines.push(line(
        "two-part tariff for both (extension)",
        format!(
            "cost {} + {} heavy \u{d7} {} more worth",
            usd_full(cost),
            share_full(all.heavy_share),
            usd_full(apart)
        ),
        if price < all.light_first_usd_per_mtok {
            format!(
                "{} a million and a fee of {}",
                usd_full(price),
                usd_full(
                    (all.light_first_usd_per_mtok - price) * (all.light_first_usd_per_mtok - price)
                        / (2.0 * fall)
                )
            )
        } else {
            format!(
                "{} a million: more than a light user would pay, who drops out",
                usd_full(price)
            )
        },
    ));
    if let Some(menu) = found.prices.iter().find(|price| price.id == "menu") {
        lines.push(line(
            "smaller package (extension)",
            format!(
                "({} \u{2212} {} \u{2212} {} / {} \u{d7} {}) / {} million tokens, so that heavy users are not tempted",
                usd_full(all.light_first_usd_per_mtok),
                usd_full(cost),
                share_full(all.heavy_share),
                share_full(1.0 - all.heavy_share),
                usd_full(apart),
                usd_full(fall)
            ),
            if menu.light.tokens > 0.0 {
                format!("{} tokens for {}", count_full(libm::round(menu.light.tokens)), usd_full(menu.light.pays_usd))
            } else {
                "none: light users are left out".into()
            },
        ));
    }
    lines
}

fn busy_fold(subject: &Subject, found: &MarketReport) -> Block {
    let mut inside = vec![inputs(
        subject.scenario,
        &[
            &rows::CAPACITY,
            &rows::BUSY_SHARE,
            &rows::WAITING,
            &rows::LINEAR,
            &rows::RIGHT_AT,
        ],
    )];
    if let Some(reason) = found
        .no_queue_because
        .as_ref()
        .filter(|_| found.none_because.is_none())
    {
        inside.push(Block::Line(reason.clone()));
    }
    if let Some(queue) = &found.queue {
        inside.push(Block::Line(busy_words(queue)));
        inside.push(chart(
            "market-congestion",
            "What each rule adds to the cost of a million tokens, by load.",
        ));
        inside.push(fold(
            TABLE,
            vec![Block::Table(loads_table(queue), Vec::new())],
        ));
        inside.push(Block::Table(rules_table(queue), Vec::new()));
        inside.push(fold(FORMULA, vec![Block::Formula(busy_formula(queue))]));
    }
    fold(
        "When the machine is full: congestion price and toll",
        inside,
    )
}

fn busy_words(queue: &QueueReport) -> String {
    let by_id = |id: &str| queue.rules.iter().find(|rule| rule.id == id);
    let (Some(free), Some(toll)) = (by_id("at_cost"), by_id("toll")) else {
        return String::new();
    };
    let begin = format!(
        "At cost the machine settles at {} of its capacity and a request takes {}; with the toll, at {} and {}.",
        share(free.load),
        seconds(free.seconds),
        share(toll.load),
        seconds(toll.seconds)
    );
    let high = queue.by_load.iter().find(|row| row.load >= 0.95);
    let rest = match (queue.too_low_from_load, high) {
        (Some(from), Some(high)) if high.toll_usd_per_mtok > high.linear_usd_per_mtok => format!(
            " The linear rule asks too little from a load of {} up: at {} it adds {} where the queue would ask {}.",
            share(from),
            share(high.load),
            usd(high.linear_usd_per_mtok),
            usd(high.toll_usd_per_mtok)
        ),
        _ => " At these numbers waiting costs so little that the linear rule asks more than the toll up to 95 % of the capacity.".into(),
    };
    begin + &rest
}

fn loads_table(queue: &QueueReport) -> crate::table::Table {
    let row = |row: &super::busy::LoadReport| {
        vec![
            share_full(row.load),
            usd_full(row.linear_usd_per_mtok),
            usd_full(row.toll_usd_per_mtok),
        ]
    };
    table(
        "What each rule adds to the cost of a million tokens",
        &[
            "load",
            "linear rule (paper, P13)",
            "toll of the queue (extension)",
        ],
        queue.by_load.iter().map(row).collect(),
    )
}

fn rules_table(queue: &QueueReport) -> crate::table::Table {
    let row = |rule: &RuleReport| {
        vec![
            price_words(rule.id).into(),
            usd_full(rule.price_usd_per_mtok),
            usd_full(rule.waiting_usd_per_mtok),
            share_full(rule.load),
            seconds(rule.seconds),
            usd_full(rule.profit_usd),
            usd_full(rule.welfare_usd),
        ]
    };
    table(
        "Where demand, waiting and price agree",
        &[
            "price",
            "a million tokens",
            "waiting for them costs a user",
            "load",
            "a request takes",
            "the service earns",
            "worth to all, less cost and waiting",
        ],
        queue.rules.iter().map(row).collect(),
    )
}

fn busy_formula(queue: &QueueReport) -> Vec<FormulaLine> {
    let second = queue.waiting_usd_per_hour / 3_600.0;
    let served = queue.served_per_second;
    let at = 0.8;
    let request = second * at * served / (served * (1.0 - at) * served * (1.0 - at));
    vec![
        line(
            "congestion price (paper, P13)",
            format!(
                "cost + {} \u{d7} use / capacity",
                usd_full(queue.linear_usd_per_mtok)
            ),
            format!("{} more at 80 %", usd_full(queue.linear_usd_per_mtok * at)),
        ),
        line(
            "toll of a request (extension: M/M/1)",
            format!(
                "{} a second of waiting \u{d7} arrivals / (served \u{2212} arrivals)\u{b2}, with {} served a second",
                usd_full(second),
                crate::number::plain(libm::round(served * 1e6) / 1e6)
            ),
            format!("{} a request at 80 %", usd_full(request)),
        ),
    ]
}

fn auction_fold(subject: &Subject, found: &MarketReport) -> Block {
    let mut inside = vec![inputs(subject.scenario, &[&rows::BIDS, &rows::LOTS])];
    if let Some(reason) = &found.no_auction_because {
        inside.push(Block::Line(reason.clone()));
    }
    if let Some(auction) = &found.auction {
        if let (Some(price), Some(tokens), Some(all)) = (
            auction.clearing_usd_per_mtok,
            auction.capacity_tokens,
            auction.sells_all,
        ) {
            let tokens = crate::format::count(tokens);
            let price = usd(price);
            inside.push(Block::Line(if all {
                format!("Sold to these users at one price, {tokens} tokens of capacity clear at {price} a million.")
            } else {
                format!(
                    "There is more capacity, {tokens} tokens, than these users take at cost, {price} a million: it is not \
                     scarce, and an auction would bring no more."
                )
            }));
        }
        inside.extend(unread_words(auction).map(Block::Line));
        if let (Some(lot), Some(revenue)) = (auction.lot_usd, auction.revenue_usd) {
            let winners = auction.bids.iter().filter(|bid| bid.wins).count();
            let noun = if winners == 1 {
                "bid wins and pays".into()
            } else {
                format!("{} win and each pays", plural("bid"))
            };
            inside.push(Block::Line(format!(
                "{} {noun} {}, the highest bid that lost: {} in all.",
                crate::number::plain(winners as f64),
                usd(lot),
                usd(revenue)
            )));
            let row = |bid: &super::sold::BidReport| {
                vec![
                    usd_full(bid.usd),
                    if bid.wins {
                        usd_full(lot)
                    } else {
                        "loses".into()
                    },
                    share_full(bid.share_by_money),
                ]
            };
            let twin = table(
                "Bids for a lot",
                &["bid", "pays at one price", "its part if split by money"],
                auction.bids.iter().map(row).collect(),
            );
            inside.push(Block::Table(twin, Vec::new()));
        }
    }
    fold("A fixed capacity, sold at one price", inside)
}

fn hedge_fold(subject: &Subject, found: &MarketReport) -> Block {
    let settings = &subject.scenario.settings;
    let shown = [&rows::CORRELATION, &rows::PAID_MOVES, &rows::FUTURE_MOVES];
    let mut inside = vec![inputs(subject.scenario, &shown)];
    if let Some(reason) = &found.no_hedge_because {
        inside.push(Block::Line(reason.clone()));
    }
    if let Some(hedge) = &found.hedge {
        let [correlation, paid, future] = shown.map(|row| settings.number(row));
        let plain = |number: f64| crate::number::plain(libm::round(number * 1e4) / 1e4);
        inside.push(Block::Line(format!(
            "A future on {} tokens for each token needed takes {} off how much the bill moves.",
            plain(hedge.ratio),
            share(hedge.cut)
        )));
        inside.push(Block::Formula(vec![
            line(
                "hedge ratio (extension)",
                format!(
                    "{} \u{d7} {} / {}",
                    plain(correlation),
                    share_full(paid),
                    share_full(future)
                ),
                plain(hedge.ratio),
            ),
            line(
                "less movement",
                format!(
                    "1 \u{2212} \u{221a}(1 \u{2212} {}\u{b2})",
                    plain(correlation)
                ),
                share_full(hedge.cut),
            ),
        ]));
    }
    fold("A price held steady by futures", inside)
}

/// One of the drawings.
#[must_use]
pub fn plot(found: &MarketReport, name: &str) -> Option<Plot> {
    match name {
        "market-prices" => prices_plot(found).map(Plot::Bars),
        "market-congestion" => found.queue.as_ref().map(congestion_plot).map(Plot::Lines),
        _ => None,
    }
}

fn prices_plot(found: &MarketReport) -> Option<Bars> {
    let all = found.population.as_ref()?;
    let bar = |price: &PriceReport| {
        let light = price.light.keeps_usd * (1.0 - all.heavy_share) * all.users;
        let heavy = price.heavy.keeps_usd * all.heavy_share * all.users;
        Bar {
            name: price_words(price.id).into(),
            values: vec![price.profit_usd, heavy, light],
            range: None,
            says: usd(price.welfare_usd),
        }
    };
    Some(Bars {
        name: "worth to all beyond cost, a period".into(),
        written: Written::Usd,
        parts: vec![
            ("the service earns".into(), LineTone::Accent),
            ("heavy users keep".into(), LineTone::Shade(0.5)),
            ("light users keep".into(), LineTone::Shade(0.2)),
        ],
        bars: found.prices.iter().map(bar).collect(),
        level: None,
        across: None,
    })
}

fn congestion_plot(queue: &QueueReport) -> Lines {
    // To the last load of the table, finely enough for a curve that bends there.
    const POINTS: u32 = 60;
    let last = LOADS[LOADS.len() - 1];
    let second = queue.waiting_usd_per_hour / 3_600.0;
    let toll = |load: f64| {
        let left = queue.served_per_second * (1.0 - load);
        second * load * queue.served_per_second / (left * left) / queue.tokens_per_request * 1e6
    };
    // The curve bends at its end: half of the points lie in the last quarter.
    let loads = (0..=POINTS).map(|point| {
        let part = f64::from(point) / f64::from(POINTS);
        last * (1.0 - (1.0 - part) * (1.0 - part))
    });
    let loads: Vec<f64> = loads.collect();
    let course =
        |rule: &dyn Fn(f64) -> f64| loads.iter().map(|load| (*load, rule(*load))).collect();
    Lines {
        across: Axis::even("load, part of the capacity", Written::Share),
        up: Axis::even("dollars added to a million tokens", Written::Usd),
        lines: vec![
            Line {
                name: "toll of the queue".into(),
                tone: LineTone::Accent,
                points: course(&toll),
                ..Line::default()
            },
            Line {
                name: "linear rule".into(),
                tone: LineTone::Soft,
                points: course(&|load| queue.linear_usd_per_mtok * load),
                is_dashed: true,
                ..Line::default()
            },
        ],
        dots: Vec::new(),
    }
}
