//! What an API answered, as it came: a response body, usage alone, or a stream.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Format, Make, Reader, Sees};
use crate::body;
use crate::event::{Event, Finality, Flags, Identity, Terms};
use crate::fields::{Fields, Layout, Role, RolePaths};
use crate::json;
use crate::plain;
use crate::proof::settle;
use crate::sink::Sink;

/// Its row of the table, the last: nearly anything with usage in it is one.
pub const FORMAT: Format = Format {
    id: "body",
    name: "Response body or stream",
    sees: &[
        Sees::Json(&["usage"]),
        Sees::Json(&["usageMetadata"]),
        Sees::Json(&["response/usage"]),
        Sees::Json(&["message/usage"]),
        Sees::Json(&["prompt_tokens", "completion_tokens"]),
        Sees::Json(&["input_tokens", "output_tokens"]),
        Sees::Json(&["promptTokenCount"]),
        Sees::Json(&["inputTokens", "outputTokens"]),
        Sees::Json(&["candidates"]),
        Sees::Json(&["choices"]),
        Sees::Stream(&["data:", "event:"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(Bodies::default())),
    places: &[],
};

const USAGE: u8 = 0;
const STOP: u8 = 1;
const BARE: u8 = 2;
const DELTA: u8 = 3;

#[rustfmt::skip]
const ROLES: RolePaths = &[
    (Role::Id, "id"),
    (Role::Id, "message/id"),
    (Role::Id, "response/id"),
    (Role::Id, "responseId"),
    (Role::Model, "model"),
    (Role::Model, "message/model"),
    (Role::Model, "response/model"),
    (Role::Model, "modelVersion"),
    (Role::At, "created"),
    (Role::At, "created_at"),
    (Role::At, "response/created_at"),
    (Role::At, "createTime"),
    (Role::Processing, "service_tier"),
    (Role::Processing, "response/service_tier"),
    (Role::Own(USAGE), "usage"),
    (Role::Own(USAGE), "usageMetadata"),
    (Role::Own(USAGE), "message/usage"),
    (Role::Own(USAGE), "response/usage"),
    (Role::Own(USAGE), "x_groq/usage"),
    (Role::Own(STOP), "stop_reason"),
    (Role::Own(STOP), "delta/stop_reason"),
    (Role::Own(STOP), "response/status"),
    (Role::Own(STOP), "stopReason"),
    (Role::Own(BARE), "prompt_tokens"),
    (Role::Own(BARE), "input_tokens"),
    (Role::Own(BARE), "promptTokenCount"),
    (Role::Own(BARE), "inputTokens"),
    (Role::Own(DELTA), "type"),
];

/// Reads bodies, and the pieces of streams until they end.
struct Bodies {
    layout: Layout,
    stream: Option<Stream>,
}

/// A stream that is going on.
#[derive(Default)]
struct Stream {
    id: String,
    model: String,
    at: Option<crate::moment::Moment>,
    processing: String,
    /// The members of its usage, the last word on each.
    usage: BTreeMap<String, String>,
    is_final: bool,
}

impl Default for Bodies {
    fn default() -> Bodies {
        Bodies {
            layout: Layout::new(ROLES),
            stream: None,
        }
    }
}

impl Reader for Bodies {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let row = row.trim_ascii();
        match row.strip_prefix(b"data:") {
            Some(b" [DONE]" | b"[DONE]") => {
                self.stream
                    .iter_mut()
                    .for_each(|stream| stream.is_final = true);
                self.flush(out);
            }
            Some(data) => self.piece(data, out),
            None if row.starts_with(b"{") => self.body(row, out),
            // The other lines of a stream: events, ids, comments.
            None if row.contains(&b':') || row.is_empty() => {}
            None => out.skip("is not JSON"),
        }
    }

    fn end(&mut self, out: &mut Sink<'_>) {
        self.flush(out);
    }
}

impl Bodies {
    fn body(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let Ok(fields) = self.layout.json(row) else {
            return out.skip("is not JSON");
        };
        let text = str::from_utf8(row).unwrap_or_default();
        let usage = fields
            .raw(Role::Own(USAGE))
            .filter(|usage| usage.starts_with('{'));
        let usage = usage.or_else(|| fields.has(Role::Own(BARE)).then_some(text));
        let Some(used) = usage.and_then(body::fields) else {
            return out.skip("has no usage");
        };
        let settled = settle(&plain::counts(&used), body::rule(&used));
        if settled.tokens.is_unreported() {
            return out.skip("has no usage");
        }
        let id = fields.name(Role::Id);
        let mut event = Event {
            at: fields.moment(Role::At),
            identity: identity(&id),
            model: fields.name(Role::Model),
            terms: terms(fields.name(Role::Processing), Some(&used)),
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        };
        if settled.clamped {
            event.flags = Flags::CLAMPED;
        }
        event.calls.web_searches = used.count(Role::WebSearches).unwrap_or(0);
        out.event(&event);
    }

    fn piece(&mut self, data: &[u8], out: &mut Sink<'_>) {
        let Ok(fields) = self.layout.json(data) else {
            return out.skip("is not JSON");
        };
        let id = fields.name(Role::Id);
        let begins_anew = self
            .stream
            .as_ref()
            .is_some_and(|stream| !id.is_empty() && !stream.id.is_empty() && stream.id != *id);
        if begins_anew {
            self.flush(out);
        }
        let stream = self.stream.get_or_insert_default();
        let fill = |kept: &mut String, found: Cow<'_, str>| {
            if !found.is_empty() {
                *kept = found.into_owned();
            }
        };
        fill(&mut stream.id, id);
        fill(&mut stream.model, fields.name(Role::Model));
        fill(&mut stream.processing, fields.name(Role::Processing));
        stream.at = stream.at.or(fields.moment(Role::At));
        let is_start = fields.name(Role::Own(DELTA)) == "message_start";
        stream.is_final |= fields.has(Role::Own(STOP)) && !is_start;
        for (name, value) in json::members(fields.raw(Role::Own(USAGE)).unwrap_or_default()) {
            if value != "null" {
                stream.usage.insert(name, value.to_owned());
            }
        }
    }

    fn flush(&mut self, out: &mut Sink<'_>) {
        let Some(stream) = self.stream.take() else {
            return;
        };
        let members: Vec<String> = stream
            .usage
            .iter()
            .map(|(name, value)| format!("{}:{value}", serde_json::Value::from(name.as_str())))
            .collect();
        let usage = format!("{{{}}}", members.join(","));
        let Some(settled) = body::settled(&usage) else {
            return out.skip("is a stream without usage");
        };
        let mut event = Event {
            at: stream.at,
            identity: identity(&stream.id),
            finality: if stream.is_final {
                Finality::Final
            } else {
                Finality::Partial
            },
            model: Cow::Owned(stream.model),
            terms: terms(Cow::Owned(stream.processing), body::fields(&usage).as_ref()),
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        };
        if settled.clamped {
            event.flags = Flags::CLAMPED;
        }
        out.event(&event);
    }
}

fn identity(id: &str) -> Identity {
    match id {
        "" => Identity::default(),
        id => Identity::global(FORMAT.id, id),
    }
}

/// What the price depends on: the body's tier, else that of its usage.
fn terms<'row>(tier: Cow<'row, str>, usage: Option<&Fields<'_>>) -> Terms<'row> {
    let tier = match usage.filter(|_| tier.is_empty()) {
        Some(usage) => Cow::Owned(usage.name(Role::Processing).into_owned()),
        None => tier,
    };
    let processing = match &*tier {
        "default" | "standard" | "auto" => Cow::Borrowed(""),
        _ => tier,
    };
    Terms {
        processing,
        ..Terms::default()
    }
}
