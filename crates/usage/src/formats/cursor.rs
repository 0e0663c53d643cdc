//! Cursor's usage: what the dashboard exports, and what the Admin API answers. A row is a whole turn of the agent.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// The dashboard's export.
pub const TABLE: Format = Format {
    id: "cursor",
    name: "Cursor usage export",
    sees: &[Sees::Header(&[
        "Date",
        "Model",
        "Input (w/ Cache Write)",
        "Output Tokens",
    ])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&ROW),
    places: &[],
};

/// The Admin API.
pub const ADMIN: Format = Format {
    id: "cursor-admin",
    name: "Cursor Admin API",
    sees: &[
        Sees::Json(&["usageEventsDisplay"]),
        Sees::Json(&["usageEvents/[]/tokenUsage"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&EVENT),
    places: &[],
};

const KIND: u8 = 0;
const IS_CHARGED: u8 = 1;

/// The two columns of input are apart from each other: one is what was written to the cache, the other is fresh.
static ROW: Plain = Plain {
    roles: &[
        (Role::At, "Date"),
        (Role::Model, "Model"),
        (Role::User, "User"),
        (Role::Agent, "Cloud Agent ID"),
        (Role::Input, "Input (w/o Cache Write)"),
        (Role::Write, "Input (w/ Cache Write)"),
        (Role::Read, "Cache Read"),
        (Role::Output, "Output Tokens"),
        (Role::Total, "Total Tokens"),
        (Role::Cost, "Cost to you"),
        (Role::Cost, "Cost"),
        (Role::Own(KIND), "Kind"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Turn,
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[],
    provider: "cursor",
    adjust: kind,
};

static EVENT: Plain = Plain {
    roles: &[
        (Role::At, "timestamp"),
        (Role::Model, "model"),
        (Role::User, "userEmail"),
        (Role::Input, "tokenUsage/inputTokens"),
        (Role::Write, "tokenUsage/cacheWriteTokens"),
        (Role::Read, "tokenUsage/cacheReadTokens"),
        (Role::Output, "tokenUsage/outputTokens"),
        (Role::Cost, "chargedCents"),
        (Role::Cost, "tokenUsage/totalCents"),
        (Role::Own(KIND), "kind"),
        (Role::Own(IS_CHARGED), "isChargeable"),
    ],
    items: &["usageEventsDisplay", "usageEvents"],
    is_in_cents: true,
    ..ROW
};

fn kind(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    let kind = fields.name(Role::Own(KIND)).to_lowercase();
    let is_free = kind.contains("no charge") || kind.contains("not charged");
    if kind.contains("error") {
        event.outcome = Outcome::Failed;
    } else if kind.contains("abort") {
        event.outcome = Outcome::Cancelled;
    }
    if is_free {
        event.charges.clear();
    }
    let is_included = kind.contains("included") || fields.name(Role::Own(IS_CHARGED)) == "false";
    if is_included {
        let charges = event.charges.iter_mut();
        charges.for_each(|charge| charge.kind = ChargeKind::Included);
    }
    Verdict::Count
}
