//! Anthropic's usage and costs of an organization: pages of the Admin API, and what the console exports.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Grain};
use crate::fields::{Fields, Role};
use crate::page::PageReader;
use crate::plain::Plain;
use crate::proof::Rule;

/// Usage of messages, from the API.
pub const USAGE: Format = Format {
    id: "anthropic-usage",
    name: "Anthropic usage API",
    sees: &[
        Sees::Json(&[
            "data/[]/starting_at",
            "data/[]/results/[]/uncached_input_tokens",
        ]),
        Sees::Json(&[
            "data/[]/starting_at",
            "data/[]/results/[]/cache_read_input_tokens",
        ]),
        Sees::Json(&["data/[]/starting_at", "data/[]/results/[]/output_tokens"]),
        Sees::Json(&["starting_at", "results/[]/uncached_input_tokens"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(PageReader::new("anthropic-usage", &USAGE_RESULT))),
    places: &[],
};

/// Costs, from the API.
pub const COSTS: Format = Format {
    id: "anthropic-costs",
    name: "Anthropic cost API",
    sees: &[
        Sees::Json(&["data/[]/starting_at", "data/[]/results/[]/amount"]),
        Sees::Json(&["starting_at", "results/[]/amount", "results/[]/cost_type"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(PageReader::new("anthropic-costs", &COSTS_RESULT))),
    places: &[],
};

/// Tokens, as the console exports them.
pub const USAGE_TABLE: Format = Format {
    id: "anthropic-usage-csv",
    name: "Anthropic console: tokens",
    sees: &[Sees::Header(&[
        "usage_date_utc",
        "usage_input_tokens_no_cache",
    ])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&USAGE_ROW),
    places: &[],
};

/// Costs, as the console exports them.
pub const COSTS_TABLE: Format = Format {
    id: "anthropic-costs-csv",
    name: "Anthropic console: costs",
    sees: &[Sees::Header(&["usage_date_utc", "cost_usd"])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&COSTS_ROW),
    places: &[],
};

const BAND: u8 = 0;
const SPEED: u8 = 1;
const OVERLAPPING: u8 = 2;
const TOKEN_TYPE: u8 = 3;
const COST_TYPE: u8 = 4;
const DESCRIPTION: u8 = 5;

static USAGE_RESULT: Plain = Plain {
    roles: &[
        (Role::Model, "model"),
        (Role::Project, "workspace_id"),
        (Role::Key, "api_key_id"),
        (Role::User, "account_id"),
        (Role::Processing, "service_tier"),
        (Role::Region, "inference_geo"),
        (Role::Own(BAND), "context_window"),
        (Role::Own(SPEED), "speed"),
        (Role::Own(OVERLAPPING), "rbac_group_id"),
        (Role::Input, "uncached_input_tokens"),
        (Role::Read, "cache_read_input_tokens"),
        (Role::Write5m, "cache_creation/ephemeral_5m_input_tokens"),
        (Role::Write1h, "cache_creation/ephemeral_1h_input_tokens"),
        (Role::Write, "cache_creation_input_tokens"),
        (Role::Output, "output_tokens"),
        (Role::WebSearches, "server_tool_use/web_search_requests"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Bucket { requests: None },
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[
        Role::Model,
        Role::Project,
        Role::Key,
        Role::User,
        Role::Processing,
        Role::Region,
        Role::Own(BAND),
        Role::Own(SPEED),
    ],
    provider: "anthropic",
    adjust: usage,
};

static USAGE_ROW: Plain = Plain {
    roles: &[
        (Role::At, "usage_date_utc"),
        (Role::Model, "model_version"),
        (Role::Model, "model"),
        (Role::Project, "workspace"),
        (Role::Key, "api_key"),
        (Role::Processing, "usage_type"),
        (Role::Region, "inference_geo"),
        (Role::Own(BAND), "context_window"),
        (Role::Own(SPEED), "speed"),
        (Role::Input, "usage_input_tokens_no_cache"),
        (Role::Read, "usage_input_tokens_cache_read"),
        (Role::Write5m, "usage_input_tokens_cache_write_5m"),
        (Role::Write1h, "usage_input_tokens_cache_write_1h"),
        (Role::Output, "usage_output_tokens"),
        (Role::WebSearches, "web_search_count"),
    ],
    identity: &[
        Role::At,
        Role::Model,
        Role::Project,
        Role::Key,
        Role::Processing,
        Role::Region,
        Role::Own(BAND),
        Role::Own(SPEED),
    ],
    ..USAGE_RESULT
};

static COSTS_RESULT: Plain = Plain {
    roles: &[
        (Role::Cost, "amount"),
        (Role::Currency, "currency"),
        (Role::Model, "model"),
        (Role::Project, "workspace_id"),
        (Role::Processing, "service_tier"),
        (Role::Region, "inference_geo"),
        (Role::Own(BAND), "context_window"),
        (Role::Own(TOKEN_TYPE), "token_type"),
        (Role::Own(COST_TYPE), "cost_type"),
        (Role::Own(DESCRIPTION), "description"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Money,
    cost: ChargeKind::Billed,
    is_in_cents: true,
    identity: &[
        Role::Model,
        Role::Project,
        Role::Processing,
        Role::Region,
        Role::Own(BAND),
        Role::Own(TOKEN_TYPE),
        Role::Own(COST_TYPE),
        Role::Own(DESCRIPTION),
        Role::Currency,
    ],
    provider: "anthropic",
    adjust: cost,
};

static COSTS_ROW: Plain = Plain {
    roles: &[
        (Role::At, "usage_date_utc"),
        (Role::Cost, "cost_usd"),
        (Role::Model, "model"),
        (Role::Project, "workspace"),
        (Role::Key, "api_key_id"),
        (Role::Key, "api_key"),
        (Role::Processing, "usage_type"),
        (Role::Region, "inference_geo"),
        (Role::Own(BAND), "context_window"),
        (Role::Own(SPEED), "speed"),
        (Role::Own(TOKEN_TYPE), "token_type"),
        (Role::Own(COST_TYPE), "cost_type"),
    ],
    is_in_cents: false,
    identity: &[
        Role::At,
        Role::Model,
        Role::Project,
        Role::Key,
        Role::Processing,
        Role::Region,
        Role::Own(BAND),
        Role::Own(SPEED),
        Role::Own(TOKEN_TYPE),
        Role::Own(COST_TYPE),
    ],
    ..COSTS_RESULT
};

fn usage(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.has(Role::Own(OVERLAPPING)) {
        return Verdict::Skip("is of a group that shares its members with others");
    }
    terms(fields, event);
    Verdict::Count
}

fn cost(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    terms(fields, event);
    let words = [TOKEN_TYPE, DESCRIPTION, COST_TYPE];
    let words = words
        .into_iter()
        .map(|word| fields.name(Role::Own(word)).into_owned());
    event.who.agent = words
        .into_iter()
        .find(|word| !word.is_empty())
        .unwrap_or_default()
        .into();
    Verdict::Count
}

/// The window names the tier, so that a sum has one price: `0-200k`, `≤ 200k`, `200k-1M`, `> 200k`.
fn terms(fields: &Fields<'_>, event: &mut Event<'_>) {
    let band = fields.name(Role::Own(BAND));
    let band: String = band
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    event.terms.is_long_context = match band.to_lowercase().as_str() {
        "0-200k" | "≤200k" | "<=200k" => Some(false),
        "200k-1m" | ">200k" => Some(true),
        _ => None,
    };
    if fields.name(Role::Own(SPEED)).eq_ignore_ascii_case("fast") {
        event.terms.processing = "fast".into();
    } else if matches!(&*event.terms.processing, "standard" | "message" | "default") {
        event.terms.processing = "".into();
    }
    if matches!(&*event.terms.region, "global" | "not_available") {
        event.terms.region = "".into();
    }
}
