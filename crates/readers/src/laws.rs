//! The laws, one for each reader: it comes to an end in time and in bounded memory, and what it read can be written so
//! that it reads the same again.

pub mod usage;

use crate::Depth;
use crate::memory::{Taken, measured};
use catalogs::prices::{Catalog, FIRST_PARTY};
use economics::price::Instant;
use scenario::document::Scenario;
use scenario::link::LinkError;
use scenario::problem::Problem;
use scenario::{decimal, link, number, text};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::Duration;

/// No input may take longer, even where tests are not optimised and the machine is busy.
const LONGEST: Duration = Duration::from_secs(2);

/// Memory that a reader may hold: so many bytes for each byte of input, and so many more.
struct Bound {
    for_each_byte: usize,
    constant: usize,
}

impl Bound {
    fn holds(&self, input: usize, taken: Taken) {
        let most = self.for_each_byte * input + self.constant;
        assert!(
            taken.bytes <= most,
            "{} bytes were held for an input of {input}, at most {most} are allowed",
            taken.bytes
        );
        assert!(
            taken.time <= LONGEST,
            "an input of {input} bytes took {:?}",
            taken.time
        );
    }
}

/// A link: what opens is a document, whose own link opens as the same document and stays the same.
pub fn link(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 40,
        constant: 4 * 1024 * 1024, // 100 steps, each with 100 names, and room to grow
    };
    static WARM: OnceLock<()> = OnceLock::new();
    WARM.get_or_init(|| {
        Catalog::embedded();
        assert!(!scenario::presets::all().is_empty());
    });
    let fragment = String::from_utf8_lossy(bytes);
    let (opened, taken) = measured(|| link::decode(&fragment));
    BOUND.holds(bytes.len(), taken);
    if depth == Depth::Reading {
        return;
    }
    match opened {
        Ok(opened) => has_a_link(&opened.scenario),
        Err(LinkError::Damaged {
            readable: Some(scenario),
            ..
        }) => has_a_link(&scenario),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The bytes of a compact link, as they are before they become characters: its check never matches, so what can be read
/// of it is what is tried.
pub fn compact(bytes: &[u8], depth: Depth) {
    link(
        ["1.AAAA".as_bytes(), &base64url(bytes)].concat().as_slice(),
        depth,
    );
}

fn base64url(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = Vec::new();
    for three in bytes.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let six = |place: usize| ALPHABET[(bits >> (18 - 6 * place)) as usize & 63];
        text.extend((0..=three.len()).map(six));
    }
    text
}

/// The compact and the human link of a document open as the same document, and the link of that is the same again; what
/// a newer version added is kept.
fn has_a_link(scenario: &Scenario) {
    let (compact, human) = (link::encode(scenario), link::encode_human(scenario));
    if compact.len().max(human.len()) > link::MAX_BYTES {
        return; // it travels as a file
    }
    let whole = link::whole(&compact).unwrap_or_else(|| panic!("{compact} is not whole"));
    assert_eq!(in_order(&whole), in_order(scenario), "{compact}");
    assert_eq!(
        link::encode(&whole),
        link::encode(&link::whole(&link::encode(&whole)).unwrap_or_default())
    );
    for written in [&compact, &human] {
        let opened = link::decode(written);
        let opened = opened.unwrap_or_else(|error| panic!("{written} does not open: {error}"));
        assert!(opened.checked && opened.newer.is_none(), "{written}");
        let unknown = scenario.unknown.len();
        assert_eq!(
            opened.notices.len(),
            unknown,
            "{written}: {:?}",
            opened.notices
        );
        assert_eq!(in_order(&opened.scenario), in_order(scenario), "{written}");
    }
    evaluates(scenario);
}

/// The order of what is not known here means nothing: a compact link has those with numbers first.
fn in_order(scenario: &Scenario) -> Scenario {
    let mut sorted = scenario.clone();
    sorted.unknown.sort();
    sorted
}

/// A document comes to a report or says why it does not.
fn evaluates(scenario: &Scenario) {
    let evaluated = scenario::evaluate(scenario, Catalog::embedded());
    let has_error = evaluated.problems.iter().any(Problem::is_error);
    assert_eq!(
        evaluated.report.is_none(),
        has_error,
        "{:?}",
        evaluated.problems
    );
}

/// A document as TOML: without problems it is written so that it reads the same; with problems each has a message.
pub fn toml(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 800, // a dot of a key is a table of its own
        constant: 128 * 1024,
    };
    let source = String::from_utf8_lossy(bytes);
    let ((scenario, problems), taken) = measured(|| text::read_lenient(&source));
    BOUND.holds(bytes.len(), taken);
    assert!(problems.iter().all(|problem| !problem.message.is_empty()));
    if problems.is_empty() && depth == Depth::Whole {
        let written = text::write(&scenario);
        assert_eq!(text::read(&written).as_ref(), Ok(&scenario), "{written}");
        has_a_link(&scenario);
    }
}

/// A number as a person types it: finite, and written in full it reads the same. Plain digits are read as the standard
/// library reads them.
pub fn number(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 40,
        constant: 8 * 1024,
    };
    let text = String::from_utf8_lossy(bytes);
    let (read, taken) = measured(|| number::parse(&text));
    BOUND.holds(bytes.len(), taken);
    if depth == Depth::Reading {
        return;
    }
    match read {
        Ok(read) => {
            assert!(read.is_finite());
            assert_eq!(number::parse(&number::grouped(read)), Ok(read));
            assert_eq!(number::plain(read).parse(), Ok(read));
        }
        Err(message) => assert!(!message.is_empty()),
    }
    let (exact, taken) = measured(|| decimal::parse(&text));
    BOUND.holds(bytes.len(), taken);
    if let Some(exact) = exact {
        let standard: Result<f64, _> = text.parse();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        // Beyond 19 digits the rest is left off, which can move a number that lies half way between two doubles to the
        // other; infinity is the one above the largest.
        let near = |standard: &f64| {
            let apart = exact.to_bits().abs_diff(standard.to_bits());
            apart == 0 || digits > 19 && apart == 1
        };
        assert!(
            standard.as_ref().is_ok_and(near),
            "{text}: {exact:e}, {standard:?}"
        );
    }
}

/// A moment: written as text it reads the same.
pub fn moment(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 4,
        constant: 1024,
    };
    let text = String::from_utf8_lossy(bytes);
    let (moment, taken) = measured(|| Instant::parse(&text));
    BOUND.holds(bytes.len(), taken);
    if let (Some(moment), Depth::Whole) = (moment, depth) {
        assert_eq!(Instant::parse(&moment.to_string()), Some(moment));
        assert!(moment.weekday() < 7 && moment.second_of_day() < 86_400);
    }
}

/// A price file: every model that was read can be found again and has rates or none, at any time.
pub fn prices(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 400,
        constant: 16 * 1024,
    };
    if bytes.starts_with(b"TKO") {
        // Reading alone is tried over nothing: the whole price list takes a thousand times as long to read.
        let below: &[&[u8]] = if depth == Depth::Whole {
            &[FIRST_PARTY]
        } else {
            &[]
        };
        let (_, base) = measured(|| Catalog::from_files(below));
        let (catalog, taken) = measured(|| Catalog::with_overlay(below, bytes));
        Bound {
            constant: BOUND.constant + 2 * base.bytes,
            ..BOUND
        }
        .holds(bytes.len(), taken);
        if let (Ok(catalog), Depth::Whole) = (catalog, depth) {
            let amended = catalog.amendments().iter();
            amended.for_each(|amendment| resolves(&catalog, &amendment.provider, &amendment.model));
        }
        return;
    }
    let (catalog, taken) = measured(|| Catalog::from_files(&[bytes]));
    BOUND.holds(bytes.len(), taken);
    if depth == Depth::Reading {
        return;
    }
    match catalog {
        Ok(catalog) => {
            let sold = |provider: &'_ catalogs::prices::Provider| {
                let first = provider.models.iter().take(8);
                first.for_each(|model| resolves(&catalog, &provider.id, &model.id));
            };
            catalog.providers().iter().take(8).for_each(sold);
            catalog.search("gpt 5");
            catalog.first_price();
        }
        Err(error) => assert!(error.at <= bytes.len() && !error.what.is_empty()),
    }
}

fn resolves(catalog: &Catalog, provider: &str, model: &str) {
    let Ok(found) = catalog.find(Some(provider), model) else {
        return; // another one of that name stands before it, or a rule leads elsewhere
    };
    for seconds in [i64::MIN, -1, 1_700_000_000, i64::MAX] {
        if let Some(resolved) = found.resolve(Instant { seconds }, "standard") {
            assert!(resolved.since.is_none_or(|since| since.seconds <= seconds));
        }
    }
}

/// Rows of usage: every line has one answer, which is JSON; a line that is JSON is never called none.
pub fn rows(bytes: &[u8], depth: Depth) {
    const BOUND: Bound = Bound {
        for_each_byte: 16,
        constant: 2 * 1024 * 1024, // what is read and written at a time
    };
    let mut answers = Vec::new();
    let (done, taken) =
        measured(|| tokenomics_cli::price::price_lines(Catalog::embedded(), bytes, &mut answers));
    BOUND.holds(bytes.len(), taken);
    assert!(done.is_ok());
    if depth == Depth::Reading {
        return;
    }
    let lines = bytes.split(|byte| *byte == b'\n');
    let written = lines.filter(|line| !line.trim_ascii().is_empty()).count();
    let answers = String::from_utf8(answers).unwrap_or_else(|_| panic!("answers are not UTF-8"));
    let answers: Vec<Answer> = answers.lines().map(Answer::read).collect();
    assert!(answers.len() <= written, "more answers than lines");
    for answer in &answers {
        let priced: Option<f64> = answer.total.as_ref().and_then(|total| total.parse().ok());
        assert!(
            answer.error.is_some() != priced.is_some_and(f64::is_finite),
            "{answer:?}"
        );
    }
    if let ([answer], Ok(_)) = (&answers[..], serde_json::from_slice::<Value>(bytes)) {
        assert_ne!(answer.error.as_deref(), Some("bad_json"), "{answer:?}");
    }
}

/// What a line is answered with. The case that it repeats may hold numbers beyond those of a computer.
#[derive(Debug)]
struct Answer {
    error: Option<String>,
    total: Option<String>,
}

impl Answer {
    fn read(line: &str) -> Self {
        let members: BTreeMap<String, Box<RawValue>> =
            serde_json::from_str(line).unwrap_or_else(|fault| panic!("{fault}: {line}"));
        let member = |name: &str| -> Value {
            members.get(name).map_or(Value::Null, |raw| {
                serde_json::from_str(raw.get()).unwrap_or_else(|fault| panic!("{fault}: {line}"))
            })
        };
        Self {
            error: member("error")["kind"].as_str().map(Into::into),
            total: member("total").as_str().map(Into::into),
        }
    }
}
