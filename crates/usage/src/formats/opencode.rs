//! OpenCode's messages: each step of an agent with its counts.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::{Place, Rule};

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "opencode",
    name: "OpenCode",
    sees: &[
        Sees::Json(&["sessionID", "modelID", "providerID", "tokens/cache"]),
        Sees::Json(&["messages/[]/info/sessionID"]),
        Sees::Json(&["sessionID", "role=user", "time/created"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&MESSAGE),
    places: &[".local/share/opencode/storage/message"],
};

const SPEAKER: u8 = 0;
const FINISH: u8 = 1;

static MESSAGE: Plain = Plain {
    roles: &[
        (Role::Id, "id"),
        (Role::Id, "info/id"),
        (Role::Session, "sessionID"),
        (Role::Session, "info/sessionID"),
        (Role::Turn, "parentID"),
        (Role::Turn, "info/parentID"),
        (Role::At, "time/created"),
        (Role::At, "info/time/created"),
        (Role::Model, "modelID"),
        (Role::Model, "info/modelID"),
        (Role::Provider, "providerID"),
        (Role::Provider, "info/providerID"),
        (Role::Project, "path/root"),
        (Role::Project, "info/path/root"),
        (Role::Agent, "agent"),
        (Role::Agent, "mode"),
        (Role::Agent, "info/agent"),
        (Role::Input, "tokens/input"),
        (Role::Input, "info/tokens/input"),
        (Role::Read, "tokens/cache/read"),
        (Role::Read, "info/tokens/cache/read"),
        (Role::Write, "tokens/cache/write"),
        (Role::Write, "info/tokens/cache/write"),
        (Role::Output, "tokens/output"),
        (Role::Output, "info/tokens/output"),
        (Role::Reasoning, "tokens/reasoning"),
        (Role::Reasoning, "info/tokens/reasoning"),
        (Role::Total, "tokens/total"),
        (Role::Total, "info/tokens/total"),
        (Role::Cost, "cost"),
        (Role::Cost, "info/cost"),
        (Role::Own(SPEAKER), "role"),
        (Role::Own(SPEAKER), "info/role"),
        (Role::Own(FINISH), "time/completed"),
        (Role::Own(FINISH), "info/time/completed"),
    ],
    items: &["messages"],
    rule: Rule {
        cache: Place::Beside,
        reasoning: Place::Beside,
        strict: false,
    },
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[Role::Id],
    provider: "",
    adjust: message,
};

fn message(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.name(Role::Own(SPEAKER)) == "user" {
        return Verdict::Skip("is what a person wrote");
    }
    event.finality = match fields.has(Role::Own(FINISH)) {
        true => Finality::Final,
        false => Finality::Unknown,
    };
    // A step that has not begun to be answered.
    if event.tokens.is_nothing() {
        return Verdict::Skip("has no counts yet");
    }
    Verdict::Count
}
