//! Bills of the clouds: what a line is of stands only in the name of its meter.

mod meter;

use super::{Format, Make, Sees, Verdict};
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Event, Grain};
use crate::fields::{Fields, Role};
use crate::json;
use crate::plain::Plain;
use crate::proof::Rule;

use meter::{Meter, read};

/// Google's console report and rows of its BigQuery export.
pub const GOOGLE: Format = Format {
    id: "google-billing",
    name: "Google Cloud billing",
    sees: &[
        Sees::Header(&["Service description", "SKU description", "Usage amount"]),
        Sees::Json(&["sku/description", "usage/amount"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&GOOGLE_ROW),
    places: &[],
};

/// Azure's cost details.
pub const AZURE: Format = Format {
    id: "azure-cost",
    name: "Azure cost details",
    sees: &[Sees::Header(&["MeterName", "Quantity", "UnitOfMeasure"])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&AZURE_ROW),
    places: &[],
};

/// AWS' cost and usage report.
pub const AWS: Format = Format {
    id: "aws-cur",
    name: "AWS cost and usage report",
    sees: &[
        Sees::Header(&["line_item_usage_type", "line_item_usage_amount"]),
        Sees::Header(&["lineItem/UsageType", "lineItem/UsageAmount"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&AWS_ROW),
    places: &[],
};

const METER: u8 = 0;
const QUANTITY: u8 = 1;
const UNIT: u8 = 2;
const CREDITS: u8 = 3;
const PRODUCT: u8 = 4;

static GOOGLE_ROW: Plain = Plain {
    roles: &[
        (Role::At, "Date"),
        (Role::At, "usage_start_time"),
        (Role::Project, "Project ID"),
        (Role::Project, "project/id"),
        (Role::Own(METER), "SKU description"),
        (Role::Own(METER), "sku/description"),
        (Role::Own(QUANTITY), "Usage amount"),
        (Role::Own(QUANTITY), "usage/amount"),
        (Role::Own(UNIT), "Usage unit"),
        (Role::Own(UNIT), "usage/unit"),
        (Role::Own(CREDITS), "credits"),
        (Role::Cost, "Unrounded subtotal ($)"),
        (Role::Cost, "Subtotal ($)"),
        (Role::Cost, "Cost ($)"),
        (Role::Cost, "cost"),
        (Role::Currency, "currency"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Bucket { requests: None },
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[],
    provider: "google",
    adjust: google,
};

static AZURE_ROW: Plain = Plain {
    roles: &[
        (Role::At, "Date"),
        (Role::At, "UsageDate"),
        (Role::Project, "ResourceGroup"),
        (Role::Project, "SubscriptionName"),
        (Role::Region, "ResourceLocation"),
        (Role::Own(METER), "MeterName"),
        (Role::Own(QUANTITY), "Quantity"),
        (Role::Own(UNIT), "UnitOfMeasure"),
        (Role::Own(PRODUCT), "MeterSubCategory"),
        (Role::Cost, "CostInBillingCurrency"),
        (Role::Cost, "PreTaxCost"),
        (Role::Cost, "Cost"),
        (Role::Currency, "BillingCurrencyCode"),
        (Role::Currency, "BillingCurrency"),
        (Role::Currency, "Currency"),
    ],
    provider: "azure",
    adjust: azure,
    ..GOOGLE_ROW
};

static AWS_ROW: Plain = Plain {
    roles: &[
        (Role::At, "line_item_usage_start_date"),
        (Role::At, "lineItem/UsageStartDate"),
        (Role::Project, "line_item_usage_account_id"),
        (Role::Own(METER), "line_item_usage_type"),
        (Role::Own(METER), "lineItem/UsageType"),
        (Role::Own(QUANTITY), "line_item_usage_amount"),
        (Role::Own(QUANTITY), "lineItem/UsageAmount"),
        (Role::Own(UNIT), "pricing_unit"),
        (Role::Own(UNIT), "pricing/unit"),
        (Role::Own(PRODUCT), "product_product_name"),
        (Role::Own(PRODUCT), "product/ProductName"),
        (Role::Own(PRODUCT), "line_item_line_item_description"),
        (Role::Cost, "line_item_unblended_cost"),
        (Role::Cost, "lineItem/UnblendedCost"),
        (Role::Currency, "line_item_currency_code"),
        (Role::Currency, "lineItem/CurrencyCode"),
    ],
    provider: "aws",
    adjust: aws,
    ..GOOGLE_ROW
};

fn google(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if event.at.is_none() {
        return Verdict::Skip("is a summary row");
    }
    let credits = fields.raw(Role::Own(CREDITS)).unwrap_or_default();
    let paths = json::Paths::new(["amount"]);
    for credit in json::elements(credits) {
        let found = paths.pluck(credit.as_bytes()).unwrap_or_default();
        let amount = found.into_iter().flatten().next();
        let amount = amount.and_then(|amount| Decimal::parse(&amount));
        let currency = event.charges.first().map(|charge| charge.currency);
        if let (Some(amount), Some(currency)) = (amount, currency) {
            event.charges.push(Charge {
                amount,
                currency,
                kind: ChargeKind::Credit,
            });
        }
    }
    let text = fields.name(Role::Own(METER));
    // The unit may say requests on a row of tokens: only the name proves them.
    tell(event, read(&text), fields, Some(1))
}

fn azure(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    let text = fields.name(Role::Own(METER));
    let unit = fields.name(Role::Own(UNIT)).to_uppercase();
    let factor = meter::factor(&unit);
    let meter = text
        .to_lowercase()
        .contains("token")
        .then(|| read(&text))
        .flatten();
    tell(event, meter, fields, factor)
}

fn aws(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    let text = fields.name(Role::Own(METER));
    let unit = fields.name(Role::Own(UNIT)).to_uppercase();
    let product = fields.name(Role::Own(PRODUCT));
    let is_market = text.contains("MP:");
    let factor = match meter::factor(&unit) {
        Some(factor) => Some(factor),
        None if is_market => Some(1_000_000),
        None => None,
    };
    let mut meter = read(&text);
    if let Some(meter) = meter.as_mut().filter(|_| is_market) {
        // The marketplace names the model in the product only: "Claude Opus 4.8 (Amazon Bedrock Edition)".
        meter.model = product.split(" (").next().unwrap_or_default().to_owned();
    }
    tell(event, meter, fields, factor)
}

/// What a line of a bill says by its meter: tokens of a class, or money alone.
fn tell(
    event: &mut Event<'_>,
    meter: Option<Meter>,
    fields: &Fields<'_>,
    factor: Option<u32>,
) -> Verdict {
    let name = fields.name(Role::Own(METER)).into_owned();
    let quantity = fields.decimal(Role::Own(QUANTITY));
    let count = quantity.zip(factor).and_then(|(quantity, factor)| {
        let units = quantity.charge(u64::from(factor), 1)?.rounded(0).units();
        u64::try_from(units / Decimal::from_units(1).units()).ok()
    });
    match (meter, count) {
        (Some(meter), Some(count)) => {
            event.tokens.set(meter.class, count);
            event.model = meter.model.into();
            event.terms.processing = meter.processing.into();
            event.terms.is_long_context = meter.is_long;
        }
        _ => {
            event.grain = Grain::Money;
            event.who.agent = name.into();
        }
    }
    Verdict::Count
}
