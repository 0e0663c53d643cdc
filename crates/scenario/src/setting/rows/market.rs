//! Prices of the company's own AI service.

use super::kinds::*;

super::settings! {
    USERS: "market.users" #400 = "Users", Count, whole(1.0, 1e9), Number(100.0),
        "How many people of the company use the service.";
    HEAVY_SHARE: "market.heavy_share" #401 = "Heavy users", Share, SHARE, Number(0.25),
        "The part of them that uses it much. The others are light users.";
    LIGHT_WORTH: "market.light_worth_usd_per_mtok" #402 = "Worth to a light user", UsdPerMtok, number(0.0, 1e9), Open,
        "What the first tokens of a period are worth to a light user, dollars a million; each further one is worth less. Left open: five times what they cost.";
    HEAVY_WORTH: "market.heavy_worth_usd_per_mtok" #403 = "Worth to a heavy user", UsdPerMtok, number(0.0, 1e9), Open,
        "The same of a heavy user, who gets more out of tokens. Left open: ten times what they cost.";
    COST: "market.cost_usd_per_mtok" #404 = "Cost of a million tokens", UsdPerMtok, number(0.0, 1e9), Open,
        "What a million tokens of every kind cost the company. Left open: what they cost in this scenario.";
    USED: "market.used_tokens" #405 = "Tokens used at cost", Tokens, TOKENS, Open,
        "What all users together take in a period while they pay the cost. Left open: the tokens of this scenario.";
    MARGIN: "market.margin" #406 = "Margin on cost", Share, number(0.0, 100.0), Number(0.3),
        "What the price with a margin adds to the cost.";
    CAPACITY: "market.capacity_tokens" #410 = "Capacity", Tokens, TOKENS, Open,
        "Tokens of a period that can be served while requests come. Left open: a quarter more than is used at cost.";
    BUSY_SHARE: "market.busy_share" #411 = "Busy part of the time", Share, SHARE, Number(0.25),
        "The part of a period in which requests come: a quarter is eight hours on working days.";
    WAITING: "market.waiting_usd_per_hour" #412 = "An hour of waiting costs", UsdPerHour, number(0.0, 1e6), Open,
        "What an hour of waiting for an answer costs. Left open: as much as makes an answer of an idle machine a tenth dearer.";
    LINEAR: "market.linear_usd_per_mtok" #413 = "Linear rule adds at full load", UsdPerMtok, number(0.0, 1e9), Open,
        "What the simple congestion price adds to the cost at a full machine; at half load, half of it. Left open: as much as is right at the load below.";
    RIGHT_AT: "market.right_at_load" #414 = "Linear rule is right at a load of", Share, number(0.01, 0.99), Number(0.5),
        "The load at which the simple rule asks just what a request costs all others by waiting.";
    BIDS: "market.bids" #420 = "Bids", NONE, Kind::Text(300), Open,
        "Bids for lots of capacity, with commas or lines between them. Left open: the users above buy at one price.";
    LOTS: "market.lots" #421 = "Lots", Count, whole(1.0, 1e6), Number(3.0),
        "Lots of capacity that are sold, one to a bid.";
    CORRELATION: "market.hedge_correlation" #430 = "Prices move together", NONE, number(-1.0, 1.0), Number(0.9),
        "How closely the price that is paid and the price of the future move together: 1 is always, 0 not at all.";
    PAID_MOVES: "market.paid_moves" #431 = "Price paid moves by", Share, number(0.0, 100.0), Number(0.5),
        "Standard deviation of the price that is paid, over a year.";
    FUTURE_MOVES: "market.future_moves" #432 = "Future moves by", Share, number(0.0, 100.0), Number(0.4),
        "Standard deviation of the price of the future, over a year.";
}
