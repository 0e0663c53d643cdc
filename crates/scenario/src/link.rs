//! A scenario as the fragment of an address, and back. `docs/links.md` has the grammar.
//!
//! Two forms have one meaning. The compact one is what the page and the command write:
//!
//! ```text
//! 1.q3xKAQE
//! ```
//!
//! A version, four check characters, then bytes as base64url ([`compact`]). The human one can be read and written by
//! hand, with or without its check:
//!
//! ```text
//! v1.K3xQ;b=legal-contracts~1;prices=genai-prices-0.2.3;steps.0.reasoning_tokens=150000
//! ```
//!
//! Both say what differs from a base: a numbered preset that never changes, or the blank document. The check stands
//! in front, so that what a chat program cuts off at the end cannot take it along. The price snapshot is always
//! named, so that a link shows the same figures for ever. Fields of a newer version are kept. Only unreserved
//! characters, `;` and `=` are used. First-version links open for ever.

mod bases;
mod both;
mod check;
mod compact;
mod finding;
mod human;
mod read;
mod repair;
mod settings;
mod snapshots;
mod value;

pub use bases::compiled;
pub use both::{joined, split};
pub use finding::Finding;
#[cfg(feature = "text")]
pub(crate) use human::can_be_kept;
pub use read::{LinkError, Opened, decode, whole};
#[cfg(feature = "text")]
pub(crate) use settings::{keep_unknown, unknown_parts};
pub use snapshots::{SNAPSHOTS, newest};

use crate::document::Scenario;
use crate::field::Datum;
use crate::presets::{self, Preset};
use check::check_characters;

/// Longest fragment that is read.
pub const MAX_BYTES: usize = 16 * 1024;
/// Version that this code writes.
const VERSION: &str = "1";

/// The fragment of a scenario in the compact form, without `#`: the shortest over all bases. The same scenario gives
/// the same link.
///
/// ```
/// use scenario::{link, presets};
/// let legal = &presets::all()[0].scenario;
/// assert!(link::encode(legal).len() <= 12);
/// assert_eq!(link::decode(&link::encode(legal)).map(|opened| opened.scenario).as_ref(), Ok(legal));
/// ```
#[must_use]
pub fn encode(scenario: &Scenario) -> String {
    sealed(&shortest(|base| compact_body(scenario, base)))
}

/// The same from one base, which is not the shortest.
#[must_use]
pub fn encode_from(scenario: &Scenario, base: Option<&Preset>) -> String {
    sealed(&compact_body(scenario, base))
}

/// The shortest body over all bases; of equally short ones the blank document's, then the first preset's.
fn shortest<T: AsRef<[u8]>>(body: impl Fn(Option<&Preset>) -> T) -> T {
    let mut best = body(None);
    for preset in presets::all() {
        let candidate = body(Some(preset));
        if candidate.as_ref().len() < best.as_ref().len() {
            best = candidate;
        }
    }
    best
}

fn compact_body(scenario: &Scenario, base: Option<&Preset>) -> Vec<u8> {
    match base {
        Some(preset) => compact::write(scenario, preset.base, &preset.scenario),
        None => compact::write(scenario, 0, &Scenario::default()),
    }
}

fn sealed(bytes: &[u8]) -> String {
    let body = crate::wire::bytes::to_text(bytes);
    let check = check_characters(VERSION, &body);
    [VERSION, ".", &check, &body].concat()
}

/// The fragment of a scenario in the human form: the shortest over all bases.
///
/// ```
/// use scenario::{link, presets};
/// let mut legal = presets::all()[0].scenario.clone();
/// legal.steps[0].reasoning_tokens = Some(150_000.0);
/// assert!(link::encode_human(&legal).contains(";b=legal-contracts~1;"));
/// assert!(link::encode_human(&legal).ends_with(";steps.0.reasoning_tokens=150000"));
/// ```
#[must_use]
pub fn encode_human(scenario: &Scenario) -> String {
    human_sealed(&shortest(|base| human_body(scenario, base)))
}

/// What a document has that the blank one has not, by name.
#[must_use]
pub fn fields_by_name(scenario: &Scenario) -> String {
    let mut parts = Vec::new();
    human::fields(scenario, &Scenario::default(), &mut parts);
    parts.join(";")
}

/// The document that such fields make; nothing where one of them is not known.
#[must_use]
pub fn from_fields(fields: &str) -> Option<Scenario> {
    let (mut scenario, mut notices) = (Scenario::default(), Vec::new());
    for part in fields.split(';').filter(|part| !part.is_empty()) {
        human::apply_or_keep(&mut scenario, part, &mut notices);
    }
    notices.is_empty().then_some(scenario)
}

/// The human form from one base, which is not the shortest.
#[must_use]
pub fn encode_human_from(scenario: &Scenario, base: Option<&Preset>) -> String {
    human_sealed(&human_body(scenario, base))
}

fn human_sealed(body: &str) -> String {
    format!("v{VERSION}.{};{body}", check_characters("", body))
}

/// What differs from a base, by name.
fn human_body(scenario: &Scenario, base: Option<&Preset>) -> String {
    let blank = Scenario::default();
    let from = base.map_or(&blank, |preset| &preset.scenario);
    let mut parts: Vec<String> = base
        .iter()
        .map(|preset| format!("b={}", preset.numbered_id()))
        .collect();
    let snapshot = scenario.prices.as_deref().unwrap_or(newest());
    let snapshot = value::write(&Datum::Text(snapshot.into()));
    parts.push(format!("prices={snapshot}"));
    human::fields(scenario, from, &mut parts);
    parts.join(";")
}
