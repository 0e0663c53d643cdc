//! GitHub Copilot's billing report: a row for each day, person, model and kind of charge.

use super::{Format, Make, Sees, Verdict};
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Event, Grain};
use crate::fields::{Fields, Role, count};
use crate::plain::Plain;
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "copilot",
    name: "GitHub Copilot billing report",
    sees: &[Sees::Header(&[
        "date",
        "username",
        "sku",
        "model",
        "quantity",
        "unit_type",
    ])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&ROW),
    places: &[],
};

const QUANTITY: u8 = 0;
const UNIT: u8 = 1;
const DISCOUNT: u8 = 2;

static ROW: Plain = Plain {
    roles: &[
        (Role::At, "date"),
        (Role::User, "username"),
        (Role::Agent, "sku"),
        (Role::Model, "model"),
        (Role::Project, "repository"),
        (Role::Project, "organization"),
        (Role::Input, "input"),
        (Role::Read, "cache_read"),
        (Role::Write, "cache_write"),
        (Role::Output, "output"),
        (Role::Cost, "net_amount"),
        (Role::Own(QUANTITY), "quantity"),
        (Role::Own(UNIT), "unit_type"),
        (Role::Own(DISCOUNT), "discount_amount"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Bucket { requests: None },
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[
        Role::At,
        Role::User,
        Role::Agent,
        Role::Model,
        Role::Project,
    ],
    provider: "github-copilot",
    adjust: row,
};

/// What a plan covers is taken off again: it is told beside what is owed.
fn row(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.name(Role::Own(UNIT)) == "requests" {
        let requests = fields
            .text(Role::Own(QUANTITY))
            .and_then(|text| count(&text));
        event.grain = Grain::Bucket { requests };
    }
    let covered = fields.decimal(Role::Own(DISCOUNT)).unwrap_or_default();
    if covered > Decimal::ZERO {
        event
            .charges
            .push(Charge::usd(covered, ChargeKind::Included));
    }
    Verdict::Count
}
