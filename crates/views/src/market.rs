//! What to charge inside the company for its own AI service: prices of one population of users, side by side.
//!
//! Demonstrations (C-22, P13): who is served, who pays what, what the service earns and what it is worth to all. Users,
//! cost and use come from the scenario where nothing else is set.

mod busy;
mod folded;
mod plots;
mod reasons;
mod section;
mod sold;

pub use busy::{QueueReport, RuleReport};
pub use plots::plot;
pub use section::section;
pub use sold::{AuctionReport, HedgeReport};

use super::Subject;
use economics::market::tariff::{
    Bought, Sale, best_flat, best_menu, menu_sale, sale, two_part, two_part_for_both, with_margin,
};
use economics::market::{NoPopulation, Population};
use economics::quantity::{Share, TOKENS_PER_MTOK, Tokens, UsdPerMtok};
use scenario::setting::rows::market as rows;
use serde::Serialize;

/// Prices of the company's own service.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MarketReport {
    /// Why there are no prices; null where there are.
    pub none_because: Option<String>,
    /// Who uses the service; null where there are no prices.
    pub population: Option<PopulationReport>,
    /// Each price and what it brings in a period, as if there were room for all.
    pub prices: Vec<PriceReport>,
    /// What a full machine adds; null where that cannot be said.
    pub queue: Option<QueueReport>,
    /// Why not; null where it can.
    pub no_queue_because: Option<String>,
    /// The capacity sold at one price; null where it cannot be.
    pub auction: Option<AuctionReport>,
    /// Why not; null where it can.
    pub no_auction_because: Option<String>,
    /// The price held steady by futures; null where it cannot be.
    pub hedge: Option<HedgeReport>,
    /// Why not; null where it can.
    pub no_hedge_because: Option<String>,
}

/// Who uses the service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PopulationReport {
    /// Users.
    pub users: f64,
    /// The part that is heavy.
    pub heavy_share: f64,
    /// What the first tokens are worth to a light user.
    pub light_first_usd_per_mtok: f64,
    /// What they are worth to a heavy user.
    pub heavy_first_usd_per_mtok: f64,
    /// By how many dollars a million a further million is worth less to a user.
    pub fall_usd_per_mtok: f64,
    /// What a million tokens cost the company.
    pub cost_usd_per_mtok: f64,
    /// Tokens that all take in a period at that price.
    pub used_tokens: f64,
}

/// A price and what it brings in a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceReport {
    /// `at_cost`, `with_margin`, `best_flat`, `two_part`, `two_part_for_both` where that keeps light users and the best does
    /// not, or `menu`.
    pub id: &'static str,
    /// For a million tokens; null where tokens come in packages.
    pub price_usd_per_mtok: Option<f64>,
    /// For a period, from everyone who takes any; null where tokens come in packages.
    pub fee_usd: Option<f64>,
    /// A light user.
    pub light: BoughtReport,
    /// A heavy user.
    pub heavy: BoughtReport,
    /// Paid by all, less cost.
    pub profit_usd: f64,
    /// Worth to all, less cost.
    pub welfare_usd: f64,
}

/// What one user takes, pays and keeps in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BoughtReport {
    /// Tokens; 0 for one who is not served.
    pub tokens: f64,
    /// Paid.
    pub pays_usd: f64,
    /// What it is worth beyond that.
    pub keeps_usd: f64,
}

/// Left open, the first tokens are worth so many times their cost: to a light user, to a heavy one.
const WORTH_OF_COST: [f64; 2] = [5.0, 10.0];

/// The scenario's tokens as a service.
struct Service {
    /// What a million cost, on average over all kinds.
    cost: UsdPerMtok,
    /// Taken in a period.
    used: Tokens,
    /// Of a request; nothing without requests.
    per_request: Option<Tokens>,
}

impl Service {
    fn of(subject: &Subject) -> Self {
        let report = subject.report;
        let tokens: f64 = report.steps.iter().map(|step| step.tokens).sum();
        let requests = report.steps.iter().map(|step| step.calls * step.turns);
        let requests: f64 = requests.sum();
        let attempts = report
            .outcome
            .as_ref()
            .map_or(1.0, |outcome| outcome.attempts);
        let known = if tokens > 0.0 {
            report.cost.per_attempt_usd / tokens * TOKENS_PER_MTOK
        } else {
            0.0
        };
        let settings = &subject.scenario.settings;
        let used = settings.optional(&rows::USED);
        Self {
            cost: UsdPerMtok(settings.optional(&rows::COST).unwrap_or(known)),
            used: Tokens(used.unwrap_or(tokens * attempts * report.tasks)),
            per_request: (requests > 0.0 && tokens > 0.0).then(|| Tokens(tokens / requests)),
        }
    }
}

/// Works the prices out.
#[must_use]
pub fn market(subject: &Subject) -> MarketReport {
    let (hedge, no_hedge_because) = parted(sold::hedge(subject));
    let service = Service::of(subject);
    let all = match population(subject, &service) {
        Ok(all) => all,
        Err(reason) => {
            let (auction, no_auction_because) = parted(sold::auction(subject, None, None));
            return MarketReport {
                no_queue_because: Some(reason.clone()),
                none_because: Some(reason),
                auction,
                no_auction_because,
                hedge,
                no_hedge_because,
                ..MarketReport::default()
            };
        }
    };
    let capacity = busy::capacity(subject, &service);
    let (queue, no_queue_because) = parted(busy::queue(subject, &service, &all));
    let (auction, no_auction_because) = parted(sold::auction(subject, Some(&all), Some(capacity)));
    MarketReport {
        none_because: None,
        population: Some(PopulationReport {
            users: all.users,
            heavy_share: all.heavy_share.0,
            light_first_usd_per_mtok: all.light.first.0,
            heavy_first_usd_per_mtok: all.heavy.first.0,
            fall_usd_per_mtok: all.light.fall,
            cost_usd_per_mtok: all.cost.0,
            used_tokens: all.demand(all.cost).0,
        }),
        prices: prices(&all, subject.scenario.settings.number(&rows::MARGIN)),
        queue,
        no_queue_because,
        auction,
        no_auction_because,
        hedge,
        no_hedge_because,
    }
}

fn parted<T>(found: Result<T, String>) -> (Option<T>, Option<String>) {
    match found {
        Ok(found) => (Some(found), None),
        Err(reason) => (None, Some(reason)),
    }
}

fn population(subject: &Subject, service: &Service) -> Result<Population, String> {
    let settings = &subject.scenario.settings;
    let cost = service.cost;
    let worth = [
        settings.optional(&rows::LIGHT_WORTH),
        settings.optional(&rows::HEAVY_WORTH),
    ];
    if cost.0 <= 0.0 && worth.iter().any(Option::is_none) {
        return Err(reasons::NO_COST.into());
    }
    let firsts =
        [0, 1].map(|kind: usize| UsdPerMtok(worth[kind].unwrap_or(cost.0 * WORTH_OF_COST[kind])));
    let users = settings.number(&rows::USERS);
    let heavy_share = Share(settings.number(&rows::HEAVY_SHARE));
    if service.used.0 <= 0.0 {
        return Err(reasons::NO_USE.into());
    }
    let fall = Population::fall_for(users, heavy_share, firsts, cost, service.used);
    // Where nobody takes any at cost, any fall says so.
    let fall = fall.unwrap_or(1.0);
    let found = Population::new(users, heavy_share, firsts, fall, cost);
    let found = found.map_err(|reason: NoPopulation| reasons::no_population(reason, firsts))?;
    if found.demand(cost).0 > 0.0 {
        Ok(found)
    } else {
        Err(reasons::nobody_buys(&found))
    }
}

fn prices(all: &Population, margin: f64) -> Vec<PriceReport> {
    let best = two_part(all);
    let for_both = two_part_for_both(all).filter(|both| *both != best);
    let tariffs = [
        ("at_cost", Some(with_margin(all, 0.0))),
        ("with_margin", Some(with_margin(all, margin))),
        ("best_flat", Some(best_flat(all))),
        ("two_part_for_both", for_both),
        ("two_part", Some(best)),
    ];
    let flat = tariffs.into_iter().filter_map(|(id, tariff)| {
        let tariff = tariff?;
        Some(PriceReport {
            price_usd_per_mtok: Some(tariff.price.0),
            fee_usd: Some(tariff.fee.0),
            ..price(id, &sale(all, tariff))
        })
    });
    let menu = price("menu", &menu_sale(all, &best_menu(all)));
    flat.chain([menu]).collect()
}

fn price(id: &'static str, sale: &Sale) -> PriceReport {
    let bought = |bought: &Bought| BoughtReport {
        tokens: bought.tokens.0,
        pays_usd: bought.pays.0,
        // A fee takes all that is kept but for rounding.
        keeps_usd: bought.keeps.0.max(0.0),
    };
    PriceReport {
        id,
        price_usd_per_mtok: None,
        fee_usd: None,
        light: bought(&sale.light),
        heavy: bought(&sale.heavy),
        profit_usd: sale.profit.0,
        welfare_usd: sale.welfare.0,
    }
}
