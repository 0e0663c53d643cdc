//! What a person reads of the prices, and their drawings.

use super::busy::RuleReport;
use super::folded::{auction_fold, busy_fold, hedge_fold};
use super::{BoughtReport, MarketReport, PopulationReport, PriceReport};
use crate::{Subject, inputs};
use scenario::format::{
    count, count_full, counted, share, share_full, usd, usd_full, usd_per_mtok,
};
use scenario::setting::rows::market as rows;
use telling::sections::blocks::{FORMULA, chart, fold, line, section as made, table};
use telling::sections::{Block, Section};
use telling::words::FormulaLine;

/// What a price is called.
pub(super) fn price_words(id: &str) -> &'static str {
    match id {
        "at_cost" => "At cost",
        "with_margin" => "With a margin",
        "best_flat" => "Best flat price",
        "two_part_for_both" => "Two-part tariff for both",
        "two_part" => "Best two-part tariff",
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
        [usd(bought.pays_usd), count(bought.tokens)]
    } else {
        ["not served".into(), "0".into()]
    }
}

fn prices_table(subject: &Subject, found: &MarketReport) -> telling::table::Table {
    let row = |price: &PriceReport| {
        let [light_pays, light_tokens] = user_cells(&price.light);
        let [heavy_pays, heavy_tokens] = user_cells(&price.heavy);
        vec![
            price_words(price.id).into(),
            rate_cell(price.price_usd_per_mtok),
            price.fee_usd.map_or("\u{2013}".into(), usd),
            usd_full(price.profit_usd),
            usd_full(price.welfare_usd),
            light_pays,
            light_tokens,
            heavy_pays,
            heavy_tokens,
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
            usd(0.0),
            usd_full(rule.profit_usd),
            usd_full(rule.welfare_usd),
            light_pays,
            light_tokens,
            heavy_pays,
            heavy_tokens,
        ]
    };
    let rules = found.queue.iter().flat_map(|queue| &queue.rules).map(busy);
    let rows = found.prices.iter().map(row).chain(rules).collect();
    let period = &subject.report.period;
    let caption = format!(
        "Prices side by side, a {period}, less cost; the last three count waiting at a machine of limited capacity"
    );
    let head = [
        "price",
        "a million tokens",
        "fee",
        "service earns",
        "worth to all",
        "light user pays",
        "for tokens",
        "heavy user pays",
        "for tokens",
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
                format!("{} for {}", counted(&count_full(libm::round(menu.light.tokens)), "token"), usd_full(menu.light.pays_usd))
            } else {
                "none: light users are left out".into()
            },
        ));
    }
    lines
}
