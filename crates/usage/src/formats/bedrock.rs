//! AWS Bedrock's log of invocations. Bodies inside of a record may hold anything; only the record's own counts count.

use super::{Format, Make, Sees, Verdict};
use crate::event::{ChargeKind, Event, Finality, Grain, Outcome};
use crate::fields::{Fields, Role};
use crate::plain::Plain;
use crate::proof::Rule;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "bedrock",
    name: "AWS Bedrock invocation log",
    sees: &[
        Sees::Json(&["schemaType=ModelInvocationLog"]),
        Sees::Json(&["@message/schemaType"]),
        Sees::Json(&["modelId", "requestId", "input/inputTokenCount"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Plain(&RECORD),
    places: &[],
};

static RECORD: Plain = Plain {
    roles: &[
        (Role::Id, "requestId"),
        (Role::Id, "@message/requestId"),
        (Role::At, "timestamp"),
        (Role::At, "@message/timestamp"),
        (Role::Model, "modelId"),
        (Role::Model, "@message/modelId"),
        (Role::Region, "inferenceRegion"),
        (Role::Region, "region"),
        (Role::Region, "@message/region"),
        (Role::Project, "accountId"),
        (Role::User, "identity/arn"),
        (Role::User, "@message/identity/arn"),
        (Role::Agent, "operation"),
        (Role::Input, "input/inputTokenCount"),
        (Role::Input, "@message/input/inputTokenCount"),
        (Role::Read, "input/cacheReadInputTokenCount"),
        (Role::Read, "@message/input/cacheReadInputTokenCount"),
        (Role::Read, "cacheReadInputTokenCount"),
        (Role::Write, "input/cacheWriteInputTokenCount"),
        (Role::Write, "@message/input/cacheWriteInputTokenCount"),
        (Role::Write, "cacheWriteInputTokenCount"),
        (Role::Output, "output/outputTokenCount"),
        (Role::Output, "@message/output/outputTokenCount"),
        (Role::Status, "errorCode"),
        (Role::Status, "@message/errorCode"),
    ],
    items: &[],
    rule: Rule::CACHE_BESIDE,
    grain: Grain::Request,
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[Role::Id],
    provider: "aws",
    adjust: record,
};

fn record(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    event.finality = Finality::Final;
    // A profile is named by its address, at whose end the model stands.
    if let Some((_, model)) = event.model.rsplit_once('/') {
        event.model = model.to_owned().into();
    }
    if fields.has(Role::Status) {
        event.outcome = Outcome::Failed;
        if event.tokens.is_unreported() {
            // It failed: nothing was used, and that is known.
            event.tokens.set(crate::tokens::Class::Fresh, 0);
        }
    }
    Verdict::Count
}
