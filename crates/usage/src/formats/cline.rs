//! Cline, Roo Code, Kilo Code: the messages of a task, of which some tell of a request, as JSON inside of JSON.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Flags, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::{self, Plain};
use crate::proof::{Rule, settle};

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "cline",
    name: "Cline, Roo Code, Kilo Code",
    sees: &[
        Sees::Json(&["type=say", "say=api_req_started", "text"]),
        Sees::Json(&["type=say", "say", "ts"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&MESSAGE),
    places: &[
        ".config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks",
        ".config/Code/User/globalStorage/rooveterinaryinc.roo-cline/tasks",
        ".config/Code/User/globalStorage/kilocode.kilo-code/tasks",
    ],
};

const SAYS: u8 = 0;
const PROTOCOL: u8 = 1;
const CANCELLED: u8 = 2;
const FAILED: u8 = 3;

static MESSAGE: Plain = Plain {
    roles: &[
        (Role::At, "ts"),
        (Role::Model, "modelInfo/modelId"),
        (Role::Provider, "modelInfo/providerId"),
        (Role::Input, "text/tokensIn"),
        (Role::Output, "text/tokensOut"),
        (Role::Write, "text/cacheWrites"),
        (Role::Read, "text/cacheReads"),
        (Role::Cost, "text/cost"),
        (Role::Cost, "contextCondense/cost"),
        (Role::Own(SAYS), "say"),
        (Role::Own(PROTOCOL), "text/apiProtocol"),
        (Role::Own(CANCELLED), "text/cancelReason"),
        (Role::Own(FAILED), "text/streamingFailedMessage"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[],
    provider: "",
    adjust: message,
};

fn message(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    match &*fields.name(Role::Own(SAYS)) {
        "api_req_started" | "deleted_api_reqs" => {}
        "condense_context" => event.grain = Grain::Money,
        _ => return Verdict::Skip("tells of no request"),
    }
    // Where the protocol is named, the input is all of it, the cache's part too; else it is what no cache served.
    if fields.has(Role::Own(PROTOCOL)) {
        let settled = settle(&plain::counts(fields), Rule::INSIDE);
        (event.tokens, event.proof) = (settled.tokens, settled.proof);
        if settled.clamped {
            event.flags = event.flags.with(Flags::CLAMPED);
        }
    }
    if fields.has(Role::Own(FAILED)) {
        event.outcome = Outcome::Failed;
    } else if fields.has(Role::Own(CANCELLED)) {
        event.outcome = Outcome::Cancelled;
    }
    Verdict::Count
}
