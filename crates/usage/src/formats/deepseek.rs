//! DeepSeek's export: tokens and requests, a row for each kind, and costs in a file of their own.

use super::{Format, Make, Sees, Verdict};
use crate::event::{Charge, ChargeKind, Currency, Event, Grain};
use crate::fields::{Fields, Role};
use crate::moment::{Moment, Precision};
use crate::plain::Plain;
use crate::proof::Rule;
use crate::tokens::Class;

/// Amounts.
pub const AMOUNTS: Format = Format {
    id: "deepseek",
    name: "DeepSeek export: amounts",
    sees: &[Sees::Header(&["model", "type", "price", "amount"])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&AMOUNT),
    places: &[],
};

/// Costs.
pub const COSTS: Format = Format {
    id: "deepseek-costs",
    name: "DeepSeek export: costs",
    sees: &[
        Sees::Header(&["start_time_iso", "model", "cost", "currency"]),
        Sees::Header(&["utc_date", "model", "cost", "currency"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&COST),
    places: &[],
};

const KIND: u8 = 0;
const AMOUNT_OF: u8 = 1;
const DAY: u8 = 2;

static AMOUNT: Plain = Plain {
    roles: &[
        (Role::At, "start_time_iso"),
        (Role::At, "utc_date"),
        (Role::Own(DAY), "start_time_iso"),
        (Role::Own(DAY), "utc_date"),
        (Role::Model, "model"),
        (Role::User, "user_id"),
        (Role::Key, "api_key_name"),
        (Role::Own(KIND), "type"),
        (Role::Own(AMOUNT_OF), "amount"),
        (Role::Cost, "price"),
        (Role::Currency, "currency"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Bucket { requests: Some(0) },
    cost: ChargeKind::ProviderEstimate,
    is_in_cents: false,
    identity: &[
        Role::At,
        Role::Model,
        Role::User,
        Role::Key,
        Role::Own(KIND),
    ],
    provider: "deepseek",
    adjust: amount,
};

static COST: Plain = Plain {
    roles: &[
        (Role::At, "start_time_iso"),
        (Role::At, "utc_date"),
        (Role::Own(DAY), "start_time_iso"),
        (Role::Own(DAY), "utc_date"),
        (Role::Model, "model"),
        (Role::User, "user_id"),
        (Role::Key, "api_key_name"),
        (Role::Own(KIND), "wallet_type"),
        (Role::Own(KIND), "wallet"),
        (Role::Cost, "cost"),
        (Role::Currency, "currency"),
    ],
    grain: Grain::Money,
    cost: ChargeKind::Billed,
    adjust: cost,
    ..AMOUNT
};

/// A row tells one kind of tokens, or how many requests there were.
fn amount(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    day(fields, event);
    let Some(count) = fields.count(Role::Own(AMOUNT_OF)) else {
        return Verdict::Skip("has no amount");
    };
    let class = match &*fields.name(Role::Own(KIND)) {
        "input_cache_hit_tokens" => Class::Read,
        "input_cache_miss_tokens" => Class::Fresh,
        "output_tokens" => Class::Visible,
        "request_count" => {
            event.charges.clear();
            event.grain = Grain::Bucket {
                requests: Some(count),
            };
            return Verdict::Count;
        }
        _ => return Verdict::Skip("tells of another kind of amount"),
    };
    event.tokens.set(class, count);
    event.grain = Grain::Bucket { requests: Some(0) };
    // The price stands for one token, and the export is in yuan where it does not say.
    let currency = fields.text(Role::Currency);
    let currency = currency
        .and_then(|text| Currency::parse(&text))
        .or(Currency::parse("CNY"));
    let amount = fields
        .decimal(Role::Cost)
        .and_then(|price| price.charge(count, 1));
    event.charges = amount
        .zip(currency)
        .map(|(amount, currency)| Charge {
            amount,
            currency,
            kind: ChargeKind::ProviderEstimate,
        })
        .into_iter()
        .collect();
    Verdict::Count
}

fn cost(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    day(fields, event);
    if fields.name(Role::Own(KIND)).eq_ignore_ascii_case("granted") {
        let charges = event.charges.iter_mut();
        charges.for_each(|charge| charge.kind = ChargeKind::Included);
    }
    Verdict::Count
}

/// Days begin at midnight in China: the day is the one that is written.
fn day(fields: &Fields<'_>, event: &mut Event<'_>) {
    let text = fields.name(Role::Own(DAY));
    let day = text.split('T').next().unwrap_or_default();
    if let Some(day) = Moment::parse(day) {
        event.at = Some(day.with_precision(Precision::Day));
    }
}
