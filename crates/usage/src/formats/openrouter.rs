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
