//! OpenTelemetry as JSON: spans and log records with the attributes of generative AI, by whatever name they go.

mod attributes;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Format, Make, Reader, Sees};
use crate::body;
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Event, Finality, Flags, Identity, Outcome, Terms, Who};
use crate::fields::{Role, moment};
use crate::proof::{Rule, Settled, settle};
use crate::sink::Sink;

use attributes::Attributes;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "otlp",
    name: "OpenTelemetry (OTLP JSON)",
    sees: &[
        Sees::Json(&["resourceSpans"]),
        Sees::Json(&["resourceLogs"]),
        Sees::Json(&["resourceMetrics"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Code(|| Box::new(Otlp)),
    places: &[],
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Batch<'row> {
    #[serde(borrow, default)]
    resource_spans: Vec<Resource<'row>>,
    #[serde(borrow, default)]
    resource_logs: Vec<Resource<'row>>,
    #[serde(borrow, default)]
    resource_metrics: Option<&'row RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource<'row> {
    #[serde(borrow, default)]
    resource: Described<'row>,
    #[serde(borrow, default)]
    scope_spans: Vec<Scope<'row>>,
    #[serde(borrow, default)]
    scope_logs: Vec<Scope<'row>>,
}

#[derive(Deserialize, Default)]
struct Described<'row> {
    #[serde(borrow, default)]
    attributes: Vec<Pair<'row>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scope<'row> {
    #[serde(borrow, default)]
    spans: Vec<Span<'row>>,
    #[serde(borrow, default)]
    log_records: Vec<Span<'row>>,
}

/// A span, or a log record.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span<'row> {
    #[serde(borrow, default)]
    trace_id: Cow<'row, str>,
    #[serde(borrow, default)]
    span_id: Cow<'row, str>,
    #[serde(borrow, default)]
    parent_span_id: Cow<'row, str>,
    #[serde(borrow, default)]
    name: Cow<'row, str>,
    #[serde(borrow, default)]
    event_name: Cow<'row, str>,
    #[serde(borrow, default)]
    start_time_unix_nano: Option<&'row RawValue>,
    #[serde(borrow, default)]
    time_unix_nano: Option<&'row RawValue>,
    #[serde(borrow, default)]
    attributes: Vec<Pair<'row>>,
    #[serde(borrow, default)]
    body: Option<Value<'row>>,
    #[serde(default)]
    status: Option<Status>,
}

#[derive(Deserialize)]
struct Status {
    #[serde(default)]
    code: Option<serde_json::Value>,
}

/// A named value.
#[derive(Deserialize)]
struct Pair<'row> {
    #[serde(borrow)]
    key: Cow<'row, str>,
    #[serde(borrow, default)]
    value: Option<Value<'row>>,
}

/// A value of one of the kinds that count.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Value<'row> {
    #[serde(borrow)]
    string_value: Option<Cow<'row, str>>,
    #[serde(borrow)]
    int_value: Option<&'row RawValue>,
    double_value: Option<f64>,
    bool_value: Option<bool>,
}

impl Value<'_> {
    fn text(&self) -> Option<Cow<'_, str>> {
        if let Some(text) = &self.string_value {
            return Some(Cow::Borrowed(text));
        }
        if let Some(whole) = self.int_value {
            return crate::json::text(whole.get());
        }
        let number = self.double_value.map(|number| number.to_string());
        number
            .or(self.bool_value.map(|is| is.to_string()))
            .map(Cow::Owned)
    }
}

/// Reads batches as exporters write them.
struct Otlp;

impl Reader for Otlp {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let batch: Batch<'_> = match serde_json::from_slice(row) {
            Ok(batch) => batch,
            Err(error) if error.is_data() => {
                return out.skip("has fields of other kinds than OTLP has");
            }
            Err(error) if error.is_eof() => return out.skip("is cut off"),
            Err(_) => return out.skip("is not JSON"),
        };
        for resource in &batch.resource_spans {
            let shared = attributes(&resource.resource.attributes);
            let spans = resource.scope_spans.iter().flat_map(|scope| &scope.spans);
            self.spans(&spans.collect::<Vec<_>>(), &shared, out);
        }
        for resource in &batch.resource_logs {
            let shared = attributes(&resource.resource.attributes);
            for record in resource
                .scope_logs
                .iter()
                .flat_map(|scope| &scope.log_records)
            {
                self.record(record, &shared, out);
            }
        }
        if batch.resource_metrics.is_some() {
            out.skip("tells in metrics, which add up what spans and events tell");
        }
    }
}

fn attributes<'own>(pairs: &'own [Pair<'_>]) -> Attributes<'own> {
    let pairs = pairs.iter();
    Attributes::new(pairs.filter_map(|pair| Some((&*pair.key, pair.value.as_ref()?.text()?))))
}

impl Otlp {
    /// Spans that hold others with usage repeat their sum: of a line of ancestors only the last counts.
    fn spans(&self, spans: &[&Span<'_>], shared: &Attributes<'_>, out: &mut Sink<'_>) {
        let parents: HashMap<&str, &str> = spans
            .iter()
            .map(|span| (&*span.span_id, &*span.parent_span_id))
            .collect();
        let read: Vec<_> = spans
            .iter()
            .map(|span| attributes(&span.attributes))
            .collect();
        let mut repeats: HashSet<&str> = HashSet::new();
        for (span, own) in spans.iter().zip(&read) {
            let mut above = &*span.parent_span_id;
            while own.has_usage() && !above.is_empty() && repeats.insert(above) {
                above = parents.get(above).copied().unwrap_or_default();
            }
        }
        for (span, own) in spans.iter().zip(&read) {
            if !own.has_usage() {
                continue;
            }
            if repeats.contains(&*span.span_id) || own.is_roll_up(&span.name) {
                out.skip("adds up what its children tell");
                continue;
            }
            let id = format!("{}#{}", span.trace_id, span.span_id);
            self.tell(span, own, shared, &id, Rule::INSIDE, out);
        }
    }

    /// A log record counts where it is one answer of a model.
    fn record(&self, record: &Span<'_>, shared: &Attributes<'_>, out: &mut Sink<'_>) {
        let own = attributes(&record.attributes);
        let body = record.body.as_ref().and_then(Value::text);
        let named = [
            own.get("event.name"),
            Some(&*record.event_name),
            body.as_deref(),
        ];
        let mut names = named.into_iter().flatten().filter(|name| !name.is_empty());
        let is_answer = |name: &str| {
            const ANSWERS: [&str; 5] = [
                "api_request",
                "api_response",
                "sse_event",
                "gen_ai.client.inference.operation.details",
                "inference",
            ];
            ANSWERS.iter().any(|answer| name.ends_with(answer))
        };
        let Some(name) = names.find(|name| is_answer(name)) else {
            return;
        };
        if !own.has_usage() {
            return;
        }
        let is_claude = body
            .as_deref()
            .is_some_and(|body| body.starts_with("claude_code."))
            || name.starts_with("claude_code.")
            || shared.get("service.name") == Some("claude-code");
        let is_gemini = name.contains("gemini_cli") || name.contains("qwen-code");
        let rule = match (is_claude, is_gemini) {
            (true, _) => Rule::CACHE_BESIDE,
            (_, true) => Rule::REASONING_BESIDE,
            _ => Rule::INSIDE,
        };
        let session = own.name(Role::Session);
        let sequence = own.get("event.sequence").unwrap_or_default();
        let id = match (sequence, &*record.span_id) {
            ("", "") => String::new(),
            (sequence, span) => format!("{session}#{sequence}#{span}"),
        };
        self.tell(record, &own, shared, &id, rule, out);
    }

    fn tell(
        &self,
        span: &Span<'_>,
        own: &Attributes<'_>,
        shared: &Attributes<'_>,
        id: &str,
        rule: Rule,
        out: &mut Sink<'_>,
    ) {
        let Some(settled) = settled(own, rule) else {
            return out.skip("has no counts");
        };
        let response = own.name(Role::Id);
        let time = span.start_time_unix_nano.or(span.time_unix_nano);
        let time = time.and_then(|time| crate::json::text(time.get()));
        let code = span.status.as_ref().and_then(|status| status.code.as_ref());
        let has_failed = code.is_some_and(|code| *code == 2 || *code == "STATUS_CODE_ERROR");
        let mut event = Event {
            at: time.and_then(|time| moment(&time)),
            identity: match (&*response, id) {
                ("", "") => Identity::default(),
                ("", id) => Identity::global(FORMAT.id, id),
                (response, _) => Identity::global("response", response),
            },
            finality: Finality::Final,
            outcome: if has_failed {
                Outcome::Failed
            } else {
                Outcome::Answered
            },
            model: own.name(Role::Model),
            provider: own.name(Role::Provider),
            terms: Terms {
                processing: own.processing(),
                ..Terms::default()
            },
            who: Who {
                project: Cow::Borrowed(shared.get("service.name").unwrap_or_default()),
                session: own.name(Role::Session),
                turn: match &*own.name(Role::Turn) {
                    "" => Cow::Borrowed(&span.trace_id),
                    turn => Cow::Owned(turn.to_owned()),
                },
                agent: own.name(Role::Agent),
                user: own.name(Role::User),
                ..Who::default()
            },
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        };
        if settled.clamped {
            event.flags = Flags::CLAMPED;
        }
        if let Some(cost) = own.text(Role::Cost).and_then(Decimal::parse) {
            event
                .charges
                .push(Charge::usd(cost.as_logged(), ChargeKind::ToolEstimate));
        }
        out.event(&event);
    }
}

/// The counts of what the provider answered, where the span holds that, else of its attributes.
fn settled(own: &Attributes<'_>, rule: Rule) -> Option<Settled> {
    if let Some(settled) = own.provider_body().and_then(|usage| body::settled(&usage)) {
        return Some(settled);
    }
    let settled = settle(&own.counts(), rule);
    (!settled.tokens.is_unreported()).then_some(settled)
}
