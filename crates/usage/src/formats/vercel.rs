//! Vercel's AI Gateway: its report of a day and model.

use super::{Format, Make, Sees};
use crate::event::{ChargeKind, Grain};
use crate::fields::Role;
use crate::plain::{Plain, as_it_is};
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "vercel-ai-gateway",
    name: "Vercel AI Gateway report",
    sees: &[Sees::Json(&["results/[]/day", "results/[]/total_cost"])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&DAY),
    places: &[],
};

static DAY: Plain = Plain {
    roles: &[
        (Role::At, "day"),
        (Role::At, "hour"),
        (Role::Model, "model"),
        (Role::Provider, "provider"),
        (Role::User, "user"),
        (Role::Project, "project"),
        (Role::Key, "credential_type"),
        (Role::Input, "input_tokens"),
        (Role::Read, "cached_input_tokens"),
        (Role::Write, "cache_creation_input_tokens"),
        (Role::Output, "output_tokens"),
        (Role::Reasoning, "reasoning_tokens"),
        (Role::Requests, "request_count"),
        (Role::Cost, "total_cost"),
    ],
    items: &["results"],
    rule: Rule::INSIDE,
    grain: Grain::Bucket { requests: None },
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[
        Role::At,
        Role::Model,
        Role::Provider,
        Role::User,
        Role::Project,
        Role::Key,
    ],
    provider: "",
    adjust: as_it_is,
};
