//! Gemini CLI's sessions, and those of Qwen Code, which came from it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Format, Make, Reader, Sees};
use crate::body;
use crate::event::{Event, Identity, Who};
use crate::fields::{Fields, Layout, Role, RolePaths};
use crate::json;
use crate::plain;
use crate::proof::{Counts, Rule, settle};
use crate::sink::Sink;

/// Gemini CLI.
pub const GEMINI: Format = Format {
    id: "gemini-cli",
    name: "Gemini CLI",
    sees: &[
        Sees::Json(&["sessionId", "projectHash"]),
        Sees::Json(&["type=gemini", "tokens/input"]),
    ],
    is_lines: true,
    needles: &[],
    make: Make::Code(|| Box::new(Gemini::default())),
    places: &[".gemini/tmp"],
};

/// Qwen Code.
pub const QWEN: Format = Format {
    id: "qwen-code",
    name: "Qwen Code",
    sees: &[
        Sees::Json(&["sessionId", "uuid", "usageMetadata"]),
        Sees::Json(&["sessionId", "uuid", "subtype=ui_telemetry"]),
        Sees::Json(&["sessionId", "uuid", "message/parts"]),
    ],
    is_lines: true,
    needles: &["\"usageMetadata\"", "\"ui_telemetry\""],
    make: Make::Code(|| Box::new(Qwen::default())),
    places: &[".qwen/projects", ".qwen/tmp"],
};

const MESSAGES: u8 = 0;
const KIND: u8 = 1;
const USAGE: u8 = 2;
const EVENT: u8 = 3;
const NAME: u8 = 4;

const MESSAGE: RolePaths = &[
    (Role::Own(MESSAGES), "messages"),
    (Role::Own(KIND), "type"),
    (Role::Session, "sessionId"),
    (Role::Project, "projectHash"),
    (Role::Id, "id"),
    (Role::At, "timestamp"),
    (Role::Model, "model"),
    (Role::Input, "tokens/input"),
    (Role::Read, "tokens/cached"),
    (Role::Output, "tokens/output"),
    (Role::Reasoning, "tokens/thoughts"),
    (Role::Tool, "tokens/tool"),
    (Role::Total, "tokens/total"),
];

/// A total that does not add up is a fault of the row, not another way to count.
const RULE: Rule = Rule {
    strict: true,
    ..Rule::REASONING_BESIDE
};

struct Gemini {
    layout: Arc<Layout>,
    session: String,
    project: String,
    turn: String,
}

impl Default for Gemini {
    fn default() -> Gemini {
        Gemini {
            layout: Arc::new(Layout::new(MESSAGE)),
            session: String::new(),
            project: String::new(),
            turn: String::new(),
        }
    }
}

impl Reader for Gemini {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let layout = Arc::clone(&self.layout);
        let Ok(fields) = layout.json(row) else {
            return out.skip("is not JSON");
        };
        for (kept, role) in [
            (&mut self.session, Role::Session),
            (&mut self.project, Role::Project),
        ] {
            if let Some(found) = fields.text(role) {
                *kept = found.into_owned();
            }
        }
        let messages = fields.raw(Role::Own(MESSAGES));
        match messages.filter(|messages| messages.starts_with('[')) {
            None => self.message(&fields, out),
            Some(messages) => {
                for message in json::elements(messages) {
                    out.inner_row(message);
                    match self.layout.json(message.as_bytes()) {
                        Ok(fields) => self.message(&fields, out),
                        Err(_) => out.skip("is not JSON"),
                    }
                }
            }
        }
    }
}

impl Gemini {
    fn message(&mut self, fields: &Fields<'_>, out: &mut Sink<'_>) {
        let id = fields.name(Role::Id);
        if fields.name(Role::Own(KIND)) == "user" {
            self.turn = id.into_owned();
            return;
        }
        let counts = plain::counts(fields);
        if counts.input.is_none() && counts.output.is_none() {
            return;
        }
        let settled = settle(&counts, RULE);
        out.event(&Event {
            at: fields.moment(Role::At),
            identity: match &*id {
                "" => Identity::default(),
                id => Identity::global(GEMINI.id, &format!("{}#{id}", self.session)),
            },
            model: fields.name(Role::Model),
            provider: Cow::Borrowed("google"),
            who: Who {
                project: Cow::Borrowed(&self.project),
                session: Cow::Borrowed(&self.session),
                turn: Cow::Borrowed(&self.turn),
                ..Who::default()
            },
            tokens: settled.tokens,
            proof: settled.proof,
            ..Event::default()
        });
    }
}

const LINE: RolePaths = &[
    (Role::Own(KIND), "type"),
    (Role::Own(USAGE), "usageMetadata"),
    (Role::Own(EVENT), "systemPayload/uiEvent"),
    (Role::Session, "sessionId"),
    (Role::Project, "cwd"),
    (Role::Id, "uuid"),
    (Role::At, "timestamp"),
    (Role::Model, "model"),
    (Role::Turn, "systemPayload/uiEvent/prompt_id"),
];

const TELEMETRY: RolePaths = &[
    (Role::Own(NAME), "event.name"),
    (Role::Model, "model"),
    (Role::Turn, "prompt_id"),
    (Role::Input, "input_token_count"),
    (Role::Output, "output_token_count"),
    (Role::Read, "cached_content_token_count"),
    (Role::Reasoning, "thoughts_token_count"),
    (Role::Tool, "tool_token_count"),
    (Role::Total, "total_token_count"),
];

/// Reads a session that tells each answer twice: in its telemetry, and where it stands itself.
struct Qwen {
    line: Layout,
    telemetry: Layout,
    /// Told by the telemetry, and not yet by the answer.
    told: Vec<(Counts, Event<'static>)>,
}

impl Default for Qwen {
    fn default() -> Qwen {
        Qwen {
            line: Layout::new(LINE),
            telemetry: Layout::new(TELEMETRY),
            told: Vec::new(),
        }
    }
}

impl Reader for Qwen {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let Ok(line) = self.line.json(row) else {
            return out.skip("is not JSON");
        };
        let usage = line.raw(Role::Own(USAGE)).and_then(body::counts);
        let told = line.raw(Role::Own(EVENT)).and_then(|event| {
            let fields = self.telemetry.json(event.as_bytes()).ok()?;
            let is_answer = fields.name(Role::Own(NAME)).ends_with("api_response");
            let model = fields.name(Role::Model).into_owned();
            is_answer.then(|| (plain::counts(&fields), model))
        });
        match (usage, told) {
            (Some((counts, _)), _) => {
                let same = |(told, _): &(Counts, Event<'_>)| {
                    (told.input, told.output) == (counts.input, counts.output)
                };
                if let Some(at) = self.told.iter().position(same) {
                    self.told.remove(at);
                    out.skip("tells in telemetry what the answer tells");
                }
                let model = line.name(Role::Model);
                out.event(&event(&line, &counts, model));
            }
            (None, Some((counts, model))) => {
                let event = event(&line, &counts, Cow::Owned(model)).into_owned();
                self.told.push((counts, event));
            }
            (None, None) => {}
        }
    }

    fn end(&mut self, out: &mut Sink<'_>) {
        for (_, event) in self.told.drain(..) {
            out.event(&event);
        }
    }
}

fn event<'row>(line: &Fields<'row>, counts: &Counts, model: Cow<'row, str>) -> Event<'row> {
    let settled = settle(counts, Rule::REASONING_BESIDE);
    Event {
        at: line.moment(Role::At),
        identity: Identity::global(QWEN.id, &line.name(Role::Id)),
        model,
        who: Who {
            project: line.name(Role::Project),
            session: line.name(Role::Session),
            turn: line.name(Role::Turn),
            ..Who::default()
        },
        tokens: settled.tokens,
        proof: settled.proof,
        ..Event::default()
    }
}
