//! LiteLLM's proxy: a row of its spend log or logging payload for each attempt, and its daily sums.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// The spend log, and what callbacks are handed.
pub const SPEND_LOGS: Format = Format {
    id: "litellm",
    name: "LiteLLM spend log",
    sees: &[
        Sees::Json(&["request_id", "spend", "call_type", "metadata"]),
        Sees::Json(&["data/[]/request_id", "data/[]/spend", "data/[]/call_type"]),
        Sees::Json(&["response_cost", "model_map_information"]),
        Sees::Header(&["request_id", "call_type", "spend", "prompt_tokens"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&SPEND),
    places: &[],
};

/// Sums of a day.
pub const DAILY: Format = Format {
    id: "litellm-daily",
    name: "LiteLLM daily spend",
    sees: &[
        Sees::Json(&["date", "spend", "api_requests", "prompt_tokens"]),
        Sees::Header(&["date", "spend", "api_requests", "prompt_tokens"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&DAY),
    places: &[],
};

const CACHE_HIT: u8 = 0;

#[rustfmt::skip]
static SPEND: Plain = Plain {
    roles: &[
        (Role::Id, "metadata/litellm_call_id"),
        (Role::Id, "request_id"),
        (Role::Id, "id"),
        (Role::At, "startTime"),
        (Role::Session, "session_id"),
        (Role::Turn, "trace_id"),
        (Role::User, "end_user"),
        (Role::User, "user"),
        (Role::Project, "team_id"),
        (Role::Key, "api_key"),
        (Role::Agent, "call_type"),
        (Role::Model, "model"),
        (Role::Provider, "custom_llm_provider"),
        (Role::Input, "prompt_tokens"),
        (Role::Output, "completion_tokens"),
        (Role::Total, "total_tokens"),
        (Role::Read, "metadata/usage_object/prompt_tokens_details/cached_tokens"),
        (Role::Read, "metadata/usage_object/cache_read_input_tokens"),
        (Role::Read, "metadata/additional_usage_values/cache_read_input_tokens"),
        (Role::Read, "metadata/additional_usage_values/prompt_tokens_details/cached_tokens"),
        (Role::Write, "metadata/usage_object/prompt_tokens_details/cache_creation_tokens"),
        (Role::Write, "metadata/usage_object/cache_creation_input_tokens"),
        (Role::Write, "metadata/additional_usage_values/cache_creation_input_tokens"),
        (Role::Write5m, "metadata/usage_object/prompt_tokens_details/cache_creation_token_details/ephemeral_5m_input_tokens"),
        (Role::Write1h, "metadata/usage_object/prompt_tokens_details/cache_creation_token_details/ephemeral_1h_input_tokens"),
        (Role::Reasoning, "metadata/usage_object/completion_tokens_details/reasoning_tokens"),
        (Role::Cost, "spend"),
        (Role::Cost, "response_cost"),
        (Role::Status, "status"),
        (Role::Status, "metadata/status"),
        (Role::Own(CACHE_HIT), "cache_hit"),
    ],
    items: &["data"],
    rule: Rule::INSIDE,
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[Role::Id, Role::At],
    provider: "",
    adjust: attempt,
};

static DAY: Plain = Plain {
    roles: &[
        (Role::At, "date"),
        (Role::User, "user_id"),
        (Role::Project, "team_id"),
        (Role::Key, "api_key"),
        (Role::Model, "model"),
        (Role::Provider, "custom_llm_provider"),
        (Role::Input, "prompt_tokens"),
        (Role::Read, "cache_read_input_tokens"),
        (Role::Write, "cache_creation_input_tokens"),
        (Role::Output, "completion_tokens"),
        (Role::Requests, "api_requests"),
        (Role::Cost, "spend"),
    ],
    grain: Grain::Bucket { requests: None },
    identity: &[
        Role::At,
        Role::User,
        Role::Project,
        Role::Key,
        Role::Model,
        Role::Provider,
    ],
    adjust: crate::plain::as_it_is,
    ..SPEND
};

fn attempt(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    event.finality = Finality::Final;
    if fields
        .name(Role::Own(CACHE_HIT))
        .eq_ignore_ascii_case("true")
    {
        event.outcome = Outcome::GatewayCache;
    } else if fields.name(Role::Status) == "failure" {
        event.outcome = Outcome::Failed;
    }
    Verdict::Count
}
