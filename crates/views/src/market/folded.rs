//! What is folded below the prices: a full machine, an auction, futures.

use super::busy::{LoadReport, RuleReport};
use super::section::price_words;
use super::sold::{BidReport, unread_words};
use super::{MarketReport, QueueReport};
use crate::{Subject, inputs};
use scenario::format::{count, plural, seconds, share, share_full, usd, usd_full};
use scenario::setting::rows::market as rows;
use telling::sections::Block;
use telling::sections::blocks::{FORMULA, TABLE, chart, fold, line, table};
use telling::table::Table;
use telling::words::FormulaLine;

pub(super) fn busy_fold(subject: &Subject, found: &MarketReport) -> Block {
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

fn loads_table(queue: &QueueReport) -> Table {
    let row = |row: &LoadReport| {
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

fn rules_table(queue: &QueueReport) -> Table {
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
                scenario::format::factor(served)
            ),
            format!("{} a request at 80 %", usd_full(request)),
        ),
    ]
}

pub(super) fn auction_fold(subject: &Subject, found: &MarketReport) -> Block {
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
            let tokens = count(tokens);
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
                scenario::number::plain(winners as f64),
                usd(lot),
                usd(revenue)
            )));
            let row = |bid: &BidReport| {
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

pub(super) fn hedge_fold(subject: &Subject, found: &MarketReport) -> Block {
    let settings = &subject.scenario.settings;
    let shown = [&rows::CORRELATION, &rows::PAID_MOVES, &rows::FUTURE_MOVES];
    let mut inside = vec![inputs(subject.scenario, &shown)];
    if let Some(reason) = &found.no_hedge_because {
        inside.push(Block::Line(reason.clone()));
    }
    if let Some(hedge) = &found.hedge {
        let [correlation, paid, future] = shown.map(|row| settings.number(row));
        let plain = |number: f64| scenario::number::plain(libm::round(number * 1e4) / 1e4);
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
