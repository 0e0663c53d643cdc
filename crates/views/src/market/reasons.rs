//! Why there is no price: what was found, and what to do.

use economics::market::auction::NoAuction;
use economics::market::congestion::Congested;
use economics::market::hedge::NoHedge;
use economics::market::{NoPopulation, Population};
use economics::quantity::UsdPerMtok;
use scenario::format::{share, usd, usd_per_mtok};

pub(super) const NO_COST: &str = "These tokens cost nothing, so what they are worth to users cannot be set beside their cost: \
     write what the first tokens are worth to a light and to a heavy user.";
pub(super) const NO_USE: &str =
    "This scenario takes no tokens: write how many are used in a period at cost.";
pub(super) const NO_REQUESTS: &str = "This scenario sends no requests with tokens, so nothing can wait: give a step tokens and calls.";

pub(super) fn no_population(reason: NoPopulation, firsts: [UsdPerMtok; 2]) -> String {
    let [light, heavy] = firsts.map(|first| usd_per_mtok(first.0));
    match reason {
        NoPopulation::NoUsers => "There are no users: write how many there are.".into(),
        NoPopulation::ShareOutside => {
            "The part of heavy users is not between 0 and 100 %: write it in that range.".into()
        }
        NoPopulation::WorthNothing => format!(
            "The first tokens are worth {light} a million to a light user: write what they are worth, above $0."
        ),
        NoPopulation::HeavyNotAbove => format!(
            "The first tokens are worth {heavy} a million to a heavy user and {light} to a light one: write more for \
             the heavy user."
        ),
        NoPopulation::NoFall => {
            "Further tokens would be worth as much as the first, and use would have no end: write how many tokens are used \
             at cost."
                .into()
        }
        NoPopulation::CostOutside => {
            "The cost of a million tokens is not a number from $0 up: write what they cost.".into()
        }
    }
}

pub(super) fn nobody_buys(all: &Population) -> String {
    format!(
        "Nobody would buy: a million tokens cost {}, and the first are worth no more than {} to anyone who is there. Write \
         what they are worth, above their cost, or find cheaper ones.",
        usd_per_mtok(all.cost.0),
        usd_per_mtok(if all.heavy_share.0 > 0.0 {
            all.heavy.first.0
        } else {
            all.light.first.0
        })
    )
}

pub(super) fn congested(reason: Congested) -> String {
    match reason {
        Congested::NoCapacity => {
            "The capacity is 0, so nothing can be served, and a price for a share of it has no meaning: write what can be \
             served in a period."
                .into()
        }
        Congested::NoArrivals => {
            "Less than nothing arrives: write how many tokens are used at cost.".into()
        }
        Congested::Full { arrivals, capacity } => format!(
            "{} of what can be served arrives, and waiting costs nothing that would keep anyone away: the queue has no end. \
             Write more capacity, or what an hour of waiting costs.",
            share(arrivals / capacity)
        ),
        Congested::NoQueue => {
            "There is no time in which requests come: write a busy part of the time above 0.".into()
        }
    }
}

pub(super) fn no_auction(reason: NoAuction, bids: &[f64]) -> String {
    match reason {
        NoAuction::NothingToSell => {
            "The capacity is 0: write what can be served in a period.".into()
        }
        NoAuction::NoBids => "Nobody bids more than $0: write bids, like 9, 7, 6.".into(),
        NoAuction::BadBid(place) => format!(
            "Bid {} is {}: write bids from $0 up.",
            scenario::number::plain(place as f64 + 1.0),
            usd(bids.get(place).copied().unwrap_or_default())
        ),
    }
}

pub(super) fn no_hedge(reason: NoHedge) -> String {
    match reason {
        NoHedge::CorrelationOutside => {
            "How closely the prices move together is not between -1 and 1: write it in that range.".into()
        }
        NoHedge::PaidDoesNotMove => {
            "The price that is paid does not move, so there is nothing to hold steady.".into()
        }
        NoHedge::FuturesDoNotMove => {
            "The price of the future does not move, so it cannot make up for one that does: write by how much it moves."
                .into()
        }
    }
}
