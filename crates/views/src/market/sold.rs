//! What there is, sold at one price, and a price held steady.

use super::reasons;
use crate::Subject;
use economics::market::Population;
use economics::market::auction::{clearing_price, one_price, proportional};
use economics::market::hedge;
use economics::quantity::{Tokens, Usd};
use scenario::format::plural;
use scenario::setting::rows::market as rows;
use serde::Serialize;

/// A fixed capacity, sold at one price.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuctionReport {
    /// Tokens that are sold; null where only lots are.
    pub capacity_tokens: Option<f64>,
    /// The price at which the users take just that, or the cost where they would not take all; null without users.
    pub clearing_usd_per_mtok: Option<f64>,
    /// Whether all is sold at that price; null without users.
    pub sells_all: Option<bool>,
    /// Bids that were entered, for a lot each.
    pub bids: Vec<BidReport>,
    /// What each winner pays for a lot: the highest bid that lost; null without bids.
    pub lot_usd: Option<f64>,
    /// Lots that are sold.
    pub lots: f64,
    /// What all lots together bring; null without bids.
    pub revenue_usd: Option<f64>,
    /// Parts of the bids that are no amounts, as they stand there.
    pub unread: Vec<String>,
}

/// One bid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BidReport {
    /// Dollars.
    pub usd: f64,
    /// Whether it wins a lot.
    pub wins: bool,
    /// The part of the capacity that it would get if that were split by the money of the bids.
    pub share_by_money: f64,
}

/// A price held steady by futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HedgeReport {
    /// Tokens bought ahead for each token needed.
    pub ratio: f64,
    /// The part of the bill's standard deviation that goes.
    pub cut: f64,
}

pub(super) fn auction(
    subject: &Subject,
    all: Option<&Population>,
    capacity: Option<Tokens>,
) -> Result<AuctionReport, String> {
    let settings = &subject.scenario.settings;
    let mut found = AuctionReport {
        lots: settings.number(&rows::LOTS),
        ..AuctionReport::default()
    };
    if let (Some(all), Some(capacity)) = (all, capacity) {
        let price =
            clearing_price(all, capacity).map_err(|reason| reasons::no_auction(reason, &[]))?;
        found.capacity_tokens = Some(capacity.0);
        found.clearing_usd_per_mtok = Some(price.0);
        // Within rounding: a price is found by a division.
        found.sells_all = Some(all.demand(price).0 >= capacity.0 * (1.0 - 1e-9));
    }
    let (bids, unread) = amounts(&settings.word(&rows::BIDS));
    found.unread = unread;
    if bids.is_empty() {
        return if all.is_some() {
            Ok(found)
        } else {
            Err("There are no users to sell to and no bids: write bids, like 9, 7, 6.".into())
        };
    }
    let sold = one_price(&bids, found.lots as usize, 0.0)
        .map_err(|reason| reasons::no_auction(reason, &bids))?;
    let money: Vec<Usd> = bids.iter().copied().map(Usd).collect();
    let shares =
        proportional(&money, Tokens(1.0)).map_err(|reason| reasons::no_auction(reason, &bids))?;
    let bid = |(place, usd): (usize, &f64)| BidReport {
        usd: *usd,
        wins: sold.winners.contains(&place),
        share_by_money: shares.tokens[place].0,
    };
    found.bids = bids.iter().enumerate().map(bid).collect();
    found.lot_usd = Some(sold.price);
    found.revenue_usd = Some(sold.price * sold.winners.len() as f64);
    Ok(found)
}

/// Amounts with commas, semicolons or spaces between them, and what is none.
fn amounts(text: &str) -> (Vec<f64>, Vec<String>) {
    let parts = text.split([',', ';', ' ', '\n', '\t']);
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        match scenario::number::parse(part.trim_start_matches('$')) {
            Ok(number) if number >= 0.0 && number.is_finite() => read.push(number),
            _ => unread.push(part.to_string()),
        }
    }
    (read, unread)
}

/// What was not read of the bids, in a sentence.
pub(super) fn unread_words(found: &AuctionReport) -> Option<String> {
    if found.unread.is_empty() {
        return None;
    }
    let names: Vec<String> = found
        .unread
        .iter()
        .map(|part| format!("\u{201c}{part}\u{201d}"))
        .collect();
    let noun = if names.len() == 1 {
        "amount".into()
    } else {
        plural("amount")
    };
    Some(format!(
        "Not counted, because no {noun}: {}. Write bids from $0 up, like 9, 7, 6.",
        names.join(", ")
    ))
}

pub(super) fn hedge(subject: &Subject) -> Result<HedgeReport, String> {
    let settings = &subject.scenario.settings;
    let found = hedge::hedge(
        settings.number(&rows::CORRELATION),
        settings.number(&rows::PAID_MOVES),
        settings.number(&rows::FUTURE_MOVES),
    );
    let found = found.map_err(reasons::no_hedge)?;
    Ok(HedgeReport {
        ratio: found.ratio,
        cut: found.cut,
    })
}
