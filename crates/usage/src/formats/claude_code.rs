//! Claude Code's session logs: a line for each block of an answer, each with the usage of the whole answer.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Deserialize;

use super::{Format, Make, Reader, Sees};
use crate::decimal::Decimal;
use crate::event::{Charge, ChargeKind, Event, Finality, Identity, Terms, Who};
use crate::json::Text;
use crate::moment::Moment;
use crate::proof::{Counts, Rule, settle};
use crate::sink::Sink;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "claude-code",
    name: "Claude Code",
    sees: &[
        Sees::Json(&["sessionId", "uuid", "isSidechain"]),
        Sees::Json(&["sessionId", "uuid", "parentUuid"]),
        Sees::Json(&["type=assistant", "uuid", "message/usage"]),
        Sees::Json(&["type=summary", "leafUuid"]),
        Sees::Json(&["type=queue-operation", "sessionId"]),
    ],
    is_lines: true,
    needles: &["\"usage\"", "\"promptId\":\""],
    make: Make::Code(|| Box::new(ClaudeCode::default())),
    places: &[".claude/projects", ".config/claude/projects"],
};

/// A line, as far as it matters. Texts are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line<'row> {
    #[serde(borrow, default, rename = "type")]
    kind: Option<Text<'row>>,
    #[serde(borrow, default)]
    session_id: Option<Text<'row>>,
    #[serde(borrow, default)]
    request_id: Option<Text<'row>>,
    #[serde(borrow, default)]
    timestamp: Option<Text<'row>>,
    #[serde(borrow, default)]
    cwd: Option<Text<'row>>,
    #[serde(default)]
    is_sidechain: Option<bool>,
    #[serde(default, rename = "costUSD")]
    cost_usd: Option<f64>,
    #[serde(borrow, default)]
    message: Option<Message<'row>>,
}

#[derive(Deserialize)]
struct Message<'row> {
    #[serde(borrow, default)]
    id: Option<Text<'row>>,
    #[serde(borrow, default)]
    model: Option<Text<'row>>,
    #[serde(borrow, default)]
    stop_reason: Option<Text<'row>>,
    #[serde(borrow, default)]
    usage: Option<Usage<'row>>,
}

/// The usage of an answer, or of one of its iterations.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage<'row> {
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'row>>,
    #[serde(borrow)]
    model: Option<Text<'row>>,
    input_tokens: Option<i64>,
    cache_read_input_tokens: Option<i64>,
    cache_creation_input_tokens: Option<i64>,
    cache_creation: Option<Writes>,
    output_tokens: Option<i64>,
    output_tokens_details: Option<Details>,
    server_tool_use: Option<ToolUse>,
    #[serde(borrow)]
    service_tier: Option<Text<'row>>,
    #[serde(borrow)]
    speed: Option<Text<'row>>,
    #[serde(borrow)]
    inference_geo: Option<Text<'row>>,
    #[serde(borrow)]
    iterations: Option<Vec<Usage<'row>>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Writes {
    ephemeral_5m_input_tokens: Option<i64>,
    ephemeral_1h_input_tokens: Option<i64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Details {
    thinking_tokens: Option<i64>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ToolUse {
    web_search_requests: Option<i64>,
    web_fetch_requests: Option<i64>,
}

/// Reads one session's file.
#[derive(Default)]
struct ClaudeCode {
    /// The wish that what follows answers.
    turn: String,
}

impl Reader for ClaudeCode {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        if let Some(turn) = prompt_id(row) {
            turn.clone_into(&mut self.turn);
        }
        // A person's line or a tool's result has no usage, whatever its text says.
        if USAGE.find(row).is_none() {
            return;
        }
        let line: Line<'_> = match serde_json::from_slice(row) {
            Ok(line) => line,
            Err(error) if error.is_eof() => return out.skip("is cut off"),
            Err(error) if error.is_data() => {
                return out.skip("has fields of other kinds than Claude Code writes");
            }
            Err(_) => return out.skip("is not JSON"),
        };
        if line.kind.as_deref().is_some_and(|kind| kind != "assistant") {
            return;
        }
        let Some((message, usage)) = line
            .message
            .as_ref()
            .and_then(|message| Some((message, message.usage.as_ref()?)))
        else {
            return;
        };
        if message.model.as_deref() == Some("<synthetic>") {
            return out.skip("was written by Claude Code itself: no request");
        }
        self.answer(&line, message, usage, out);
    }
}

impl ClaudeCode {
    fn answer(
        &self,
        line: &Line<'_>,
        message: &Message<'_>,
        usage: &Usage<'_>,
        out: &mut Sink<'_>,
    ) {
        let model = message.model.as_deref().unwrap_or_default();
        let id = message.id.as_deref().unwrap_or_default();
        let mut event = self.event(line, usage, model, id);
        event.finality = match &message.stop_reason {
            Some(_) => Finality::Final,
            None => Finality::Partial,
        };
        if let Some(cost) = line.cost_usd.and_then(Decimal::from_f64) {
            event
                .charges
                .push(Charge::usd(cost, ChargeKind::ToolEstimate));
        }
        if event.tokens.is_nothing() && message.stop_reason.is_none() {
            return out.skip("is a beginning without counts");
        }
        out.event(&event);
        for (number, part) in usage.iterations.iter().flatten().enumerate() {
            let own_model = part.model.as_deref().unwrap_or(model);
            let is_apart = match part.kind.as_deref() {
                Some("compaction" | "advisor_message") => true,
                Some("fallback_message") => own_model != model,
                _ => false,
            };
            if is_apart && !id.is_empty() {
                let mut apart = self.event(line, part, own_model, &format!("{id}#{number}"));
                apart.who.agent = Cow::Borrowed(part.kind.as_deref().unwrap_or_default());
                apart.finality = event.finality;
                out.event(&apart);
            }
        }
    }

    fn event<'row>(
        &'row self,
        line: &'row Line<'row>,
        usage: &'row Usage<'row>,
        model: &'row str,
        id: &str,
    ) -> Event<'row> {
        let session = line.session_id.as_deref().unwrap_or_default();
        let request = line.request_id.as_deref().unwrap_or_default();
        let settled = settle(&usage.counts(), Rule::CACHE_BESIDE);
        let is_sidechain = line.is_sidechain.unwrap_or(false);
        let mut event = Event {
            at: line.timestamp.as_deref().and_then(Moment::parse),
            identity: match id {
                "" => Identity::default(),
                id => Identity::scoped(FORMAT.id, id, session, request),
            },
            model: Cow::Borrowed(model),
            terms: Terms {
                processing: Cow::Borrowed(usage.processing()),
                region: Cow::Borrowed(usage.region()),
                is_long_context: None,
            },
            who: Who {
                project: Cow::Borrowed(line.cwd.as_deref().unwrap_or_default()),
                session: Cow::Borrowed(session),
                turn: Cow::Borrowed(&self.turn),
                agent: Cow::Borrowed(if is_sidechain { "sub-agent" } else { "" }),
                ..Who::default()
            },
            tokens: settled.tokens,
            proof: settled.proof,
            is_copy: is_sidechain,
            ..Event::default()
        };
        if let Some(tools) = &usage.server_tool_use {
            event.calls.web_searches = positive(tools.web_search_requests).unwrap_or(0);
            event.calls.web_fetches = positive(tools.web_fetch_requests).unwrap_or(0);
        }
        event
    }
}

impl Usage<'_> {
    fn counts(&self) -> Counts {
        let writes = self.cache_creation.as_ref();
        let details = self.output_tokens_details.as_ref();
        Counts {
            input: positive(self.input_tokens),
            read: positive(self.cache_read_input_tokens),
            write: positive(self.cache_creation_input_tokens),
            write_5m: writes.and_then(|writes| positive(writes.ephemeral_5m_input_tokens)),
            write_1h: writes.and_then(|writes| positive(writes.ephemeral_1h_input_tokens)),
            output: positive(self.output_tokens),
            reasoning: details.and_then(|details| positive(details.thinking_tokens)),
            ..Counts::default()
        }
    }

    /// As prices name it.
    fn processing(&self) -> &str {
        match (self.speed.as_deref(), self.service_tier.as_deref()) {
            (Some("fast"), _) => "fast",
            (_, Some("standard") | None) => "",
            (_, Some(tier)) => tier,
        }
    }

    fn region(&self) -> &str {
        match self.inference_geo.as_deref() {
            Some("not_available" | "global") | None => "",
            Some(region) => region,
        }
    }
}

fn positive(count: Option<i64>) -> Option<u64> {
    count.and_then(|count| u64::try_from(count).ok())
}

static USAGE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\"usage\""));

static PROMPT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\"promptId\":\""));

/// The id of the wish that a line belongs to, which stands before any text of the line.
fn prompt_id(row: &[u8]) -> Option<&str> {
    /// Before the message stand only ids and switches.
    const BEFORE: usize = 1_024;
    let start = &row[..row.len().min(BEFORE)];
    let at = PROMPT.find(start)?;
    if memchr::memmem::find(&start[..at], b"\"message\"").is_some() {
        return None;
    }
    let value = &row[at + PROMPT.needle().len()..];
    let end = memchr::memchr(b'"', value)?;
    str::from_utf8(&value[..end]).ok()
}
