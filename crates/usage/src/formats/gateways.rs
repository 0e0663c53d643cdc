//! Gateways whose exports have a row a request: Helicone and Portkey.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// Helicone's export.
pub const HELICONE: Format = Format {
    id: "helicone",
    name: "Helicone",
    sees: &[
        Sees::Header(&["response_id", "response_created_at", "prompt_tokens"]),
        Sees::Json(&["request_created_at", "prompt_tokens"]),
        Sees::Json(&["data/[]/request_created_at", "data/[]/prompt_tokens"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&HELICONE_ROW),
    places: &[],
};

/// Portkey's export.
pub const PORTKEY: Format = Format {
    id: "portkey",
    name: "Portkey",
    sees: &[
        Sees::Json(&["req_units", "res_units", "ai_model"]),
        Sees::Json(&["data/[]/req_units", "data/[]/ai_model"]),
        Sees::Header(&["req_units", "res_units", "ai_model"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&PORTKEY_ROW),
    places: &[],
};

const CACHE: u8 = 0;

static HELICONE_ROW: Plain = Plain {
    roles: &[
        (Role::Id, "response_id"),
        (Role::Id, "request_id"),
        (Role::At, "request_created_at"),
        (Role::User, "request_user_id"),
        (Role::Session, "request_properties/Helicone-Session-Id"),
        (Role::Model, "model"),
        (Role::Model, "response_model"),
        (Role::Provider, "provider"),
        (Role::Input, "prompt_tokens"),
        (Role::Read, "prompt_cache_read_tokens"),
        (Role::Write, "prompt_cache_write_tokens"),
        (Role::InputAudio, "prompt_audio_tokens"),
        (Role::Output, "completion_tokens"),
        (Role::OutputAudio, "completion_audio_tokens"),
        (Role::Reasoning, "reasoning_tokens"),
        (Role::Total, "total_tokens"),
        (Role::Cost, "cost"),
        (Role::Cost, "costUSD"),
        (Role::Status, "response_status"),
        (Role::Own(CACHE), "cache_hit"),
        (Role::Own(CACHE), "cached"),
    ],
    items: &["data"],
    rule: Rule::INSIDE,
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[Role::Id],
    provider: "",
    adjust: request,
};

static PORTKEY_ROW: Plain = Plain {
    roles: &[
        (Role::Id, "id"),
        (Role::At, "created_at"),
        (Role::Turn, "trace_id"),
        (Role::User, "metadata/_user"),
        (Role::Model, "ai_model"),
        (Role::Provider, "ai_org"),
        (Role::Input, "req_units"),
        (
            Role::Read,
            "response/usage/prompt_tokens_details/cached_tokens",
        ),
        (Role::Read, "response/usage/cache_read_input_tokens"),
        (Role::Write, "response/usage/cache_creation_input_tokens"),
        (Role::Output, "res_units"),
        (
            Role::Reasoning,
            "response/usage/completion_tokens_details/reasoning_tokens",
        ),
        (Role::Total, "total_units"),
        (Role::Cost, "cost"),
        (Role::Currency, "cost_currency"),
        (Role::Status, "response_status_code"),
        (Role::Own(CACHE), "cache_status"),
    ],
    items: &["data"],
    is_in_cents: true,
    ..HELICONE_ROW
};

fn request(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    event.finality = Finality::Final;
    let status = fields.count(Role::Status).unwrap_or(0);
    let cache = fields.name(Role::Own(CACHE)).to_lowercase();
    if matches!(&*cache, "true" | "hit" | "semantic hit") {
        event.outcome = Outcome::GatewayCache;
    } else if status >= 400 {
        event.outcome = Outcome::Failed;
    }
    Verdict::Count
}
