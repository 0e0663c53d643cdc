//! LangSmith's runs: those of models count, those above them add up the same.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "langsmith",
    name: "LangSmith",
    sees: &[
        Sees::Json(&["run_type", "dotted_order"]),
        Sees::Json(&["run_type", "trace_id", "prompt_tokens"]),
        Sees::Json(&["runs/[]/run_type"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&RUN),
    places: &[],
};

const KIND: u8 = 0;

#[rustfmt::skip]
static RUN: Plain = Plain {
    roles: &[
        (Role::Own(KIND), "run_type"),
        (Role::Id, "id"),
        (Role::Turn, "trace_id"),
        (Role::Project, "session_id"),
        (Role::Session, "extra/metadata/thread_id"),
        (Role::Session, "extra/metadata/session_id"),
        (Role::Agent, "name"),
        (Role::At, "start_time"),
        (Role::Status, "status"),
        (Role::Model, "outputs/model"),
        (Role::Model, "outputs/llm_output/model_name"),
        (Role::Model, "extra/metadata/ls_model_name"),
        (Role::Provider, "extra/metadata/ls_provider"),
        (Role::Input, "outputs/usage_metadata/input_tokens"),
        (Role::Input, "prompt_tokens"),
        (Role::Read, "outputs/usage_metadata/input_token_details/cache_read"),
        (Role::Write, "outputs/usage_metadata/input_token_details/cache_creation"),
        (Role::Write5m, "outputs/usage_metadata/input_token_details/ephemeral_5m_input_tokens"),
        (Role::Write1h, "outputs/usage_metadata/input_token_details/ephemeral_1h_input_tokens"),
        (Role::InputAudio, "outputs/usage_metadata/input_token_details/audio"),
        (Role::Output, "outputs/usage_metadata/output_tokens"),
        (Role::Output, "completion_tokens"),
        (Role::Reasoning, "outputs/usage_metadata/output_token_details/reasoning"),
        (Role::OutputAudio, "outputs/usage_metadata/output_token_details/audio"),
        (Role::Total, "outputs/usage_metadata/total_tokens"),
        (Role::Total, "total_tokens"),
        (Role::Cost, "total_cost"),
    ],
    items: &["runs"],
    rule: Rule::INSIDE,
    grain: Grain::Request,
    cost: ChargeKind::ToolEstimate,
    is_in_cents: false,
    identity: &[Role::Id],
    provider: "",
    adjust: run,
};

fn run(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.name(Role::Own(KIND)) != "llm" {
        return Verdict::Skip("is no run of a model");
    }
    event.finality = Finality::Final;
    if fields.name(Role::Status) == "error" {
        event.outcome = Outcome::Failed;
    }
    Verdict::Count
}
