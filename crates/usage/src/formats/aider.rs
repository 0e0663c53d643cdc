//! Aider's analytics log: a line for each message, its reflections added up.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Grain};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "aider",
    name: "Aider analytics",
    sees: &[Sees::Json(&["event", "properties", "user_id", "time"])],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&LINE),
    places: &[".aider"],
};

const EVENT: u8 = 0;

static LINE: Plain = Plain {
    roles: &[
        (Role::Own(EVENT), "event"),
        (Role::At, "time"),
        (Role::User, "user_id"),
        (Role::Agent, "properties/edit_format"),
        (Role::Model, "properties/main_model"),
        (Role::Input, "properties/prompt_tokens"),
        (Role::Output, "properties/completion_tokens"),
        (Role::Total, "properties/total_tokens"),
        (Role::Cost, "properties/cost"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Turn,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[],
    provider: "",
    adjust: message,
};

fn message(fields: &Fields<'_>, _: &mut Event<'_>) -> Verdict {
    match &*fields.name(Role::Own(EVENT)) {
        "message_send" => Verdict::Count,
        _ => Verdict::Skip("tells of no message"),
    }
}
