//! The formats that are read: a row of [`TABLE`] each.
//!
//! # How to add a format
//!
//! 1. A file in `formats/` with a `pub const FORMAT: Format`. Say what it is recognised by ([`Sees`]: paths of a value with
//!    `/` between keys and `[]` for an element, `path=value` for a text; or columns of a header), and how its rows are read:
//!    - **as data** where a row is an event (a document may hold the rows in an array: `items`): `Make::Plain(&PLAIN)` with a [`Plain`]: which path or column has which
//!      [`Role`](crate::fields::Role) (several paths of a role: the first that says something), whether cache and reasoning
//!      stand inside or beside by the format's own documentation ([`Rule`](crate::proof::Rule); a total on the row proves
//!      it all the same), what a row stands for ([`Grain`](crate::event::Grain)), what its costs are, and which roles
//!      name a row (`identity`; without any, whole rows count with their multiplicity). A function `adjust` sees each row
//!      last: it sets what no role can say and answers [`Verdict::Skip`] with a reason for what must not count
//!      (roll-ups, summary rows, cache hits of a gateway);
//!    - **as code** where rows depend on each other or a row holds many events: `Make::Code(|| Box::new(MyReader))`,
//!      a [`Reader`] (pages of `data` and `results` have one, [`crate::page`]) that hands events to the [`Sink`](crate::sink::Sink). For objects that hold arrays, take the array with
//!      `fields.raw(Role::Own(0))`, its elements with `json::elements`, and read each with a [`Layout`](crate::fields::Layout)
//!      of its own. Usage as a provider's API answers it is read by [`crate::body::counts`].
//! 2. A line in [`TABLE`]: before those that would also take its files, which come later the less they ask for.
//! 3. Samples of our own making in `tests/samples/<id>` and a test in `tests/formats.rs` for each trap of the format.
//!
//! Where the format has a known place on a machine, it stands in `places`.

mod aider;
mod anthropic;
mod bedrock;
mod claude_code;
mod cline;
mod clouds;
mod codex;
mod copilot;
mod cursor;
mod deepseek;
mod gateways;
mod gemini_cli;
mod langfuse;
mod langsmith;
mod litellm;
mod mistral;
mod openai;
mod opencode;
mod openinference;
mod openrouter;
mod otlp;
mod raw;
mod vercel;

use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::plain::{Plain, PlainReader};
pub use crate::sink::Reader;
use crate::skeleton::{Paths, Wanted};

pub use crate::plain::Verdict;

/// A format of logs.
#[derive(Debug)]
pub struct Format {
    /// Its name for ever, as `claude-code`.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// What it is recognised by: any of these.
    pub sees: &'static [Sees],
    /// How a file without line ends is cut: many formats are lines.
    pub is_lines: bool,
    /// A line without any of these texts cannot have usage; empty where every line is read.
    pub needles: &'static [&'static str],
    /// What reads its rows.
    pub make: Make,
    /// Folders below a person's home where its logs lie, with a word on each.
    pub places: &'static [&'static str],
}

/// What a format is recognised by.
#[derive(Debug)]
pub enum Sees {
    /// A JSON value that has all these paths.
    Json(&'static [&'static str]),
    /// A table whose header has all these columns.
    Header(&'static [&'static str]),
    /// Lines that begin with one of these words: a stream as it came.
    Stream(&'static [&'static str]),
}

/// How a format is read.
#[derive(Debug)]
pub enum Make {
    /// By a table of roles.
    Plain(&'static Plain),
    /// By code of its own.
    Code(fn() -> Box<dyn Reader>),
}

/// Every format, the most particular first.
pub static TABLE: &[Format] = &[
    gemini_cli::QWEN,
    claude_code::FORMAT,
    codex::FORMAT,
    gemini_cli::GEMINI,
    opencode::FORMAT,
    cline::FORMAT,
    cursor::TABLE,
    cursor::ADMIN,
    openrouter::GENERATIONS,
    openrouter::DAILY,
    openrouter::ONE,
    litellm::SPEND_LOGS,
    litellm::DAILY,
    vercel::FORMAT,
    otlp::FORMAT,
    langfuse::FORMAT,
    copilot::FORMAT,
    bedrock::FORMAT,
    deepseek::AMOUNTS,
    deepseek::COSTS,
    langsmith::FORMAT,
    openinference::FORMAT,
    clouds::GOOGLE,
    clouds::AWS,
    clouds::AZURE,
    aider::FORMAT,
    gateways::HELICONE,
    gateways::PORTKEY,
    mistral::FORMAT,
    openai::USAGE,
    openai::COSTS,
    openai::USAGE_TABLE,
    openai::COSTS_TABLE,
    anthropic::USAGE,
    anthropic::COSTS,
    anthropic::USAGE_TABLE,
    anthropic::COSTS_TABLE,
    raw::FORMAT,
];

/// The beginning of a file as a format looks at it.
pub struct Head<'bytes> {
    bytes: &'bytes [u8],
    values: OnceCell<Vec<Paths>>,
    header: OnceCell<Vec<String>>,
}

/// The position in [`TABLE`] of the format that a file begins like.
///
/// ```
/// use usage::formats::{Head, TABLE, recognise};
/// let head = Head::new(br#"{"type": "event_msg", "payload": {"type": "token_count", "info": null}}"#);
/// assert_eq!(recognise(&head).map(|at| TABLE[at].id), Some("codex"));
/// ```
pub fn recognise(head: &Head<'_>) -> Option<usize> {
    let all = TABLE.iter().zip(&RECOGNISER.paths);
    let mut takes = all.map(|(format, paths)| {
        let mut sees = format.sees.iter().zip(paths);
        sees.any(|(sees, paths)| head.is_seen(sees, paths))
    });
    takes.position(|takes| takes)
}

/// What the formats are recognised by: the paths of all of them are looked for at once.
struct Recogniser {
    wanted: Wanted,
    /// Of each format and each of its signs the paths that a value must have.
    paths: Vec<Vec<Paths>>,
}

static RECOGNISER: LazyLock<Recogniser> = LazyLock::new(|| {
    let mut wanted = Wanted::default();
    let mut paths_of = |sees: &Sees| match sees {
        Sees::Json(paths) => wanted.add(paths),
        Sees::Header(_) | Sees::Stream(_) => Paths::default(),
    };
    let formats = TABLE.iter().map(|format| format.sees.iter());
    let paths = formats.map(|signs| signs.map(&mut paths_of).collect());
    let paths = paths.collect();
    Recogniser { wanted, paths }
});

impl<'bytes> Head<'bytes> {
    /// The first bytes of a file, without a mark of the byte order.
    pub fn new(bytes: &'bytes [u8]) -> Head<'bytes> {
        Head {
            bytes,
            values: OnceCell::new(),
            header: OnceCell::new(),
        }
    }

    fn is_seen(&self, sees: &Sees, paths: &Paths) -> bool {
        match sees {
            Sees::Json(_) => self.values().iter().any(|value| value.has_all(paths)),
            Sees::Header(names) => {
                let has = |name: &&str| {
                    let is_it = |column: &String| column.trim().eq_ignore_ascii_case(name);
                    self.header().iter().any(is_it)
                };
                names.iter().all(has)
            }
            Sees::Stream(words) => {
                let begins =
                    |word: &&str| self.bytes.trim_ascii_start().starts_with(word.as_bytes());
                words.iter().any(begins)
            }
        }
    }

    /// The first values: each line where the first is whole, else the whole beginning. The elements of an array are
    /// values too.
    fn values(&self) -> &[Paths] {
        self.values.get_or_init(|| {
            let bytes = self.bytes.trim_ascii_start();
            if !matches!(bytes.first(), Some(b'{' | b'[')) {
                return Vec::new();
            }
            let wanted = &RECOGNISER.wanted;
            let mut values = Vec::new();
            if is_lines(bytes) {
                let mut rest = bytes;
                while !rest.is_empty() {
                    let line = first_line(rest);
                    if line.first() == Some(&b'{') {
                        values.push(wanted.seen(line));
                    }
                    rest = rest.get(line.len() + 1..).unwrap_or_default();
                }
            } else {
                values.push(wanted.seen(bytes));
            }
            values
        })
    }

    /// The columns of the first line.
    pub fn header(&self) -> &[String] {
        self.header.get_or_init(|| {
            let line = first_line(self.bytes);
            if matches!(line.trim_ascii_start().first(), None | Some(b'{' | b'[')) {
                return Vec::new();
            }
            let mut table = crate::read::table::Table::new(crate::read::table::delimiter(line));
            let mut header = Vec::new();
            let mut each = |found: crate::read::table::Found<'_, '_>| {
                if let crate::read::table::Found::Record(cells) = found {
                    header = cells.iter().map(|cell| (*cell).to_owned()).collect();
                }
            };
            table.push(line, &mut each);
            table.push(&[], &mut each);
            header
        })
    }
}

pub(crate) fn first_line(bytes: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    &bytes[..end]
}

/// Whether the first line is a whole object and another stands behind it.
pub(crate) fn is_lines(bytes: &[u8]) -> bool {
    let line = first_line(bytes);
    let is_object = line.first() == Some(&b'{');
    let is_whole = || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok();
    is_object && line.len() < bytes.len() && is_whole()
}

impl Format {
    /// Whether its files may be tables.
    pub fn is_table(&self) -> bool {
        self.sees.iter().any(|sees| matches!(sees, Sees::Header(_)))
    }

    /// A reader for a file of this format.
    pub fn reader(&self) -> Box<dyn Reader> {
        match self.make {
            Make::Plain(plain) => Box::new(PlainReader::new(self.id, plain)),
            Make::Code(make) => make(),
        }
    }
}
