//! OpenAI's usage and costs of an organization: pages of the API, and what the dashboard exports.

use super::{Format, Make, Reader, Sees, Verdict};
use crate::event::{ChargeKind, Event, Grain};
use crate::fields::{Columns, Fields, Layout, Role};
use crate::page::{PageReader, span_start};
use crate::plain::{self, Plain};
use crate::proof::Rule;
use crate::sink::Sink;
use crate::tokens::Class;

/// Usage of completions, from the API.
pub const USAGE: Format = Format {
    id: "openai-usage",
    name: "OpenAI usage API",
    sees: &[
        Sees::Json(&[
            "data/[]/results/[]/input_tokens",
            "data/[]/results/[]/num_model_requests",
        ]),
        Sees::Json(&["data/[]/results/[]/object=organization.usage.completions.result"]),
        Sees::Json(&["results/[]/object=organization.usage.completions.result"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(PageReader::new("openai-usage", &USAGE_RESULT))),
    places: &[],
};

/// Costs, from the API.
pub const COSTS: Format = Format {
    id: "openai-costs",
    name: "OpenAI costs API",
    sees: &[
        Sees::Json(&["data/[]/results/[]/object=organization.costs.result"]),
        Sees::Json(&["results/[]/object=organization.costs.result"]),
        Sees::Json(&[
            "data/[]/results/[]/amount/value",
            "data/[]/results/[]/line_item",
        ]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(PageReader::new("openai-costs", &COSTS_RESULT))),
    places: &[],
};

/// Usage of completions, as the dashboard exports it.
pub const USAGE_TABLE: Format = Format {
    id: "openai-usage-csv",
    name: "OpenAI dashboard: usage",
    sees: &[Sees::Header(&[
        "start_time",
        "end_time",
        "start_time_iso",
        "input_tokens",
    ])],
    is_lines: false,
    needles: &[],
    make: Make::Plain(&USAGE_ROW),
    places: &[],
};

/// Costs, as the dashboard exports them.
pub const COSTS_TABLE: Format = Format {
    id: "openai-costs-csv",
    name: "OpenAI dashboard: costs",
    sees: &[
        Sees::Header(&["start_time", "end_time", "start_time_iso", "amount_value"]),
        // Nothing was used in the time: nothing but the times is there.
        Sees::Header(&["start_time", "end_time", "start_time_iso", "end_time_iso"]),
    ],
    is_lines: false,
    needles: &[],
    make: Make::Code(|| Box::new(CostsTable::default())),
    places: &[],
};

const BATCH: u8 = 0;
const AUDIO: u8 = 1;
const CACHED_AUDIO: u8 = 2;
const END: u8 = 3;
const LINE_ITEM: u8 = 4;

static USAGE_RESULT: Plain = Plain {
    roles: &[
        (Role::Model, "model"),
        (Role::Project, "project_id"),
        (Role::User, "user_id"),
        (Role::Key, "api_key_id"),
        (Role::Processing, "service_tier"),
        (Role::Own(BATCH), "batch"),
        (Role::Input, "input_tokens"),
        (Role::Read, "input_cached_tokens"),
        (Role::Write, "input_cache_write_tokens"),
        (Role::Write30m, "input_cache_write_tokens_30m"),
        (Role::Write12h, "input_cache_write_tokens_12h"),
        (Role::Own(AUDIO), "input_audio_tokens"),
        (Role::Own(CACHED_AUDIO), "input_cached_audio_tokens"),
        (Role::Output, "output_tokens"),
        (Role::OutputAudio, "output_audio_tokens"),
        (Role::Requests, "num_model_requests"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Bucket { requests: None },
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[
        Role::Model,
        Role::Project,
        Role::User,
        Role::Key,
        Role::Processing,
        Role::Own(BATCH),
    ],
    provider: "openai",
    adjust: usage,
};

static USAGE_ROW: Plain = Plain {
    roles: &[
        (Role::At, "start_time"),
        (Role::At, "start_time_iso"),
        (Role::Own(END), "end_time"),
        (Role::Own(END), "end_time_iso"),
        (Role::Model, "model"),
        (Role::Project, "project_id"),
        (Role::User, "user_id"),
        (Role::Key, "api_key_id"),
        (Role::Processing, "service_tier"),
        (Role::Own(BATCH), "batch"),
        (Role::Input, "input_tokens"),
        (Role::Read, "input_cached_tokens"),
        (Role::Write, "input_cache_write_tokens"),
        (Role::Own(AUDIO), "input_audio_tokens"),
        (Role::Own(CACHED_AUDIO), "input_cached_audio_tokens"),
        (Role::Output, "output_tokens"),
        (Role::OutputAudio, "output_audio_tokens"),
        (Role::Requests, "num_model_requests"),
    ],
    identity: &[
        Role::At,
        Role::Model,
        Role::Project,
        Role::User,
        Role::Key,
        Role::Processing,
        Role::Own(BATCH),
    ],
    ..USAGE_RESULT
};

static COSTS_RESULT: Plain = Plain {
    roles: &[
        (Role::Cost, "amount/value"),
        (Role::Currency, "amount/currency"),
        (Role::Project, "project_id"),
        (Role::Key, "api_key_id"),
        (Role::Own(LINE_ITEM), "line_item"),
    ],
    items: &[],
    rule: Rule::INSIDE,
    grain: Grain::Money,
    cost: ChargeKind::Billed,
    is_in_cents: false,
    identity: &[
        Role::Project,
        Role::Key,
        Role::Own(LINE_ITEM),
        Role::Currency,
    ],
    provider: "openai",
    adjust: line_item,
};

static COSTS_ROW: Plain = Plain {
    roles: &[
        (Role::At, "start_time"),
        (Role::At, "start_time_iso"),
        (Role::Own(END), "end_time"),
        (Role::Own(END), "end_time_iso"),
        (Role::Cost, "amount_value"),
        (Role::Currency, "amount_currency"),
        (Role::Project, "project_id"),
        (Role::Project, "project_name"),
        (Role::Key, "api_key_id"),
        (Role::User, "user_id"),
        (Role::Own(LINE_ITEM), "line_item"),
    ],
    identity: &[
        Role::At,
        Role::Project,
        Role::Key,
        Role::User,
        Role::Own(LINE_ITEM),
        Role::Currency,
    ],
    ..COSTS_RESULT
};

fn usage(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.has(Role::Own(END)) {
        event.at = span_start(event.at, fields.moment(Role::Own(END)));
    }
    if fields.name(Role::Own(BATCH)).eq_ignore_ascii_case("true") {
        event.terms.processing = "batch".into();
    } else if matches!(&*event.terms.processing, "default" | "standard" | "auto") {
        event.terms.processing = "".into();
    }
    let cached = fields.count(Role::Own(CACHED_AUDIO)).unwrap_or(0);
    let audio = fields.count(Role::Own(AUDIO)).unwrap_or(0);
    let audio = audio
        .saturating_sub(cached)
        .min(event.tokens.count(Class::Fresh));
    if audio > 0 {
        let fresh = event.tokens.count(Class::Fresh);
        event.tokens.set(Class::Fresh, fresh - audio);
        event.tokens.set(Class::InputAudio, audio);
    }
    Verdict::Count
}

/// `gpt-5-nano, input_tokens`: a model and a class, where the line says so.
fn line_item(fields: &Fields<'_>, event: &mut Event<'_>) -> Verdict {
    if fields.has(Role::Own(END)) {
        event.at = span_start(event.at, fields.moment(Role::Own(END)));
    }
    let item = fields.name(Role::Own(LINE_ITEM));
    match item.split_once(", ") {
        Some((model, class)) => {
            event.model = model.to_owned().into();
            event.who.agent = class.to_owned().into();
        }
        None => event.who.agent = item.into_owned().into(),
    }
    Verdict::Count
}

/// Reads the costs that the dashboard exports: a span may have lines by item and one line of their sum.
#[derive(Default)]
struct CostsTable {
    layout: Option<(Layout, Columns)>,
    sums: Vec<Event<'static>>,
    /// Spans of time that have lines by item.
    itemised: std::collections::HashSet<Option<i64>>,
}

impl Reader for CostsTable {
    fn json(&mut self, _: &[u8], out: &mut Sink<'_>) {
        out.skip("is no record of a table");
    }

    fn header(&mut self, header: &[String]) {
        let layout = Layout::new(COSTS_ROW.roles);
        let columns = layout.columns(header);
        self.layout = Some((layout, columns));
    }

    fn cells(&mut self, cells: &[&str], out: &mut Sink<'_>) {
        let Some((layout, columns)) = &self.layout else {
            return;
        };
        let fields = layout.cells(columns, cells);
        let mut event = plain::event(COSTS_TABLE.id, &COSTS_ROW, &fields);
        line_item(&fields, &mut event);
        let span = event.at.map(|at| at.millis);
        if event.charges.is_empty() {
            out.skip("is a span without costs");
        } else if fields.has(Role::Own(LINE_ITEM)) {
            self.itemised.insert(span);
            out.event(&event);
        } else {
            self.sums.push(event.into_owned());
        }
    }

    fn end(&mut self, out: &mut Sink<'_>) {
        for sum in self.sums.drain(..) {
            if self.itemised.contains(&sum.at.map(|at| at.millis)) {
                out.skip("is the sum of other lines");
            } else {
                out.event(&sum);
            }
        }
    }
}
