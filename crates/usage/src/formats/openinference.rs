//! Phoenix and others that speak OpenInference: spans with attributes by dotted names or nested.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "openinference",
    name: "Phoenix (OpenInference)",
    sees: &[
        Sees::Json(&["context/trace_id", "attributes/openinference.span.kind"]),
        Sees::Json(&["context/trace_id", "attributes/llm.token_count.prompt"]),
        Sees::Json(&["context/trace_id", "attributes/llm/token_count"]),
        Sees::Json(&["context/trace_id", "span_kind"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&SPAN),
    places: &[],
};

const KIND: u8 = 0;

#[rustfmt::skip]
static SPAN: Plain = Plain {
    roles: &[
        (Role::Own(KIND), "attributes/openinference.span.kind"),
        (Role::Own(KIND), "attributes/openinference/span/kind"),
        (Role::Own(KIND), "span_kind"),
        (Role::Id, "context/span_id"),
        (Role::Turn, "context/trace_id"),
        (Role::Session, "attributes/session.id"),
        (Role::Session, "attributes/session/id"),
        (Role::User, "attributes/user.id"),
        (Role::User, "attributes/user/id"),
        (Role::Agent, "name"),
        (Role::At, "start_time"),
        (Role::Status, "status_code"),
        (Role::Model, "attributes/llm.model_name"),
        (Role::Model, "attributes/llm/model_name"),
        (Role::Provider, "attributes/llm.provider"),
        (Role::Provider, "attributes/llm/provider"),
        (Role::Input, "attributes/llm.token_count.prompt"),
        (Role::Input, "attributes/llm/token_count/prompt"),
        (Role::Read, "attributes/llm.token_count.prompt_details.cache_read"),
        (Role::Read, "attributes/llm/token_count/prompt_details/cache_read"),
        (Role::Write, "attributes/llm.token_count.prompt_details.cache_write"),
        (Role::Write, "attributes/llm/token_count/prompt_details/cache_write"),
        (Role::InputAudio, "attributes/llm.token_count.prompt_details.audio"),
        (Role::InputAudio, "attributes/llm/token_count/prompt_details/audio"),
        (Role::Output, "attributes/llm.token_count.completion"),
        (Role::Output, "attributes/llm/token_count/completion"),
        (Role::Reasoning, "attributes/llm.token_count.completion_details.reasoning"),
        (Role::Reasoning, "attributes/llm/token_count/completion_details/reasoning"),
        (Role::OutputAudio, "attributes/llm.token_count.completion_details.audio"),
        (Role::OutputAudio, "attributes/llm/token_count/completion_details/audio"),
        (Role::Total, "attributes/llm.token_count.total"),
        (Role::Total, "attributes/llm/token_count/total"),
        (Role::Cost, "attributes/llm.cost.total"),
        (Role::Cost, "attributes/llm/cost/total"),
    ],
    items: &["data", "spans"],
    rule: Rule::INSIDE,
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[Role::Turn, Role::Id],
    provider: "",
    adjust: span,
};

fn span(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    let kind = fields.name(Role::Own(KIND));
    if !matches!(&*kind, "LLM" | "EMBEDDING" | "") {
        return Verdict::Skip("is no span of a model");
    }
    event.finality = Finality::Final;
    if fields.name(Role::Status) == "ERROR" {
        event.outcome = Outcome::Failed;
    }
    Verdict::Count
}
