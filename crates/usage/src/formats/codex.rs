//! Codex' session logs: counts that only grow, rows that come again, forks that copy their parent's rows.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use super::{Format, Make, Reader, Sees};
use crate::event::{Event, Finality, Grain, Identity, Terms, Who, hash_of};
use crate::json::Text;
use crate::moment::Moment;
use crate::proof::{Counts, Rule, settle};
use crate::sink::Sink;

/// Its row of the table.
pub const FORMAT: Format = Format {
    id: "codex",
    name: "Codex",
    sees: &[
        Sees::Json(&["type=session_meta", "payload"]),
        Sees::Json(&["type=turn_context", "payload/model"]),
        Sees::Json(&["type=event_msg", "payload/type=token_count"]),
        Sees::Json(&["type=token_usage_record", "payload/usage"]),
        Sees::Json(&["type=turn.completed", "usage"]),
        Sees::Json(&["type=thread.started", "thread_id"]),
    ],
    is_lines: true,
    needles: &[
        "token_count\"",
        "\"session_meta\"",
        "\"turn_context\"",
        "\"token_usage_record\"",
        "\"compacted\"",
        "\"thread_settings_applied\"",
        "\"turn.completed\"",
        "\"thread.started\"",
    ],
    make: Make::Code(|| Box::new(Codex::default())),
    places: &[".codex/sessions", ".codex/archived_sessions"],
};

#[derive(Deserialize)]
struct Line<'row> {
    #[serde(borrow, default, rename = "type")]
    kind: Cow<'row, str>,
    #[serde(borrow, default)]
    timestamp: Option<Text<'row>>,
    #[serde(borrow, default)]
    payload: Option<Payload<'row>>,
    #[serde(borrow, default)]
    thread_id: Option<Text<'row>>,
    #[serde(default)]
    usage: Option<Vector>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Payload<'row> {
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'row>>,
    #[serde(borrow)]
    id: Option<Text<'row>>,
    #[serde(borrow)]
    cwd: Option<Text<'row>>,
    #[serde(borrow)]
    model: Option<Text<'row>>,
    #[serde(borrow)]
    model_provider: Option<Text<'row>>,
    #[serde(borrow)]
    forked_from_id: Option<Text<'row>>,
    #[serde(borrow)]
    turn_id: Option<Text<'row>>,
    #[serde(borrow)]
    response_id: Option<Text<'row>>,
    #[serde(borrow)]
    compaction_response_id: Option<Text<'row>>,
    usage: Option<Vector>,
    #[serde(borrow)]
    info: Option<Info<'row>>,
    #[serde(borrow)]
    thread_settings: Option<Settings<'row>>,
    source: Option<serde_json::Value>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Info<'row> {
    #[serde(borrow)]
    model: Option<Text<'row>>,
    last_token_usage: Option<Vector>,
    total_token_usage: Option<Vector>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Settings<'row> {
    #[serde(borrow)]
    service_tier: Option<Text<'row>>,
}

/// Counts of a request or of all so far. Codex leaves none out but where it is 0.
#[derive(Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[serde(default)]
struct Vector {
    input_tokens: i64,
    cached_input_tokens: i64,
    cache_write_input_tokens: i64,
    output_tokens: i64,
    reasoning_output_tokens: i64,
    total_tokens: i64,
}

/// Reads one thread's file.
#[derive(Default)]
struct Codex {
    thread: String,
    project: String,
    provider: String,
    model: String,
    turn: String,
    processing: String,
    agent: &'static str,
    /// The counts of all so far, where a row had them.
    total: Option<Vector>,
    /// Hash of every row so far.
    chain: u64,
    /// Requests that may turn out to be compactions no row counts, by their ids.
    records: HashMap<String, (Vector, Option<Moment>)>,
    turns: u64,
}

impl Reader for Codex {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let line: Line<'_> = match serde_json::from_slice(row) {
            Ok(line) => line,
            Err(error) if error.is_eof() => return out.skip("is cut off"),
            Err(error) if error.is_data() => return self.unlike(row, out),
            Err(_) => return out.skip("is not JSON"),
        };
        let at = line.timestamp.as_deref().and_then(Moment::parse);
        let payload = line.payload.unwrap_or_default();
        match &*line.kind {
            "session_meta" => self.meta(&payload, out),
            "turn_context" => self.context(&payload),
            "event_msg" => match payload.kind.as_deref() {
                Some("token_count") => self.count(payload.info.unwrap_or_default(), at, out),
                Some("thread_settings_applied") => self.settings(payload.thread_settings),
                _ => {}
            },
            "thread_settings_applied" => self.settings(payload.thread_settings),
            "token_usage_record" => self.record(&payload, at),
            "compacted" => self.compacted(&payload, at, out),
            "thread.started" => self.thread = text(line.thread_id.as_ref()),
            "turn.completed" => self.completed(line.usage, at, out),
            _ => {}
        }
    }
}

fn text(value: Option<&Text<'_>>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

impl Codex {
    /// A line whose fields are of other kinds: a fault only where it is one that counts.
    fn unlike(&self, row: &[u8], out: &mut Sink<'_>) {
        let start = &row[..row.len().min(256)];
        if memchr::memmem::find(start, b"\"token_count\"").is_some() {
            out.skip("has fields of other kinds than Codex writes");
        }
    }

    fn meta(&mut self, payload: &Payload<'_>, out: &mut Sink<'_>) {
        // A fork's file repeats its parent's first line behind its own.
        if !self.thread.is_empty() {
            return;
        }
        self.thread = text(payload.id.as_ref());
        self.project = text(payload.cwd.as_ref());
        self.provider = text(payload.model_provider.as_ref());
        let spawned = payload.source.as_ref().and_then(|source| {
            let parent = source.pointer("/subagent/thread_spawn/parent_thread_id")?;
            parent.as_str().map(str::to_owned)
        });
        if spawned.is_some() {
            self.agent = "sub-agent";
        }
        let forked = payload.forked_from_id.as_deref().map(str::to_owned);
        if let Some(parent) = forked.or(spawned) {
            out.fork(scope(&self.thread), scope(&parent));
        }
    }

    fn context(&mut self, payload: &Payload<'_>) {
        if let Some(model) = &payload.model {
            model.0.as_ref().clone_into(&mut self.model);
        }
        self.turns += 1;
        self.turn = match &payload.turn_id {
            Some(turn) => turn.to_string(),
            None => format!("{}#{}", self.thread, self.turns),
        };
        if let Some(cwd) = payload.cwd.as_ref().filter(|_| self.project.is_empty()) {
            cwd.0.as_ref().clone_into(&mut self.project);
        }
    }

    fn settings(&mut self, settings: Option<Settings<'_>>) {
        if let Some(tier) = settings.and_then(|settings| settings.service_tier) {
            self.processing = match &*tier {
                "default" | "standard" => String::new(),
                "fast" => "priority".to_owned(),
                other => other.to_owned(),
            };
        }
    }

    fn count(&mut self, info: Info<'_>, at: Option<Moment>, out: &mut Sink<'_>) {
        if let Some(model) = info.model.filter(|_| self.model.is_empty()) {
            self.model = model.0.into_owned();
        }
        let (last, total) = (info.last_token_usage, info.total_token_usage);
        let amount = match (last, total) {
            (None, None) => return out.skip("tells of limits, not of tokens"),
            (Some(last), None) => last,
            (_, Some(total)) if self.total == Some(total) => {
                return out.skip("tells the same totals once more");
            }
            (last, Some(total)) => {
                let since = self.total.and_then(|before| total.less(&before));
                since.or(last).unwrap_or(total)
            }
        };
        self.total = total.or(self.total);
        self.chain = hash_of(&(self.chain, last, total));
        self.records
            .retain(|_, (usage, _)| !usage.is_same_request(&amount));
        let identity = match &*self.thread {
            // Without an id of the thread rows are told apart by what they say.
            "" => Identity::default(),
            thread => Identity {
                id: self.chain,
                scope: scope(thread),
                second: 0,
            },
        };
        self.tell(&amount, Grain::Request, identity, at, out);
    }

    fn record(&mut self, payload: &Payload<'_>, at: Option<Moment>) {
        /// So many that nothing counted yet are remembered.
        const MOST: usize = 1_024;
        if let (Some(id), Some(usage)) = (&payload.response_id, payload.usage) {
            if self.records.len() >= MOST {
                self.records.clear();
            }
            self.records.insert(id.to_string(), (usage, at));
        }
    }

    /// A compaction that ran elsewhere is in no row's counts: its own record is all there is.
    fn compacted(&mut self, payload: &Payload<'_>, at: Option<Moment>, out: &mut Sink<'_>) {
        let id = text(payload.compaction_response_id.as_ref());
        if let Some((usage, recorded)) = self.records.remove(&id) {
            let identity = Identity::global(FORMAT.id, &id);
            let agent = std::mem::replace(&mut self.agent, "compaction");
            self.tell(&usage, Grain::Request, identity, recorded.or(at), out);
            self.agent = agent;
        }
    }

    fn completed(&mut self, usage: Option<Vector>, at: Option<Moment>, out: &mut Sink<'_>) {
        if let Some(usage) = usage {
            self.turns += 1;
            let identity = match &*self.thread {
                "" => Identity::default(),
                thread => Identity::global(FORMAT.id, &format!("{thread}#{}", self.turns)),
            };
            self.tell(&usage, Grain::Turn, identity, at, out);
        }
    }

    fn tell(
        &self,
        amount: &Vector,
        grain: Grain,
        identity: Identity,
        at: Option<Moment>,
        out: &mut Sink<'_>,
    ) {
        let Some(counts) = amount.counts() else {
            return out.skip("has a negative count");
        };
        let settled = settle(&counts, Rule::INSIDE);
        out.event(&Event {
            at,
            grain,
            identity,
            finality: Finality::Final,
            model: Cow::Borrowed(&self.model),
            provider: Cow::Borrowed(&self.provider),
            terms: Terms {
                processing: Cow::Borrowed(&self.processing),
                ..Terms::default()
            },
            who: Who {
                project: Cow::Borrowed(&self.project),
                session: Cow::Borrowed(&self.thread),
                turn: Cow::Borrowed(&self.turn),
                agent: Cow::Borrowed(self.agent),
                ..Who::default()
            },
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        });
    }
}

fn scope(thread: &str) -> u32 {
    Identity::scoped("", "", thread, "").scope
}

impl Vector {
    /// What came since an earlier total; `None` after a drop.
    fn less(&self, before: &Vector) -> Option<Vector> {
        let since = |now: i64, then: i64| now.checked_sub(then).filter(|left| *left >= 0);
        Some(Vector {
            input_tokens: since(self.input_tokens, before.input_tokens)?,
            cached_input_tokens: since(self.cached_input_tokens, before.cached_input_tokens)?,
            cache_write_input_tokens: since(
                self.cache_write_input_tokens,
                before.cache_write_input_tokens,
            )?,
            output_tokens: since(self.output_tokens, before.output_tokens)?,
            reasoning_output_tokens: since(
                self.reasoning_output_tokens,
                before.reasoning_output_tokens,
            )?,
            total_tokens: since(self.total_tokens, before.total_tokens)?,
        })
    }

    fn is_same_request(&self, other: &Vector) -> bool {
        self.input_tokens == other.input_tokens && self.output_tokens == other.output_tokens
    }

    fn counts(&self) -> Option<Counts> {
        let count = |count: i64| u64::try_from(count).ok();
        Some(Counts {
            input: Some(count(self.input_tokens)?),
            read: Some(count(self.cached_input_tokens)?),
            write: Some(count(self.cache_write_input_tokens)?),
            output: Some(count(self.output_tokens)?),
            reasoning: Some(count(self.reasoning_output_tokens)?),
            total: Some(count(self.total_tokens)?),
            ..Counts::default()
        })
    }
}
