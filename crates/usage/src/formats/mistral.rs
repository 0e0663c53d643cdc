//! Mistral's console: tokens of each model and day, with the prices they were charged at.

use std::collections::BTreeMap;

use super::{Format, Make, Reader, Sees};
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Currency, Event, Grain, Identity};
use crate::fields::{Layout, Role, RolePaths};
use crate::json;
use crate::sink::Sink;
use crate::tokens::Class;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "mistral",
    name: "Mistral billing",
    sees: &[Sees::Json(&["completion/models", "prices", "currency"])],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(Billing)),
    places: &[],
};

const MODELS: u8 = 0;
const PRICES: u8 = 1;
const METRIC: u8 = 2;
const GROUP: u8 = 3;
const VALUE: u8 = 4;
const PAID: u8 = 5;
const INPUT: u8 = 6;
const OUTPUT: u8 = 7;

const ROLES: RolePaths = &[
    (Role::Own(MODELS), "completion/models"),
    (Role::Own(PRICES), "prices"),
    (Role::Currency, "currency"),
];
const PRICE: RolePaths = &[
    (Role::Own(METRIC), "billing_metric"),
    (Role::Own(GROUP), "billing_group"),
    (Role::Cost, "price"),
];
const MODEL: RolePaths = &[(Role::Own(INPUT), "input"), (Role::Own(OUTPUT), "output")];
const DAY: RolePaths = &[
    (Role::At, "timestamp"),
    (Role::Own(METRIC), "billing_metric"),
    (Role::Own(GROUP), "billing_group"),
    (Role::Own(VALUE), "value"),
    (Role::Own(PAID), "value_paid"),
];

struct Billing;

impl Reader for Billing {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let (layout, of_model) = (Layout::new(ROLES), Layout::new(MODEL));
        let Ok(fields) = layout.json(row) else {
            return out.skip("is not JSON");
        };
        let currency = Currency::parse(&fields.name(Role::Currency)).unwrap_or(Currency::USD);
        let prices = prices(fields.raw(Role::Own(PRICES)).unwrap_or_default());
        for (name, model) in json::members(fields.raw(Role::Own(MODELS)).unwrap_or_default()) {
            let Ok(model) = of_model.json(model.as_bytes()) else {
                continue;
            };
            let version = name
                .split_once("::")
                .map_or(name.as_str(), |(_, version)| version);
            for (part, class) in [(INPUT, Class::Fresh), (OUTPUT, Class::Visible)] {
                let days = model.raw(Role::Own(part)).unwrap_or_default();
                for day in json::elements(days) {
                    tell(day, version, class, currency, &prices, out);
                }
            }
        }
    }
}

/// The price of one token by metric and group.
type Prices = BTreeMap<(String, String), Decimal>;

fn prices(list: &str) -> Prices {
    let layout = Layout::new(PRICE);
    let mut prices = Prices::new();
    for price in json::elements(list) {
        if let Ok(fields) = layout.json(price.as_bytes())
            && let Some(amount) = fields.decimal(Role::Cost)
        {
            let metric = fields.name(Role::Own(METRIC)).into_owned();
            prices.insert((metric, fields.name(Role::Own(GROUP)).into_owned()), amount);
        }
    }
    prices
}

fn tell(
    day: &str,
    model: &str,
    class: Class,
    currency: Currency,
    prices: &Prices,
    out: &mut Sink<'_>,
) {
    let layout = Layout::new(DAY);
    let Ok(fields) = layout.json(day.as_bytes()) else {
        return out.skip("is not JSON");
    };
    let Some(value) = fields.count(Role::Own(VALUE)) else {
        return out.skip("has no count");
    };
    let metric = fields.name(Role::Own(METRIC)).into_owned();
    let group = fields.name(Role::Own(GROUP)).into_owned();
    let paid = fields.count(Role::Own(PAID)).unwrap_or(value);
    let amount = prices.get(&(metric.clone(), group.clone()));
    let amount = amount.and_then(|price| price.charge(paid, 1));
    let at = fields.moment(Role::At);
    let name = format!("{at:?} {metric} {group} {model}");
    let mut event = Event {
        at,
        grain: Grain::Bucket { requests: None },
        identity: Identity::global(FORMAT.id, &name),
        model: model.into(),
        provider: "mistral".into(),
        charges: amount
            .map(|amount| Charge {
                amount,
                currency,
                kind: ChargeKind::Billed,
            })
            .into_iter()
            .collect(),
        ..Event::default()
    };
    event.tokens.set(class, value);
    out.event(&event);
}
