//! Langfuse: a trace as downloaded, observations as exported or answered, and what is sent in.

use std::sync::Arc;

use std::collections::BTreeMap;

use super::{Format, Make, Reader, Sees};
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Event, Finality, Flags, Identity, Outcome, Who};
use crate::fields::{Columns, Fields, Layout, Role, RolePaths, count};
use crate::json;
use crate::proof::{Counts, Place, Rule, settle};
use crate::sink::Sink;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "langfuse",
    name: "Langfuse",
    sees: &[
        Sees::Json(&["trace", "observations"]),
        Sees::Json(&["observations/[]/usageDetails"]),
        Sees::Json(&["data/[]/usageDetails"]),
        Sees::Json(&["traceId", "usageDetails"]),
        Sees::Json(&["trace_id", "usage_details"]),
        Sees::Json(&["traceId", "type=GENERATION", "usage"]),
        Sees::Json(&["batch/[]/type=generation-create"]),
        Sees::Json(&["batch/[]/type=generation-update"]),
        Sees::Json(&["batch/[]/type=trace-create"]),
        Sees::Header(&["traceId", "usageDetails"]),
        Sees::Header(&["trace_id", "usage_details"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Code(|| Box::new(Langfuse::default())),
    places: &[],
};

const ARRAYS: u8 = 0;
const KIND: u8 = 1;
const USAGE: u8 = 2;
const COST: u8 = 3;
const PROVIDED: u8 = 4;
const LEVEL: u8 = 5;
const BATCH: u8 = 6;
const BODY: u8 = 7;
const SESSION: u8 = 8;

const ROLES: RolePaths = &[
    (Role::Own(ARRAYS), "observations"),
    (Role::Own(ARRAYS), "data"),
    (Role::Own(BATCH), "batch"),
    (Role::Own(BODY), "body"),
    (Role::Own(SESSION), "trace/sessionId"),
    (Role::Own(KIND), "type"),
    (Role::Own(USAGE), "usageDetails"),
    (Role::Own(USAGE), "usage_details"),
    (Role::Own(USAGE), "usage"),
    (Role::Own(COST), "totalCost"),
    (Role::Own(COST), "total_cost"),
    (Role::Own(COST), "calculatedTotalCost"),
    (Role::Own(PROVIDED), "providedCostDetails/total"),
    (Role::Own(PROVIDED), "provided_cost_details/total"),
    (Role::Own(LEVEL), "level"),
    (Role::Id, "id"),
    (Role::Turn, "traceId"),
    (Role::Turn, "trace_id"),
    (Role::Session, "sessionId"),
    (Role::Session, "session_id"),
    (Role::User, "userId"),
    (Role::User, "user_id"),
    (Role::Project, "environment"),
    (Role::Agent, "name"),
    (Role::At, "startTime"),
    (Role::At, "start_time"),
    (Role::Model, "model"),
    (Role::Model, "providedModelName"),
    (Role::Model, "provided_model_name"),
    (Role::Model, "internalModel"),
];

struct Langfuse {
    layout: Arc<Layout>,
    columns: Option<Columns>,
    /// Of the trace that the observations are of.
    session: String,
}

impl Default for Langfuse {
    fn default() -> Langfuse {
        Langfuse {
            layout: Arc::new(Layout::new(ROLES)),
            columns: None,
            session: String::new(),
        }
    }
}

impl Reader for Langfuse {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let layout = Arc::clone(&self.layout);
        let Ok(fields) = layout.json(row) else {
            return out.skip("is not JSON");
        };
        self.session = fields.name(Role::Own(SESSION)).into_owned();
        if let Some(batch) = fields.raw(Role::Own(BATCH)) {
            return json::elements(batch)
                .into_iter()
                .for_each(|one| self.sent(one, out));
        }
        let arrays = fields
            .raw(Role::Own(ARRAYS))
            .filter(|array| array.starts_with('['));
        match arrays {
            None => self.observation(&fields, out),
            Some(array) => {
                for one in json::elements(array) {
                    out.inner_row(one);
                    match layout.json(one.as_bytes()) {
                        Ok(fields) => self.observation(&fields, out),
                        Err(_) => out.skip("is not JSON"),
                    }
                }
            }
        }
    }

    fn header(&mut self, header: &[String]) {
        self.columns = Some(self.layout.columns(header));
    }

    fn cells(&mut self, cells: &[&str], out: &mut Sink<'_>) {
        if let Some(columns) = &self.columns {
            self.observation(&self.layout.cells(columns, cells), out);
        }
    }
}

impl Langfuse {
    /// What a library sends in: the observation is the body.
    fn sent(&self, sent: &str, out: &mut Sink<'_>) {
        let Ok(fields) = self.layout.json(sent.as_bytes()) else {
            return out.skip("is not JSON");
        };
        if !fields.name(Role::Own(KIND)).starts_with("generation-") {
            return out.skip("is no generation");
        }
        let body = fields.raw(Role::Own(BODY)).unwrap_or("{}");
        out.inner_row(body);
        match self.layout.json(body.as_bytes()) {
            Ok(fields) => self.generation(&fields, out),
            Err(_) => out.skip("is not JSON"),
        }
    }

    fn observation(&self, fields: &Fields<'_>, out: &mut Sink<'_>) {
        match &*fields.name(Role::Own(KIND)) {
            "GENERATION" | "EMBEDDING" | "generation" | "embedding" => self.generation(fields, out),
            _ => out.skip("is no generation"),
        }
    }

    fn generation(&self, fields: &Fields<'_>, out: &mut Sink<'_>) {
        let details = fields.raw(Role::Own(USAGE)).unwrap_or_default();
        let Some((counts, rule)) = counts(details) else {
            return out.skip("is a generation without usage");
        };
        let settled = settle(&counts, rule);
        let id = fields.name(Role::Id);
        let session = fields.name(Role::Session);
        let mut event = Event {
            at: fields.moment(Role::At),
            identity: match &*id {
                "" => Identity::default(),
                id => Identity::global(FORMAT.id, id),
            },
            finality: Finality::Final,
            outcome: match &*fields.name(Role::Own(LEVEL)) {
                "ERROR" => Outcome::Failed,
                _ => Outcome::Answered,
            },
            model: fields.name(Role::Model),
            who: Who {
                project: fields.name(Role::Project),
                session: match &*session {
                    "" => self.session.clone().into(),
                    _ => session,
                },
                turn: fields.name(Role::Turn),
                agent: fields.name(Role::Agent),
                user: fields.name(Role::User),
                ..Who::default()
            },
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        };
        if settled.clamped {
            event.flags = Flags::CLAMPED;
        }
        let cost = fields.decimal(Role::Own(PROVIDED));
        let cost = cost.or(fields.decimal(Role::Own(COST)));
        if let Some(cost) = cost.filter(|cost| *cost != Decimal::ZERO) {
            event
                .charges
                .push(Charge::usd(cost, ChargeKind::ToolEstimate));
        }
        out.event(&event);
    }
}

/// The counts by their keys, which say whether they stand apart or inside of each other; `None` without any.
fn counts(details: &str) -> Option<(Counts, Rule)> {
    let members: BTreeMap<String, u64> = json::members(details)
        .into_iter()
        .filter_map(|(name, value)| Some((name, count(&json::text(value)?)?)))
        .collect();
    let first = |names: &[&str]| names.iter().find_map(|name| members.get(*name).copied());
    let apart_read = first(&[
        "input_cache_read",
        "input_cached_tokens",
        "input_cache_read_tokens",
    ]);
    let raw_read = first(&["cache_read_input_tokens", "cacheReadInputTokens"]);
    let raw_write = first(&["cache_creation_input_tokens", "cacheWriteInputTokens"]);
    let apart_reasoning = first(&["output_reasoning", "output_reasoning_tokens"]);
    let apart_write = first(&[
        "input_cache_creation",
        "input_cache_write",
        "input_cache_creation_tokens",
    ]);
    let write_5m = first(&["input_cache_creation_5m"]);
    let write_1h = first(&["input_cache_creation_1h"]);
    let counts = Counts {
        input: first(&["input", "input_tokens", "prompt_tokens", "promptTokens"]),
        read: apart_read.or(raw_read).or(first(&[
            "prompt_details.cache_read",
            "prompt_details.cached_tokens",
            "input_tokens_details.cached_tokens",
            "prompt_tokens_details.cached_tokens",
        ])),
        write: apart_write
            .or(raw_write)
            .or(first(&["prompt_details.cache_write"])),
        write_5m,
        write_1h,
        output: first(&[
            "output",
            "output_tokens",
            "completion_tokens",
            "completionTokens",
        ]),
        reasoning: apart_reasoning.or(first(&[
            "completion_details.reasoning",
            "completion_tokens_details.reasoning_tokens",
            "output_tokens_details.reasoning_tokens",
        ])),
        total: first(&["total", "total_tokens", "totalTokens"]),
        ..Counts::default()
    };
    let is_apart = [
        apart_read,
        raw_read,
        raw_write,
        apart_write,
        write_5m,
        write_1h,
    ];
    let place = |is_beside: bool| match is_beside {
        true => Place::Beside,
        false => Place::Inside,
    };
    let rule = Rule {
        cache: place(is_apart.iter().any(Option::is_some)),
        reasoning: place(apart_reasoning.is_some()),
        strict: false,
    };
    let is_told = counts.input.is_some() || counts.output.is_some() || counts.total.is_some();
    is_told.then_some((counts, rule))
}
