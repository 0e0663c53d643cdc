//! OpenRouter's exports: one row a generation, or one a day and model.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// The activity export, one row a generation.
pub const GENERATIONS: Format = Format {
    id: "openrouter",
    name: "OpenRouter generations",
    sees: &[Sees::Header(&["generation_id", "created_at", "cost_total"])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&GENERATION),
    places: &[],
};

const CANCELLED: u8 = 0;
const FINISH: u8 = 1;

static GENERATION: Plain = Plain {
    roles: &[
        (Role::Id, "generation_id"),
        (Role::At, "created_at"),
        (Role::Model, "model_permaslug"),
        (Role::Agent, "app_name"),
        (Role::User, "user"),
        (Role::Key, "api_key_name"),
        (Role::Session, "session_id"),
        (Role::Input, "tokens_prompt"),
        (Role::Read, "tokens_cached"),
        (Role::Output, "tokens_completion"),
        (Role::Reasoning, "tokens_reasoning"),
        (Role::Cost, "cost_total"),
        (Role::Region, "provider_name"),
        (Role::Own(CANCELLED), "cancelled"),
        (Role::Own(FINISH), "finish_reason_normalized"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Request,
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[Role::Id],
    provider: "openrouter",
    adjust: generation,
};

fn generation(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    event.finality = Finality::Final;
    if fields
        .name(Role::Own(CANCELLED))
        .eq_ignore_ascii_case("true")
    {
        event.outcome = Outcome::Cancelled;
    } else if fields.name(Role::Own(FINISH)) == "error" {
        event.outcome = Outcome::Failed;
    }
    Verdict::Count
}

/// The activity by day.
pub const DAILY: Format = Format {
    id: "openrouter-daily",
    name: "OpenRouter activity by day",
    sees: &[
        Sees::Header(&["Date", "Slug", "Usage", "BYOK Usage"]),
        Sees::Json(&["data/[]/date", "data/[]/model_permaslug", "data/[]/usage"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&DAY),
    places: &[],
};

/// One generation, as the API answers it.
pub const ONE: Format = Format {
    id: "openrouter-generation",
    name: "OpenRouter generation API",
    sees: &[
        Sees::Json(&["data/native_tokens_prompt"]),
        Sees::Json(&["native_tokens_prompt", "total_cost"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&ANSWER),
    places: &[],
};

static DAY: Plain = Plain {
    roles: &[
        (Role::At, "Date"),
        (Role::Model, "Slug"),
        (Role::Model, "model_permaslug"),
        (Role::Key, "API Key"),
        (Role::Region, "provider_name"),
        (Role::Input, "Prompt Tokens"),
        (Role::Input, "prompt_tokens"),
        (Role::Output, "Completion Tokens"),
        (Role::Output, "completion_tokens"),
        (Role::Reasoning, "Reasoning Tokens"),
        (Role::Reasoning, "reasoning_tokens"),
        (Role::Requests, "Requests"),
        (Role::Cost, "Usage"),
        (Role::At, "date"),
        (Role::Requests, "requests"),
        (Role::Cost, "usage"),
    ],
    items: &["data"],
    grain: Grain::Bucket { requests: None },
    identity: &[Role::At, Role::Model, Role::Key, Role::Region],
    adjust: crate::plain::as_it_is,
    ..GENERATION
};

/// The native counts are priced; the others are those of another tokenizer.
static ANSWER: Plain = Plain {
    roles: &[
        (Role::Id, "data/id"),
        (Role::Id, "id"),
        (Role::At, "data/created_at"),
        (Role::At, "created_at"),
        (Role::Model, "data/model"),
        (Role::Model, "model"),
        (Role::Session, "data/session_id"),
        (Role::Region, "data/provider_name"),
        (Role::Input, "data/native_tokens_prompt"),
        (Role::Input, "native_tokens_prompt"),
        (Role::Read, "data/native_tokens_cached"),
        (Role::Read, "native_tokens_cached"),
        (Role::Output, "data/native_tokens_completion"),
        (Role::Output, "native_tokens_completion"),
        (Role::Reasoning, "data/native_tokens_reasoning"),
        (Role::Reasoning, "native_tokens_reasoning"),
        (Role::Cost, "data/total_cost"),
        (Role::Cost, "total_cost"),
        (Role::Own(CANCELLED), "data/cancelled"),
        (Role::Own(CANCELLED), "cancelled"),
    ],
    ..GENERATION
};
